//! A pair aligned, kept small.

use std::{collections::BTreeSet, sync::Arc};

use super::{
    PairEntry,
    in_force::{InForce, PairDecisions, in_force},
};
use crate::{
    align::{self as aligner, Anchor, Bead},
    check::Row,
    document::Document,
    glossary::{ConceptKind, Glossary},
    language::Language,
    review::{Refused, Review, locked},
    session::{AlignedDocuments, Session},
    text::Span,
};

/// How often beads that were confirmed may call for another alignment.
const MOST_ROUNDS: usize = 4;

/// A pair whose sentences are aligned.
pub(crate) struct Aligned {
    /// The segments and the beads.
    pub(crate) documents: AlignedDocuments,
    /// The names of each side, by segment: ids of concepts.
    pub(crate) names: [Vec<(u32, Arc<str>)>; 2],
}

impl Aligned {
    /// The beads as they stand with some decisions.
    pub(crate) fn beads(&self, decided: &PairDecisions) -> Vec<InForce> {
        let segments = (self.documents.source.len(), self.documents.target.len());
        in_force(&self.documents.alignment.beads, decided, segments)
    }

    /// What stands for what, bead by bead.
    pub(crate) fn rows(&self, beads: &[InForce]) -> Vec<Row> {
        let row = |bead: &InForce| Row {
            source: self.documents.source[bead.source.clone()].to_vec(),
            target: self.documents.target[bead.target.clone()].to_vec(),
        };
        beads.iter().map(row).collect()
    }

    /// The names that one side of a bead has and the other has not.
    pub(crate) fn names_apart(&self, bead: &InForce) -> Vec<Arc<str>> {
        let of = |side: usize, range: &std::ops::Range<usize>| -> BTreeSet<Arc<str>> {
            let names = &self.names[side];
            let from = names.partition_point(|(segment, _)| (*segment as usize) < range.start);
            let inside = names[from..].iter().take_while(|(segment, _)| (*segment as usize) < range.end);
            inside.map(|(_, id)| id.clone()).collect()
        };
        let (source, target) = (of(0, &bead.source), of(1, &bead.target));
        source.symmetric_difference(&target).cloned().collect()
    }
}

impl Review {
    /// A pair aligned: now, when it was not before. Beads that were confirmed are kept, and what lies between them is
    /// aligned.
    ///
    /// # Errors
    /// When one of the files cannot be read.
    pub(crate) fn aligned(&self, pair: &PairEntry) -> Result<Arc<Aligned>, Refused> {
        let pairs = &self.lists().pairs;
        if let Some(aligned) = locked(&pairs.aligned).get(&pair.source) {
            return Ok(aligned.clone());
        }
        let read = |id| self.read_anew(id).map(|(_, document)| document);
        let (Some(source), Some(target)) = (read(pair.source), read(pair.target)) else {
            return Err(Refused::Failed("a file of this pair can no longer be read".to_owned()));
        };
        let session = self.files();
        let options = self.aligner_options();
        let decided = PairDecisions::of(&self.decisions(), &pair.id);
        let aligned = Arc::new(aligned(session, &source, &target, &decided, &options));
        locked(&pairs.aligned).insert(pair.source, aligned.clone());
        Ok(aligned)
    }

    /// The pair if it is aligned already.
    pub(super) fn aligned_already(&self, pair: &PairEntry) -> Option<Arc<Aligned>> {
        locked(&self.lists().pairs.aligned).get(&pair.source).cloned()
    }

    fn aligner_options(&self) -> Arc<aligner::Options> {
        let glossary = self.files().shared_glossary();
        let mut kept = locked(&self.lists().pairs.options);
        let (_, options) =
            kept.get_or_insert_with(|| (glossary.clone(), Arc::new(aligner::Options::of_glossary(glossary))));
        options.clone()
    }
}

/// Aligns two documents; again, as long as the beads that were confirmed are others than those that were kept.
fn aligned(
    session: &Session,
    source: &Document,
    target: &Document,
    decided: &PairDecisions,
    options: &aligner::Options,
) -> Aligned {
    let mut anchors: Vec<Anchor> = Vec::new();
    let mut documents = session.align(source, target, &anchors, options);
    for _ in 0..MOST_ROUNDS {
        let segments = (documents.source.len(), documents.target.len());
        let beads = in_force(&documents.alignment.beads, decided, segments);
        let confirmed: Vec<Anchor> =
            beads.into_iter().filter(|bead| bead.ok).map(|bead| (bead.source, bead.target)).collect();
        if confirmed == anchors {
            break;
        }
        anchors = confirmed;
        let known = documents.alignment.beads.clone();
        documents = session.align(source, target, &anchors, options);
        keep_likelihood(&mut documents.alignment.beads, &known);
    }
    let languages = session.glossary().languages;
    let names = [
        names(session, source, languages.source, &documents.source),
        names(session, target, languages.target, &documents.target),
    ];
    Aligned { documents, names }
}

/// What was confirmed is not made surer than the aligner had it: it is shown as confirmed.
fn keep_likelihood(beads: &mut [Bead], known: &[Bead]) {
    for bead in beads {
        let same = known.iter().find(|other| other.source == bead.source && other.target == bead.target);
        if let Some(same) = same {
            bead.confidence = same.confidence;
        }
    }
}

/// The names of a document that have terms in both languages, by segment.
fn names(
    session: &Session,
    document: &Document,
    language: Language,
    segments: &[(usize, Span)],
) -> Vec<(u32, Arc<str>)> {
    let Ok(analysis) = session.analyse_in(document, language) else { return Vec::new() };
    let glossary = session.glossary();
    let mut out = Vec::new();
    for found in analysis.matches().occurrences.iter().filter(|found| found.certainty.sure) {
        let at =
            segments.partition_point(|&(block, span)| (block, span.end) <= (found.block, found.span.start));
        let concept = glossary.concept(found.concept);
        let holds =
            segments.get(at).is_some_and(|&(block, span)| block == found.block && span.overlaps(found.span));
        if holds
            && concept.is_name()
            && concept.kind != ConceptKind::Demonym
            && is_in_both(glossary, &concept.id)
        {
            out.push((at as u32, Arc::from(concept.id.as_str())));
        }
    }
    out
}

fn is_in_both(glossary: &Glossary, id: &str) -> bool {
    let languages = glossary.languages;
    let concept = &glossary.concepts[id];
    [languages.source, languages.target].iter().all(|&language| concept.terms_in(language).next().is_some())
}

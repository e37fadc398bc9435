//! A pair as the page shows it.

use serde::Serialize;

use super::{Aligned, in_force::PairDecisions, list::look};
use crate::{
    language::Language,
    review::{
        Refused, Review,
        corpus::{DocumentId, DocumentText},
        lists::concept_title,
        views::Coded,
    },
    session::Session,
    text::Span,
};

/// GET /api/pairs/ID.
#[derive(Debug, Serialize)]
pub(crate) struct PairCard {
    id: String,
    fr: Side,
    en: Side,
    cuts: Vec<(usize, usize)>,
    beads: Vec<BeadRow>,
    names: Vec<Name>,
}

#[derive(Debug, Serialize)]
struct Side {
    doc: DocumentId,
    title: String,
    text: String,
    segments: Vec<(u32, u32)>,
}

#[derive(Debug, Serialize)]
struct BeadRow {
    p: Option<f32>,
    look: Option<Coded>,
    ok: bool,
}

#[derive(Debug, Serialize)]
struct Name {
    side: &'static str,
    s: u32,
    e: u32,
    id: String,
    fr: String,
}

impl Review {
    /// A pair with its sentences, its beads and the names on both sides.
    ///
    /// # Errors
    /// When there is no such pair, or a file of it cannot be read.
    pub(crate) fn pair(&self, id: &str) -> Result<PairCard, Refused> {
        let entry = self.pair_entry(id)?;
        let aligned = self.aligned(&entry)?;
        let session = self.session(self.options().style);
        let beads = aligned.beads(&PairDecisions::of(&self.decisions(), &entry.id));
        let (source, target) = (self.document(entry.source)?, self.document(entry.target)?);
        let Aligned { documents, .. } = &*aligned;
        if !fits(&source, &documents.source) || !fits(&target, &documents.target) {
            self.files_changed(&[entry.source, entry.target]);
            return Err(Refused::Gone);
        }
        let glossary = session.glossary();
        let title = |id: &str| {
            let concept = glossary.concepts.get(id);
            concept.map_or_else(|| id.to_owned(), |concept| concept_title(glossary, concept, session.style()))
        };
        let languages = glossary.languages;
        let mut names = named(&session, &source, languages.source, "fr", &title);
        names.extend(named(&session, &target, languages.target, "en", &title));
        Ok(PairCard {
            cuts: beads.iter().skip(1).map(|bead| (bead.source.start, bead.target.start)).collect(),
            beads: beads
                .iter()
                .map(|bead| BeadRow { p: bead.p, look: look(&aligned, bead, title), ok: bead.ok })
                .collect(),
            fr: self.side(&source, &documents.source)?,
            en: self.side(&target, &documents.target)?,
            names,
            id: entry.id,
        })
    }

    fn side(&self, text: &DocumentText, segments: &[(usize, Span)]) -> Result<Side, Refused> {
        Ok(Side {
            doc: text.id(),
            title: self.title_of(text.id())?.0,
            text: text.text().to_owned(),
            segments: segments.iter().map(|&(block, span)| text.place(block, span)).collect(),
        })
    }
}

/// Whether segments lie within the text of a document that may have been changed since.
fn fits(text: &DocumentText, segments: &[(usize, Span)]) -> bool {
    let document = text.document();
    segments.iter().all(|&(block, span)| {
        block < document.blocks.len() && document.text(block).get(span.start..span.end).is_some()
    })
}

/// The names of a side.
fn named(
    session: &Session,
    text: &DocumentText,
    language: Language,
    side: &'static str,
    title: &impl Fn(&str) -> String,
) -> Vec<Name> {
    let Ok(analysis) = session.analyse_in(text.document(), language) else { return Vec::new() };
    let glossary = session.glossary();
    let found = analysis.matches().occurrences.iter();
    found
        .map(|found| {
            let id = &glossary.concept(found.concept).id;
            let (s, e) = text.place(found.block, found.span);
            Name { side, s, e, id: id.clone(), fr: title(id) }
        })
        .collect()
}

//! The findings of one article, and of its translation with it.

use std::{hash::BuildHasher as _, hash::BuildHasherDefault, ops::Range};

use rustc_hash::{FxHashSet, FxHasher};

use crate::{
    check::{Finding, RuleInfo, Severity, Side},
    document::{BlockEdit, Document},
    normalize::{Applicability, Fix},
    review::{
        Review,
        corpus::{DocumentId, DocumentText},
        edits::place_in,
        pairs::{Aligned, InForce, PairDecisions, PairEntry},
        per_document::{OfDocument, concept_key},
        place_key::place_key,
    },
    session::Session,
    text::{Edit, Span, apply},
};

/// The findings of an article and its translation.
#[derive(Default)]
pub(crate) struct DocumentFindings {
    /// Those of the article, then those of the translation.
    pub(crate) rows: Box<[FindingRow]>,
    /// What tells the decisions about the sentences that belong together; 0 where there is none.
    pub(crate) cuts: u64,
    /// The concepts they and the text are about, by [`concept_key`].
    concepts: Box<[u32]>,
}

/// One finding.
pub(crate) struct FindingRow {
    pub(crate) doc: DocumentId,
    pub(crate) rule: &'static RuleInfo,
    pub(crate) severity: Severity,
    /// Where it stands in the document’s text (UTF-16 units).
    pub(crate) s: u32,
    pub(crate) e: u32,
    /// As written; empty for a comment.
    pub(crate) form: Box<str>,
    /// The id of the name; empty when it is about none.
    pub(crate) concept: Box<str>,
    pub(crate) message: Box<str>,
    pub(crate) fix: Option<Box<FixRow>>,
    /// The sentences on both sides.
    pub(crate) bead: Option<Box<(Range<usize>, Range<usize>)>>,
    /// The key of its place.
    pub(crate) key: Box<str>,
}

/// What would be written.
pub(crate) struct FixRow {
    pub(crate) from: Box<str>,
    pub(crate) to: Box<str>,
    pub(crate) s: u32,
    pub(crate) e: u32,
    pub(crate) sure: bool,
}

impl OfDocument for DocumentFindings {
    fn work_out(review: &Review, session: &Session, id: DocumentId) -> Self {
        // A translation is checked with its article.
        if review.corpus().get(id).is_none_or(|entry| entry.is_translation) {
            return Self::default();
        }
        let pair = review.pair_of(id);
        let pair = pair.and_then(|pair| Some((review.aligned(&pair).ok()?, pair)));
        let found = match &pair {
            Some((aligned, pair)) => of_pair(review, session, pair, aligned),
            None => alone(review, session, id),
        };
        found.unwrap_or_default()
    }

    fn concerns(&self, concepts: &FxHashSet<u32>) -> bool {
        self.concepts.iter().any(|concept| concepts.contains(concept))
    }
}

/// What tells the cuts that were decided of a pair; 0 for none.
pub(crate) fn cuts_digest(decided: &PairDecisions) -> u64 {
    if decided.cuts.is_empty() {
        0
    } else {
        BuildHasherDefault::<FxHasher>::default().hash_one(&decided.cuts) | 1
    }
}

fn alone(review: &Review, session: &Session, id: DocumentId) -> Option<DocumentFindings> {
    let (name, document) = review.read_anew(id)?;
    let text = DocumentText::new(id, document);
    let analysis = session.analyse(text.document()).ok()?;
    let checked = analysis.checked().ok()?;
    let rows: Vec<FindingRow> = checked
        .findings
        .iter()
        .filter_map(|finding| row(&text, &name, &checked.document, finding, None))
        .collect();
    let glossary = session.glossary();
    let named =
        analysis.matches().occurrences.iter().map(|found| glossary.concept(found.concept).id.as_str());
    Some(DocumentFindings { concepts: concepts(named, &rows), rows: rows.into(), cuts: 0 })
}

fn of_pair(
    review: &Review,
    session: &Session,
    pair: &PairEntry,
    aligned: &Aligned,
) -> Option<DocumentFindings> {
    let (name, source) = review.read_anew(pair.source)?;
    let (target_name, target) = review.read_anew(pair.target)?;
    let decided = PairDecisions::of(&review.decisions(), &pair.id);
    let beads = aligned.beads(&decided);
    if !fits(&source, &aligned.documents.source) || !fits(&target, &aligned.documents.target) {
        return None;
    }
    let found = session.check_translation(&source, &target, &aligned.rows(&beads)).ok()?;
    let (source, target) = (DocumentText::new(pair.source, source), DocumentText::new(pair.target, target));
    let rows: Vec<FindingRow> = found
        .iter()
        .filter_map(|finding| {
            let (text, name) = match finding.side {
                Side::Source => (&source, &name),
                Side::Target => (&target, &target_name),
            };
            row(text, name, text.document(), finding, bead(aligned, &beads, finding))
        })
        .collect();
    let named = aligned.names.iter().flatten().map(|(_, id)| &**id);
    Some(DocumentFindings {
        concepts: concepts(named, &rows),
        rows: rows.into(),
        cuts: cuts_digest(&decided),
    })
}

/// Whether the segments lie within the text of a document.
fn fits(document: &Document, segments: &[(usize, Span)]) -> bool {
    segments.iter().all(|&(block, span)| {
        block < document.blocks.len() && document.text(block).get(span.start..span.end).is_some()
    })
}

/// The sentences of a finding and what stands for them on the other side.
fn bead(aligned: &Aligned, beads: &[InForce], finding: &Finding) -> Option<(Range<usize>, Range<usize>)> {
    let block = finding.block?;
    let segments = match finding.side {
        Side::Source => &aligned.documents.source,
        Side::Target => &aligned.documents.target,
    };
    let at = segments.partition_point(|&(of, span)| (of, span.end) <= (block, finding.span.start));
    let holds = |bead: &&InForce| match finding.side {
        Side::Source => bead.source.contains(&at),
        Side::Target => bead.target.contains(&at),
    };
    beads.iter().find(holds).map(|bead| (bead.source.clone(), bead.target.clone()))
}

fn concepts<'i>(named: impl Iterator<Item = &'i str>, rows: &'i [FindingRow]) -> Box<[u32]> {
    let of_rows = rows.iter().map(|row| &*row.concept).filter(|concept| !concept.is_empty());
    let all: FxHashSet<u32> = named.chain(of_rows).map(concept_key).collect();
    all.into_iter().collect()
}

fn row(
    text: &DocumentText,
    name: &str,
    read: &Document,
    finding: &Finding,
    bead: Option<(Range<usize>, Range<usize>)>,
) -> Option<FindingRow> {
    // A comment is not in the text: it is told at its beginning.
    let (block, span) = match finding.block {
        Some(block) => place_in(text, read, block, finding.span)?,
        None => (0, Span::new(0, 0)),
    };
    if text.document().blocks.is_empty() {
        return None;
    }
    let (s, e) = text.place(block, span);
    let concept = finding.concept.as_deref().unwrap_or_default();
    let fix = finding.fix.as_ref().and_then(|fix| fix_row(text, read, fix));
    Some(FindingRow {
        doc: text.id(),
        rule: finding.rule,
        severity: finding.severity,
        s,
        e,
        form: finding.form.as_str().into(),
        concept: concept.into(),
        message: finding.message.as_str().into(),
        fix: fix.map(Box::new),
        bead: bead.map(Box::new),
        key: place_key(name, concept, text, block, span).into(),
    })
}

/// What a fix writes, in one piece.
fn fix_row(text: &DocumentText, read: &Document, fix: &Fix) -> Option<FixRow> {
    let block = fix.edits.first()?.block;
    let edits: Vec<&BlockEdit> = fix.edits.iter().filter(|edit| edit.block == block).collect();
    let start = edits.iter().map(|edit| edit.span.start).min()?;
    let end = edits.iter().map(|edit| edit.span.end).max()?;
    let from = Span::new(start, end).of(read.text(block));
    let moved = edits.iter().map(|edit| Edit {
        span: Span::new(edit.span.start - start, edit.span.end - start),
        replacement: edit.replacement.clone(),
    });
    let to = apply(from, &moved.collect::<Vec<_>>()).ok()?;
    let (block, span) = place_in(text, read, block, Span::new(start, end))?;
    let (s, e) = text.place(block, span);
    let sure = fix.applicability == Applicability::Safe;
    Some(FixRow { from: from.into(), to: to.into(), s, e, sure })
}

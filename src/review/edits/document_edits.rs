//! The edits of one document, kept small.

use std::sync::Arc;

use rustc_hash::{FxHashMap, FxHashSet};

use super::proposed::{Proposed, place_in, proposed};
use crate::{
    document::{Document, Fingerprint},
    glossary::Glossary,
    review::{
        Review,
        corpus::{DocumentId, DocumentText},
        names::folded,
        per_document::{OfDocument, concept_key},
        place_key::place_key,
    },
    session::{Normalized, Session},
};

/// The edits of a document in a style.
#[derive(Default)]
pub(crate) struct DocumentEdits {
    /// In the order of the text.
    pub(crate) rows: Box<[EditRow]>,
    /// How the file looked.
    pub(crate) fingerprint: Option<Fingerprint>,
    /// The concepts it names, by [`concept_key`].
    concepts: Box<[u32]>,
}

/// Edits that are made together.
pub(crate) struct EditRow {
    /// Where they stand in the document’s text (UTF-16 units).
    pub(crate) s: u32,
    /// Where they end.
    pub(crate) e: u32,
    /// What they are; the same for all edits alike.
    pub(crate) wording: Arc<Wording>,
    /// Why somebody has to look.
    pub(crate) why: Option<&'static str>,
    /// The key of the (first) name’s place.
    pub(crate) key: Box<str>,
    /// Those of the other names that are rewritten with it.
    pub(crate) others: Box<[Box<str>]>,
}

/// What an edit says.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub(crate) struct Wording {
    pub(crate) from: Box<str>,
    pub(crate) to: Box<str>,
    /// The id of the name.
    pub(crate) concept: Box<str>,
    /// The name as it is found.
    pub(crate) form: Box<str>,
    /// Whose name is written.
    pub(crate) party: Option<Box<str>>,
    /// The rule of `check` that reports the same.
    pub(crate) rule: &'static str,
    /// What is searched for.
    pub(crate) folded: Box<str>,
}

impl EditRow {
    /// The keys of all names that are rewritten.
    pub(crate) fn keys(&self) -> impl Iterator<Item = &str> {
        std::iter::once(&self.key).chain(&self.others).map(|key| &**key)
    }
}

/// How many edits a document has in a style that is not on the screen.
#[derive(Default)]
pub(crate) struct EditCount {
    pub(crate) count: u32,
    concepts: Box<[u32]>,
}

impl OfDocument for DocumentEdits {
    fn work_out(review: &Review, session: &Session, id: DocumentId) -> Self {
        let worked = with_edits(review, session, id, |text, name, normalized, all| Self {
            rows: rows(text, name, normalized, session.glossary(), all),
            fingerprint: text.document().fingerprint(),
            concepts: Box::default(),
        });
        let Some((edits, concepts)) = worked else { return Self::default() };
        Self { concepts, ..edits }
    }

    fn concerns(&self, concepts: &FxHashSet<u32>) -> bool {
        self.concepts.iter().any(|concept| concepts.contains(concept))
    }
}

impl OfDocument for EditCount {
    fn work_out(review: &Review, session: &Session, id: DocumentId) -> Self {
        let worked = with_edits(review, session, id, |_, _, _, all| all.len() as u32);
        let Some((count, concepts)) = worked else { return Self::default() };
        Self { count, concepts }
    }

    fn concerns(&self, concepts: &FxHashSet<u32>) -> bool {
        self.concepts.iter().any(|concept| concepts.contains(concept))
    }
}

/// Reads a document and finds its edits; what `work` makes of them, and the concepts that the document names.
fn with_edits<T>(
    review: &Review,
    session: &Session,
    id: DocumentId,
    work: impl FnOnce(&DocumentText, &str, &Normalized<'_>, Vec<Proposed>) -> T,
) -> Option<(T, Box<[u32]>)> {
    let (name, document) = review.read_anew(id)?;
    let text = DocumentText::new(id, document);
    let analysis = session.analyse(text.document()).ok()?;
    let normalized = analysis.normalized().ok()?;
    let all = proposed(&normalized, session.glossary(), session.style());
    let glossary = session.glossary();
    let mut concepts: Vec<u32> = analysis
        .matches()
        .occurrences
        .iter()
        .map(|found| found.concept)
        .chain(all.iter().flat_map(|it| it.names.iter().map(|&(concept, ..)| concept)))
        .collect::<FxHashSet<_>>()
        .into_iter()
        .map(|concept| concept_key(&glossary.concept(concept).id))
        .collect();
    concepts.sort_unstable();
    Some((work(&text, &name, &normalized, all), concepts.into()))
}

/// The rows of the edits of a document called `name`.
pub(super) fn rows(
    text: &DocumentText,
    name: &str,
    normalized: &Normalized<'_>,
    glossary: &Glossary,
    all: Vec<Proposed>,
) -> Box<[EditRow]> {
    let mut known: FxHashMap<Wording, Arc<Wording>> = FxHashMap::default();
    let mut shared =
        |wording: Wording| known.entry(wording.clone()).or_insert_with(|| Arc::new(wording)).clone();
    all.into_iter()
        .filter_map(|it| row(text, name, &normalized.document, glossary, it, &mut shared))
        .collect()
}

fn row(
    text: &DocumentText,
    name: &str,
    read: &Document,
    glossary: &Glossary,
    it: Proposed,
    shared: &mut impl FnMut(Wording) -> Arc<Wording>,
) -> Option<EditRow> {
    let (block, span) = place_in(text, read, it.block, it.span)?;
    let (s, e) = text.place(block, span);
    let mut keys = it.names.iter().filter_map(|&(concept, block, span)| {
        let (block, span) = place_in(text, read, block, span)?;
        let concept = &glossary.concept(concept).id;
        Some(place_key(name, concept, text, block, span).into_boxed_str())
    });
    let key = keys.next()?;
    let others = keys.collect();
    let &(concept, block, span) = it.names.first()?;
    let folded = folded(&format!("{}\n{}", it.from, it.to)).into_boxed_str();
    let wording = shared(Wording {
        from: it.from.into(),
        to: it.to.into(),
        concept: glossary.concept(concept).id.as_str().into(),
        form: span.of(read.text(block)).into(),
        party: it.party.map(Into::into),
        rule: it.rule,
        folded,
    });
    Some(EditRow { s, e, wording, why: it.why, key, others })
}

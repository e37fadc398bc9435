//! What would change in the articles where a name is written otherwise than the style wants.

use indexmap::IndexMap;
use rayon::prelude::*;
use serde::Serialize;

use super::{
    row::{Shown, State},
    table::{Name, Table, Use},
};
use crate::{
    document::Document,
    glossary::{Status, StyleId},
    normalize::{Applicability, Change},
    review::{
        Review,
        corpus::{DocumentId, FormId},
    },
    session::Session,
};

/// So many documents are looked at for the words that change with the name; more would keep the card waiting.
const MOST_DOCUMENTS: usize = 40;
/// So many different changes are told.
const MOST_PAIRS: usize = 60;

/// What would change.
#[derive(Default, Serialize)]
pub(super) struct NameChanges {
    total: usize,
    pairs: Vec<(String, String, usize, bool)>,
}

/// What changes is the same where this is: from, to, and whether it is sure.
type Pair = (String, String, bool);

/// What of a name would change: the id of its concept, and the forms.
pub(super) struct ToChange {
    style: StyleId,
    concept: String,
    forms: Vec<FormId>,
}

impl ToChange {
    /// The spellings of a name that the style does not want; none of a name that was rejected.
    pub(super) fn of(table: &Table, name: &Name, shown: &Shown<'_>) -> Option<Self> {
        let concept = shown.concept(name).filter(|_| shown.state(name) != State::Rejected)?.id.clone();
        let is_unwanted = |used: &&Use| {
            let status = shown.status(name, used);
            shown.is_in(used) && matches!(status, Some(Status::Deprecated | Status::Forbidden))
        };
        let unwanted = name.uses.iter().filter(is_unwanted);
        let forms = unwanted.flat_map(|used| used.ids.iter().copied()).collect();
        Some(Self { style: table.style, concept, forms })
    }
}

impl Review {
    /// What would change of a name in the articles; in very many of them the count is what the forms say, and the
    /// examples are from the first.
    pub(super) fn name_changes(&self, to_change: &ToChange) -> NameChanges {
        let ToChange { style, concept, forms } = to_change;
        let in_use = self.corpus().occurrences().in_use(forms);
        let looked_at = &in_use.documents[..in_use.documents.len().min(MOST_DOCUMENTS)];
        let session = self.session(*style);
        let of_document = |document: &DocumentId| self.changes_in(*document, &session, concept);
        let found: Vec<Vec<Pair>> = looked_at.par_iter().map(of_document).collect();
        let mut pairs: IndexMap<Pair, usize> = IndexMap::new();
        found.into_iter().flatten().for_each(|pair| *pairs.entry(pair).or_default() += 1);
        let made: usize = pairs.values().sum();
        let total = if looked_at.len() < in_use.documents.len() { in_use.n } else { made };
        pairs.sort_by(|_, n, _, m| m.cmp(n));
        let pairs = pairs.into_iter().take(MOST_PAIRS).map(|((from, to, sure), n)| (from, to, n, sure));
        NameChanges { total, pairs: pairs.collect() }
    }

    /// What changes of a concept in a document that can be read.
    fn changes_in(&self, document: DocumentId, session: &Session, concept: &str) -> Vec<Pair> {
        let Some(source) = self.corpus().get(document).map(|entry| entry.source.clone()) else {
            return Vec::new();
        };
        let Ok(document) = source.read(&self.options().read) else { return Vec::new() };
        let Ok(analysis) = session.analyse(&document) else { return Vec::new() };
        let Some(concept) = session.glossary().concept_id(concept) else { return Vec::new() };
        let changes = analysis.changes().into_iter().filter(|change| change.concept == concept);
        changes.filter_map(|change| pair(&document, &change)).collect()
    }
}

/// The words that a change replaces, from its first edit to its last, and what then stands there.
fn pair(document: &Document, change: &Change) -> Option<Pair> {
    let fix = change.fix.as_ref()?;
    let own = || fix.edits.iter().filter(|edit| edit.block == change.block);
    let start = own().map(|edit| edit.span.start).min()?.min(change.span.start);
    let end = own().map(|edit| edit.span.end).max()?.max(change.span.end);
    let text = document.text(change.block);
    let (mut to, mut at) = (String::new(), start);
    for edit in own() {
        to.push_str(text.get(at..edit.span.start)?);
        to.push_str(&edit.replacement);
        at = edit.span.end;
    }
    to.push_str(text.get(at..end)?);
    Some((text.get(start..end)?.to_owned(), to, fix.applicability == Applicability::Safe))
}

//! What stands of each finding now: what was decided of it, of its spelling, of its edit, of its place, of its name.

use std::sync::Arc;

use serde_json::Value;

use super::document_findings::{DocumentFindings, FindingRow};
use crate::review::{
    Review,
    corpus::DocumentId,
    decisions::Decisions,
    edits::{ignored, rejected},
    locked,
    per_document::Snapshot,
    place_key::PlaceParts,
};

/// What stands of a finding.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum FindingState {
    Open,
    Fixed,
    Ignored,
}

impl FindingState {
    /// The word for it.
    pub(crate) const fn name(self) -> &'static str {
        match self {
            Self::Open => "open",
            Self::Fixed => "fixed",
            Self::Ignored => "ignored",
        }
    }

    fn of(value: &Value) -> Option<Self> {
        match value.as_str()? {
            "open" => Some(Self::Open),
            "fixed" => Some(Self::Fixed),
            "ignored" => Some(Self::Ignored),
            _ => None,
        }
    }

    /// What a decision about the edit of the same place says.
    fn of_edit(value: &Value) -> Option<Self> {
        match value.as_str()? {
            "accepted" => Some(Self::Fixed),
            "skipped" => Some(Self::Ignored),
            _ => None,
        }
    }
}

/// What stands of each finding of a snapshot.
pub(crate) struct FindingStates {
    starts: Vec<usize>,
    of: Vec<FindingState>,
}

impl FindingStates {
    /// The state of a finding, by its article and its place there.
    pub(crate) fn of(&self, id: DocumentId, row: usize) -> FindingState {
        let start = self.starts.get(id.0 as usize).copied().unwrap_or(usize::MAX);
        start.checked_add(row).and_then(|at| self.of.get(at)).copied().unwrap_or(FindingState::Ignored)
    }

    /// Findings that are to be looked at still.
    pub(crate) fn open(&self) -> usize {
        self.of.iter().filter(|state| **state == FindingState::Open).count()
    }
}

impl Review {
    /// What stands of each finding of a snapshot; kept till something is decided.
    pub(crate) fn finding_states(&self, snapshot: &Snapshot<DocumentFindings>) -> Arc<FindingStates> {
        let style = self.files().glossary().styles.get(self.options().style.0).cloned().unwrap_or_default();
        let key = (snapshot.number, self.decisions().version());
        if let Some((known, states)) = &*locked(&self.lists().finding_states)
            && *known == key
        {
            return states.clone();
        }
        let articles = self.articles_by_document();
        let corpus = self.corpus();
        let decisions = self.decisions();
        let key = (snapshot.number, decisions.version());
        // The findings of a translation are kept with its article.
        let find = |place: &PlaceParts<'_>| {
            let id = self.lists().document(&corpus, place)?;
            Some(articles.get(&id).copied().unwrap_or(id))
        };
        let states = Arc::new(states(snapshot, corpus.documents().count(), &decisions, &style, find));
        *locked(&self.lists().finding_states) = Some((key, states.clone()));
        states
    }

    /// The article of each translation.
    fn articles_by_document(&self) -> rustc_hash::FxHashMap<DocumentId, DocumentId> {
        self.pair_entries().iter().map(|pair| (pair.target, pair.source)).collect()
    }
}

fn states(
    snapshot: &Snapshot<DocumentFindings>,
    documents: usize,
    decisions: &Decisions,
    style: &str,
    find: impl Fn(&PlaceParts<'_>) -> Option<DocumentId>,
) -> FindingStates {
    let mut starts = vec![0; documents];
    let mut of = Vec::new();
    let (rejected, ignored) = (rejected(decisions), ignored(decisions));
    let first = |row: &FindingRow| {
        let is_ignored = !ignored.is_empty() && ignored.contains(&(row.rule.name, &*row.form))
            || !rejected.is_empty() && rejected.contains(&*row.concept);
        if is_ignored { FindingState::Ignored } else { FindingState::Open }
    };
    for (number, start) in starts.iter_mut().enumerate() {
        *start = of.len();
        let rows = snapshot.of(DocumentId(number as u32)).map_or(&[][..], |findings| &findings.rows);
        of.extend(rows.iter().map(first));
    }
    let mut set = |key: &str, fits: &dyn Fn(&FindingRow) -> bool, state: FindingState| {
        let Some(place) = PlaceParts::of(key) else { return };
        let Some(id) = find(&place) else { return };
        let Some(findings) = snapshot.of(id) else { return };
        for row in find_rows(&findings.rows, key, &place, fits) {
            of[starts[id.0 as usize] + row] = state;
        }
    };
    let prefix = format!("edit/{style}/");
    for (on, field, value) in decisions.below(&prefix) {
        if let ("state", Some(state)) = (field, FindingState::of_edit(value)) {
            set(&on[prefix.len()..], &|row| row.fix.is_some(), state);
        }
    }
    for (on, field, value) in decisions.below("finding/") {
        if let (Some((rule, key)), "state", Some(state)) =
            (on["finding/".len()..].split_once('/'), field, FindingState::of(value))
        {
            set(key, &|row| row.rule.name == rule, state);
        }
    }
    for (on, field, value) in decisions.below("occ/") {
        if field == "out" && value == &Value::Bool(true) {
            set(&on["occ/".len()..], &|_| true, FindingState::Ignored);
        }
    }
    FindingStates { starts, of }
}

/// The findings of a place among those of its article that `fits` lets pass.
pub(super) fn find_rows(
    rows: &[FindingRow],
    key: &str,
    place: &PlaceParts<'_>,
    fits: &dyn Fn(&FindingRow) -> bool,
) -> Vec<usize> {
    let candidates = || rows.iter().enumerate().filter(|(_, row)| fits(row));
    let same: Vec<usize> =
        candidates().filter(|(_, row)| &*row.key == key).map(|(number, _)| number).collect();
    if !same.is_empty() {
        return same;
    }
    place.find(candidates().map(|(number, row)| (number, &*row.key))).into_iter().collect()
}

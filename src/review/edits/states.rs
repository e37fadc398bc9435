//! What stands of each edit now: what was decided of it, of its finding, of its place, of its name.

use std::sync::Arc;

use rustc_hash::FxHashSet;
use serde_json::Value;

use super::document_edits::{DocumentEdits, EditRow};
use crate::{
    glossary::StyleId,
    review::{
        Review, corpus::DocumentId, decisions::Decisions, locked, per_document::Snapshot,
        place_key::PlaceParts,
    },
};

/// What stands of an edit.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum EditState {
    Open,
    Accepted,
    Skipped,
    /// It is none any more: the place is not this name, or the name is left alone.
    Gone,
}

impl EditState {
    /// The word for it.
    pub(crate) const fn name(self) -> &'static str {
        match self {
            Self::Open => "open",
            Self::Accepted => "accepted",
            Self::Skipped | Self::Gone => "skipped",
        }
    }

    fn of(value: &Value) -> Option<Self> {
        match value.as_str()? {
            "open" => Some(Self::Open),
            "accepted" => Some(Self::Accepted),
            "skipped" => Some(Self::Skipped),
            _ => None,
        }
    }

    /// What a decision about the finding of the same place says.
    fn of_finding(value: &Value) -> Option<Self> {
        match value.as_str()? {
            "fixed" => Some(Self::Accepted),
            "ignored" => Some(Self::Skipped),
            _ => None,
        }
    }
}

/// What stands of each edit of a snapshot.
pub(crate) struct EditStates {
    /// Where the states of each document start.
    starts: Vec<usize>,
    of: Vec<EditState>,
    /// Edits that are to be decided still.
    pub(crate) open: usize,
    /// Edits that are written now: sure and not skipped, or accepted.
    pub(crate) to_write: usize,
    /// Edits that there are.
    pub(crate) total: usize,
}

impl EditStates {
    /// The state of an edit of a document, by its place in the snapshot.
    pub(crate) fn of(&self, id: DocumentId, row: usize) -> EditState {
        let start = self.starts.get(id.0 as usize).copied().unwrap_or(usize::MAX);
        start.checked_add(row).and_then(|at| self.of.get(at)).copied().unwrap_or(EditState::Gone)
    }

    /// Whether an edit in this state is written.
    pub(crate) fn is_written(state: EditState, row: &EditRow) -> bool {
        match state {
            EditState::Accepted => true,
            EditState::Open => row.why.is_none(),
            EditState::Skipped | EditState::Gone => false,
        }
    }
}

impl Review {
    /// What stands of each edit of a snapshot; kept till something is decided.
    pub(crate) fn edit_states(&self, style: StyleId, snapshot: &Snapshot<DocumentEdits>) -> Arc<EditStates> {
        let style_name = self.files().glossary().styles.get(style.0).cloned().unwrap_or_default();
        let corpus = self.corpus();
        let decisions = self.decisions();
        let key = (style, snapshot.number, decisions.version());
        let mut kept = locked(&self.lists().edit_states);
        if let Some((known, states)) = &*kept
            && *known == key
        {
            return states.clone();
        }
        let find = |place: &PlaceParts<'_>| self.lists().document(&corpus, place);
        let states = Arc::new(states(snapshot, corpus.documents().count(), &decisions, &style_name, find));
        *kept = Some((key, states.clone()));
        states
    }
}

/// What stands of each edit; `find` gives the document of a place.
fn states(
    snapshot: &Snapshot<DocumentEdits>,
    documents: usize,
    decisions: &Decisions,
    style: &str,
    find: impl Fn(&PlaceParts<'_>) -> Option<DocumentId>,
) -> EditStates {
    let mut starts = vec![0; documents];
    let mut of = Vec::new();
    let rejected = rejected(decisions);
    let ignored = ignored(decisions);
    for (number, start) in starts.iter_mut().enumerate() {
        *start = of.len();
        let rows = snapshot.of(DocumentId(number as u32)).map_or(&[][..], |edits| &edits.rows);
        of.extend(rows.iter().map(|row| {
            let wording = &row.wording;
            if !rejected.is_empty() && rejected.contains(&*wording.concept) {
                EditState::Gone
            } else if !ignored.is_empty() && ignored.contains(&(wording.rule, &*wording.form)) {
                EditState::Skipped
            } else {
                EditState::Open
            }
        }));
    }
    let mut set = |key: &str, rule: Option<&str>, state: EditState| {
        let Some(place) = PlaceParts::of(key) else { return };
        let Some(id) = find(&place) else { return };
        let Some(edits) = snapshot.of(id) else { return };
        let found = find_row(&edits.rows, key, &place)
            .filter(|&row| rule.is_none_or(|rule| edits.rows[row].wording.rule == rule));
        if let Some(row) = found {
            let state_now = &mut of[starts[id.0 as usize] + row];
            if *state_now != EditState::Gone {
                *state_now = state;
            }
        }
    };
    // What was decided of the edit itself counts for more than what was decided of its finding.
    for (on, field, value) in decisions.below("finding/") {
        if let (Some((rule, key)), "state", Some(state)) =
            (on["finding/".len()..].split_once('/'), field, EditState::of_finding(value))
        {
            set(key, Some(rule), state);
        }
    }
    let prefix = format!("edit/{style}/");
    for (on, field, value) in decisions.below(&prefix) {
        if let ("state", Some(state)) = (field, EditState::of(value)) {
            set(&on[prefix.len()..], None, state);
        }
    }
    for (on, field, value) in decisions.below("occ/") {
        if field == "out" && value == &Value::Bool(true) {
            set(&on["occ/".len()..], None, EditState::Gone);
        }
    }
    counted(snapshot, starts, of)
}

fn counted(snapshot: &Snapshot<DocumentEdits>, starts: Vec<usize>, of: Vec<EditState>) -> EditStates {
    let mut states = EditStates { starts, of, open: 0, to_write: 0, total: 0 };
    for (id, edits) in snapshot.iter() {
        for (number, row) in edits.rows.iter().enumerate() {
            let state = states.of(id, number);
            states.total += usize::from(state != EditState::Gone);
            states.open += usize::from(state == EditState::Open);
            states.to_write += usize::from(EditStates::is_written(state, row));
        }
    }
    states
}

/// The row of a place among those of its document.
pub(super) fn find_row(rows: &[EditRow], key: &str, place: &PlaceParts<'_>) -> Option<usize> {
    let same = rows.iter().position(|row| row.keys().any(|known| known == key));
    let keys = || rows.iter().enumerate().flat_map(|(number, row)| row.keys().map(move |key| (number, key)));
    same.or_else(|| place.find(keys()))
}

/// The names that are left alone.
pub(crate) fn rejected(decisions: &Decisions) -> FxHashSet<&str> {
    let states =
        decisions.below("name/").filter(|(_, field, value)| *field == "state" && *value == "rejected");
    states.map(|(on, ..)| &on["name/".len()..]).collect()
}

/// Which forms are passed over everywhere, by rule.
pub(crate) fn ignored(decisions: &Decisions) -> FxHashSet<(&str, &str)> {
    let on =
        decisions.below("ignore/").filter(|(_, field, value)| *field == "on" && **value == Value::Bool(true));
    on.filter_map(|(on, ..)| on["ignore/".len()..].split_once('/')).collect()
}

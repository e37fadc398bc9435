//! The edits as a list.

use std::{ops::Range, sync::Arc};

use indexmap::IndexMap;
use rustc_hash::FxHashMap;
use serde::Serialize;
use serde_json::Value;

use super::{
    document_edits::{DocumentEdits, EditRow, Wording},
    states::{EditState, EditStates, find_row},
};
use crate::{
    glossary::StyleId,
    review::{
        Refused, Review,
        corpus::DocumentId,
        lists::{PATIENCE, Search, concept_title, is_asked},
        locked,
        names::folded,
        per_document::{PerDocument, Snapshot},
        place_key::PlaceParts,
        views::{Coded, Facet, Facets, RowList, View},
    },
};

/// Which edits are asked for.
#[derive(Debug, Default)]
pub(crate) struct EditsAsked {
    /// The name of a style; the chosen one without it.
    pub(crate) style: Option<String>,
    /// Ids of documents; all without one.
    pub(crate) doc: Vec<String>,
    /// States; all without one.
    pub(crate) state: Vec<String>,
    /// What is searched for.
    pub(crate) q: Option<String>,
}

/// What the list says besides its rows.
#[derive(Debug, Serialize)]
#[serde(rename_all = "camelCase")]
pub(crate) struct EditsBesides {
    counts: IndexMap<String, Option<usize>>,
    to_write: usize,
    docs: Vec<Group>,
}

/// Rows that follow each other and belong to one document.
#[derive(Debug, Serialize)]
pub(crate) struct Group {
    pub(crate) doc: DocumentId,
    pub(crate) title: String,
    pub(crate) n: usize,
}

#[derive(Debug, Serialize)]
struct Row<'r> {
    on: String,
    doc: DocumentId,
    title: &'r str,
    s: u32,
    e: u32,
    from: &'r str,
    to: &'r str,
    name: &'r str,
    fr: String,
    party: Option<&'r str>,
    sure: bool,
    why: Option<Coded>,
    state: &'static str,
}

/// The edits as they were when they were asked for.
struct EditList {
    style: StyleId,
    style_name: String,
    snapshot: Arc<Snapshot<DocumentEdits>>,
    /// Document and row.
    rows: Vec<(u32, u32)>,
}

/// The rows of a list by document and place in it, the facets, and how many rows each document has.
type Chosen = (Vec<(u32, u32)>, Facets, Vec<Group>);

impl Review {
    /// What is worked out of the edits of a style.
    pub(crate) fn edits_in(&self, style: StyleId) -> Arc<PerDocument<DocumentEdits>> {
        locked(&self.lists().edits).entry(style).or_default().clone()
    }

    /// The edits of a style as a list.
    ///
    /// # Errors
    /// When there is no such style.
    pub(crate) fn edits(self: &Arc<Self>, asked: &EditsAsked) -> Result<View<EditsBesides>, Refused> {
        let style = self.style(asked.style.as_deref())?;
        let snapshot = self.edits_in(style).get(self, style, PATIENCE);
        let states = self.edit_states(style, &snapshot);
        let (rows, facets, docs) = self.chosen(asked, style, &snapshot, &states)?;
        let style_name = self.files().glossary().styles.get(style.0).cloned().unwrap_or_default();
        let mut counts = self.edit_counts();
        counts.insert(style_name.clone(), snapshot.is_complete.then_some(states.total));
        let besides = EditsBesides { counts, to_write: states.to_write, docs };
        let list = EditList { style, style_name, snapshot, rows };
        self.views().answer(self, list, facets, besides)
    }

    /// The rows that are asked for, with the facets: each counts what the other filters leave.
    fn chosen(
        &self,
        asked: &EditsAsked,
        style: StyleId,
        snapshot: &Snapshot<DocumentEdits>,
        states: &EditStates,
    ) -> Result<Chosen, Refused> {
        let session = self.session(style);
        let search = Search::new(asked.q.as_deref());
        let mut known: FxHashMap<*const Wording, bool> = FxHashMap::default();
        let mut finds = |wording: &Arc<Wording>| {
            !search.is_on()
                || *known.entry(Arc::as_ptr(wording)).or_insert_with(|| {
                    let glossary = session.glossary();
                    let title = || glossary.concepts.get(&*wording.concept);
                    let title = title().map(|concept| concept_title(glossary, concept, style));
                    search.finds(&wording.folded) || title.is_some_and(|title| search.finds(&folded(&title)))
                })
        };
        let (mut rows, mut docs) = (Vec::new(), Vec::new());
        let mut of_doc: Vec<Facet> = Vec::new();
        let mut of_state: IndexMap<&'static str, usize> = IndexMap::new();
        let corpus = self.corpus();
        for (id, edits) in snapshot.iter() {
            let (mut in_doc, mut chosen) = (0, 0);
            let is_doc = is_asked(&asked.doc, &id.to_string());
            for (number, row) in edits.rows.iter().enumerate() {
                let state = states.of(id, number);
                if state == EditState::Gone || !finds(&row.wording) {
                    continue;
                }
                let is_state = is_asked(&asked.state, state.name());
                in_doc += usize::from(is_state);
                if is_doc {
                    *of_state.entry(state.name()).or_default() += 1;
                }
                if is_doc && is_state {
                    rows.push((id.0, number as u32));
                    chosen += 1;
                }
            }
            let title = || corpus.get(id).map_or_else(String::new, |entry| entry.title.clone());
            if in_doc > 0 {
                of_doc.push(Facet::Titled(id.to_string(), in_doc, title()));
            }
            if chosen > 0 {
                docs.push(Group { doc: id, title: title(), n: chosen });
            }
        }
        let of_state = of_state.into_iter().map(|(state, n)| Facet::Value(state.to_owned(), n)).collect();
        Ok((rows, Facets::from_iter([("doc", of_doc), ("state", of_state)]), docs))
    }

    /// By style, how many edits there are; none where they are not counted yet.
    fn edit_counts(&self) -> IndexMap<String, Option<usize>> {
        let styles = self.files().glossary().styles.clone();
        let count = |(number, name): (usize, String)| (name, self.edit_count(StyleId(number)));
        styles.into_iter().enumerate().map(count).collect()
    }

    fn edit_count(&self, style: StyleId) -> Option<usize> {
        let edits = locked(&self.lists().edits).get(&style).cloned();
        if let Some(snapshot) = edits.map(|edits| edits.now()).filter(|snapshot| snapshot.is_complete) {
            return Some(snapshot.iter().map(|(_, edits)| edits.rows.len()).sum());
        }
        let counts = locked(&self.lists().counts).get(&style).cloned()?.now();
        counts.is_complete.then(|| counts.iter().map(|(_, it)| it.count as usize).sum())
    }

    /// Edits of the chosen style that are to be decided still; none when they are not counted yet.
    pub(crate) fn edits_left(&self) -> Option<usize> {
        let style = self.options().style;
        let snapshot = locked(&self.lists().edits).get(&style).cloned()?.now();
        snapshot.is_complete.then(|| self.edit_states(style, &snapshot).open)
    }
}

impl EditList {
    fn row(&self, (document, row): (u32, u32)) -> Option<(DocumentId, &EditRow)> {
        let id = DocumentId(document);
        Some((id, self.snapshot.of(id)?.rows.get(row as usize)?))
    }

    fn on(&self, row: &EditRow) -> String {
        format!("edit/{}/{}", self.style_name, row.key)
    }
}

impl RowList for EditList {
    fn total(&self) -> usize {
        self.rows.len()
    }

    fn window(&self, review: &Review, window: Range<usize>) -> Result<Vec<Value>, Refused> {
        let now = review.edits_in(self.style).now();
        let states = review.edit_states(self.style, &now);
        let session = review.session(self.style);
        let glossary = session.glossary();
        let corpus = review.corpus();
        let state = |id: DocumentId, number: u32, row: &EditRow| {
            let number = match now.number == self.snapshot.number {
                true => Some(number as usize),
                false => {
                    PlaceParts::of(&row.key).and_then(|place| find_row(&now.of(id)?.rows, &row.key, &place))
                }
            };
            number.map_or(EditState::Gone, |number| states.of(id, number))
        };
        let rows = self.rows[window].iter().filter_map(|&at| Some((at, self.row(at)?)));
        let shown = |((_, number), (id, row)): ((u32, u32), (DocumentId, &EditRow))| {
            let wording = &row.wording;
            let concept = glossary.concepts.get(&*wording.concept);
            let why = row.why.map(|code| Coded {
                code: code.to_owned(),
                args: vec![wording.from.to_string(), wording.to.to_string()],
            });
            serde_json::to_value(Row {
                on: self.on(row),
                doc: id,
                title: corpus.get(id).map_or("", |entry| &entry.title),
                s: row.s,
                e: row.e,
                from: &wording.from,
                to: &wording.to,
                name: &wording.concept,
                fr: concept.map_or_else(
                    || wording.concept.to_string(),
                    |concept| concept_title(glossary, concept, self.style),
                ),
                party: wording.party.as_deref(),
                sure: row.why.is_none(),
                why,
                state: state(id, number, row).name(),
            })
            .map_err(|error| Refused::Failed(error.to_string()))
        };
        rows.map(shown).collect()
    }

    fn things(&self, _: &Review, _: Option<&str>) -> Vec<String> {
        self.rows.iter().filter_map(|&at| Some(self.on(self.row(at)?.1))).collect()
    }
}

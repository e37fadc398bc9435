//! The list of names: filtered, counted, frozen.

use std::{ops::Range, sync::Arc};

use rustc_hash::{FxHashMap, FxHashSet};
use serde::Serialize;
use serde_json::Value;

use super::{
    folded,
    row::{Shown, State},
    table::{Kind, Name, Table},
};
use crate::{
    glossary::StyleId,
    review::{
        Refused, Review,
        corpus::DocumentId,
        views::{Facet, Facets, RowList, View},
    },
};

/// So many documents are offered to filter by: those with the most names.
const MOST_DOCUMENTS: usize = 100;

/// What is asked of the list.
#[derive(Clone, Debug, Default)]
pub(crate) struct NamesAsked {
    pub(crate) q: String,
    pub(crate) types: Vec<String>,
    pub(crate) states: Vec<String>,
    pub(crate) docs: Vec<String>,
    pub(crate) known: Vec<String>,
    pub(crate) style: Option<String>,
}

/// The groups of the list.
#[derive(Serialize)]
pub(crate) struct Groups {
    groups: Vec<Group>,
}

#[derive(Clone, Copy, Serialize)]
struct Group {
    kind: Kind,
    total: usize,
    open: usize,
}

/// A list as it was shown: the ids of the names, in order, which is that of the groups.
struct NameList {
    style: StyleId,
    ids: Vec<Arc<str>>,
    groups: Vec<Group>,
}

impl RowList for NameList {
    fn total(&self) -> usize {
        self.ids.len()
    }

    fn window(&self, review: &Review, window: Range<usize>) -> Result<Vec<Value>, Refused> {
        let table = review.name_table(self.style);
        let glossary = review.glossary();
        let decisions = review.decisions();
        let shown = Shown::new(glossary, self.style, &decisions);
        let row = |id: &Arc<str>| match table.get(id) {
            Some(name) => {
                serde_json::to_value(shown.row(name)).map_err(|error| Refused::Failed(error.to_string()))
            }
            // A name that was joined to another since keeps its place, and nothing stands there.
            None => Ok(
                serde_json::json!({ "id": &**id, "kind": "known", "type": "term", "state": "rejected", "fr": &**id,
                "en": "", "n": 0, "docs": 0, "forms": [], "split": [], "note": "", "known": false }),
            ),
        };
        self.ids[window].iter().map(row).collect()
    }

    fn things(&self, review: &Review, group: Option<&str>) -> Vec<String> {
        let table = review.name_table(self.style);
        let is_in = |id: &&Arc<str>| {
            group.is_none_or(|group| table.get(id).is_some_and(|name| name.kind.name() == group))
        };
        self.ids.iter().filter(is_in).map(|id| format!("name/{id}")).collect()
    }

    fn groups(&self, review: &Review) -> Option<Value> {
        let table = review.name_table(self.style);
        let decisions = review.decisions();
        let states =
            decisions.below("name/").filter(|(_, field, value)| *field == "state" && *value != "open");
        let decided: FxHashSet<&str> = states.filter_map(|(on, ..)| on.strip_prefix("name/")).collect();
        let is_open = |id: &&Arc<str>| !decided.contains(&***id) && table.get(id).is_some();
        let mut ids = self.ids.iter();
        let now = |group: &Group| {
            let open = ids.by_ref().take(group.total).filter(is_open).count();
            Group { open, ..*group }
        };
        serde_json::to_value(self.groups.iter().map(now).collect::<Vec<_>>()).ok()
    }
}

/// What a name has in each facet.
struct Faceted<'t> {
    name: &'t Name,
    kind: &'t str,
    state: State,
    known: &'static str,
}

/// Which facets a name fits.
struct Filter {
    types: FxHashSet<String>,
    states: FxHashSet<String>,
    docs: Vec<u32>,
    known: FxHashSet<String>,
}

impl Filter {
    fn of(asked: &NamesAsked) -> Result<Self, Refused> {
        let docs: Result<Vec<DocumentId>, Refused> = asked.docs.iter().map(|id| id.parse()).collect();
        Ok(Self {
            types: asked.types.iter().cloned().collect(),
            states: asked.states.iter().cloned().collect(),
            docs: docs?.into_iter().map(|id| id.0).collect(),
            known: asked.known.iter().cloned().collect(),
        })
    }

    /// By facet (type, state, document, in the glossary), whether a name fits.
    fn fits(&self, it: &Faceted<'_>) -> [bool; 4] {
        let or_any = |wanted: &FxHashSet<String>, value: &str| wanted.is_empty() || wanted.contains(value);
        let has_doc = |doc: &u32| it.name.documents.binary_search(doc).is_ok();
        [
            or_any(&self.types, it.kind),
            or_any(&self.states, it.state.name()),
            self.docs.is_empty() || self.docs.iter().any(has_doc),
            or_any(&self.known, it.known),
        ]
    }
}

/// The ids of a list, the facets, and how many names each group has.
type Filtered = (Vec<Arc<str>>, Facets, Vec<Group>);

impl Review {
    /// The names that fit, in the order of the list.
    ///
    /// # Errors
    /// When there is no such style or document.
    pub(crate) fn names(&self, asked: &NamesAsked) -> Result<View<Groups>, Refused> {
        let style = self.style(asked.style.as_deref())?;
        let table = self.name_table(style);
        let glossary = self.glossary();
        let (ids, facets, groups) = {
            let decisions = self.decisions();
            self.filtered(&table, &Shown::new(glossary, style, &decisions), asked)?
        };
        let list = NameList { style, ids, groups: groups.clone() };
        self.views().answer(self, list, facets, Groups { groups })
    }

    fn filtered(
        &self,
        table: &Arc<Table>,
        shown: &Shown<'_>,
        asked: &NamesAsked,
    ) -> Result<Filtered, Refused> {
        let filter = Filter::of(asked)?;
        let q = folded(&asked.q);
        let mut ids = Vec::new();
        let mut counts = Counts::default();
        let mut groups = Kind::ALL.map(|kind| Group { kind, total: 0, open: 0 });
        for name in table.names().iter().filter(|name| q.is_empty() || name.has(&q)) {
            let known = if name.concept.is_some() { "yes" } else { "no" };
            let it = Faceted { name, kind: shown.kind_of_thing(name), state: shown.state(name), known };
            let fits = filter.fits(&it);
            counts.count(&it, fits);
            if fits.iter().all(|fits| *fits) {
                ids.push(name.id.clone());
                let group = &mut groups[name.kind as usize];
                group.total += 1;
                group.open += usize::from(it.state == State::Open);
            }
        }
        let groups = groups.into_iter().filter(|group| group.total > 0).collect();
        Ok((ids, counts.facets(self), groups))
    }
}

/// How many names have what, of those that fit all other facets.
#[derive(Default)]
struct Counts {
    types: FxHashMap<String, usize>,
    states: FxHashMap<&'static str, usize>,
    /// By the number of the document.
    docs: Vec<usize>,
    known: FxHashMap<&'static str, usize>,
}

impl Counts {
    fn count(&mut self, it: &Faceted<'_>, fits: [bool; 4]) {
        let others_fit = |facet: usize| (0..fits.len()).all(|other| other == facet || fits[other]);
        if others_fit(0) {
            match self.types.get_mut(it.kind) {
                Some(n) => *n += 1,
                None => drop(self.types.insert(it.kind.to_owned(), 1)),
            }
        }
        if others_fit(1) {
            *self.states.entry(it.state.name()).or_default() += 1;
        }
        if others_fit(2) {
            if let Some(&last) = it.name.documents.last() {
                let all = self.docs.len().max(last as usize + 1);
                self.docs.resize(all, 0);
            }
            it.name.documents.iter().for_each(|doc| self.docs[*doc as usize] += 1);
        }
        if others_fit(3) {
            *self.known.entry(it.known).or_default() += 1;
        }
    }

    fn facets(self, review: &Review) -> Facets {
        let mut types: Vec<Facet> = self.types.into_iter().map(|(kind, n)| Facet::Value(kind, n)).collect();
        types.sort_by(|a, b| b.n().cmp(&a.n()).then_with(|| a.value().cmp(b.value())));
        let plain = |counts: FxHashMap<&'static str, usize>, order: &[&str]| {
            let counted = |value: &&str| Some(Facet::Value((*value).to_owned(), *counts.get(value)?));
            order.iter().filter_map(counted).collect::<Vec<_>>()
        };
        let mut docs: Vec<(u32, usize)> = (0..).zip(self.docs).filter(|(_, n)| *n > 0).collect();
        docs.sort_by_key(|(doc, n)| (std::cmp::Reverse(*n), *doc));
        docs.truncate(MOST_DOCUMENTS);
        let corpus = review.corpus();
        let titled = |(doc, n): (u32, usize)| {
            let id = DocumentId(doc);
            Some(Facet::Titled(id.to_string(), n, corpus.get(id)?.title.clone()))
        };
        Facets::from_iter([
            ("type", types),
            ("state", plain(self.states, &["open", "accepted", "rejected"])),
            ("doc", docs.into_iter().filter_map(titled).collect()),
            ("in", plain(self.known, &["yes", "no"])),
        ])
    }
}

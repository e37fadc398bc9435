//! The occurrences of a name, in their contexts.

use std::{ops::Range, sync::Arc};

use indexmap::IndexMap;
use rayon::prelude::*;
use rustc_hash::FxHashMap;
use serde::Serialize;
use serde_json::{Value, json};

use super::{
    context::{context, place, words},
    folded,
    table::{Name, Table},
};
use crate::{
    glossary::StyleId,
    review::{
        Refused, Review,
        corpus::{Corpus, DocumentId, DocumentText, FormId, Found},
        place_key::{PlaceParts, escaped, place_key},
        views::{Facet, Facets, RowList, View},
    },
};

/// What is asked of the occurrences of a name.
#[derive(Clone, Debug, Default)]
pub(crate) struct OccurrencesAsked {
    pub(crate) sort: Option<String>,
    pub(crate) form: Option<String>,
    pub(crate) q: String,
}

/// By document, in the order of dates, what is written there.
#[derive(Serialize)]
pub(crate) struct Dates {
    dates: Vec<DateRow>,
}

#[derive(Serialize)]
struct DateRow {
    doc: DocumentId,
    title: String,
    date: Option<String>,
    forms: IndexMap<String, usize>,
}

/// How occurrences are sorted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Sort {
    Date,
    Form,
    /// By the so many-th word before.
    Left(usize),
    /// By the so many-th word after.
    Right(usize),
}

impl Sort {
    fn of(asked: Option<&str>) -> Result<Self, Refused> {
        let place = |number: &str| match number.parse() {
            Ok(number @ 1..=3) => Ok(number),
            _ => Err(Refused::Bad("sort is date, form, left1 to left3 or right1 to right3".to_owned())),
        };
        match asked {
            None | Some("date") => Ok(Self::Date),
            Some("form") => Ok(Self::Form),
            Some(asked) => match (asked.strip_prefix("left"), asked.strip_prefix("right")) {
                (Some(number), _) => place(number).map(Self::Left),
                (_, Some(number)) => place(number).map(Self::Right),
                _ => place(asked).map(Self::Left),
            },
        }
    }
}

/// Occurrences as they were shown.
struct OccurrenceList {
    /// The id of the name.
    name: String,
    found: Vec<Found>,
    /// The spellings by their forms.
    forms: Arc<FxHashMap<FormId, String>>,
}

impl RowList for OccurrenceList {
    fn total(&self) -> usize {
        self.found.len()
    }

    fn window(&self, review: &Review, window: Range<usize>) -> Result<Vec<Value>, Refused> {
        let found = &self.found[window];
        let mut documents: Vec<DocumentId> = found.iter().map(|found| found.document).collect();
        documents.sort_unstable();
        documents.dedup();
        let texts: FxHashMap<DocumentId, Arc<DocumentText>> =
            documents.par_iter().filter_map(|id| Some((*id, review.document(*id).ok()?))).collect();
        let outs: FxHashMap<DocumentId, Outs> =
            texts.iter().map(|(id, text)| (*id, self.outs(review, text))).collect();
        let corpus = review.corpus();
        let row = |found: &Found| {
            let entry = corpus.get(found.document)?;
            let Some(text) = texts.get(&found.document) else {
                // Its file is gone, or cannot be read any more.
                return Some(
                    json!({ "on": "", "doc": found.document, "title": entry.title, "date": entry.date,
                    "s": found.start, "e": found.end, "left": "", "key": self.forms[&found.form], "right": "",
                    "form": self.forms[&found.form], "out": false }),
                );
            };
            let around = context(text, found).of_form(&self.forms[&found.form]);
            let on = self.on(&entry.name, text, found);
            let is_out = outs.get(&found.document).is_some_and(|outs| outs.has(&on));
            Some(json!({ "on": on, "doc": found.document, "title": entry.title, "date": entry.date,
                "s": found.start, "e": found.end, "left": around.left, "key": around.key, "right": around.right,
                "form": self.forms[&found.form], "out": is_out }))
        };
        Ok(found.iter().filter_map(row).collect())
    }

    fn things(&self, review: &Review, _: Option<&str>) -> Vec<String> {
        let on = |found: &Found| {
            let text = review.document(found.document).ok()?;
            let name = review.corpus().get(found.document)?.name.clone();
            Some(self.on(&name, &text, found))
        };
        self.found.par_iter().filter_map(on).collect()
    }
}

/// The places of a document that were decided not to be a name.
struct Outs(Vec<String>);

impl Outs {
    fn has(&self, on: &str) -> bool {
        self.0.iter().any(|out| out == on)
    }
}

impl OccurrenceList {
    /// What a decision about an occurrence is on.
    fn on(&self, document: &str, text: &DocumentText, found: &Found) -> String {
        let Some((block, span)) = place(text, found) else { return String::new() };
        format!("occ/{}", place_key(document, &self.name, text, block, span))
    }

    /// The places of a document that are decided not to be the name, as they are today.
    fn outs(&self, review: &Review, text: &DocumentText) -> Outs {
        let corpus = review.corpus();
        let Some(entry) = corpus.get(text.id()) else { return Outs(Vec::new()) };
        let prefix = format!("occ/{}#{}@", escaped(&entry.name), escaped(&self.name));
        let decisions = review.decisions();
        let decided =
            decisions.below(&prefix).filter(|(_, field, out)| *field == "out" && **out == json!(true));
        let decided: Vec<&str> = decided.map(|(on, ..)| on).collect();
        if decided.is_empty() {
            return Outs(Vec::new());
        }
        let here = self.found.iter().filter(|found| found.document == text.id());
        let today: Vec<String> = here.map(|found| self.on(&entry.name, text, found)).collect();
        let find = |decided: &str| {
            if today.iter().any(|on| on == decided) {
                return Some(decided.to_owned());
            }
            let keys =
                today.iter().enumerate().filter_map(|(number, on)| Some((number, on.strip_prefix("occ/")?)));
            let number = PlaceParts::of(decided.strip_prefix("occ/")?)?.find(keys)?;
            Some(today[number].clone())
        };
        Outs(decided.into_iter().filter_map(find).collect())
    }
}

impl Review {
    /// The occurrences of a name.
    ///
    /// # Errors
    /// When there is no such name.
    pub(crate) fn name_occurrences(
        &self,
        id: &str,
        style: StyleId,
        asked: &OccurrencesAsked,
    ) -> Result<View<Dates>, Refused> {
        let table: Arc<Table> = self.name_table(style);
        let name = table.get(id).ok_or(Refused::NotFound)?;
        let sort = Sort::of(asked.sort.as_deref())?;
        let forms = name.uses.iter().flat_map(|used| used.ids.iter().map(|id| (*id, used.form.clone())));
        let forms: Arc<FxHashMap<FormId, String>> = Arc::new(forms.collect());
        let (all, dates) = {
            let corpus = self.corpus();
            let ids: Vec<FormId> = forms.keys().copied().collect();
            let all = corpus.occurrences().of_forms(&ids);
            let dates = dates(&corpus, &all, &forms);
            (all, dates)
        };
        let wanted = |found: &Found| asked.form.as_ref().is_none_or(|form| forms[&found.form] == *form);
        let kept: Vec<Found> = all.into_iter().filter(wanted).collect();
        let found = self.sorted(kept, sort, &folded(&asked.q), &forms);
        let list = OccurrenceList { name: name.id.to_string(), found, forms };
        self.views().answer(self, list, facets(name), Dates { dates })
    }

    /// Occurrences that have what is searched around them, sorted.
    fn sorted(
        &self,
        mut found: Vec<Found>,
        sort: Sort,
        q: &str,
        forms: &FxHashMap<FormId, String>,
    ) -> Vec<Found> {
        if !q.is_empty() {
            let has = |it: &Found| {
                let around = self.document(it.document).map(|text| context(&text, it));
                around.is_ok_and(|it| folded(&[it.left, it.key, it.right].concat()).contains(q))
            };
            found = found.into_par_iter().filter(has).collect();
        }
        match sort {
            Sort::Date => {
                let corpus = self.corpus();
                let date = |it: &Found| corpus.get(it.document).and_then(|entry| entry.date.clone());
                found.sort_by_cached_key(|it| (date(it).is_none(), date(it), it.document, it.start));
            }
            Sort::Form => found.sort_by_cached_key(|it| (folded(&forms[&it.form]), it.document, it.start)),
            Sort::Left(number) | Sort::Right(number) => {
                let is_left = matches!(sort, Sort::Left(_));
                let keyed = |it: Found| {
                    let around = self.document(it.document).map(|text| context(&text, &it));
                    let mut words = around.map_or_else(
                        |_| Vec::new(),
                        |around| words(if is_left { &around.left } else { &around.right }, is_left),
                    );
                    // From the word that is asked for outwards, then those nearer.
                    let turn = (number - 1).min(words.len());
                    words.rotate_left(turn);
                    (words, it)
                };
                let mut keyed: Vec<(Vec<String>, Found)> = found.into_par_iter().map(keyed).collect();
                keyed.sort_by(|(a, it), (b, other)| {
                    a.cmp(b).then_with(|| (it.document, it.start).cmp(&(other.document, other.start)))
                });
                found = keyed.into_iter().map(|(_, it)| it).collect();
            }
        }
        found
    }
}

/// By document, in the order of dates, what is written there.
fn dates(corpus: &Corpus, found: &[Found], forms: &FxHashMap<FormId, String>) -> Vec<DateRow> {
    let mut rows: Vec<DateRow> = Vec::new();
    for it in found {
        if rows.last().is_none_or(|last| last.doc != it.document) {
            let Some(entry) = corpus.get(it.document) else { continue };
            let (title, date) = (entry.title.clone(), entry.date.clone());
            rows.push(DateRow { doc: it.document, title, date, forms: IndexMap::new() });
        }
        if let Some(row) = rows.last_mut() {
            *row.forms.entry(forms[&it.form].clone()).or_default() += 1;
        }
    }
    rows.sort_by(|a, b| (a.date.is_none(), &a.date, a.doc).cmp(&(b.date.is_none(), &b.date, b.doc)));
    rows
}

fn facets(name: &Name) -> Facets {
    let forms = name.uses.iter().map(|used| Facet::Value(used.form.clone(), used.n));
    Facets::from_iter([("form", forms.collect())])
}

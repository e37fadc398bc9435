//! The terms as a list.

use std::{ops::Range, sync::Arc};

use indexmap::IndexMap;
use serde::Serialize;
use serde_json::Value;

use super::entry::TermEntry;
use crate::review::{
    Refused, Review,
    decisions::Decisions,
    lists::{Search, is_asked},
    names::folded,
    views::{Facet, Facets, Nothing, RowList, View},
};

/// Which terms are asked for; each list of values: all without one.
#[derive(Debug, Default)]
pub(crate) struct TermsAsked {
    pub(crate) q: Option<String>,
    pub(crate) state: Vec<String>,
    /// yes or no.
    pub(crate) en: Vec<String>,
    /// yes or no.
    pub(crate) known: Vec<String>,
}

/// A row of the list.
#[derive(Debug, Serialize)]
pub(super) struct TermRow {
    on: String,
    term: String,
    #[serde(rename = "type")]
    kind: String,
    pub(super) en: String,
    n: u32,
    docs: u32,
    score: f64,
    state: String,
    known: bool,
}

/// The terms as they were when they were asked for.
struct TermList {
    entries: Arc<Vec<TermEntry>>,
    rows: Vec<u32>,
}

impl TermEntry {
    /// What a decision about it is `on`: the form that something was decided about, else the one that stands for all.
    pub(super) fn on(&self, decisions: &Decisions) -> String {
        let decided = self.forms.iter().map(|form| format!("term/{form}"));
        let own = format!("term/{}", self.term);
        let is_decided = |on: &String| decisions.below(on).any(|(thing, ..)| thing == on);
        if is_decided(&own) { own } else { decided.into_iter().find(is_decided).unwrap_or(own) }
    }

    /// It with what was decided of it.
    pub(super) fn row(&self, decisions: &Decisions) -> TermRow {
        let on = self.on(decisions);
        let decided = |field| decisions.value(&on, field).and_then(Value::as_str).map(str::to_owned);
        let first = || self.proposals.first().map(|(form, ..)| form.clone());
        let en = decided("en").or_else(|| self.known.clone().filter(|en| !en.is_empty())).or_else(first);
        TermRow {
            term: self.term.clone(),
            kind: decided("type").unwrap_or_else(|| "term".to_owned()),
            en: en.unwrap_or_default(),
            n: self.n,
            docs: self.docs,
            score: self.score,
            state: decided("state").unwrap_or_else(|| "open".to_owned()),
            known: self.known.is_some(),
            on,
        }
    }
}

/// `yes` or `no`.
const fn word(is_so: bool) -> &'static str {
    if is_so { "yes" } else { "no" }
}

impl Review {
    /// The terms as a list, best first.
    ///
    /// # Errors
    /// When its first rows cannot be built.
    pub(crate) fn terms(&self, asked: &TermsAsked) -> Result<View<Nothing>, Refused> {
        let entries = self.term_entries().unwrap_or_default();
        let search = Search::new(asked.q.as_deref());
        let mut rows = Vec::new();
        let mut counts: [IndexMap<String, usize>; 3] = Default::default();
        {
            let decisions = self.decisions();
            for (number, entry) in entries.iter().enumerate() {
                let row = entry.row(&decisions);
                if !search.finds(&entry.folded) && !search.finds(&folded(&row.en)) {
                    continue;
                }
                let values = [row.state.as_str(), word(!row.en.is_empty()), word(row.known)];
                let fits = [&asked.state, &asked.en, &asked.known];
                let fits: Vec<bool> =
                    fits.iter().zip(values).map(|(asked, value)| is_asked(asked, value)).collect();
                for (at, count) in counts.iter_mut().enumerate() {
                    // A facet counts what the other filters leave.
                    if fits.iter().enumerate().all(|(other, fits)| other == at || *fits) {
                        *count.entry(values[at].to_owned()).or_default() += 1;
                    }
                }
                if fits.iter().all(|fits| *fits) {
                    rows.push(number as u32);
                }
            }
        }
        let facets = ["state", "en", "known"].into_iter().zip(counts).map(|(name, counts)| {
            (name, counts.into_iter().map(|(value, n)| Facet::Value(value, n)).collect())
        });
        self.views().answer(self, TermList { entries, rows }, facets.collect::<Facets>(), Nothing {})
    }

    /// Terms that the glossary does not have and nobody has decided on; none when they are not counted yet.
    pub(crate) fn terms_left(&self) -> Option<usize> {
        let entries = self.term_entries()?;
        let decisions = self.decisions();
        let is_any = decisions.below("term/").next().is_some();
        let is_open =
            |entry: &&TermEntry| entry.known.is_none() && (!is_any || entry.row(&decisions).state == "open");
        Some(entries.iter().filter(is_open).count())
    }
}

impl RowList for TermList {
    fn total(&self) -> usize {
        self.rows.len()
    }

    fn window(&self, review: &Review, window: Range<usize>) -> Result<Vec<Value>, Refused> {
        let decisions = review.decisions();
        let rows = self.rows[window].iter().map(|&row| self.entries[row as usize].row(&decisions));
        rows.map(|row| serde_json::to_value(row).map_err(|error| Refused::Failed(error.to_string())))
            .collect()
    }

    fn things(&self, review: &Review, _: Option<&str>) -> Vec<String> {
        let decisions = review.decisions();
        self.rows.iter().map(|&row| self.entries[row as usize].on(&decisions)).collect()
    }
}

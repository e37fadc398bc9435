//! The findings as a list.

use std::{ops::Range, sync::Arc};

use indexmap::IndexMap;
use serde::Serialize;
use serde_json::Value;

use super::{
    document_findings::{DocumentFindings, FindingRow, cuts_digest},
    states::{FindingState, FindingStates, find_rows},
};
use crate::{
    check::Severity,
    review::{
        Refused, Review,
        corpus::DocumentId,
        edits::Group,
        lists::{PATIENCE, Search, is_asked},
        names::folded,
        pairs::PairDecisions,
        per_document::Snapshot,
        place_key::PlaceParts,
        views::{Facet, Facets, RowList, View},
    },
};

/// Which findings are asked for.
#[derive(Debug, Default)]
pub(crate) struct FindingsAsked {
    /// Names of rules; all without one.
    pub(crate) rule: Vec<String>,
    /// Ids of documents; all without one.
    pub(crate) doc: Vec<String>,
    /// What is searched for.
    pub(crate) q: Option<String>,
}

/// What the list says besides its rows.
#[derive(Debug, Serialize)]
pub(crate) struct FindingsBesides {
    docs: Vec<Group>,
}

#[derive(Debug, Serialize)]
struct Row<'r> {
    on: String,
    everywhere: Option<String>,
    rule: &'static str,
    severity: Severity,
    doc: DocumentId,
    title: &'r str,
    s: u32,
    e: u32,
    form: &'r str,
    message: &'r str,
    args: Vec<&'r str>,
    fix: Option<Fix<'r>>,
    pair: Option<Pair>,
    why: &'static str,
    state: &'static str,
}

#[derive(Debug, Serialize)]
struct Fix<'r> {
    from: &'r str,
    to: &'r str,
    s: u32,
    e: u32,
    sure: bool,
}

#[derive(Debug, Serialize)]
struct Pair {
    id: String,
    fr: Vec<usize>,
    en: Vec<usize>,
}

/// The findings as they were when they were asked for.
struct FindingList {
    snapshot: Arc<Snapshot<DocumentFindings>>,
    /// Article and row.
    rows: Vec<(u32, u32)>,
}

impl Review {
    /// The findings as a list.
    ///
    /// # Errors
    /// When its first rows cannot be built.
    pub(crate) fn findings(
        self: &Arc<Self>,
        asked: &FindingsAsked,
    ) -> Result<View<FindingsBesides>, Refused> {
        self.forget_other_cuts();
        let snapshot = self.lists().findings.get(self, self.options().style, PATIENCE);
        let (rows, facets, docs) = self.chosen_findings(asked, &snapshot);
        self.views().answer(self, FindingList { snapshot, rows }, facets, FindingsBesides { docs })
    }

    /// The rows that are asked for, with the facets: each counts what the other filter leaves.
    fn chosen_findings(
        &self,
        asked: &FindingsAsked,
        snapshot: &Snapshot<DocumentFindings>,
    ) -> (Vec<(u32, u32)>, Facets, Vec<Group>) {
        let search = Search::new(asked.q.as_deref());
        let corpus = self.corpus();
        let title = |id| corpus.get(id).map_or_else(String::new, |entry| entry.title.clone());
        let (mut rows, mut docs): (Vec<(u32, u32)>, Vec<Group>) = (Vec::new(), Vec::new());
        let mut of_rule: IndexMap<&'static str, usize> = IndexMap::new();
        let mut of_doc: IndexMap<DocumentId, usize> = IndexMap::new();
        for (id, findings) in snapshot.iter() {
            for (number, row) in findings.rows.iter().enumerate() {
                if search.is_on() && !search.finds(&folded(&row.message)) && !search.finds(&folded(&row.form))
                {
                    continue;
                }
                let is_rule = is_asked(&asked.rule, row.rule.name);
                let is_doc = is_asked(&asked.doc, &row.doc.to_string());
                if is_rule {
                    *of_doc.entry(row.doc).or_default() += 1;
                }
                if is_doc {
                    *of_rule.entry(row.rule.name).or_default() += 1;
                }
                if is_rule && is_doc {
                    rows.push((id.0, number as u32));
                    match docs.last_mut() {
                        Some(last) if last.doc == row.doc => last.n += 1,
                        _ => docs.push(Group { doc: row.doc, title: title(row.doc), n: 1 }),
                    }
                }
            }
        }
        let of_rule = of_rule.into_iter().map(|(rule, n)| Facet::Value(rule.to_owned(), n)).collect();
        let of_doc = of_doc.into_iter().map(|(id, n)| Facet::Titled(id.to_string(), n, title(id))).collect();
        (rows, Facets::from_iter([("rule", of_rule), ("doc", of_doc)]), docs)
    }

    /// Has the articles checked again whose sentences belong together otherwise than when they were checked.
    pub(in crate::review) fn forget_other_cuts(&self) {
        if self.options().translation.is_none() {
            return;
        }
        let snapshot = self.lists().findings.now();
        let entries = self.pair_entries();
        let decisions = self.decisions();
        let has_cuts = decisions.below("cut/").next().is_some();
        let is_other = |pair: &&crate::review::pairs::PairEntry| {
            let Some(known) = snapshot.of(pair.source) else { return false };
            let now = if has_cuts { cuts_digest(&PairDecisions::of(&decisions, &pair.id)) } else { 0 };
            known.cuts != now
        };
        let others: Vec<DocumentId> = entries.iter().filter(is_other).map(|pair| pair.source).collect();
        drop(decisions);
        if !others.is_empty() {
            self.lists().findings.forget(&others);
        }
    }

    /// Findings that are to be looked at still; none when they are not counted yet.
    pub(crate) fn findings_left(&self) -> Option<usize> {
        let snapshot = self.lists().findings.now();
        snapshot.is_complete.then(|| self.finding_states(&snapshot).open())
    }
}

impl FindingList {
    fn row(&self, (article, row): (u32, u32)) -> Option<&FindingRow> {
        self.snapshot.of(DocumentId(article))?.rows.get(row as usize)
    }
}

fn on(row: &FindingRow) -> String {
    format!("finding/{}/{}", row.rule.name, row.key)
}

/// The state of a finding now; one that is not found any more was mended, or its name is left alone.
fn state_now(
    at: (u32, u32),
    row: &FindingRow,
    is_same: bool,
    now: &Snapshot<DocumentFindings>,
    states: &FindingStates,
) -> FindingState {
    let id = DocumentId(at.0);
    if is_same {
        return states.of(id, at.1 as usize);
    }
    let place = PlaceParts::of(&row.key);
    let found = place.zip(now.of(id)).and_then(|(place, findings)| {
        let fits = |other: &FindingRow| other.rule.name == row.rule.name && other.doc == row.doc;
        find_rows(&findings.rows, &row.key, &place, &fits).first().copied()
    });
    found.map_or(FindingState::Ignored, |number| states.of(id, number))
}

/// What a message speaks of: what stands in it in quotation marks.
fn quoted(message: &str) -> Vec<&str> {
    let opened = message.split('«').skip(1);
    opened.filter_map(|rest| rest.split_once('»').map(|(inside, _)| inside)).collect()
}

impl RowList for FindingList {
    fn total(&self) -> usize {
        self.rows.len()
    }

    fn window(&self, review: &Review, window: Range<usize>) -> Result<Vec<Value>, Refused> {
        let now = review.lists().findings.now();
        let states = review.finding_states(&now);
        let pairs = review.pair_entries();
        let corpus = review.corpus();
        let rows = self.rows[window].iter().filter_map(|&at| Some((at, self.row(at)?)));
        let shown = |(at, row): ((u32, u32), &FindingRow)| {
            let pair = row.bead.as_ref().and_then(|bead| {
                let place = pairs.binary_search_by_key(&DocumentId(at.0), |pair| pair.source).ok()?;
                let (fr, en) = &**bead;
                Some(Pair { id: pairs[place].id.clone(), fr: fr.clone().collect(), en: en.clone().collect() })
            });
            let is_same = now.number == self.snapshot.number;
            serde_json::to_value(Row {
                on: on(row),
                everywhere: (!row.form.is_empty()).then(|| format!("ignore/{}/{}", row.rule.name, row.form)),
                rule: row.rule.name,
                severity: row.severity,
                doc: row.doc,
                title: corpus.get(row.doc).map_or("", |entry| &entry.title),
                s: row.s,
                e: row.e,
                form: &row.form,
                message: &row.message,
                args: quoted(&row.message),
                fix: row.fix.as_ref().map(|fix| Fix {
                    from: &fix.from,
                    to: &fix.to,
                    s: fix.s,
                    e: fix.e,
                    sure: fix.sure,
                }),
                pair,
                why: row.rule.why,
                state: state_now(at, row, is_same, &now, &states).name(),
            })
            .map_err(|error| Refused::Failed(error.to_string()))
        };
        rows.map(shown).collect()
    }

    fn things(&self, _: &Review, _: Option<&str>) -> Vec<String> {
        self.rows.iter().filter_map(|&at| self.row(at).map(on)).collect()
    }
}

#[cfg(test)]
mod tests {
    #[test]
    fn what_a_message_speaks_of_stands_in_quotation_marks() {
        assert_eq!(super::quoted("style default writes «Yevlakh», not «Evlakh»"), ["Yevlakh", "Evlakh"]);
        assert_eq!(super::quoted("nothing"), Vec::<&str>::new());
    }
}

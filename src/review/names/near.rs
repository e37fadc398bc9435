//! Names that one may be joined with: those that are like it.

use rustc_hash::FxHashSet;
use serde::Serialize;

use super::{
    row::Shown,
    table::{Name, Table},
};
use crate::{
    glossary::{Form, Glossary},
    names::{Index, Reason, Verdict, similarity},
    review::views::Coded,
};

/// So many are looked at.
const ASKED: usize = 12;
/// So many are offered.
const MOST: usize = 6;
/// Less like than this is not offered.
const LEAST: f32 = 0.02;

/// A name that another may be joined with: its id, its title, the likeness, and why.
#[derive(Serialize)]
pub(super) struct NearRow(String, String, f32, Coded);

/// The names of the articles and of the glossary, by likeness.
pub(super) struct NearNames {
    index: Index,
    /// The names by the numbers they have in the index.
    ids: Vec<String>,
}

impl NearNames {
    /// The names of a list, and those of the glossary that the articles do not have.
    pub(super) fn new(table: &Table, glossary: &Glossary) -> Self {
        let mut ids: Vec<String> = table.names().iter().map(|name| name.id.to_string()).collect();
        let mut forms: Vec<(u32, &str)> = Vec::new();
        for (number, name) in table.names().iter().enumerate() {
            forms.extend(name.uses.iter().map(|used| (number as u32, used.form.as_str())));
        }
        let in_use: FxHashSet<&str> = table.names().iter().map(|name| &*name.id).collect();
        let source = glossary.languages.source;
        let unused =
            glossary.concepts.values().filter(|concept| concept.is_name() && !in_use.contains(&*concept.id));
        for concept in unused {
            let number = ids.len() as u32;
            let literal = |term: &crate::glossary::Term| matches!(term.form, Form::Literal(_));
            let terms = concept.terms_in(source).filter(|(_, term)| literal(term));
            let before = forms.len();
            forms.extend(terms.map(|(place, _)| (number, concept.terms[place].text())));
            if forms.len() > before {
                ids.push(concept.id.clone());
            }
        }
        Self { index: Index::build(forms), ids }
    }

    /// The names that are like one, the likeliest first.
    pub(super) fn of(&self, name: &Name, table: &Table, shown: &Shown<'_>) -> Vec<NearRow> {
        let asked = shown.title(name);
        let hits = self.index.query(&asked, ASKED).into_iter();
        let others =
            hits.map(|hit| (&self.ids[hit.id as usize], hit.name)).filter(|(id, _)| **id != *name.id);
        // That the name itself is known does not make the others less like it.
        let mut like: Vec<(&String, usize, Verdict)> =
            others.map(|(id, form)| (id, form, similarity(&asked, self.index.name(form)))).collect();
        like.retain(|(.., verdict)| verdict.score >= LEAST);
        like.sort_by(|(.., a), (.., b)| b.score.total_cmp(&a.score));
        like.truncate(MOST);
        let row = |(id, form, verdict): (&String, usize, Verdict)| {
            let title = match table.get(id) {
                Some(other) => shown.titles(other, &shown.sides(other)).0,
                None => self.index.name(form).to_owned(),
            };
            NearRow(id.clone(), title, verdict.score, why(&verdict.reason))
        };
        like.into_iter().map(row).collect()
    }
}

/// Why two names are alike, as a code: `same`, `gender`, `numbers`, `other`, or `letters` with the letters that stand for
/// each other, two by two.
fn why(reason: &Reason) -> Coded {
    let (code, args) = match reason {
        Reason::Same => ("same", Vec::new()),
        Reason::Gender(one, other) => ("gender", vec![one.clone(), other.clone()]),
        Reason::Numbers => ("numbers", Vec::new()),
        Reason::Other => ("other", Vec::new()),
        Reason::Spelling(differences) => {
            let letters = differences.letters.iter().flat_map(|(one, other)| [one.clone(), other.clone()]);
            ("letters", letters.collect())
        }
    };
    Coded { code: code.to_owned(), args }
}

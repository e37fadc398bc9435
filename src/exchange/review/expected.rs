//! What drogman would write today: the rows a review is compared with.

use rustc_hash::{FxHashMap, FxHashSet};

use super::{
    super::{
        lists::{ListFormat, TermList, Wanted, columns, read_all, rows},
        sheets::FORM_COLUMNS,
    },
    Cell, Cells, Review,
};
use crate::{
    glossary::{Concept, ConceptId, Form, Glossary, LanguagePair, Slot, StyleId, Term, compared},
    sheet::FormRow,
};

/// A row as drogman would write it.
#[derive(Clone, Debug)]
pub(super) struct Expected {
    /// The term it is about, by its place in the concept.
    pub term: usize,
    /// Whether the glossary lists the form; else it is a misspelling found in texts.
    pub is_listed: bool,
    pub cells: Cells,
}

/// The rows of an exported list by concept, in the order of its terms.
pub(super) fn of_list(
    glossary: &Glossary,
    style: StyleId,
    review: &Review,
) -> FxHashMap<String, Vec<Expected>> {
    let wanted: FxHashSet<&str> = review.rows.iter().map(|row| row.text(Cell::Concept)).collect();
    let (list, _) = TermList::of(glossary, style, |concept| wanted.contains(concept.id.as_str()));
    let list = match review.list_format {
        Some(format) => carried(list, format),
        None => list,
    };
    let columns = columns();
    let mut out: FxHashMap<String, Vec<Expected>> = FxHashMap::default();
    for row in rows(&list) {
        let mut cells = Cells::written(&columns, &row);
        let Some(concept) = glossary.concepts.get(&row.entry.id) else { continue };
        let known = out.entry(concept.id.clone()).or_default();
        let is_it = |(at, term): &(usize, &Term)| {
            matches!(term.form, Form::Literal(_))
                && (term.language, term.text()) == (row.term.language, row.term.form.as_str())
                && !known.iter().any(|known| known.term == *at)
        };
        let Some((term, _)) = concept.terms.iter().enumerate().find(is_it) else { continue };
        // Lists made by hand have these columns too.
        let LanguagePair { source, target } = glossary.languages;
        for (cell, language) in [(Cell::Preferred, source), (Cell::Target, target)] {
            let preferred = concept.preferred(language, Slot::Full, style);
            cells.set(cell, preferred.map_or("", |(_, term)| term.text()));
        }
        known.push(Expected { term, is_listed: true, cells });
    }
    out
}

/// What a format keeps of a list: the list as it comes back from it.
fn carried(list: TermList, format: &dyn ListFormat) -> TermList {
    let wanted = Wanted { languages: list.languages, columns: Vec::new() };
    // A format that cannot hold the list has no row of it either.
    let back = format.write(&list).ok().and_then(|bytes| read_all(format, &bytes, &wanted).ok());
    back.map(|(back, _)| back).unwrap_or_default()
}

/// The rows a sheet may have for a form of a concept: one for each term it may be.
pub(super) fn of_form(glossary: &Glossary, style: StyleId, concept: ConceptId, form: &str) -> Vec<Expected> {
    let Some(entry) = glossary.get_concept(concept) else { return Vec::new() };
    let mut out = Vec::new();
    for (number, term) in entry.terms_in(glossary.languages.source) {
        let (listed, misspelt) = (is_listed(term, form), is_misspelt(term, form));
        for (fits, is_misspelt) in [(listed, false), (misspelt, true)] {
            if fits {
                out.push(row(glossary, style, (concept, number), form, is_misspelt));
            }
        }
    }
    out
}

/// The rows a sheet has for every term of a concept, whatever the form.
pub(super) fn of_any(glossary: &Glossary, style: StyleId, concept: &Concept, form: &str) -> Vec<Expected> {
    let Some(place) = glossary.concept_id(&concept.id) else { return Vec::new() };
    let terms = concept.terms_in(glossary.languages.source).map(|(number, _)| number);
    terms
        .flat_map(|term| [false, true].map(|misspelt| row(glossary, style, (place, term), form, misspelt)))
        .collect()
}

fn row(
    glossary: &Glossary,
    style: StyleId,
    place: (ConceptId, usize),
    form: &str,
    is_misspelt: bool,
) -> Expected {
    let row = FormRow::uncounted(glossary, style, place, form, is_misspelt);
    Expected { term: place.1, is_listed: !is_misspelt, cells: Cells::written(&FORM_COLUMNS, &row) }
}

/// Whether a sheet shows a term so: in one of its forms, with a small or a capital letter first.
fn is_listed(term: &Term, form: &str) -> bool {
    match &term.form {
        Form::Literal(text) => {
            let shows = |known: &str| known == form || capitalised(known, form);
            shows(text) || term.inflected().iter().any(|inflected| shows(&inflected.form))
        }
        Form::Pattern(pattern) => {
            regex::Regex::new(&format!("^(?:{pattern})$")).is_ok_and(|pattern| pattern.is_match(form))
        }
    }
}

fn capitalised(known: &str, form: &str) -> bool {
    let (mut known, mut form) = (known.chars(), form.chars());
    let (Some(small), Some(capital)) = (known.next(), form.next()) else { return false };
    known.as_str() == form.as_str() && small.to_uppercase().eq(std::iter::once(capital))
}

/// Whether a form is a spelling of a term that differs in diacritics, hyphens or case.
fn is_misspelt(term: &Term, form: &str) -> bool {
    let loose = |text: &str| compared(text).replace('-', " ");
    let form = loose(form);
    matches!(term.form, Form::Literal(_))
        && (loose(term.text()) == form || term.inflected().iter().any(|known| loose(&known.form) == form))
}

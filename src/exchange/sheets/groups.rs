//! What of a sheet needs a person first: names written several ways, names of two sides, the rest.

use crate::{
    glossary::{Concept, Glossary},
    sheet::{ConceptRow, FormRow, Table},
};

/// Which group of a sheet a name stands in, in their order.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Group {
    /// Its forms differ in more than slot and inflection.
    Several,
    /// Two sides have a name of their own for it.
    Sides,
    /// All else.
    Rest,
}

/// A concept in use with its forms.
pub(super) type Used<'t> = (&'t ConceptRow, &'t [FormRow]);

/// The concepts of a sheet with their forms, which stand in the same order.
pub(super) fn used(table: &Table) -> impl Iterator<Item = Used<'_>> {
    table.concepts.iter().zip(table.forms.chunk_by(|a, b| a.concept == b.concept))
}

/// The concepts that are written in several ways, the most frequent first.
pub(super) fn several_ways(table: &Table) -> Vec<Used<'_>> {
    let mut found: Vec<_> = used(table).filter(|(_, forms)| is_written_several_ways(forms)).collect();
    found.sort_by_key(|(concept, _)| std::cmp::Reverse(concept.occurrences));
    found
}

/// The group of a name. Where the texts have a spelling that goes, that comes before whose name it is.
pub(super) fn group_of((concept, forms): &Used<'_>, glossary: &Glossary) -> Group {
    let parties = glossary.concepts.get(&concept.concept).map_or_else(Vec::new, parties);
    let goes = |row: &FormRow| matches!(row.status.as_str(), "deprecated" | "forbidden");
    match parties.len() {
        2.. if !forms.iter().any(goes) => Group::Sides,
        _ if is_written_several_ways(forms) => Group::Several,
        2.. => Group::Sides,
        _ => Group::Rest,
    }
}

/// The sides that have a name of their own for a concept, in alphabetical order.
pub(super) fn parties(concept: &Concept) -> Vec<&str> {
    let mut parties: Vec<&str> = concept.terms.iter().filter_map(|term| term.party.as_deref()).collect();
    parties.sort_unstable();
    parties.dedup();
    parties
}

/// Whether the forms differ in more than slot and inflection.
fn is_written_several_ways(forms: &[FormRow]) -> bool {
    forms.iter().any(|row| row.status != "preferred" && row.kind != "demonym" && row.kind != "term")
}

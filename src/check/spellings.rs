//! The spellings a document uses, from passage to passage, and where it mixes two of one name.

use rustc_hash::{FxHashMap, FxHashSet};

use crate::{
    glossary::{ConceptId, Glossary, Relation, Slot, Status, StyleId},
    matching::{Deviation, Matches, Occurrence},
};

/// The forms a document has used so far.
#[derive(Clone, Debug, Default)]
pub(crate) struct FormsSeen {
    /// The first spelling of a name of a concept.
    first: FxHashMap<(ConceptId, Slot), usize>,
    reported: FxHashSet<ConceptId>,
    /// Whether a term first stood with the accents of the glossary; none once it has stood both ways.
    accents: FxHashMap<(ConceptId, usize), Option<bool>>,
}

/// An occurrence that spells a name otherwise than the document did before.
#[derive(Clone, Copy, Debug)]
pub(crate) struct MixedName {
    /// The occurrence, by its place in those of the page.
    pub(super) occurrence: usize,
    /// The term the document used before, by its place in the concept; none when it is the same with other accents.
    pub(super) before: Option<usize>,
}

impl FormsSeen {
    /// Goes on with the next passage of a document: where it first spells a name in a second allowed way.
    pub(crate) fn next(&mut self, matches: &Matches, glossary: &Glossary, style: StyleId) -> Vec<MixedName> {
        let mut mixed = Vec::new();
        for (at, occurrence) in matches.occurrences.iter().enumerate() {
            if self.mixes_accents(occurrence, glossary, style) {
                mixed.push(MixedName { occurrence: at, before: None });
            }
            if !counts(occurrence, glossary, style) {
                continue;
            }
            let concept = occurrence.concept(glossary);
            let term = &concept.terms[occurrence.term];
            let before = *self.first.entry((occurrence.concept, term.slot)).or_insert(occurrence.term);
            let is_other = before != occurrence.term
                // Capitals may be those of a title: «Déclaration des droits de l’Homme».
                && concept.terms[before].text().to_lowercase() != term.text().to_lowercase()
                && concept.side(&concept.terms[before]) == concept.side(term);
            if is_other && self.reported.insert(occurrence.concept) {
                mixed.push(MixedName { occurrence: at, before: Some(before) });
            }
        }
        mixed
    }

    /// Whether the term stood with other accents before, both ways being allowed; told once of each term.
    fn mixes_accents(&mut self, occurrence: &Occurrence, glossary: &Glossary, style: StyleId) -> bool {
        let Some(listed) = occurrence.accents_as_listed(glossary) else { return false };
        if !occurrence.certainty.sure || !occurrence.status(glossary, style).is_allowed() {
            return false;
        }
        let first = self.accents.entry((occurrence.concept, occurrence.term)).or_insert(Some(listed));
        first.is_some_and(|first| first != listed) && first.take().is_some()
    }
}

/// Whether an occurrence is a spelling that a document should keep to: an allowed one of the name itself. Another name
/// for the same thing stands there on purpose: a synonym, a side’s or a former name, a short or a longer one.
fn counts(occurrence: &Occurrence, glossary: &Glossary, style: StyleId) -> bool {
    let term = occurrence.term(glossary);
    let is_spelling = match term.relation {
        Relation::Base | Relation::Spelling | Relation::Transliteration | Relation::Foreign => true,
        // The name of one side, where it is the one the glossary starts from.
        Relation::Party => term.status(StyleId::DEFAULT) == Status::Preferred,
        _ => false,
    };
    is_spelling
        && term.status(style).is_allowed()
        && occurrence.deviation != Deviation::Spelling
        && occurrence.certainty.sure
}

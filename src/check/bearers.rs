//! Whether a bare surname that is spelt almost like a known one may be that person’s.
//!
//! Surnames one letter apart are mostly two: Perez is not Peres. Such a name is taken for the known one where a title of
//! the known person stands before it, where the document names the person in full, or where the two are but two
//! romanisations of one name.

use rustc_hash::FxHashMap;

use crate::{
    glossary::{Concept, ConceptId, ConceptKind, Gender, Glossary},
    language::{
        Language,
        names::{NameWords, is_civil_title},
    },
    text::{fold, previous_word, words},
};

/// What is known of the bearers of names, as far as a title may agree with it.
#[derive(Default)]
pub(super) struct Bearers(FxHashMap<ConceptId, Bearer>);

struct Bearer {
    gender: Option<Gender>,
    /// The words of what they were, folded.
    roles: Vec<String>,
}

impl Bearers {
    pub(super) fn of(glossary: &Glossary, language: Language) -> Self {
        let people = glossary.concepts.values().enumerate();
        let people = people.filter(|(_, concept)| concept.kind == ConceptKind::Person);
        Self(people.map(|(at, concept)| (ConceptId::at(at), Bearer::of(concept, language))).collect())
    }

    /// Whether a title stands before the byte `at`, and is one that the person has.
    pub(super) fn has_title(&self, text: &str, at: usize, person: ConceptId, language: Language) -> bool {
        let Some(word) = previous_word(text, at) else { return false };
        let gap = text[word.end..at].trim_start_matches('.');
        if gap.is_empty() || !gap.chars().all(char::is_whitespace) {
            return false;
        }
        let title = fold(word.of(text));
        let Some(gender) = NameWords::of(language).title(&title) else { return false };
        self.0.get(&person).is_some_and(|bearer| bearer.agrees(gender) && bearer.has(&title))
    }
}

impl Bearer {
    fn of(concept: &Concept, language: Language) -> Self {
        let gender = concept.terms_in(language).find_map(|(_, term)| term.grammar.gender);
        let roles = concept.record().roles.iter().filter_map(|role| role.name(language));
        let said = roles.chain(concept.note.as_deref());
        let roles = said.flat_map(|text| words(text).map(|word| fold(word.of(text)))).collect();
        Self { gender, roles }
    }

    fn agrees(&self, title: char) -> bool {
        !matches!((title, self.gender), ('m', Some(Gender::Feminine)) | ('f', Some(Gender::Masculine)))
    }

    fn has(&self, title: &str) -> bool {
        is_civil_title(title) || self.roles.iter().any(|word| word == title)
    }
}

/// Whether two folded surnames are two romanisations of one: *Khaftar*, *Haftar*.
pub(super) fn are_romanisations(one: &str, other: &str) -> bool {
    const ALIKE: [(&str, &str); 15] = [
        ("off", "ov"),
        ("eff", "ev"),
        ("zh", "j"),
        ("q", "k"),
        ("kh", "h"),
        ("gh", "g"),
        ("dj", "j"),
        ("tch", "ch"),
        ("sh", "ch"),
        ("ou", "u"),
        ("w", "v"),
        ("yi", "i"),
        ("iy", "i"),
        ("y", "i"),
        ("ts", "c"),
    ];
    // A German *sch* is in nobody’s romanisation.
    let is_german = |name: &str| name.contains("sch");
    let reduced = |name: &str| ALIKE.iter().fold(name.to_owned(), |name, (from, to)| name.replace(from, to));
    is_german(one) == is_german(other) && reduced(one) == reduced(other)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn romanisations() {
        for (one, other) in [
            ("khaftar", "haftar"),
            ("koulikov", "kulikov"),
            ("tchoubar", "chubar"),
            ("bairamoff", "bairamov"),
        ] {
            assert!(are_romanisations(one, other), "{one} {other}");
        }
        for (one, other) in [
            ("perez", "peres"),
            ("anderson", "andersson"),
            ("barratt", "barrett"),
            ("shuman", "schuman"),
            ("timmerman", "timmermans"),
        ] {
            assert!(!are_romanisations(one, other), "{one} {other}");
        }
    }
}

//! The words of a glossary and how many concepts have each.

use rustc_hash::FxHashMap;
use std::hash::{Hash as _, Hasher as _};

use super::written;
use crate::{
    glossary::{ConceptKind, Glossary, Relation, Slot, Term},
    language::Language,
};

/// The fewest letters of a word that is looked at.
const SHORTEST: usize = 4;

/// A word with the concepts that have it.
pub(super) struct Word {
    /// In lower case.
    pub lower: String,
    /// In how many concepts it stands.
    pub concepts: u32,
    /// The places of the first concept and of its term.
    pub first: (usize, usize),
    /// Whether it stands in small letters somewhere.
    pub is_small: bool,
    last: usize,
}

/// The words of the names and terms of one language that may be written; of persons there are none.
pub(super) struct Words {
    pub all: Vec<Word>,
    places: FxHashMap<String, usize>,
    /// The hash of each word without one of its letters, and of the whole word, with the place of the word.
    shortened: Vec<(u64, u32)>,
}

impl Words {
    pub(super) fn of(glossary: &Glossary, language: Language) -> Self {
        let mut words = Self { all: Vec::new(), places: FxHashMap::default(), shortened: Vec::new() };
        for (number, concept) in glossary.concepts.values().enumerate() {
            if concept.kind == ConceptKind::Person {
                continue;
            }
            for term in written(concept).filter(|term| term.language == language && is_own(term)) {
                let place = concept.terms.iter().position(|known| std::ptr::eq(known, term));
                for word in parts(term.text()) {
                    words.add(word, (number, place.unwrap_or_default()));
                }
            }
        }
        for (place, word) in words.all.iter().enumerate() {
            each_shortened(&word.lower, |hash| words.shortened.push((hash, place as u32)));
        }
        words.shortened.sort_unstable();
        words
    }

    fn add(&mut self, written: &str, first: (usize, usize)) {
        let lower = written.to_lowercase();
        let is_small = written.starts_with(char::is_lowercase);
        let place = *self.places.entry(lower).or_insert_with_key(|lower| {
            let lower = lower.clone();
            self.all.push(Word { lower, concepts: 0, first, is_small: false, last: usize::MAX });
            self.all.len() - 1
        });
        let word = &mut self.all[place];
        word.is_small |= is_small;
        word.concepts += u32::from(word.last != first.0);
        word.last = first.0;
    }

    /// The words that a letter more, less or other, or two letters in the other order, make of a word.
    pub(super) fn near(&self, lower: &str) -> Vec<&Word> {
        let mut places = Vec::new();
        each_shortened(lower, |hash| {
            let start = self.shortened.partition_point(|known| known.0 < hash);
            let alike = self.shortened[start..].iter().take_while(|known| known.0 == hash);
            places.extend(alike.map(|known| known.1));
        });
        places.sort_unstable();
        places.dedup();
        let words = places.into_iter().map(|place| &self.all[place as usize]);
        words.filter(|word| word.lower != lower).collect()
    }
}

/// Whether a form is the list’s own: neither a misspelling nor another’s name.
fn is_own(term: &Term) -> bool {
    let is_foreign = matches!(
        term.relation,
        Relation::Spelling
            | Relation::Transliteration
            | Relation::Party
            | Relation::Former
            | Relation::Foreign
            | Relation::Abbreviation
    );
    term.slot != Slot::Abbreviation && !is_foreign
}

/// The words of a form, without those that are short, in capitals or hold a digit.
pub(super) fn parts(form: &str) -> impl Iterator<Item = &str> {
    form.split(|c: char| !c.is_alphanumeric()).filter(|word| {
        word.chars().all(char::is_alphabetic)
            && word.chars().skip(1).all(char::is_lowercase)
            && word.chars().count() >= SHORTEST
    })
}

fn each_shortened(word: &str, mut take: impl FnMut(u64)) {
    take(hash([word, ""]));
    for (at, c) in word.char_indices() {
        take(hash([&word[..at], &word[at + c.len_utf8()..]]));
    }
}

/// The hash of two texts as one.
fn hash(halves: [&str; 2]) -> u64 {
    let mut hasher = rustc_hash::FxHasher::default();
    halves.iter().flat_map(|half| half.bytes()).for_each(|byte| byte.hash(&mut hasher));
    hasher.finish()
}

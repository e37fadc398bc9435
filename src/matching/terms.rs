//! What the matcher keeps of the glossary’s terms to tell who is meant.

use rustc_hash::{FxHashMap, FxHashSet, FxHasher};
use std::hash::{Hash as _, Hasher as _};

use super::index::Entry;
use crate::{
    glossary::{Concept, ConceptId, ConceptKind, Gender, Glossary, Relation, Slot, StyleId, Term},
    language::{Language, names::patronymic},
    text::{fold, words},
};

/// What deciding about an occurrence needs to know of its term.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct TermFacts {
    pub slot: Slot,
    /// Whether it names the concept in full: of the full slot itself, or written like a term that is.
    pub full: bool,
    pub kind: ConceptKind,
    pub person: bool,
    pub demonym: bool,
    pub gender: Option<Gender>,
    /// Whether a shared form may stand alone for this concept.
    pub alone: Option<bool>,
    /// Whether it has a capital with an accent.
    pub accented: bool,
    /// The side whose name it is; 0 for none.
    pub camp: u16,
    /// A party’s or former name: it stays where sides are named beside each other.
    pub sided: bool,
    /// Among the terms of one concept with one form, the least wins.
    pub preference: u8,
    /// How many words at the end of a person’s full name are the surname; 0 when nothing tells.
    pub surname_words: u8,
}

impl TermFacts {
    /// Whether it is a person’s surname alone.
    pub(super) fn is_surname(&self) -> bool {
        self.person && self.slot == Slot::Short
    }
}

/// The facts of all terms.
#[derive(Debug, Default)]
pub(super) struct Terms {
    facts: Vec<TermFacts>,
    /// Where each concept’s facts start.
    first: Vec<u32>,
    /// Hashes of (concept, folded word, or initial of what is no surname) of persons’ full names, sorted.
    own_words: Vec<u64>,
    /// For a concept with a surname: others whose full name ends in it, though it is no short name of theirs.
    namesakes: FxHashMap<u32, Vec<u32>>,
    /// Concepts whose full names decide about a surname.
    contested: FxHashSet<u32>,
    /// Concepts one of whose full names has an initial or a patronymic in it.
    with_middle: FxHashSet<u32>,
    /// Concepts with a form that is in use at some time only.
    with_dates: FxHashSet<u32>,
    /// Hashes of (concept, folded initial or patronymic) in them, and of the initials of patronymics.
    middles: FxHashSet<u64>,
}

/// Whether a full name of the concept is written like `term`: «Karabakh» is the short name of one style
/// and the full name of another.
fn has_full(concept: &Concept, term: &Term) -> bool {
    let mut full = concept.terms_in(term.language).filter(|(_, other)| other.slot == Slot::Full);
    full.any(|(_, other)| other.text() == term.text())
}

impl Terms {
    pub(super) fn new(glossary: &Glossary, language: Language) -> Self {
        let mut terms = Self::default();
        let mut parties: FxHashMap<&str, u16> = FxHashMap::default();
        for (number, concept) in glossary.concepts.values().enumerate() {
            if concept.terms_in(language).any(|(_, term)| term.record().has_dates()) {
                terms.with_dates.insert(number as u32);
            }
            terms.first.push(terms.facts.len() as u32);
            let base = concept.preferred(language, Slot::Full, StyleId::DEFAULT).map(|(_, term)| term);
            let base_camp = base.map_or(0, |term| camp(term, 0, &mut parties));
            for term in &concept.terms {
                terms.facts.push(TermFacts {
                    slot: term.slot,
                    full: term.slot == Slot::Full || has_full(concept, term),
                    kind: concept.kind,
                    person: concept.kind == ConceptKind::Person,
                    demonym: concept.kind == ConceptKind::Demonym,
                    gender: term.grammar.gender,
                    alone: term.alone,
                    accented: term.text().chars().any(|c| !c.is_ascii() && c.is_uppercase()),
                    camp: camp(term, base_camp, &mut parties),
                    sided: matches!(term.relation, Relation::Party | Relation::Former),
                    surname_words: surname_words(concept, term, language),
                    preference: term.status(StyleId::DEFAULT) as u8 * 2 + u8::from(term.slot != Slot::Full),
                });
            }
        }
        terms.learn_people(glossary, language);
        terms
    }

    /// The facts of an entry’s term.
    pub(super) fn facts(&self, entry: Entry) -> TermFacts {
        self.facts[self.first[entry.concept as usize] as usize + entry.term as usize]
    }

    /// The facts of a term of a concept.
    pub(super) fn facts_at(&self, concept: ConceptId, term: usize) -> TermFacts {
        self.facts[self.first[concept.place()] as usize + term]
    }

    /// Whether the folded word (one letter: an initial) belongs to the concept’s full names.
    pub(super) fn is_own_word(&self, concept: u32, folded: &str) -> bool {
        self.own_words.binary_search(&own_hash(concept, folded)).is_ok()
    }

    /// Whether the glossary says of a form of the concept when it is in use.
    pub(super) fn has_dates(&self, concept: u32) -> bool {
        !self.with_dates.is_empty() && self.with_dates.contains(&concept)
    }

    /// The concepts whose full name ends in the surname of `concept`, which is no short name of theirs.
    pub(super) fn namesakes(&self, concept: u32) -> &[u32] {
        if self.namesakes.is_empty() {
            return &[];
        }
        self.namesakes.get(&concept).map_or(&[], Vec::as_slice)
    }

    /// Whether the concept’s full names decide about a surname.
    pub(super) fn is_contested(&self, concept: u32) -> bool {
        !self.contested.is_empty() && self.contested.contains(&concept)
    }

    /// Whether the initial or patronymic between given name and surname, folded, may be the concept’s: any may, unless
    /// the glossary lists one.
    pub(super) fn may_have_middle(&self, concept: u32, folded: &str) -> bool {
        !self.with_middle.contains(&concept) || self.middles.contains(&own_hash(concept, folded))
    }

    /// Bytes of memory held.
    pub(super) fn memory(&self) -> usize {
        self.facts.len() * size_of::<TermFacts>()
            + self.first.len() * 4
            + self.own_words.len() * 8
            + (self.namesakes.len()
                + self.contested.len()
                + self.with_middle.len()
                + self.with_dates.len()
                + self.middles.len())
                * 16
    }

    /// Learns the words of people’s full names, and who shares a surname with whom.
    fn learn_people(&mut self, glossary: &Glossary, language: Language) {
        let mut bearers: FxHashMap<u64, Vec<u32>> = FxHashMap::default();
        for (number, concept) in glossary.concepts.values().enumerate() {
            for (_, term) in concept.terms_in(language).filter(|(_, term)| term.slot != Slot::Full) {
                let held = bearers.entry(form_hash(&fold(term.text()))).or_default();
                if held.last() != Some(&(number as u32)) {
                    held.push(number as u32);
                }
            }
        }
        self.contested = bearers.values().filter(|held| held.len() > 1).flatten().copied().collect();
        for (number, concept) in glossary.concepts.values().enumerate() {
            if concept.kind != ConceptKind::Person {
                continue;
            }
            let number = number as u32;
            for (_, term) in concept.terms_in(language).filter(|(_, term)| term.slot == Slot::Full) {
                let surname = surname_words(concept, term, language).max(1);
                self.learn_full_name(number, &fold(term.text()), surname.into(), &bearers);
            }
        }
        self.own_words.sort_unstable();
        self.own_words.dedup();
    }

    fn learn_full_name(
        &mut self,
        number: u32,
        full: &str,
        surname: usize,
        bearers: &FxHashMap<u64, Vec<u32>>,
    ) {
        let given = words(full).count().saturating_sub(surname);
        for (at, word) in words(full).enumerate() {
            let word = word.of(full);
            self.own_words.push(own_hash(number, word));
            let Some(initial) = word.get(..word.chars().next().map_or(0, char::len_utf8)) else { continue };
            if at < given {
                self.own_words.push(own_hash(number, initial));
            }
            if (1..given).contains(&at) && (initial.len() == word.len() || patronymic(word).is_some()) {
                self.with_middle.insert(number);
                self.middles.extend([word, initial].map(|middle| own_hash(number, middle)));
            }
        }
        let Some(last) = words(full).last() else { return };
        let Some(held) = bearers.get(&form_hash(last.of(full))) else { return };
        if held.contains(&number) {
            return;
        }
        self.contested.insert(number);
        for &bearer in held {
            self.contested.insert(bearer);
            let namesakes = self.namesakes.entry(bearer).or_default();
            if !namesakes.contains(&number) {
                namesakes.push(number);
            }
        }
    }
}

/// How many words at the end of a person’s full name are the surname: those of the longest short name it ends in.
fn surname_words(concept: &Concept, full: &Term, language: Language) -> u8 {
    if concept.kind != ConceptKind::Person || full.slot != Slot::Full || full.language != language {
        return 0;
    }
    concept.surname_in(full.text(), language).map_or(0, |surname| words(surname).count() as u8)
}

/// The side a term takes: its party’s, the past’s, else that of the name it is a spelling of.
fn camp<'g>(term: &'g Term, base: u16, parties: &mut FxHashMap<&'g str, u16>) -> u16 {
    const FORMER: u16 = 1;
    let next = parties.len() as u16 + 2;
    match (&term.party, term.relation) {
        (Some(party), _) => *parties.entry(party).or_insert(next),
        (None, Relation::Party) => *parties.entry("").or_insert(next),
        (None, Relation::Former) => FORMER,
        (None, _) => base,
    }
}

fn own_hash(concept: u32, word: &str) -> u64 {
    let mut hasher = FxHasher::default();
    (concept, word).hash(&mut hasher);
    hasher.finish()
}

fn form_hash(folded: &str) -> u64 {
    let mut hasher = FxHasher::default();
    folded.hash(&mut hasher);
    hasher.finish()
}

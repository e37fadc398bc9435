//! Word classes, as bits: a word may be of several.

/// Noun.
pub(crate) const NOUN: u32 = 1;
/// Adjective.
pub(crate) const ADJECTIVE: u32 = 1 << 1;
/// Finite or infinite verb form, participles aside.
pub(crate) const VERB: u32 = 1 << 2;
/// Past participle.
pub(crate) const PARTICIPLE: u32 = 1 << 3;
/// Determiner.
pub(crate) const DETERMINER: u32 = 1 << 4;
/// «de» and its contractions.
pub(crate) const DE: u32 = 1 << 5;
/// Preposition.
pub(crate) const PREPOSITION: u32 = 1 << 6;
/// Pronoun.
pub(crate) const PRONOUN: u32 = 1 << 7;
/// Conjunction.
pub(crate) const CONJUNCTION: u32 = 1 << 8;
/// Adverb.
pub(crate) const ADVERB: u32 = 1 << 9;
/// Number.
pub(crate) const NUMBER: u32 = 1 << 10;
/// The word is in a list (not guessed from its ending).
pub(crate) const LISTED: u32 = 1 << 11;
/// Everyday word.
pub(crate) const EVERYDAY_WORD: u32 = 1 << 12;
/// Form of être or avoir.
pub(crate) const AUXILIARY: u32 = 1 << 13;
/// Infinitive.
pub(crate) const INFINITIVE: u32 = 1 << 14;
/// Only points or measures out («concerné», «cas»): no term by itself.
pub(crate) const EMPTY: u32 = 1 << 15;
/// Adjective that stands before its noun.
pub(crate) const FRONTED: u32 = 1 << 16;
/// Adjective of a people, or of its country.
pub(crate) const PEOPLE: u32 = 1 << 17;

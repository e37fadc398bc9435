//! Words that decide whether a full stop ends a sentence: abbreviations, titles, months, and the
//! words that open a sentence. They live in `abbreviations.txt` of `language/data/`,
//! which a linguist can edit.

mod parse;
mod sieve;
mod word;

use std::sync::Arc;

use rustc_hash::FxHashMap;

pub use parse::ListError;
use sieve::Sieve;
pub use word::KEY_BYTES;
use word::Key;

use super::{Language, PerLanguage};

/// What is known of a word: a set of the headings of the lists (`[title]`, `[month]`…).
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Classes(u32);

impl Classes {
    /// Stands before a name and never ends a sentence (`M.`, `Dr`).
    pub const TITLE: Self = Self(1);
    /// Joined to what follows unless that word can open a sentence (`Inc.`, `prof.`).
    pub const LOOSE: Self = Self(1 << 1);
    /// Never ends a sentence (`cf.`, `e.g.`).
    pub const CONNECTIVE: Self = Self(1 << 2);
    /// Does not end a sentence before a number (`p. 12`, `art. 4`).
    pub const REFERENCE: Self = Self(1 << 3);
    /// A month or a day (`sept.`, `Mon.`).
    pub const MONTH: Self = Self(1 << 4);
    /// An abbreviation that may end a sentence (`etc.`).
    pub const WORD: Self = Self(1 << 5);
    /// A clock time (`p.m.`).
    pub const TIME: Self = Self(1 << 6);
    /// Before `J.-C.` (`av.`, `apr.`).
    pub const ERA: Self = Self(1 << 7);
    /// A noun whose name is a letter (`plan B`).
    pub const LABEL: Self = Self(1 << 8);
    /// A dotted club or firm which a proper name follows (`A.S. Monaco`).
    pub const CLUB: Self = Self(1 << 9);
    /// A name written with `!` or `?` (`Yahoo!`).
    pub const BRAND: Self = Self(1 << 10);
    /// Capitalised, it opens a sentence.
    pub const OPENER: Self = Self(1 << 11);
    /// In lower case after `?` or `!`, it opens a sentence.
    pub const SUBJECT: Self = Self(1 << 12);
    /// A verb of speech of a reporting clause.
    pub const REPORTING: Self = Self(1 << 13);
    /// A message's opening or closing formula.
    pub const CLOSING: Self = Self(1 << 14);
    /// Goes on after a clock time (`9 a.m. Monday`).
    pub const FOLLOWER: Self = Self(1 << 15);
    /// Makes the dotted acronym after it a noun (`l'O.N.U.`).
    pub const DETERMINER: Self = Self(1 << 16);
    /// A capitalised particle of family names (`J. Le Goff`).
    pub const PARTICLE: Self = Self(1 << 17);
    /// The end of an address or a file name (`com`, `pdf`).
    pub const DOMAIN: Self = Self(1 << 18);
    /// In lower case after `?` or `!`, the sentence goes on.
    pub const JOINER: Self = Self(1 << 19);
    /// Capitalised between two words, it opens a sentence after a heading.
    pub const HEADLINE: Self = Self(1 << 20);
    /// Announces a title (`le roman`), so that a capital after it opens nothing.
    pub const CARRIER: Self = Self(1 << 21);
    /// `oh`, `hélas`: what follows its `!` in lower case goes on.
    pub const INTERJECTION: Self = Self(1 << 22);
    /// Every heading that makes a word an abbreviation.
    pub const ABBREVIATION: Self = Self(0b1111_1111);

    const CAPITAL_SHIFT: u32 = 24;

    /// Whether any heading of `other` is among these.
    #[inline]
    pub fn any(self, other: Self) -> bool {
        self.0 & other.0 != 0
    }

    /// These without `other`.
    #[must_use]
    pub fn without(self, other: Self) -> Self {
        Self(self.0 & !other.0)
    }

    /// The same headings, those that ask for a capital removed when the word has none.
    fn as_written(self, capital: bool) -> Self {
        // The upper bits say which of the first eight headings hold for a capitalised word alone.
        let listed = self.0 & ((1 << Self::CAPITAL_SHIFT) - 1);
        Self(if capital { listed } else { listed & !(self.0 >> Self::CAPITAL_SHIFT) })
    }
}

impl std::ops::BitOr for Classes {
    type Output = Self;

    fn bitor(self, other: Self) -> Self {
        Self(self.0 | other.0)
    }
}

/// The words of one language, by what they say about sentence ends.
///
/// ```
/// use drogman::language::{Language, abbreviations::{Abbreviations, Classes}};
/// let french = Abbreviations::of(Language::French);
/// assert!(french.classes("Mme").any(Classes::TITLE));
/// assert!(!french.classes("maison").any(Classes::ABBREVIATION));
/// ```
#[derive(Clone, Debug, Default)]
pub struct Abbreviations {
    words: FxHashMap<Key, u32>,
    /// Lets most words that are no abbreviations pass without a look-up.
    sieve: Sieve,
}

impl Abbreviations {
    /// The built-in words of `language`, read once and shared.
    pub fn of(language: Language) -> Arc<Self> {
        static READ: PerLanguage<Arc<Abbreviations>> = PerLanguage::new();
        let list = match language {
            Language::French => include_str!("../data/fr/abbreviations.txt"),
            Language::English => include_str!("../data/en/abbreviations.txt"),
        };
        // The built-in lists are tested; a heading misspelt there would drop its words, not the program.
        let read = || Arc::new(parse::read(list).unwrap_or_else(|_| Self::default()));
        READ.get_or_init(language, read).clone()
    }

    /// These words and `more`, a user's own: abbreviations that join to what follows unless that word can
    /// open a sentence. A last full stop is ignored.
    #[must_use]
    pub fn with<'a>(&self, more: impl IntoIterator<Item = &'a str>) -> Self {
        let mut words = self.clone();
        for word in more {
            words.add(word.trim().trim_end_matches('.'), Classes::LOOSE | Classes::WORD);
        }
        words
    }

    /// What is known of `word`, in any case; empty when nothing is. Words are told apart by their first
    /// [`KEY_BYTES`] bytes.
    #[inline]
    pub fn classes(&self, word: &str) -> Classes {
        let capital = word.chars().next().is_some_and(char::is_uppercase);
        self.classes_of(word.as_bytes(), capital)
    }

    /// [`Self::classes`] for bytes of UTF-8, told whether the word begins with a capital.
    #[inline]
    pub fn classes_of(&self, word: &[u8], capital: bool) -> Classes {
        match self.words.get(&Key::of(word)) {
            Some(bits) => Classes(*bits).as_written(capital),
            None => Classes::default(),
        }
    }

    /// [`Self::classes`] for the word before a full stop or a mark: words that are neither abbreviations,
    /// labels nor brands are not told apart from unknown ones.
    #[inline]
    pub fn before_stop(&self, word: &str) -> Classes {
        if self.sieve.may_hold(word.as_bytes()) { self.classes(word) } else { Classes::default() }
    }

    fn add(&mut self, word: &str, class: Classes) {
        if word.is_empty() {
            return;
        }
        let capital = word.chars().next().is_some_and(char::is_uppercase) && class.any(Classes::ABBREVIATION);
        if class.any(Classes::ABBREVIATION | Classes::BRAND | Classes::INTERJECTION) {
            self.sieve.add(word.as_bytes());
        }
        let asks = (class.0 & Classes::ABBREVIATION.0) << Classes::CAPITAL_SHIFT;
        let known = self.words.entry(Key::of(word.as_bytes())).or_default();
        // Listed both ways, a word is matched both ways.
        let both = *known & class.0 != 0 && *known & asks == 0;
        *known |= class.0;
        if capital && !both {
            *known |= asks;
        } else {
            *known &= !asks;
        }
    }
}

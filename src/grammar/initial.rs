//! Whether de, que, le, la… elide before a word.

use crate::text::is_combining_mark;
use std::{collections::HashMap, sync::LazyLock};

use unicode_normalization::UnicodeNormalization;

use super::Elides;

static EXCEPTIONS: LazyLock<HashMap<String, Elides>> = LazyLock::new(|| {
    rows(include_str!("data/elision.tsv"))
        .filter_map(|row| {
            let (word, elides) = row.split_once('\t')?;
            let elides = match elides {
                "yes" => Elides::Yes,
                "no" => Elides::No,
                "either" => Elides::Either,
                _ => return None,
            };
            Some((bare(word), elides))
        })
        .collect()
});

/// The rows of a data file: what is neither empty nor a comment.
pub(super) fn rows(data: &'static str) -> impl Iterator<Item = &'static str> {
    data.lines().map(str::trim_end).filter(|line| !line.is_empty() && !line.starts_with('#'))
}

/// `word` in lower case without diacritics; œ and æ become oe and ae.
pub(super) fn bare(word: &str) -> String {
    let mut out = String::with_capacity(word.len());
    for c in word.nfd().filter(|c| !is_combining_mark(*c)) {
        match c {
            'œ' | 'Œ' => out.push_str("oe"),
            'æ' | 'Æ' => out.push_str("ae"),
            'ə' | 'Ə' => out.push('e'),
            'ı' | 'İ' => out.push('i'),
            _ => out.extend(c.to_lowercase()),
        }
    }
    out
}

/// The kinds of initial that decide elision.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum LetterClass {
    /// a, e, i, o, u and their accented and ligated kin.
    Vowel,
    /// i before another vowel: *Ievlakh*, *Iouri*.
    IVowel,
    /// h, mute or aspirate.
    H,
    /// y before a vowel: *Yevlakh*.
    YVowel,
    /// Everything else.
    Consonant,
}

/// The class of a word’s initial.
///
/// ```
/// use drogman::grammar::{LetterClass, letter_class};
/// assert_eq!(letter_class("Érevan"), LetterClass::Vowel);
/// assert_eq!(letter_class("Ievlakh"), LetterClass::IVowel);
/// assert_eq!(letter_class("Yport"), LetterClass::Vowel);
/// ```
pub fn letter_class(word: &str) -> LetterClass {
    let head: String = word.chars().filter(|c| c.is_alphanumeric()).take(3).collect();
    let head = bare(&head);
    let mut letters = head.chars();
    let (first, second) = (letters.next().unwrap_or('b'), letters.next().unwrap_or('b'));
    match first {
        'i' if is_vowel(second) || second == 'y' => LetterClass::IVowel,
        'y' if is_vowel(second) => LetterClass::YVowel,
        'y' if second.is_alphabetic() => LetterClass::Vowel,
        'h' => LetterClass::H,
        _ if is_vowel(first) => LetterClass::Vowel,
        _ => LetterClass::Consonant,
    }
}

fn is_vowel(c: char) -> bool {
    matches!(c, 'a' | 'e' | 'i' | 'o' | 'u')
}

/// What the initial of a name tells when the glossary says nothing: the list of exceptions, else a
/// vowel elides, h, y + vowel and consonants do not, i + vowel is seen both ways.
///
/// ```
/// use drogman::grammar::{Elides, elides_before};
/// assert_eq!(elides_before("Erevan"), Elides::Yes);
/// assert_eq!(elides_before("Hollande"), Elides::No);
/// assert_eq!(elides_before("Haïti"), Elides::Yes);
/// assert_eq!(elides_before("Yémen"), Elides::No);
/// assert_eq!(elides_before("Iouchtchenko"), Elides::Either);
/// ```
pub fn elides_before(name: &str) -> Elides {
    let first =
        name.split(|c: char| !c.is_alphabetic() && !is_combining_mark(c)).find(|word| !word.is_empty());
    if let Some(elides) = first.and_then(|word| EXCEPTIONS.get(&bare(word))) {
        return *elides;
    }
    match letter_class(name) {
        LetterClass::Vowel => Elides::Yes,
        LetterClass::IVowel => Elides::Either,
        LetterClass::H | LetterClass::YVowel | LetterClass::Consonant => Elides::No,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_exception_is_read_and_is_one() {
        let listed = rows(include_str!("data/elision.tsv")).count();
        assert_eq!(EXCEPTIONS.len(), listed, "a row is malformed or stands twice");
    }

    #[test]
    fn initials() {
        for (name, elides) in [
            ("Ukraine", Elides::Yes),
            ("Ouzbékistan", Elides::Yes),
            ("Œuvre", Elides::Yes),
            ("Əliyev", Elides::Yes),
            ("İlham", Elides::Yes),
            ("Hong Kong", Elides::No),
            ("hôpital", Elides::Yes),
            ("hôpital", Elides::Yes),
            ("Yvelines", Elides::Yes),
            ("Yonne", Elides::Yes),
            ("onze", Elides::No),
            ("Washington", Elides::No),
            ("", Elides::No),
        ] {
            assert_eq!(elides_before(name), elides, "{name}");
        }
    }
}

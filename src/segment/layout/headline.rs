//! Headings that ran into the sentence after them, in a page whose line breaks were lost:
//! `Lien interne Le poème en prose est né…`

use crate::text::is_apostrophe;
use memchr::memchr_iter;

use super::super::{
    around::{char_at, char_before, skip_spaces_back, word_before},
    full_stop::word_at,
};
use crate::language::abbreviations::{Abbreviations, Classes};

/// Before a capitalised word that opens sentences, between words without a sign, a lower-case word after
/// it: unless the word before announces a title (`le roman Les misérables`).
pub(super) fn cut(text: &str, words: &Abbreviations, start: usize, end: usize) -> Option<usize> {
    let bytes = text.as_bytes();
    for space in memchr_iter(b' ', &bytes[start..end]) {
        let space = start + space;
        let at = space + 1;
        let capital = match bytes.get(at) {
            Some(byte) if byte.is_ascii() => byte.is_ascii_uppercase(),
            _ => char_at(text, at).is_some_and(char::is_uppercase),
        };
        if capital && at < end && opens(text, words, at) && runs_on(text, words, start, space) {
            return Some(space);
        }
    }
    None
}

/// Whether a heading may end at `at`: a word or a closing bracket that calls for nothing more.
fn runs_on(text: &str, words: &Abbreviations, start: usize, at: usize) -> bool {
    let end = skip_spaces_back(text, at, start);
    match char_before(text, end) {
        Some(c) if c.is_alphabetic() => {}
        // «(2) Les produits»: the number of a paragraph is no heading.
        Some(')') if text[start..end].rfind('(').is_some_and(|opening| opening > 0) => {}
        _ => return false,
    }
    let word = word_before(text, end, start).map_or("", |word| &text[word..end]);
    !words.classes(word).any(Classes::CARRIER | Classes::OPENER | Classes::SUBJECT | Classes::TITLE)
}

fn opens(text: &str, words: &Abbreviations, at: usize) -> bool {
    let word = word_at(text, at);
    if !words.classes(word).any(Classes::HEADLINE) {
        return false;
    }
    let mut next = at + word.len();
    let letters = word.chars().count();
    if letters > 1 && word.chars().nth(1).is_some_and(char::is_uppercase) {
        return false;
    }
    match char_at(text, next) {
        // «vitamine D n'est»: a letter alone opens nothing unless it is elided.
        Some(' ') if letters > 1 || matches!(word, "A" | "À") => next += 1,
        Some(c) if is_apostrophe(c) => next += c.len_utf8(),
        _ => return false,
    }
    char_at(text, next).is_some_and(char::is_lowercase)
}

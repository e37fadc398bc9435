//! Closing formulas and signatures of messages: `Best regards,` / `Jane Doe` / `Here you go.`

use memchr::memchr;

use super::super::{
    around::{char_at, letters_end, skip_spaces},
    full_stop::word_at,
};
use crate::language::abbreviations::{Abbreviations, Classes};

/// How long a formula is at most, in bytes.
const LONGEST_FORMULA: usize = 32;

/// The end of the formula that the stretch begins with, its comma included, when a name that is alone on
/// its line follows.
#[inline]
pub(super) fn formula_end(text: &str, words: &Abbreviations, start: usize, end: usize) -> Option<usize> {
    let horizon = end.min(start + LONGEST_FORMULA);
    let comma = start + memchr(b',', &text.as_bytes()[start..horizon])?;
    let name = skip_spaces(text, comma + 1);
    if name >= end || !char_at(text, name).is_some_and(char::is_uppercase) {
        return None;
    }
    let first = word_at(text, start);
    if !first.starts_with(char::is_uppercase) {
        return None;
    }
    let formula = &text[start..comma];
    if formula.split_whitespace().count() > 3 {
        return None;
    }
    let last = formula.split_whitespace().next_back()?;
    if !words.classes(last).any(Classes::CLOSING) && !words.classes(first).any(Classes::CLOSING) {
        return None;
    }
    names_end(text, words, name, end).map(|_| comma + 1)
}

/// The end of the signature that starts at `start`, when a capitalised word that opens a sentence follows.
pub(super) fn signature_end(text: &str, words: &Abbreviations, start: usize, end: usize) -> Option<usize> {
    names_end(text, words, start, end).filter(|place| *place < end)
}

/// The end of one to four capitalised words that nothing but an opening word or the end follows.
fn names_end(text: &str, words: &Abbreviations, start: usize, end: usize) -> Option<usize> {
    let mut at = start;
    let mut last = start;
    for number in 0..5 {
        let word = word_at(text, at);
        if !word.starts_with(char::is_uppercase) {
            return None;
        }
        if number > 0 && words.classes(word).any(Classes::OPENER) {
            return Some(last);
        }
        last = letters_end(text, at);
        while matches!(char_at(text, last), Some('-' | '.')) {
            last = letters_end(text, last + 1);
        }
        at = skip_spaces(text, last);
        if at >= end {
            return Some(last);
        }
        if at == last {
            return None;
        }
    }
    None
}

//! How the line around a form uses capitals: where all words have them, a capital tells nothing.

use super::starts_with_capital;
use crate::{
    matching::sentence::parts_sentences,
    text::{Span, is_apostrophe, is_word_char, next_word, previous_word},
};

/// How many words on each side of a form tell how its line is written.
const MAX_WORDS: usize = 6;

/// Longer words beside a form that a headline has at least.
const MIN_CAPITALS: usize = 4;

/// Letters of a word that has a capital in a headline only.
const LONG: usize = 4;

/// Whether all longer words around the span have a capital: a headline in the English manner, a line in capitals.
pub(super) fn is_headline(text: &str, span: Span) -> bool {
    let mut capitals = 0;
    let mut in_headline = |word: Span| {
        let written = word.of(text);
        let short = written.chars().nth(LONG - 1).is_none();
        let capital = starts_with_capital(written);
        capitals += usize::from(capital && !short);
        capital || short || !written.starts_with(char::is_alphabetic)
    };
    let mut at = span.start;
    for _ in 0..MAX_WORDS {
        let Some(word) = previous_word(text, at).filter(|word| in_line(&text[word.end..at])) else { break };
        if !in_headline(word) {
            return false;
        }
        at = word.start;
    }
    at = span.end;
    for _ in 0..MAX_WORDS {
        let Some(word) = next_word(text, at).filter(|word| in_line(&text[at..word.start])) else { break };
        if !in_headline(word) {
            return false;
        }
        at = word.end;
    }
    capitals >= MIN_CAPITALS
}

fn in_line(gap: &str) -> bool {
    !gap.contains(['\n', '\r'])
}

/// Whether a sentence, or what is like one (an item, what a colon or a dash opens), starts at the byte.
pub(super) fn starts_sentence(text: &str, start: usize) -> bool {
    let before = text[..start].trim_end_matches(|c: char| c.is_whitespace() && c != '\n');
    before.chars().next_back().is_none_or(|c| {
        parts_sentences(c) || !is_word_char(c) && !is_apostrophe(c) && !matches!(c, ',' | ';' | '/' | '&')
    })
}

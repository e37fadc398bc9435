//! The neighbours of an anchor, as keys.

use super::{
    key::{beyond_key, filter_key, filter_key_of},
    run::fold_into,
    scan::{ascii_from, is_letter},
};
use crate::text::{Span, next_word, previous_word};

/// A word of so few folded bytes (de, la, al) says little; with it goes the word beyond.
pub(super) const MAX_SHORT_BYTES: usize = 3;

/// The key of an anchor's neighbour, and with the word beyond it when the neighbour is short.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Neighbour {
    /// The key of the word; 0 when there is none.
    pub near: u64,
    /// The key of both words, when the first is short and there is a second.
    pub far: Option<u64>,
}

/// What stands before `word` in a text.
pub(super) fn before(text: &str, word: Span, buffer: &mut Vec<u8>) -> Neighbour {
    let Some(near) = previous_word(text, word.start) else { return Neighbour::default() };
    let (key, len) = key_of(text, near, buffer);
    let mut far = || Some(beyond_key(key, key_of(text, previous_word(text, near.start)?, buffer).0));
    Neighbour { near: key, far: if len <= MAX_SHORT_BYTES { far() } else { None } }
}

/// What stands after `word` in a text.
pub(super) fn after(text: &str, word: Span, buffer: &mut Vec<u8>) -> Neighbour {
    let Some((near, len, end)) = after_one(text, word.end, buffer) else { return Neighbour::default() };
    let mut far = || Some(beyond_key(near, after_one(text, end, buffer)?.0));
    Neighbour { near, far: if len <= MAX_SHORT_BYTES { far() } else { None } }
}

/// The key of the next word, its folded length and its end.
fn after_one(text: &str, at: usize, buffer: &mut Vec<u8>) -> Option<(u64, usize, usize)> {
    // Mostly one space and a word of plain letters.
    let bytes = text.as_bytes();
    let next = at + 1;
    if bytes.get(at) == Some(&b' ') && bytes.get(next).is_some_and(|&byte| is_letter(byte)) {
        let (first, end) = ascii_from(bytes, next);
        if bytes.get(end).is_none_or(u8::is_ascii) {
            return Some((filter_key_of(first, end - next), end - next, end));
        }
    }
    let word = next_word(text, at)?;
    let (key, len) = key_of(text, word, buffer);
    Some((key, len, word.end))
}

fn key_of(text: &str, word: Span, buffer: &mut Vec<u8>) -> (u64, usize) {
    let bytes = &text.as_bytes()[word.start..word.end];
    if bytes.is_ascii() {
        let (first, _) = ascii_from(bytes, 0);
        return (filter_key_of(first, bytes.len()), bytes.len());
    }
    fold_into(word.of(text), buffer);
    (filter_key(buffer), buffer.len())
}

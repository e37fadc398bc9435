//! One pass over raw text: which words pass the filter of a [`NameIndex`].
//!
//! Eight bytes at a time are classified within one machine word; only the words that can be an anchor are then
//! looked at. Words of plain ASCII need no folding: setting one bit of each byte lowers them.

use super::{
    KeyKinds, NameIndex,
    key::{filter_key, filter_key_of, full_hash},
    run::starts_with_capital,
};
use crate::text::{Span, fold_word_into, is_word_char, word_at, words};

/// Calls `found` with every word that passes the filter, its hash and the kinds of key it may be the anchor of.
pub(super) fn words_that_pass(text: &str, index: &NameIndex, found: impl FnMut(Span, u64, KeyKinds)) {
    let mut scan = Scan { text, bytes: text.as_bytes(), index, folded: Vec::new(), found };
    if index.wants_all_words() {
        scan.all_words();
    } else {
        scan.capitalised_words();
    }
}

struct Scan<'t, F> {
    text: &'t str,
    bytes: &'t [u8],
    index: &'t NameIndex,
    folded: Vec<u8>,
    found: F,
}

impl<F: FnMut(Span, u64, KeyKinds)> Scan<'_, F> {
    /// Looks at the words that start with a capital.
    fn capitalised_words(&mut self) {
        let (words, rest) = self.bytes.as_chunks::<8>();
        let mut at = 0;
        for word in words {
            self.each_bit(at, capitals(u64::from_le_bytes(*word)), Self::capitalised_word);
            at += 8;
        }
        self.each_bit(at, capitals(first_bytes(rest)), Self::capitalised_word);
    }

    /// Looks at every word.
    fn all_words(&mut self) {
        let (words, rest) = self.bytes.as_chunks::<8>();
        let mut before = 0;
        let mut at = 0;
        for word in words {
            let word = u64::from_le_bytes(*word);
            let run = (letters(word) | word) & HIGH;
            self.each_bit(at, run & !(run << 8 | before), Self::run);
            before = run >> 56;
            at += 8;
        }
        let word = first_bytes(rest);
        let run = (letters(word) | word) & HIGH;
        self.each_bit(at, run & !(run << 8 | before), Self::run);
    }

    /// Calls `look` with the place of each byte whose high bit is set in `high`.
    #[inline]
    fn each_bit(&mut self, at: usize, mut high: u64, look: impl Fn(&mut Self, usize)) {
        while high != 0 {
            let place = high.trailing_zeros() as usize / 8;
            high &= high - 1;
            look(self, at + place);
        }
    }

    /// A byte that may be the first of a capitalised word.
    #[inline]
    fn capitalised_word(&mut self, start: usize) {
        if start > 0 {
            let before = self.bytes[start - 1];
            if is_letter(before)
                || before >= 0x80 && self.text[..start].chars().next_back().is_some_and(is_word_char)
            {
                return;
            }
        }
        let (first, end) = self.ascii_from(start);
        if end > start && self.bytes.get(end).is_none_or(u8::is_ascii) {
            self.ascii_word(start, end, first, true);
        } else if self.bytes[start] != 0xe2 || self.bytes.get(start + 1) != Some(&0x80) {
            // Not one of the dashes and quotation marks, which begin like letters do.
            self.capitalised_mixed(start);
        }
    }

    /// A word that may start with a capital and is not all ASCII.
    fn capitalised_mixed(&mut self, start: usize) {
        if let Some((word, len, end)) = fold_western(self.bytes, start) {
            self.western_word(Span::new(start, end), &word[..len]);
        } else if let Some(word) = word_at(self.text, start).filter(|word| word.start == start) {
            self.any_word(word);
        }
    }

    /// The words of a run of letters and characters beyond ASCII.
    #[inline]
    fn run(&mut self, start: usize) {
        let (first, end) = self.ascii_from(start);
        if self.bytes.get(end).is_none_or(u8::is_ascii) {
            self.ascii_word(start, end, first, self.bytes[start].is_ascii_uppercase());
        } else {
            self.mixed_run(start, end);
        }
    }

    /// The words of a run that is ASCII up to `ascii` only.
    fn mixed_run(&mut self, start: usize, ascii: usize) {
        if let Some((word, len, end)) = fold_western(self.bytes, start) {
            self.western_word(Span::new(start, end), &word[..len]);
            return;
        }
        let end = self.end_of_mixed(ascii);
        for word in words(&self.text[start..end]) {
            self.any_word(word.shifted(start));
        }
    }

    /// The end of the run of letters and bytes beyond ASCII that goes on at `from`.
    fn end_of_mixed(&self, from: usize) -> usize {
        let rest = &self.bytes[from..];
        let len = rest.iter().position(|&byte| byte < 0x80 && !is_letter(byte));
        from + len.unwrap_or(rest.len())
    }

    /// A word of Western letters, with its folding.
    fn western_word(&mut self, word: Span, folded: &[u8]) {
        let first = self.bytes[word.start];
        let capital = first.is_ascii_uppercase() || first == 0xc3 && self.bytes[word.start + 1] < 0xa0;
        if !capital && !self.index.wants_all_words() {
            return;
        }
        let kinds = self.index.key_kinds(filter_key(folded));
        if kinds.any(capital) {
            (self.found)(word, full_hash(folded), kinds);
        }
    }

    /// The ASCII letters from `start` on: up to eight of them as a machine word, and their end.
    #[inline]
    fn ascii_from(&self, start: usize) -> (u64, usize) {
        ascii_from(self.bytes, start)
    }

    /// A word of ASCII letters, the first eight of them in `first`.
    #[inline]
    fn ascii_word(&mut self, start: usize, end: usize, first: u64, capital: bool) {
        let kinds = self.index.key_kinds(filter_key_of(first, end - start));
        if kinds.any(capital) {
            (self.found)(Span::new(start, end), full_hash(&self.bytes[start..end]), kinds);
        }
    }

    /// A word of any letters.
    fn any_word(&mut self, word: Span) {
        let written = word.of(self.text);
        let capital = starts_with_capital(written);
        if !capital && !self.index.wants_all_words() {
            return;
        }
        self.folded.clear();
        fold_word_into(written, &mut self.folded);
        let kinds = self.index.key_kinds(filter_key(&self.folded));
        if kinds.any(capital) {
            (self.found)(word, full_hash(&self.folded), kinds);
        }
    }
}

/// The ASCII letters of `bytes` from `start` on: up to eight of them as a machine word, and their end.
#[inline]
pub(super) fn ascii_from(bytes: &[u8], start: usize) -> (u64, usize) {
    let eight = match bytes[start..].first_chunk::<8>() {
        Some(eight) => u64::from_le_bytes(*eight),
        None => first_bytes(&bytes[start..]),
    };
    let stop = !letters(eight) & HIGH;
    if stop != 0 {
        let len = stop.trailing_zeros() / 8;
        return (eight & !(u64::MAX << (len * 8)), start + len as usize);
    }
    let mut end = start + 8;
    while bytes.get(end).is_some_and(|&byte| is_letter(byte)) {
        end += 1;
    }
    (eight, end)
}

const HIGH: u64 = 0x8080_8080_8080_8080;

/// The byte in every place of a machine word.
const fn each(byte: u8) -> u64 {
    0x0101_0101_0101_0101 * byte as u64
}

/// In the high bit of each byte: whether the byte, below 0x80, is at least `least`.
const fn at_least(bytes: u64, least: u8) -> u64 {
    bytes.wrapping_add(each(0x80 - least))
}

/// In the high bits: which of eight bytes are ASCII letters, digits or `_`; the other bits mean nothing.
#[inline]
const fn letters(word: u64) -> u64 {
    let low = word & !HIGH;
    let raised = low | each(0x20);
    let alphabetic = at_least(raised, b'a') & !at_least(raised, b'z' + 1);
    let digit = at_least(low, b'0') & !at_least(low, b'9' + 1);
    let underscore = at_least(low ^ each(b'_') ^ each(0x7f), 0x7f);
    (alphabetic | digit | underscore) & !word
}

/// In the high bits, all others clear: with which of eight bytes a capital begins, or may begin if it is
/// not ASCII.
#[inline]
const fn capitals(word: u64) -> u64 {
    let low = word & !HIGH;
    let ascii = at_least(low, b'A') & !at_least(low, b'Z' + 1) & !word;
    if word & HIGH == 0 {
        return ascii & HIGH;
    }
    // Bytes from 0xC3 on begin a character; after 0xC3, bytes from 0xA0 on make it lower case.
    let lead = word & at_least(low, 0x43);
    let western = !(at_least(low ^ each(0x43), 1)) & word;
    let lower = word & at_least(low, 0x20);
    (ascii | (lead & !(western & HIGH & lower >> 8))) & HIGH
}

/// Whether the byte is an ASCII letter, a digit or `_`.
pub(super) fn is_letter(byte: u8) -> bool {
    byte == b'_' || byte.is_ascii_alphanumeric()
}

/// Up to eight bytes, little-endian.
fn first_bytes(word: &[u8]) -> u64 {
    word.iter().take(8).rev().fold(0, |all, &byte| all << 8 | u64::from(byte))
}

/// What the letters U+00C0 to U+00FF fold to when it is one letter, else 0.
const WESTERN: [u8; 64] = *b"aaaaaa\0ceeeeiiiidnooooo\0ouuuuy\0\0aaaaaa\0ceeeeiiiidnooooo\0ouuuuy\0y";

/// The folding of the word at `start`, its length, and the end of the word, when the word is of ASCII letters
/// and the letters of Western Europe that fold to one letter; `None` for any other word and for long ones.
fn fold_western(bytes: &[u8], start: usize) -> Option<([u8; 32], usize, usize)> {
    let mut folded = [0; 32];
    let mut len = 0;
    let mut at = start;
    while let Some(&byte) = bytes.get(at) {
        let letter = if is_letter(byte) {
            at += 1;
            byte.to_ascii_lowercase()
        } else if byte < 0x80 {
            break;
        } else {
            if byte != 0xc3 {
                return None;
            }
            let second = *bytes.get(at + 1)?;
            at += 2;
            WESTERN[usize::from(second & 0x3f)]
        };
        if letter == 0 || len == folded.len() {
            return None;
        }
        folded[len] = letter;
        len += 1;
    }
    Some((folded, len, at))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::fold;

    #[test]
    fn the_short_cut_folds_like_folding() {
        for code in 0xc0..=0xff_u32 {
            let c = char::from_u32(code).unwrap().to_string();
            if let Some((folded, len, _)) = fold_western(c.as_bytes(), 0) {
                assert_eq!(fold(&c).as_bytes(), &folded[..len], "{c}");
                assert!(c.chars().all(char::is_alphabetic), "{c}");
            }
        }
    }

    #[test]
    fn masks_say_what_each_byte_is() {
        for byte in 0..=255_u8 {
            for next in [0, b'a', 0x80, 0xa0, 0xff] {
                let word = u64::from_le_bytes([b' ', byte, next, byte, next, b'x', next, byte]);
                let bit = |mask: u64, place: usize| mask >> (8 * place + 7) & 1 == 1;
                for place in [1, 3] {
                    assert_eq!(bit(letters(word), place), is_letter(byte), "{byte:#x}");
                    let lead = byte >= 0xc3 && !(byte == 0xc3 && next >= 0xa0);
                    assert_eq!(bit(capitals(word), place), byte.is_ascii_uppercase() || lead, "{byte:#x}");
                }
                assert_eq!(bit(capitals(word), 7), byte.is_ascii_uppercase() || byte >= 0xc3, "{byte:#x}");
            }
        }
    }
}

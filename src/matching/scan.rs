//! One pass over raw text: which words pass the filter of a [`NameIndex`].

use super::index::{NameIndex, filter_key, full_hash, starts_with_capital};
use crate::text::{Span, fold_word_into, words};

/// Calls `found` with every word that passes the filter, and its hash.
pub(super) fn words_that_pass(text: &str, index: &NameIndex, mut found: impl FnMut(Span, u64)) {
    let bytes = text.as_bytes();
    let all = index.wants_all_words();
    let mut folded = Vec::with_capacity(64);
    let mut at = 0;
    while at < bytes.len() {
        if !in_run(bytes[at]) {
            at += 1;
            continue;
        }
        let start = at;
        while at < bytes.len() && in_run(bytes[at]) {
            at += 1;
        }
        let run = &text[start..at];
        for word in words(run) {
            let word = word.shifted(start);
            let capital = starts_with_capital(word.of(text));
            if !capital && !all {
                continue;
            }
            folded.clear();
            fold_word_into(word.of(text), &mut folded);
            if index.passes(filter_key(&folded), capital) {
                found(word, full_hash(&folded));
            }
        }
    }
}

/// Whether the byte may be part of a word; all that is not ASCII may.
fn in_run(byte: u8) -> bool {
    byte >= 0x80 || byte == b'_' || byte.is_ascii_alphanumeric()
}

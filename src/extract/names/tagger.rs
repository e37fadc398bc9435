//! What a corpus says of a word: how it is capitalised, what it was taken for.

use super::features::{Case, Word};
use super::labels::LABELS;

/// Calls `count` with the hash of every word of a segment of `n` words whose capital or small letter says
/// something: not the first word, not after a mark that opens a sentence, not in a line of capitals.
pub fn count_case<'w>(n: usize, word: impl Fn(usize) -> &'w Word, mut count: impl FnMut(u64, bool)) {
    let letters = (0..n).filter(|i| word(*i).case != Case::None).count();
    let upper = (0..n).filter(|i| word(*i).case == Case::Upper).count();
    if upper * 5 > letters * 3 && letters > 2 {
        return;
    }
    for i in 0..n {
        let w = word(i);
        if w.case == Case::Lower {
            count(w.hash, false);
        } else if i > 0 && w.capitalised() && !opens(word(i - 1)) {
            count(w.hash, true);
        }
    }
}

/// Whether a sentence may start after `mark`.
fn opens(mark: &Word) -> bool {
    mark.case == Case::None
        && matches!(mark.lower.as_str(), "\"" | "«" | "“" | "." | ":" | "(" | "-" | "–" | "—" | "•")
}

/// The class of a word seen `up` times with a capital and `low` times without, inside sentences.
pub fn capitals(up: u32, low: u32) -> u8 {
    if up + low == 0 { 0 } else { 1 + ((4 * up + (up + low) / 2) / (up + low)) as u8 }
}

/// The most frequent label, and how sure it is (0 to 2).
pub fn majority(counts: &[u32; LABELS]) -> (u8, u8) {
    let total: u32 = counts.iter().sum();
    let mut best = 0;
    for l in 1..LABELS {
        if counts[l] > counts[best] {
            best = l;
        }
    }
    let sure = if counts[best] == total {
        if total > 2 { 2 } else { 1 }
    } else if counts[best] * 3 > total * 2 {
        1
    } else {
        0
    };
    (best as u8, sure)
}

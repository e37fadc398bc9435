//! What a document says of a word by how it is capitalised in it.

use super::features::{Case, Word};
use crate::text::{is_dash, opens_quotation};

/// Calls `count` with the place of every word of a segment of `n` words whose capital or small letter says
/// something, and whether it is a capital: not the first word, not after a mark that opens a sentence, not in a line of capitals.
pub fn count_case<'w>(n: usize, word: impl Fn(usize) -> &'w Word, mut count: impl FnMut(usize, bool)) {
    let letters = (0..n).filter(|i| word(*i).case != Case::None).count();
    let upper = (0..n).filter(|i| word(*i).case == Case::Upper).count();
    if upper * 5 > letters * 3 && letters > 2 {
        return;
    }
    for i in 0..n {
        let w = word(i);
        if w.case == Case::Lower {
            count(i, false);
        } else if i > 0 && w.capitalised() && !opens(word(i - 1)) {
            count(i, true);
        }
    }
}

/// Whether a sentence may start after `mark`.
fn opens(mark: &Word) -> bool {
    let mut signs = mark.lower.chars();
    let sign = signs.next().filter(|_| mark.case == Case::None && signs.next().is_none());
    sign.is_some_and(|c| opens_quotation(c) || is_dash(c) || matches!(c, '.' | ':' | '(' | '•'))
}

/// The class of a word seen `up` times with a capital and `low` times without, inside sentences.
pub fn capitals(up: u32, low: u32) -> u8 {
    let rounded = (4 * up + (up + low) / 2).checked_div(up + low);
    rounded.map_or(0, |quarters| 1 + quarters as u8)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_capitals_inside_a_sentence_count() {
        let words: Vec<Word> = ["Le", "Turc", "dit", ":", "Non"].iter().map(|w| Word::new(w, 0)).collect();
        let mut seen = Vec::new();
        count_case(words.len(), |i| &words[i], |i, up| seen.push((i, up)));
        assert_eq!(seen, [(1, true), (2, false)]);
        assert_eq!([capitals(0, 0), capitals(0, 3), capitals(1, 1), capitals(4, 0)], [0, 1, 3, 5]);
    }
}

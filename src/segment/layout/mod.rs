//! Ends of segments that no terminator marks: what the layout of a message or a page left in the text.
//!
//! All of it is found inside one stretch, the text between two ends that terminators mark, and most
//! stretches hold none of the signs looked for.

mod headline;
mod message;
mod signs;

use crate::language::abbreviations::Abbreviations;

/// A block of at least this many bytes is taken for a page whose line breaks were lost.
const FLATTENED: usize = 4000;

/// Looks for ends that the layout of a page or a message left in the text.
#[derive(Clone, Debug)]
pub(super) struct Layout<'s, 't> {
    text: &'t str,
    words: &'s Abbreviations,
    flattened: bool,
    signs: signs::Signs,
    /// Where a signature would start: right after a closing formula.
    signature: usize,
}

impl<'s, 't> Layout<'s, 't> {
    pub(super) fn new(words: &'s Abbreviations, text: &'t str) -> Self {
        Self {
            text,
            words,
            flattened: text.len() >= FLATTENED,
            signs: signs::Signs::new(text),
            signature: usize::MAX,
        }
    }

    /// The first end inside the stretch from `start` to `end`, if there is one.
    #[inline]
    pub(super) fn cut(&mut self, start: usize, end: usize) -> Option<usize> {
        let (text, words) = (self.text, self.words);
        let mut first: Option<usize> = None;
        let mut propose = |place: Option<usize>| {
            if let Some(place) = place.filter(|place| *place > start && *place < end) {
                first = Some(first.map_or(place, |known| known.min(place)));
            }
        };
        if self.signature == start {
            propose(message::signature_end(text, words, start, end));
        }
        let formula = message::formula_end(text, words, start, end);
        propose(formula);
        propose(self.signs.cut(text, start, end));
        if self.flattened {
            propose(headline::cut(text, words, start, end));
        }
        if formula.is_some() && first == formula {
            self.signature = super::around::skip_spaces(text, formula.unwrap_or(end));
        }
        first
    }
}

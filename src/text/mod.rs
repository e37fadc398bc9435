//! Spans, the line index, words, and folding that remembers the way back to the source.

mod brief;
mod edit;
mod fold;
mod lines;
mod span;
mod words;
mod wrapping;

pub use brief::{brief, window};
pub use edit::{Edit, OverlapError, apply};
pub use fold::{
    CharClass, char_class, fold, fold_word_into, is_apostrophe, is_dash, is_hyphen, is_ignorable,
    is_word_char,
};
pub use lines::{LineIndex, Place};
pub use span::Span;
pub use words::{is_single_spaced, next_word, previous_word, single_spaced, word_at, words};
pub use wrapping::{WRAPPING_SAMPLE, is_hard_wrapped, paragraphs, paragraphs_of_width, wrapped_width};

//! Spans, the line index, words, folding, text as people are shown it; files opened to be read.

mod brief;
mod edit;
mod fold;
mod folder;
mod formula;
mod lines;
mod open;
mod shown;
mod span;
mod words;
mod wrapping;

pub use brief::{brief, shortened, window};
pub use edit::{Edit, OverlapError, apply};
pub use fold::{
    CharClass, char_class, fold, fold_word_into, is_apostrophe, is_dash, is_hyphen, is_ignorable,
    is_word_char,
};
pub use folder::files_below;
pub use formula::{bare, neutral};
pub use lines::{LineIndex, Place};
pub use open::{Bounded, MAX_STREAM, is_endless, not_a_file, open_file, read_file, read_text};
pub use shown::{counted, on_one_line, visible, visible_char};
pub use span::{Span, SpanSet};
pub use words::{is_single_spaced, next_word, previous_word, single_spaced, word_at, words};
pub use wrapping::{WRAPPING_SAMPLE, is_hard_wrapped, paragraphs, paragraphs_of_width, wrapped_width};

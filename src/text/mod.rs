//! Spans, the line index, words, folding, text as people are shown it; files opened to be read.

mod brief;
mod chars;
mod edit;
mod features;
mod fold;
mod folder;
mod formula;
mod graphemes;
mod lines;
mod open;
mod sentence;
mod shown;
mod span;
mod tokens;
mod words;
mod wrapping;

pub use brief::{brief, shortened, window};
pub use chars::{
    CharClass, char_class, closes_bracket, closes_quotation, is_apostrophe, is_combining_mark, is_dash,
    is_hyphen, is_ignorable, is_long_dash, is_note_mark, is_opening_single_quote, is_space_in_line,
    is_space_or_zero_width, is_word_char, opens_quotation,
};
pub use edit::{Edit, OverlapError, apply};
pub use features::built_without;
pub use fold::{fold, fold_char_into, fold_word_into};
pub use folder::files_below;
pub use formula::{bare, neutral};
pub use graphemes::{cluster_count, cluster_end, cluster_start, clusters, nth_cluster, nth_last_cluster};
pub use lines::{LineIndex, Place};
pub use open::{Bounded, MAX_STREAM, is_endless, not_a_file, open_file, read_file, read_text};
pub use sentence::{
    Opening, acronym_ends_sentence, ends_sentence_at, first_sentence_end, is_terminator, starts_sentence,
};
pub use shown::{counted, on_one_line, visible, visible_char};
pub use span::{Span, SpanSet};
pub use tokens::{Hyphens, Marks, Token, TokenKind, TokenOptions, Tokens, token_at, tokens, words};
pub use words::{is_single_spaced, next_word, previous_word, single_spaced, word_at};
pub use wrapping::{WRAPPING_SAMPLE, is_hard_wrapped, paragraphs, paragraphs_of_width, wrapped_width};

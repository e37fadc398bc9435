//! Spans, the line index, words, and folding that remembers the way back to the source.

mod edit;
mod lines;
mod span;
mod wrapping;

pub use edit::{Edit, OverlapError, apply};
pub use lines::{LineIndex, Place};
pub use span::Span;
pub use wrapping::{WRAPPING_SAMPLE, is_hard_wrapped, paragraphs};

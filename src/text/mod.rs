//! Spans, the line index, words, and folding that remembers the way back to the source.

mod edit;
mod lines;
mod span;

pub use edit::{Edit, OverlapError, apply};
pub use lines::{LineIndex, Place};
pub use span::Span;

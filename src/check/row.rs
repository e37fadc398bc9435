//! What of a translation stands for what of its source.

use crate::text::Span;

/// Places of the source and the places of the translation that stand for them. A place is a block and
/// a span of its text (bytes).
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Row {
    /// The source’s places, in reading order.
    pub source: Vec<(usize, Span)>,
    /// The translation’s places, in reading order.
    pub target: Vec<(usize, Span)>,
}

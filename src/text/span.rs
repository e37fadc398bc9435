use std::ops::Range;

use serde::Serialize;

/// A half-open range of bytes in a text: `start` is the first byte, `end` the first after it.
///
/// Offsets are bytes of UTF-8, never characters; [`LineIndex`](super::LineIndex) turns them into
/// lines and columns for people.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
pub struct Span {
    /// First byte.
    pub start: usize,
    /// First byte after the span.
    pub end: usize,
}

impl Span {
    /// The span from `start` to `end` (bytes).
    pub const fn new(start: usize, end: usize) -> Self {
        Self { start, end }
    }

    /// Length in bytes.
    pub const fn len(self) -> usize {
        self.end.saturating_sub(self.start)
    }

    /// Whether the span holds no byte.
    pub const fn is_empty(self) -> bool {
        self.end <= self.start
    }

    /// Whether the two spans share a byte.
    ///
    /// ```
    /// use drogman::text::Span;
    /// assert!(Span::new(0, 5).overlaps(Span::new(4, 9)));
    /// // Spans that touch share nothing.
    /// assert!(!Span::new(0, 5).overlaps(Span::new(5, 9)));
    /// ```
    pub const fn overlaps(self, other: Self) -> bool {
        self.start < other.end && other.start < self.end
    }

    /// Whether `other` lies within this span.
    ///
    /// ```
    /// use drogman::text::Span;
    /// let sentence = Span::new(10, 40);
    /// assert!(sentence.contains(sentence) && sentence.contains(Span::new(10, 15)));
    /// assert!(!sentence.contains(Span::new(35, 45)), "half of it stands outside");
    /// ```
    pub const fn contains(self, other: Self) -> bool {
        self.start <= other.start && other.end <= self.end
    }

    /// The span moved right by `offset` bytes.
    ///
    /// ```
    /// use drogman::text::Span;
    /// let (line, text) = ("à Bakou", "Né\nà Bakou");
    /// let in_line = Span::new(3, 8);
    /// let in_text = in_line.shifted(text.len() - line.len());
    /// assert_eq!((in_line.of(line), in_text.of(text)), ("Bakou", "Bakou"));
    /// ```
    pub const fn shifted(self, offset: usize) -> Self {
        Self { start: self.start + offset, end: self.end + offset }
    }

    /// The text under the span.
    ///
    /// # Panics
    /// When the span does not lie in `text` on character boundaries.
    pub fn of(self, text: &str) -> &str {
        &text[self.start..self.end]
    }
}

/// Spans that are asked many times whether one of them overlaps another: each answer is a binary search.
///
/// ```
/// use drogman::text::{Span, SpanSet};
/// let taken: SpanSet = [Span::new(4, 9), Span::new(0, 20), Span::new(30, 31)].into_iter().collect();
/// assert!(taken.overlaps(Span::new(15, 16)));
/// assert!(!taken.overlaps(Span::new(20, 30)));
/// ```
#[derive(Clone, Debug, Default)]
pub struct SpanSet {
    /// Where each span starts, in order, and how far it or one before it reaches (bytes).
    reaches: Vec<(usize, usize)>,
}

impl SpanSet {
    /// Whether one of the spans shares a byte with `span`.
    pub fn overlaps(&self, span: Span) -> bool {
        let before = self.reaches.partition_point(|&(start, _)| start < span.end);
        before.checked_sub(1).is_some_and(|last| self.reaches[last].1 > span.start)
    }

    /// Whether all of `span` lies within one of the spans.
    pub fn covers(&self, span: Span) -> bool {
        let before = self.reaches.partition_point(|&(start, _)| start <= span.start);
        before.checked_sub(1).is_some_and(|last| self.reaches[last].1 >= span.end)
    }
}

impl FromIterator<Span> for SpanSet {
    fn from_iter<I: IntoIterator<Item = Span>>(spans: I) -> Self {
        let mut reaches: Vec<(usize, usize)> = spans.into_iter().map(|span| (span.start, span.end)).collect();
        if !reaches.is_sorted() {
            reaches.sort_unstable();
        }
        let mut reach = 0;
        for span in &mut reaches {
            reach = reach.max(span.1);
            span.1 = reach;
        }
        Self { reaches }
    }
}

impl From<Range<usize>> for Span {
    fn from(range: Range<usize>) -> Self {
        Self { start: range.start, end: range.end }
    }
}

impl From<Span> for Range<usize> {
    fn from(span: Span) -> Self {
        span.start..span.end
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_set_answers_as_each_span_would() {
        let all: Vec<Span> =
            (0..7).flat_map(|start| (start..7).map(move |end| Span::new(start, end))).collect();
        for (at, first) in all.iter().enumerate() {
            for second in &all[..at] {
                let spans = [*first, *second, Span::new(9, 9)];
                let set: SpanSet = spans.into_iter().collect();
                for asked in &all {
                    let plainly = spans.iter().any(|span| span.overlaps(*asked));
                    assert_eq!(set.overlaps(*asked), plainly, "{spans:?} {asked:?}");
                    let covered = spans.iter().any(|span| span.start <= asked.start && span.end >= asked.end);
                    assert_eq!(set.covers(*asked), covered, "{spans:?} {asked:?}");
                }
            }
        }
        assert!(!SpanSet::default().overlaps(Span::new(0, 9)));
    }
}

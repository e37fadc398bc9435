//! The iterator over the segments of a block.

use super::{
    around::{skip_spaces, skip_spaces_back},
    built_in::BuiltIn,
    srx::Places,
};
use crate::text::Span;

/// The segments of one block, in order. Made by [`Segmenter::segments`](super::Segmenter::segments).
#[derive(Clone, Debug)]
pub struct Segments<'s, 't>(Rules<'s, 't>);

#[derive(Clone, Debug)]
enum Rules<'s, 't> {
    BuiltIn(BuiltIn<'s, 't>),
    Srx { places: &'s Places, text: &'t str, start: usize, cursors: Vec<Option<usize>> },
}

impl<'s, 't> Segments<'s, 't> {
    pub(super) fn built_in(segments: BuiltIn<'s, 't>) -> Self {
        Self(Rules::BuiltIn(segments))
    }

    pub(super) fn srx(places: &'s Places, text: &'t str) -> Self {
        Self(Rules::Srx { places, text, start: skip_spaces(text, 0), cursors: places.cursors() })
    }
}

impl Iterator for Segments<'_, '_> {
    type Item = Span;

    #[inline]
    fn next(&mut self) -> Option<Span> {
        match &mut self.0 {
            Rules::BuiltIn(segments) => segments.next(),
            Rules::Srx { places, text, start, cursors } => {
                while *start < text.len() {
                    let end = places.next(text, *start, cursors).unwrap_or(text.len());
                    let span = Span::new(*start, skip_spaces_back(text, end, *start));
                    *start = skip_spaces(text, end);
                    if !span.is_empty() {
                        return Some(span);
                    }
                }
                None
            }
        }
    }
}

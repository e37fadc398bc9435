//! The segments of a block by the built-in rules.

use super::{
    around::{skip_spaces, skip_spaces_back},
    boundary::Boundaries,
    brackets::Brackets,
    closing::StraightQuotes,
    layout::Layout,
    terminators::Terminators,
};
use crate::{
    language::{Language, abbreviations::Abbreviations},
    text::Span,
};

/// The segments of one block, in order.
#[derive(Clone, Debug)]
pub(super) struct BuiltIn<'s, 't> {
    text: &'t str,
    terminators: Terminators<'t>,
    boundaries: Boundaries<'s, 't>,
    layout: Layout<'s, 't>,
    /// Where the next segment starts.
    start: usize,
    /// Where the stretch up to the next terminator that ends a segment goes.
    end: usize,
}

impl<'s, 't> BuiltIn<'s, 't> {
    pub(super) fn new(language: Language, words: &'s Abbreviations, text: &'t str) -> Self {
        let start = skip_spaces(text, 0);
        let boundaries = Boundaries {
            text,
            language,
            words,
            quotes: StraightQuotes::default(),
            brackets: Brackets::default(),
        };
        let layout = Layout::new(words, text);
        Self { text, terminators: Terminators::new(text), boundaries, layout, start, end: start }
    }

    fn stretch_end(&mut self) -> usize {
        self.boundaries.brackets.restart(self.start);
        let mut from = self.start;
        while let Some(run) = self.terminators.next(from) {
            if let Some(end) = self.boundaries.end_at(self.start, run) {
                return end;
            }
            from = run.end;
        }
        self.text.len()
    }
}

impl Iterator for BuiltIn<'_, '_> {
    type Item = Span;

    fn next(&mut self) -> Option<Span> {
        while self.start < self.text.len() {
            if self.end <= self.start {
                self.end = self.stretch_end();
            }
            let cut = self.layout.cut(self.start, self.end).unwrap_or(self.end);
            let span = Span::new(self.start, skip_spaces_back(self.text, cut, self.start));
            self.start = skip_spaces(self.text, cut);
            if !span.is_empty() {
                return Some(span);
            }
        }
        None
    }
}

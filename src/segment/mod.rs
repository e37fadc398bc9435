//! From a block of text to its segments (sentences).
//!
//! A [`Segmenter`] looks at every terminator (`.` `?` `!` `…`) of a block and decides there and then, by
//! the words and signs around it, whether a segment ends. The conventions (what is one segment) are S1
//! to S17 of the project's cases; the words (abbreviations, titles, words that open a sentence) stand in
//! [`crate::language::abbreviations`].

mod around;
mod boundary;
mod brackets;
mod closing;
mod following;
mod full_stop;
mod layout;
mod segments;
mod terminators;

use std::sync::Arc;

pub use segments::Segments;

use crate::language::{Language, abbreviations::Abbreviations};

/// Splits blocks into segments. Cheap to make and to clone: its tables are shared.
///
/// ```
/// use drogman::{language::Language, segment::Segmenter};
/// let text = "Le Dr. Petrossian part. « Et après ? » demande-t-il.";
/// let segments: Vec<&str> =
///     Segmenter::new(Language::French).segments(text).map(|span| span.of(text)).collect();
/// assert_eq!(segments, ["Le Dr. Petrossian part.", "« Et après ? » demande-t-il."]);
/// ```
#[derive(Clone, Debug)]
pub struct Segmenter {
    language: Language,
    words: Arc<Abbreviations>,
}

impl Segmenter {
    /// A segmenter with the built-in rules of `language`.
    pub fn new(language: Language) -> Self {
        Self { language, words: Abbreviations::of(language) }
    }

    /// The same with more abbreviations (with or without their last full stop), which do not end a
    /// segment unless a word that can open a sentence follows.
    #[must_use]
    pub fn with_abbreviations<'a>(mut self, more: impl IntoIterator<Item = &'a str>) -> Self {
        self.words = Arc::new(self.words.with(more));
        self
    }

    /// The language whose rules apply.
    pub fn language(&self) -> Language {
        self.language
    }

    /// The segments of `block`, one paragraph: spans in bytes of `block`, in order, without the white
    /// space around them. A line break inside the block is white space. Nothing is allocated.
    pub fn segments<'s, 't>(&'s self, block: &'t str) -> Segments<'s, 't> {
        Segments::new(self.language, &self.words, block)
    }
}

//! From a block of text to its segments (sentences).
//!
//! A [`Segmenter`] looks at every terminator (`.` `?` `!` `…`) of a block and decides there and then, by
//! the words and signs around it, whether a segment ends. The conventions (what is one segment) are S1
//! to S17 of `tests/cases/segmentation/conventions/CONVENTIONS.md`; the words (abbreviations, titles, words that
//! open a sentence) stand in [`crate::language::abbreviations`].

mod around;
mod boundary;
mod brackets;
mod built_in;
mod closing;
mod document;
mod following;
mod full_stop;
mod layout;
mod segments;
mod srx;
mod terminators;

use std::sync::Arc;

pub use document::document_segments;
pub use segments::Segments;
pub use srx::{SrxError, SrxFault, SrxRules};

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
    srx: Option<Arc<srx::Places>>,
}

impl Segmenter {
    /// A segmenter with the built-in rules of `language`.
    pub fn new(language: Language) -> Self {
        Self { language, words: Abbreviations::of(language), srx: None }
    }

    /// The same with more abbreviations (with or without their last full stop), which do not end a
    /// segment unless a word that can open a sentence follows.
    ///
    /// ```
    /// use drogman::{language::Language, segment::Segmenter};
    /// let text = "Voir le bord. Aliev part. Il revient.";
    /// let count = |segmenter: &Segmenter| segmenter.segments(text).count();
    /// let plain = Segmenter::new(Language::French);
    /// let with = plain.clone().with_abbreviations(["bord"]);
    /// assert_eq!(with.segments(text).next().unwrap().of(text), "Voir le bord. Aliev part.");
    /// assert_eq!((count(&plain), count(&with)), (3, 2));
    /// ```
    #[must_use]
    pub fn with_abbreviations<'a>(mut self, more: impl IntoIterator<Item = &'a str>) -> Self {
        self.words = Arc::new(self.words.with(more));
        self
    }

    /// The same with the rules of an SRX file for its language instead of the built-in ones.
    #[must_use]
    pub fn with_srx(mut self, rules: &SrxRules) -> Self {
        self.srx = Some(Arc::new(srx::Places::new(rules, self.language)));
        self
    }

    /// The language whose rules apply.
    pub fn language(&self) -> Language {
        self.language
    }

    /// The segments of `block`, one paragraph: spans in bytes of `block`, in order, without the white
    /// space around them. A line break inside the block is white space. Nothing is allocated.
    ///
    /// ```
    /// use drogman::{language::Language, segment::Segmenter};
    /// let segmenter = Segmenter::new(Language::English);
    /// let text = "  Mr. Sargsyan arrived at 5 p.m. on Monday.  Why? ";
    /// let segments: Vec<&str> = segmenter.segments(text).map(|span| span.of(text)).collect();
    /// assert_eq!(segments, ["Mr. Sargsyan arrived at 5 p.m. on Monday.", "Why?"]);
    /// ```
    pub fn segments<'s, 't>(&'s self, block: &'t str) -> Segments<'s, 't> {
        match &self.srx {
            Some(places) => Segments::srx(places, block),
            None => Segments::built_in(built_in::BuiltIn::new(self.language, &self.words, block)),
        }
    }
}

//! What was not understood: capitalised names that no concept covers.

use std::collections::BTreeMap;

use super::example::{self, Example};
use crate::{
    document::Document,
    language::{
        Language,
        names::{NameWords, is_elision, is_joiner},
    },
    text::{Span, SpanSet, fold, is_apostrophe, is_hyphen, is_space_in_line, single_spaced, words},
};

/// How often a name that no concept covers occurs.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct UnknownTally {
    /// Occurrences within a sentence, where the capital means a name.
    pub inside: usize,
    /// Occurrences at the start of a sentence, where any word has a capital.
    pub initial: usize,
    /// In how many documents.
    pub documents: usize,
    /// A sentence that shows it.
    pub example: Example,
}

impl UnknownTally {
    /// Whether the evidence says name: seen within a sentence, or of several capitalised words.
    ///
    /// ```
    /// use drogman::{sheet::{Example, UnknownTally}, text::Span};
    /// let example = Example { sentence: String::new(), form: Span::new(0, 0), path: "".into(), line: 1, column: 1 };
    /// let at_starts = UnknownTally { inside: 0, initial: 3, documents: 1, example };
    /// assert!(!at_starts.is_name("Hier"), "any word has a capital there");
    /// assert!(at_starts.is_name("Jean Dupont"));
    /// ```
    pub fn is_name(&self, name: &str) -> bool {
        self.inside > 0
            || name.split([' ', '-']).filter(|word| word.starts_with(char::is_uppercase)).count() > 1
    }

    pub(super) fn merge(&mut self, other: Self) {
        self.inside += other.inside;
        self.initial += other.initial;
        self.documents += other.documents;
        if other.example.better_than(&self.example) {
            self.example = other.example;
        }
    }
}

/// Counts the capitalised runs of a block that overlap none of the `known` spans.
pub(super) fn count(
    document: &Document,
    block: usize,
    segments: &[Span],
    known: &SpanSet,
    language: Language,
    tallies: &mut BTreeMap<String, UnknownTally>,
) {
    let text = document.text(block);
    let protected: SpanSet = document.blocks[block].protected.iter().copied().collect();
    for &segment in segments {
        let spans = words(segment.of(text)).map(|word| word.shifted(segment.start));
        for run in Runs::new(text, spans, language) {
            let taken = known.overlaps(run.span) || protected.overlaps(run.span);
            if taken || !is_wordlike(run.span.of(text)) {
                continue;
            }
            let name = single_spaced(run.span.of(text));
            let tally = UnknownTally {
                inside: usize::from(!run.initial),
                initial: usize::from(run.initial),
                documents: 1,
                example: example::of(document, block, run.span, segments),
            };
            match tallies.get_mut(&name) {
                Some(known) => known.merge(UnknownTally { documents: 0, ..tally }),
                None => {
                    tallies.insert(name, tally);
                }
            }
        }
    }
}

/// Whether a run reads as a name: no handle, no shouted line, no single letter.
fn is_wordlike(name: &str) -> bool {
    let letters = name.chars().filter(|c| c.is_alphabetic()).count();
    let words = name.split_whitespace().count();
    let capitals = !name.chars().any(char::is_lowercase);
    letters > 1 && words <= 6 && !(capitals && words > 2)
}

/// A run of capitalised words, joined over de, du, al-….
struct Run {
    span: Span,
    /// Whether it opens its segment, so that its first capital says nothing.
    initial: bool,
}

struct Runs<'t, W: Iterator<Item = Span>> {
    text: &'t str,
    words: W,
    openers: &'static NameWords,
    fresh: bool,
}

impl<'t, W: Iterator<Item = Span> + Clone> Runs<'t, W> {
    /// The runs among the `words` of a segment of `text`.
    fn new(text: &'t str, words: W, language: Language) -> Self {
        Self { text, words, openers: NameWords::of(language), fresh: true }
    }

    /// Whether the word is a function word that has its capital from the start of a sentence.
    fn opens_sentence(&self, word: Span) -> bool {
        self.openers.opens_sentence(&fold(word.of(self.text)))
    }
}

impl<W: Iterator<Item = Span> + Clone> Iterator for Runs<'_, W> {
    type Item = Run;

    fn next(&mut self) -> Option<Run> {
        loop {
            let word = self.words.next()?;
            let initial = std::mem::replace(&mut self.fresh, opens_anew(self.text, word));
            if is_elided(self.text, word) {
                self.fresh = initial;
                continue;
            }
            if !is_capitalised(word.of(self.text)) || self.opens_sentence(word) {
                continue;
            }
            let mut span = word;
            // A joiner counts only when a capitalised word follows it, so the way is tried on a copy.
            let mut ahead = self.words.clone();
            let mut last = word;
            let mut joiners = 0;
            while let Some(next) = ahead.next() {
                if !joined(&self.text[last.end..next.start]) {
                    break;
                }
                let written = next.of(self.text);
                last = next;
                if is_capitalised(written) {
                    span.end = next.end;
                    joiners = 0;
                    self.words = ahead.clone();
                } else if joiners < 2 && is_joiner(written) {
                    joiners += 1;
                } else {
                    break;
                }
            }
            self.fresh = opens_anew(self.text, span);
            return Some(Run { span, initial });
        }
    }
}

/// Whether what stands between two words keeps them in one name.
fn joined(between: &str) -> bool {
    let joins = |c| is_space_in_line(c) || is_hyphen(c) || is_apostrophe(c);
    between.chars().map(joins).eq([true])
}

/// Whether a sentence-like start follows the word: a quotation or a colon opens there.
fn opens_anew(text: &str, word: Span) -> bool {
    let after = text[word.end..].trim_start_matches(is_space_in_line);
    after.starts_with(['«', '“', '"', ':', '►', '—', '('])
}

/// Whether the word is an article or pronoun that lost its vowel: L’ in «L’Agence».
fn is_elided(text: &str, word: Span) -> bool {
    text[word.end..].starts_with(is_apostrophe) && is_elision(&fold(word.of(text)))
}

fn is_capitalised(word: &str) -> bool {
    word.starts_with(char::is_uppercase)
}

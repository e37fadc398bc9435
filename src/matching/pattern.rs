//! Terms written as regular expressions.

use regex::{Regex, RegexBuilder, RegexSet, RegexSetBuilder};

use super::{Casing, index::Entry, spelling::is_all_caps};
use crate::{
    glossary::Position,
    text::{CharClass, Span, char_class, is_hyphen, is_ignorable},
};

/// A regular expression of the glossary that cannot be compiled.
#[derive(Clone, Debug, PartialEq, thiserror::Error)]
#[error("{position}: the pattern «{pattern}» of {concept} is no regular expression: {message}")]
pub struct PatternError {
    /// The id of the concept.
    pub concept: String,
    /// The pattern as written.
    pub pattern: String,
    /// Where it stands.
    pub position: Position,
    /// What is wrong with it.
    pub message: String,
}

/// The compiled patterns.
#[derive(Debug, Default)]
pub(super) struct Patterns {
    all: Vec<Pattern>,
    /// Tells at once which patterns a text has a match of.
    set: Option<RegexSet>,
}

#[derive(Debug)]
struct Pattern {
    /// In any case, at word boundaries.
    anywhere: Regex,
    /// In the case written, on the whole of a match.
    as_written: Regex,
    entry: Entry,
}

/// The most memory one compiled pattern may take (bytes).
const SIZE_LIMIT: usize = 1 << 21;

impl Patterns {
    /// Compiles a pattern and adds it; the error is the regular expression engine’s.
    pub(super) fn add(&mut self, pattern: &str, entry: Entry) -> Result<(), String> {
        let build = |regex: &str, any_case: bool| {
            let built = RegexBuilder::new(regex).case_insensitive(any_case).size_limit(SIZE_LIMIT).build();
            built.map_err(|error| match error {
                regex::Error::CompiledTooBig(_) => "it grows too big when compiled".to_owned(),
                error => error
                    .to_string()
                    .lines()
                    .last()
                    .unwrap_or_default()
                    .trim_start_matches("error: ")
                    .to_owned(),
            })
        };
        // Alone first, so that a message speaks of the pattern as it was written.
        build(pattern, false)?;
        let anywhere = build(&bounded(pattern), true)?;
        let as_written = build(&format!("^(?:{pattern})$"), false)?;
        self.all.push(Pattern { anywhere, as_written, entry });
        Ok(())
    }

    /// Makes the set once all patterns are there.
    pub(super) fn finish(&mut self) {
        let bounded = self.all.iter().map(|pattern| pattern.anywhere.as_str());
        self.set = RegexSetBuilder::new(bounded).case_insensitive(true).build().ok();
    }

    /// Every match of every pattern between word boundaries.
    pub(super) fn scan(&self, text: &str, mut found: impl FnMut(Span, Entry, Casing)) {
        if self.all.is_empty() {
            return;
        }
        let plain = PlainText::new(text);
        let matching: Vec<usize> = match &self.set {
            Some(set) => set.matches(&plain.text).into_iter().collect(),
            None => (0..self.all.len()).collect(),
        };
        for pattern in matching.into_iter().map(|number| &self.all[number]) {
            for hit in pattern.anywhere.find_iter(&plain.text).filter(|hit| !hit.is_empty()) {
                let Entry { capitals, exact, .. } = pattern.entry;
                let as_written = !(capitals || exact) || pattern.as_written.is_match(hit.as_str());
                if as_written || !exact && is_all_caps(hit.as_str()) {
                    let casing = if as_written { Casing::Listed } else { Casing::AllCaps };
                    let Span { start, end } = plain.source(hit.start(), hit.end());
                    let end = text[..end].trim_end_matches(is_ignorable).len();
                    found(Span::new(start, end), pattern.entry, casing);
                }
            }
        }
    }
}

fn bounded(pattern: &str) -> String {
    format!(r"\b{{start-half}}(?:{pattern})\b{{end-half}}")
}

/// A text with plain spaces, hyphens and apostrophes, and the way back to the source.
struct PlainText {
    text: String,
    /// Where plain and source offsets start to differ by more: (plain, source), in order.
    steps: Vec<(usize, usize)>,
}

impl PlainText {
    fn new(source: &str) -> Self {
        let mut text = String::with_capacity(source.len());
        let mut steps = vec![(0, 0)];
        for (at, c) in source.char_indices() {
            let plain = match char_class(c) {
                _ if is_ignorable(c) => None,
                CharClass::Space => Some(' '),
                CharClass::Apostrophe => Some('\''),
                CharClass::Dash if is_hyphen(c) => Some('-'),
                _ => Some(c),
            };
            text.extend(plain);
            if plain.map_or(0, char::len_utf8) != c.len_utf8() {
                steps.push((text.len(), at + c.len_utf8()));
            }
        }
        Self { text, steps }
    }

    fn source(&self, start: usize, end: usize) -> Span {
        let back = |at: usize| {
            let step = self.steps.partition_point(|&(plain, _)| plain <= at);
            let (plain, source) = self.steps[step.max(1) - 1];
            source + (at - plain)
        };
        Span::new(back(start), back(end))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn entry() -> Entry {
        Entry {
            concept: 0,
            term: 0,
            inflection: 0,
            plural_twin: 0,
            capitals: true,
            contracted: false,
            exact: false,
            unlisted: false,
        }
    }

    fn found(pattern: &str, text: &str) -> Vec<String> {
        let mut patterns = Patterns::default();
        patterns.add(pattern, entry()).unwrap();
        patterns.finish();
        let mut found = Vec::new();
        patterns.scan(text, |span, _, _| found.push(span.of(text).to_owned()));
        found
    }

    #[test]
    fn patterns_see_plain_typography_and_all_caps() {
        let pattern = "Na(?:g|gu)orn[oy][- ]Karaba(?:k|kh|gh)";
        assert_eq!(
            found(pattern, "au Nagorno\u{2011}Karabakh, au Nagorny\u{a0}Karabagh"),
            ["Nagorno\u{2011}Karabakh", "Nagorny\u{a0}Karabagh"]
        );
        assert_eq!(found(pattern, "LE NAGORNO-KARABAKH"), ["NAGORNO-KARABAKH"]);
        assert_eq!(found(pattern, "nagorno-karabakh, Nagorno-Karabakhs").len(), 0);
    }

    #[test]
    fn a_broken_pattern_is_an_error() {
        assert!(Patterns::default().add("Kara(", entry()).is_err());
        assert!(Patterns::default().add("(?:a{1000}){1000}", entry()).is_err());
    }
}

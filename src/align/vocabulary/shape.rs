//! The punctuation and the number of sentences of a segment.

use super::tokens::{Kind, kind};

/// Marks told apart at the ends of a segment, other ones and none.
const MARKS: [&str; 9] = [".", "?", "!", ",", ";", ":", "\"", "-", "("];
pub(in crate::align) const CLASSES: usize = MARKS.len() + 2;

/// How a segment is built.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(in crate::align) struct Shape {
    /// Classes of the marks it opens and closes with, closing quotation marks aside.
    pub opening: u8,
    pub closing: u8,
    /// Sentences it seems to hold, 1 and more.
    pub sentences: u8,
}

impl Shape {
    /// Of a segment's tokens.
    pub(crate) fn of(tokens: &[String]) -> Shape {
        let closing = tokens.iter().rev().find(|t| !matches!(t.as_str(), "\"" | ")"));
        Shape { opening: class(tokens.first()), closing: class(closing), sentences: sentences(tokens) }
    }
}

/// The number of a mark's class.
fn class(token: Option<&String>) -> u8 {
    let Some(token) = token.filter(|t| kind(t) == Kind::Mark) else { return 0 };
    let token = if token == "…" { "." } else { token };
    1 + MARKS.iter().position(|m| *m == token).unwrap_or(MARKS.len()) as u8
}

/// Sentences as their closing marks tell: an initial and a mark before the last word close none.
fn sentences(tokens: &[String]) -> u8 {
    let mut count = 1u8;
    for (k, token) in tokens.iter().enumerate().skip(1) {
        let word = &tokens[k - 1];
        let initial = token == "." && kind(word) == Kind::Word && word.chars().count() < 3;
        let goes_on = || tokens[k + 1..].iter().filter(|t| kind(t) != Kind::Mark).take(2).count() == 2;
        if matches!(token.as_str(), "." | "!" | "?" | "…") && !initial && goes_on() {
            count = count.saturating_add(1);
        }
    }
    count
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::align::vocabulary::tokens;

    fn shape(text: &str) -> Shape {
        let mut strings = Vec::new();
        tokens(text, &mut strings);
        Shape::of(&strings)
    }

    #[test]
    fn sentences_are_counted_and_initials_are_not() {
        for (text, count) in [
            ("Il neige. La route est coupée.", 2),
            ("M. Petrosyan a parlé à J. Smith.", 1),
            ("« Quoi ? » Il n’a rien dit… Personne n’a bougé.", 3),
            ("Sans point final", 1),
            ("", 1),
        ] {
            assert_eq!(shape(text).sentences, count, "{text}");
        }
    }
}

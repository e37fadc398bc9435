//! How the line around a form uses capitals: where all words have them, a capital tells nothing.

use super::{Form, starts_with_capital};
use crate::text::{Span, next_word, previous_word};

/// How many longer words on each side of a form tell how its line is written.
const MAX_WORDS: usize = 6;

/// Longer words beside a form that a headline has at least.
const MIN_CAPITALS: usize = 4;

/// Letters of a word that has a capital in a headline only.
const LONG: usize = 4;

/// Words and names on one side that are looked at for that, at most.
const MAX_LOOKED_AT: usize = 24;

impl Form<'_, '_> {
    /// Whether all longer words around the form have a capital: a headline in the English manner, a line in capitals.
    /// Known names tell nothing: a rewrite may change their capitals, and the small words before them.
    pub(super) fn is_in_headline(&self) -> bool {
        let (text, Span { start, end }) = (self.text(), self.span());
        let before = |at: usize| {
            let word = previous_word(text, at).filter(|word| in_line(&text[word.end..at]))?;
            let name = self.known.ending(word.end).filter(|name| name.span.start <= word.start);
            Some((word, name.map(|name| name.span.start), word.start))
        };
        let after = |at: usize| {
            let word = next_word(text, at).filter(|word| in_line(&text[at..word.start]))?;
            let name = self.known.starting(word.start).filter(|name| name.span.end >= word.end);
            Some((word, name.map(|name| name.span.end), word.end))
        };
        let capitals = capitals(text, start, before).zip(capitals(text, end, after));
        capitals.is_some_and(|(before, after)| before + after >= MIN_CAPITALS)
    }
}

/// How many of the next longer words have a capital; `None` where one has none. `next` gives the next word from a byte
/// on, the end of the name that it begins, and its own end.
fn capitals(
    text: &str,
    from: usize,
    next: impl Fn(usize) -> Option<(Span, Option<usize>, usize)>,
) -> Option<usize> {
    let (mut at, mut capitals) = (from, 0);
    for _ in 0..MAX_LOOKED_AT {
        let Some((word, name, end)) = next(at) else { break };
        at = name.unwrap_or(end);
        let written = word.of(text);
        if name.is_some()
            || written.chars().nth(LONG - 1).is_none()
            || !written.starts_with(char::is_alphabetic)
        {
            continue;
        }
        if !starts_with_capital(written) {
            return None;
        }
        capitals += 1;
        if capitals == MAX_WORDS {
            break;
        }
    }
    Some(capitals)
}

fn in_line(gap: &str) -> bool {
    !gap.contains(['\n', '\r'])
}

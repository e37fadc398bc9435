//! Whether two names stand in one sentence.

use crate::text::{Span, previous_word};

/// Whether no sentence ends between the two spans: a terminator, white space, a capital.
pub(super) fn same(text: &str, one: Span, other: Span) -> bool {
    let (from, to) = (one.end.min(other.end), one.start.max(other.start));
    let Some(between) = text.get(from..to) else { return true };
    !between.char_indices().any(|(at, c)| match c {
        '!' | '?' | '…' => opens_after(&text[from + at + c.len_utf8()..]),
        '.' => !abbreviates(text, from + at) && opens_after(&text[from + at + 1..]),
        _ => false,
    })
}

/// Whether a new sentence opens here, after closing quotes and white space.
fn opens_after(rest: &str) -> bool {
    let next = rest.trim_start_matches(|c: char| {
        c.is_whitespace()
            || matches!(c, '»' | '«' | '”' | '“' | '"' | ')' | '.' | '!' | '?' | '…' | '—' | '–')
    });
    next.len() < rest.len() && next.starts_with(|c: char| c.is_uppercase() || c.is_numeric())
}

/// Whether the full stop at `at` ends an abbreviation or initial: one to three letters with a capital.
fn abbreviates(text: &str, at: usize) -> bool {
    previous_word(text, at).filter(|word| word.end == at).is_some_and(|word| {
        let word = word.of(text);
        word.starts_with(char::is_uppercase) && word.chars().count() <= 3
    })
}

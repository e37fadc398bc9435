//! Whether two names stand in one sentence.

use crate::text::{Span, closes_bracket, closes_quotation, is_dash, opens_quotation, previous_word};

/// Whether no sentence ends between the two spans: a terminator, white space, a capital.
pub(super) fn same(text: &str, one: Span, other: Span) -> bool {
    let (earlier, later) = if one.end <= other.end { (one, other) } else { (other, one) };
    if ends_sentence(text, earlier) {
        return false;
    }
    let from = earlier.end;
    let Some(between) = text.get(from..later.start) else { return true };
    !between.char_indices().any(|(at, c)| match c {
        '!' | '?' | '…' => opens_after(&text[from + at + c.len_utf8()..]),
        // A full stop right after a name is its sentence’s: «l’ONU. Erevan».
        '.' => (at == 0 || !abbreviates(text, from + at)) && opens_after(&text[from + at + 1..]),
        _ => false,
    })
}

/// Whether the character may stand between two sentences.
pub(super) fn parts_sentences(c: char) -> bool {
    c.is_whitespace()
        || opens_quotation(c)
        || closes_quotation(c)
        || is_dash(c)
        || matches!(c, '(' | ')' | '[' | ']' | '.' | '!' | '?' | '…')
}

/// Whether a new sentence opens here, after closing quotes and white space.
fn opens_after(rest: &str) -> bool {
    let next = rest.trim_start_matches(parts_sentences);
    next.len() < rest.len() && next.starts_with(|c: char| c.is_uppercase() || c.is_numeric())
}

/// Whether the full stop at `at` ends an abbreviation or initial: one to three letters with a capital.
fn abbreviates(text: &str, at: usize) -> bool {
    previous_word(text, at).filter(|word| word.end == at).is_some_and(|word| {
        let word = word.of(text);
        word.starts_with(char::is_uppercase) && word.chars().count() <= 3
    })
}

/// Whether the last dot of a dotted acronym at `span` is the full stop of its sentence too (N13): the
/// text ends there, or a capital starts a new sentence.
///
/// ```
/// use drogman::{matching::ends_sentence, text::Span};
/// let acronym = Span::new(0, 6);
/// assert!(ends_sentence("O.N.U. Le vote", acronym));
/// assert!(!ends_sentence("O.N.U. et FMI", acronym));
/// ```
pub fn ends_sentence(text: &str, span: Span) -> bool {
    if !span.of(text).ends_with('.') {
        return false;
    }
    let closing = |c: char| c.is_whitespace() || closes_quotation(c) || closes_bracket(c);
    let opening = |c: char| c.is_whitespace() || opens_quotation(c) || is_dash(c) || c == '(';
    let rest = &text[span.end..];
    let next = rest.trim_start_matches(closing);
    next.is_empty()
        || (next.len() < rest.len() && next.trim_start_matches(opening).starts_with(char::is_uppercase))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn full_stops() {
        for (text, expected) in [
            ("O.S.C.E.", true),
            ("O.S.C.E. publiera", false),
            ("O.S.C.E. Moscou", true),
            ("O.S.C.E., dit", false),
            ("O.S.C.E. » Moscou", true),
        ] {
            assert_eq!(ends_sentence(text, Span::new(0, 8)), expected, "{text}");
        }
    }
}

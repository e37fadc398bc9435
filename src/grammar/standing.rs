//! How a name stands that nothing before it governs: whether it wants an article, and a capital on it.

use super::{Replacement, before::word_before, pairs};
use crate::text::{self, Opening, is_dash, is_hyphen, is_long_dash, is_terminator};

/// After an adjective that stands before its noun and carries the determiner: *vieux Tiflis*.
pub(super) fn after_fronted_adjective(r: &Replacement<'_>) -> bool {
    word_before(r.text, r.floor, r.span.start)
        .is_some_and(|word| pairs::is_fronted_adjective(&word.lower(r.text)))
}

/// A determiner that no article can follow: *notre Chypre*, *chaque*.
pub(super) fn determined(r: &Replacement<'_>) -> bool {
    word_before(r.text, r.floor, r.span.start).is_some_and(|word| {
        matches!(
            word.lower(r.text).as_str(),
            "notre" | "votre" | "leur" | "chaque" | "quelque" | "jusqu" | "via"
        )
    })
}

/// A headline label, a list entry, a bracket: no article wanted.
pub(super) fn stands_alone(r: &Replacement<'_>) -> bool {
    let before = r.text[r.floor..r.span.start].trim_end();
    let after = r.text[r.span.end..].trim_start();
    let labelled = (r.floor == 0 && before.is_empty())
        && after.chars().next().is_none_or(|c| {
            is_dash(c) || matches!(c, ':' | '/' | '|' | '.') || (c == ',' && is_dateline(&after[1..]))
        });
    // «Kandy, Sri Lanka» at the end of a label
    let ends_label = before.ends_with(',') && (after.is_empty() || after.starts_with(is_long_dash));
    labelled
        || ends_label
        || before.ends_with(|c| is_dash(c) || matches!(c, '(' | '[' | '/'))
        || after.starts_with(|c| is_hyphen(c) || c == '/')
}

/// Whether what follows the comma after a name is a date or another short label, and no sentence: *Minsk, 3 mars*.
fn is_dateline(rest: &str) -> bool {
    const MAX_LABEL: usize = 30;
    let rest = rest.trim();
    let date = rest.strip_prefix("le ").unwrap_or(rest);
    date.starts_with(|c: char| c.is_ascii_digit())
        || (rest.len() <= MAX_LABEL && !rest.ends_with(is_terminator))
}

/// Whether the name opens a sentence.
pub(super) fn starts_sentence(r: &Replacement<'_>) -> bool {
    let before = &r.text[r.floor..r.span.start];
    // What stands before the floor is a name: nothing opens right behind it.
    (r.floor == 0 || before.contains(is_terminator))
        && text::starts_sentence(before, before.len(), Opening::Sentence)
}

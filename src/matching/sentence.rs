//! Whether two names stand in one sentence.

use crate::text::{Span, acronym_ends_sentence, ends_sentence_at, is_terminator};

/// Whether no sentence ends between the two spans.
pub(super) fn same(text: &str, one: Span, other: Span) -> bool {
    let (earlier, later) = if one.end <= other.end { (one, other) } else { (other, one) };
    if acronym_ends_sentence(text, earlier) {
        return false;
    }
    // A full stop right after a name is its sentence’s, whatever short word the name ends with: «l’ONU. Erevan».
    let from = earlier.end;
    let Some(between) = text.get(from..later.end) else { return true };
    let gap = later.start.saturating_sub(from);
    !between.char_indices().take_while(|(at, _)| *at < gap).any(|(at, c)| {
        is_terminator(c)
            && if at == 0 { ends_sentence_at(between, 0) } else { ends_sentence_at(text, from + at) }
    })
}

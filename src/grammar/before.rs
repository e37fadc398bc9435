//! The words before a name, read from right to left.

use super::initial::bare;
use crate::text::{Span, is_apostrophe, is_combining_mark, is_hyphen, is_ignorable, opens_quotation};

/// A word and what parts it from the text after it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Word {
    /// The word itself, apostrophe excluded.
    pub span: Span,
    /// What parts the word from what follows: the apostrophe of an elided word, or spaces. Opening
    /// quotation marks after it are no part of it.
    pub gap: Span,
    /// Whether the word ends in an apostrophe.
    pub elided: bool,
}

impl Word {
    /// Word and gap together.
    pub(super) const fn whole(&self) -> Span {
        Span::new(self.span.start, self.gap.end)
    }

    /// The word in lower case, diacritics kept.
    pub(super) fn lower(&self, text: &str) -> String {
        self.span.of(text).to_lowercase()
    }
}

/// Whether `c` marks an elision after a letter: an apostrophe, or the prime that some keyboards give for it.
pub(super) const fn is_elision_mark(c: char) -> bool {
    is_apostrophe(c) || c == '\u{2032}'
}

/// Whether `c` opens a quotation or an emphasis, so that the word before it still belongs to the name.
const fn is_opening(c: char) -> bool {
    opens_quotation(c) || matches!(c, '*' | '_')
}

/// The word that ends right before byte `at`: only an apostrophe, or spaces, and an opening quotation
/// mark may part it from there. `None` when there is none, it starts before `floor`, or it is part of a hyphenated
/// word.
pub(super) fn word_before(text: &str, floor: usize, at: usize) -> Option<Word> {
    let head = outside_marks(&text[..at]);
    let trimmed = head.trim_end_matches(char::is_whitespace);
    let (stem, elided) = match trimmed.strip_suffix(is_elision_mark) {
        Some(stem) => (stem, true),
        None if trimmed.len() < head.len() => (trimmed, false),
        None => return None,
    };
    let start = word_start(stem)?;
    let proper = start >= floor && start < stem.len() && (!elided || stem.len() - start <= "lorsqu".len());
    proper.then(|| Word {
        span: Span::new(start, stem.len()),
        gap: Span::new(stem.len(), head.len()),
        elided,
    })
}

/// `head` without an opening quotation mark or emphasis at its end, as long as that mark really opens:
/// nothing but French quotes may be parted from the name by a space.
fn outside_marks(head: &str) -> &str {
    let trimmed = head.trim_end_matches(char::is_whitespace);
    let outside = trimmed.trim_end_matches(is_opening);
    let spaced = trimmed.len() < head.len();
    if outside.len() == trimmed.len() || (spaced && !trimmed.ends_with(['«', '‹'])) {
        return head;
    }
    outside
}

/// Where the word that `head` ends with starts; `None` when a hyphen or a digit stands before it.
fn word_start(head: &str) -> Option<usize> {
    let rest = head.trim_end_matches(|c: char| c.is_alphabetic() || is_combining_mark(c));
    let joins =
        |c: char| is_hyphen(c) || is_ignorable(c) || c.is_numeric() || matches!(c, '_' | '@' | '#' | '/');
    let joined = rest.ends_with(joins);
    (!joined).then_some(rest.len())
}

/// Whether `word` is one of the que family, by its stem: que, lorsque, puisque, quoique, jusque, presque
/// before a name only as far as they elide there.
pub(super) fn is_que(stem: &str) -> bool {
    matches!(bare(stem).as_str(), "qu" | "lorsqu" | "puisqu" | "quoiqu" | "jusqu")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn before(text: &str) -> Option<(&str, bool)> {
        word_before(text, 0, text.len()).map(|word| (word.span.of(text), word.elided))
    }

    #[test]
    fn words_before() {
        assert_eq!(before("la gare de "), Some(("de", false)));
        assert_eq!(before("la gare d’"), Some(("d", true)));
        assert_eq!(before("la gare d\u{2032}"), Some(("d", true)));
        assert_eq!(before("à 40\u{2032}"), None);
        assert_eq!(before("jusqu'en "), Some(("en", false)));
        assert_eq!(before("est-ce "), None);
        assert_eq!(before("de l'«\u{a0}"), Some(("l", true)));
        assert_eq!(before("de «"), Some(("de", false)));
        assert_eq!(before("l'*"), Some(("l", true)));
        assert_eq!(before("(de) ("), None);
        assert_eq!(before("fin. "), None);
        assert_eq!(before(""), None);
        assert_eq!(word_before("Kim Jong Un ", 11, 12), None, "a word of the name before");
    }
}

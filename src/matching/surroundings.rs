//! What stands around a hit: found once, when a filter first asks, and read by all of them.

use std::cell::OnceCell;

use crate::{
    language::names::is_elision,
    text::{
        CharClass, Span, char_class, fold, is_combining_mark, is_hyphen, is_word_char, next_word,
        previous_word,
    },
};

/// What touches one end of a hit.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Edge {
    /// Nothing that makes it part of something longer.
    Free,
    /// A hyphen joins it to the word that ends (on the left) or starts (on the right) at this byte.
    Hyphen(usize),
    /// It is part of a longer word.
    Blocked,
}

/// What touches the hit that starts at `start`. A mark without a letter of its own belongs to what is before it.
pub(super) fn left_edge(text: &str, start: usize) -> Edge {
    let marked = text.as_bytes().get(start).is_some_and(|byte| !byte.is_ascii());
    if marked && text[start..].starts_with(is_combining_mark) {
        return Edge::Blocked;
    }
    if start == 0 || text.as_bytes()[start - 1] == b' ' {
        return Edge::Free;
    }
    let mut before = text[..start].char_indices().rev();
    let Some((at, c)) = before.next() else { return Edge::Free };
    match char_class(c) {
        CharClass::Word => Edge::Blocked,
        CharClass::Dash if is_hyphen(c) => match before.next() {
            Some((_, c)) if is_word_char(c) => Edge::Hyphen(at),
            _ => Edge::Free,
        },
        CharClass::Apostrophe => match previous_word(text, at).filter(|word| word.end == at) {
            Some(word) if !is_elision(&fold(word.of(text))) => Edge::Blocked,
            _ => Edge::Free,
        },
        _ => Edge::Free,
    }
}

/// What touches the hit that ends at `end`.
pub(super) fn right_edge(text: &str, end: usize) -> Edge {
    if text.as_bytes().get(end).is_none_or(|&byte| byte == b' ') {
        return Edge::Free;
    }
    let mut after = text[end..].chars();
    let Some(c) = after.next() else { return Edge::Free };
    match char_class(c) {
        CharClass::Word => Edge::Blocked,
        CharClass::Dash if is_hyphen(c) => match after.next() {
            Some(next) if is_word_char(next) => Edge::Hyphen(end + c.len_utf8()),
            _ => Edge::Free,
        },
        _ => Edge::Free,
    }
}

/// The word before or after a hit, no further than 64 bytes away.
#[derive(Clone, Debug)]
pub(super) struct Neighbour<'t> {
    /// Where it stands in the text.
    pub span: Span,
    /// The word as written.
    pub written: &'t str,
    /// What stands between it and the hit.
    pub gap: &'t str,
    folded: OnceCell<String>,
}

impl Neighbour<'_> {
    /// The word folded.
    pub(super) fn folded(&self) -> &str {
        self.folded.get_or_init(|| fold(self.written))
    }

    /// Whether only white space, and some of it, parts it from the hit.
    pub(super) fn is_spaced(&self) -> bool {
        is_spaces(self.gap)
    }
}

/// What stands around a hit.
#[derive(Clone, Debug)]
pub(super) struct Surroundings<'t> {
    pub text: &'t str,
    /// The hit.
    pub span: Span,
    left: OnceCell<Edge>,
    right: OnceCell<Edge>,
    before: OnceCell<Option<Neighbour<'t>>>,
    after: OnceCell<Option<Neighbour<'t>>>,
}

impl<'t> Surroundings<'t> {
    /// The surroundings of a span of a text; nothing is looked for yet.
    pub(super) fn new(text: &'t str, span: Span) -> Self {
        let (left, right) = (OnceCell::new(), OnceCell::new());
        Self { text, span, left, right, before: OnceCell::new(), after: OnceCell::new() }
    }

    /// What touches the hit on its left.
    pub(super) fn left(&self) -> Edge {
        *self.left.get_or_init(|| left_edge(self.text, self.span.start))
    }

    /// What touches the hit on its right.
    pub(super) fn right(&self) -> Edge {
        *self.right.get_or_init(|| right_edge(self.text, self.span.end))
    }

    /// The word before the hit.
    pub(super) fn before(&self) -> Option<&Neighbour<'t>> {
        let find = || {
            let span = previous_word(self.text, self.span.start)?;
            Some(self.neighbour(span, Span::new(span.end, self.span.start)))
        };
        self.before.get_or_init(find).as_ref()
    }

    /// The word after the hit.
    pub(super) fn after(&self) -> Option<&Neighbour<'t>> {
        let find = || {
            let span = next_word(self.text, self.span.end)?;
            Some(self.neighbour(span, Span::new(self.span.end, span.start)))
        };
        self.after.get_or_init(find).as_ref()
    }

    fn neighbour(&self, span: Span, gap: Span) -> Neighbour<'t> {
        let (written, gap) = (span.of(self.text), gap.of(self.text));
        Neighbour { span, written, gap, folded: OnceCell::new() }
    }
}

/// Whether a gap is white space, and not empty.
pub(super) fn is_spaces(gap: &str) -> bool {
    !gap.is_empty() && gap.chars().all(char::is_whitespace)
}

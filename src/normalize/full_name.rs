//! How a person’s full name is rewritten part by part, so that what stands between its parts stays, and the order and
//! the capitals are the author’s.

use super::{accents::Writing, wording::dress_part};
use crate::{
    glossary::{Concept, Term},
    matching::NameParts,
    text::{Edit, Span, words},
};

/// The given name and the surname of a full name that takes the place of one written in parts.
#[derive(Clone, Copy, Debug)]
pub(super) struct NewParts<'n> {
    given: &'n str,
    surname: &'n str,
}

impl<'n> NewParts<'n> {
    /// Splits `new`, a full name of `concept` like `term`, for what is written as `parts` of `text`; `None` when nothing
    /// tells where.
    pub(super) fn of(
        new: &'n str,
        concept: &Concept,
        term: &Term,
        text: &str,
        parts: NameParts,
    ) -> Option<Self> {
        let start = match concept.surname_in(new, term.language) {
            Some(surname) => new.len() - surname.len(),
            // As many words as the given name has in the text.
            None => words(new).nth(words(parts.given.of(text)).count())?.start,
        };
        let (given, surname) = new.split_at(start);
        Some(Self { given: given.trim_end(), surname })
    }

    /// The name in the order in which it is written.
    pub(super) fn in_order(self, parts: NameParts) -> String {
        let (first, second) =
            if parts.is_reversed() { (self.surname, self.given) } else { (self.given, self.surname) };
        format!("{first} {second}")
    }

    /// The edits of the parts that change, with the accents of `writing`.
    pub(super) fn edits(self, text: &str, parts: NameParts, writing: Writing, apostrophe: char) -> Vec<Edit> {
        let edit = |span: Span, new: &str| {
            let dressed = dress_part(span.of(text), new, apostrophe);
            let replacement = writing.written(span.of(text), &dressed).into_owned();
            (replacement != span.of(text)).then_some(Edit { span, replacement })
        };
        let mut edits: Vec<Edit> =
            edit(parts.given, self.given).into_iter().chain(edit(parts.surname, self.surname)).collect();
        edits.sort_by_key(|edit| edit.span);
        edits
    }
}

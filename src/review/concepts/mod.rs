//! The glossary as a list, and its cards.

mod card;
mod list;

pub(super) use list::ConceptLines;
pub(crate) use list::Wanted;

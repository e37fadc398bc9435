//! The glossary as a list, and its cards.

mod card;
mod list;
mod usage;

pub(super) use list::ConceptLines;
pub(crate) use list::Wanted;

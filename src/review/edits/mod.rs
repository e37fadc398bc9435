//! The edits a style asks for: the list, what was decided of them, and the articles rewritten.

mod document_edits;
mod list;
mod proposed;
mod states;
mod write;

pub(crate) use document_edits::{DocumentEdits, EditCount};
pub(crate) use list::{EditsAsked, Group};
pub(crate) use proposed::place_in;
pub(crate) use states::{EditStates, ignored, rejected};
pub(crate) use write::WriteArticles;

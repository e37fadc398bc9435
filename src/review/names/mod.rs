//! The names of the articles as a list, and their cards.
//!
//! A name has the id of its concept; one that the glossary does not have has the id `+FORM`, where FORM is one of its
//! spellings. A spelling that was split off its name (`family`: `new`) makes such a name, too.

use super::Review;

/// What the list of names is made from.
#[derive(Default)]
pub(super) struct Names;

impl Review {
    /// How many names are left to decide.
    pub(super) fn names_left(&self) -> Option<usize> {
        None
    }
}

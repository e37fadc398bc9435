//! The filters that the hits of a block pass, one file each, in the order they run:
//!
//! 1. [`boundary`]: a hit that is part of a longer word is none (N2, N3);
//! 2. [`street`]: nor is one in the name of a street (N6);
//! 3. [`protected`]: nor one in an address, a file name, code, or what the format protects (N4);
//! 4. [`longer_name`]: nor is a form the concept that is only part of a longer proper name;
//! 5. [`bearer`]: a surname that the words around it give to somebody else is not the known bearer's (N5).
//!
//! A filter reads what stands around a hit from its [`Surroundings`].

mod bearer;
mod boundary;
mod longer_name;
mod protected;
mod street;

pub(super) use bearer::drop_other_people;
pub(super) use boundary::{follows_article, keep_whole_names};
pub(super) use longer_name::drop_parts_of_longer_names;
pub(super) use protected::drop_protected;
pub use protected::in_protected_place;
pub(super) use street::drop_street_names;
pub use street::in_street_name;

use super::{search::Found, surroundings::Surroundings, terms::Terms};
use crate::{
    language::Language,
    text::{Span, is_hyphen, is_word_char, previous_word},
};

/// The block whose hits are filtered.
#[derive(Clone, Copy, Debug)]
pub(super) struct Block<'b> {
    /// Its place in the document.
    pub number: usize,
    pub text: &'b str,
    /// What its format protects, sorted.
    pub protected: &'b [Span],
    /// The language of the names searched for.
    pub language: Language,
    pub terms: &'b Terms,
}

/// A hit, and what stands around it.
#[derive(Clone, Debug)]
pub(super) struct HitInContext<'t> {
    pub found: Found,
    pub around: Surroundings<'t>,
}

/// The word with all that hyphens join to its left.
fn hyphenated(text: &str, mut word: Span) -> Span {
    while let Some((at, c)) = text[..word.start].char_indices().next_back() {
        if !is_hyphen(c) || !text[..at].ends_with(is_word_char) {
            break;
        }
        match previous_word(text, at) {
            Some(before) if before.end == at => word.start = before.start,
            _ => break,
        }
    }
    word
}

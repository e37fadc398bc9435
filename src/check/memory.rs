//! What is remembered of a document from one passage to the next.

use std::collections::{HashMap, HashSet};

use super::finding::Side;
use crate::{glossary::Slot, matching::FullNames, normalize::Manner};

/// What is known of a document that is checked passage by passage: what all of it says where that decides about
/// the parts, and what stood in the passages before.
#[derive(Debug, Default)]
pub struct Memory {
    pub(super) manner: Manner,
    full_names: [FullNames; 2],
    forms: [FormsSeen; 2],
}

/// The forms that a side of a document has used so far.
#[derive(Debug, Default)]
pub(super) struct FormsSeen {
    /// The term that first stood for a slot of a concept.
    pub first: HashMap<(usize, Slot), usize>,
    /// The concepts that were reported.
    pub reported: HashSet<usize>,
}

impl Memory {
    /// The full names on a side: whom its short names mean.
    pub(super) fn full_names(&mut self, side: Side) -> &mut FullNames {
        &mut self.full_names[side as usize]
    }

    /// The forms used on a side.
    pub(super) fn forms(&mut self, side: Side) -> &mut FormsSeen {
        &mut self.forms[side as usize]
    }
}

//! What the scores of beads are computed from.

use super::vectors::BothVectors;
use crate::align::beads::KINDS;
use crate::align::vocabulary::Side;
use crate::align::weights::Weights;

/// What the search of every document of a batch shares.
pub(in crate::align) struct Model<'a> {
    pub weights: &'a Weights,
    /// Information of each type, by side.
    pub source_information: &'a [f32],
    pub target_information: &'a [f32],
    /// Expected coverage of a type by a random segment of the other side, 0 to 1.
    pub source_chance: &'a [f32],
    pub target_chance: &'a [f32],
    /// Penalty of each word type in a bead, covered or not, by side: larger for types that right beads reliably
    /// cover.
    pub source_penalty: &'a [f32],
    pub target_penalty: &'a [f32],
    /// Mean words of a segment, by side.
    pub source_words: f32,
    pub target_words: f32,
    /// Target characters per source character.
    pub ratio: f32,
    /// Log prior of every kind of bead.
    pub priors: [f32; KINDS.len()],
}

/// A document and its translation.
pub(in crate::align) struct Sides<'a> {
    pub source: &'a Side,
    pub target: &'a Side,
    /// Sentence vectors, where there are any.
    pub vectors: Option<BothVectors<'a>>,
}

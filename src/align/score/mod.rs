//! The score of a bead: words covered above chance, lengths, sentence vectors; the punctuation model serves
//! rescoring.

mod chance;
mod coverage;
mod length;
mod model;
mod penalty;
mod priors;
mod punctuation;
mod vectors;

pub(in crate::align) use chance::chances;
pub(in crate::align) use coverage::{Rows, Scratch};
pub(in crate::align) use model::{Model, Sides};
pub(in crate::align) use penalty::Penalties;
pub(in crate::align) use priors::{learn_priors, priors};
pub(in crate::align) use punctuation::PunctuationModel;
pub(in crate::align) use vectors::BothVectors;
pub use vectors::Vectors;

//! Equivalents of terms from beads: words are aligned ([`align_words`]), the links of a term's words propose
//! stretches of the translations, and these are ranked.

mod corpus;
mod distortion;
mod equivalents;
mod ranking;
mod spans;
mod word_alignment;
mod words;

pub use equivalents::equivalents;
pub use ranking::Equivalent;
pub use word_alignment::{Links, WordOptions, align_words};

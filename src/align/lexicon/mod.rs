//! Which words translate each other: what is known beforehand ([`seed()`]: identical words, cognates, word lists)
//! and what is learnt from beads ([`learn`]: IBM model 1).

mod cognates;
mod frequency;
mod ibm1;
mod seed;
mod table;
mod word_lists;

pub(in crate::align) use cognates::look_alike;
pub(in crate::align) use frequency::{Frequencies, Shares, information};
pub(in crate::align) use ibm1::{Sample, learn};
pub(in crate::align) use seed::seed;
pub(in crate::align) use table::Lexicon;
pub(in crate::align) use word_lists::{given_equivalents, listed_words, shipped_equivalents};

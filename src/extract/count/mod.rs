//! How often a corpus holds each name, term and word, and in which forms.

pub mod counter;
pub mod forms;
pub mod key;
pub mod tally;
pub mod votes;

//! How often a corpus holds each name, term and word, and in which forms.

pub(super) mod counter;
pub(super) mod forms;
pub(super) mod key;
pub(super) mod tally;
pub(super) mod votes;

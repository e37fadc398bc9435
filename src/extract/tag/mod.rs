//! What a text holds: words, their parts of speech, the names, terms and acronyms among them.

pub(super) mod acronyms;
pub(super) mod entities;
pub mod general;
pub(super) mod pos;
pub(super) mod term_spans;
pub mod tokeniser;

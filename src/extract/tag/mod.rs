//! What a text holds: words, their parts of speech, the names, terms and acronyms among them.

pub mod acronyms;
pub mod entities;
pub mod general;
pub mod pos;
pub mod term_spans;
pub mod tokeniser;

//! Findings: what in a document, or in a translation, is not as the glossary and the style want it.
//!
//! Each rule is one file in `rules/`, with what it reports, why, and an example; `drogman explain`
//! prints them.

mod checker;
mod finding;
mod names;
mod pair;
mod rules;
mod source_line;

pub use checker::{CheckError, Checker, Memory, Options};
pub use finding::{Finding, Replaced, Severities, Severity, Side, UnknownRule};
pub use pair::Row;
pub use rules::{Explanation, Rule};
pub use source_line::SourceLine;

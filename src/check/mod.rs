//! Findings: what in a document, or in a translation, is not as the glossary and the style want it.
//!
//! Each rule is one file in `rules/`, with what it reports, why, and an example; `drogman explain`
//! prints them.

mod checker;
mod finding;
mod names;
mod page;
mod pair;
mod rules;
mod source_line;

pub(crate) use checker::Checker;
pub use finding::{Finding, Replaced, Severities, Severity, Side, UnknownRule};
pub(crate) use page::Page;
pub use pair::Row;
pub(crate) use rules::mixed::{FormsSeen, MixedName};
pub use rules::{Explanation, Rule};
pub use source_line::SourceLine;

//! Findings: what in a document, or in a translation, is not as the glossary and the style want it.
//!
//! Each rule is one file in `rules/`, with what it reports, why, and an example; `drogman explain`
//! prints them.

mod checker;
mod finding;
mod findings;
mod memory;
mod names;
mod page;
mod pair;
mod rule;
mod rule_info;
mod rules;
mod severities;
mod severity;
mod source_line;

pub use checker::{CheckError, Checker, Options};
pub use finding::{Finding, Replaced, Side};
pub use memory::Memory;
pub use pair::Row;
pub use rule_info::RuleInfo;
pub use rules::rules;
pub use severities::{Severities, UnknownRule, rule};
pub use severity::Severity;
pub use source_line::SourceLine;

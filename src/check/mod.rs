//! Findings: what in a document, or in a translation, is not as the glossary and the style want it.
//!
//! Each rule is one file in `rules/`, with what it reports, why, and an example; `drogman explain`
//! prints them.

mod bearers;
mod capitals;
mod checker;
mod finding;
mod findings;
mod glossary;
mod names;
mod names_met;
mod other_names;
mod other_side;
mod page;
mod pair;
mod row;
mod rule;
mod rule_info;
mod rules;
mod said;
mod severities;
mod severity;
mod sides;
mod source_line;
mod spellings;

pub(crate) use checker::{check, check_pair};
pub use finding::{Finding, OtherSide, Replaced, Side};
pub use glossary::{REVIEWED, Reviewed, proofread, proofread_files};
pub(crate) use names::KnownNames;
pub(crate) use page::Page;
pub(crate) use pair::Matchers;
pub use row::Row;
pub use rule_info::RuleInfo;
pub use rules::rules;
pub use severities::{Severities, UnknownRule, rule};
pub use severity::Severity;
pub use source_line::SourceLine;
pub(crate) use spellings::{FormsSeen, MixedName};

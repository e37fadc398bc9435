//! What a rule is called and what it is for.

use std::fmt;

use super::severity::Severity;

/// A rule of `check`: its name, and what it is for.
///
/// ```
/// use drogman::check::{Severity, rule};
/// let mixed = rule("mixed").unwrap();
/// assert_eq!((mixed.name, mixed.severity), ("mixed", Severity::Warning));
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct RuleInfo {
    /// The name that findings, the configuration and comments use.
    pub name: &'static str,
    /// Its severity when the configuration says nothing.
    pub severity: Severity,
    /// What it reports, in one sentence.
    pub what: &'static str,
    /// Why that matters, and what to do.
    pub why: &'static str,
    /// An example: what is written, and what should be.
    pub example: &'static str,
}

impl fmt::Display for RuleInfo {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name)
    }
}

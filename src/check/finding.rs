use std::{fmt, str::FromStr, sync::Arc};

use super::{rules::Rule, source_line::SourceLine};
use crate::{document::Location, normalize::Fix, text::Span};

/// How much a finding matters.
///
/// ```
/// use drogman::check::Severity;
/// assert!(Severity::Error > Severity::Warning && Severity::Warning > Severity::Info);
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, serde::Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Severity {
    /// Worth knowing.
    Info,
    /// Probably to be changed.
    Warning,
    /// To be changed.
    Error,
}

impl Severity {
    /// The word used in output.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Info => "info",
            Self::Warning => "warning",
            Self::Error => "error",
        }
    }
}

impl fmt::Display for Severity {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())
    }
}

/// Which side of a translation a finding stands on.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Side {
    /// The source, or a document checked by itself.
    #[default]
    Source,
    /// The translation.
    Target,
}

/// One thing found.
#[derive(Clone, Debug, PartialEq)]
pub struct Finding {
    /// The rule that reports it.
    pub rule: Rule,
    /// How much it matters.
    pub severity: Severity,
    /// The document it stands in, as it was named.
    pub path: Arc<str>,
    /// Which of two documents that is.
    pub side: Side,
    /// The block it stands in; `None` for a finding about a comment.
    pub block: Option<usize>,
    /// Where it stands in the block’s text, or for a comment in the part’s (bytes).
    pub span: Span,
    /// Where it starts in the file.
    pub start: Location,
    /// Where it ends.
    pub end: Location,
    /// The form as written; empty for a comment.
    pub form: String,
    /// The form to write; empty when there is none.
    pub preferred: String,
    /// The concept’s id.
    pub concept: Option<String>,
    /// What is wrong and what to write, in one sentence.
    pub message: String,
    /// More to know: whose name it is, why it is not changed.
    pub notes: Vec<String>,
    /// The source line it starts on, or what of a long one stands around it.
    pub source_line: SourceLine,
    /// What to change.
    pub fix: Option<Fix>,
    /// The edits of the fix as they stand in the file.
    pub replacements: Vec<Replaced>,
}

/// An edit as it stands in the file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Replaced {
    /// Where what is replaced starts.
    pub start: Location,
    /// Where it ends.
    pub end: Location,
    /// What is written there.
    pub replacement: String,
}

/// The severity of each rule; a rule that is off reports nothing.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Severities([Option<Severity>; Rule::ALL.len()]);

impl Default for Severities {
    fn default() -> Self {
        Self(Rule::ALL.map(|rule| Some(rule.explanation().severity)))
    }
}

/// A rule or severity that drogman does not know.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum UnknownRule {
    /// No such rule.
    #[error("unknown rule «{0}»: the rules are {names}", names = Rule::names())]
    Rule(String),
    /// No such severity.
    #[error("rule {0}: unknown severity «{1}»: write error, warning, info or off")]
    Severity(String, String),
}

impl Severities {
    /// The severity of `rule`; `None` when it is off.
    pub fn of(&self, rule: Rule) -> Option<Severity> {
        self.0[rule as usize]
    }

    /// Sets the severity of a rule, both by name.
    ///
    /// # Errors
    /// When one of the names is unknown.
    ///
    /// ```
    /// use drogman::check::{Rule, Severities, Severity};
    /// let mut severities = Severities::default();
    /// severities.set("mixed", "error").unwrap();
    /// assert_eq!(severities.of(Rule::Mixed), Some(Severity::Error));
    /// assert!(severities.set("mixt", "error").is_err());
    /// ```
    pub fn set(&mut self, rule: &str, severity: &str) -> Result<(), UnknownRule> {
        let known: Rule = rule.parse()?;
        self.0[known as usize] = match severity {
            "error" => Some(Severity::Error),
            "warning" => Some(Severity::Warning),
            "info" => Some(Severity::Info),
            "off" => None,
            _ => return Err(UnknownRule::Severity(rule.to_owned(), severity.to_owned())),
        };
        Ok(())
    }
}

impl FromStr for Rule {
    type Err = UnknownRule;

    fn from_str(name: &str) -> Result<Self, UnknownRule> {
        Self::ALL
            .into_iter()
            .find(|rule| rule.name() == name)
            .ok_or_else(|| UnknownRule::Rule(name.to_owned()))
    }
}

impl fmt::Display for Rule {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())
    }
}

//! The severity of each rule, as the configuration sets it.

use super::{
    rule_info::RuleInfo,
    rules::{RULES, names, position},
    severity::Severity,
};

/// The severity of each rule; a rule that is off reports nothing.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Severities([Option<Severity>; RULES.len()]);

impl Default for Severities {
    fn default() -> Self {
        Self(RULES.map(|rule| rule.is_on().then_some(rule.info().severity)))
    }
}

/// A rule or severity that drogman does not know.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum UnknownRule {
    /// No such rule.
    #[error("unknown rule «{0}»: the rules are {names}", names = names())]
    Rule(String),
    /// No such severity.
    #[error("rule {0}: unknown severity «{1}»: write error, warning, info or off")]
    Severity(String, String),
}

impl Severities {
    /// The severity of the rule `number` of the registry; `None` when it is off.
    pub(super) fn of(&self, number: usize) -> Option<Severity> {
        self.0[number]
    }

    /// Sets the severity of a rule, both by name.
    ///
    /// # Errors
    /// When one of the names is unknown.
    ///
    /// ```
    /// use drogman::check::Severities;
    /// let mut severities = Severities::default();
    /// severities.set("mixed", "error").unwrap();
    /// assert_ne!(severities, Severities::default());
    /// assert!(severities.set("mixt", "error").is_err());
    /// ```
    pub fn set(&mut self, rule: &str, severity: &str) -> Result<(), UnknownRule> {
        self.0[number_of(rule)?] = match severity {
            "error" => Some(Severity::Error),
            "warning" => Some(Severity::Warning),
            "info" => Some(Severity::Info),
            "off" => None,
            _ => return Err(UnknownRule::Severity(rule.to_owned(), severity.to_owned())),
        };
        Ok(())
    }
}

/// The rule of this name.
///
/// # Errors
/// When there is none.
///
/// ```
/// use drogman::check::rule;
/// assert!(rule("mixed").unwrap().what.starts_with("Two spellings of one name"));
/// assert!(rule("mixt").unwrap_err().to_string().starts_with("unknown rule «mixt»: the rules are "));
/// ```
pub fn rule(name: &str) -> Result<&'static RuleInfo, UnknownRule> {
    Ok(RULES[number_of(name)?].info())
}

fn number_of(name: &str) -> Result<usize, UnknownRule> {
    position(name).ok_or_else(|| UnknownRule::Rule(name.to_owned()))
}

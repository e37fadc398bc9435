//! The rules, one file each.

use super::{rule::Rule, rule_info::RuleInfo};

macro_rules! registry {
    ($($file:ident::$rule:ident,)*) => {
        $(mod $file;)*

        /// Every rule, in the order in which they run and in which findings at one place are told.
        pub(super) static RULES: [&dyn Rule; [$(stringify!($file)),*].len()] = [$(&$file::$rule),*];
    };
}

registry! {
    non_preferred::NonPreferred,
    forbidden::Forbidden,
    mixed::Mixed,
    probable_variant::ProbableVariant,
    inconsistent_spelling::InconsistentSpelling,
    ambiguous_name::AmbiguousName,
    missing_equivalent::MissingEquivalent,
    wrong_equivalent::WrongEquivalent,
    unused_ignore::UnusedIgnore,
}

/// Every rule, in the order in which findings at one place are told.
///
/// ```
/// use drogman::check::rules;
/// assert!(rules().any(|rule| rule.name == "forbidden"));
/// assert!(rules().all(|rule| !rule.example.is_empty()));
/// ```
pub fn rules() -> impl ExactSizeIterator<Item = &'static RuleInfo> {
    RULES.iter().map(|rule| rule.info())
}

/// The place of a rule among [`RULES`], by its name.
pub(super) fn position(name: &str) -> Option<usize> {
    rules().position(|rule| rule.name == name)
}

/// The names of all rules, for messages.
pub(super) fn names() -> String {
    rules().map(|rule| rule.name).collect::<Vec<_>>().join(", ")
}

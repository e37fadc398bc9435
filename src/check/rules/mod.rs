//! The rules, one file each.

pub(super) mod ambiguous_name;
pub(super) mod forbidden;
pub(super) mod missing_equivalent;
pub(super) mod mixed;
pub(super) mod non_preferred;
pub(super) mod probable_variant;
pub(super) mod unused_ignore;
pub(super) mod wrong_equivalent;

use super::finding::Severity;

/// What a rule is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Explanation {
    /// Its severity when the configuration says nothing.
    pub severity: Severity,
    /// What it reports, in one sentence.
    pub what: &'static str,
    /// Why that matters, and what to do.
    pub why: &'static str,
    /// An example: what is written, and what should be.
    pub example: &'static str,
}

/// A rule of `check`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[allow(missing_docs)]
pub enum Rule {
    NonPreferred,
    Forbidden,
    Mixed,
    ProbableVariant,
    AmbiguousName,
    MissingEquivalent,
    WrongEquivalent,
    UnusedIgnore,
}

impl Rule {
    /// Every rule, in the order of the enumeration.
    pub const ALL: [Self; 8] = [
        Self::NonPreferred,
        Self::Forbidden,
        Self::Mixed,
        Self::ProbableVariant,
        Self::AmbiguousName,
        Self::MissingEquivalent,
        Self::WrongEquivalent,
        Self::UnusedIgnore,
    ];

    /// The name that findings, the configuration and comments use.
    pub const fn name(self) -> &'static str {
        match self {
            Self::NonPreferred => "non-preferred",
            Self::Forbidden => "forbidden",
            Self::Mixed => "mixed",
            Self::ProbableVariant => "probable-variant",
            Self::AmbiguousName => "ambiguous-name",
            Self::MissingEquivalent => "missing-equivalent",
            Self::WrongEquivalent => "wrong-equivalent",
            Self::UnusedIgnore => "unused-ignore",
        }
    }

    /// What it is for.
    ///
    /// ```
    /// use drogman::check::Rule;
    /// let rule: Rule = "mixed".parse().unwrap();
    /// assert_eq!(rule, Rule::Mixed);
    /// assert!(Rule::ALL.iter().all(|rule| !rule.explanation().example.is_empty()));
    /// ```
    pub const fn explanation(self) -> &'static Explanation {
        match self {
            Self::NonPreferred => &non_preferred::EXPLANATION,
            Self::Forbidden => &forbidden::EXPLANATION,
            Self::Mixed => &mixed::EXPLANATION,
            Self::ProbableVariant => &probable_variant::EXPLANATION,
            Self::AmbiguousName => &ambiguous_name::EXPLANATION,
            Self::MissingEquivalent => &missing_equivalent::EXPLANATION,
            Self::WrongEquivalent => &wrong_equivalent::EXPLANATION,
            Self::UnusedIgnore => &unused_ignore::EXPLANATION,
        }
    }

    /// The names of all rules, for messages.
    pub(super) fn names() -> String {
        Self::ALL.map(Self::name).join(", ")
    }
}

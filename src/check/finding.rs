//! What `check` reports.

use std::sync::Arc;

use super::{rule_info::RuleInfo, severity::Severity, source_line::SourceLine};
use crate::{document::Location, normalize::Fix, text::Span};

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
    pub rule: &'static RuleInfo,
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
    /// What stands for its place on the other side of a translation.
    pub other_side: Option<OtherSide>,
}

/// What stands for the place of a finding in the translation, or in the source of one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OtherSide {
    /// The document it stands in.
    pub path: Arc<str>,
    /// Its sentences; empty where nothing stands for the place.
    pub text: Arc<str>,
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

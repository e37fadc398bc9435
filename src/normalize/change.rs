//! A change of a document: a form that a style does not want, and the edits that mend it.

use crate::{
    document::BlockEdit,
    glossary::{ConceptId, Status},
    grammar::Doubt,
    text::Span,
};

/// How sure an edit is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, serde::Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Applicability {
    /// Right in every reading: made by default.
    Safe,
    /// Somebody has to look: made only when asked for.
    Unsure,
}

/// A form that the style does not want, and what to do about it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Change {
    /// The occurrence, by its place in [`Matches::occurrences`].
    pub occurrence: usize,
    /// The concept.
    pub concept: ConceptId,
    /// The block, by its place in the document.
    pub block: usize,
    /// Where the form stands in the block’s text (bytes).
    pub span: Span,
    /// Deprecated or forbidden.
    pub status: Status,
    /// The form to write, as the glossary writes it, inflected like the form found.
    pub preferred: String,
    /// What to change; `None` when the form stays, see [`Change::held`].
    pub fix: Option<Fix>,
    /// Why the form stays for all that.
    pub held: Option<Held>,
}

/// Edits that belong together: all are made or none.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fix {
    /// The edits, in text order, none overlapping another.
    pub edits: Vec<BlockEdit>,
    /// Whether they are made without being asked for.
    pub applicability: Applicability,
    /// Why they are not sure.
    pub doubt: Option<Doubt>,
}

/// Why an unwanted form is left as it is.
///
/// ```
/// use drogman::{document::Document, glossary::{Glossary, StyleId}, language::Language, matching::Matcher};
/// use drogman::normalize::{Held, Ignores, Normalizer, Quotes, Typography};
/// let glossary = Glossary::embedded();
/// let matcher = Matcher::new(glossary, Language::French).unwrap();
/// let article = Document::from_text("a.txt", "« Evlakh dort », dit-il.".into());
/// let held = |quotes| {
///     let normalizer = Normalizer::new(glossary, StyleId::DEFAULT, quotes);
///     normalizer.changes(&article, &matcher.matches(&article), &Ignores::none(), &Typography::default())[0].held
/// };
/// assert_eq!(held(Quotes::Keep), Some(Held::Quotation));
/// assert_eq!(held(Quotes::Rewrite), None);
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Held {
    /// It stands in a quotation, and quotations are kept.
    Quotation,
    /// It may mean more than one thing.
    Ambiguous,
    /// It stands where nothing may change.
    Protected,
    /// The glossary names nothing to write instead.
    NoPreferred,
}

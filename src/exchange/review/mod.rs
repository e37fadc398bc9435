//! Sheets and exported lists that a person went through: what they say, and what of it is a change.
//!
//! A review is compared with what drogman would write today for the same glossary, in the style the file names:
//! only a cell that says something else is a wish. What is wished for is done in the YAML of the glossary’s files.

mod adopt;
mod alike;
mod apply;
mod compare;
mod expected;
mod merge;
mod read;
mod row;
mod wishes;

pub use merge::{MergeError, MergePlan, NEW_CONCEPTS, merge};
pub use read::read_review;
pub use wishes::{Change, TermRef, Wish, Wishes, wishes};

use super::cells::bare;
use crate::glossary::LanguagePair;

/// What a reviewer decided about a form.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Decision {
    /// It stays, with what the row says.
    Accept,
    /// It goes.
    Reject,
    /// It is to be written as the row says.
    Correct,
}

impl Decision {
    /// The decision a word stands for; `None` for an empty cell.
    ///
    /// # Errors
    /// For another word: what to write instead.
    ///
    /// ```
    /// use drogman::exchange::Decision;
    /// assert_eq!(Decision::of_word("OK"), Ok(Some(Decision::Accept)));
    /// assert_eq!(Decision::of_word(""), Ok(None), "not decided yet");
    /// assert!(Decision::of_word("maybe").is_err());
    /// ```
    pub fn of_word(word: &str) -> Result<Option<Self>, String> {
        Ok(match word.to_lowercase().as_str() {
            "" => None,
            "accept" | "accepted" | "ok" | "yes" => Some(Self::Accept),
            "reject" | "rejected" | "no" => Some(Self::Reject),
            "correct" | "corrected" => Some(Self::Correct),
            _ => return Err(format!("decision «{word}»: write accept, reject or correct")),
        })
    }
}

/// A table that somebody reviewed.
#[derive(Clone, Debug, Default)]
pub struct Review {
    /// Whether it is a term sheet, a row a form found in texts; else it is a list, a row a form of the glossary.
    pub is_sheet: bool,
    /// Whether it has every column drogman writes: then an empty cell is one that was emptied.
    pub is_whole: bool,
    /// The house style it names.
    pub style: Option<String>,
    /// The rows about forms.
    pub rows: Vec<ReviewRow>,
    /// The rows about candidates that are to be taken up.
    pub candidates: Vec<CandidateRow>,
    /// Rows that cannot be used: the line and why.
    pub refused: Vec<(usize, String)>,
}

/// A row of a review: its cells by column.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ReviewRow {
    /// The row, from 1.
    pub line: usize,
    pub(super) cells: Cells,
}

impl ReviewRow {
    /// The text of a cell; empty where the review has no such column.
    pub(super) fn text(&self, cell: Cell) -> &str {
        self.cells.get(cell).unwrap_or_default()
    }
}

/// A candidate of `extract` that a reviewer took up.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct CandidateRow {
    /// The row, from 1.
    pub line: usize,
    /// The concept it may belong to; empty for a new one.
    pub concept: String,
    /// The form proposed.
    pub form: String,
    /// How it is to be written instead; empty when as proposed.
    pub new_form: String,
    /// The equivalent; empty when there is none.
    pub target: String,
    /// A note.
    pub note: Option<String>,
    /// What it is: person, place, term…
    pub kind: String,
    /// The forms found, the head among them.
    pub forms: Vec<String>,
}

/// A column of a review.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Cell {
    Concept,
    Kind,
    Language,
    Form,
    Slot,
    Status,
    Relation,
    Party,
    Gender,
    FormNote,
    Note,
    Source,
    Preferred,
    Target,
    TargetAdmitted,
    Decision,
    NewForm,
    Variants,
}

impl Cell {
    /// Every column.
    const ALL: [Self; 18] = [
        Self::Concept,
        Self::Kind,
        Self::Language,
        Self::Form,
        Self::Slot,
        Self::Status,
        Self::Relation,
        Self::Party,
        Self::Gender,
        Self::FormNote,
        Self::Note,
        Self::Source,
        Self::Preferred,
        Self::Target,
        Self::TargetAdmitted,
        Self::Decision,
        Self::NewForm,
        Self::Variants,
    ];

    /// The column a heading names, as drogman writes it or in its own words.
    fn of_heading(cell: &str, languages: LanguagePair) -> Option<Self> {
        let heading = bare(cell.trim()).trim_start_matches('\u{feff}').to_lowercase().replace('_', " ");
        let of = |language: crate::language::Language, what: &str| {
            heading.strip_prefix(language.code()).is_some_and(|rest| rest.trim_start() == what)
        };
        Some(match heading.as_str() {
            "concept" | "known concept" => Self::Concept,
            "type" => Self::Kind,
            "language" => Self::Language,
            "form" | "head" => Self::Form,
            "slot" => Self::Slot,
            "status" => Self::Status,
            heading if heading.starts_with("status:") => Self::Status,
            "relation" => Self::Relation,
            "party" | "whose name" => Self::Party,
            "gender" => Self::Gender,
            "form note" => Self::FormNote,
            "note" => Self::Note,
            "source" => Self::Source,
            "preferred" => Self::Preferred,
            "target" | "english" => Self::Target,
            "target admitted" => Self::TargetAdmitted,
            "decision" => Self::Decision,
            "new form" | "correction" => Self::NewForm,
            "variants" => Self::Variants,
            _ if of(languages.source, "form found") => Self::Form,
            _ if of(languages.source, "preferred") => Self::Preferred,
            _ if of(languages.target, "preferred") => Self::Target,
            _ if of(languages.target, "admitted") => Self::TargetAdmitted,
            _ => return None,
        })
    }
}

/// The cells of a row; `None` where there is no such column.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash)]
pub(super) struct Cells([Option<String>; Cell::ALL.len()]);

impl Cells {
    /// The cells of a row of texts below headings; the first of two columns of one name counts.
    fn of<'t>(columns: &[Option<Cell>], texts: impl IntoIterator<Item = &'t str>) -> Self {
        let mut cells = Self::default();
        for (column, text) in columns.iter().zip(texts) {
            if let Some(column) = *column
                && cells.get(column).is_none()
            {
                cells.set(column, text);
            }
        }
        cells
    }

    fn get(&self, cell: Cell) -> Option<&str> {
        self.0[cell as usize].as_deref()
    }

    fn set(&mut self, cell: Cell, text: &str) {
        self.0[cell as usize] = Some(text.to_owned());
    }
}

//! Sheets and exported lists that a person went through: what they say, and what of it is a change.
//!
//! A review is compared with what drogman would write today for the same glossary, in the style the file names:
//! only a cell that says something else is a wish. What is wished for is done in the YAML of the glossary’s files.

mod acts;
mod adopt;
mod alike;
mod apply;
mod change;
mod compare;
mod decided;
mod expected;
mod merge;
mod read;
mod row;
mod take_in;
mod wishes;
mod working_copy;

pub use change::{Change, TermRef};
pub use merge::{MergeError, MergePlan, NEW_CONCEPTS, merge};
pub use read::{ReviewFormat, read_review};
pub use take_in::{TakenIn, take_in};
pub use wishes::{Wish, Wishes, wishes};
pub use working_copy::{SaveError, WorkingCopy, WorkingCopyError, WrittenFile};

use super::{
    candidates::CandidateRow,
    columns::Column,
    lists::{ListFormat, RecordField},
};
use crate::glossary::{Glossary, StyleId};

/// A table that somebody reviewed.
#[derive(Clone, Default)]
pub struct Review {
    /// Whether it is a term sheet, a row a form found in texts; else it is a list, a row a form of the glossary.
    pub is_sheet: bool,
    /// Whether it has every column drogman writes: then an empty cell is one that was emptied.
    pub is_whole: bool,
    /// The house style it names.
    pub style: Option<String>,
    /// The rows about forms.
    pub rows: Vec<ReviewRow>,
    /// The rows about candidates that were decided about.
    pub candidates: Vec<CandidateRow>,
    /// Rows that cannot be used: the line and why.
    pub refused: Vec<(usize, String)>,
    /// The format of a list of entries; none for a table.
    list_format: Option<&'static dyn ListFormat>,
}

impl Review {
    /// The style it is for: the one it names; `default` where drogman wrote it and it names none; `asked_for` where
    /// somebody made it by hand, or its format names none.
    ///
    /// # Errors
    /// When the glossary does not have the style it names.
    pub fn style_in(&self, glossary: &Glossary, asked_for: StyleId) -> Result<StyleId, String> {
        let unknown = |style: &str| {
            let known = glossary.styles.join(", ");
            format!("it is for the style «{style}»; the glossary has {known}")
        };
        match &self.style {
            Some(style) => glossary.style(style).ok_or_else(|| unknown(style)),
            None if self.is_whole => Ok(StyleId::DEFAULT),
            None => Ok(asked_for),
        }
    }
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
    Domain,
    Definition,
    Example,
    Pos,
    TermSource,
    Reliability,
    From,
    Until,
    Case,
}

impl Cell {
    /// Every column.
    const ALL: [Self; 27] = [
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
        Self::Domain,
        Self::Definition,
        Self::Example,
        Self::Pos,
        Self::TermSource,
        Self::Reliability,
        Self::From,
        Self::Until,
        Self::Case,
    ];

    /// The field of the full record that it holds.
    fn record(self) -> Option<RecordField> {
        Some(match self {
            Self::Domain => RecordField::Domain,
            Self::Definition => RecordField::Definition,
            Self::Example => RecordField::Example,
            Self::Pos => RecordField::Pos,
            Self::TermSource => RecordField::TermSource,
            Self::Reliability => RecordField::Reliability,
            Self::From => RecordField::From,
            Self::Until => RecordField::Until,
            Self::Case => RecordField::Case,
            _ => return None,
        })
    }

    /// Whether its cells hold words of a closed list.
    fn is_closed(self) -> bool {
        matches!(
            self,
            Self::Kind
                | Self::Slot
                | Self::Status
                | Self::Relation
                | Self::Gender
                | Self::Pos
                | Self::Case
                | Self::Decision
        )
    }

    /// The column of this key.
    fn of_key(key: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|cell| cell.key() == key)
    }

    /// Its key in the tables drogman writes.
    const fn key(self) -> &'static str {
        match self {
            Self::Concept => "concept",
            Self::Kind => "type",
            Self::Language => "language",
            Self::Form => "form",
            Self::Slot => "slot",
            Self::Status => "status",
            Self::Relation => "relation",
            Self::Party => "party",
            Self::Gender => "gender",
            Self::FormNote => "form_note",
            Self::Note => "note",
            Self::Source => "source",
            Self::Preferred => "preferred",
            Self::Target => "target",
            Self::TargetAdmitted => "target_admitted",
            Self::Decision => "decision",
            Self::NewForm => "new_form",
            Self::Variants => "variants",
            Self::Domain => RecordField::Domain.key(),
            Self::Definition => RecordField::Definition.key(),
            Self::Example => RecordField::Example.key(),
            Self::Pos => RecordField::Pos.key(),
            Self::TermSource => RecordField::TermSource.key(),
            Self::Reliability => RecordField::Reliability.key(),
            Self::From => RecordField::From.key(),
            Self::Until => RecordField::Until.key(),
            Self::Case => RecordField::Case.key(),
        }
    }
}

/// The cells of a row; `None` where there is no such column.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash)]
pub(super) struct Cells([Option<String>; Cell::ALL.len()]);

impl Cells {
    /// The cells of a row as drogman writes it.
    fn written<R>(columns: &[Column<R>], row: &R) -> Self {
        let mut cells = Self::default();
        for column in columns {
            if let Some(cell) = Cell::of_key(column.key) {
                cells.set(cell, &column.text(row));
            }
        }
        cells
    }

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

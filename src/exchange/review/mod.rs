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
mod layered;
mod merge;
mod new_entries;
mod patches;
mod plan;
mod read;
mod row;
mod take_in;
mod wishes;
mod working_copy;

pub(crate) use acts::sets as wish_sets;
pub(crate) use apply::apply as apply_change;
pub use change::{Change, TermRef};
pub(crate) use layered::Layered;
pub use merge::{make_changes, merge};
pub use plan::{MergeError, MergePlan};
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

/// The file in a glossary’s folder that new concepts go to.
pub const NEW_CONCEPTS: &str = "accepted.yaml";

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
    /// A field of the full record.
    Record(RecordField),
}

impl Cell {
    /// The columns that hold no field of the full record.
    const PLAIN: [Self; 18] = [
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

    /// How many columns there are.
    const COUNT: usize = Self::PLAIN.len() + RecordField::ALL.len();

    /// Every column.
    fn all() -> impl Iterator<Item = Self> {
        Self::PLAIN.into_iter().chain(RecordField::ALL.map(Self::Record))
    }

    /// Its place among all columns.
    fn place(self) -> usize {
        match self {
            Self::Record(field) => Self::PLAIN.len() + field as usize,
            plain => Self::PLAIN.iter().position(|known| *known == plain).unwrap_or_default(),
        }
    }

    /// The field of the full record that it holds.
    const fn record(self) -> Option<RecordField> {
        if let Self::Record(field) = self { Some(field) } else { None }
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
                | Self::Record(RecordField::Pos | RecordField::Case)
                | Self::Decision
        )
    }

    /// The column of this key.
    fn of_key(key: &str) -> Option<Self> {
        Self::all().find(|cell| cell.key() == key)
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
            Self::Record(field) => field.key(),
        }
    }
}

/// The cells of a row; `None` where there is no such column.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash)]
pub(super) struct Cells([Option<String>; Cell::COUNT]);

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
        self.0[cell.place()].as_deref()
    }

    fn set(&mut self, cell: Cell, text: &str) {
        self.0[cell.place()] = Some(text.to_owned());
    }
}

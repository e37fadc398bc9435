//! Term sheets in every format: one file each.

mod columns;
mod csv;
mod groups;
mod html;
mod json;
mod list_bridges;
mod markdown;
mod segments;
mod summary;
mod view;
#[cfg(feature = "xlsx")]
mod xlsx;

pub(super) use columns::FORM_COLUMNS;
pub use segments::MarkedDocument;
pub use summary::summary;

#[allow(unused_imports, reason = "no feature may be left out")]
use super::left_out::LeftOut;
use super::{Ui, WriteError};
use crate::{
    glossary::{Glossary, StyleId},
    sheet::Table,
};

/// What a term sheet is written from.
#[derive(Clone, Copy, Debug)]
pub struct SheetContent<'a> {
    /// The finished sheet.
    pub table: &'a Table,
    /// The glossary it was made with.
    pub glossary: &'a Glossary,
    /// The house style it was made for.
    pub style: StyleId,
    /// The documents it was made from, where a format is to write their segments; else none.
    pub documents: &'a [MarkedDocument],
}

/// A format of term sheets.
///
/// ```
/// use drogman::{exchange::{SHEET_FORMATS, SheetContent}, glossary::{Glossary, StyleId}, sheet::Sheet};
/// let glossary = Glossary::embedded();
/// let table = Sheet::default().table(glossary, StyleId::DEFAULT);
/// let content = SheetContent { table: &table, glossary, style: StyleId::DEFAULT, documents: &[] };
/// let tsv = SHEET_FORMATS.into_iter().find(|format| format.name() == "tsv").unwrap();
/// let written = String::from_utf8(tsv.write(content).unwrap()).unwrap();
/// // An empty sheet still has its headings.
/// assert_eq!((tsv.file(), written.lines().count()), ("terms.tsv", 1));
/// ```
pub trait SheetFormat: Sync {
    /// What the command line calls it.
    fn name(&self) -> &'static str;

    /// The name of the file it is written to.
    fn file(&self) -> &'static str;

    /// The sheet as bytes; the same sheet gives the same bytes.
    ///
    /// # Errors
    /// When the format cannot hold the sheet at all (too many rows for a spreadsheet).
    fn write(&self, content: SheetContent<'_>) -> Result<Vec<u8>, WriteError>;

    /// The sheet in a format that is made for people, with its headings and words in their language; formats for
    /// programs are the same in every language.
    ///
    /// # Errors
    /// As [`SheetFormat::write`].
    fn write_in(&self, content: SheetContent<'_>, _ui: Ui) -> Result<Vec<u8>, WriteError> {
        self.write(content)
    }

    /// Whether it writes the segments of the documents ([`SheetContent::documents`]).
    fn takes_documents(&self) -> bool {
        false
    }

    /// What of the glossary’s concepts is missing from `written`, in words; formats that are made for people
    /// to read say nothing here.
    fn losses(&self, _content: SheetContent<'_>, _written: &[u8]) -> Vec<String> {
        Vec::new()
    }
}

/// Every format of term sheets, the usual ones first.
pub const SHEET_FORMATS: [&dyn SheetFormat; 12] = [
    &csv::Csv,
    &csv::Tsv,
    #[cfg(feature = "xlsx")]
    &xlsx::Xlsx,
    #[cfg(not(feature = "xlsx"))]
    &LeftOut { name: "xlsx", endings: &[], file: "terms.xlsx", feature: "xlsx" },
    &list_bridges::TBX,
    &list_bridges::TBX2,
    &html::Html,
    &markdown::Markdown,
    &json::Json,
    &list_bridges::Yaml,
    &list_bridges::OMEGAT,
    &segments::Segments12,
    &segments::Segments21,
];

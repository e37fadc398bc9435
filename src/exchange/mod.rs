//! The exchange formats: one file each, read and written.

mod cells;
mod csv;
mod html;
mod json;
mod markdown;
mod xlsx;

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
}

/// A format of term sheets.
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
}

/// Why a file could not be written in a format.
#[derive(Debug, thiserror::Error)]
#[error("{format}: {message}")]
pub struct WriteError {
    /// The format.
    pub format: &'static str,
    /// What is wrong.
    pub message: String,
}

/// Every format of term sheets, the usual ones first.
pub const SHEET_FORMATS: [&dyn SheetFormat; 6] =
    [&csv::Csv, &csv::Tsv, &xlsx::Xlsx, &html::Html, &markdown::Markdown, &json::Json];

//! The exchange formats: one file each, read and written.

mod cells;
mod csv;
mod format;
mod held;
mod html;
mod import;
mod input;
mod json;
mod json_list;
mod list;
mod lists;
mod lookups;
mod markdown;
mod omegat;
mod pairs;
mod presets;
mod review;
mod rows;
mod segments;
mod skos;
mod split;
mod tables;
mod tbx;
mod tmx;
mod units;
mod utx;
mod workbook;
mod xliff;
mod xlsx;
mod xml;

pub use format::{ListFormat, ReadError, Sink, Source, Wanted, export, read_all, unsaid};
pub use import::Import;
pub use input::{Input, MAX_PIECE};
pub use list::{Entry, EntryTerm, TermList, losses};
pub use lookups::{lookup_jsonl, lookup_text, lookup_tsv};
pub use review::{
    CandidateRow, Change, Decision, MergeError, MergePlan, NEW_CONCEPTS, Review, ReviewRow, TermRef, Wish,
    Wishes, merge, read_review, wishes,
};
pub use segments::MarkedDocument;
pub use tmx::Tmx;

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
pub const SHEET_FORMATS: [&dyn SheetFormat; 12] = [
    &csv::Csv,
    &csv::Tsv,
    &xlsx::Xlsx,
    &lists::TBX,
    &lists::TBX2,
    &html::Html,
    &markdown::Markdown,
    &json::Json,
    &lists::Yaml,
    &lists::OMEGAT,
    &segments::Segments12,
    &segments::Segments21,
];

/// Every format of term lists, the usual ones first.
pub const LIST_FORMATS: [&dyn ListFormat; 18] = [
    &tables::CsvList,
    &tables::TsvList,
    &tables::XlsxList,
    &tbx::Tbx,
    &tbx::TbxDca,
    &tbx::Tbx2,
    &omegat::OmegaT,
    &tmx::Tmx,
    &xliff::Xliff12,
    &xliff::Xliff21,
    &utx::Utx,
    &skos::Skos,
    &json_list::JsonList,
    &presets::DEEPL,
    &presets::MEMOQ,
    &presets::MULTITERM,
    &presets::WEBLATE,
    &presets::CROWDIN,
];

/// The format of term lists called `name`.
///
/// ```
/// use drogman::exchange::list_format;
/// assert_eq!(list_format("tmx").unwrap().endings(), ["tmx"]);
/// assert!(list_format("doc").is_none());
/// ```
pub fn list_format(name: &str) -> Option<&'static dyn ListFormat> {
    LIST_FORMATS.into_iter().find(|format| format.name() == name)
}

/// The format a file of this name is read in, told by its ending.
///
/// ```
/// use drogman::exchange::list_format_of;
/// assert_eq!(list_format_of("Noms.TBX").unwrap().name(), "tbx");
/// assert!(list_format_of("tbx").is_none(), "a name is no ending");
/// ```
pub fn list_format_of(file: &str) -> Option<&'static dyn ListFormat> {
    let file = file.to_lowercase();
    LIST_FORMATS.into_iter().find(|format| {
        format
            .endings()
            .iter()
            .any(|ending| file.strip_suffix(ending).is_some_and(|stem| stem.ends_with('.')))
    })
}

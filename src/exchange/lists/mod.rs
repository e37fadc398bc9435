//! Term lists in every format: one file each, read and written.
//!
//! Readers hand over entries one by one; an [`Import`] merges what shares a form and keeps the entries packed.

mod cells;
mod columns;
mod delimited;
mod entry_store;
mod format;
mod geonames;
mod headings;
mod import;
mod json;
mod model;
mod omegat;
mod pairs;
mod presets;
mod preview;
mod record_cells;
mod rows;
#[cfg(feature = "rdf")]
mod skos;
mod store_records;
mod tbx;
mod tmx;
mod units;
mod utx;
mod wikidata;
mod xliff;
#[cfg(feature = "xlsx")]
mod xlsx;

pub(super) use columns::{columns, review_columns, rows};
pub use format::{ListFormat, Sink, Wanted, export, export_in, read_all, unsaid};
pub use import::{Guesses, Import, OnConflict, Onto};
pub use model::{Entry, EntryTerm, RecordField, TermList, losses};
pub(super) use model::{gender_of, gender_word, kind_of, relation_of, slot_of};
pub(super) use omegat::OmegaT;
pub use preview::{ListColumn, list_columns};
pub(super) use tbx::{Tbx, Tbx2};
pub use tmx::Tmx;

#[allow(unused_imports, reason = "no feature may be left out")]
use super::left_out::LeftOut;
use std::io::BufRead as _;

use super::{ReadError, Source, WriteError};

/// Reads the next line of a list into `text`, with its end; its number, or none at the end of the list.
fn next_line(input: &mut Source<'_>, text: &mut String) -> Result<Option<usize>, ReadError> {
    let line = input.line();
    text.clear();
    input.next_piece();
    let read = input.read_line(text).map_err(|error| ReadError::of_io(&error, line))?;
    Ok((read > 0).then_some(line))
}

/// Every format of term lists, the usual ones first.
pub const LIST_FORMATS: [&dyn ListFormat; 18] = [
    &delimited::CsvList,
    &delimited::TsvList,
    #[cfg(feature = "xlsx")]
    &xlsx::XlsxList,
    #[cfg(not(feature = "xlsx"))]
    &LeftOut { name: "xlsx", endings: &["xlsx", "xlsm"], file: "", feature: "xlsx" },
    &tbx::Tbx,
    &tbx::TbxDca,
    &tbx::Tbx2,
    &omegat::OmegaT,
    &tmx::Tmx,
    &xliff::Xliff12,
    &xliff::Xliff21,
    &utx::Utx,
    #[cfg(feature = "rdf")]
    &skos::Skos,
    #[cfg(not(feature = "rdf"))]
    &LeftOut { name: "skos", endings: &["ttl", "skos"], file: "", feature: "rdf" },
    &json::JsonList,
    &presets::DEEPL,
    &presets::MEMOQ,
    &presets::MULTITERM,
    &presets::WEBLATE,
    &presets::CROWDIN,
];

/// What is only read: the data of others that no glossary is written as.
pub const LIST_SOURCES: [&dyn ListFormat; 2] = [&geonames::GeoNames, &wikidata::Wikidata];

/// The format of term lists called `name`.
///
/// ```
/// use drogman::exchange::list_format;
/// assert_eq!(list_format("tmx").unwrap().endings(), ["tmx"]);
/// assert!(list_format("doc").is_none());
/// ```
pub fn list_format(name: &str) -> Option<&'static dyn ListFormat> {
    LIST_FORMATS.into_iter().chain(LIST_SOURCES).find(|format| format.name() == name)
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

//! Candidates as files: one file per format.

pub mod entry;
pub mod jsonl;
pub mod tsv;
#[cfg(feature = "xlsx")]
pub mod xlsx;
pub mod yaml;

/// A text as a cell of one line that no spreadsheet takes for a formula.
///
/// ```
/// use drogman::exchange::candidates::cell;
/// assert_eq!(cell("un\tdeux\ntrois"), "un deux trois");
/// ```
pub fn cell(text: &str) -> String {
    crate::text::neutral(&text.replace(['\t', '\n', '\r'], " ")).into_owned()
}

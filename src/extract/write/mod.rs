//! Candidates as files: one file per format.

pub mod entry;
pub mod jsonl;
pub mod tsv;
pub mod xlsx;
pub mod yaml;

/// Makes a cell that a spreadsheet would run as a formula plain text, by an apostrophe before it.
pub fn cell(text: &str) -> String {
    let flat = text.replace(['\t', '\n', '\r'], " ");
    if flat.starts_with(['=', '+', '-', '@']) { format!("'{flat}") } else { flat }
}

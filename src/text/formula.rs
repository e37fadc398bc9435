//! Cells that a spreadsheet would take for formulas, and the way back.

use std::borrow::Cow;

/// How a cell starts that a spreadsheet takes for a formula (OWASP, «CSV Injection»).
const STARTS: [char; 6] = ['=', '+', '-', '@', '\t', '\r'];

/// A cell that no spreadsheet takes for a formula: an apostrophe stands before one that would be. So that
/// [`bare`] finds the cell again, one more stands before a cell that has apostrophes there of its own.
///
/// ```
/// use drogman::text::{bare, neutral};
/// assert_eq!(neutral("=1+2"), "'=1+2");
/// assert_eq!(neutral("'=1+2"), "''=1+2");
/// assert_eq!(neutral("'Id"), "'Id");
/// for cell in ["-ism", "'-ism", "''-ism", "'Id", "Id"] {
///     assert_eq!(bare(&neutral(cell)), cell);
/// }
/// ```
pub fn neutral(cell: &str) -> Cow<'_, str> {
    if is_formula(cell) { format!("'{cell}").into() } else { cell.into() }
}

/// A cell without the apostrophe that [`neutral`] put before it.
pub fn bare(cell: &str) -> &str {
    cell.strip_prefix('\'').filter(|rest| is_formula(rest)).unwrap_or(cell)
}

fn is_formula(cell: &str) -> bool {
    cell.trim_start_matches('\'').starts_with(STARTS)
}

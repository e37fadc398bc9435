//! CSV (comma, byte-order mark so that Excel reads UTF-8) and TSV (tab, no mark).

use super::{
    SheetContent, SheetFormat, WriteError,
    columns::{FORM_COLUMNS, form_cells},
};
use crate::{exchange::columns::status_heading, text::neutral};

/// Comma-separated values.
pub struct Csv;

/// Tab-separated values.
pub struct Tsv;

impl SheetFormat for Csv {
    fn name(&self) -> &'static str {
        "csv"
    }

    fn file(&self) -> &'static str {
        "terms.csv"
    }

    fn write(&self, content: SheetContent<'_>) -> Result<Vec<u8>, WriteError> {
        write(content, b',', "\u{feff}".as_bytes().to_vec())
    }
}

impl SheetFormat for Tsv {
    fn name(&self) -> &'static str {
        "tsv"
    }

    fn file(&self) -> &'static str {
        "terms.tsv"
    }

    fn write(&self, content: SheetContent<'_>) -> Result<Vec<u8>, WriteError> {
        write(content, b'\t', Vec::new())
    }
}

fn write(content: SheetContent<'_>, delimiter: u8, start: Vec<u8>) -> Result<Vec<u8>, WriteError> {
    let error = |message: String| WriteError { format: "csv", message };
    let mut writer = csv::WriterBuilder::new().delimiter(delimiter).from_writer(start);
    let style = &content.table.style;
    let headings = FORM_COLUMNS
        .map(|heading| if heading == "status" { status_heading(heading, style) } else { heading.to_owned() });
    writer.write_record(headings).map_err(|e| error(e.to_string()))?;
    for row in &content.table.forms {
        let cells = form_cells(row);
        let cells = cells.iter().map(|cell| neutral(cell));
        writer.write_record(cells.map(|cell| cell.into_owned())).map_err(|e| error(e.to_string()))?;
    }
    writer.into_inner().map_err(|e| error(e.to_string()))
}

//! CSV (comma, byte-order mark so that Excel reads UTF-8) and TSV (tab, no mark).

use super::{SheetContent, SheetFormat, WriteError, columns::FORM_COLUMNS};
use crate::exchange::{Ui, columns::Headings, delimited};

/// Comma-separated values.
pub(super) struct Csv;

/// Tab-separated values.
pub(super) struct Tsv;

impl SheetFormat for Csv {
    fn name(&self) -> &'static str {
        "csv"
    }

    fn file(&self) -> &'static str {
        "terms.csv"
    }

    fn write(&self, content: SheetContent<'_>) -> Result<Vec<u8>, WriteError> {
        write(content, b',')
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
        write(content, b'\t')
    }
}

fn write(content: SheetContent<'_>, delimiter: u8) -> Result<Vec<u8>, WriteError> {
    let (table, ui) = (content.table, Ui::default());
    let headings = Headings { languages: table.languages, style: &table.style, ui };
    delimited::write(&FORM_COLUMNS, &headings, &content.table.forms, delimiter)
}

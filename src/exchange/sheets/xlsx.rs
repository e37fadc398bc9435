//! XLSX: three sheets (forms, concepts, names not understood), made to be read.

use rust_xlsxwriter::XlsxError;

use super::{
    SheetContent, SheetFormat, WriteError,
    columns::{CONCEPT_COLUMNS, FORM_COLUMNS, UNKNOWN_COLUMNS},
};
use crate::{
    exchange::{
        columns::Headings,
        workbook::{Book, Sheet, check_rows},
    },
    sheet::Table,
};

/// Excel workbook.
pub(super) struct Xlsx;

impl SheetFormat for Xlsx {
    fn name(&self) -> &'static str {
        "xlsx"
    }

    fn file(&self) -> &'static str {
        "terms.xlsx"
    }

    fn write(&self, content: SheetContent<'_>) -> Result<Vec<u8>, WriteError> {
        let table = content.table;
        check_rows(table.forms.len().max(table.unknown.len()), "rows")?;
        workbook(table).map_err(|error| WriteError { format: "xlsx", message: error.to_string() })
    }
}

fn workbook(table: &Table) -> Result<Vec<u8>, XlsxError> {
    let headings = Headings { languages: table.languages, style: &table.style };
    let mut book = Book::new("Term sheet")?;
    // The columns are called as in CSV.
    let sheet = |name, frozen| Sheet { name, table: "sheet", frozen, has_keys: true, is_read_back: false };
    let forms = Sheet { is_read_back: true, ..sheet("Forms", 4) };
    book.sheet(&forms, &FORM_COLUMNS, &headings, &table.forms)?;
    book.sheet(&sheet("Concepts", 3), &CONCEPT_COLUMNS, &headings, &table.concepts)?;
    book.sheet(&sheet("Not understood", 1), &UNKNOWN_COLUMNS, &headings, &table.unknown)?;
    book.bytes()
}

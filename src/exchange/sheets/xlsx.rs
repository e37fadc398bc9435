//! XLSX: three sheets (forms, concepts, names not understood), made to be read.

use rust_xlsxwriter::XlsxError;

use super::{
    SheetContent, SheetFormat, WriteError,
    columns::{CONCEPT_COLUMNS, FORM_COLUMNS, UNKNOWN_COLUMNS},
};
use crate::{
    exchange::{
        Ui,
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
        self.write_in(content, Ui::default())
    }

    fn write_in(&self, content: SheetContent<'_>, ui: Ui) -> Result<Vec<u8>, WriteError> {
        let table = content.table;
        check_rows(table.forms.len().max(table.unknown.len()), "rows")?;
        workbook(table, ui).map_err(|error| WriteError { format: "xlsx", message: error.to_string() })
    }
}

fn workbook(table: &Table, ui: Ui) -> Result<Vec<u8>, XlsxError> {
    let headings = Headings { languages: table.languages, style: &table.style, ui };
    let mut book = Book::new(ui.say("book.sheet"))?;
    // The columns are called as in CSV.
    let sheet = |name, frozen| Sheet {
        name: ui.say(name),
        table: "sheet",
        frozen,
        has_keys: true,
        is_read_back: false,
    };
    let forms = Sheet { is_read_back: true, ..sheet("book.forms", 4) };
    book.sheet(&forms, &FORM_COLUMNS, &headings, &table.forms)?;
    book.sheet(&sheet("book.concepts", 3), &CONCEPT_COLUMNS, &headings, &table.concepts)?;
    book.sheet(&sheet("book.unknown", 1), &UNKNOWN_COLUMNS, &headings, &table.unknown)?;
    book.bytes()
}

//! Term lists as XLSX, a form a row, with columns for a reviewer.

use rust_xlsxwriter::XlsxError;

use super::{
    ListFormat, Sink, Source, TermList, Wanted,
    columns::{columns, headings, review_columns, rows},
    rows::Rows,
};
use crate::exchange::{
    ReadError, Ui, WriteError,
    workbook::{Book, FirstSheet, Sheet, check_rows, workbook_bytes},
};

/// XLSX, with columns for a reviewer.
pub(super) struct XlsxList;

impl ListFormat for XlsxList {
    fn name(&self) -> &'static str {
        "xlsx"
    }

    fn endings(&self) -> &'static [&'static str] {
        &["xlsx", "xlsm"]
    }

    fn write(&self, list: &TermList) -> Result<Vec<u8>, WriteError> {
        self.write_in(list, Ui::default())
    }

    fn write_in(&self, list: &TermList, ui: Ui) -> Result<Vec<u8>, WriteError> {
        let count: usize = list.entries.iter().map(|entry| entry.terms.len()).sum();
        check_rows(count, "forms")?;
        workbook(list, ui).map_err(|error| WriteError { format: "xlsx", message: error.to_string() })
    }

    fn read(&self, input: Source<'_>, wanted: &Wanted, sink: &mut Sink<'_>) -> Result<(), ReadError> {
        let bytes = workbook_bytes(input)?;
        let mut sheet = FirstSheet::of(&bytes)?;
        let name = sheet.name.clone();
        let named = |line, message: String| (line, format!("sheet «{name}»: {message}"));
        let mut reject = |line, message| {
            let (line, message) = named(line, message);
            (sink.reject)(line, message);
        };
        for other in &sheet.others {
            reject(0, format!("the sheet «{other}» was not read; only the first is"));
        }
        for (row, cell, error) in &sheet.errors {
            reject(*row, format!("cell {cell} holds {error}; it was taken for empty"));
        }
        let mut told = Sink { entry: sink.entry, reject: &mut reject };
        let mut rows = Rows::new(wanted);
        let read = sheet.rows(&mut |line, cells| rows.row(line, cells, &mut told));
        let done = read.and_then(|()| rows.finish(&mut told));
        done.map_err(|error: ReadError| {
            let (line, message) = named(error.line, error.message);
            ReadError { line, message, ..error }
        })
    }
}

fn workbook(list: &TermList, ui: Ui) -> Result<Vec<u8>, XlsxError> {
    let mut book = Book::new(ui.say("book.glossary"))?;
    let columns: Vec<_> = columns().into_iter().chain(review_columns()).collect();
    let sheet =
        Sheet { name: ui.say("book.terms"), table: "", frozen: 4, has_keys: true, is_read_back: true };
    book.sheet(&sheet, &columns, &headings(list, ui), rows(list))?;
    book.bytes()
}

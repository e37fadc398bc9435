//! Term lists as XLSX, a form a row, with columns for a reviewer.

use rust_xlsxwriter::{Color, DataValidation, DocProperties, ExcelDateTime, Format, Workbook, XlsxError};

use super::{
    ListFormat, Sink, Source, TermList, Wanted,
    rows::{Rows, headings, rows},
};
use crate::{
    exchange::{
        ReadError, WriteError,
        workbook::{FirstSheet, workbook_bytes},
    },
    text::neutral,
};

/// XLSX, with columns for a reviewer.
pub struct XlsxList;

impl ListFormat for XlsxList {
    fn name(&self) -> &'static str {
        "xlsx"
    }

    fn endings(&self) -> &'static [&'static str] {
        &["xlsx", "xlsm"]
    }

    fn write(&self, list: &TermList) -> Result<Vec<u8>, WriteError> {
        let count: usize = list.entries.iter().map(|entry| entry.terms.len()).sum();
        if count > 1_048_575 {
            let message = format!("{count} forms; a workbook sheet holds 1048575: write csv or tsv instead");
            return Err(WriteError { format: "xlsx", message });
        }
        workbook(list).map_err(|error| WriteError { format: "xlsx", message: error.to_string() })
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

/// The columns a reviewer fills in.
pub(super) const REVIEW: [&str; 3] = ["decision", "new_form", "remark"];

fn workbook(list: &TermList) -> Result<Vec<u8>, XlsxError> {
    const WIDTHS: [f64; 15] = [22., 12., 9., 34., 12., 12., 15., 13., 11., 30., 40., 30., 11., 30., 40.];
    let mut book = Workbook::new();
    let date = ExcelDateTime::from_ymd(2020, 1, 1)?;
    book.set_properties(&DocProperties::new().set_title("Glossary").set_creation_datetime(&date));
    let sheet = book.add_worksheet().set_name("Terms")?;
    let head =
        Format::new().set_bold().set_font_color(Color::White).set_background_color(Color::RGB(0x1F_4E79));
    let text = Format::new().set_num_format("@");
    let headings = headings(list).into_iter().chain(REVIEW.map(str::to_owned));
    for (column, (heading, width)) in headings.zip(WIDTHS).enumerate() {
        let column = u16::try_from(column).unwrap_or(u16::MAX);
        sheet.write_string_with_format(0, column, heading, &head)?;
        sheet.set_column_width(column, width)?;
    }
    let mut last = 0;
    for (number, row) in rows(list).enumerate() {
        last = u32::try_from(number + 1).unwrap_or(u32::MAX);
        for (column, cell) in row.iter().enumerate().filter(|(_, cell)| !cell.is_empty()) {
            let cell: String = neutral(cell).chars().take(32_000).collect();
            sheet.write_string_with_format(last, u16::try_from(column).unwrap_or(u16::MAX), cell, &text)?;
        }
    }
    let choice = DataValidation::new().allow_list_strings(&["accept", "reject", "correct"])?;
    sheet.add_data_validation(1, 12, last.max(1), 12, &choice)?;
    let statuses =
        DataValidation::new().allow_list_strings(&["preferred", "admitted", "deprecated", "forbidden"])?;
    sheet.add_data_validation(1, 5, last.max(1), 5, &statuses)?;
    sheet.autofilter(0, 0, last, 14)?;
    sheet.set_freeze_panes(1, 4)?;
    book.save_to_buffer()
}

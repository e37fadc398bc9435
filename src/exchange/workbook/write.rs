//! Workbooks made to be read and reviewed: frozen header, filter, widths, long texts wrapped, colours by status.
//! The creation date is fixed, so the bytes repeat.

use std::borrow::Borrow;

use rust_xlsxwriter::{
    Color, DataValidation, DocProperties, ExcelDateTime, Format, FormatAlign, FormatBorder, Workbook,
    Worksheet, XlsxError,
};

use crate::{
    exchange::{
        WriteError,
        columns::{Column, Headings, Style, Value},
    },
    sheet::ExampleRow,
    text::neutral,
};

/// How many rows a sheet holds below its header.
const MAX_ROWS: usize = 1_048_575;

/// How many characters (UTF-16 units) a cell holds.
const MAX_CELL: usize = 32_767;

/// A workbook that is being written.
pub(in crate::exchange) struct Book {
    book: Workbook,
    look: Look,
}

/// Refuses a table that no sheet can hold; `what` its rows are.
pub(in crate::exchange) fn check_rows(rows: usize, what: &str) -> Result<(), WriteError> {
    if rows <= MAX_ROWS {
        return Ok(());
    }
    let message = format!("{rows} {what}; a workbook sheet holds {MAX_ROWS}: write csv or tsv instead");
    Err(WriteError { format: "xlsx", message })
}

impl Book {
    pub(in crate::exchange) fn new(title: &str) -> Result<Self, XlsxError> {
        let mut book = Workbook::new();
        let date = ExcelDateTime::from_ymd(2020, 1, 1)?;
        book.set_properties(&DocProperties::new().set_title(title).set_creation_datetime(&date));
        Ok(Self { book, look: Look::new() })
    }

    /// Adds a sheet of rows; its first `frozen` columns stay in sight.
    pub(in crate::exchange) fn sheet<R>(
        &mut self,
        name: &str,
        columns: &[Column<R>],
        headings: &Headings<'_>,
        frozen: u16,
        rows: impl IntoIterator<Item: Borrow<R>>,
    ) -> Result<(), XlsxError> {
        let (sheet, look) = (self.book.add_worksheet().set_name(name)?, &self.look);
        sheet.set_row_height(0, 22)?;
        for (number, column) in (0..).zip(columns) {
            sheet.write_string_with_format(0, number, column.heading(headings), &look.head)?;
            sheet.set_column_width(number, column.width)?;
            sheet.set_column_format(number, look.of(column.style, ""))?;
        }
        let mut last = 0;
        for (line, row) in (1..).zip(rows) {
            last = line;
            for (number, column) in (0..).zip(columns) {
                cell(sheet, (line, number), column.style, (column.value)(row.borrow()), look)?;
            }
        }
        for (number, column) in (0..).zip(columns).filter(|(_, column)| !column.choices.is_empty()) {
            let choice = DataValidation::new().allow_list_strings(column.choices)?;
            sheet.add_data_validation(1, number, last.max(1), number, &choice)?;
        }
        let columns = u16::try_from(columns.len()).unwrap_or(u16::MAX);
        sheet.autofilter(0, 0, last, columns.saturating_sub(1))?;
        sheet.set_freeze_panes(1, frozen)?;
        Ok(())
    }

    pub(in crate::exchange) fn bytes(mut self) -> Result<Vec<u8>, XlsxError> {
        self.book.save_to_buffer()
    }
}

/// The formats of the cells.
struct Look {
    head: Format,
    text: Format,
    bold: Format,
    long: Format,
    number: Format,
    score: Format,
    /// By [`STATUSES`], then those of any other.
    statuses: Vec<Format>,
    /// The form in an example, and what stands around it.
    marked: Format,
    plain: Format,
}

/// The statuses, with the colours of their text and their ground.
const STATUSES: [(&str, u32, u32); 4] = [
    ("preferred", 0x0B_6B3A, 0xE3_F5EA),
    ("admitted", 0x1D_4F91, 0xE4_EEFA),
    ("deprecated", 0x8A_4B08, 0xFD_F0D9),
    ("forbidden", 0x9B_1C1C, 0xFD_E4E1),
];

impl Look {
    fn new() -> Self {
        let top = Format::new().set_align(FormatAlign::Top);
        // What a reviewer types into a cell of text stays text: 007, 2020-11-09.
        let text = top.clone().set_num_format("@");
        let status = |(_, ink, wash): (&str, u32, u32)| {
            text.clone().set_font_color(Color::RGB(ink)).set_background_color(Color::RGB(wash))
        };
        Self {
            head: Format::new()
                .set_bold()
                .set_font_color(Color::White)
                .set_background_color(Color::RGB(0x1F_4E79))
                .set_align(FormatAlign::VerticalCenter)
                .set_border_bottom(FormatBorder::Thin),
            bold: text.clone().set_bold(),
            long: text.clone().set_text_wrap(),
            number: top.clone().set_num_format("0"),
            score: top,
            statuses: STATUSES.map(status).to_vec(),
            marked: Format::new().set_bold().set_font_color(Color::RGB(0x1F_4E79)),
            plain: Format::new(),
            text,
        }
    }

    /// The format of a text in a column of a style.
    fn of(&self, style: Style, text: &str) -> &Format {
        match style {
            Style::Text => &self.text,
            Style::Bold => &self.bold,
            Style::Long => &self.long,
            Style::Number => &self.number,
            Style::Status => {
                let known = STATUSES.iter().position(|(status, ..)| *status == text);
                known.map_or(&self.text, |at| &self.statuses[at])
            }
        }
    }
}

fn cell(
    sheet: &mut Worksheet,
    (row, column): (u32, u16),
    style: Style,
    value: Value<'_>,
    look: &Look,
) -> Result<(), XlsxError> {
    match value {
        Value::Text(text) if text.is_empty() => {}
        Value::Text(text) => {
            let format = look.of(style, &text);
            sheet.write_string_with_format(row, column, fitting(&neutral(&text)), format)?;
        }
        // A spreadsheet number is a double; counts stay far below 2^53.
        Value::Count(count) => {
            sheet.write_number_with_format(row, column, count as f64, &look.number)?;
        }
        Value::Score(score) => {
            sheet.write_number_with_format(row, column, score, &look.score)?;
        }
        Value::Example(example) => marked(sheet, (row, column), example, look)?,
    }
    Ok(())
}

/// An example with its form in bold.
fn marked(
    sheet: &mut Worksheet,
    (row, column): (u32, u16),
    example: &ExampleRow,
    look: &Look,
) -> Result<(), XlsxError> {
    let parts =
        [(&look.plain, &example.before), (&look.marked, &example.form), (&look.plain, &example.after)];
    let parts: Vec<(&Format, &str)> = parts
        .into_iter()
        .filter(|(_, part)| !part.is_empty())
        .map(|(format, part)| (format, part.as_str()))
        .collect();
    if parts.len() < 2 || neutral(&example.before) != example.before {
        let text = Value::Text(example.marked("", "").into());
        return cell(sheet, (row, column), Style::Long, text, look);
    }
    sheet.write_rich_string_with_format(row, column, &parts, &look.long)?;
    Ok(())
}

/// The start of a text that fits in a cell.
fn fitting(text: &str) -> &str {
    let mut units = 0;
    for (at, c) in text.char_indices() {
        units += c.len_utf16();
        if units > MAX_CELL {
            return &text[..at];
        }
    }
    text
}

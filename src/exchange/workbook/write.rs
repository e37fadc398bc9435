//! Workbooks made to be read and reviewed: frozen header, filter, widths, long texts wrapped, colours by status.
//! The creation date is fixed, so the bytes repeat.

use std::borrow::Borrow;

use rust_xlsxwriter::{
    Color, DataValidation, DocProperties, ExcelDateTime, Format, FormatAlign, FormatBorder, Note, Workbook,
    Worksheet, XlsxError,
};

use super::help::{self, Explained, HELP_SHEET, Help};
use crate::{
    exchange::{
        Ui, WriteError,
        columns::{Column, Headings, Style, Value},
    },
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
    /// The columns of each sheet, which the first one explains.
    explained: Vec<(String, Vec<Explained>)>,
}

/// A sheet of a workbook.
pub(in crate::exchange) struct Sheet<'a> {
    /// Its name.
    pub name: &'a str,
    /// What kind of table it is, for the explanations: `sheet`, `candidates`; empty: a list.
    pub table: &'a str,
    /// How many of its first columns stay in sight.
    pub frozen: u16,
    /// Whether the columns are called as in CSV; else as people call them.
    pub has_keys: bool,
    /// Whether what is changed in it is taken up by `glossary merge`.
    pub is_read_back: bool,
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
        // It comes first; what it says is known when the others are.
        book.add_worksheet().set_name(HELP_SHEET)?;
        Ok(Self { book, look: Look::new(), explained: Vec::new() })
    }

    /// Adds a sheet of rows.
    pub(in crate::exchange) fn sheet<R>(
        &mut self,
        told: &Sheet<'_>,
        columns: &[Column<R>],
        headings: &Headings<'_>,
        rows: impl IntoIterator<Item: Borrow<R>>,
    ) -> Result<(), XlsxError> {
        let (sheet, look) = (self.book.add_worksheet().set_name(told.name)?, &self.look);
        // The sheet to work in is the one that opens.
        sheet.set_active(self.explained.is_empty());
        let explained: Vec<Explained> =
            columns.iter().map(|column| explained(column, columns, told, headings)).collect();
        let words: Vec<bool> = columns.iter().map(|column| !column.words().is_empty()).collect();
        head(sheet, columns, &explained, look)?;
        let mut last = 0;
        for (line, row) in (1..).zip(rows) {
            last = line;
            let mut height = 1;
            for (number, column) in (0..).zip(columns) {
                let value = (column.value)(row.borrow());
                height = height.max(height_of(&value, column.width));
                let format = look.of_value(column.style, &value);
                let value = if words[usize::from(number)] {
                    worded(value, column.list(), headings.ui)
                } else {
                    value
                };
                cell(sheet, (line, number), format, value, look)?;
            }
            set_height(sheet, line, height)?;
        }
        for (number, column) in (0..).zip(&explained).filter(|(_, column)| !column.words.is_empty()) {
            // Rows that are added below have the choice, too.
            let below = last.saturating_add(ADDED_ROWS).min(MAX_ROWS as u32);
            sheet.add_data_validation(1, number, below, number, &choice(&column.words)?)?;
        }
        let right = u16::try_from(columns.len()).unwrap_or(u16::MAX).saturating_sub(1);
        sheet.autofilter(0, 0, last, right)?;
        sheet.set_freeze_panes(1, told.frozen)?;
        sheet.set_repeat_rows(0, 0)?;
        let width: f64 = columns.iter().map(|column| column.width).sum();
        landscape(sheet, width);
        if told.frozen > 0 {
            sheet.set_repeat_columns(0, told.frozen - 1)?;
        }
        self.explained.push((told.name.to_owned(), explained));
        Ok(())
    }

    pub(in crate::exchange) fn bytes(mut self) -> Result<Vec<u8>, XlsxError> {
        help::write(self.book.worksheet_from_index(0)?, &self.explained)?;
        self.book.save_to_buffer()
    }
}

/// How many rows below the last one have the choices of their columns.
const ADDED_ROWS: u32 = 1000;

/// How wide a table may be, in characters, to be read on one page.
const PAGE_WIDTH: f64 = 220.;

/// Prints a sheet of this width, in characters, across the page, on as many side by side as it takes to be read, with
/// its name and the page.
pub(super) fn landscape(sheet: &mut Worksheet, width: f64) {
    let pages = (width / PAGE_WIDTH).ceil().max(1.) as u16;
    // 9: A4.
    sheet.set_landscape().set_paper_size(9).set_print_fit_to_pages(pages, 0).set_footer("&L&F – &A&R&P / &N");
}

/// How many lines a cell takes in a column of a width. Programs differ in whether they find out by themselves.
fn height_of(value: &Value<'_>, width: f64) -> usize {
    match value {
        Value::Text(text) => lines_of(&[text], width),
        Value::Example(it) => lines_of(&[&it.before, &it.form, &it.after], width),
        Value::Marked([before, form, after]) => lines_of(&[before, form, after], width),
        Value::Count(_) | Value::Score(_) => 1,
    }
}

/// How many lines a text takes in a column of a width.
pub(super) fn lines_of(parts: &[&str], width: f64) -> usize {
    let length: usize = parts.iter().map(|part| part.chars().count()).sum();
    let breaks: usize = parts.iter().map(|part| part.matches('\n').count()).sum();
    breaks + (length as f64 / width).ceil().max(1.) as usize
}

/// Makes a row as high as its lines; one of a single line has the usual height.
pub(super) fn set_height(sheet: &mut Worksheet, row: u32, lines: usize) -> Result<(), XlsxError> {
    if lines > 1 {
        // Excel knows no row that is higher.
        sheet.set_row_height(row, (lines as f64 * 15.).min(409.))?;
    }
    Ok(())
}

/// What the heading of a column is in a workbook: as in CSV, or as people call it.
fn heading<R>(column: &Column<R>, told: &Sheet<'_>, headings: &Headings<'_>) -> String {
    let is_key = told.has_keys && headings.ui == Ui::English;
    if is_key { column.name(headings) } else { column.heading(headings) }
}

fn explained<R>(
    column: &Column<R>,
    columns: &[Column<R>],
    told: &Sheet<'_>,
    headings: &Headings<'_>,
) -> Explained {
    let called = |name: &str| match name.split_once('.') {
        Some((list, word)) => headings.ui.name(list, word).to_owned(),
        None => (columns.iter().find(|column| column.key == name))
            .map_or_else(|| name.to_owned(), |column| heading(column, told, headings)),
    };
    let help = Help::of(told.table, column.key).map(|help| help.worded(called));
    let heading = heading(column, told, headings);
    let words = || column.words().into_iter().map(|word| headings.ui.name(column.list(), word)).collect();
    match told.is_read_back {
        true => Explained { heading, help, words: words() },
        false => Explained { heading, help: help.map(Help::unchangeable), words: Vec::new() },
    }
}

/// The header: what each column is stands in a note to its heading.
fn head<R>(
    sheet: &mut Worksheet,
    columns: &[Column<R>],
    explained: &[Explained],
    look: &Look,
) -> Result<(), XlsxError> {
    sheet.set_row_height(0, 22)?;
    for (number, (column, told)) in (0..).zip(columns.iter().zip(explained)) {
        sheet.write_string_with_format(0, number, &told.heading, &look.head)?;
        if let Some(help) = &told.help {
            let note = Note::new(help.note()).add_author_prefix(false).set_width(320).set_height(130);
            sheet.insert_note(0, number, &note)?;
        }
        sheet.set_column_width(number, column.width)?;
        sheet.set_column_format(number, look.of(column.style, ""))?;
    }
    Ok(())
}

/// One of some words, to be chosen from a list.
fn choice(words: &[&'static str]) -> Result<DataValidation, XlsxError> {
    let allowed = words.join(", ");
    let message: String =
        format!("Un de ces mots – one of these words: {allowed}").chars().take(MESSAGE).collect();
    DataValidation::new().allow_list_strings(words)?.set_error_title("?")?.set_error_message(message)
}

/// How long the message of a validation may be.
const MESSAGE: usize = 255;

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
            bold: text.clone().set_bold().set_text_wrap(),
            long: text.clone().set_text_wrap(),
            number: top.clone().set_num_format("0"),
            score: top,
            statuses: STATUSES.map(status).to_vec(),
            marked: Format::new().set_bold().set_font_color(Color::RGB(0x1F_4E79)),
            plain: Format::new(),
            text: text.set_text_wrap(),
        }
    }

    /// The format of a cell in a column of a style.
    fn of_value(&self, style: Style, value: &Value<'_>) -> &Format {
        let Value::Text(text) = value else { return &self.text };
        self.of(style, text)
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

/// A word of a closed list in the language of the reader.
fn worded<'v>(value: Value<'v>, list: &str, ui: Ui) -> Value<'v> {
    match value {
        Value::Text(word) => ui.name(list, &word).to_owned().into(),
        value => value,
    }
}

fn cell(
    sheet: &mut Worksheet,
    (row, column): (u32, u16),
    format: &Format,
    value: Value<'_>,
    look: &Look,
) -> Result<(), XlsxError> {
    match value {
        Value::Text(text) if text.is_empty() => {}
        Value::Text(text) => {
            sheet.write_string_with_format(row, column, fitting(&neutral(&text)), format)?;
        }
        // A spreadsheet number is a double; counts stay far below 2^53.
        Value::Count(count) => {
            sheet.write_number_with_format(row, column, count as f64, &look.number)?;
        }
        Value::Score(score) => {
            sheet.write_number_with_format(row, column, score, &look.score)?;
        }
        Value::Example(it) => marked(sheet, (row, column), [&it.before, &it.form, &it.after], look)?,
        Value::Marked([before, form, after]) => {
            marked(sheet, (row, column), [&before, &form, &after], look)?;
        }
    }
    Ok(())
}

/// An example with its form in bold: what stands before it, the form, what follows.
fn marked(
    sheet: &mut Worksheet,
    (row, column): (u32, u16),
    [before, form, after]: [&str; 3],
    look: &Look,
) -> Result<(), XlsxError> {
    let parts = [(&look.plain, before), (&look.marked, form), (&look.plain, after)];
    let parts: Vec<(&Format, &str)> = parts.into_iter().filter(|(_, part)| !part.is_empty()).collect();
    if parts.len() < 2 || neutral(before) != before || before.len() + form.len() + after.len() > MAX_CELL {
        let text = Value::Text([before, form, after].concat().into());
        return cell(sheet, (row, column), &look.long, text, look);
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

//! Term lists as CSV, TSV and XLSX, a form a row; reading also takes a concept a row.

use std::io::BufRead as _;

use rust_xlsxwriter::{Color, DataValidation, DocProperties, ExcelDateTime, Format, Workbook, XlsxError};

use super::{
    WriteError,
    cells::neutral,
    format::{ListFormat, ReadError, Sink, Source, Wanted},
    list::TermList,
    rows::{Rows, headings, rows},
    workbook::{FirstSheet, workbook_bytes},
};

/// CSV.
pub struct CsvList;

/// TSV.
pub struct TsvList;

/// XLSX, with columns for a reviewer.
pub struct XlsxList;

impl ListFormat for CsvList {
    fn name(&self) -> &'static str {
        "csv"
    }

    fn endings(&self) -> &'static [&'static str] {
        &["csv"]
    }

    fn write(&self, list: &TermList) -> Result<Vec<u8>, WriteError> {
        delimited(list, b',', "\u{feff}")
    }

    fn read(&self, input: Source<'_>, wanted: &Wanted, sink: &mut Sink<'_>) -> Result<(), ReadError> {
        read_delimited(input, wanted, sink)
    }
}

impl ListFormat for TsvList {
    fn name(&self) -> &'static str {
        "tsv"
    }

    fn endings(&self) -> &'static [&'static str] {
        &["tsv", "tab"]
    }

    fn write(&self, list: &TermList) -> Result<Vec<u8>, WriteError> {
        delimited(list, b'\t', "")
    }

    fn read(&self, input: Source<'_>, wanted: &Wanted, sink: &mut Sink<'_>) -> Result<(), ReadError> {
        read_delimited(input, wanted, sink)
    }
}

fn delimited(list: &TermList, delimiter: u8, start: &str) -> Result<Vec<u8>, WriteError> {
    let failed = |error: &dyn std::fmt::Display| WriteError { format: "csv", message: error.to_string() };
    let mut writer = csv::WriterBuilder::new().delimiter(delimiter).from_writer(start.as_bytes().to_vec());
    writer.write_record(headings(list)).map_err(|error| failed(&error))?;
    for row in rows(list) {
        writer
            .write_record(row.iter().map(|cell| neutral(cell).into_owned()))
            .map_err(|error| failed(&error))?;
    }
    writer.into_inner().map_err(|error| failed(&error))
}

fn read_delimited(mut input: Source<'_>, wanted: &Wanted, sink: &mut Sink<'_>) -> Result<(), ReadError> {
    let delimiter = delimiter_of(&mut input)?;
    let mut rows = Rows::new(wanted);
    records(input, delimiter, &mut |line, cells| rows.row(line, cells, sink))?;
    rows.finish(sink)
}

/// The delimiter of a table, told by its first lines.
pub(super) fn delimiter_of(input: &mut Source<'_>) -> Result<u8, ReadError> {
    let start = input.fill_buf().map_err(|error| ReadError::of_io(&error, 1))?;
    if start.contains(&0) {
        return Err(ReadError::at(1, "this is no text (it holds zero bytes)"));
    }
    Ok(delimiter(start))
}

/// Takes a row: its line and its cells.
pub(super) type TakeRow<'a> = dyn FnMut(usize, &[String]) -> Result<(), ReadError> + 'a;

/// Hands over the rows of a table with the line each starts on.
pub(super) fn records(input: Source<'_>, delimiter: u8, take: &mut TakeRow<'_>) -> Result<(), ReadError> {
    let mut reader = csv::ReaderBuilder::new()
        .delimiter(delimiter)
        .has_headers(false)
        .flexible(true)
        .from_reader(Pieces { input, held: false });
    let mut record = csv::StringRecord::new();
    loop {
        reader.get_mut().input.next_piece();
        let line = usize::try_from(reader.position().line()).unwrap_or_default();
        let more = reader.read_record(&mut record).map_err(|error| match error.into_kind() {
            csv::ErrorKind::Io(error) => ReadError::of_io(&error, line),
            kind => ReadError::at(line, format!("this row cannot be read: {kind:?}")),
        })?;
        if !more {
            return Ok(());
        }
        let line =
            record.position().map_or(line, |position| usize::try_from(position.line()).unwrap_or(line));
        let cells: Vec<String> = record.iter().map(str::to_owned).collect();
        take(line, &cells)?;
    }
}

/// A reader that `csv` may own. Line ends come as LF: of others, `csv` counts the lines otherwise than editors.
struct Pieces<'a> {
    input: Source<'a>,
    /// Whether a CR was read that has not been handed over.
    held: bool,
}

impl std::io::Read for Pieces<'_> {
    fn read(&mut self, buffer: &mut [u8]) -> std::io::Result<usize> {
        if buffer.is_empty() {
            return Ok(0);
        }
        loop {
            let chunk = self.input.fill_buf()?;
            if std::mem::take(&mut self.held) && chunk.first() != Some(&b'\n') {
                buffer[0] = b'\n';
                return Ok(1);
            }
            let length = chunk.len().min(buffer.len());
            let length = memchr::memchr(b'\r', &chunk[..length]).unwrap_or(length);
            if length == 0 && !chunk.is_empty() {
                self.held = true;
                self.input.consume(1);
                continue;
            }
            buffer[..length].copy_from_slice(&chunk[..length]);
            self.input.consume(length);
            return Ok(length);
        }
    }
}

/// The delimiter: the one of tab, semicolon and comma that the first lines have most alike.
fn delimiter(start: &[u8]) -> u8 {
    let lines: Vec<&[u8]> = start.split(|&b| b == b'\n').filter(|line| !line.is_empty()).take(20).collect();
    let score = |delimiter: u8| {
        let counts: Vec<usize> = lines.iter().map(|line| unquoted(line, delimiter)).collect();
        let least = counts.iter().copied().min().unwrap_or(0);
        (least > 0, least, counts.first().copied().unwrap_or(0))
    };
    [b'\t', b';', b',']
        .into_iter()
        .max_by_key(|&delimiter| (score(delimiter), delimiter == b'\t'))
        .unwrap_or(b',')
}

fn unquoted(line: &[u8], delimiter: u8) -> usize {
    let mut quoted = false;
    let mut count = 0;
    for &byte in line {
        quoted ^= byte == b'"';
        count += usize::from(!quoted && byte == delimiter);
    }
    count
}

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

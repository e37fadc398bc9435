//! Tables as text: written with a comma or a tab between cells, read with whatever stands there.

use std::{borrow::Borrow, io::BufRead as _};

use super::{
    ReadError, Source, WriteError,
    columns::{Column, Headings},
};
use crate::text::neutral;

/// A table of rows: with commas and a byte-order mark, so that Excel reads UTF-8, or with tabs and without.
pub(super) fn write<R>(
    columns: &[Column<R>],
    headings: &Headings<'_>,
    rows: impl IntoIterator<Item: Borrow<R>>,
    delimiter: u8,
) -> Result<Vec<u8>, WriteError> {
    let failed = |error: &dyn std::fmt::Display| WriteError { format: "csv", message: error.to_string() };
    let start = if delimiter == b',' { "\u{feff}" } else { "" };
    let mut writer = csv::WriterBuilder::new().delimiter(delimiter).from_writer(start.as_bytes().to_vec());
    let names = columns.iter().map(|column| column.name(headings));
    writer.write_record(names).map_err(|error| failed(&error))?;
    for row in rows {
        let row = row.borrow();
        for column in columns {
            let cell = column.text(row);
            writer.write_field(neutral(&cell).as_ref()).map_err(|error| failed(&error))?;
        }
        writer.write_record(None::<&[u8]>).map_err(|error| failed(&error))?;
    }
    writer.into_inner().map_err(|error| failed(&error))
}

/// Rows of texts below a header row, with commas; empty when there is no row.
pub(super) fn table<const N: usize>(head: &[&str; N], rows: &[[String; N]]) -> String {
    if rows.is_empty() {
        return String::new();
    }
    let mut writer = csv::Writer::from_writer("\u{feff}".as_bytes().to_vec());
    let cells = |row: &[String; N]| row.each_ref().map(|cell| neutral(cell).into_owned());
    // Writing into memory does not fail.
    let _ = writer.write_record(head);
    rows.iter().for_each(|row| drop(writer.write_record(cells(row))));
    writer.into_inner().ok().and_then(|bytes| String::from_utf8(bytes).ok()).unwrap_or_default()
}

/// A text as a cell of one line that no spreadsheet takes for a formula.
///
/// ```
/// use drogman::exchange::cell;
/// assert_eq!(cell("un\tdeux\ntrois"), "un deux trois");
/// ```
pub fn cell(text: &str) -> String {
    neutral(&one_line(text)).into_owned()
}

/// A text without tabs and line ends.
pub(super) fn one_line(text: &str) -> String {
    text.replace(['\t', '\n', '\r'], " ")
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

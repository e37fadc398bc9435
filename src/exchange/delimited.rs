//! Rows of a table of text: its delimiter, and its records with their lines.

use std::io::BufRead as _;

use super::{ReadError, input::Source};

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

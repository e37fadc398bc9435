//! The first sheet of a workbook, row by row: no more of it stands in memory than a row.

use std::{collections::BTreeMap, io::Read as _};

use calamine::{DataRef, Dimensions};

use super::help::HELP_SHEET;
use crate::{
    document::{Cells, MOST_TEXT, Workbook, too_much_text},
    exchange::{ReadError, Source, delimited::TakeRow},
};

/// How large a workbook may be, in bytes as it stands in the file.
const MAX_WORKBOOK: u64 = 256 << 20;

/// The most cells that are handed over, the empty ones before others and the merged ones included.
const MOST_CELLS: usize = 1 << 23;

/// The most cells with an error that are told.
const MOST_ERRORS: usize = 100_000;

/// The bytes of a workbook.
pub(in crate::exchange) fn workbook_bytes(input: Source<'_>) -> Result<Vec<u8>, ReadError> {
    let mut bytes = Vec::new();
    let mut limited = input.into_raw().take(MAX_WORKBOOK + 1);
    limited.read_to_end(&mut bytes).map_err(|error| ReadError::of_io(&error, 0))?;
    if bytes.len() as u64 > MAX_WORKBOOK {
        return Err(wrong(format!("a workbook of more than {} MB", MAX_WORKBOOK >> 20)));
    }
    Ok(bytes)
}

/// The first sheet of a workbook as text; the one that explains the others is none.
pub(in crate::exchange) struct FirstSheet<'b> {
    workbook: Workbook<'b>,
    pub(in crate::exchange) name: String,
    /// The first column with a cell: the rows begin there.
    left: u32,
    /// Cells that hold an error: the row, the cell’s name, the error.
    pub(in crate::exchange) errors: Vec<(usize, String, String)>,
    /// The other sheets.
    pub(in crate::exchange) others: Vec<String>,
}

impl<'b> FirstSheet<'b> {
    /// Opens a workbook and looks through its first sheet.
    pub(in crate::exchange) fn of(bytes: &'b [u8]) -> Result<Self, ReadError> {
        let mut workbook = Workbook::open(bytes).map_err(wrong)?;
        let mut others = workbook.sheets();
        // What drogman explains is no data.
        others.retain(|name| name != HELP_SHEET);
        if others.is_empty() {
            return Err(wrong("a workbook without a sheet".to_owned()));
        }
        let name = others.remove(0);
        let mut errors = Vec::new();
        let (mut left, mut room) = (u32::MAX, MOST_TEXT);
        let mut look = |cells: &mut Cells<'_, '_>| -> Result<(), String> {
            while let Some((row, column, value)) = cells.next()? {
                left = left.min(column);
                match value {
                    DataRef::Error(_) if errors.len() == MOST_ERRORS => {
                        return Err(format!("more than {MOST_ERRORS} cells hold an error"));
                    }
                    DataRef::Error(error) => {
                        let line = row as usize + 1;
                        errors.push((line, format!("{}{line}", column_name(column)), error.to_string()));
                    }
                    DataRef::String(text) => {
                        room = room.checked_sub(text.len()).ok_or_else(too_much_text)?;
                    }
                    DataRef::SharedString(text) => {
                        room = room.checked_sub(text.len()).ok_or_else(too_much_text)?;
                    }
                    _ => {}
                }
            }
            Ok(())
        };
        let looked = workbook.cells(&name).and_then(|mut cells| look(&mut cells));
        looked.map_err(|error| wrong(format!("sheet «{name}»: {error}")))?;
        Ok(Self { workbook, name, left, errors, others })
    }

    /// Hands over the rows that have a cell, each with its number, from 1; a cell that is merged downwards stands
    /// in each of its rows. What is wrong is told without the sheet’s name.
    pub(in crate::exchange) fn rows(&mut self, take: &mut TakeRow<'_>) -> Result<(), ReadError> {
        let merged = self.workbook.merged(&self.name).map_err(wrong)?;
        let mut out =
            Rows { merged: Merged::new(&merged, self.left), cells: Vec::new(), room: MOST_CELLS, take };
        let mut cells = self.workbook.cells(&self.name).map_err(wrong)?;
        let mut current = 0;
        while let Some((row, column, value)) = cells.next().map_err(wrong)? {
            if row > current {
                out.end(current)?;
                out.between(current + 1, row)?;
                current = row;
            }
            out.put(column - self.left.min(column), text_of(value))?;
        }
        out.end(current)
    }
}

fn wrong(message: String) -> ReadError {
    ReadError::at(0, message)
}

/// The rows as they are put together and handed over.
struct Rows<'t, 'f> {
    merged: Merged,
    cells: Vec<String>,
    room: usize,
    take: &'t mut TakeRow<'f>,
}

impl Rows<'_, '_> {
    fn put(&mut self, column: u32, text: String) -> Result<(), ReadError> {
        let at = column as usize;
        if at >= self.cells.len() {
            let room = self.room.checked_sub(at + 1 - self.cells.len());
            self.room = room.ok_or_else(|| wrong("too many cells: split the workbook".to_owned()))?;
            self.cells.resize(at + 1, String::new());
        }
        self.cells[at] = text;
        Ok(())
    }

    /// Ends a row.
    fn end(&mut self, row: u32) -> Result<(), ReadError> {
        for (column, text) in self.merged.over(row) {
            self.put(column, text)?;
        }
        self.merged.begin(row, &self.cells);
        let done = if self.cells.is_empty() { Ok(()) } else { (self.take)(row as usize + 1, &self.cells) };
        self.cells.clear();
        done
    }

    /// The rows from `from` to before `to`, which have no cells but those merged with one above.
    fn between(&mut self, from: u32, to: u32) -> Result<(), ReadError> {
        for row in from..to {
            if !self.merged.goes_on() {
                break;
            }
            self.end(row)?;
        }
        Ok(())
    }
}

/// Cells that are merged downwards; one merged sideways is a title and stays one cell.
struct Merged {
    /// By their first row, the last first: column and last row.
    starts: Vec<(u32, u32, u32)>,
    /// By column, those the reading is in: the last row and the text.
    open: BTreeMap<u32, (u32, String)>,
}

impl Merged {
    fn new(regions: &[Dimensions], left: u32) -> Self {
        let downwards =
            |region: &&Dimensions| region.start.1 == region.end.1 && region.start.0 < region.end.0;
        let start =
            |region: &Dimensions| Some((region.start.0, region.start.1.checked_sub(left)?, region.end.0));
        let mut starts: Vec<_> = regions.iter().filter(downwards).filter_map(start).collect();
        starts.sort_unstable_by(|a, b| b.cmp(a));
        Self { starts, open: BTreeMap::new() }
    }

    /// The texts that go on into a row, with their columns.
    fn over(&mut self, row: u32) -> Vec<(u32, String)> {
        self.open.retain(|_, (last, _)| *last >= row);
        self.open.iter().map(|(column, (_, text))| (*column, text.clone())).collect()
    }

    /// Takes note of what begins in a row.
    fn begin(&mut self, row: u32, cells: &[String]) {
        while let Some((start, column, last)) = self.starts.pop_if(|(start, ..)| *start <= row) {
            let text = cells.get(column as usize).filter(|text| start == row && !text.is_empty());
            if let Some(text) = text {
                self.open.insert(column, (last, text.clone()));
            }
        }
    }

    fn goes_on(&self) -> bool {
        !self.open.is_empty()
    }
}

/// What a spreadsheet calls a column, from 0: A, B … Z, AA.
fn column_name(mut column: u32) -> String {
    let mut name = String::new();
    loop {
        name.insert(0, char::from(b'A' + (column % 26) as u8));
        if column < 26 {
            return name;
        }
        column = column / 26 - 1;
    }
}

fn text_of(cell: DataRef<'_>) -> String {
    match cell {
        DataRef::Empty | DataRef::Error(_) => String::new(),
        DataRef::Float(number) if number.fract() == 0.0 && number.abs() < 1e15 => format!("{number:.0}"),
        DataRef::DateTimeIso(text) | DataRef::DurationIso(text) | DataRef::String(text) => text,
        DataRef::SharedString(text) => text.to_owned(),
        DataRef::DateTime(date) if date.is_datetime() => {
            let (year, month, day, hour, minute, second, _) = date.to_ymd_hms_milli();
            let day = format!("{year:04}-{month:02}-{day:02}");
            let midnight = (hour, minute, second) == (0, 0, 0);
            if midnight { day } else { format!("{day} {hour:02}:{minute:02}:{second:02}") }
        }
        other => calamine::Data::from(other).to_string(),
    }
}

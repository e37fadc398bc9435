//! XLSX workbooks: read only.

use calamine::DataRef;

use super::table;
use crate::document::{
    encoding::Source,
    format::{DocumentFormat, FileReader, Format, FormatInfo},
    model::{Document, Part},
    options::ReadOptions,
    workbook::{Cells, MOST_TEXT, Workbook, too_much_text},
};

/// Workbooks with a text and its translation in each row.
pub(super) struct Xlsx;

impl DocumentFormat for Xlsx {
    fn info(&self) -> &'static FormatInfo {
        const INFO: FormatInfo = FormatInfo {
            note: Some("A workbook; read only"),
            is_read_only: true,
            ..FormatInfo::of("xlsx", "XLSX", &["xlsx", "xlsm"], FileReader::Archive(document))
        };
        &INFO
    }
}

/// The document of an XLSX workbook: each sheet is a part, its text a line for each row and a tab between
/// cells, so that a place is told by row.
///
/// # Errors
/// What is wrong with the file.
fn document(bytes: Vec<u8>, options: &ReadOptions) -> Result<Document, String> {
    let mut workbook = Workbook::open(&bytes)?;
    let mut parts = Vec::new();
    let mut tables = Vec::new();
    let mut room = Room { text: MOST_TEXT, cells: MOST_CELLS, gaps: MOST_GAPS };
    for name in workbook.sheets() {
        let of_sheet = |error: String| format!("sheet «{name}»: {error}");
        let mut sheet = workbook.cells(&name).map_err(of_sheet)?;
        let text = sheet_text(&mut sheet, &mut room).map_err(of_sheet)?;
        tables.push(table::tsv_rows(&text));
        parts.push(Part::new(Some(name), text, Source::Utf8 { bom: false }));
    }
    Ok(table::document(Format::new(&Xlsx), parts, &tables, options))
}

/// The most cells with text, and the most that may be empty between them, in a workbook.
const MOST_CELLS: usize = 1 << 22;
const MOST_GAPS: usize = 1 << 23;

/// How much more a workbook may hold.
struct Room {
    text: usize,
    cells: usize,
    gaps: usize,
}

fn sheet_text(sheet: &mut Cells<'_, '_>, room: &mut Room) -> Result<String, String> {
    let mut text = String::new();
    let (mut row, mut column) = (0, 0);
    while let Some((at_row, at_column, value)) = sheet.next()? {
        let value = match &value {
            DataRef::SharedString(value) => *value,
            DataRef::String(value) => value,
            _ => continue,
        };
        if at_row == row && at_column < column {
            return Err("its cells are out of order".to_owned());
        }
        let gap =
            (at_row - row) as usize + if at_row > row { at_column } else { at_column - column } as usize;
        room.gaps = room.gaps.checked_sub(gap).ok_or("too many empty cells between those with text")?;
        room.cells = room.cells.checked_sub(1).ok_or("too many cells: split the workbook")?;
        room.text = room.text.checked_sub(value.len()).ok_or_else(too_much_text)?;
        text.extend(std::iter::repeat_n('\n', (at_row - row) as usize));
        column = if at_row > row { 0 } else { column };
        text.extend(std::iter::repeat_n('\t', (at_column - column) as usize));
        (row, column) = (at_row, at_column);
        text.extend(value.chars().map(|c| if matches!(c, '\n' | '\r' | '\t') { ' ' } else { c }));
    }
    Ok(text)
}

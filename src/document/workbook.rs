//! XLSX workbooks: what their XML asks for is looked at before `calamine` reads it, which believes what it says.

use std::io::{self, BufRead, BufReader, Cursor, Read};

use calamine::{DataRef, Dimensions, Reader as _, Xlsx, XlsxCellReader, XlsxError};
use quick_xml::{
    Reader,
    events::{BytesStart, Event},
};

use super::archive::{self, Archive};
use crate::markup::attribute_of;

/// The rows and columns of a sheet, as Excel has them.
const ROWS: u32 = 1 << 20;
const COLUMNS: u32 = 1 << 14;
/// The most text in the cells of a workbook (bytes); a text that many cells share counts for each.
pub(crate) const MOST_TEXT: usize = 128 << 20;
/// The longest tag or text in its XML (bytes); it stands in memory as a whole.
const LONGEST: usize = 16 << 20;
/// The most sheets.
const MOST_SHEETS: usize = 4096;
/// The most texts that cells share; each is kept.
const MOST_SHARED: usize = 1 << 22;
/// The most tags that describe formats; each makes a large record.
const MOST_STYLES: usize = 1 << 18;

/// A workbook in memory, found to keep to the bounds.
pub(crate) struct Workbook<'b> {
    xlsx: Xlsx<Cursor<&'b [u8]>>,
}

impl<'b> Workbook<'b> {
    /// Opens a workbook.
    ///
    /// # Errors
    /// When it is broken or beyond all bounds.
    pub(crate) fn open(bytes: &'b [u8]) -> Result<Self, String> {
        let mut archive = Archive::open(bytes).map_err(|error| unreadable(&error))?;
        archive.bound(archive::LARGEST, &|_| true)?;
        archive.each(&mut |name, content| {
            let lower = name.to_lowercase();
            if !lower.ends_with(".xml") && !lower.ends_with(".rels") {
                return Ok(());
            }
            Scan::default().member(&lower, content).map_err(|error| format!("{name} {error}"))
        })?;
        let xlsx = Xlsx::new(Cursor::new(bytes)).map_err(|error| unreadable(&error))?;
        Ok(Self { xlsx })
    }

    /// The names of the sheets.
    pub(crate) fn sheets(&self) -> Vec<String> {
        self.xlsx.sheet_names()
    }

    /// The regions of a sheet that are merged into one cell.
    ///
    /// # Errors
    /// When the sheet is broken.
    pub(crate) fn merged(&mut self, sheet: &str) -> Result<Vec<Dimensions>, String> {
        self.xlsx.merge_cells_by_sheet_name(sheet).map_err(|error| error.to_string())
    }

    /// The cells of a sheet; a sheet that is a chart has none.
    ///
    /// # Errors
    /// When the sheet is broken.
    pub(crate) fn cells(&mut self, sheet: &str) -> Result<Cells<'_, 'b>, String> {
        let reader = match self.xlsx.worksheet_cells_reader(sheet) {
            Ok(reader) => Some(reader),
            Err(XlsxError::NotAWorksheet(_)) => None,
            Err(error) => return Err(error.to_string()),
        };
        Ok(Cells { reader, row: 0 })
    }
}

fn unreadable(error: &dyn std::fmt::Display) -> String {
    format!("this is no readable workbook: {error}")
}

/// That the cells of a workbook hold too much.
pub(crate) fn too_much_text() -> String {
    format!("more than {} MB of text in the cells: split the workbook", MOST_TEXT >> 20)
}

/// The cells of a sheet, row by row.
pub(crate) struct Cells<'w, 'b> {
    reader: Option<XlsxCellReader<'w, Cursor<&'b [u8]>>>,
    row: u32,
}

impl<'w> Cells<'w, '_> {
    /// The next cell that is not empty: its row and column, from 0, and its value.
    ///
    /// # Errors
    /// When the sheet is broken, its rows are out of order, or it holds more than a sheet can.
    pub(crate) fn next(&mut self) -> Result<Option<(u32, u32, DataRef<'w>)>, String> {
        let Some(reader) = &mut self.reader else { return Ok(None) };
        loop {
            let Some(cell) = reader.next_cell().map_err(|error| error.to_string())? else { return Ok(None) };
            let (row, column) = cell.get_position();
            if row >= ROWS || column >= COLUMNS {
                return Err(format!("a cell beyond row {ROWS} or column {COLUMNS}, where every sheet ends"));
            }
            if row < std::mem::replace(&mut self.row, row) {
                return Err("its rows are out of order".to_owned());
            }
            if matches!(cell.get_value(), DataRef::Empty) {
                continue;
            }
            return Ok(Some((row, column, cell.get_value().clone())));
        }
    }
}

/// What a member of a workbook has been found to hold.
#[derive(Default)]
struct Scan {
    tags: usize,
    sheets: usize,
    shared: usize,
    /// How many shared texts it says there are.
    promised: usize,
}

impl Scan {
    fn member(mut self, name: &str, content: &mut dyn Read) -> Result<(), String> {
        let mut reader = Reader::from_reader(Pieces { inner: BufReader::new(content), left: LONGEST });
        // As `calamine` reads: where it goes on, so does this.
        let config = reader.config_mut();
        config.check_end_names = false;
        config.check_comments = false;
        let mut buffer = Vec::new();
        loop {
            buffer.clear();
            reader.get_mut().left = LONGEST;
            match reader.read_event_into(&mut buffer) {
                Ok(Event::Start(element) | Event::Empty(element)) => self.element(name, &element)?,
                Ok(Event::Eof) => break,
                Err(quick_xml::Error::Io(error)) => return Err(format!("is broken: {error}")),
                // Not every member is read; of those that are, `calamine` tells what is wrong.
                Err(_) => return Ok(()),
                Ok(_) => {}
            }
        }
        // Room is made for as many texts as are promised.
        if self.promised > self.shared.max(1 << 16) {
            return Err(format!("is broken: it promises {} texts and has {}", self.promised, self.shared));
        }
        Ok(())
    }

    fn element(&mut self, name: &str, element: &BytesStart<'_>) -> Result<(), String> {
        self.tags += 1;
        match element.local_name().into_inner() {
            "sheet" => self.sheets += 1,
            "si" => self.shared += 1,
            "sst" => {
                let promised = attribute_of(element, "uniqueCount").and_then(|count| count.parse().ok());
                self.promised = self.promised.max(promised.unwrap_or(0));
            }
            _ => {}
        }
        let most = |what: &str, most: usize| Err(format!("has more than {most} {what}"));
        if self.sheets > MOST_SHEETS {
            most("sheets", MOST_SHEETS)
        } else if self.shared > MOST_SHARED {
            most("different texts: split the workbook", MOST_SHARED)
        } else if self.tags > MOST_STYLES && name.ends_with("styles.xml") {
            most("formats", MOST_STYLES)
        } else {
            Ok(())
        }
    }
}

/// A reader that ends in an error when one piece of XML is too long.
struct Pieces<R> {
    inner: R,
    /// How many bytes the piece may still have.
    left: usize,
}

impl<R: BufRead> Read for Pieces<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let read = self.fill_buf()?.read(buffer)?;
        self.consume(read);
        Ok(read)
    }
}

impl<R: BufRead> BufRead for Pieces<R> {
    fn fill_buf(&mut self) -> io::Result<&[u8]> {
        let bytes = self.inner.fill_buf()?;
        if self.left == 0 && !bytes.is_empty() {
            return Err(io::Error::other(format!("a single tag or text of more than {} MB", LONGEST >> 20)));
        }
        Ok(&bytes[..bytes.len().min(self.left)])
    }

    fn consume(&mut self, amount: usize) {
        self.left = self.left.saturating_sub(amount);
        self.inner.consume(amount);
    }
}

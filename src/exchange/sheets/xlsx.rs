//! XLSX: three sheets (forms, concepts, names not understood), made to be read: frozen header, filter,
//! widths, wrapped examples, colours by status. The creation date is fixed, so the bytes repeat.

use rust_xlsxwriter::{
    Color, DocProperties, ExcelDateTime, Format, FormatAlign, FormatBorder, Workbook, Worksheet, XlsxError,
};

use super::{
    SheetContent, SheetFormat, WriteError,
    columns::{form_cells, form_headings},
};
use crate::{
    sheet::{ExampleRow, Table},
    text::neutral,
};

/// Excel workbook.
pub struct Xlsx;

/// How many rows a sheet of a workbook holds.
const MAX_ROWS: usize = 1_048_575;

/// How many characters (UTF-16 units) a cell holds.
const MAX_CELL: usize = 32_767;

impl SheetFormat for Xlsx {
    fn name(&self) -> &'static str {
        "xlsx"
    }

    fn file(&self) -> &'static str {
        "terms.xlsx"
    }

    fn write(&self, content: SheetContent<'_>) -> Result<Vec<u8>, WriteError> {
        let table = content.table;
        let most = table.forms.len().max(table.unknown.len());
        if most > MAX_ROWS {
            let message = format!("{most} rows; a workbook sheet holds {MAX_ROWS}: write csv or tsv instead");
            return Err(WriteError { format: "xlsx", message });
        }
        workbook(table).map_err(|error| WriteError { format: "xlsx", message: error.to_string() })
    }
}

fn workbook(table: &Table) -> Result<Vec<u8>, XlsxError> {
    let mut workbook = Workbook::new();
    let date = ExcelDateTime::from_ymd(2020, 1, 1)?;
    workbook.set_properties(&DocProperties::new().set_title("Term sheet").set_creation_datetime(&date));
    let look = Look::new();
    forms(workbook.add_worksheet(), table, &look)?;
    concepts(workbook.add_worksheet(), table, &look)?;
    unknown(workbook.add_worksheet(), table, &look)?;
    workbook.save_to_buffer()
}

/// The formats of the cells.
struct Look {
    head: Format,
    text: Format,
    wrapped: Format,
    bold: Format,
    number: Format,
    marked: Format,
    plain: Format,
}

impl Look {
    fn new() -> Self {
        let text = Format::new().set_align(FormatAlign::Top);
        Self {
            head: Format::new()
                .set_bold()
                .set_font_color(Color::White)
                .set_background_color(Color::RGB(0x1F_4E79))
                .set_align(FormatAlign::VerticalCenter)
                .set_border_bottom(FormatBorder::Thin),
            wrapped: text.clone().set_text_wrap(),
            bold: text.clone().set_bold(),
            number: text.clone().set_num_format("0"),
            marked: Format::new().set_bold().set_font_color(Color::RGB(0x1F_4E79)),
            plain: Format::new(),
            text,
        }
    }

    /// The colours of a status.
    fn status(&self, status: &str) -> Format {
        let (ink, wash) = match status {
            "preferred" => (0x0B_6B3A, 0xE3_F5EA),
            "admitted" => (0x1D_4F91, 0xE4_EEFA),
            "deprecated" => (0x8A_4B08, 0xFD_F0D9),
            _ => (0x9B_1C1C, 0xFD_E4E1),
        };
        self.text.clone().set_font_color(Color::RGB(ink)).set_background_color(Color::RGB(wash))
    }
}

fn forms(sheet: &mut Worksheet, table: &Table, look: &Look) -> Result<(), XlsxError> {
    const WIDTHS: [f64; 18] =
        [22., 12., 26., 26., 11., 14., 12., 13., 26., 26., 12., 11., 11., 70., 34., 40., 30., 8.];
    let headings = form_headings(table);
    header(sheet, "Forms", &headings, &WIDTHS, 4, table.forms.len(), look)?;
    for (number, row) in table.forms.iter().enumerate() {
        let line = row_number(number);
        for (column, cell) in form_cells(row).iter().enumerate() {
            let column = column_number(column);
            match column {
                3 => text(sheet, line, column, cell, &look.bold)?,
                6 => text(sheet, line, column, cell, &look.status(&row.status))?,
                10 => count(sheet, line, column, row.occurrences, look)?,
                11 => count(sheet, line, column, row.documents, look)?,
                17 => count(sheet, line, column, row.unsure, look)?,
                13 => example(sheet, line, column, &row.example, look)?,
                15 => text(sheet, line, column, cell, &look.wrapped)?,
                _ => text(sheet, line, column, cell, &look.text)?,
            }
        }
    }
    Ok(())
}

fn concepts(sheet: &mut Worksheet, table: &Table, look: &Look) -> Result<(), XlsxError> {
    let (source, target) = (table.languages.source.code(), table.languages.target.code());
    let headings = [
        "Concept".to_owned(),
        "Type".to_owned(),
        format!("{} preferred", source.to_uppercase()),
        format!("{} preferred", target.to_uppercase()),
        "Forms found".to_owned(),
        "Occurrences".to_owned(),
        "Whose names".to_owned(),
        "Note".to_owned(),
        "Source".to_owned(),
    ];
    const WIDTHS: [f64; 9] = [22., 12., 28., 28., 60., 12., 20., 40., 30.];
    header(sheet, "Concepts", &headings, &WIDTHS, 3, table.concepts.len(), look)?;
    for (number, row) in table.concepts.iter().enumerate() {
        let line = row_number(number);
        let forms: Vec<String> = row.forms.iter().map(|(form, count)| format!("{form} ({count})")).collect();
        text(sheet, line, 0, &row.concept, &look.text)?;
        text(sheet, line, 1, &row.kind, &look.text)?;
        text(sheet, line, 2, &row.preferred, &look.bold)?;
        text(sheet, line, 3, &row.target, &look.bold)?;
        text(sheet, line, 4, &forms.join("; "), &look.wrapped)?;
        count(sheet, line, 5, row.occurrences, look)?;
        text(sheet, line, 6, &row.parties.join(", "), &look.text)?;
        text(sheet, line, 7, row.note.as_deref().unwrap_or_default(), &look.wrapped)?;
        text(sheet, line, 8, row.source.as_deref().unwrap_or_default(), &look.wrapped)?;
    }
    Ok(())
}

fn unknown(sheet: &mut Worksheet, table: &Table, look: &Look) -> Result<(), XlsxError> {
    let headings = ["Name", "Occurrences", "Documents", "Example", "Where"].map(str::to_owned);
    header(sheet, "Not understood", &headings, &[32., 12., 11., 80., 36.], 1, table.unknown.len(), look)?;
    for (number, row) in table.unknown.iter().enumerate() {
        let line = row_number(number);
        text(sheet, line, 0, &row.name, &look.bold)?;
        count(sheet, line, 1, row.occurrences, look)?;
        count(sheet, line, 2, row.documents, look)?;
        example(sheet, line, 3, &row.example, look)?;
        text(sheet, line, 4, &row.example.place, &look.text)?;
    }
    Ok(())
}

/// Names the sheet and writes its header: widths, filter, frozen first row and `frozen` columns.
fn header(
    sheet: &mut Worksheet,
    name: &str,
    headings: &[String],
    widths: &[f64],
    frozen: u16,
    rows: usize,
    look: &Look,
) -> Result<(), XlsxError> {
    sheet.set_name(name)?;
    sheet.set_row_height(0, 22)?;
    for (column, (heading, width)) in headings.iter().zip(widths).enumerate() {
        let column = column_number(column);
        sheet.write_string_with_format(0, column, heading, &look.head)?;
        sheet.set_column_width(column, *width)?;
    }
    sheet.autofilter(0, 0, row_number(rows).saturating_sub(1), column_number(headings.len() - 1))?;
    sheet.set_freeze_panes(1, frozen)?;
    Ok(())
}

fn text(sheet: &mut Worksheet, row: u32, column: u16, cell: &str, format: &Format) -> Result<(), XlsxError> {
    let cell = neutral(cell);
    sheet.write_string_with_format(row, column, fitting(&cell), format)?;
    Ok(())
}

fn count(sheet: &mut Worksheet, row: u32, column: u16, value: usize, look: &Look) -> Result<(), XlsxError> {
    // A spreadsheet number is a double; counts stay far below 2^53.
    sheet.write_number_with_format(row, column, value as f64, &look.number)?;
    Ok(())
}

/// An example with its form in bold.
fn example(
    sheet: &mut Worksheet,
    row: u32,
    column: u16,
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
        return text(sheet, row, column, &example.marked("", ""), &look.wrapped);
    }
    sheet.write_rich_string_with_format(row, column, &parts, &look.wrapped)?;
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

/// The worksheet row of item `number`, below the header.
fn row_number(number: usize) -> u32 {
    u32::try_from(number + 1).unwrap_or(u32::MAX)
}

fn column_number(column: usize) -> u16 {
    u16::try_from(column).unwrap_or(u16::MAX)
}

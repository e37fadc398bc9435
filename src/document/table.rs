//! Tables of segments: TSV, CSV and XLSX with a text and its translation in each row.

use calamine::DataRef;

use super::{
    Format,
    block::{Block, BlockKind, RunKind},
    encoding::Source,
    flow::Flow,
    model::{Document, Part},
    read::ReadOptions,
    workbook::{Cells, MOST_TEXT, Workbook, too_much_text},
};
use crate::{
    language::{FunctionWords, Language},
    text::Span,
};

/// The document of a TSV file: cells between tabs, quotation marks are characters as any.
pub(super) fn tsv(part: Part, options: &ReadOptions) -> Document {
    let rows = tsv_rows(&part.text);
    document(Format::Tsv, vec![part], vec![rows], options)
}

/// The document of a CSV file, its separator told by its first line.
pub(super) fn csv(part: Part, options: &ReadOptions) -> Document {
    let rows = csv_rows(&part.text);
    document(Format::Csv, vec![part], vec![rows], options)
}

/// The document of an XLSX workbook: each sheet is a part, its text a line for each row and a tab between
/// cells, so that a place is told by row.
///
/// # Errors
/// What is wrong with the file.
pub(super) fn xlsx(bytes: &[u8], options: &ReadOptions) -> Result<Document, String> {
    let mut workbook = Workbook::open(bytes)?;
    let mut parts = Vec::new();
    let mut tables = Vec::new();
    let mut room = Room { text: MOST_TEXT, cells: MOST_CELLS, gaps: MOST_GAPS };
    for name in workbook.sheets() {
        let of_sheet = |error: String| format!("sheet «{name}»: {error}");
        let mut sheet = workbook.cells(&name).map_err(of_sheet)?;
        let text = sheet_text(&mut sheet, &mut room).map_err(of_sheet)?;
        tables.push(tsv_rows(&text));
        parts.push(Part::new(Some(name), text, Source::Utf8 { bom: false }));
    }
    Ok(document(Format::Xlsx, parts, tables, options))
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

/// A cell: where its content stands, and whether it is in quotation marks.
#[derive(Clone, Copy)]
struct Cell {
    span: Span,
    quoted: bool,
}

type Row = Vec<Cell>;

fn tsv_rows(text: &str) -> Vec<Row> {
    let mut rows = Vec::new();
    let mut start = 0;
    for line in text.split_inclusive('\n') {
        let mut at = start;
        let content = line.trim_end_matches(['\n', '\r']);
        let cell = |cell: &str| {
            let span = Span::new(at, at + cell.len());
            at = span.end + 1;
            Cell { span, quoted: false }
        };
        rows.push(content.split('\t').map(cell).collect());
        start += line.len();
    }
    rows
}

fn csv_rows(text: &str) -> Vec<Row> {
    let first = text.lines().next().unwrap_or("");
    // Every other piece between quotation marks stands outside them.
    let outside = || first.split('"').step_by(2).flat_map(str::bytes);
    let count = |separator: &u8| outside().filter(|b| b == separator).count();
    let separator = [b',', b';', b'\t'].into_iter().max_by_key(|s| (count(s), *s == b',')).unwrap_or(b',');
    let bytes = text.as_bytes();
    let mut rows = Vec::new();
    let mut row = Row::new();
    let mut at = 0;
    while at < bytes.len() {
        let quoted = bytes[at] == b'"';
        let start = at + usize::from(quoted);
        let mut end = start;
        if quoted {
            loop {
                end += memchr::memchr(b'"', &bytes[end..]).unwrap_or(bytes.len() - end);
                if bytes.get(end + 1) != Some(&b'"') || end >= bytes.len() {
                    break;
                }
                end += 2;
            }
        }
        row.push(Cell { span: Span::new(start, end), quoted });
        // What follows a closing quotation mark belongs to no cell; an unquoted cell goes on to its end.
        let rest = &bytes[end.min(bytes.len())..];
        let len = memchr::memchr3(separator, b'\n', b'\r', rest).unwrap_or(rest.len());
        at = end + len;
        if let (false, Some(cell)) = (quoted, row.last_mut()) {
            cell.span.end = at;
        }
        match bytes.get(at) {
            Some(&b) if b == separator => {
                at += 1;
                if at == bytes.len() {
                    row.push(Cell { span: Span::new(at, at), quoted: false });
                }
            }
            _ => {
                at += 1 + usize::from(bytes[at.min(bytes.len())..].starts_with(b"\r\n"));
                rows.push(std::mem::take(&mut row));
            }
        }
    }
    if !row.is_empty() {
        rows.push(row);
    }
    rows
}

/// Whether a cell with this text stands in quotation marks.
pub(super) fn needs_quotes(text: &str) -> bool {
    text.contains([',', ';', '\t', '"', '\n', '\r'])
}

fn document(format: Format, parts: Vec<Part>, tables: Vec<Vec<Row>>, options: &ReadOptions) -> Document {
    let mut blocks = Vec::new();
    let mut unit = 0;
    for (number, (part, rows)) in parts.iter().zip(&tables).enumerate() {
        let columns = Columns::of(&part.text, rows);
        for row in &rows[usize::from(columns.header)..] {
            for (column, cell) in row.iter().enumerate() {
                let Some(language) = columns.language(column) else { continue };
                let Some(mut block) = block(&part.text, *cell, number) else { continue };
                block.language = language;
                block.unit = columns.pair.is_some().then_some(unit);
                blocks.push(block);
            }
            unit += 1;
        }
    }
    let mut document = Document::with_parts(format, parts, blocks);
    document.language = options.language;
    document
}

fn block(text: &str, cell: Cell, part: usize) -> Option<Block> {
    let content = cell.span.of(text);
    if content.trim().is_empty() {
        return None;
    }
    if !cell.quoted {
        return Some(Block::slice(BlockKind::TableCell, part, cell.span));
    }
    let mut flow = Flow::default();
    let mut at = cell.span.start;
    for piece in content.split_inclusive("\"\"") {
        let plain = piece.strip_suffix("\"\"");
        let end = at + plain.unwrap_or(piece).len();
        flow.literal(text, Span::new(at, end));
        at += piece.len();
        if plain.is_some() {
            flow.unit("\"", Span::new(end, at), RunKind::Escape);
        }
    }
    flow.block(BlockKind::TableCell, part)
}

/// Which columns of a table hold which language.
struct Columns {
    /// Whether the first row names the columns.
    header: bool,
    /// The two columns of a text and its translation, and their languages.
    pair: Option<[(usize, Language); 2]>,
}

/// How many rows are looked at to tell the languages.
const SAMPLE: usize = 200;

impl Columns {
    fn of(text: &str, rows: &[Row]) -> Self {
        let named: Vec<(usize, Language)> = (rows.first().into_iter().flatten().enumerate())
            .filter_map(|(at, cell)| Some((at, language_named(cell.span.of(text).trim())?)))
            .collect();
        // Beside the texts, tables of alignments tell their numbers: source, target, source_text, target_text.
        let is_text = |at: usize| rows[0][at].span.of(text).trim().to_lowercase().ends_with("text");
        let find = |language| {
            let mut of_language = named.iter().filter(|(_, named)| *named == language);
            let first = of_language.clone().next().copied();
            of_language.find(|(at, _)| is_text(*at)).copied().or(first)
        };
        if let (Some(french), Some(english)) = (find(Language::French), find(Language::English)) {
            return Self { header: true, pair: Some([french, english]) };
        }
        let wide = |row: &&Row| row.len() > 1;
        let two = rows.iter().take(SAMPLE).filter(wide).all(|row| row.len() == 2);
        if !two || !rows.iter().take(SAMPLE).any(|row| row.len() == 2) {
            return Self { header: false, pair: None };
        }
        let frenchness = |at: usize| {
            let mut words = FunctionWords::default();
            let cells = rows.iter().take(SAMPLE).filter_map(|row| row.get(at));
            cells.for_each(|cell| words.add(cell.span.of(text)));
            words.of(Language::French) as i64 - words.of(Language::English) as i64
        };
        let (first, second) = (frenchness(0), frenchness(1));
        let [left, right] = if first < second {
            [Language::English, Language::French]
        } else {
            [Language::French, Language::English]
        };
        Self { header: false, pair: Some([(0, left), (1, right)]) }
    }

    /// The language of the texts in a column; `None` when the column holds none.
    fn language(&self, column: usize) -> Option<Option<Language>> {
        match &self.pair {
            None => Some(None),
            Some(pair) => pair.iter().find(|(at, _)| *at == column).map(|(_, language)| Some(*language)),
        }
    }
}

/// The language a column’s name stands for: the language itself, or the side of a translation from French.
fn language_named(name: &str) -> Option<Language> {
    let name = name.to_lowercase();
    let name = name.trim_end_matches("text").trim_end_matches(['_', ' ', '-']);
    match name {
        "fra" | "french" | "français" | "francais" | "source" | "src" => Some(Language::French),
        "eng" | "english" | "anglais" | "target" | "cible" | "translation" | "traduction" | "tgt" => {
            Some(Language::English)
        }
        tag if tag.len() == 2 || tag.get(2..3).is_some_and(|mark| mark == "-" || mark == "_") => {
            Language::from_tag(tag)
        }
        _ => None,
    }
}

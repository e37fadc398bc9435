//! What tables of segments have in common: a text and its translation in each row.

use crate::{
    document::{
        block::{Block, BlockKind, RunKind},
        flow::Flow,
        format::Format,
        model::{Document, Part},
        options::ReadOptions,
    },
    glossary::LanguagePair,
    language::{FunctionWords, Language},
    text::Span,
};

/// A cell: where its content stands, and whether it is in quotation marks.
#[derive(Clone, Copy)]
pub(super) struct Cell {
    pub(super) span: Span,
    pub(super) quoted: bool,
}

pub(super) type Row = Vec<Cell>;

/// The rows of a text whose cells stand between tabs.
pub(super) fn tsv_rows(text: &str) -> Vec<Row> {
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

/// The document of `tables`, one for each part.
pub(super) fn document(
    format: Format,
    parts: Vec<Part>,
    tables: &[Vec<Row>],
    options: &ReadOptions,
) -> Document {
    let mut blocks = Vec::new();
    let mut unit = 0;
    for (number, (part, rows)) in parts.iter().zip(tables).enumerate() {
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
        let sides = LanguagePair::default();
        let find = |language| {
            let mut of_language = named.iter().filter(|(_, named)| *named == language);
            let first = of_language.clone().next().copied();
            of_language.find(|(at, _)| is_text(*at)).copied().or(first)
        };
        if let [Some(source), Some(target)] = [sides.source, sides.target].map(find) {
            return Self { header: true, pair: Some([source, target]) };
        }
        let wide = |row: &&Row| row.len() > 1;
        let two = rows.iter().take(SAMPLE).filter(wide).all(|row| row.len() == 2);
        if !two || !rows.iter().take(SAMPLE).any(|row| row.len() == 2) {
            return Self { header: false, pair: None };
        }
        // More words of the source than of the target make a column that of the source.
        let excess = |at: usize| {
            let mut words = FunctionWords::default();
            let cells = rows.iter().take(SAMPLE).filter_map(|row| row.get(at));
            cells.for_each(|cell| words.add(cell.span.of(text)));
            words.of(sides.source) as i64 - words.of(sides.target) as i64
        };
        let (first, second) = (excess(0), excess(1));
        let [left, right] =
            if first < second { [sides.target, sides.source] } else { [sides.source, sides.target] };
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
    let sides = LanguagePair::default();
    let name = name.to_lowercase();
    let name = name.trim_end_matches("text").trim_end_matches(['_', ' ', '-']);
    match name {
        "source" | "src" => Some(sides.source),
        "target" | "cible" | "translation" | "traduction" | "tgt" => Some(sides.target),
        "fra" | "eng" => Language::from_tag(name),
        "french" | "français" | "francais" | "english" | "anglais" => Language::from_name(name),
        tag if tag.len() == 2 || tag.get(2..3).is_some_and(|mark| mark == "-" || mark == "_") => {
            Language::from_tag(tag)
        }
        _ => None,
    }
}

//! From a table or a list to the rows of a review.

use std::io::Read as _;

use super::{
    super::{
        ReadError, Source, Ui,
        candidates::{CANDIDATE_COLUMNS, CandidateRow},
        columns::{Column, Headings},
        delimited::{delimiter_of, records},
        lists::{self, ListFormat, Wanted, list_format_of, read_all},
        sheets::FORM_COLUMNS,
        words::own_word,
    },
    Cell, Cells, Review, ReviewRow,
};
use crate::{glossary::LanguagePair, text::bare};

#[cfg(feature = "xlsx")]
use crate::exchange::workbook::{FirstSheet, workbook_bytes};

/// Rows of text, each with its line.
type Lines = Vec<(usize, Vec<String>)>;

/// Cells that hold an error: the row, the cell’s name, the error.
type Errors = Vec<(usize, String, String)>;

/// How large a list may be that comes back; it is held whole.
const MOST_BYTES: u64 = 256 << 20;

/// What a review is written in.
#[derive(Clone, Copy)]
pub enum ReviewFormat {
    /// CSV or TSV.
    Text,
    /// XLSX.
    Workbook,
    /// A list of entries: TBX, JSON.
    List(&'static dyn ListFormat),
}

impl ReviewFormat {
    /// The format of a file of this name, told by its ending; a table as text where it says nothing.
    ///
    /// ```
    /// use drogman::exchange::ReviewFormat;
    /// assert!(matches!(ReviewFormat::of("r.XLSX"), ReviewFormat::Workbook));
    /// assert!(matches!(ReviewFormat::of("r.tbx"), ReviewFormat::List(_)));
    /// assert!(matches!(ReviewFormat::of("r"), ReviewFormat::Text));
    /// ```
    pub fn of(file: &str) -> Self {
        match list_format_of(file) {
            Some(format) if format.name() == "xlsx" => Self::Workbook,
            Some(format) if format.name() == "json" || format.name().starts_with("tbx") => Self::List(format),
            _ => Self::Text,
        }
    }
}

/// Reads a review.
///
/// # Errors
/// When the file cannot be read, or has no column for concepts or forms.
pub fn read_review(
    input: Source<'_>,
    format: ReviewFormat,
    languages: LanguagePair,
) -> Result<Review, ReadError> {
    match format {
        ReviewFormat::Text => of_table(text_rows(input)?, Vec::new(), languages),
        ReviewFormat::Workbook => {
            let (rows, broken) = workbook_rows(input)?;
            of_table(rows, broken, languages)
        }
        ReviewFormat::List(format) => of_list(input, format, languages),
    }
}

/// The review that a list of entries is. What an entry does not say is not changed, but for the format that is ours.
fn of_list(
    input: Source<'_>,
    format: &'static dyn ListFormat,
    languages: LanguagePair,
) -> Result<Review, ReadError> {
    let mut bytes = Vec::new();
    let mut limited = input.into_raw().take(MOST_BYTES + 1);
    limited.read_to_end(&mut bytes).map_err(|error| ReadError::of_io(&error, 0))?;
    if bytes.len() as u64 > MOST_BYTES {
        return Err(ReadError::at(0, format!("a list of more than {} MB", MOST_BYTES >> 20)));
    }
    let wanted = Wanted { languages, columns: Vec::new() };
    let (list, refused) = read_all(format, &bytes, &wanted)?;
    let columns = lists::columns();
    let mut rows = Vec::new();
    for row in lists::rows(&list) {
        rows.push(ReviewRow { line: row.entry.line, cells: Cells::written(&columns, &row) });
    }
    Ok(Review {
        is_whole: format.name() == "json",
        style: format.style_named(&bytes),
        rows,
        refused,
        list_format: Some(format),
        ..Review::default()
    })
}

/// The review that a table is.
fn of_table(rows: Lines, broken: Errors, languages: LanguagePair) -> Result<Review, ReadError> {
    let mut rows = rows.into_iter().skip_while(|(_, row)| row.iter().all(String::is_empty));
    let (line, head) = rows.next().ok_or_else(|| ReadError::at(1, "the sheet is empty"))?;
    let mut columns: Vec<Option<Cell>> = head.iter().map(|cell| column(cell, languages)).collect();
    let has = |cell| columns.contains(&Some(cell));
    if !has(Cell::Concept) || !has(Cell::Form) {
        return Err(ReadError::at(line, "no columns «concept» and «form»: this is no sheet of drogman"));
    }
    let of_candidates = head.iter().any(|cell| is_known_concept(cell, languages));
    let is_sheet = has(Cell::Preferred) && !has(Cell::Language);
    if is_sheet {
        // The example of a sheet is a sentence of the texts, not one of the glossary.
        columns.iter_mut().for_each(|column| *column = column.filter(|cell| cell.record().is_none()));
    }
    let has = |cell| columns.contains(&Some(cell));
    let of_sheet = FORM_COLUMNS.iter().map(|column| column.key);
    let own: Vec<&str> = if is_sheet {
        of_sheet.collect()
    } else {
        lists::columns().iter().map(|column| column.key).collect()
    };
    let mut review = Review {
        is_sheet,
        is_whole: own
            .into_iter()
            .filter_map(Cell::of_key)
            .all(|cell| has(cell) || (is_sheet && cell.record().is_some())),
        style: head.iter().find_map(|cell| style(cell)),
        ..Review::default()
    };
    for (line, row) in rows {
        if let Some((_, cell, error)) = broken.iter().find(|(at, ..)| *at == line) {
            review.refused.push((line, format!("cell {cell} holds {error}: write it again")));
            continue;
        }
        let word = |(column, cell): (&Option<Cell>, &'_ String)| {
            closed(*column, bare(cell.trim()), of_candidates).to_owned()
        };
        let texts: Vec<String> = columns.iter().zip(&row).map(word).collect();
        let cells = Cells::of(&columns, texts.iter().map(String::as_str));
        let row = ReviewRow { line, cells };
        if of_candidates {
            match CandidateRow::decided(line, |key| Cell::of_key(key).map_or("", |cell| row.text(cell))) {
                Ok(candidate) => review.candidates.extend(candidate),
                Err(message) => review.refused.push((line, message)),
            }
        } else if !row.text(Cell::Concept).is_empty() {
            review.rows.push(row);
        } else if !row.text(Cell::Form).is_empty() {
            let form = row.text(Cell::Form);
            let message = format!(
                "«{form}» without a concept: write the id of one (new entries come with `glossary import`)"
            );
            review.refused.push((line, message));
        }
    }
    Ok(review)
}

/// The column a heading names, as one of the tables of drogman has it for programs or for people.
fn column(heading: &str, languages: LanguagePair) -> Option<Cell> {
    let heading = plain(heading);
    if heading.split_once(':').is_some_and(|(word, _)| is_status(word)) {
        return Some(Cell::Status);
    }
    let key = Cell::all().find(|cell| cell.key().replace('_', " ") == heading);
    key.or_else(|| named(&lists::columns(), &heading, languages))
        .or_else(|| named(&lists::review_columns(), &heading, languages))
        .or_else(|| named(&FORM_COLUMNS, &heading, languages))
        .or_else(|| named(&CANDIDATE_COLUMNS, &heading, languages))
}

/// The column of a table with this heading for people, in any of their languages.
fn named<R>(columns: &[Column<R>], heading: &str, languages: LanguagePair) -> Option<Cell> {
    Ui::ALL.into_iter().find_map(|ui| {
        let headings = Headings { languages, style: "default", ui };
        let column = columns.iter().find(|column| column.heading(&headings).to_lowercase() == heading)?;
        Cell::of_key(column.key)
    })
}

/// Whether a heading is that of the concept a candidate may belong to, which no other table has.
fn is_known_concept(heading: &str, languages: LanguagePair) -> bool {
    let of_candidates = CANDIDATE_COLUMNS.iter().filter(|column| column.key == "concept");
    let called =
        |column: &Column<_>, ui| column.heading(&Headings { languages, style: "default", ui }).to_lowercase();
    let heading = plain(heading);
    of_candidates.into_iter().any(|column| Ui::ALL.into_iter().any(|ui| called(column, ui) == heading))
}

/// Whether a word heads the column of statuses.
fn is_status(word: &str) -> bool {
    let word = plain(word);
    Ui::ALL.into_iter().any(|ui| ui.say("heading.status").to_lowercase() == word)
}

/// A heading in lower case, spaces for what stands for them.
fn plain(heading: &str) -> String {
    bare(heading.trim()).trim_start_matches('\u{feff}').to_lowercase().replace('_', " ")
}

/// The style that the heading of the statuses names.
fn style(heading: &str) -> Option<String> {
    let (word, style) = bare(heading.trim()).split_once(':')?;
    (is_status(word) && !style.trim().is_empty()).then(|| style.trim().to_owned())
}

/// A cell as programs have it: the words of closed lists come in the language of whoever reads the table.
fn closed(column: Option<Cell>, text: &str, of_candidates: bool) -> &str {
    match column {
        Some(Cell::Kind) if of_candidates => own_word("kind", text),
        Some(cell) if cell.is_closed() => own_word(cell.key(), text),
        _ => text,
    }
}

/// The rows of a workbook’s first sheet, and the cells that hold an error: the row, the cell’s name, the error.
#[cfg(feature = "xlsx")]
fn workbook_rows(input: Source<'_>) -> Result<(Lines, Errors), ReadError> {
    let bytes = workbook_bytes(input)?;
    let mut sheet = FirstSheet::of(&bytes)?;
    let mut rows = Vec::new();
    let read = sheet.rows(&mut |line, row| {
        rows.push((line, row.to_owned()));
        Ok(())
    });
    read.map_err(|error| ReadError {
        message: format!("sheet «{}»: {}", sheet.name, error.message),
        ..error
    })?;
    Ok((rows, sheet.errors))
}

#[cfg(not(feature = "xlsx"))]
fn workbook_rows(_: Source<'_>) -> Result<(Lines, Errors), ReadError> {
    Err(ReadError::at(0, crate::text::built_without("xlsx")))
}

/// The rows of a table as text, each with its line.
fn text_rows(mut input: Source<'_>) -> Result<Lines, ReadError> {
    let delimiter = delimiter_of(&mut input)?;
    let mut rows = Vec::new();
    records(input, delimiter, &mut |line, row| {
        rows.push((line, row.to_owned()));
        Ok(())
    })?;
    Ok(rows)
}

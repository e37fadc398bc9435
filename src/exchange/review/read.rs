//! From a table to the rows of a review.

use super::{
    super::{
        ReadError, Source,
        delimited::{delimiter_of, records},
        lists::COLUMNS,
        sheets::FORM_COLUMNS,
    },
    CandidateRow, Cell, Cells, Decision, Review, ReviewRow,
};
use crate::{glossary::LanguagePair, text::bare};

#[cfg(feature = "xlsx")]
use crate::exchange::workbook::{FirstSheet, workbook_bytes};

/// Rows of text, each with its line.
type Lines = Vec<(usize, Vec<String>)>;

/// Cells that hold an error: the row, the cell’s name, the error.
type Errors = Vec<(usize, String, String)>;

/// Reads a review: XLSX, or CSV and TSV.
///
/// # Errors
/// When the file cannot be read, or has no column for concepts or forms.
pub fn read_review(
    input: Source<'_>,
    is_workbook: bool,
    languages: LanguagePair,
) -> Result<Review, ReadError> {
    let (rows, broken) = if is_workbook { workbook_rows(input)? } else { (text_rows(input)?, Vec::new()) };
    let mut rows = rows.into_iter().skip_while(|(_, row)| row.iter().all(String::is_empty));
    let (line, head) = rows.next().ok_or_else(|| ReadError::at(1, "the sheet is empty"))?;
    let columns: Vec<Option<Cell>> = head.iter().map(|cell| Cell::of_heading(cell, languages)).collect();
    let has = |cell| columns.contains(&Some(cell));
    if !has(Cell::Concept) || !has(Cell::Form) {
        return Err(ReadError::at(line, "no columns «concept» and «form»: this is no sheet of drogman"));
    }
    let is_known = |cell: &String| bare(cell.trim()).to_lowercase().replace('_', " ") == "known concept";
    let of_candidates = head.iter().any(is_known);
    let is_sheet = has(Cell::Preferred) && !has(Cell::Language);
    let own: &[&str] = if is_sheet { &FORM_COLUMNS } else { &COLUMNS };
    let mut review = Review {
        is_sheet,
        is_whole: own.iter().filter_map(|name| Cell::of_heading(name, languages)).all(has),
        style: head.iter().find_map(|cell| style(cell)),
        ..Review::default()
    };
    for (line, row) in rows {
        if let Some((_, cell, error)) = broken.iter().find(|(at, ..)| *at == line) {
            review.refused.push((line, format!("cell {cell} holds {error}: write it again")));
            continue;
        }
        let cells = Cells::of(&columns, row.iter().map(|cell| bare(cell.trim())));
        let row = ReviewRow { line, cells };
        if of_candidates {
            match candidate(&row) {
                Ok(candidate) => review.candidates.extend(candidate),
                Err(message) => review.refused.push((line, message)),
            }
        } else if !row.text(Cell::Concept).is_empty() {
            review.rows.push(row);
        }
    }
    Ok(review)
}

/// The style that the heading of the statuses names.
fn style(heading: &str) -> Option<String> {
    let (word, style) = bare(heading.trim()).split_once(':')?;
    let is_status = word.trim_start_matches('\u{feff}').eq_ignore_ascii_case("status");
    (is_status && !style.trim().is_empty()).then(|| style.trim().to_owned())
}

/// A row about a candidate, when it is to be taken up.
fn candidate(row: &ReviewRow) -> Result<Option<CandidateRow>, String> {
    let decision = Decision::of_word(row.text(Cell::Decision))?;
    let text = |cell| row.text(cell).to_owned();
    let is_taken = matches!(decision, Some(Decision::Accept | Decision::Correct));
    Ok((is_taken && !row.text(Cell::Form).is_empty()).then(|| CandidateRow {
        line: row.line,
        concept: text(Cell::Concept),
        form: text(Cell::Form),
        new_form: text(Cell::NewForm),
        target: text(Cell::Target),
        note: Some(text(Cell::Note)).filter(|note| !note.is_empty()),
        kind: text(Cell::Kind),
        forms: row
            .text(Cell::Variants)
            .split("; ")
            .map(without_count)
            .filter(|form| !form.is_empty())
            .collect(),
    }))
}

/// «Aliyev (3)» without how often it was found.
fn without_count(form: &str) -> String {
    let counted = form.rsplit_once(" (").filter(|(_, n)| {
        n.strip_suffix(')').is_some_and(|n| !n.is_empty() && n.chars().all(|c| c.is_ascii_digit()))
    });
    counted.map_or(form, |(form, _)| form).trim().to_owned()
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

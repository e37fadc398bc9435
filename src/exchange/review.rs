//! A sheet that a translator went through: what it says about each form.

use super::{
    cells::bare,
    format::{ReadError, Source},
    list::status_of,
    tables::{delimiter_of, records},
    workbook::{FirstSheet, workbook_bytes},
};
use crate::{glossary::Status, language::Language};

/// What a reviewer decided about a form.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Decision {
    /// It stays, with what the row says.
    Accept,
    /// It goes.
    Reject,
    /// It is to be written as the row says.
    Correct,
}

/// A row of a reviewed sheet; `None` and empty where it says nothing.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ReviewRow {
    /// The row, from 1.
    pub line: usize,
    /// The concept’s id.
    pub concept: String,
    /// The language of the form; the source language when the sheet has no such column.
    pub language: Option<Language>,
    /// The form.
    pub form: String,
    /// The status it is to have.
    pub status: Option<Status>,
    /// The decision.
    pub decision: Option<Decision>,
    /// How it is to be written.
    pub new_form: String,
    /// The form to prefer in the source language.
    pub source: String,
    /// The form to prefer in the target language.
    pub target: String,
    /// The note on the concept.
    pub note: Option<String>,
    /// What a sheet of candidates says besides; the concept is then one the candidate may belong to, or empty.
    pub candidate: Option<CandidateCells>,
}

/// What a row of a sheet of candidates says of one.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct CandidateCells {
    /// What it is: person, place, term…
    pub kind: String,
    /// The forms found, the head among them.
    pub forms: Vec<String>,
}

/// Reads a reviewed sheet: XLSX, or CSV and TSV.
///
/// # Errors
/// When the file cannot be read, or has no column for concepts or forms.
pub fn read_review(input: Source<'_>, is_workbook: bool) -> Result<Vec<ReviewRow>, ReadError> {
    let rows = if is_workbook { sheet_rows(input)? } else { text_rows(input)? };
    let mut rows = rows.into_iter().skip_while(|(_, row)| row.iter().all(String::is_empty));
    let (line, head) = rows.next().ok_or_else(|| ReadError::at(1, "the sheet is empty"))?;
    let head: Vec<String> = head.iter().map(|cell| heading(cell)).collect();
    let place = |names: &[&str]| head.iter().position(|cell| names.contains(&cell.as_str()));
    let (Some(concept), Some(form)) =
        (place(&["concept", "known concept"]), place(&["form", "fr form found", "head"]))
    else {
        return Err(ReadError::at(line, "no columns «concept» and «form»: this is no sheet of drogman"));
    };
    let places = [
        place(&["language"]),
        place(&["status"]),
        place(&["decision"]),
        place(&["new form", "correction"]),
        place(&["fr preferred", "preferred"]),
        place(&["en preferred", "english", "target"]),
        place(&["note"]),
    ];
    let of_candidates = place(&["known concept"]).is_some();
    let (kind, forms) = (place(&["type"]), place(&["variants"]));
    let mut out = Vec::new();
    for (line, row) in rows {
        let cell =
            |place: Option<usize>| place.and_then(|at| row.get(at)).map_or("", |cell| bare(cell.trim()));
        let [language, status, decision, new_form, source, target, note] = places.map(cell);
        let unknown = |what: &str, word: &str| ReadError::at(line, format!("«{word}» is no {what}"));
        let status = match status {
            "" => None,
            word => Some(status_of(word).ok_or_else(|| unknown("status", word))?),
        };
        let decision = match decision.to_lowercase().as_str() {
            "" => None,
            "accept" | "accepted" | "ok" | "yes" => Some(Decision::Accept),
            "reject" | "rejected" | "no" => Some(Decision::Reject),
            "correct" | "corrected" => Some(Decision::Correct),
            word => return Err(unknown("decision (accept, reject, correct)", word)),
        };
        out.push(ReviewRow {
            line,
            concept: cell(Some(concept)).to_owned(),
            language: Language::from_tag(language),
            form: cell(Some(form)).to_owned(),
            status,
            decision,
            new_form: new_form.to_owned(),
            source: source.to_owned(),
            target: target.to_owned(),
            note: Some(note.to_owned()).filter(|note| !note.is_empty()),
            candidate: of_candidates.then(|| CandidateCells {
                kind: cell(kind).to_owned(),
                forms: cell(forms).split("; ").map(without_count).filter(|form| !form.is_empty()).collect(),
            }),
        });
    }
    let decided = |row: &ReviewRow| matches!(row.decision, Some(Decision::Accept | Decision::Correct));
    out.retain(|row| match row.candidate {
        Some(_) => decided(row) && !row.form.is_empty(),
        None => !row.concept.is_empty() && !row.form.is_empty(),
    });
    Ok(out)
}

/// «Aliyev (3)» without how often it was found.
fn without_count(form: &str) -> String {
    let counted = form.rsplit_once(" (").filter(|(_, n)| {
        n.strip_suffix(')').is_some_and(|n| !n.is_empty() && n.chars().all(|c| c.is_ascii_digit()))
    });
    counted.map_or(form, |(form, _)| form).trim().to_owned()
}

fn heading(cell: &str) -> String {
    bare(cell.trim()).trim_start_matches('\u{feff}').to_lowercase().replace('_', " ")
}

/// The rows of a table as text, each with its line.
fn text_rows(mut input: Source<'_>) -> Result<Vec<(usize, Vec<String>)>, ReadError> {
    let delimiter = delimiter_of(&mut input)?;
    let mut rows = Vec::new();
    records(input, delimiter, &mut |line, row| {
        rows.push((line, row.to_owned()));
        Ok(())
    })?;
    Ok(rows)
}

/// The rows of a workbook’s first sheet, each with its number.
fn sheet_rows(input: Source<'_>) -> Result<Vec<(usize, Vec<String>)>, ReadError> {
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
    Ok(rows)
}

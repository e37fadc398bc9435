//! What the columns of a table are taken for, to be looked at before it is imported.

use super::{
    ListFormat, Wanted,
    headings::{Field, More},
    rows::{MAX_TITLE, Rows, has_languages},
};
#[cfg(feature = "xlsx")]
use crate::exchange::workbook::{FirstSheet, workbook_bytes};
use crate::{
    exchange::{
        Input, ReadError, Source,
        delimited::{delimiter_of, records},
    },
    text::bare,
};

/// So many cells of a column are shown.
const SAMPLE: usize = 3;

/// A column of a table.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ListColumn {
    /// Its heading; empty where there is none.
    pub heading: String,
    /// What it is taken for: a name for [`Wanted::columns`].
    pub field: String,
    /// Its first cells that are not empty.
    pub sample: Vec<String>,
}

/// What the columns of a list are taken for; none where the format is no table of free columns.
///
/// # Errors
/// When the file is not in this format, or damaged.
///
/// ```
/// use drogman::exchange::{Wanted, list_columns, list_format};
/// let csv = list_format("csv").unwrap();
/// let columns = list_columns(csv, "Terme;Anglais;Vu le\nBakou;Baku;hier\n".as_bytes(), &Wanted::default()).unwrap();
/// let fields: Vec<&str> = columns.iter().map(|column| &column.field[..]).collect();
/// assert_eq!(fields, ["fr", "en", "-"]);
/// assert_eq!((&columns[1].heading[..], &columns[1].sample[0][..]), ("Anglais", "Baku"));
/// ```
pub fn list_columns(
    format: &dyn ListFormat,
    bytes: &[u8],
    wanted: &Wanted,
) -> Result<Vec<ListColumn>, ReadError> {
    let boxed: Box<dyn std::io::Read + '_> = Box::new(bytes);
    let input = Input::new(boxed).map_err(|error| ReadError::of_io(&error, 0))?;
    let rows = match format.name() {
        "csv" | "tsv" => delimited_rows(input)?,
        #[cfg(feature = "xlsx")]
        "xlsx" => sheet_rows(input)?,
        _ => return Ok(Vec::new()),
    };
    Ok(columns(&rows, wanted))
}

/// The first rows that are not empty.
fn delimited_rows(mut input: Source<'_>) -> Result<Vec<Vec<String>>, ReadError> {
    let delimiter = delimiter_of(&mut input)?;
    let mut rows = Vec::new();
    records(input, delimiter, &mut |_, cells| {
        keep(&mut rows, cells);
        Ok(())
    })?;
    Ok(rows)
}

#[cfg(feature = "xlsx")]
fn sheet_rows(input: Source<'_>) -> Result<Vec<Vec<String>>, ReadError> {
    let bytes = workbook_bytes(input)?;
    let mut rows = Vec::new();
    FirstSheet::of(&bytes)?.rows(&mut |_, cells| {
        keep(&mut rows, cells);
        Ok(())
    })?;
    Ok(rows)
}

fn keep(rows: &mut Vec<Vec<String>>, cells: &[String]) {
    if rows.len() < MAX_TITLE + SAMPLE && cells.iter().any(|cell| !cell.trim().is_empty()) {
        rows.push(cells.to_vec());
    }
}

fn columns(rows: &[Vec<String>], wanted: &Wanted) -> Vec<ListColumn> {
    let told = Rows::new(wanted);
    let header = rows.iter().take(MAX_TITLE).enumerate().find_map(|(place, cells)| {
        let columns = told.header(cells).filter(|columns| place == 0 || has_languages(columns))?;
        Some((place, columns))
    });
    let width = rows.iter().map(Vec::len).max().unwrap_or_default();
    let languages = wanted.languages;
    let (head, fields, data) = match &header {
        Some((place, columns)) => (Some(&rows[*place]), columns.clone(), &rows[place + 1..]),
        None => (None, vec![Field::Of(languages.source), Field::Of(languages.target), Field::Note], rows),
    };
    let column = |at: usize| ListColumn {
        heading: head
            .and_then(|head| head.get(at))
            .map(|cell| bare(cell.trim()).to_owned())
            .unwrap_or_default(),
        field: fields.get(at).map_or("-".to_owned(), |field| field.named()),
        sample: data
            .iter()
            .filter_map(|cells| cells.get(at).map(|cell| bare(cell.trim()).to_owned()))
            .filter(|cell| !cell.is_empty())
            .take(SAMPLE)
            .collect(),
    };
    (0..width).map(column).collect()
}

impl Field {
    /// The heading that is read as this.
    fn named(self) -> String {
        match self {
            Self::Concept => "concept".into(),
            Self::Kind => "type".into(),
            Self::Language => "language".into(),
            Self::Form => "form".into(),
            Self::Slot => "slot".into(),
            Self::Status => "status".into(),
            Self::Relation => "relation".into(),
            Self::Party => "party".into(),
            Self::Gender => "gender".into(),
            Self::FormNote => "form note".into(),
            Self::Note => "note".into(),
            Self::Source => "reference".into(),
            Self::Record(field, None) => field.key().replace('_', " "),
            Self::Record(field, Some(language)) => format!("{language} {}", field.key().replace('_', " ")),
            Self::Of(language) => language.code().into(),
            Self::More(language, more) => format!("{language} {}", more.word()),
            Self::Other(tag) => tag.into(),
            Self::Ignored => "-".into(),
        }
    }
}

impl More {
    const fn word(self) -> &'static str {
        match self {
            Self::Admitted => "admitted",
            Self::Deprecated => "deprecated",
            Self::Forbidden => "forbidden",
            Self::Abbreviation => "abbreviation",
        }
    }
}

//! Lists of terms brought into the glossary.
//!
//! A list is read, and kept till it is said what its columns are and who is right where it and the glossary disagree. What
//! it then adds and changes is one act, which can be taken back.

use std::{collections::VecDeque, io, sync::Mutex};

use indexmap::IndexMap;
use serde::{Deserialize, Serialize};
use serde_json::Value;

use super::{Refused, Review, decisions::Acted, locked};
use crate::{
    exchange::{
        Import as List, Input, ListFormat, OnConflict, Onto, ReadError, ReviewFormat, Source, Wanted,
        list_columns, list_format, list_format_of, read_all, read_review, wish_sets, wishes,
    },
    glossary::{Glossary, Set, SourceFile, StyleId},
};

/// So many lists are kept; the oldest go.
const MOST_LISTS: usize = 4;

/// So many disagreements and notes are told.
const MOST_TOLD: usize = 500;

/// The lists that were read and not applied yet.
#[derive(Default)]
pub(super) struct Imports(Mutex<Kept>);

#[derive(Default)]
struct Kept {
    last: u64,
    lists: VecDeque<(u64, KeptList)>,
}

/// A list that is kept.
#[derive(Clone)]
struct KeptList {
    name: String,
    format: &'static dyn ListFormat,
    bytes: Vec<u8>,
}

/// A list as it was read.
#[derive(Debug, Serialize)]
pub(crate) struct Import {
    id: String,
    name: String,
    rows: usize,
    concepts: usize,
    columns: Vec<Column>,
    conflicts: Vec<Conflict>,
    notes: Vec<String>,
}

#[derive(Debug, Serialize)]
struct Column {
    heading: String,
    field: String,
    sample: Vec<String>,
}

/// Where the list and the glossary disagree.
#[derive(Clone, Debug, Serialize)]
struct Conflict {
    id: String,
    term: String,
    ours: String,
    theirs: String,
}

/// What is said of a list before it is applied.
#[derive(Clone, Debug, Default, Deserialize)]
pub(crate) struct ImportChoice {
    /// What the columns are; empty: as they were taken.
    #[serde(default)]
    columns: Vec<String>,
    /// Who is right: ours or theirs; ours where nothing is said.
    #[serde(default)]
    choices: IndexMap<String, String>,
}

/// What a list comes to.
struct Read {
    onto: Onto,
    rows: usize,
    notes: Vec<String>,
}

impl Review {
    /// Reads a list, and keeps it.
    ///
    /// # Errors
    /// When it cannot be read.
    pub(crate) fn read_list(&self, name: &str, bytes: Vec<u8>) -> Result<Import, Refused> {
        let format = format_of(name, &bytes)?;
        let list = KeptList { name: name.to_owned(), format, bytes };
        let glossary = self.glossary();
        let read = read(&list, &glossary, &[])?;
        let wanted = Wanted { languages: glossary.languages, columns: Vec::new() };
        let columns = list_columns(format, &list.bytes, &wanted).map_err(|error| unread(name, error))?;
        let column = |column: crate::exchange::ListColumn| Column {
            heading: column.heading,
            field: column.field,
            sample: column.sample,
        };
        let mut conflicts: Vec<Conflict> =
            rows_of(&read.onto.asked).iter().map(|row| conflict(&glossary, row)).collect();
        conflicts.truncate(MOST_TOLD);
        let mut kept = locked(&self.imports.0);
        kept.last += 1;
        let id = kept.last;
        kept.lists.push_back((id, list));
        if kept.lists.len() > MOST_LISTS {
            kept.lists.pop_front();
        }
        Ok(Import {
            id: format!("i{id}"),
            name: name.to_owned(),
            rows: read.rows,
            concepts: read.onto.added,
            columns: columns.into_iter().map(column).collect(),
            conflicts,
            notes: read.notes,
        })
    }

    /// Brings a list that was read into the glossary: one act.
    ///
    /// # Errors
    /// When it is not kept any more, or nothing of it can be used.
    pub(crate) fn import(&self, id: &str, choice: &ImportChoice) -> Result<Acted, Refused> {
        let number: u64 = id.strip_prefix('i').and_then(|id| id.parse().ok()).ok_or(Refused::NotFound)?;
        let list = {
            let kept = locked(&self.imports.0);
            let found = kept.lists.iter().find(|(known, _)| *known == number);
            found.map(|(_, list)| list.clone()).ok_or(Refused::Gone)?
        };
        let glossary = self.glossary();
        let read = read(&list, &glossary, &choice.columns)?;
        let sets = sets(&glossary, &read.onto, choice)?;
        if sets.is_empty() {
            return Err(Refused::Bad(format!("{}: the glossary says all of it already", list.name)));
        }
        let acted = self.act_of_list(&list.name, read.rows, sets)?;
        locked(&self.imports.0).lists.retain(|(known, _)| *known != number);
        Ok(acted)
    }
}

/// The format of a list, by its name, else by how it begins.
fn format_of(name: &str, bytes: &[u8]) -> Result<&'static dyn ListFormat, Refused> {
    let guessed = match bytes {
        [b'P', b'K', ..] => "xlsx",
        [b'<', ..] | [0xef, 0xbb, 0xbf, b'<', ..] => "tbx",
        [b'{' | b'[', ..] => "json",
        _ => "csv",
    };
    let format = list_format_of(name).or_else(|| list_format(guessed));
    format.ok_or_else(|| Refused::Bad(format!("{name}: the ending tells no format of a list")))
}

fn unread(name: &str, error: ReadError) -> Refused {
    Refused::Bad(error.in_file(name).to_string())
}

fn input(bytes: &[u8]) -> io::Result<Source<'_>> {
    let boxed: Box<dyn io::Read + '_> = Box::new(bytes);
    Input::new(boxed)
}

/// Reads a list over a glossary: what it adds, and where they disagree.
fn read(list: &KeptList, glossary: &Glossary, columns: &[String]) -> Result<Read, Refused> {
    let name = &list.name;
    let wanted = Wanted { languages: glossary.languages, columns: columns.to_vec() };
    let (all, rejected) = read_all(list.format, &list.bytes, &wanted).map_err(|error| unread(name, error))?;
    let mut notes = Vec::new();
    let source = input(&list.bytes).map_err(|error| Refused::Bad(format!("{name}: {error}")))?;
    let report = |line: usize, message: String| match line {
        0 => notes.push(message),
        line => notes.push(format!("{line}: {message}")),
    };
    let import =
        List::read(list.format, source, &wanted, None, report).map_err(|error| unread(name, error))?;
    if import.is_empty() {
        return Err(Refused::Bad(format!("{name}: no term could be read; say what its columns are")));
    }
    let onto = import.onto(glossary, OnConflict::Ask);
    let onto = onto.map_err(|error| Refused::Failed(format!("{name}: {error}")))?;
    if !onto.guesses.is_empty() {
        notes.push(format!("types guessed: {}", onto.guesses));
    }
    let more = notes.len().saturating_sub(MOST_TOLD);
    notes.truncate(MOST_TOLD);
    if more > 0 {
        notes.push(format!("and {more} more"));
    }
    // What is said of the list as a whole is said of no line.
    let rejected = rejected.iter().filter(|(line, _)| *line > 0).count();
    Ok(Read { onto, rows: all.entries.len() + rejected, notes })
}

/// The rows of a table that [`Onto`] has, with its head.
struct Row {
    cells: Vec<String>,
    text: String,
}

fn rows_of(table: &str) -> Vec<Row> {
    let mut reader = csv::ReaderBuilder::new().has_headers(true).flexible(true).from_reader(table.as_bytes());
    let text = |record: &csv::StringRecord| {
        let mut writer = csv::Writer::from_writer(Vec::new());
        // Writing into memory does not fail.
        let _ = writer.write_record(record);
        writer.into_inner().ok().and_then(|bytes| String::from_utf8(bytes).ok()).unwrap_or_default()
    };
    let row = |record: csv::StringRecord| Row {
        cells: record.iter().map(str::to_owned).collect(),
        text: text(&record),
    };
    reader.records().filter_map(Result::ok).map(row).collect()
}

/// What a row of a table says: concept, type, language, form, slot, status, relation, note, and what the glossary has.
fn conflict(glossary: &Glossary, row: &Row) -> Conflict {
    let cell = |at: usize| row.cells.get(at).map_or("", String::as_str);
    let theirs = match (cell(1), cell(7)) {
        ("", "") => format!("«{}» {}", cell(3), cell(5)),
        ("", note) => note.to_owned(),
        (kind, _) => kind.to_owned(),
    };
    let concept = glossary.concepts.get(cell(0));
    let title = concept.and_then(|concept| concept.terms.first()).map_or(cell(3), |term| term.text());
    Conflict { id: conflict_id(row), term: title.to_owned(), ours: cell(8).to_owned(), theirs }
}

fn conflict_id(row: &Row) -> String {
    row.cells.get(..8).map(|cells| cells.join("|")).unwrap_or_default()
}

/// What a list sets: entries that are new, and what it changes in others.
fn sets(glossary: &Glossary, onto: &Onto, choice: &ImportChoice) -> Result<Vec<Set>, Refused> {
    let mut sets = Vec::new();
    let is_theirs =
        |row: &Row| choice.choices.get(&conflict_id(row)).is_some_and(|choice| choice == "theirs");
    let chosen: Vec<Row> = rows_of(&onto.asked).into_iter().filter(is_theirs).collect();
    let mut table = if onto.review.is_empty() { head_of(&onto.asked) } else { onto.review.clone() };
    table.extend(chosen.iter().map(|row| row.text.as_str()));
    if !onto.review.is_empty() || !chosen.is_empty() {
        let failed = |error: &dyn std::fmt::Display| Refused::Bad(error.to_string());
        let source = input(table.as_bytes()).map_err(|error| failed(&error))?;
        let review = read_review(source, ReviewFormat::Text, glossary.languages);
        let review = review.map_err(|error| failed(&error))?;
        for wish in wishes(&review, glossary, StyleId::DEFAULT).wishes {
            if let Some(concept) = glossary.concepts.get(&wish.concept) {
                sets.extend(wish_sets(concept, &wish.change, StyleId::DEFAULT, glossary));
            }
        }
    }
    if !onto.concepts.is_empty() {
        let text = format!("{}concepts:\n{}", glossary.yaml_head(), onto.concepts);
        let source = SourceFile { name: String::new(), text };
        let read = Glossary::read_sources(&[source]).glossary;
        for concept in read.concepts.values() {
            let on = format!("name/{}", concept.id);
            let entry = Value::from(glossary.yaml_concept(concept));
            sets.push(Set { on, field: "entry".to_owned(), from: Value::Null, to: entry });
        }
    }
    Ok(sets)
}

fn head_of(table: &str) -> String {
    table.split_inclusive('\n').next().unwrap_or_default().to_owned()
}

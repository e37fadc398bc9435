//! Term lists as tables: which column is what, and from rows to entries.
//!
//! Two shapes are read: a form a row (a column says its language), and a concept a row (a column for each
//! language). Cells such as «ONU; Organisation des Nations unies (f.)» are taken apart.

use std::{collections::BTreeMap, io};

use super::{
    cells::bare,
    format::{ReadError, Sink, Wanted},
    list::{Entry, EntryTerm, TermList, gender_of, gender_word, kind_of, relation_of, slot_of, status_of},
    split,
};
use crate::language::Language;

/// The columns that are written, a form a row.
pub(super) const COLUMNS: [&str; 12] = [
    "concept",
    "type",
    "language",
    "form",
    "slot",
    "status",
    "relation",
    "party",
    "gender",
    "form_note",
    "note",
    "source",
];

/// The rows of a list, in the order of [`COLUMNS`].
pub(super) fn rows(list: &TermList) -> impl Iterator<Item = [String; 12]> + '_ {
    list.entries.iter().flat_map(|entry| {
        entry.terms.iter().enumerate().map(move |(number, term)| {
            let text = |text: &Option<String>| text.clone().unwrap_or_default();
            let once = |text: &Option<String>| {
                if number == 0 { text.clone().unwrap_or_default() } else { String::new() }
            };
            [
                entry.id.clone(),
                entry.kind.map(|kind| kind.name().to_owned()).unwrap_or_default(),
                term.language.code().to_owned(),
                term.form.clone(),
                term.slot.name().to_owned(),
                term.status.map(|status| status.name().to_owned()).unwrap_or_default(),
                term.relation.map(|relation| relation.name().to_owned()).unwrap_or_default(),
                text(&term.party),
                term.gender.map(|gender| gender_word(gender).to_owned()).unwrap_or_default(),
                text(&term.note),
                once(&entry.note),
                once(&entry.source),
            ]
        })
    })
}

/// What a column is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Column {
    Concept,
    Kind,
    Language,
    Form,
    Slot,
    Status,
    Relation,
    Party,
    Gender,
    FormNote,
    Note,
    Source,
    /// The forms of a language, the preferred first.
    Of(Language),
    /// Forms of a language that may also be used.
    Admitted(Language),
    Ignored,
}

/// What a heading means; `None` for one that says nothing to drogman.
fn column(heading: &str, wanted: &Wanted) -> Option<Column> {
    let heading = heading.trim().trim_start_matches('\u{feff}').to_lowercase().replace('_', " ");
    let (source, target) = (wanted.languages.source, wanted.languages.target);
    Some(match heading.as_str() {
        "concept" | "id" | "concept id" | "entry" | "concept key" => Column::Concept,
        "type" | "kind" | "subject" | "domain" | "subject field" => Column::Kind,
        "language" | "lang" | "langue" => Column::Language,
        "form" | "term" | "terme" | "fr form found" => Column::Form,
        "slot" | "term type" => Column::Slot,
        "status" | "statut" | "usage status" | "usage" => Column::Status,
        "relation" => Column::Relation,
        "party" | "whose name" => Column::Party,
        "gender" | "genre" => Column::Gender,
        "form note" | "term note" => Column::FormNote,
        "note" | "notes" | "comment" | "comments" | "remark" | "description" | "definition" => Column::Note,
        "source reference" | "reference" => Column::Source,
        "source" | "source term" | "src" => Column::Of(source),
        "target" | "target term" | "translation" | "tgt" | "traduction" => Column::Of(target),
        "target admitted" => Column::Admitted(target),
        "-" | "" => Column::Ignored,
        heading => {
            let (first, rest) = heading.split_once(' ').unwrap_or((heading, ""));
            let language = match first {
                "french" | "français" | "francais" => Some(Language::French),
                "english" | "anglais" => Some(Language::English),
                tag if tag.len() == 2 || tag.as_bytes().get(2).is_some_and(|b| *b == b'-') => {
                    wanted.language(tag)
                }
                _ => None,
            }?;
            match rest {
                "" | "preferred" | "term" | "terme" | "form" => Column::Of(language),
                "admitted" | "synonyms" | "variants" => Column::Admitted(language),
                _ => return None,
            }
        }
    })
}

/// From rows to entries.
pub(super) struct Rows<'a> {
    wanted: &'a Wanted,
    columns: Vec<Column>,
    /// The entry whose rows are being read, a form a row.
    open: Option<Entry>,
}

impl<'a> Rows<'a> {
    pub(super) fn new(wanted: &'a Wanted) -> Self {
        Self { wanted, columns: Vec::new(), open: None }
    }

    /// Takes the next row.
    pub(super) fn row(
        &mut self,
        line: usize,
        cells: &[String],
        sink: &mut Sink<'_>,
    ) -> Result<(), ReadError> {
        if cells.iter().all(|cell| cell.trim().is_empty()) {
            return Ok(());
        }
        if self.columns.is_empty() && self.head(line, cells)? {
            return Ok(());
        }
        let mut found: BTreeMap<Column, &str> = BTreeMap::new();
        for (column, cell) in self.columns.iter().zip(cells) {
            let cell = bare(cell).trim_matches([' ', '\t', '\r', '\n']);
            if !cell.is_empty() && *column != Column::Ignored {
                found.entry(*column).or_insert(cell);
            }
        }
        if self.columns.contains(&Column::Form) && self.columns.contains(&Column::Language) {
            self.form_row(line, &found, sink);
        } else {
            self.concept_row(line, &found, sink);
        }
        Ok(())
    }

    /// Hands over the last entry.
    pub(super) fn finish(mut self, sink: &mut Sink<'_>) {
        if let Some(entry) = self.open.take() {
            (sink.entry)(entry);
        }
    }

    /// Tells the columns; true when the row was a header.
    fn head(&mut self, line: usize, cells: &[String]) -> Result<bool, ReadError> {
        let told: Vec<Option<Column>> = cells.iter().map(|cell| column(cell, self.wanted)).collect();
        let known = told.iter().flatten().filter(|column| **column != Column::Ignored).count();
        let is_header = known >= 2 || (known == 1 && cells.len() == 1);
        if !self.wanted.columns.is_empty() {
            for name in &self.wanted.columns {
                let column = column(name, self.wanted).ok_or_else(|| {
                    let known = "concept, type, form, language, fr, en, status, slot, relation, party, gender, note, reference, -";
                    ReadError::at(0, format!("--columns: «{name}» is no column; they are {known}"))
                })?;
                self.columns.push(column);
            }
            return Ok(is_header);
        }
        if is_header {
            self.columns = told.into_iter().map(|column| column.unwrap_or(Column::Ignored)).collect();
            // «source» beside a column for each language is where the term comes from.
            let (source, target) = (self.wanted.languages.source, self.wanted.languages.target);
            let others = self.columns.iter().filter(|c| matches!(c, Column::Of(_) | Column::Form)).count();
            for (column, cell) in self.columns.iter_mut().zip(cells) {
                if *column == Column::Of(source) && others > 2 && cell.trim().eq_ignore_ascii_case("source") {
                    *column = Column::Source;
                }
            }
            if self.columns.contains(&Column::Form) && !self.columns.contains(&Column::Language) {
                for column in &mut self.columns {
                    if *column == Column::Form {
                        *column = Column::Of(source);
                    }
                }
            } else if self.columns.contains(&Column::Form) {
                for (column, cell) in self.columns.iter_mut().zip(cells) {
                    if *column == Column::Of(source) && cell.trim().eq_ignore_ascii_case("source") {
                        *column = Column::Source;
                    }
                }
            }
            let has = |column| self.columns.contains(&column);
            if !has(Column::Form) && !has(Column::Of(source)) && !has(Column::Of(target)) {
                let message = "no column with terms; name the columns, such as --columns fr,en,note";
                return Err(ReadError::at(line, message));
            }
            return Ok(true);
        }
        if cells.len() < 2 {
            let message =
                "one column only; a term list has a source and a target, with , ; or tab between them";
            return Err(ReadError::at(line, message));
        }
        let languages = self.wanted.languages;
        self.columns = vec![Column::Of(languages.source), Column::Of(languages.target), Column::Note];
        Ok(false)
    }

    fn form_row(&mut self, line: usize, found: &BTreeMap<Column, &str>, sink: &mut Sink<'_>) {
        let (Some(form), Some(tag)) = (found.get(&Column::Form), found.get(&Column::Language)) else {
            return (sink.reject)(line, "no form or no language in this row".into());
        };
        let Some(language) = self.wanted.language(tag) else {
            return (sink.reject)(line, format!("«{form}»: unknown language «{tag}»"));
        };
        let id = found.get(&Column::Concept).copied().unwrap_or_default();
        if self.open.as_ref().is_none_or(|open| open.id != id || id.is_empty())
            && let Some(entry) = self.open.replace(Entry { id: id.into(), line, ..Entry::default() })
        {
            (sink.entry)(entry);
        }
        let Some(entry) = &mut self.open else { return };
        about(entry, found);
        let mut term = EntryTerm::new(language, *form);
        describe(&mut term, found, line, sink);
        entry.terms.push(term);
    }

    fn concept_row(&mut self, line: usize, found: &BTreeMap<Column, &str>, sink: &mut Sink<'_>) {
        let id = found.get(&Column::Concept).copied().unwrap_or_default();
        let mut entry = Entry { id: id.into(), line, ..Entry::default() };
        about(&mut entry, found);
        let (source, target) = (self.wanted.languages.source, self.wanted.languages.target);
        for language in [source, target] {
            for column in [Column::Of(language), Column::Admitted(language)] {
                if let Some(cell) = found.get(&column) {
                    split::cell(cell, language, &mut entry.terms);
                }
            }
        }
        if !entry.terms.iter().any(|term| term.language == source) {
            return (sink.reject)(line, format!("no term in «{source}» in this row"));
        }
        if !entry.terms.iter().any(|term| term.language == target) {
            return (sink.reject)(line, format!("no term in «{target}» in this row"));
        }
        if let Some(term) = entry.terms.iter_mut().find(|term| term.language == source) {
            describe(term, found, line, sink);
        }
        (sink.entry)(entry);
    }
}

fn about(entry: &mut Entry, found: &BTreeMap<Column, &str>) {
    let text = |column| found.get(&column).map(|text| (*text).to_owned());
    entry.kind = entry.kind.or_else(|| found.get(&Column::Kind).and_then(|word| kind_of(word)));
    entry.note = entry.note.take().or_else(|| text(Column::Note));
    entry.source = entry.source.take().or_else(|| text(Column::Source));
}

fn describe(term: &mut EntryTerm, found: &BTreeMap<Column, &str>, line: usize, sink: &mut Sink<'_>) {
    if let Some(word) = found.get(&Column::Status) {
        term.status = status_of(word);
        if term.status.is_none() {
            (sink.reject)(line, format!("unknown status «{word}» of «{}»", term.form));
        }
    }
    let get = |column: Column| found.get(&column).copied();
    term.slot = get(Column::Slot).and_then(slot_of).unwrap_or(term.slot);
    term.relation = get(Column::Relation).and_then(relation_of).or(term.relation);
    term.gender = get(Column::Gender).and_then(gender_of).or(term.gender);
    term.party = get(Column::Party).map(str::to_owned);
    term.note = get(Column::FormNote).map(str::to_owned);
}

/// What reading a line went wrong with.
pub(super) fn io_error(error: &io::Error, line: usize) -> ReadError {
    let message = error.to_string();
    match message.strip_prefix("line ").and_then(|rest| rest.split_once(": ")) {
        Some((number, rest)) => ReadError::at(number.parse().unwrap_or(line), rest),
        None => ReadError::at(line, message),
    }
}

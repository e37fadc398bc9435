//! Term lists as tables: which column is what, and from rows to entries.
//!
//! Two shapes are read: a form a row (a column says its language), and a concept a row (a column for each
//! language). Cells such as «ONU; Organisation des Nations unies (f.)» are taken apart.

use std::collections::BTreeMap;

use super::{
    cells::{bare, status_heading},
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

/// The headings of the columns, in the order of [`COLUMNS`].
pub(super) fn headings(list: &TermList) -> [String; 12] {
    let style = list.style.as_deref().unwrap_or("default");
    COLUMNS
        .map(|heading| if heading == "status" { status_heading(heading, style) } else { heading.to_owned() })
}

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

/// What a heading means; `None` for one that says nothing to drogman. Of a heading in two languages («Terme /
/// Term», «Français (FR)») the first part that says something counts.
fn column(heading: &str, wanted: &Wanted) -> Option<Column> {
    let heading = heading.trim().trim_start_matches('\u{feff}').to_lowercase().replace('_', " ");
    let parts = || heading.split(['/', '|', '(', ')', '\n']).map(str::trim).filter(|part| !part.is_empty());
    column_of(&heading, wanted).or_else(|| parts().find_map(|part| column_of(part, wanted)))
}

fn column_of(heading: &str, wanted: &Wanted) -> Option<Column> {
    let (source, target) = (wanted.languages.source, wanted.languages.target);
    Some(match heading {
        "concept" | "id" | "concept id" | "entry" | "concept key" => Column::Concept,
        "type" | "kind" | "subject" | "domain" | "subject field" | "domaine" | "catégorie" => Column::Kind,
        "language" | "lang" | "langue" => Column::Language,
        "form" | "term" | "terme" | "forme" | "nom" | "name" | "mot" | "fr form found" => Column::Form,
        "slot" | "term type" => Column::Slot,
        "status" | "statut" | "usage status" | "usage" => Column::Status,
        heading if heading.starts_with("status:") => Column::Status,
        "relation" => Column::Relation,
        "party" | "whose name" => Column::Party,
        "gender" | "genre" => Column::Gender,
        "form note" | "term note" => Column::FormNote,
        "note" | "notes" | "comment" | "comments" | "remark" | "remarks" | "description" | "definition"
        | "définition" | "remarque" | "remarques" | "commentaire" | "commentaires" => Column::Note,
        "source reference" | "reference" | "référence" => Column::Source,
        "source" | "source term" | "src" => Column::Of(source),
        "target" | "target term" | "translation" | "tgt" | "traduction" | "cible" => Column::Of(target),
        "target admitted" => Column::Admitted(target),
        "-" | "" => Column::Ignored,
        heading => return language_column(heading, wanted),
    })
}

/// A heading that names a language: «Français», «en-GB», «Terme anglais», «fr admitted».
fn language_column(heading: &str, wanted: &Wanted) -> Option<Column> {
    let (mut language, mut admitted) = (None, false);
    for word in heading.split_whitespace() {
        match word {
            "preferred" | "term" | "terme" | "form" | "forme" => {}
            "admitted" | "synonym" | "synonyms" | "synonyme" | "synonymes" | "variants" | "variantes" => {
                admitted = true;
            }
            word if language.is_none() => {
                let is_tag = word.len() == 2 || word.as_bytes().get(2) == Some(&b'-');
                let tagged = || if is_tag { wanted.language(word) } else { None };
                language = Some(Language::from_name(word).or_else(tagged)?);
            }
            _ => return None,
        }
    }
    let language = language?;
    Some(if admitted { Column::Admitted(language) } else { Column::Of(language) })
}

/// How far down a header row may stand, below a title.
const MAX_TITLE: usize = 20;

/// From rows to entries.
pub(super) struct Rows<'a> {
    wanted: &'a Wanted,
    columns: Vec<Column>,
    /// The rows read while no header was found.
    waiting: Vec<(usize, Vec<String>)>,
    /// The entry whose rows are being read, a form a row.
    open: Option<Entry>,
}

impl<'a> Rows<'a> {
    pub(super) fn new(wanted: &'a Wanted) -> Self {
        Self { wanted, columns: Vec::new(), waiting: Vec::new(), open: None }
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
        if !self.columns.is_empty() {
            self.data_row(line, cells, sink);
            return Ok(());
        }
        if !self.wanted.columns.is_empty() {
            self.columns = self.named()?;
            if self.header(cells).is_none() {
                self.data_row(line, cells, sink);
            }
            return Ok(());
        }
        match self.header(cells) {
            Some(columns) if self.waiting.is_empty() || has_languages(&columns) => {
                self.columns = columns;
                self.check(line)?;
                for (line, cells) in std::mem::take(&mut self.waiting) {
                    let title: Vec<&str> = cells.iter().map(|cell| cell.trim()).collect();
                    (sink.reject)(line, format!("above the header row: «{}»", title.join(" ").trim()));
                }
                Ok(())
            }
            _ => {
                self.waiting.push((line, cells.to_vec()));
                if self.waiting.len() < MAX_TITLE { Ok(()) } else { self.without_header(sink) }
            }
        }
    }

    /// Hands over the last entry.
    pub(super) fn finish(mut self, sink: &mut Sink<'_>) -> Result<(), ReadError> {
        self.without_header(sink)?;
        if let Some(entry) = self.open.take() {
            (sink.entry)(entry);
        }
        Ok(())
    }

    /// Reads the rows that wait as a table without header: source, target, note.
    fn without_header(&mut self, sink: &mut Sink<'_>) -> Result<(), ReadError> {
        let waiting = std::mem::take(&mut self.waiting);
        let Some((first, _)) = waiting.first() else { return Ok(()) };
        if waiting.iter().all(|(_, cells)| cells.len() < 2) {
            let message =
                "one column only; a term list has a source and a target, with , ; or tab between them";
            return Err(ReadError::at(*first, message));
        }
        let languages = self.wanted.languages;
        self.columns = vec![Column::Of(languages.source), Column::Of(languages.target), Column::Note];
        for (line, cells) in waiting {
            self.data_row(line, &cells, sink);
        }
        Ok(())
    }

    fn data_row(&mut self, line: usize, cells: &[String], sink: &mut Sink<'_>) {
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
    }

    /// The columns `--columns` names.
    fn named(&self) -> Result<Vec<Column>, ReadError> {
        let find = |name: &String| {
            column(name, self.wanted).ok_or_else(|| {
                let known = "concept, type, form, language, fr, en, status, slot, relation, party, gender, note, reference, -";
                ReadError::at(0, format!("--columns: «{name}» is no column; they are {known}"))
            })
        };
        self.wanted.columns.iter().map(find).collect()
    }

    /// The columns a header row tells; `None` when the row is none.
    fn header(&self, cells: &[String]) -> Option<Vec<Column>> {
        let told: Vec<Option<Column>> = cells.iter().map(|cell| column(cell, self.wanted)).collect();
        let known = told.iter().flatten().filter(|column| **column != Column::Ignored).count();
        if known < 2 && !(known == 1 && cells.len() == 1) {
            return None;
        }
        let mut columns: Vec<Column> =
            told.into_iter().map(|column| column.unwrap_or(Column::Ignored)).collect();
        let source = self.wanted.languages.source;
        let by_form = columns.contains(&Column::Form) && columns.contains(&Column::Language);
        let others = columns.iter().filter(|c| matches!(c, Column::Of(_) | Column::Form)).count();
        for (column, cell) in columns.iter_mut().zip(cells) {
            // «source» beside a column for each language, or for all, is where the term comes from.
            let is_reference = by_form || others > 2;
            if *column == Column::Of(source) && is_reference && cell.trim().eq_ignore_ascii_case("source") {
                *column = Column::Source;
            }
            if *column == Column::Form && !by_form {
                *column = Column::Of(source);
            }
        }
        Some(columns)
    }

    /// A table must have terms.
    fn check(&self, line: usize) -> Result<(), ReadError> {
        let has_terms = |column: &Column| matches!(column, Column::Form | Column::Of(_));
        if self.columns.iter().any(has_terms) {
            return Ok(());
        }
        Err(ReadError::at(line, "no column with terms; name the columns, such as --columns fr,en,note"))
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

/// Whether a row is a header beyond doubt, though other rows stand above it.
fn has_languages(columns: &[Column]) -> bool {
    let languages = columns.iter().filter(|column| matches!(column, Column::Of(_))).count();
    languages > 1 || (columns.contains(&Column::Form) && columns.contains(&Column::Language))
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

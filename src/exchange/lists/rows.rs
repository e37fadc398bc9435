//! From the rows of a table to the entries of a list: which column is what.
//!
//! Two shapes are read: a form a row (a column says its language), and a concept a row (a column for each
//! language). Cells such as «ONU; Organisation des Nations unies (f.)» are taken apart.

use std::collections::BTreeMap;

use super::{
    ReadError, Sink, Wanted, cells,
    headings::{Field, More, column, told},
    model::{
        Entry, EntryTerm, RecordField, add_other, gender_of, kind_of, other_term, relation_of, slot_of,
        status_of,
    },
    record_cells,
};
use crate::{
    exchange::words::own_word,
    glossary::{ConceptRecord, OtherTerm, Status},
    language::{Language, further_language},
    text::bare,
};

/// How far down a header row may stand, below a title.
pub(super) const MAX_TITLE: usize = 20;

/// From rows to entries.
pub(super) struct Rows<'a> {
    wanted: &'a Wanted,
    columns: Vec<Field>,
    /// The rows read while no header was found.
    waiting: Vec<(usize, Vec<String>)>,
    /// The entry whose rows are being read, a form a row.
    open: Option<Entry>,
    /// Columns that say nothing to drogman: the place, the heading, how many cells they hold.
    unknown: Vec<(usize, String, usize)>,
}

impl<'a> Rows<'a> {
    pub(super) fn new(wanted: &'a Wanted) -> Self {
        Self { wanted, columns: Vec::new(), waiting: Vec::new(), open: None, unknown: Vec::new() }
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
                let unknown = columns.iter().zip(cells).enumerate().filter(|(_, (column, cell))| {
                    **column == Field::Ignored && !matches!(bare(cell.trim()), "" | "-")
                });
                self.unknown = unknown.map(|(at, (_, cell))| (at, bare(cell.trim()).to_owned(), 0)).collect();
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
        for (_, heading, count) in self.unknown.iter().filter(|(_, _, count)| *count > 0) {
            (sink.reject)(0, format!("{count} × «{heading}»: this column was not imported"));
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
        self.columns = vec![Field::Of(languages.source), Field::Of(languages.target), Field::Note];
        for (line, cells) in waiting {
            self.data_row(line, &cells, sink);
        }
        Ok(())
    }

    fn data_row(&mut self, line: usize, cells: &[String], sink: &mut Sink<'_>) {
        for (at, _, count) in &mut self.unknown {
            *count += usize::from(cells.get(*at).is_some_and(|cell| !bare(cell.trim()).is_empty()));
        }
        let mut found: BTreeMap<Field, &str> = BTreeMap::new();
        for (column, cell) in self.columns.iter().zip(cells) {
            let cell = bare(cell).trim_matches([' ', '\t', '\r', '\n']);
            let cell = closed_list(*column).map_or(cell, |list| own_word(list, cell));
            if !cell.is_empty() && *column != Field::Ignored {
                found.entry(*column).or_insert(cell);
            }
        }
        if self.columns.contains(&Field::Form) && self.columns.contains(&Field::Language) {
            self.form_row(line, &found, sink);
        } else {
            self.concept_row(line, &found, sink);
        }
    }

    /// The columns `--columns` names.
    fn named(&self) -> Result<Vec<Field>, ReadError> {
        let find = |name: &String| {
            column(name, self.wanted).ok_or_else(|| {
                let known = "concept, type, form, language, fr, en, status, slot, relation, party, gender, note, reference, domain, \
                             definition, example, pos, term_source, reliability, from, until, case, -";
                ReadError::at(0, format!("--columns: «{name}» is no column; they are {known}"))
            })
        };
        self.wanted.columns.iter().map(find).collect()
    }

    /// The columns a header row tells; `None` when the row is none.
    pub(super) fn header(&self, cells: &[String]) -> Option<Vec<Field>> {
        let told = told(cells, self.wanted);
        let known = told.iter().flatten().filter(|column| **column != Field::Ignored).count();
        if known < 2 && !(known == 1 && cells.len() == 1) {
            return None;
        }
        let mut columns: Vec<Field> =
            told.into_iter().map(|column| column.unwrap_or(Field::Ignored)).collect();
        let source = self.wanted.languages.source;
        let by_form = columns.contains(&Field::Form) && columns.contains(&Field::Language);
        let others = columns.iter().filter(|c| matches!(c, Field::Of(_) | Field::Form)).count();
        for (column, cell) in columns.iter_mut().zip(cells) {
            // «source» beside a column for each language, or for all, is where the term comes from.
            let is_reference = by_form || others > 2;
            if *column == Field::Of(source) && is_reference && cell.trim().eq_ignore_ascii_case("source") {
                *column = Field::Source;
            }
            if *column == Field::Form && !by_form {
                *column = Field::Of(source);
            }
        }
        Some(columns)
    }

    /// A table must have terms.
    fn check(&self, line: usize) -> Result<(), ReadError> {
        let has_terms = |column: &Field| matches!(column, Field::Form | Field::Of(_));
        if self.columns.iter().any(has_terms) {
            return Ok(());
        }
        Err(ReadError::at(line, "no column with terms; name the columns, such as --columns fr,en,note"))
    }

    fn form_row(&mut self, line: usize, found: &BTreeMap<Field, &str>, sink: &mut Sink<'_>) {
        let (Some(form), Some(tag)) = (found.get(&Field::Form), found.get(&Field::Language)) else {
            return (sink.reject)(line, "no form or no language in this row".into());
        };
        let language = self.wanted.language(tag);
        let other = further_language(tag).filter(|_| language.is_none());
        if language.is_none() && other.is_none() {
            return (sink.reject)(line, format!("«{form}»: unknown language «{tag}»"));
        }
        let id = found.get(&Field::Concept).copied().unwrap_or_default();
        if self.open.as_ref().is_none_or(|open| open.id != id || id.is_empty())
            && let Some(entry) = self.open.replace(Entry { id: id.into(), line, ..Entry::default() })
        {
            (sink.entry)(entry);
        }
        let Some(entry) = &mut self.open else { return };
        about(entry, found, line, sink);
        let mut term = EntryTerm::new(language.unwrap_or(self.wanted.languages.source), *form);
        describe(&mut term, found, line, sink);
        record_cells::of_form(&mut term, found, None, line, sink);
        match other {
            Some(_) => entry.with_record(|record| add_other(record, tag, other_term(term, None))),
            None => entry.terms.push(term),
        }
    }

    fn concept_row(&mut self, line: usize, found: &BTreeMap<Field, &str>, sink: &mut Sink<'_>) {
        let id = found.get(&Field::Concept).copied().unwrap_or_default();
        let mut entry = Entry { id: id.into(), line, ..Entry::default() };
        about(&mut entry, found, line, sink);
        let (source, target) = (self.wanted.languages.source, self.wanted.languages.target);
        for (field, cell) in found {
            let Field::Other(tag) = field else { continue };
            let forms = cell.split([';', '\n', '|']).map(str::trim).filter(|form| !form.is_empty());
            for form in forms {
                let term = OtherTerm { form: form.to_owned(), ..OtherTerm::default() };
                entry.with_record(|record| add_other(record, tag, term));
            }
        }
        let other = |language| found.get(&Field::Of(language)).copied().unwrap_or_default();
        for (language, other) in [(source, other(target)), (target, other(source))] {
            if let Some(cell) = found.get(&Field::Of(language)) {
                cells::cell(cell, language, other, &mut entry.terms);
            }
            for more in More::ALL {
                let from = entry.terms.len();
                if let Some(cell) = found.get(&Field::More(language, more)) {
                    cells::cell(cell, language, other, &mut entry.terms);
                }
                entry.terms[from..].iter_mut().for_each(|term| more.say(term));
            }
        }
        if !entry.terms.iter().any(|term| term.language == source) {
            return (sink.reject)(line, format!("no term in «{source}» in this row"));
        }
        if let Some(term) = entry.terms.iter_mut().find(|term| term.language == source) {
            describe(term, found, line, sink);
            record_cells::of_form(term, found, None, line, sink);
            spread_unwanted(&mut entry.terms, source);
        }
        for language in [source, target] {
            if let Some(term) = entry.terms.iter_mut().find(|term| term.language == language) {
                record_cells::of_form(term, found, Some(language), line, sink);
            }
        }
        let is_unwanted =
            entry.terms_in(source).all(|term| term.status.is_some_and(|status| !status.is_allowed()));
        if !is_unwanted && !entry.terms.iter().any(|term| term.language == target) {
            return (sink.reject)(line, format!("no term in «{target}» in this row"));
        }
        (sink.entry)(entry);
    }
}

/// The closed list that the words of a column are of.
fn closed_list(column: Field) -> Option<&'static str> {
    Some(match column {
        Field::Kind => "type",
        Field::Slot => "slot",
        Field::Status => "status",
        Field::Relation => "relation",
        Field::Gender => "gender",
        Field::Record(RecordField::Pos, _) => "pos",
        Field::Record(RecordField::Case, _) => "case",
        _ => return None,
    })
}

/// Of the forms of a row that are not to be written, all are meant: what is said of the first holds for the others.
fn spread_unwanted(terms: &mut [EntryTerm], language: Language) {
    let mut forms = terms.iter_mut().filter(|term| term.language == language);
    let status = forms.next().and_then(|term| term.status).filter(|status| !status.is_allowed());
    if let Some(status) = status {
        let others = forms.filter(|term| term.status.is_none_or(Status::is_allowed));
        others.for_each(|term| term.status = Some(status));
    }
}

/// Whether a row is a header beyond doubt, though other rows stand above it.
pub(super) fn has_languages(columns: &[Field]) -> bool {
    let languages = columns.iter().filter(|column| matches!(column, Field::Of(_))).count();
    languages > 1 || (columns.contains(&Field::Form) && columns.contains(&Field::Language))
}

fn about(entry: &mut Entry, found: &BTreeMap<Field, &str>, line: usize, sink: &mut Sink<'_>) {
    let text = |column| found.get(&column).map(|text| (*text).to_owned());
    if let Some(word) = found.get(&Field::Kind) {
        let kind = kind_of(word);
        entry.kind = entry.kind.or(kind);
        // What is no type drogman knows says at least what the concept has to do with.
        let is_new = |record: &ConceptRecord| !record.domains.iter().any(|known| known == word);
        if kind.is_none() && entry.details.as_deref().is_none_or(is_new) {
            entry.with_record(|record| record.domains.push((*word).to_owned()));
        }
    }
    entry.note = entry.note.take().or_else(|| text(Field::Note));
    entry.source = entry.source.take().or_else(|| text(Field::Source));
    record_cells::of_concept(entry, found, line, sink);
}

fn describe(term: &mut EntryTerm, found: &BTreeMap<Field, &str>, line: usize, sink: &mut Sink<'_>) {
    if let Some(word) = found.get(&Field::Status) {
        term.status = status_of(word);
        if term.status.is_none() {
            (sink.reject)(line, format!("unknown status «{word}» of «{}»", term.form));
        }
    }
    let get = |column: Field| found.get(&column).copied();
    term.slot = get(Field::Slot).and_then(slot_of).unwrap_or(term.slot);
    term.relation = get(Field::Relation).and_then(relation_of).or(term.relation);
    term.gender = get(Field::Gender).and_then(gender_of).or(term.gender);
    term.party = get(Field::Party).map(str::to_owned);
    term.note = get(Field::FormNote).map(str::to_owned);
}

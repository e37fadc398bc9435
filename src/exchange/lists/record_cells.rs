//! Columns of the full record in other people’s tables.

use std::collections::BTreeMap;

use super::{
    Sink, Wanted,
    model::{Entry, EntryTerm, RecordField, kind_of},
    rows::Field,
};
use crate::{
    glossary::{ConceptRecord, FormRecord},
    language::Language,
};

/// A heading that names a field of the full record, or one with a language: «définition», «EN definition»,
/// «contexte anglais».
pub(super) fn heading(heading: &str, wanted: &Wanted) -> Option<Field> {
    if let Some(field) = RecordField::of_heading(heading) {
        return Some(Field::Record(field, None));
    }
    let split = |(word, rest): (&str, &str)| {
        let language = Language::from_name(word).or_else(|| wanted.language(word))?;
        let field = match rest.trim() {
            "source" | "reference" | "référence" => RecordField::TermSource,
            rest => RecordField::of_heading(rest)?,
        };
        Some(Field::Record(field, Some(language)))
    };
    let last = heading.rsplit_once(' ').map(|(rest, word)| (word, rest));
    heading.split_once(' ').and_then(split).or_else(|| last.and_then(split))
}

/// Takes up what a row says of the record of its concept.
pub(super) fn of_concept(entry: &mut Entry, found: &BTreeMap<Field, &str>, line: usize, sink: &mut Sink<'_>) {
    let of_record = |field: &Field| matches!(field, Field::Record(field, _) if field.is_of_concept());
    if !found.keys().any(of_record) {
        return;
    }
    for (field, cell) in found {
        let &Field::Record(field, language) = field else { continue };
        if !field.is_of_concept() {
            continue;
        }
        // A column of domains may say what kind of thing it is instead.
        let kind = if field == RecordField::Domain { kind_of(cell) } else { None };
        if kind.is_some() && entry.kind.is_none() {
            entry.kind = kind;
            continue;
        }
        let mut said = ConceptRecord::default();
        if let Err(message) = field.put(cell, &mut said, &mut FormRecord::default()) {
            (sink.reject)(line, message);
        }
        let tag = language.map(|language| language.code().to_owned());
        said.definitions.iter_mut().for_each(|it| it.language = it.language.take().or_else(|| tag.clone()));
        entry.with_record(|record| {
            said.definitions.retain(|it| !record.definitions.contains(it));
            record.definitions.append(&mut said.definitions);
            said.domains.retain(|it| !record.domains.contains(it));
            record.domains.append(&mut said.domains);
        });
    }
}

/// Takes up what a row says of the record of a form, in the columns of one language or of none.
pub(super) fn of_form(
    term: &mut EntryTerm,
    found: &BTreeMap<Field, &str>,
    of: Option<Language>,
    line: usize,
    sink: &mut Sink<'_>,
) {
    for (field, cell) in found {
        let &Field::Record(field, language) = field else { continue };
        if field.is_of_concept() || language != of {
            continue;
        }
        let put = term.with_record(|record| field.put(cell, &mut ConceptRecord::default(), record));
        if let Err(message) = put {
            (sink.reject)(line, format!("«{}»: {message}", term.form));
        }
    }
}

//! What a merge does, as the journal tells it.

use super::change::{Change, TermRef};
use crate::{
    exchange::lists::gender_word,
    glossary::{
        Concept, EMPTY, FormRecord, Glossary, Set, Slot, Status, StyleId, TextEdit, lines_of_concepts,
    },
};

/// What a change decides.
pub(crate) fn sets(concept: &Concept, change: &Change, style: StyleId, glossary: &Glossary) -> Vec<Set> {
    let style_name = glossary.styles[style.0].as_str();
    let of_name = |field: String, from: Option<&str>, to: Option<&str>| {
        Set::new(format!("name/{}", concept.id), field, from, to)
    };
    let of_form = |term: &TermRef, field: &str, from: Option<&str>, to: Option<&str>| {
        let is_source = term.language == glossary.languages.source;
        let field = if is_source { field.to_owned() } else { format!("{}/{field}", term.language.code()) };
        Set::new(format!("form/{}:{}", concept.id, term.form), field, from, to)
    };
    let known = |term: &TermRef| concept.terms.iter().find(|known| term.is(known));
    let set = match change {
        Change::Add { term, status, .. } => of_form(term, "in", None, Some(status.name())),
        Change::Remove(term) => {
            of_form(term, "in", known(term).map(|known| known.status(style).name()), None)
        }
        Change::Prefer(term) => {
            let before = concept.preferred(term.language, term.slot, style).map(|(_, term)| term.text());
            let verb =
                if term.language == glossary.languages.source { "write" } else { term.language.code() };
            let slot = if term.slot == Slot::Full { String::new() } else { format!("-{}", term.slot.name()) };
            of_name(format!("{verb}{slot}:{style_name}"), before, Some(&term.form))
        }
        Change::Kind(kind) => of_name("type".to_owned(), Some(concept.kind.name()), Some(kind.name())),
        Change::Note(note) => of_name("note".to_owned(), concept.note.as_deref(), note.as_deref()),
        Change::Source(source) => of_name("source".to_owned(), concept.source.as_deref(), source.as_deref()),
        Change::Status(term, status) => {
            let before = known(term).map(|known| known.status(style));
            let field = format!("status:{style_name}");
            of_form(term, &field, before.map(Status::name), Some(status.name()))
        }
        Change::Relation(term, relation) => {
            of_form(term, "relation", known(term).map(|known| known.relation.name()), Some(relation.name()))
        }
        Change::Party(term, party) => {
            of_form(term, "party", known(term).and_then(|known| known.party.as_deref()), party.as_deref())
        }
        Change::Gender(term, gender) => {
            let before = known(term).and_then(|known| known.grammar.gender);
            of_form(term, "gender", before.map(gender_word), gender.map(gender_word))
        }
        Change::FormNote(term, note) => {
            of_form(term, "note", known(term).and_then(|known| known.note.as_deref()), note.as_deref())
        }
        Change::Record(field, term, said) => {
            let before = |form| field.text(concept.record(), form).into_owned();
            let text = |text: String| Some(text).filter(|text| !text.is_empty());
            match term {
                None => {
                    let before = text(before(FormRecord::empty()));
                    of_name(field.key().to_owned(), before.as_deref(), said.as_deref())
                }
                Some(term) => {
                    let before = known(term).and_then(|known| text(before(known.record())));
                    of_form(term, field.yaml_key(), before.as_deref(), said.as_deref())
                }
            }
        }
        Change::Slot(term, slot) => of_form(term, "slot", Some(term.slot.name()), Some(slot.name())),
        Change::Rename(term, form) => of_form(term, "form", Some(&term.form), Some(form)),
    };
    vec![set]
}

/// Forms that a known concept has besides.
pub(super) fn added_forms(concept: &str, forms: &[String]) -> Vec<Set> {
    let set = |form: &String| Set::new(format!("form/{concept}:{form}"), "in", None, Some("deprecated"));
    forms.iter().map(set).collect()
}

/// A concept that is new.
pub(super) fn accepted(concept: &str) -> Vec<Set> {
    vec![Set::new(format!("name/{concept}"), "state", None, Some("accepted"))]
}

/// The edits that add concepts, by id, to the end of a file; `created` is what it held when it was made for them.
pub(super) fn added_concepts(
    file: &str,
    created: Option<String>,
    before: &str,
    after: &str,
    concepts: &[&str],
) -> Vec<TextEdit> {
    let lines = lines_of_concepts(after);
    let is_empty = before.trim_end().ends_with("concepts: {}");
    let edit = |(number, id): (usize, &&str)| {
        let range = lines.get(*id).cloned();
        TextEdit {
            file: file.to_owned(),
            concept: Some((*id).to_owned()),
            adds: true,
            created: created.clone().filter(|_| number == 0),
            new: range.map_or("", |range| after[range].trim_end_matches('\n')).to_owned(),
            left: if is_empty { EMPTY.to_owned() } else { String::new() },
            ..TextEdit::default()
        }
    };
    concepts.iter().enumerate().map(edit).collect()
}

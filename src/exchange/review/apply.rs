//! A change that a review asks for, made in a glossary’s YAML.

use super::change::{Change, TermRef};
use crate::glossary::{
    Concept, ConceptRecord, EditError, FormRecord, Gender, Glossary, GlossaryText, Place, Relation, Status,
    StyleId, record_yaml,
};

/// Makes a change of a concept, read from the glossary before any change.
///
/// # Errors
/// When the file is written in a way the change cannot be made in.
pub(crate) fn apply(
    text: &GlossaryText,
    concept: &Concept,
    change: &Change,
    style: StyleId,
    glossary: &Glossary,
) -> Result<(), EditError> {
    let id = concept.id.as_str();
    let name = glossary.styles[style.0].as_str();
    match change {
        Change::Add { term, status, relation, party } => {
            if find(concept, term, style).is_some() {
                return Err(EditError::Listed(term.form.clone()));
            }
            let mut fields = Vec::new();
            fields.extend(relation.filter(|it| *it != Relation::Base).map(|it| ("relation", it.name())));
            fields.extend(party.as_deref().map(|party| ("party", party)));
            if *status != Status::Deprecated || !fields.is_empty() {
                fields.push(("status", status.name()));
            }
            text.add_variant(place(id, term), &fields)
        }
        Change::Prefer(term) => {
            let before = concept.preferred(term.language, term.slot, style).map(|(_, term)| term.text());
            text.prefer(place(id, term), before, name)
        }
        Change::Kind(kind) => text.kind(id, *kind),
        Change::Note(note) => text.about(id, "note", note.as_deref()),
        Change::Source(source) => text.about(id, "source", source.as_deref()),
        Change::Status(term, status) => text.status(place(id, term), *status, name),
        Change::Relation(term, relation) => {
            let understood = find(concept, term, StyleId::DEFAULT).unwrap_or(Status::Deprecated);
            text.relation(place(id, term), *relation, understood)
        }
        Change::Party(term, party) => text.at_form(place(id, term), "party", party.as_deref()),
        Change::Gender(term, gender) => {
            let letter = gender.map(|gender| match gender {
                Gender::Masculine => "m",
                Gender::Feminine => "f",
            });
            text.at_form(place(id, term), "gender", letter)
        }
        Change::FormNote(term, note) => text.at_form(place(id, term), "note", note.as_deref()),
        Change::Record(field, term, said) => {
            let (mut of_concept, mut of_form) = (ConceptRecord::default(), FormRecord::default());
            field
                .put(said.as_deref().unwrap_or_default(), &mut of_concept, &mut of_form)
                .map_err(|_| EditError::NotEditable("record"))?;
            let value = record_yaml(&of_concept, &of_form);
            match term {
                Some(term) => text.record_of_form(place(id, term), field.yaml_key(), value),
                None => text.record(id, field.yaml_key(), value),
            }
        }
        Change::Slot(term, slot) => {
            if is_preferred(concept, term) {
                return Err(EditError::Preferred(term.form.clone()));
            }
            text.move_to(place(id, term), *slot)
        }
        Change::Rename(term, form) => text.rename(place(id, term), form),
        Change::Remove(term) => {
            if is_preferred(concept, term) {
                return Err(EditError::Preferred(term.form.clone()));
            }
            text.remove(place(id, term))
        }
    }
}

/// Whether some style prefers a form.
pub(super) fn is_preferred(concept: &Concept, term: &TermRef) -> bool {
    let mut terms = concept.terms.iter();
    terms.any(|known| term.is(known) && known.statuses.contains(&Status::Preferred))
}

/// Whether a concept, read again, is as a change wanted it.
pub(super) fn is_fulfilled(concept: &Concept, change: &Change, style: StyleId) -> bool {
    match change {
        Change::Kind(kind) => concept.kind == *kind,
        Change::Note(note) => concept.note == *note,
        Change::Source(source) => concept.source == *source,
        Change::Prefer(term) => find(concept, term, style) == Some(Status::Preferred),
        Change::Add { term, status, .. } => find(concept, term, style) == Some(*status),
        Change::Remove(term) => find(concept, term, style).is_none(),
        Change::Rename(old, form) => {
            find(concept, &TermRef { form: form.clone(), ..old.clone() }, style).is_some()
        }
        Change::Record(field, None, said) => {
            field.text(concept.record(), FormRecord::empty()).trim() == said.as_deref().unwrap_or_default()
        }
        Change::Slot(term, slot) => find(concept, &TermRef { slot: *slot, ..term.clone() }, style).is_some(),
        // The form may have been written otherwise or taken out since.
        _ => true,
    }
}

/// The status of a form of a concept.
fn find(concept: &Concept, term: &TermRef, style: StyleId) -> Option<Status> {
    concept.terms.iter().find(|known| term.is(known)).map(|known| known.status(style))
}

pub(super) fn place<'a>(concept: &'a str, term: &'a TermRef) -> Place<'a> {
    Place { concept, language: term.language, slot: term.slot, form: &term.form }
}

//! Terms of further languages, between lists and the record of a concept.

use super::EntryTerm;
use crate::{
    glossary::{
        ConceptRecord, Gender, OtherGender, OtherLanguage, OtherTerm, Relation, Slot, is_language_tag,
    },
    language::Language,
};

/// Adds a term of a further language to a record; not where the tag is that of no language.
pub(in crate::exchange::lists) fn add_other(record: &mut ConceptRecord, tag: &str, term: OtherTerm) {
    let Some(tag) = language_tag(tag) else { return };
    match record.others.iter_mut().find(|known| known.tag == tag) {
        Some(known) => known.terms.push(term),
        None => record.others.push(OtherLanguage { tag, terms: vec![term] }),
    }
}

/// The tag of a language as the glossary has it: of French and English their code, of others what a list says, the
/// language in small letters. None where it is no tag.
pub(in crate::exchange::lists) fn language_tag(tag: &str) -> Option<String> {
    if let Some(language) = Language::from_tag(tag) {
        return Some(language.code().to_owned());
    }
    let tag = tag.trim().replace('_', "-");
    let (language, rest) = tag.split_at(tag.find('-').unwrap_or(tag.len()));
    Some(format!("{}{rest}", language.to_lowercase())).filter(|tag| is_language_tag(tag))
}

/// A term that was read for a further language; its slot becomes its relation. `gender` is one that French and English
/// do not have.
pub(in crate::exchange::lists) fn other_term(term: EntryTerm, gender: Option<OtherGender>) -> OtherTerm {
    let of_slot = match term.slot {
        Slot::Full => None,
        Slot::Short => Some(Relation::Short),
        Slot::Abbreviation => Some(Relation::Abbreviation),
    };
    let own = term.gender.map(|gender| match gender {
        Gender::Masculine => OtherGender::Masculine,
        Gender::Feminine => OtherGender::Feminine,
    });
    OtherTerm {
        form: term.form,
        status: term.status,
        relation: of_slot.or(term.relation),
        gender: gender.or(own),
        note: term.note,
        details: term.details,
    }
}

/// A term of a further language as one of a list, without its gender.
pub(in crate::exchange::lists) fn of_other(term: &OtherTerm) -> EntryTerm {
    let (slot, relation) = match term.relation {
        Some(Relation::Short) => (Slot::Short, None),
        Some(Relation::Abbreviation) => (Slot::Abbreviation, None),
        relation => (Slot::Full, relation),
    };
    EntryTerm {
        slot,
        status: term.status,
        relation,
        note: term.note.clone(),
        details: term.details.clone(),
        ..EntryTerm::new(Language::ALL[0], &term.form)
    }
}

//! The full record of entries, packed.

use super::entry_store::{number, put_number, put_text, take_byte, take_number, take_text};
use crate::{
    glossary::{
        Cited, ConceptRecord, Date, Definition, FormRecord, OtherGender, OtherLanguage, OtherTerm,
        PartOfSpeech, Relation, Reliability, Role, Status,
    },
    language::Language,
};

const GENDERS: [OtherGender; 3] = [OtherGender::Masculine, OtherGender::Feminine, OtherGender::Neuter];

/// Packs the record of a concept; none as a zero.
pub(super) fn put_concept(out: &mut Vec<u8>, record: Option<&ConceptRecord>) {
    let Some(ConceptRecord { domains, definitions, roles, others }) = record else { return out.push(0) };
    out.push(1);
    put_number(out, domains.len());
    domains.iter().for_each(|domain| put_text(out, Some(domain)));
    put_number(out, definitions.len());
    for Definition { language, cited } in definitions {
        put_text(out, language.as_deref());
        put_cited(out, cited);
    }
    put_number(out, roles.len());
    for Role { names, from, until, note } in roles {
        put_number(out, names.len());
        for (language, name) in names {
            out.push(number(&Language::ALL, Some(*language)));
            put_text(out, Some(name));
        }
        put_date(out, Some(*from));
        put_date(out, *until);
        put_text(out, note.as_deref());
    }
    put_number(out, others.len());
    for OtherLanguage { tag, terms } in others {
        put_text(out, Some(tag));
        put_number(out, terms.len());
        terms.iter().for_each(|term| put_other(out, term));
    }
}

/// Unpacks the record of a concept.
pub(super) fn take_concept(bytes: &mut &[u8]) -> Option<Option<Box<ConceptRecord>>> {
    if take_byte(bytes)? == 0 {
        return Some(None);
    }
    let domains = take_many(bytes, |bytes| take_text(bytes)?)?;
    let definitions = take_many(bytes, |bytes| {
        Some(Definition { language: take_text(bytes)?, cited: take_cited(bytes)? })
    })?;
    let roles = take_many(bytes, |bytes| {
        let names = take_many(bytes, |bytes| {
            let language = *Language::ALL.get(usize::from(take_byte(bytes)?))?;
            Some((language, take_text(bytes)??))
        })?;
        Some(Role { names, from: take_date(bytes)??, until: take_date(bytes)?, note: take_text(bytes)? })
    })?;
    let others = take_many(bytes, |bytes| {
        Some(OtherLanguage { tag: take_text(bytes)??, terms: take_many(bytes, take_other)? })
    })?;
    Some(Some(Box::new(ConceptRecord { domains, definitions, roles, others })))
}

/// Packs the record of a form; none as a zero.
pub(super) fn put_form(out: &mut Vec<u8>, record: Option<&FormRecord>) {
    let Some(record) = record else { return out.push(0) };
    let FormRecord { pos, source, examples, reliability, from, until, exact_case } = record;
    out.push(if *exact_case { 2 } else { 1 });
    out.push(number(&PartOfSpeech::ALL, *pos) | reliability.map_or(0, Reliability::value) << 4);
    put_text(out, source.as_deref());
    put_number(out, examples.len());
    examples.iter().for_each(|example| put_cited(out, example));
    put_date(out, *from);
    put_date(out, *until);
}

/// Unpacks the record of a form.
pub(super) fn take_form(bytes: &mut &[u8]) -> Option<Option<Box<FormRecord>>> {
    let exact_case = match take_byte(bytes)? {
        0 => return Some(None),
        kind => kind == 2,
    };
    let said = take_byte(bytes)?;
    Some(Some(Box::new(FormRecord {
        pos: PartOfSpeech::ALL.get(usize::from(said & 15)).copied(),
        reliability: Reliability::new(said >> 4),
        source: take_text(bytes)?,
        examples: take_many(bytes, take_cited)?,
        from: take_date(bytes)?,
        until: take_date(bytes)?,
        exact_case,
    })))
}

fn put_other(out: &mut Vec<u8>, term: &OtherTerm) {
    let OtherTerm { form, status, relation, gender, note, details } = term;
    put_text(out, Some(form));
    out.push(number(&Status::ALL, *status) | number(&Relation::ALL, *relation) << 4);
    out.push(number(&GENDERS, *gender));
    put_text(out, note.as_deref());
    put_form(out, details.as_deref());
}

fn take_other(bytes: &mut &[u8]) -> Option<OtherTerm> {
    let form = take_text(bytes)??;
    let said = take_byte(bytes)?;
    Some(OtherTerm {
        form,
        status: Status::ALL.get(usize::from(said & 15)).copied(),
        relation: Relation::ALL.get(usize::from(said >> 4)).copied(),
        gender: GENDERS.get(usize::from(take_byte(bytes)?)).copied(),
        note: take_text(bytes)?,
        details: take_form(bytes)?,
    })
}

fn put_cited(out: &mut Vec<u8>, cited: &Cited) {
    put_text(out, Some(&cited.text));
    put_text(out, cited.source.as_deref());
}

fn take_cited(bytes: &mut &[u8]) -> Option<Cited> {
    Some(Cited { text: take_text(bytes)??, source: take_text(bytes)? })
}

fn put_date(out: &mut Vec<u8>, date: Option<Date>) {
    put_text(out, date.map(|date| date.to_string()).as_deref());
}

fn take_date(bytes: &mut &[u8]) -> Option<Option<Date>> {
    match take_text(bytes)? {
        Some(text) => Some(Some(text.parse().ok()?)),
        None => Some(None),
    }
}

/// A number of values, then each of them.
fn take_many<T>(bytes: &mut &[u8], mut one: impl FnMut(&mut &[u8]) -> Option<T>) -> Option<Vec<T>> {
    let count = take_number(bytes)?;
    (0..count).map(|_| one(bytes)).collect()
}

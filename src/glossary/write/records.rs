//! The keys of the full record.

use super::yaml::{Mapping, Value, put, put_text};
use crate::glossary::{
    model::{Cited, ConceptRecord, FormRecord, OtherLanguage, OtherTerm, Role},
    records::UNDETERMINED,
};

/// Writes what a concept belongs to and means.
pub(super) fn meaning<'a>(out: &mut Mapping<'a>, record: &'a ConceptRecord) {
    if !record.domains.is_empty() {
        put(out, "domain", one_or_many(record.domains.iter().map(|domain| domain.as_str().into()).collect()));
    }
    let mut by_language: Vec<(&str, Vec<Value<'_>>)> = Vec::new();
    for definition in &record.definitions {
        let tag = definition.language.as_deref().unwrap_or_default();
        let value = cited(&definition.cited);
        match by_language.iter_mut().find(|(known, _)| *known == tag) {
            Some((_, values)) => values.push(value),
            None => by_language.push((tag, vec![value])),
        }
    }
    match &by_language[..] {
        [] => {}
        [("", _)] => {
            let values = by_language.swap_remove(0).1;
            put(out, "definition", one_or_many(values));
        }
        _ => {
            let mut mapping = Mapping::new();
            for (tag, values) in by_language {
                put(&mut mapping, if tag.is_empty() { UNDETERMINED } else { tag }, one_or_many(values));
            }
            put(out, "definition", mapping);
        }
    }
}

/// Writes what a person or a body was.
pub(super) fn roles<'a>(out: &mut Mapping<'a>, roles: &'a [Role]) {
    let value = |role: &'a Role| {
        let mut out = Mapping::new();
        for (language, name) in &role.names {
            put(&mut out, language.code(), name.as_str());
        }
        put(&mut out, "from", role.from);
        if let Some(until) = role.until {
            put(&mut out, "until", until);
        }
        put_text(&mut out, "note", role.note.as_deref());
        Value::Mapping(out)
    };
    if !roles.is_empty() {
        put(out, "roles", roles.iter().map(value).collect::<Vec<_>>());
    }
}

/// Writes the terms of further languages.
pub(super) fn others<'a>(out: &mut Mapping<'a>, others: &'a [OtherLanguage]) {
    let mut by_tag = Mapping::new();
    for other in others.iter().filter(|other| !other.terms.is_empty()) {
        put(&mut by_tag, &other.tag, one_or_many(other.terms.iter().map(other_term).collect()));
    }
    if !by_tag.is_empty() {
        put(out, "other", by_tag);
    }
}

fn other_term(term: &OtherTerm) -> Value<'_> {
    if term.is_bare() {
        return term.form.as_str().into();
    }
    let mut out = Mapping::new();
    put(&mut out, "form", term.form.as_str());
    put_text(&mut out, "relation", term.relation.map(|relation| relation.name()));
    put_text(&mut out, "status", term.status.map(|status| status.name()));
    put_text(&mut out, "gender", term.gender.map(|gender| gender.name()));
    put_text(&mut out, "note", term.note.as_deref());
    form(&mut out, term.record());
    Value::Mapping(out)
}

/// Writes the record of a form.
pub(super) fn form<'a>(out: &mut Mapping<'a>, record: &'a FormRecord) {
    put_text(out, "pos", record.pos.map(|pos| pos.name()));
    put_text(out, "source", record.source.as_deref());
    if !record.examples.is_empty() {
        put(out, "example", one_or_many(record.examples.iter().map(cited).collect()));
    }
    if let Some(reliability) = record.reliability {
        put(out, "reliability", Value::Number(reliability.value().into()));
    }
    if let Some(from) = record.from {
        put(out, "from", from);
    }
    if let Some(until) = record.until {
        put(out, "until", until);
    }
    if record.exact_case {
        put(out, "case", "exact");
    }
}

/// The first field of a record as a value on one line of YAML; none where nothing is known.
pub(crate) fn record_yaml(concept: &ConceptRecord, record: &FormRecord) -> Option<String> {
    let mut out = Mapping::new();
    meaning(&mut out, concept);
    form(&mut out, record);
    out.first().map(|(_, value)| value.on_one_line())
}

fn cited(cited: &Cited) -> Value<'_> {
    let Some(source) = &cited.source else { return cited.text.as_str().into() };
    let mut out = Mapping::new();
    put(&mut out, "text", cited.text.as_str());
    put(&mut out, "source", source.as_str());
    Value::Mapping(out)
}

/// One value as itself, several as a list.
fn one_or_many(mut values: Vec<Value<'_>>) -> Value<'_> {
    if values.len() == 1 { values.swap_remove(0) } else { Value::List(values) }
}

//! The card of a concept.

use indexmap::IndexMap;
use serde::Serialize;
use serde_json::Value;

use super::list::{ConceptRow, written};
use crate::{
    glossary::{Concept, Form, Glossary, LanguagePair, Number, Relation, Slot, StyleId, Term},
    grammar::{Noun, samples},
    normalize::noun_kind,
    review::{
        Refused, Review,
        decisions::{Act, field_value},
    },
};

/// A concept with every field.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
pub(crate) struct ConceptCard {
    #[serde(flatten)]
    row: ConceptRow,
    write: IndexMap<String, String>,
    en_forms: Vec<EnglishForm>,
    gender: Value,
    number: Value,
    article: Value,
    locative: Value,
    elides: Value,
    samples: Vec<String>,
    forms: Vec<CardForm>,
    note: Value,
    definition: Value,
    domain: Value,
    source: Value,
    file: String,
    line: usize,
    history: Vec<Act>,
}

#[derive(Serialize)]
struct EnglishForm {
    form: String,
    status: &'static str,
    party: Option<String>,
}

#[derive(Serialize)]
struct CardForm {
    form: String,
    status: &'static str,
    relation: Option<&'static str>,
    party: Option<String>,
    slot: &'static str,
    n: usize,
}

impl Review {
    /// The card of a concept, by its id or by that of a name that became it.
    ///
    /// # Errors
    /// When there is no such concept.
    pub(crate) fn concept_card(&self, id: &str) -> Result<ConceptCard, Refused> {
        let glossary = self.glossary();
        let id = self.decisions().concept_id(id).unwrap_or(id).to_owned();
        let concept = glossary.concepts.get(&id).ok_or(Refused::NotFound)?;
        let value = |field: &str| field_value(&glossary, concept, field).unwrap_or_default();
        let text = |field: &str| match value(field) {
            Value::Null => Value::from(""),
            value => value,
        };
        let LanguagePair { source, target } = glossary.languages;
        let english = concept.terms_in(target).map(|(_, term)| EnglishForm {
            form: term.text().to_owned(),
            status: term.status(StyleId::DEFAULT).name(),
            party: term.party.clone(),
        });
        let history = self.acts_of(&self.decisions(), &id);
        Ok(ConceptCard {
            row: self.concept_row(&glossary, concept),
            write: styles(&glossary, concept),
            en_forms: english.collect(),
            gender: value("gender"),
            number: value("number"),
            article: value("article"),
            locative: value("locative"),
            elides: value("elides"),
            samples: samples_of(&glossary, concept),
            forms: self.card_forms(concept, concept.terms_in(source).map(|(_, term)| term)),
            note: text("note"),
            definition: text("definition"),
            domain: text("domain"),
            source: text("source"),
            file: file_name(&concept.position.file),
            line: concept.position.line,
            history,
        })
    }

    fn card_forms<'t>(&self, concept: &Concept, terms: impl Iterator<Item = &'t Term>) -> Vec<CardForm> {
        let found = self.concept_in_use(&concept.id).forms;
        let n = |form: &str| found.iter().find(|(known, _)| known == form).map_or(0, |(_, n)| *n);
        let form = |term: &Term| CardForm {
            form: term.text().to_owned(),
            status: term.status(StyleId::DEFAULT).name(),
            relation: Some(term.relation).filter(|it| *it != Relation::Base).map(Relation::name),
            party: term.party.clone(),
            slot: term.slot.name(),
            n: n(term.text()),
        };
        terms.map(form).collect()
    }
}

/// By style, what is written: of `default`, and of those that write something else.
fn styles(glossary: &Glossary, concept: &Concept) -> IndexMap<String, String> {
    let form = |style| {
        let preferred = concept.preferred(glossary.languages.source, Slot::Full, StyleId(style));
        preferred.map(|(_, term)| term.text().to_owned())
    };
    let by_default = form(0);
    let all =
        glossary.styles.iter().enumerate().filter_map(|(style, name)| Some((style, name, form(style)?)));
    let differing = all.filter(|(style, _, form)| *style == 0 || by_default.as_ref() != Some(form));
    differing.map(|(_, name, form)| (name.clone(), form)).collect()
}

/// What drogman writes of a concept.
fn samples_of(glossary: &Glossary, concept: &Concept) -> Vec<String> {
    let source = glossary.languages.source;
    let preferred = concept.preferred_or_full(source, Slot::Full, StyleId::DEFAULT);
    let Some((_, term)) = preferred.filter(|(_, term)| matches!(term.form, Form::Literal(_))) else {
        return Vec::new();
    };
    if !source.articles_agree() {
        return vec![written(concept, source)];
    }
    let noun = Noun { form: term.text(), grammar: &term.grammar, gender: None, number: Number::Singular };
    samples(&noun, noun_kind(concept.kind)).into()
}

/// A file without the folders before it that only this machine has.
fn file_name(file: &str) -> String {
    match file.strip_prefix("embedded/") {
        Some(_) => file.to_owned(),
        None => file.rsplit(['/', '\\']).next().unwrap_or_default().to_owned(),
    }
}

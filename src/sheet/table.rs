//! The finished sheet: rows in words, in a stable order, ready for any format.

use std::sync::Arc;

use serde::Serialize;

use super::{
    example::Example,
    order,
    tally::{FormKey, FormTally, Sheet},
};
use crate::{
    glossary::{Concept, ConceptId, Glossary, LanguagePair, Relation, Role, Slot, Status, StyleId, Term},
    language::Language,
    text::Span,
};

/// A term sheet in words.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Table {
    /// The languages of the glossary.
    pub languages: LanguagePair,
    /// The house style the statuses are for.
    pub style: String,
    /// How many documents were read.
    pub documents: usize,
    /// One row a form in use, grouped by concept.
    pub forms: Vec<FormRow>,
    /// One row a concept in use.
    pub concepts: Vec<ConceptRow>,
    /// Capitalised names that no concept covers, most frequent first.
    pub unknown: Vec<UnknownRow>,
}

/// A form in use.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct FormRow {
    /// The concept’s id.
    pub concept: String,
    /// What kind of thing the concept is.
    #[serde(rename = "type")]
    pub kind: String,
    /// The preferred form of the same slot in the source language.
    pub preferred: String,
    /// The form found.
    pub form: String,
    /// Which name of the concept it is.
    pub slot: String,
    /// Why the form exists beside the preferred one.
    pub relation: String,
    /// Its status in the house style.
    pub status: String,
    /// Whose name it is, where it is one side’s.
    pub party: Option<String>,
    /// The preferred form of the same slot in the target language.
    pub target: String,
    /// Other forms admitted in the target language.
    pub target_admitted: Vec<String>,
    /// How often the form occurs.
    pub occurrences: usize,
    /// In how many documents.
    pub documents: usize,
    /// How many of the occurrences only probably mean the concept.
    pub unsure: usize,
    /// The earliest date of a document that uses it, if documents have dates.
    pub first_date: Option<String>,
    /// A sentence that shows it.
    pub example: ExampleRow,
    /// The remark of the glossary.
    pub note: Option<String>,
    /// Where the glossary has the equivalence from.
    pub source: Option<String>,
    /// What the person or body was at the first date, in both languages; empty where nothing is known.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub role: String,
    /// The subject fields and definitions of the concept, in words.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub meaning: String,
}

/// A sentence that shows a form.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct ExampleRow {
    /// What stands before the form.
    pub before: String,
    /// The form as it stands there.
    pub form: String,
    /// What stands after it.
    pub after: String,
    /// `file:line:column`.
    pub place: String,
}

impl ExampleRow {
    /// The sentence with the form between `open` and `close`.
    ///
    /// ```
    /// use drogman::sheet::ExampleRow;
    /// let example = ExampleRow {
    ///     before: "Le maire de ".into(),
    ///     form: "Bakou".into(),
    ///     after: " dort.".into(),
    ///     place: "a.txt:1:13".into(),
    /// };
    /// assert_eq!(example.marked("<b>", "</b>"), "Le maire de <b>Bakou</b> dort.");
    /// ```
    pub fn marked(&self, open: &str, close: &str) -> String {
        format!("{}{open}{}{close}{}", self.before, self.form, self.after)
    }
}

/// A concept in use.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct ConceptRow {
    /// The concept’s id.
    pub concept: String,
    /// What kind of thing it is.
    #[serde(rename = "type")]
    pub kind: String,
    /// The preferred full form in the source language.
    pub preferred: String,
    /// The preferred full form in the target language.
    pub target: String,
    /// Every form found with its count, most frequent first.
    pub forms: Vec<(String, usize)>,
    /// Occurrences of all forms together.
    pub occurrences: usize,
    /// The parties whose names were used.
    pub parties: Vec<String>,
    /// The remark of the glossary.
    pub note: Option<String>,
    /// Where the glossary has the equivalence from.
    pub source: Option<String>,
}

/// A capitalised name that no concept covers.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct UnknownRow {
    /// The name.
    pub name: String,
    /// How often it occurs.
    pub occurrences: usize,
    /// In how many documents.
    pub documents: usize,
    /// A sentence that shows it.
    pub example: ExampleRow,
}

impl FormRow {
    /// What a sheet says of a term of a concept, by its place there, when it is found written as `form`: all that the
    /// glossary says in a style; nothing is counted. `misspelt` as in [`FormTally::misspelt`].
    ///
    /// ```
    /// use drogman::{glossary::{Glossary, StyleId}, sheet::FormRow};
    /// let glossary: Glossary =
    ///     "version: 1\nconcepts:\n  gori: {type: city, fr: {preferred: Gori, variants: [Gorie]}, en: Gori}\n".parse().unwrap();
    /// let gori = glossary.concept_id("gori").unwrap();
    /// let row = FormRow::uncounted(&glossary, StyleId::DEFAULT, (gori, 1), "Gorie", false);
    /// assert_eq!((&row.preferred[..], &row.status[..], row.occurrences), ("Gori", "deprecated", 0));
    /// ```
    pub fn uncounted(
        glossary: &Glossary,
        style: StyleId,
        (concept, term): (ConceptId, usize),
        form: &str,
        misspelt: bool,
    ) -> Self {
        let key = FormKey { concept, term, form: form.to_owned() };
        let example = Example {
            sentence: String::new(),
            form: Span::new(0, 0),
            path: Arc::from(""),
            line: 0,
            column: 0,
        };
        let tally =
            FormTally { occurrences: 0, documents: 0, unsure: 0, first_date: None, misspelt, example };
        row(glossary, style, &key, &tally).1
    }
}

impl Sheet {
    /// The finished sheet for a house style.
    ///
    /// Rows stand grouped by concept, concepts by their preferred source form in French order, forms by
    /// slot, then preferred first, then in French order.
    ///
    /// ```
    /// use drogman::{document::Document, glossary::{Glossary, StyleId}, language::Language, matching::Matcher};
    /// use drogman::{segment::Segmenter, sheet::Sheet};
    /// let glossary = Glossary::embedded();
    /// let matcher = Matcher::new(glossary, Language::French).unwrap();
    /// let article = Document::from_text("a.txt", "Le convoi va de Tbilissi à Bakou.".into());
    /// let sheet = Sheet::of(&article, &matcher.matches(&article), glossary, &Segmenter::new(Language::French));
    /// let table = sheet.table(glossary, StyleId::DEFAULT);
    /// let pairs: Vec<_> = table.forms.iter().map(|row| (&row.form[..], &row.target[..])).collect();
    /// assert_eq!(pairs, [("Bakou", "Baku"), ("Tbilissi", "Tbilisi")]);
    /// ```
    pub fn table(&self, glossary: &Glossary, style: StyleId) -> Table {
        let mut forms: Vec<(SortKey<'_>, FormRow)> =
            self.forms.iter().map(|(key, tally)| row(glossary, style, key, tally)).collect();
        forms.sort_by(|(a, _), (b, _)| a.cmp(b));
        let forms: Vec<FormRow> = forms.into_iter().map(|(_, row)| row).collect();
        Table {
            languages: glossary.languages,
            style: glossary.styles.get(style.0).cloned().unwrap_or_else(|| "default".into()),
            documents: self.documents,
            concepts: concepts(glossary, style, &forms),
            forms,
            unknown: self.unknown_rows(),
        }
    }

    fn unknown_rows(&self) -> Vec<UnknownRow> {
        let mut rows: Vec<UnknownRow> = self
            .unknown
            .iter()
            .filter(|(name, tally)| tally.is_name(name))
            .map(|(name, tally)| UnknownRow {
                name: name.clone(),
                occurrences: tally.inside + tally.initial,
                documents: tally.documents,
                example: example(&tally.example),
            })
            .collect();
        rows.sort_by(|a, b| b.occurrences.cmp(&a.occurrences).then_with(|| order::french(&a.name, &b.name)));
        rows
    }
}

/// What rows are sorted by.
#[derive(PartialEq, Eq)]
struct SortKey<'g> {
    heading: &'g str,
    concept: &'g str,
    slot: Slot,
    status: Status,
    form: String,
}

impl Ord for SortKey<'_> {
    fn cmp(&self, other: &Self) -> std::cmp::Ordering {
        order::french(self.heading, other.heading)
            .then_with(|| self.concept.cmp(other.concept))
            .then_with(|| self.slot.cmp(&other.slot))
            .then_with(|| self.status.cmp(&other.status))
            .then_with(|| order::french(&self.form, &other.form))
    }
}

impl PartialOrd for SortKey<'_> {
    fn partial_cmp(&self, other: &Self) -> Option<std::cmp::Ordering> {
        Some(self.cmp(other))
    }
}

fn row<'g>(
    glossary: &'g Glossary,
    style: StyleId,
    key: &FormKey,
    tally: &FormTally,
) -> (SortKey<'g>, FormRow) {
    let concept = glossary.concept(key.concept);
    let term = &concept.terms[key.term];
    let LanguagePair { source, target } = glossary.languages;
    let status = match term.status(style) {
        status if tally.misspelt && status.is_allowed() => Status::Deprecated,
        status => status,
    };
    let equivalent =
        concept.equivalent(key.term, target, style).map_or_else(String::new, |term| term.text().to_owned());
    let row = FormRow {
        concept: concept.id.clone(),
        kind: concept.kind.name().into(),
        preferred: preferred(concept, source, term.slot, style),
        form: key.form.clone(),
        slot: term.slot.name().into(),
        relation: if tally.misspelt { Relation::Spelling } else { term.relation }.name().into(),
        status: status.name().into(),
        party: term.party.clone(),
        target_admitted: admitted(concept, target, key.term, style, &equivalent),
        target: equivalent,
        occurrences: tally.occurrences,
        documents: tally.documents,
        unsure: tally.unsure,
        first_date: tally.first_date.clone(),
        example: example(&tally.example),
        note: term.note.clone().or_else(|| concept.note.clone()),
        source: concept.source.clone(),
        role: role(concept, tally.first_date.as_deref()),
        meaning: meaning(concept),
    };
    let heading = concept.preferred_or_full(source, Slot::Full, style).map_or("", |(_, term)| term.text());
    (SortKey { heading, concept: &concept.id, slot: term.slot, status, form: key.form.clone() }, row)
}

/// What a person or a body was at a date, in both languages.
fn role(concept: &Concept, date: Option<&str>) -> String {
    if concept.record().roles.is_empty() {
        return String::new();
    }
    let Some(date) = date.and_then(|date| date.parse().ok()) else { return String::new() };
    let names =
        |role: &Role| role.names.iter().map(|(_, name)| name.as_str()).collect::<Vec<_>>().join(" / ");
    concept.roles_at(date).map(names).collect::<Vec<_>>().join("; ")
}

/// The subject fields and definitions of a concept, in words.
fn meaning(concept: &Concept) -> String {
    let record = concept.record();
    let definitions = record.definitions.iter().map(|definition| definition.cited.text.as_str());
    let domains = Some(record.domains.join(", ")).filter(|domains| !domains.is_empty());
    domains.iter().map(String::as_str).chain(definitions).collect::<Vec<_>>().join(" · ")
}

fn preferred(concept: &Concept, language: Language, slot: Slot, style: StyleId) -> String {
    concept
        .preferred_or_full(language, slot, style)
        .map_or_else(String::new, |(_, term)| term.text().to_owned())
}

/// The other forms that may stand for a term in a language: no other side’s.
fn admitted(concept: &Concept, language: Language, place: usize, style: StyleId, but: &str) -> Vec<String> {
    let wanted = concept.wanted(place, style).unwrap_or(&concept.terms[place]);
    let side = concept.side(wanted);
    let fits = |term: &&Term| {
        term.slot == concept.terms[place].slot
            && term.status(style) == Status::Admitted
            && term.text() != but
            && (side.is_none() || concept.side(term).is_none_or(|other| side == Some(other)))
    };
    concept.terms_in(language).map(|(_, term)| term).filter(fits).map(|term| term.text().to_owned()).collect()
}

fn example(example: &Example) -> ExampleRow {
    let (before, rest) = example.sentence.split_at(example.form.start);
    let (form, after) = rest.split_at(example.form.len());
    ExampleRow {
        before: before.to_owned(),
        form: form.to_owned(),
        after: after.to_owned(),
        place: format!("{}:{}:{}", example.path, example.line, example.column),
    }
}

/// One row for each concept of `forms`, which stand grouped by concept.
fn concepts(glossary: &Glossary, style: StyleId, forms: &[FormRow]) -> Vec<ConceptRow> {
    let LanguagePair { source, target } = glossary.languages;
    forms
        .chunk_by(|a, b| a.concept == b.concept)
        .map(|group| {
            let concept = &glossary.concepts[&group[0].concept];
            let mut found: Vec<_> = group.iter().map(|row| (row.form.clone(), row.occurrences)).collect();
            found.sort_by(|a, b| b.1.cmp(&a.1).then_with(|| order::french(&a.0, &b.0)));
            let mut parties: Vec<String> = group.iter().filter_map(|row| row.party.clone()).collect();
            parties.sort();
            parties.dedup();
            ConceptRow {
                concept: concept.id.clone(),
                kind: concept.kind.name().into(),
                preferred: preferred(concept, source, Slot::Full, style),
                target: preferred(concept, target, Slot::Full, style),
                occurrences: found.iter().map(|(_, count)| count).sum(),
                forms: found,
                parties,
                note: concept.note.clone(),
                source: concept.source.clone(),
            }
        })
        .collect()
}

//! The JSON Schema of a glossary file, for editors that complete and check YAML.
//!
//! The types below say the shape alone; reading is done by hand, since every mistake is to be told at once.

#![allow(dead_code, missing_docs)]

use std::collections::BTreeMap;

use schemars::JsonSchema;

use super::{
    accents::{Capitals, Diacritics},
    model::{ConceptKind, PartOfSpeech, Relation, Status},
};

/// The JSON Schema (draft 2020-12) of a glossary file.
///
/// ```
/// let schema = drogman::glossary::schema();
/// assert_eq!(schema["title"], "drogman glossary");
/// assert!(schema["properties"]["concepts"].is_object());
/// ```
pub fn schema() -> serde_json::Value {
    schemars::schema_for!(GlossaryFile).to_value()
}

/// A glossary file of drogman.
#[derive(JsonSchema)]
#[schemars(title = "drogman glossary", deny_unknown_fields)]
struct GlossaryFile {
    /// The version of the format.
    #[schemars(range(min = 1, max = 1))]
    version: u8,
    languages: Option<Languages>,
    /// House styles besides `default`; one with what it decides: `afp: {capitals: plain}`.
    #[serde(default)]
    styles: Vec<Style>,
    /// The concepts by id.
    #[serde(default)]
    concepts: BTreeMap<String, Concept>,
}

#[derive(JsonSchema)]
#[schemars(untagged)]
enum Style {
    Name(String),
    Options(BTreeMap<String, StyleOptions>),
}

/// What a style decides beside preferred forms.
#[derive(JsonSchema)]
#[schemars(deny_unknown_fields)]
struct StyleOptions {
    /// Accents of capitals: accented (États-Unis), plain (Etats-Unis), keep (as each document has it, the default).
    capitals: Option<Capitals>,
    /// Diacritics of foreign persons’ names: exact (as listed: Sánchez), keep (as each document has it, the default).
    diacritics: Option<Diacritics>,
}

#[derive(JsonSchema)]
#[schemars(deny_unknown_fields)]
struct Languages {
    source: LanguageCode,
    target: LanguageCode,
}

#[derive(JsonSchema)]
#[schemars(rename_all = "lowercase")]
enum LanguageCode {
    Fr,
    En,
}

#[derive(JsonSchema)]
#[schemars(deny_unknown_fields)]
struct Concept {
    r#type: ConceptKind,
    /// A remark for the translator.
    note: Option<String>,
    /// Where the equivalence comes from.
    source: Option<String>,
    /// The subject field it belongs to, or several.
    domain: Option<OneOrMany<String>>,
    definition: Option<Definitions>,
    /// What a person or a body was, and when.
    #[serde(default)]
    roles: Vec<Role>,
    fr: Option<Language>,
    en: Option<Language>,
    /// Terms in further languages, by the tag of the language: kept and exported, never matched.
    #[serde(default)]
    other: BTreeMap<String, OneOrMany<OtherTerm>>,
}

#[derive(JsonSchema)]
#[schemars(untagged)]
enum OneOrMany<T> {
    One(T),
    Many(Vec<T>),
}

/// What it means; by language where that is to be said.
#[derive(JsonSchema)]
#[schemars(untagged)]
enum Definitions {
    Any(OneOrMany<Cited>),
    ByLanguage(BTreeMap<String, OneOrMany<Cited>>),
}

#[derive(JsonSchema)]
#[schemars(untagged)]
enum Cited {
    Text(String),
    WithSource(CitedText),
}

/// A text and where it comes from.
#[derive(JsonSchema)]
#[schemars(deny_unknown_fields)]
struct CitedText {
    text: String,
    source: Option<String>,
}

/// What a person or a body was; `from` and `until` are a year, a month (2019-06) or a day, both included.
#[derive(JsonSchema)]
#[schemars(deny_unknown_fields)]
struct Role {
    fr: Option<String>,
    en: Option<String>,
    from: Date,
    until: Option<Date>,
    note: Option<String>,
}

/// A year, a month (2019-06) or a day (2019-06-30).
#[derive(JsonSchema)]
#[schemars(untagged)]
enum Date {
    Year(u16),
    Text(String),
}

#[derive(JsonSchema)]
#[schemars(untagged)]
enum OtherTerm {
    Form(String),
    Entry(Box<OtherEntry>),
}

/// A form in a further language.
#[derive(JsonSchema)]
#[schemars(deny_unknown_fields)]
struct OtherEntry {
    form: String,
    status: Option<Status>,
    relation: Option<Relation>,
    /// m, f or n.
    gender: Option<String>,
    #[serde(flatten)]
    record: Record,
}

/// What may be said of any form.
#[derive(JsonSchema)]
struct Record {
    pos: Option<PartOfSpeech>,
    /// Where the form stands.
    source: Option<String>,
    /// A sentence with it, or several.
    example: Option<OneOrMany<Cited>>,
    /// 1 (not verified) to 4 (very reliable).
    #[schemars(range(min = 1, max = 4))]
    reliability: Option<u8>,
    /// Since when it is used. A document that has a date takes a form outside its dates for deprecated.
    from: Option<Date>,
    /// Until when it was used.
    until: Option<Date>,
    /// `exact`: found in the letters written alone, and never rewritten for its case.
    case: Option<Case>,
    note: Option<String>,
}

#[derive(JsonSchema)]
#[schemars(rename_all = "lowercase")]
enum Case {
    Exact,
}

#[derive(JsonSchema)]
#[schemars(untagged)]
enum Language {
    /// The preferred form, when there is nothing more to say.
    Form(String),
    Entry(Box<Entry>),
}

#[derive(JsonSchema)]
#[schemars(deny_unknown_fields)]
struct Entry {
    /// The form to write, or one for each style.
    preferred: Option<Preferred>,
    #[serde(default)]
    variants: Vec<Variant>,
    /// The names that sides use, by side.
    #[serde(default)]
    sides: BTreeMap<String, Side>,
    /// A person’s given name.
    given: Option<Slot>,
    /// A person’s family name.
    family: Option<Slot>,
    short: Option<Slot>,
    abbreviation: Option<Slot>,
    relation: Option<Relation>,
    party: Option<String>,
    alone: Option<bool>,
    #[serde(flatten)]
    record: Record,
    #[serde(flatten)]
    grammar: Grammar,
}

#[derive(JsonSchema)]
#[schemars(untagged)]
enum Preferred {
    Form(String),
    /// By style; `default` is needed.
    ByStyle(BTreeMap<String, String>),
}

#[derive(JsonSchema)]
#[schemars(untagged)]
enum Slot {
    Form(String),
    Entry(Box<SlotEntry>),
}

#[derive(JsonSchema)]
#[schemars(deny_unknown_fields)]
struct SlotEntry {
    preferred: Preferred,
    #[serde(default)]
    variants: Vec<Variant>,
    /// The names that sides use, by side.
    #[serde(default)]
    sides: BTreeMap<String, Side>,
    relation: Option<Relation>,
    party: Option<String>,
    alone: Option<bool>,
    #[serde(flatten)]
    record: Record,
    #[serde(flatten)]
    grammar: Grammar,
}

/// The name one side uses: short for a variant with `relation: party`.
#[derive(JsonSchema)]
#[schemars(untagged)]
enum Side {
    Form(String),
    Entry(Box<SideEntry>),
}

#[derive(JsonSchema)]
#[schemars(deny_unknown_fields)]
struct SideEntry {
    preferred: String,
    /// Spellings of this name: rewritten to it.
    #[serde(default)]
    variants: Vec<Variant>,
    /// Its status where no style says otherwise; admitted when nothing is written.
    status: Option<Status>,
    /// Its status by style.
    r#in: Option<BTreeMap<String, Status>>,
    alone: Option<bool>,
    #[serde(flatten)]
    record: Record,
    #[serde(flatten)]
    grammar: Grammar,
}

#[derive(JsonSchema)]
#[schemars(untagged)]
enum Variant {
    /// A deprecated spelling.
    Form(String),
    Entry(Box<VariantEntry>),
}

/// A variant; it has either a form or a pattern.
#[derive(JsonSchema)]
#[schemars(deny_unknown_fields)]
struct VariantEntry {
    form: Option<String>,
    /// A regular expression.
    pattern: Option<String>,
    relation: Option<Relation>,
    /// Its status where no style says otherwise; when nothing is written, deprecated for a spelling, else admitted.
    status: Option<Status>,
    /// Its status by style.
    r#in: Option<BTreeMap<String, Status>>,
    party: Option<String>,
    alone: Option<bool>,
    #[serde(flatten)]
    record: Record,
    #[serde(flatten)]
    grammar: Grammar,
}

#[derive(JsonSchema)]
struct Grammar {
    /// The definite article it takes in a sentence: le, la, l', les.
    article: Option<String>,
    /// m or f.
    gender: Option<String>,
    /// The preposition of place: en, au, aux, à, à la, à l', dans le…
    locative: Option<String>,
    /// Whether de, que, le… elide before it: true, false or either.
    elides: Option<Elides>,
    /// The article is part of the name and contracts (Le Mans: du Mans).
    own_article: Option<bool>,
    plural: Option<String>,
    /// `adjective`, or the four forms.
    inflect: Option<Inflect>,
}

#[derive(JsonSchema)]
#[schemars(untagged)]
enum Elides {
    Flag(bool),
    Word(String),
}

#[derive(JsonSchema)]
#[schemars(untagged)]
enum Inflect {
    Word(String),
    Forms { ms: String, fs: String, mp: String, fp: String },
}

//! The JSON Schema of `drogman.yaml`, for editors that complete and check YAML.

#![allow(dead_code, missing_docs)]

use std::collections::BTreeMap;

use schemars::JsonSchema;

/// The JSON Schema (draft 2020-12) of the configuration `drogman.yaml`.
///
/// ```
/// let schema = drogman::project::config_schema();
/// assert_eq!(schema["title"], "drogman.yaml");
/// assert!(schema["properties"]["glossary"].is_object());
/// ```
pub fn config_schema() -> serde_json::Value {
    schemars::schema_for!(Configuration).to_value()
}

/// The configuration of a project.
#[derive(JsonSchema)]
#[schemars(title = "drogman.yaml", deny_unknown_fields)]
struct Configuration {
    /// The glossaries, the first on top: files or folders from the folder of this file, `embedded`, or `none`.
    glossary: Option<Paths>,
    /// The house style, one of the glossary’s `styles`.
    style: Option<String>,
    /// The language of headings and words in sheets, reports and workbooks.
    ui: Option<Ui>,
    /// More abbreviations that do not end a sentence.
    #[serde(default)]
    abbreviations: Vec<String>,
    /// The severity of each rule of `drogman check`.
    #[serde(default)]
    rules: BTreeMap<String, Severity>,
    /// What `check` passes over.
    #[serde(default)]
    ignore: Vec<Ignore>,
}

#[derive(JsonSchema)]
#[schemars(untagged)]
enum Paths {
    One(String),
    Many(Vec<String>),
}

#[derive(JsonSchema)]
#[schemars(rename_all = "lowercase")]
enum Severity {
    Error,
    Warning,
    Info,
    Off,
}

#[derive(JsonSchema)]
#[schemars(rename_all = "lowercase")]
enum Ui {
    Fr,
    En,
}

/// One thing `check` passes over; every key given must fit.
#[derive(JsonSchema)]
#[schemars(deny_unknown_fields)]
struct Ignore {
    /// A concept id.
    concept: Option<String>,
    /// A form as written.
    form: Option<String>,
    /// A file, as a gitignore pattern.
    file: Option<String>,
    /// A rule.
    rule: Option<String>,
}

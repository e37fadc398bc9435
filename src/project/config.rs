//! `drogman.yaml`: the configuration of a project.

use std::path::{Path, PathBuf};

use indexmap::IndexMap;
use serde::Deserialize;
use serde_saphyr::Spanned;

use super::{CONFIGURATION, error::ProjectError, trust};
use crate::{
    glossary::{IgnoredFinding, is_below, nearest_word},
    text::{not_a_file, read_text},
};

/// The configuration of a project.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Config {
    /// Glossary files or folders, relative to the configuration's folder; the first lies on top.
    #[serde(skip)]
    pub glossary: Vec<PathBuf>,
    #[serde(rename = "glossary")]
    named: Option<Spanned<Named>>,
    /// The house style.
    style: Option<Spanned<String>>,
    /// The language of headings and words in what is written for people.
    ui: Option<Spanned<String>>,
    /// More abbreviations that do not end a sentence.
    pub abbreviations: Vec<String>,
    /// The severity of each rule: error, warning, info or off.
    rules: IndexMap<String, Spanned<String>>,
    /// What `check` passes over.
    pub ignore: Vec<Ignore>,
    /// The file this was read from.
    #[serde(skip)]
    pub file: Option<PathBuf>,
}

/// One thing `check` passes over; every key given must fit.
#[derive(Clone, Debug, Default, PartialEq, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Ignore {
    /// A concept id.
    pub concept: Option<String>,
    /// A form as written.
    pub form: Option<String>,
    /// A file, as a gitignore pattern.
    pub file: Option<String>,
    /// A rule.
    pub rule: Option<String>,
}

impl From<IgnoredFinding> for Ignore {
    fn from(decided: IgnoredFinding) -> Self {
        let IgnoredFinding { rule, form, concept, file } = decided;
        Self { concept, form, file, rule }
    }
}

/// A setting of a configuration.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Setting<'c> {
    /// What it is set to.
    pub value: &'c str,
    /// Where it stands, as messages name it: `FILE:LINE:COLUMN`.
    pub place: String,
}

impl Config {
    /// The nearest `drogman.yaml` upwards from the folder `here`, else the default.
    ///
    /// # Errors
    /// When it cannot be read or has a mistake.
    pub fn find(here: &Path) -> Result<Self, ProjectError> {
        match nearest(here, CONFIGURATION).filter(|path| !path.is_dir()) {
            Some(path) => Self::read(&path),
            None => Ok(Self::default()),
        }
    }

    /// The house style, where the configuration names one.
    ///
    /// ```
    /// use drogman::project::Config;
    /// let project = tempfile::tempdir().unwrap();
    /// std::fs::write(project.path().join("drogman.yaml"), "style: afp\nrules: {mixed: off}\n").unwrap();
    /// let config = Config::find(project.path()).unwrap();
    /// assert_eq!(config.style().unwrap().value, "afp");
    /// let (rule, severity) = config.rules().next().unwrap();
    /// assert_eq!((rule, severity.value), ("mixed", "off"));
    /// assert!(severity.place.ends_with("drogman.yaml:2:16"), "{}", severity.place);
    /// ```
    pub fn style(&self) -> Option<Setting<'_>> {
        self.style.as_ref().map(|style| self.setting(style))
    }

    /// The language of what is written for people, where the configuration names one.
    pub fn ui(&self) -> Option<Setting<'_>> {
        self.ui.as_ref().map(|ui| self.setting(ui))
    }

    /// The rules that the configuration names, each with its severity: error, warning, info or off.
    pub fn rules(&self) -> impl Iterator<Item = (&str, Setting<'_>)> {
        self.rules.iter().map(|(rule, severity)| (rule.as_str(), self.setting(severity)))
    }

    fn setting<'c>(&self, setting: &'c Spanned<String>) -> Setting<'c> {
        let file = self.file.as_deref().unwrap_or(Path::new(CONFIGURATION)).display();
        let at = setting.referenced;
        Setting { value: &setting.value, place: format!("{file}:{}:{}", at.line(), at.column()) }
    }

    fn read(path: &Path) -> Result<Self, ProjectError> {
        if let Some(error) = not_a_file(path) {
            return Err(ProjectError::io(path, error));
        }
        let folder = path.parent().unwrap_or(Path::new("."));
        // Its mistakes are told in its own words: they must not be those of any file a link leads to.
        if !is_below(folder, path) {
            return Err(ProjectError::LinkedConfiguration(path.to_owned()));
        }
        let text = read_text(path).map_err(|error| ProjectError::io(path, error))?;
        let mut config: Self = serde_saphyr::from_str(&text).map_err(|error| {
            let (place, message) = told(&error);
            ProjectError::Configuration(format!("{}{place}: {message}", path.display()))
        })?;
        if let Some(named) = config.named.take() {
            let at = named.referenced;
            let Named::Paths(paths) = named.value else {
                let place = format!("{}:{}:{}", path.display(), at.line(), at.column());
                let message =
                    format!("{place}: `glossary` is a list of files and folders, such as [names.yaml]");
                return Err(ProjectError::Configuration(message));
            };
            config.glossary = paths;
        }
        for glossary in &mut config.glossary {
            let file = folder.join(&*glossary);
            let is_name = trust::NAMES.iter().any(|name| glossary.as_os_str() == *name);
            if !is_name || file.exists() {
                *glossary = file;
            }
        }
        config.file = Some(path.to_owned());
        Ok(config)
    }
}

/// The keys of a configuration and of what stands in it.
const KEYS: [&str; 10] =
    ["glossary", "style", "ui", "abbreviations", "rules", "ignore", "concept", "form", "file", "rule"];

/// What stands under `glossary`.
#[derive(Clone, Debug)]
enum Named {
    /// A list of paths, or one path.
    Paths(Vec<PathBuf>),
    /// Something else.
    Other,
}

impl<'de> Deserialize<'de> for Named {
    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(NamedVisitor)
    }
}

struct NamedVisitor;

impl<'de> serde::de::Visitor<'de> for NamedVisitor {
    type Value = Named;

    fn expecting(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("a list of files and folders")
    }

    fn visit_str<E>(self, path: &str) -> Result<Named, E> {
        Ok(Named::Paths(vec![path.into()]))
    }

    fn visit_unit<E>(self) -> Result<Named, E> {
        Ok(Named::Paths(Vec::new()))
    }

    fn visit_seq<A: serde::de::SeqAccess<'de>>(self, mut list: A) -> Result<Named, A::Error> {
        let mut paths = Vec::new();
        while let Some(path) = list.next_element()? {
            paths.push(path);
        }
        Ok(Named::Paths(paths))
    }

    fn visit_bool<E>(self, _: bool) -> Result<Named, E> {
        Ok(Named::Other)
    }

    fn visit_i64<E>(self, _: i64) -> Result<Named, E> {
        Ok(Named::Other)
    }

    fn visit_u64<E>(self, _: u64) -> Result<Named, E> {
        Ok(Named::Other)
    }

    fn visit_f64<E>(self, _: f64) -> Result<Named, E> {
        Ok(Named::Other)
    }
}

/// The place of a mistake, as `:line:column`, and what is wrong, on one line.
fn told(error: &serde_saphyr::Error) -> (String, String) {
    let message = error.without_snippet().to_string().replace('\n', " ");
    let Some(place) = error.location() else { return (String::new(), message) };
    let (line, column) = (place.line(), place.column());
    // The message begins or ends with the place.
    let message = message.split_once(&format!("line {line} column {column}: ")).map_or(&*message, |it| it.1);
    let message = message.trim_end_matches(&format!(" at line {line}, column {column}"));
    let unknown = message.strip_prefix("unknown field `").and_then(|rest| rest.split_once('`'));
    let help = unknown.and_then(|(key, _)| nearest_word(key, &KEYS));
    let message = match help {
        Some(word) => format!("{message}; did you mean `{word}`?"),
        None => message.to_owned(),
    };
    (format!(":{line}:{column}"), message)
}

/// The nearest entry called `name` in `from` or a folder above it.
pub(super) fn nearest(from: &Path, name: &str) -> Option<PathBuf> {
    from.ancestors().map(|folder| folder.join(name)).find(|path| path.exists())
}

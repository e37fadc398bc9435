//! `decisions.yaml` beside a glossary: what was decided and stands in no concept, made to be edited by hand.

mod edit;

pub(crate) use edit::{NEW_FILE, with_ignored, with_rejected, without_rejected};

use std::path::{Path, PathBuf};

use rustc_hash::FxHashMap;

use super::{
    fields::File,
    problem::{Problem, Problems, Severity},
    tree::{self, Node, Value},
};
use crate::{language::inflection::without_plural, text::fold};

/// The name of the file.
pub const DECISIONS: &str = "decisions.yaml";

/// The folder of the decisions that belong to a glossary: its own, or the one the file is in.
pub fn decisions_folder(glossary: &Path) -> PathBuf {
    if glossary.is_dir() {
        return glossary.to_owned();
    }
    glossary.parent().unwrap_or(Path::new("")).to_owned()
}

/// What was decided.
///
/// ```
/// use drogman::glossary::Decisions;
/// let text = "version: 1\nrejected:\n  - bureau\n  - {form: Gare du Nord, why: toponyme courant}\n";
/// let decisions = Decisions::read("decisions.yaml", text).unwrap();
/// assert!(decisions.is_rejected("Bureaux") && decisions.is_rejected("GARE DU NORD"));
/// assert!(!decisions.is_rejected("Gare de Lyon"));
/// let mistake = Decisions::read("decisions.yaml", "version: 1\nrejected: [{from: x}]\n").unwrap_err();
/// assert!(mistake.to_string().starts_with("decisions.yaml:2:13: error: "), "{mistake}");
/// ```
#[derive(Clone, Debug, Default)]
pub struct Decisions {
    /// What is not to be proposed again, in the order of the files.
    pub rejected: Vec<Rejected>,
    /// What `check` passes over.
    pub ignored: Vec<IgnoredFinding>,
    /// The place in `rejected`, by [`key`].
    keys: FxHashMap<String, usize>,
}

/// A form that is not to be proposed again.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Rejected {
    /// The form.
    pub form: String,
    /// Why not.
    pub why: Option<String>,
    /// Since when.
    pub on: Option<String>,
}

/// What `check` passes over; every key given must fit.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct IgnoredFinding {
    /// A rule.
    pub rule: Option<String>,
    /// A form as written.
    pub form: Option<String>,
    /// A concept id.
    pub concept: Option<String>,
    /// A file, as a gitignore pattern.
    pub file: Option<String>,
}

impl Decisions {
    /// Reads the text of a file; messages call it `name`.
    ///
    /// # Errors
    /// All its mistakes.
    pub fn read(name: &str, text: &str) -> Result<Self, Problems> {
        let text = text.trim_start_matches('\u{feff}');
        let mut file = File::default();
        let before = file.add(name, text);
        let mut out = Self::default();
        match tree::parse(text, before) {
            Ok(root) => out.take(&mut file, &root),
            Err(error) => file.error(error.at, error.message, None),
        }
        match file.problems.iter().any(|problem: &Problem| problem.severity == Severity::Error) {
            true => Err(Problems(file.problems)),
            false => Ok(out),
        }
    }

    fn take(&mut self, file: &mut File<'_>, root: &Node<'_>) {
        let fields = file.fields(root, "decisions.yaml", &["version", "rejected", "ignored"]);
        if let Some(node) = fields.get("version").filter(|node| node.text() != Some("1")) {
            file.error(
                node.at,
                "this drogman reads decisions of version 1",
                Some("write `version: 1`".into()),
            );
        }
        if let Some(node) = fields.get("rejected") {
            for item in file.items(node, "rejected") {
                if let Some(rejected) = rejected(file, item) {
                    self.add(rejected);
                }
            }
        }
        if let Some(node) = fields.get("ignored") {
            for item in file.items(node, "ignored") {
                let keys = ["rule", "form", "concept", "file", "why", "on"];
                let fields = file.fields(item, "an ignored finding", &keys);
                let mut text = |key: &str| Some(file.text(fields.get(key)?, key)?.to_owned());
                let (rule, form) = (text("rule"), text("form"));
                self.ignored.push(IgnoredFinding {
                    rule,
                    form,
                    concept: text("concept"),
                    file: text("file"),
                });
            }
        }
    }

    fn add(&mut self, rejected: Rejected) {
        self.keys.entry(key(&rejected.form)).or_insert(self.rejected.len());
        self.rejected.push(rejected);
    }

    /// Adds what another file says.
    pub fn extend(&mut self, other: Self) {
        other.rejected.into_iter().for_each(|rejected| self.add(rejected));
        self.ignored.extend(other.ignored);
    }

    /// Whether a form is not to be proposed, whatever its case, accents and number.
    pub fn is_rejected(&self, form: &str) -> bool {
        !self.keys.is_empty() && self.keys.contains_key(&key(form))
    }
}

fn rejected(file: &mut File<'_>, item: &Node<'_>) -> Option<Rejected> {
    if !matches!(item.value, Value::Mapping(_)) {
        return Some(Rejected {
            form: file.text(item, "a rejected form")?.to_owned(),
            ..Rejected::default()
        });
    }
    let fields = file.fields(item, "a rejected form", &["form", "why", "on"]);
    let Some(form) = fields.get("form") else {
        file.error(item.at, "a rejected form without «form»", None);
        return None;
    };
    let form = file.text(form, "form")?.to_owned();
    let mut text = |key: &str| Some(file.text(fields.get(key)?, key)?.to_owned());
    Some(Rejected { form, why: text("why"), on: text("on") })
}

/// What forms have in common that differ in case, accents, hyphens and number alone.
pub(crate) fn key(form: &str) -> String {
    let folded = fold(form);
    let words = folded.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty());
    words.map(without_plural).collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn case_accents_hyphens_and_number_make_no_other_form() {
        for (a, b) in [
            ("barème de péréquation", "BARÈMES DE PEREQUATION"),
            ("canal latéral", "canaux latéraux"),
            ("travail de nuit", "Travaux de nuit"),
            ("noyau dur", "noyaux durs"),
            ("château d’eau", "châteaux d'eau"),
            ("sous-préfet", "sous préfets"),
        ] {
            assert_eq!(key(a), key(b), "{a}");
        }
        for (a, b) in [("canal", "cane"), ("bureau", "bure"), ("gare du Nord", "gare de Lyon"), ("os", "o")] {
            assert_ne!(key(a), key(b), "{a}");
        }
    }
}

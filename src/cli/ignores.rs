//! The `ignore` entries of the configuration.

use std::path::Path;

use anyhow::Context as _;

use super::{
    Outcome,
    globals::{Globals, current_folder},
    terminal,
};
use crate::{
    normalize::Ignored,
    project::{CONFIGURATION, Config, Ignore, read_decisions},
};

/// Reads the entries, and what was decided beside the glossary; file patterns are relative to the configuration’s
/// folder.
pub(super) fn read(config: &Config, globals: &Globals) -> anyhow::Result<Vec<Ignored>> {
    let folder = config.file.as_deref().and_then(Path::parent).unwrap_or(Path::new("."));
    let (decisions, _) = read_decisions(&current_folder()?, &globals.glossary, config)?;
    let decided = decisions.ignored.into_iter().map(Ignore::from);
    let entries = config.ignore.iter().cloned().chain(decided);
    entries
        .map(|Ignore { concept, form, rule, file: pattern }| {
            let ignored = Ignored::new(concept, form, rule);
            let Some(pattern) = pattern else { return Ok(ignored) };
            let file = config.file.as_deref().unwrap_or(Path::new(CONFIGURATION)).display();
            ignored.in_files(folder, &pattern).with_context(|| format!("{file}: ignore: file: {pattern}"))
        })
        .collect()
}

/// Names the entries that passed nothing over; they count as findings.
pub(super) fn report_unused(config: &Config, list: &[Ignored], quiet: bool) -> Outcome {
    let mut outcome = Outcome::Clean;
    for (entry, ignored) in config.ignore.iter().zip(list) {
        if !ignored.is_used() {
            outcome = Outcome::Findings;
            if !quiet {
                terminal::warning(format_args!(
                    "unused-ignore: {} passes over nothing: remove it",
                    describe(entry)
                ));
            }
        }
    }
    outcome
}

fn describe(entry: &Ignore) -> String {
    let keys =
        [("concept", &entry.concept), ("form", &entry.form), ("file", &entry.file), ("rule", &entry.rule)];
    let keys: Vec<String> =
        keys.into_iter().filter_map(|(key, value)| Some(format!("{key}: {}", value.as_ref()?))).collect();
    format!("the entry {{{}}} under ignore in drogman.yaml", keys.join(", "))
}

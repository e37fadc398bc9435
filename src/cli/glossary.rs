//! `drogman glossary`, and finding the glossary of a run.

use std::path::{Path, PathBuf};

use anyhow::Context as _;

use super::{
    Outcome,
    config::{self, Config},
    globals::Globals,
    terminal, trust,
};
use crate::{
    glossary::{Glossary, Problem, Reading, Severity},
    text::counted,
};

mod adopt;
mod apply;
mod edit;
mod export;
mod fmt;
mod import;
mod lint;
mod lists;
mod merge;
mod pieces;
mod schema;

/// Options of `drogman glossary`.
#[derive(clap::Args, Clone, Debug)]
pub(super) struct Args {
    #[command(subcommand)]
    action: Action,
}

#[derive(clap::Subcommand, Clone, Debug)]
enum Action {
    /// Report every mistake of a glossary
    Lint(lint::Args),
    /// Put glossary files into their canonical order of keys; comments stay
    Fmt(fmt::Args),
    /// Print the JSON Schema of the glossary format
    Schema,
    /// Write the glossary for another program
    Export(export::Args),
    /// Turn another program's term list into a glossary
    Import(import::Args),
    /// Bring a reviewed sheet back into the glossary's files
    Merge(merge::Args),
}

/// Runs `drogman glossary`.
pub(super) fn run(args: Args, globals: &Globals) -> anyhow::Result<Outcome> {
    match args.action {
        Action::Lint(args) => lint::run(args, globals),
        Action::Fmt(args) => fmt::run(args, globals),
        Action::Schema => schema::run(),
        Action::Export(args) => export::run(args, globals),
        Action::Import(args) => import::run(args, globals),
        Action::Merge(args) => merge::run(args, globals),
    }
}

/// The glossary of a run: `paths` as given with `-g`, else the configuration's, else the nearest folder
/// `glossary/` upwards, else the embedded one. Its mistakes are told on stderr.
pub(super) fn load(paths: &[PathBuf], config: &Config, quiet: bool) -> anyhow::Result<Glossary> {
    let reading = read(paths, config, quiet)?;
    let warnings = reading.problems.iter().filter(|problem| problem.severity == Severity::Warning).count();
    if warnings > 0 && !quiet {
        terminal::warning(format_args!(
            "the glossary has {}; `drogman glossary lint` lists them",
            counted(warnings, "warning")
        ));
    }
    Ok(reading.accept()?.0)
}

/// Reads the glossary of a run with its problems.
pub(super) fn read(paths: &[PathBuf], config: &Config, quiet: bool) -> anyhow::Result<Reading> {
    let mut paths: Vec<PathBuf> = paths.to_vec();
    if paths.is_empty() {
        paths = found(config, quiet)?;
    }
    if paths.is_empty() {
        return Ok(Glossary::embedded_reading());
    }
    if paths.iter().any(|path| path.as_os_str() == "none") {
        anyhow::ensure!(paths.len() == 1, "`-g none` stands alone: it means no glossary");
        return Ok(Reading::default());
    }
    for path in &paths {
        if let Some(list) = lists::instead_of_yaml(path) {
            anyhow::bail!("{list}");
        }
    }
    Ok(Glossary::read(&paths)?)
}

/// The glossary that the configuration names, else the nearest folder `glossary/` upwards; none is none.
fn found(config: &Config, quiet: bool) -> anyhow::Result<Vec<PathBuf>> {
    if let (Some(file), false) = (&config.file, config.glossary.is_empty()) {
        trust::ensure_own(file.parent().unwrap_or(Path::new(".")), file, &config.glossary)?;
        return Ok(config.glossary.clone());
    }
    let here = std::env::current_dir().context("the current folder cannot be read")?;
    let Some(folder) = config::nearest(&here, "glossary") else { return Ok(Vec::new()) };
    if holds_yaml(&folder) {
        trust::ensure_own(folder.parent().unwrap_or(Path::new(".")), &folder, std::slice::from_ref(&folder))?;
        return Ok(vec![folder]);
    }
    if let Some(list) = lists::instead_of_yaml(&folder).filter(|_| !quiet) {
        terminal::warning(format_args!("{list}; the embedded glossary is used"));
    }
    Ok(Vec::new())
}

/// How many of the problems are errors.
fn count_errors(problems: &[Problem]) -> usize {
    problems.iter().filter(|problem| problem.severity == Severity::Error).count()
}

/// Whether a folder has a YAML file in it, so that some other `glossary/` is not mistaken for ours.
fn holds_yaml(folder: &Path) -> bool {
    std::fs::read_dir(folder).is_ok_and(|entries| {
        entries
            .filter_map(Result::ok)
            .any(|entry| entry.path().extension().is_some_and(|ending| ending == "yaml" || ending == "yml"))
    })
}

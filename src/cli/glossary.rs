//! `drogman glossary`, and the glossary of a run.

use std::path::PathBuf;

use super::{
    Outcome,
    globals::{Globals, current_folder},
    terminal,
};
use crate::{
    glossary::{Glossary, Problem, Reading, Severity},
    project::{Config, FoundGlossary, read_glossary},
    text::counted,
};

mod export;
mod fmt;
mod import;
mod lint;
mod log;
mod merge;
mod schema;
mod undo;

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
    /// List what was decided beside the glossary, the last first
    Log(log::Args),
    /// Take one act of the log back, and only it
    Undo(undo::Args),
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
        Action::Log(args) => log::run(args, globals),
        Action::Undo(args) => undo::run(args, globals),
    }
}

/// The glossary of a run: `paths` as given with `-g`, else that of the project. Its mistakes are told on stderr.
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
fn read(paths: &[PathBuf], config: &Config, quiet: bool) -> anyhow::Result<Reading> {
    let FoundGlossary { reading, remark } = read_glossary(&current_folder()?, paths, config)?;
    if let Some(remark) = remark.filter(|_| !quiet) {
        terminal::warning(remark);
    }
    Ok(reading)
}

/// How many of the problems are errors.
fn count_errors(problems: &[Problem]) -> usize {
    problems.iter().filter(|problem| problem.severity == Severity::Error).count()
}

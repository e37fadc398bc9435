//! `drogman glossary`, and the glossary of a run.

use std::path::PathBuf;

use super::{
    Outcome,
    globals::{Globals, current_folder},
    terminal,
};
use crate::{
    glossary::{Glossary, Problem, Severity},
    project::{Config, FoundGlossary, is_embedded_alone, read_glossary},
    session::SharedGlossary,
    text::counted,
};

mod export;
mod fmt;
mod import;
mod layers;
mod lint;
mod log;
mod merge;
mod schema;
mod undo;

pub(super) use layers::start;

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
    Schema {
        /// That of drogman.yaml
        #[arg(long)]
        config: bool,
    },
    /// Tell where a name comes from: layer, file, line, status, what it hides
    Why(Names),
    /// Take concepts of the layers beneath up into the first glossary, to be changed there
    Adopt(Names),
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

#[derive(clap::Args, Clone, Debug)]
struct Names {
    /// Forms, however they are written, or ids of concepts
    #[arg(required = true, value_name = "NAME")]
    names: Vec<String>,
}

/// Runs `drogman glossary`.
pub(super) fn run(args: Args, globals: &Globals) -> anyhow::Result<Outcome> {
    match args.action {
        Action::Lint(args) => lint::run(args, globals),
        Action::Fmt(args) => fmt::run(args, globals),
        Action::Schema { config } => schema::run(config),
        Action::Why(asked) => layers::explain(&asked.names, globals),
        Action::Adopt(asked) => layers::take_up(&asked.names, globals),
        Action::Export(args) => export::run(args, globals),
        Action::Import(args) => import::run(args, globals),
        Action::Merge(args) => merge::run(args, globals),
        Action::Log(args) => log::run(args, globals),
        Action::Undo(args) => undo::run(args, globals),
    }
}

/// The glossary of a run: `paths` as given with `-g`, else that of the project. Its mistakes are told on stderr.
pub(super) fn load(paths: &[PathBuf], config: &Config, quiet: bool) -> anyhow::Result<SharedGlossary> {
    if is_embedded_alone(&current_folder()?, paths, config)? {
        return Ok(Glossary::embedded().into());
    }
    let FoundGlossary { reading, hides_embedded, .. } = read(paths, config, quiet)?;
    hides_embedded.iter().filter(|_| !quiet).for_each(terminal::note_at_end);
    let warnings = reading.problems.iter().filter(|problem| problem.severity == Severity::Warning).count();
    if warnings > 0 && !quiet {
        terminal::warning(format_args!(
            "the glossary has {}; `drogman glossary lint` lists them",
            counted(warnings, "warning")
        ));
    }
    Ok(reading.accept()?.0.into())
}

/// Reads the glossary of a run with its problems.
fn read(paths: &[PathBuf], config: &Config, quiet: bool) -> anyhow::Result<FoundGlossary> {
    let found = read_glossary(&current_folder()?, paths, config)?;
    found.remark.iter().filter(|_| !quiet).for_each(terminal::warning);
    Ok(found)
}

/// How many of the problems are errors.
fn count_errors(problems: &[Problem]) -> usize {
    problems.iter().filter(|problem| problem.severity == Severity::Error).count()
}

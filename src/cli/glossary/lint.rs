use std::{io::Write as _, path::PathBuf};

use super::{
    super::{Outcome, terminal},
    Globals, count_errors, read,
};
use crate::{check::proofread_files, text::counted};

/// Options of `drogman glossary lint`.
#[derive(clap::Args, Clone, Debug)]
pub(in crate::cli) struct Args {
    /// Glossary files or folders, as with `-g`
    paths: Vec<PathBuf>,
}

/// Lists every mistake of the glossary, and what a colleague would object to; exit code 1 for warnings alone, 2 for errors.
pub(super) fn run(args: Args, globals: &Globals) -> anyhow::Result<Outcome> {
    let paths = if args.paths.is_empty() { &globals.glossary } else { &args.paths };
    let mut reading = read(paths, &globals.config()?, globals.quiet)?.reading;
    reading.problems.extend(proofread_files(&reading.glossary));
    let mut out = terminal::human();
    for problem in &reading.problems {
        writeln!(out, "{}", terminal::problem_text(problem))?;
    }
    drop(out);
    let errors = count_errors(&reading.problems);
    let warnings = reading.problems.len() - errors;
    if !globals.quiet {
        let concepts = reading.glossary.concepts.len();
        let forms: usize = reading.glossary.concepts.values().map(|concept| concept.terms.len()).sum();
        terminal::note(format_args!(
            "{}, {}: {}, {}",
            counted(concepts, "concept"),
            counted(forms, "form"),
            counted(errors, "error"),
            counted(warnings, "warning")
        ));
    }
    Ok(match (errors, warnings) {
        (0, 0) => Outcome::Clean,
        (0, _) => Outcome::Findings,
        _ => Outcome::Failed,
    })
}

use std::{
    io::Write as _,
    path::{Path, PathBuf},
};

use anyhow::Context as _;

use super::{
    super::{Outcome, terminal},
    Globals,
};
use crate::{
    document::{Fingerprint, replace_file},
    glossary::{Glossary, formatted},
    text::read_text,
};

/// Options of `drogman glossary fmt`.
#[derive(clap::Args, Clone, Debug)]
pub(in crate::cli) struct Args {
    /// Glossary files or folders
    #[arg(required = true)]
    paths: Vec<PathBuf>,
    /// Change nothing; exit code 1 when a file would change
    #[arg(long)]
    check: bool,
}

/// Rewrites glossary files in canonical order: the same keys first, no spaces at line ends, one line end.
pub(super) fn run(args: Args, globals: &Globals) -> anyhow::Result<Outcome> {
    Glossary::read(&args.paths)?.accept()?;
    let mut files = Glossary::files(&args.paths)?;
    files.sort();
    files.dedup();
    let mut outcome = Outcome::Clean;
    for file in &files {
        match format(file, args.check) {
            Ok(false) => {}
            Ok(true) if args.check => {
                writeln!(terminal::data(), "{}", file.display())?;
                outcome = outcome.max(Outcome::Findings);
            }
            Ok(true) if globals.quiet => {}
            Ok(true) => terminal::note(format_args!("{}: formatted", file.display())),
            Err(error) => {
                terminal::error(&error);
                outcome = Outcome::Failed;
            }
        }
    }
    Ok(outcome)
}

/// Formats a file, or only tells whether that would change it.
fn format(file: &Path, only_check: bool) -> anyhow::Result<bool> {
    let name = file.display().to_string();
    let seen = Fingerprint::of(file).with_context(|| name.clone())?;
    let text = read_text(file).with_context(|| name.clone())?;
    let new = formatted(&text).with_context(|| name.clone())?;
    if new == text {
        return Ok(false);
    }
    if !only_check {
        replace_file(file, new.as_bytes(), Some(seen))?;
    }
    Ok(true)
}

use std::path::PathBuf;

use anyhow::Context as _;

use super::{Outcome, globals::Globals, terminal};
use crate::project::start;

/// Options of `drogman init`.
#[derive(clap::Args, Clone, Debug)]
pub(super) struct Args {
    /// The folder of the project
    #[arg(value_name = "DIR", default_value = ".")]
    folder: PathBuf,
}

/// Writes a configuration and a first glossary; what is there stays as it is.
pub(super) fn run(args: Args, globals: &Globals) -> anyhow::Result<Outcome> {
    let started = start(&args.folder).with_context(|| args.folder.display().to_string())?;
    for (what, files) in [("written", &started.written), ("it is there already and stays", &started.kept)] {
        files.iter().filter(|_| !globals.quiet).for_each(|file| {
            terminal::note(format_args!("{}: {what}", file.display()));
        });
    }
    Ok(if started.written.is_empty() { Outcome::Findings } else { Outcome::Clean })
}

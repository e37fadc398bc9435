use std::io::Write as _;

use super::{
    super::{Outcome, globals::current_folder, terminal},
    Globals,
};
use crate::{
    exchange::{journal_jsonl, journal_text},
    glossary::{journal_path, passed_over, read_journal},
    project::decision_folders,
};

/// Options of `drogman glossary log`.
#[derive(clap::Args, Clone, Debug)]
pub(in crate::cli) struct Args {
    /// human: an act a line, the last first; jsonl: the lines of the journal, the first first
    #[arg(long, value_enum, default_value_t = Format::Human)]
    format: Format,
}

#[derive(Clone, Copy, Debug, clap::ValueEnum)]
enum Format {
    Human,
    Jsonl,
}

/// Lists the journals beside the glossary.
pub(super) fn run(args: Args, globals: &Globals) -> anyhow::Result<Outcome> {
    for folder in decision_folders(&current_folder()?, &globals.glossary, &globals.config()?)? {
        let journal = read_journal(&folder)?;
        if let Some(remark) = passed_over(&journal_path(&folder), &journal).filter(|_| !globals.quiet) {
            terminal::warning(remark);
        }
        if journal.entries().next().is_none() && !globals.quiet {
            terminal::note(format_args!("{}: nothing was decided yet", journal_path(&folder).display()));
        }
        match args.format {
            Format::Human => terminal::human().write_all(journal_text(&journal).as_bytes())?,
            Format::Jsonl => terminal::data().write_all(journal_jsonl(&journal)?.as_bytes())?,
        }
    }
    Ok(Outcome::Clean)
}

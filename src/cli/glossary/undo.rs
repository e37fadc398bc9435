use anyhow::Context as _;

use super::{
    super::{Outcome, globals::current_folder, terminal},
    Globals,
};
use crate::{
    exchange::{WorkingCopy, act_text},
    project::{glossary_paths, named_beneath},
};

/// Options of `drogman glossary undo`.
#[derive(clap::Args, Clone, Debug)]
pub(in crate::cli) struct Args {
    /// The act, as `drogman glossary log` calls it; one that took another back restores that
    id: String,
}

/// Takes an act back in the files of the glossary.
pub(super) fn run(args: Args, globals: &Globals) -> anyhow::Result<Outcome> {
    let (here, config) = (current_folder()?, globals.config()?);
    let paths = glossary_paths(&here, &globals.glossary, &config)?;
    let copies = paths.iter().map(|path| -> anyhow::Result<WorkingCopy> {
        let beneath = named_beneath(&here, &globals.glossary, &config, path)?;
        Ok(WorkingCopy::open_over(path, &beneath)?)
    });
    let copies = copies.collect::<Result<Vec<_>, _>>()?;
    // Each glossary has a journal of its own: the first that has the act is meant.
    let has_it = |copy: &&WorkingCopy| copy.journal().is_ok_and(|journal| journal.get(&args.id).is_some());
    let copy = copies.iter().find(has_it).or(copies.first());
    let copy = copy.context("the embedded glossary has no journal; name your own with -g")?;
    let (files, entry) = copy.undo(&args.id)?;
    let journal = copy.journal()?;
    copy.save(&files, vec![entry.clone()])?;
    if !globals.quiet {
        terminal::note(act_text(&journal, &entry));
    }
    Ok(Outcome::Clean)
}

use std::{io::Write as _, path::Path};

use anyhow::Context as _;

use super::{
    super::{Outcome, globals::current_folder, terminal},
    Globals,
};
use crate::{project, text::visible};

/// Tells where names come from: every layer that speaks of them, what counts first.
pub(super) fn explain(names: &[String], globals: &Globals) -> anyhow::Result<Outcome> {
    let (here, config, mut outcome) = (current_folder()?, globals.config()?, Outcome::Clean);
    for name in names {
        let origins = project::why(&here, &globals.glossary, &config, name)?;
        for origin in &origins {
            writeln!(terminal::human(), "{}", visible(&origin.to_string()))?;
        }
        if origins.is_empty() {
            outcome = Outcome::Findings;
            terminal::note(format_args!("{name}: in no layer; `drogman lookup` finds names like it"));
        }
    }
    Ok(outcome)
}

/// Takes concepts of the layers beneath up into the uppermost glossary, to be changed there.
pub(super) fn take_up(names: &[String], globals: &Globals) -> anyhow::Result<Outcome> {
    let adopted = project::adopt(&current_folder()?, &globals.glossary, &globals.config()?, names)?;
    adopted.save()?;
    adopted.remarks().iter().filter(|_| !globals.quiet).for_each(terminal::note);
    Ok(if adopted.added.is_empty() { Outcome::Findings } else { Outcome::Clean })
}

/// Writes a configuration and a first glossary; what is there stays as it is.
pub(in crate::cli) fn start(folder: &Path, globals: &Globals) -> anyhow::Result<Outcome> {
    let started = project::start(folder).with_context(|| folder.display().to_string())?;
    started.remarks().iter().filter(|_| !globals.quiet).for_each(terminal::note);
    Ok(if started.written.is_empty() { Outcome::Findings } else { Outcome::Clean })
}

use std::io::Write as _;

use super::{
    super::{Outcome, globals::current_folder, terminal},
    Globals,
};
use crate::{
    document::replace_file,
    project::{adopt, why},
};

/// Tells where names come from: every layer that speaks of them, what counts first.
pub(super) fn explain(names: &[String], globals: &Globals) -> anyhow::Result<Outcome> {
    let (here, config) = (current_folder()?, globals.config()?);
    let (mut out, mut outcome) = (terminal::human(), Outcome::Clean);
    for name in names {
        let origins = why(&here, &globals.glossary, &config, name)?;
        for origin in &origins {
            writeln!(out, "{}", crate::text::visible(&origin.to_string()))?;
        }
        if origins.is_empty() {
            outcome = Outcome::Findings;
            terminal::note(format_args!(
                "{name}: no layer of the glossary has it; `drogman lookup` finds names like it"
            ));
        }
    }
    Ok(outcome)
}

/// Takes concepts of the layers beneath up into the uppermost glossary, to be changed there.
pub(super) fn take_up(names: &[String], globals: &Globals) -> anyhow::Result<Outcome> {
    let adopted = adopt(&current_folder()?, &globals.glossary, &globals.config()?, names)?;
    let file = adopted.file.display();
    if !adopted.added.is_empty() {
        replace_file(&adopted.file, adopted.text.as_bytes(), Some(adopted.seen))?;
    }
    for (what, ids) in [("added", &adopted.added), ("it has already", &adopted.known)] {
        if !ids.is_empty() && !globals.quiet {
            terminal::note(format_args!("{file}: {what} {}", ids.join(", ")));
        }
    }
    Ok(if adopted.added.is_empty() { Outcome::Findings } else { Outcome::Clean })
}

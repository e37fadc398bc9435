use std::io::Write as _;

use clap_complete::Shell;

use super::{Outcome, terminal};

/// Options of `drogman completions`.
#[derive(clap::Args, Clone, Debug)]
pub(super) struct CompletionArgs {
    /// The shell to write for
    pub shell: Shell,
}

/// Prints the completion script of a shell.
pub(super) fn run(args: CompletionArgs, command: &mut clap::Command) -> anyhow::Result<Outcome> {
    // The generator panics where it cannot write.
    let mut script = Vec::new();
    clap_complete::generate(args.shell, command, "drogman", &mut script);
    terminal::data().write_all(&script)?;
    Ok(Outcome::Clean)
}

/// Prints the manual page.
pub(super) fn man(command: clap::Command) -> anyhow::Result<Outcome> {
    clap_mangen::Man::new(command).render(&mut terminal::data())?;
    Ok(Outcome::Clean)
}

use super::{Outcome, batch::Input, globals::Globals};

/// Options of `drogman normalize`.
#[derive(clap::Args, Clone, Debug)]
pub(super) struct Args {
    #[command(flatten)]
    pub input: Input,
}

/// Runs `drogman normalize`.
pub(super) fn run(args: Args, globals: &Globals) -> anyhow::Result<Outcome> {
    let _ = (args, globals);
    anyhow::bail!("`normalize` is not built yet")
}

use super::{Outcome, batch::Input, globals::Globals};

/// Options of `drogman lookup`.
#[derive(clap::Args, Clone, Debug)]
pub(super) struct Args {
    #[command(flatten)]
    pub input: Input,
}

/// Runs `drogman lookup`.
pub(super) fn run(args: Args, globals: &Globals) -> anyhow::Result<Outcome> {
    let _ = (args, globals);
    anyhow::bail!("`lookup` is not built yet")
}

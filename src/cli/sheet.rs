use super::{Outcome, batch::Input, globals::Globals};

/// Options of `drogman sheet`.
#[derive(clap::Args, Clone, Debug)]
pub(super) struct Args {
    #[command(flatten)]
    pub input: Input,
}

/// Runs `drogman sheet`.
pub(super) fn run(args: Args, globals: &Globals) -> anyhow::Result<Outcome> {
    let _ = (args, globals);
    anyhow::bail!("`sheet` is not built yet")
}

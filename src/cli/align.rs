use super::{Outcome, batch::Input, globals::Globals};

/// Options of `drogman align`.
#[derive(clap::Args, Clone, Debug)]
pub(super) struct Args {
    #[command(flatten)]
    pub input: Input,
}

/// Runs `drogman align`.
pub(super) fn run(args: Args, globals: &Globals) -> anyhow::Result<Outcome> {
    let _ = (args, globals);
    anyhow::bail!("`align` is not built yet")
}

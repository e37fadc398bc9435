use super::{Outcome, batch::Input, globals::Globals};

/// Options of `drogman segment`.
#[derive(clap::Args, Clone, Debug)]
pub(super) struct Args {
    #[command(flatten)]
    pub input: Input,
}

/// Runs `drogman segment`.
pub(super) fn run(args: Args, globals: &Globals) -> anyhow::Result<Outcome> {
    let _ = (args, globals);
    anyhow::bail!("`segment` is not built yet")
}

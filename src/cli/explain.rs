use super::Outcome;

/// Options of `drogman explain`.
#[derive(clap::Args, Clone, Debug)]
pub(super) struct Args {
    /// The rule, as findings name it; without it, all rules are listed
    pub rule: Option<String>,
}

/// Runs `drogman explain`.
pub(super) fn run(args: Args) -> anyhow::Result<Outcome> {
    let _ = args;
    anyhow::bail!("`explain` is not built yet")
}

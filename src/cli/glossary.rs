//! `drogman glossary`, and finding the glossary of a run.

use std::path::PathBuf;

use super::{Outcome, config::Config, globals::Globals};
use crate::glossary::Glossary;

/// Options of `drogman glossary`.
#[derive(clap::Args, Clone, Debug)]
pub(super) struct Args {}

/// Runs `drogman glossary`.
pub(super) fn run(args: Args, globals: &Globals) -> anyhow::Result<Outcome> {
    let _ = (args, globals);
    anyhow::bail!("`glossary` is not built yet")
}

/// The glossary of a run: `paths` as given with `-g`, else the configuration's, else the nearest folder
/// `glossary/` upwards, else the embedded one.
pub(super) fn load(paths: &[PathBuf], config: &Config, quiet: bool) -> anyhow::Result<Glossary> {
    let _ = (paths, config, quiet);
    Ok(Glossary::default())
}

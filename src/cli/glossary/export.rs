use std::{
    io::Write as _,
    path::{Path, PathBuf},
};

use anyhow::Context as _;

use super::{
    super::{Outcome, output::OutputFile, terminal},
    Globals,
};
use crate::exchange::{LIST_FORMATS, export_in, list_format};

/// Options of `drogman glossary export`.
#[derive(clap::Args, Clone, Debug)]
pub(in crate::cli) struct Args {
    /// The format to write
    #[arg(long, value_name = "FORMAT", value_parser = format_names())]
    format: String,
    /// The file to write; without it, or as `-`, standard output
    #[arg(short, long, value_name = "FILE")]
    output: Option<PathBuf>,
}

fn format_names() -> clap::builder::PossibleValuesParser {
    let names = LIST_FORMATS.into_iter().map(|format| format.name());
    names.chain(["yaml"]).collect::<Vec<_>>().into()
}

/// Writes the glossary for another program; what the format cannot carry is named on stderr.
pub(super) fn run(args: Args, globals: &Globals) -> anyhow::Result<Outcome> {
    let path = args.output.filter(|path| path.as_os_str() != "-");
    let output = path.as_deref().map(OutputFile::new);
    let config = globals.config()?;
    let glossary = globals.glossary(&config)?;
    let style = globals.style(&config, &glossary)?;
    let bytes = match list_format(&args.format) {
        None => glossary.to_yaml().into_bytes(),
        Some(format) => {
            let to = path.as_deref().map_or("standard output".into(), Path::to_string_lossy);
            let (bytes, lost) =
                export_in(format, &glossary, style, globals.ui(&config)?).with_context(|| to.into_owned())?;
            if !lost.is_empty() && !globals.quiet {
                terminal::warning(format_args!("{} does not carry: {}", format.name(), lost.join(", ")));
            }
            bytes
        }
    };
    match output {
        Some(output) => output.write(&bytes)?,
        None => terminal::data().write_all(&bytes)?,
    }
    Ok(Outcome::Clean)
}

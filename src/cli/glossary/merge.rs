use std::{io::Read, path::PathBuf};

use anyhow::Context as _;

use super::{
    super::{Outcome, globals::current_folder, terminal},
    Globals,
};
use crate::{
    exchange::{Input, Review, ReviewFormat, WorkingCopy, merge, read_review},
    glossary::{Glossary, StyleId},
    project::named_beneath,
    text::open_file,
};

/// Options of `drogman glossary merge`.
#[derive(clap::Args, Clone, Debug)]
pub(in crate::cli) struct Args {
    /// The glossary file or folder to change; what it lies on stays, and is patched there
    #[arg(value_name = "GLOSSARY")]
    own: PathBuf,
    /// What a reviewer went through: a sheet, an exported list or candidates (XLSX, CSV, TSV; lists also TBX, JSON)
    reviewed: PathBuf,
    /// Only say what would change
    #[arg(long)]
    dry_run: bool,
}

/// Brings a review back into the glossary: what a person changed in it, and nothing else. What cannot be done is
/// listed as a conflict.
pub(super) fn run(args: Args, globals: &Globals) -> anyhow::Result<Outcome> {
    let name = args.reviewed.display().to_string();
    let beneath = named_beneath(&current_folder()?, &globals.glossary, &globals.config()?, &args.own)?;
    let copy = WorkingCopy::open_over(&args.own, &beneath)?;
    let input: Box<dyn Read> = Box::new(open_file(&args.reviewed).with_context(|| name.clone())?);
    let input = Input::new(input).with_context(|| name.clone())?;
    let review = read_review(input, ReviewFormat::of(&name), copy.glossary.languages)
        .map_err(|error| anyhow::anyhow!(error.in_file(&name)))?;
    let style = style(&review, &name, globals, &copy.glossary)?;
    let file = args.reviewed.file_name().unwrap_or_default().to_string_lossy();
    let plan = merge(&copy, &review, style, &file)?;
    for (line, message) in &plan.conflicts {
        terminal::line(format_args!("{name}:{line}: conflict: {message}"))?;
    }
    for (line, message) in &plan.refused {
        terminal::error(&anyhow::anyhow!("{name}:{line}: {message}"));
    }
    if !args.dry_run {
        let files = plan.files().context("the merged glossary would not be valid; nothing was written")?;
        let files: Vec<_> = files.into_iter().map(|file| (file.name, Some(file.text))).collect();
        copy.save(&files, plan.acts.clone())?;
    }
    if !globals.quiet {
        terminal::note(plan.summary());
    }
    Ok(match (plan.refused.len(), plan.conflicts.len()) {
        (0, 0) => Outcome::Clean,
        (0, _) => Outcome::Findings,
        _ => Outcome::Failed,
    })
}

/// The style a review is for; another one that was asked for is told to give way.
fn style(review: &Review, name: &str, globals: &Globals, glossary: &Glossary) -> anyhow::Result<StyleId> {
    let asked_for = globals.style(&globals.config()?, glossary)?;
    let style = review.style_in(glossary, asked_for).map_err(|error| anyhow::anyhow!("{name}: {error}"))?;
    if globals.style.is_some() && style != asked_for && !globals.quiet {
        let own = &glossary.styles[style.0];
        terminal::warning(format_args!("{name} was written for the style «{own}», and is merged for it"));
    }
    Ok(style)
}

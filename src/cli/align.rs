//! `drogman align`: reads pairs, aligns them as one batch, writes the beads.

mod html;
mod pairing;
mod reading;
mod tmx;
mod write;

use std::path::PathBuf;

use anyhow::Context as _;

use super::{Outcome, globals::Globals, terminal};
use crate::{
    align::{Options, Pair, align},
    glossary::Form,
};

/// Options of `drogman align`.
#[derive(clap::Args, Clone, Debug)]
pub(super) struct Args {
    /// The article, or a folder of articles
    #[arg(value_name = "FR")]
    pub source: PathBuf,
    /// Its translation, or a folder of translations (paired by name, else by content)
    #[arg(value_name = "EN")]
    pub target: PathBuf,
    /// What to write
    #[arg(long, value_enum, default_value_t = write::Format::Tmx)]
    pub format: write::Format,
    /// The files hold one segment a line already
    #[arg(long)]
    pub segmented: bool,
    /// Write one file for each pair into this folder instead of standard output
    #[arg(short, long, value_name = "DIR")]
    pub output: Option<PathBuf>,
    /// Beads less sure than this (0 to 1) are marked for review
    #[arg(long, value_name = "P", default_value_t = 0.5)]
    pub weak: f32,
}

/// An alignment below this overall score is said to be none.
const TRANSLATION: f32 = 0.5;

/// Runs `drogman align`.
pub(super) fn run(args: Args, globals: &Globals) -> anyhow::Result<Outcome> {
    let (pairs, mut failures) = pairing::pairs(&args)?;
    if args.format == write::Format::Html && pairs.len() > 1 && args.output.is_none() {
        anyhow::bail!("a page holds one pair: give a folder for the pages with -o DIR");
    }
    let texts: Vec<(Vec<&str>, Vec<&str>)> =
        pairs.iter().map(|p| (p.source.segments(), p.target.segments())).collect();
    let batch: Vec<Pair> = texts.iter().map(|(s, t)| Pair { source: s, target: t }).collect();
    let alignments = align(&batch, &options(globals)?);
    let mut outcome = Outcome::Clean;
    let mut out = write::Output::new(&args, pairs.len())?;
    for ((pair, texts), alignment) in pairs.iter().zip(&batch).zip(&alignments) {
        let (source, target) = (&pair.source.name, &pair.target.name);
        if let Some(message) = trouble(pair, texts) {
            terminal::error(&anyhow::anyhow!(message));
            failures += 1;
            continue;
        }
        if (pair.source.language, pair.target.language) == (Some("en"), Some("fr")) {
            terminal::warning(format!(
                "{source} looks English and {target} French: the French side comes first"
            ));
        } else if pair.source.language.is_some() && pair.source.language == pair.target.language {
            terminal::warning(format!("{source} and {target} are in one language"));
        }
        if alignment.score < TRANSLATION {
            outcome = Outcome::Findings;
            terminal::warning(format!(
                "{target} does not look like a translation of {source} (score {:.2})",
                alignment.score
            ));
        } else if globals.verbose {
            eprintln!("{source}, {target}: score {:.2}", alignment.score);
        }
        out.pair(pair, texts, alignment).with_context(|| format!("writing the beads of {source}"))?;
    }
    out.finish()?;
    Ok(if failures > 0 { Outcome::Failed } else { outcome })
}

/// What the glossary knows of both languages helps.
fn options(globals: &Globals) -> anyhow::Result<Options> {
    let glossary = globals.glossary(&globals.config()?)?;
    let mut equivalents = Vec::new();
    for concept in glossary.concepts.values() {
        let forms = |language| {
            concept.terms.iter().filter(move |t| t.language == language).filter_map(|t| match &t.form {
                Form::Literal(form) => Some(form.clone()),
                Form::Pattern(_) => None,
            })
        };
        for source in forms(glossary.languages.source) {
            equivalents.extend(forms(glossary.languages.target).map(|target| (source.clone(), target)));
        }
    }
    Ok(Options { equivalents, ..Options::default() })
}

/// Why a pair cannot be aligned, if it cannot.
fn trouble(pair: &pairing::DocumentPair, texts: &Pair) -> Option<String> {
    let empty = |side: &[&str]| side.iter().all(|s| s.trim().is_empty());
    match (empty(texts.source), empty(texts.target)) {
        (true, _) => Some(format!("{}: no text to align", pair.source.name)),
        (_, true) => Some(format!("{}: no text to align", pair.target.name)),
        _ => None,
    }
}

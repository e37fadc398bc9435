//! `drogman align`: reads pairs, aligns them as one batch, writes the beads.

mod output;
pub(super) mod pairing;
mod reading;
mod vectors;

use std::path::PathBuf;

use anyhow::Context as _;

use super::{Outcome, batch::Input, formats, globals::Globals, terminal};
use crate::{
    align::{Alignment, Options, Pair, Watch, align},
    exchange::{BITEXT_FORMATS, BitextFormat, BitextNames},
    glossary::{Form, Glossary},
    text::counted,
};

/// Options of `drogman align`.
#[derive(clap::Args, Clone)]
pub(super) struct Args {
    /// The article, or a folder of articles
    #[arg(value_name = "FR")]
    pub source: PathBuf,
    /// Its translation, or a folder of translations (paired by name, else by content)
    ///
    /// One folder may hold both sides when the file names say the language (a.fr.txt, a_en.docx).
    #[arg(value_name = "EN")]
    pub target: PathBuf,
    /// What to write
    #[arg(long, default_value = "tmx",
        value_parser = formats::one_of(&BITEXT_FORMATS, |format| (format.name(), format.about())))]
    pub format: &'static dyn BitextFormat,
    /// The files hold one segment a line already
    #[arg(long)]
    pub segmented: bool,
    /// The languages of both sides, of fr, en and de. Without it file names tell, French before German
    /// before English as the source; else the words tell
    #[arg(long, value_name = "FROM,TO", value_parser = pairing::language_codes)]
    pub languages: Option<[&'static str; 2]>,
    /// Sentence vectors made elsewhere, one file for each side, for one pair of files
    ///
    /// Raw 32-bit floats (little-endian), a row for each segment in order; or what vecalign reads: a row for
    /// each line of a list of texts, which stands beside the file under its name without `.emb`.
    #[arg(long, num_args = 2, value_names = ["FR", "EN"])]
    pub embeddings: Vec<PathBuf>,
    /// Write one file for each pair into this folder instead of standard output; for two files, a name
    /// with an ending is the file to write
    #[arg(short, long, value_name = "DIR")]
    pub output: Option<PathBuf>,
    /// Beads less sure than this (0 to 1) are marked for review
    #[arg(long, value_name = "P", default_value_t = 0.5)]
    pub weak: f32,
}

/// Runs `drogman align`.
pub(super) fn run(args: Args, globals: &Globals) -> anyhow::Result<Outcome> {
    let request = pairing::Request {
        sources: std::slice::from_ref(&args.source),
        target: &args.target,
        segmented: args.segmented,
        languages: args.languages,
    };
    anyhow::ensure!(
        args.source.is_dir() == args.target.is_dir(),
        "give two files or two folders: one of {} and {} is a folder, the other is not",
        args.source.display(),
        args.target.display()
    );
    if let Some(output) = &args.output {
        Input::of(vec![args.source.clone(), args.target.clone()]).leave_out(output)?;
    }
    let (pairs, mut failures) = pairing::pairs(&request)?;
    if args.format.holds_one() && pairs.len() > 1 && args.output.is_none() {
        anyhow::bail!("a page holds one pair: give a folder for the pages with -o DIR");
    }
    let texts: Vec<(Vec<&str>, Vec<&str>)> =
        pairs.iter().map(|p| (p.source.segments(), p.target.segments())).collect();
    let batch: Vec<Pair> = texts.iter().map(|(s, t)| Pair { source: s, target: t }).collect();
    let glossary = globals.glossary(&globals.config()?)?;
    let mut options = options(&glossary);
    if let [source, target] = &args.embeddings[..] {
        let [pair] = &batch[..] else { anyhow::bail!("--embeddings is for one pair of files") };
        options.vectors = Some((vectors::read(source, pair.source)?, vectors::read(target, pair.target)?));
    }
    let bar = progress(&batch, globals.quiet);
    options.watch = Some(Watch::new({
        let bar = bar.clone();
        move |share| bar.set_position((share * STEPS) as u64)
    }));
    let alignments = align(&batch, &options);
    bar.finish_and_clear();
    let names = args.format.marks_names().then(|| BitextNames::new(glossary)).transpose()?;
    let mut outcome = Outcome::Clean;
    let mut out = output::Output::new(&args, names.as_ref(), pairs.len())?;
    for ((pair, texts), alignment) in pairs.iter().zip(&batch).zip(&alignments) {
        if let Some(message) = trouble(pair, texts) {
            terminal::error(&anyhow::anyhow!(message));
            failures += 1;
            continue;
        }
        if let Some(doubt) = doubt(pair, alignment, args.languages.is_some()) {
            outcome = Outcome::Findings;
            terminal::warning(doubt);
        }
        if !globals.quiet {
            remark(&args, pair, alignment, globals.verbose);
        }
        let source = &pair.source.name;
        let written =
            out.pair(pair, texts, alignment).with_context(|| format!("writing the beads of {source}"));
        match written {
            Err(error) if args.output.is_some() => {
                terminal::error(&error);
                failures += 1;
            }
            written => written?,
        }
    }
    out.finish()?;
    Ok(if failures > 0 { Outcome::Failed } else { outcome })
}

/// Steps of the progress bar.
const STEPS: f32 = 1000.0;

/// A progress bar on stderr: only on a terminal, only for work of more than a few seconds.
fn progress(batch: &[Pair], quiet: bool) -> indicatif::ProgressBar {
    const LONG: usize = 20_000;
    if quiet || batch.iter().map(|p| p.source.len() + p.target.len()).sum::<usize>() < LONG {
        return indicatif::ProgressBar::hidden();
    }
    let style = indicatif::ProgressStyle::with_template("{bar:32} {percent} % aligned, {eta} left")
        .expect("the template is a constant");
    indicatif::ProgressBar::new(STEPS as u64).with_style(style)
}

/// Says how good an alignment is, and what of it is to be reviewed.
fn remark(args: &Args, pair: &pairing::DocumentPair, alignment: &Alignment, verbose: bool) {
    let weak = alignment.beads.iter().filter(|bead| bead.confidence < args.weak).count();
    if verbose || weak > 0 {
        terminal::note(format_args!(
            "{}, {}: score {:.2}, {weak} of {} to review",
            pair.source.name,
            pair.target.name,
            alignment.score,
            counted(alignment.beads.len(), "bead")
        ));
    }
}

/// Why a pair may be no translation, if there is a reason; `stated`: the languages are as the user says.
pub(super) fn doubt(pair: &pairing::DocumentPair, alignment: &Alignment, stated: bool) -> Option<String> {
    let (source, target) = (&pair.source.name, &pair.target.name);
    match (pair.source.language, pair.target.language) {
        (Some("en"), Some("fr")) if !stated => {
            Some(format!("{source} looks English and {target} French: the French side comes first"))
        }
        (Some(a), Some(b)) if a == b => {
            Some(format!("{source} and {target} are in one language: no translation of each other"))
        }
        _ if !alignment.is_translation() => Some(format!(
            "{target} does not look like a translation of {source} (score {:.2})",
            alignment.score
        )),
        _ => None,
    }
}

/// What the glossary knows of both languages helps.
pub(super) fn options(glossary: &Glossary) -> Options {
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
    Options { equivalents, ..Options::default() }
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

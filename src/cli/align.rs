//! `drogman align`: reads pairs, aligns them as one batch, writes the beads.

mod output;

use std::path::PathBuf;

use anyhow::Context as _;

use super::{
    Outcome, formats,
    globals::Globals,
    input::{ensure_not_read, read_document},
    terminal,
};
use crate::{
    align::{
        Alignment, DocumentPair, DocumentPairs, Options, Pair, PairingRequest, Vectors, Watch, align,
        language_codes,
    },
    document::Sources,
    exchange::{BITEXT_FORMATS, BitextFormat, BitextNames},
    glossary::Glossary,
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
    #[arg(long, value_name = "FROM,TO", value_parser = language_codes)]
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
    let DocumentPairs { pairs, failures } = read(&args)?;
    let is_failed = !failures.is_empty();
    failures.into_iter().for_each(|failure| terminal::error(&failure.into()));
    if args.format.holds_one() && pairs.len() > 1 && args.output.is_none() {
        anyhow::bail!("a page holds one pair: give a folder for the pages with -o DIR");
    }
    let texts: Vec<(Vec<&str>, Vec<&str>)> =
        pairs.iter().map(|p| (p.source.segments(), p.target.segments())).collect();
    let batch: Vec<Pair> = texts.iter().map(|(s, t)| Pair { source: s, target: t }).collect();
    let config = globals.config()?;
    let glossary = globals.glossary(&config)?;
    let alignments = aligned(&args, &batch, &glossary, globals.quiet)?;
    let names = args.format.marks_names().then(|| BitextNames::new(glossary)).transpose()?;
    let mut outcome = if is_failed { Outcome::Failed } else { Outcome::Clean };
    let mut out = output::Output::new(&args, names.as_ref(), globals.ui(&config)?, pairs.len())?;
    for ((pair, texts), alignment) in pairs.iter().zip(&batch).zip(&alignments) {
        outcome = outcome.max(put(&args, globals, &mut out, pair, texts, alignment)?);
    }
    out.finish()?;
    Ok(outcome)
}

/// Pairs and reads the files.
fn read(args: &Args) -> anyhow::Result<DocumentPairs> {
    anyhow::ensure!(
        args.source.is_dir() == args.target.is_dir(),
        "give two files or two folders: one of {} and {} is a folder, the other is not",
        args.source.display(),
        args.target.display()
    );
    if let Some(output) = &args.output {
        let read = [args.source.clone(), args.target.clone()];
        ensure_not_read(&mut Sources::new(&read), output)?;
    }
    let request = PairingRequest {
        segmented: args.segmented,
        languages: args.languages,
        read: read_document,
        ..PairingRequest::new(std::slice::from_ref(&args.source), &args.target)
    };
    Ok(request.pairs()?)
}

/// Aligns the pairs, with a progress bar.
fn aligned(args: &Args, batch: &[Pair], glossary: &Glossary, quiet: bool) -> anyhow::Result<Vec<Alignment>> {
    let mut options = Options::of_glossary(glossary);
    if let [source, target] = &args.embeddings[..] {
        let [pair] = batch else { anyhow::bail!("--embeddings is for one pair of files") };
        options.vectors = Some((Vectors::read(source, pair.source)?, Vectors::read(target, pair.target)?));
    }
    let bar = progress(batch, quiet);
    options.watch = Some(Watch::new({
        let bar = bar.clone();
        move |share| bar.set_position((share * STEPS) as u64)
    }));
    let alignments = align(batch, &options);
    bar.finish_and_clear();
    Ok(alignments)
}

/// Writes the beads of a pair and tells how good they are.
///
/// # Errors
/// When standard output cannot be written; a file that cannot be is named on stderr.
fn put(
    args: &Args,
    globals: &Globals,
    out: &mut output::Output<'_>,
    pair: &DocumentPair,
    texts: &Pair,
    alignment: &Alignment,
) -> anyhow::Result<Outcome> {
    if let Some(empty) = [&pair.source, &pair.target].into_iter().find(|side| side.is_empty()) {
        terminal::error(&anyhow::anyhow!("{}: no text to align", empty.name));
        return Ok(Outcome::Failed);
    }
    let doubt = pair.doubt(alignment, args.languages.is_some());
    let outcome = if doubt.is_some() { Outcome::Findings } else { Outcome::Clean };
    doubt.into_iter().for_each(terminal::warning);
    if !globals.quiet {
        remark(args, pair, alignment, globals.verbose);
    }
    let source = &pair.source.name;
    let written = out.pair(pair, texts, alignment).with_context(|| format!("writing the beads of {source}"));
    match written {
        Err(error) if args.output.is_some() => {
            terminal::error(&error);
            Ok(Outcome::Failed)
        }
        written => written.map(|()| outcome),
    }
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
fn remark(args: &Args, pair: &DocumentPair, alignment: &Alignment, verbose: bool) {
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

mod translation;

use std::{
    io::{IsTerminal as _, Write as _},
    path::PathBuf,
};

use anyhow::Context as _;

use super::{
    Outcome,
    batch::{self, Input, Source},
    globals::Globals,
    terminal,
};
use crate::{
    document::{Document, replace_file},
    extract::{
        Choice, Extractor, Mention,
        clusters::clusters,
        group::Candidate,
        score::CUT,
        tally::Tally,
        write::{cell, jsonl, tsv, xlsx, yaml},
    },
};

/// Options of `drogman extract`.
///
/// Names are found with a tagger trained on French news, terms by part-of-speech patterns and by how much more
/// frequent their words are here than in general French. Nothing is put under a known concept by itself: what
/// may belong to one is suggested with a score and a reason.
#[derive(clap::Args, Clone, Debug)]
pub(super) struct Args {
    #[command(flatten)]
    pub input: Input,
    /// yaml: a glossary ready to edit; tsv: a form a line, `term, score, type, frequency, documents, head,
    /// known concept` (with --translation `translation, its count` too), best first, no header; xlsx: a sheet
    /// for review; jsonl: a candidate a line
    #[arg(long, value_enum, default_value_t = Format::Yaml)]
    pub format: Format,
    /// Write to this file instead of standard output
    #[arg(short, long, value_name = "FILE")]
    pub output: Option<PathBuf>,
    /// A contrast corpus: words that are as frequent there are no terms
    #[arg(long, value_name = "PATH")]
    pub reference: Vec<PathBuf>,
    /// Propose the English too, from this translation: of the article, a folder of translations (paired by
    /// name, else by content), or a translation memory (TMX, XLIFF, PO) or folder of them
    #[arg(long, value_name = "PATH", conflicts_with_all = ["mentions", "forms"])]
    pub translation: Option<PathBuf>,
    /// Propose only this
    #[arg(long, value_enum, value_name = "WHAT")]
    pub only: Option<Only>,
    /// Leave out terms with a lower score; names are proposed unless they are doubtful
    #[arg(long, value_name = "SCORE", default_value_t = CUT, allow_negative_numbers = true)]
    pub cut: f64,
    /// Leave out no term, however low its score: the whole ranking
    #[arg(long, conflicts_with = "cut")]
    pub all: bool,
    /// Propose at most this many candidates, the best
    #[arg(long, value_name = "N")]
    pub top: Option<usize>,
    /// Instead of candidates, list every name at its place: `path, start, end, type, form` (tab-separated;
    /// characters of the decoded text, counted from 0; types PER, LOC, ORG, EVENT, PRODUCT)
    #[arg(long, conflicts_with_all = ["only", "reference", "top", "forms"])]
    pub mentions: bool,
    /// Instead of documents, the input is a list of names, one a line: group the spellings of one name and
    /// write `group, form` (tab-separated), groups numbered from 1
    #[arg(long, conflicts_with_all = ["only", "reference", "top"])]
    pub forms: bool,
}

/// The formats of `extract`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, clap::ValueEnum)]
pub(super) enum Format {
    Yaml,
    Tsv,
    Xlsx,
    Jsonl,
}

/// Names or terms alone.
#[derive(Clone, Copy, Debug, PartialEq, Eq, clap::ValueEnum)]
pub(super) enum Only {
    Names,
    Terms,
}

/// Runs `drogman extract`.
pub(super) fn run(args: Args, globals: &Globals) -> anyhow::Result<Outcome> {
    if args.mentions {
        return mentions(&args, globals);
    }
    if args.forms {
        return forms(&args, globals);
    }
    let config = globals.config()?;
    let glossary = globals.glossary(&config)?;
    let mut extractor = Extractor::new();
    let mut outcome = Outcome::Clean;
    if !args.reference.is_empty() {
        let mut input = args.input.clone();
        input.paths = args.reference.clone();
        outcome = outcome.max(tally(&input, globals, &mut extractor)?.0);
        extractor.contrast();
    }
    let (told, documents) = tally(&args.input, globals, &mut extractor)?;
    outcome = outcome.max(told);
    if documents == 0 {
        // An empty list would take the place of a good one after a slip of the pen in PATHS.
        return Ok(outcome);
    }
    let cut = if args.all { f64::MIN } else { args.cut };
    let choice = Choice { cut, most: args.top };
    let busy = terminal::Busy::new("scoring and grouping what was found", globals.quiet);
    let mut candidates = extractor.finish(&choice, Some(&glossary));
    drop(busy);
    candidates.retain(|c| args.only.is_none_or(|only| (only == Only::Names) == c.kind.is_name()));
    if let Some(path) = &args.translation {
        outcome = outcome.max(translation::translate(&mut candidates, &args.input.paths, path, &glossary)?);
    }
    write(&candidates, &args)?;
    // The process ends: to free what was counted form by form would take longer than to write it out.
    std::mem::forget(extractor);
    Ok(outcome)
}

/// Tallies every document of the input; how many there were.
fn tally(input: &Input, globals: &Globals, extractor: &mut Extractor) -> anyhow::Result<(Outcome, usize)> {
    let mut documents = 0;
    let work = Tallying(Extractor::new());
    let outcome = batch::for_each_passage(input, &input.read_options(), globals, true, &work, |_, tally| {
        if let Some(tally) = tally {
            extractor.merge(tally);
            documents += 1;
        }
        Ok(())
    })?;
    std::mem::forget(work);
    Ok((outcome, documents))
}

/// Tallies documents; a long one passage by passage.
struct Tallying(Extractor);

impl batch::Work for Tallying {
    type Memory = Tally;
    /// The tally of a document, at its end.
    type Done = Option<Tally>;
    /// A tally takes several times the memory of its text.
    const AT_ONCE: u64 = 16 << 20;
    const SURVEYS: bool = false;

    fn survey(&self, _: &Document, _: &mut Tally) -> anyhow::Result<()> {
        Ok(())
    }

    fn treat(&self, _: &Source, passage: &Document, tally: &mut Tally) -> anyhow::Result<Option<Tally>> {
        tally.go_on(self.0.document(passage));
        Ok(None)
    }

    fn end(&self, _: &Source, tally: Tally) -> anyhow::Result<Option<Tally>> {
        Ok(Some(tally))
    }
}

fn write(candidates: &[Candidate], args: &Args) -> anyhow::Result<()> {
    let bytes = match args.format {
        Format::Yaml => yaml::write(candidates).into_bytes(),
        Format::Tsv => tsv::write(candidates).into_bytes(),
        Format::Jsonl => jsonl::write(candidates).into_bytes(),
        Format::Xlsx => xlsx::write(candidates).context("the workbook could not be made")?,
    };
    if let Some(path) = &args.output {
        anyhow::ensure!(
            !args.input.names(path),
            "{}: this is one of the inputs; name another file",
            path.display()
        );
        return Ok(replace_file(path, &bytes, None)?);
    }
    let mut out = std::io::stdout().lock();
    anyhow::ensure!(
        args.format != Format::Xlsx || !out.is_terminal(),
        "a workbook is not for the terminal: name a file with -o"
    );
    out.write_all(&bytes)?;
    Ok(out.flush()?)
}

/// Lists every name at its place.
fn mentions(args: &Args, globals: &Globals) -> anyhow::Result<Outcome> {
    let worker = Extractor::new();
    let mut out = std::io::BufWriter::new(std::io::stdout().lock());
    let outcome = batch::for_each(
        &args.input,
        &args.input.read_options(),
        globals,
        |source, document| Ok(mention_lines(&source.name(), &document, &worker.mentions(&document))),
        |_, lines| Ok(out.write_all(lines.as_bytes())?),
    )?;
    out.flush()?;
    Ok(outcome)
}

/// The lines of the names of one document; offsets are characters of the (first) decoded text.
fn mention_lines(path: &str, document: &Document, found: &[Mention]) -> String {
    let mut lines = String::new();
    // Places come mostly in order: count on from the last one.
    let (mut part, mut byte, mut characters) = (0, 0, 0);
    for m in found {
        let here = document.blocks[m.block].part;
        let text = &document.parts[here].text;
        let (start, end) = (document.part_offset(m.block, m.start), document.part_offset(m.block, m.end));
        if here != part || start < byte {
            (part, byte, characters) = (here, 0, 0);
        }
        characters += text[byte..start].chars().count();
        byte = start;
        let length = text[start..end.max(start)].chars().count();
        let form = document.text(m.block)[m.start..m.end].split_whitespace().collect::<Vec<_>>().join(" ");
        let kind = m.kind.winer();
        lines.push_str(&format!("{path}\t{characters}\t{}\t{kind}\t{}\n", characters + length, cell(&form)));
    }
    lines
}

/// Groups a list of names.
fn forms(args: &Args, globals: &Globals) -> anyhow::Result<Outcome> {
    let mut names: Vec<String> = Vec::new();
    let outcome = batch::for_each(
        &args.input,
        &args.input.read_options(),
        globals,
        |_, document| {
            let texts = document.parts.iter().map(|p| p.text.clone());
            Ok(texts.collect::<Vec<_>>())
        },
        |_, texts| {
            names.extend(
                texts
                    .iter()
                    .flat_map(|t| t.lines())
                    .map(str::trim)
                    .filter(|l| !l.is_empty())
                    .map(str::to_owned),
            );
            Ok(())
        },
    )?;
    let mut seen = std::collections::HashSet::new();
    names.retain(|n| seen.insert(n.clone()));
    let forms: Vec<&str> = names.iter().map(String::as_str).collect();
    let mut out = std::io::BufWriter::new(std::io::stdout().lock());
    for (i, members) in clusters(&forms).iter().enumerate() {
        for m in members {
            writeln!(out, "{}\t{}", i + 1, cell(forms[*m]))?;
        }
    }
    out.flush()?;
    Ok(outcome)
}

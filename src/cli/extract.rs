use std::{
    io::Write as _,
    path::{Path, PathBuf},
};

use super::{
    Outcome,
    batch::{self, Extent, Input},
    formats,
    globals::{Globals, current_folder},
    input::read_document,
    output::OutputFile,
    terminal,
};
use crate::{
    document::{self, ReadOptions},
    exchange::{CANDIDATE_FORMATS, CandidateFormat, Ui, equivalents_tsv, groups_tsv, mentions_tsv},
    extract::{CUT, Candidate, Choice, ExampleSource, Examples, Extractor, clusters},
    project::read_decisions,
    session::Tallying,
    text::{counted, single_spaced},
};

/// Options of `drogman extract`.
///
/// Names are found with a tagger trained on French news, terms by part-of-speech patterns and by how much more
/// frequent their words are here than in general French. Nothing is put under a known concept by itself: what
/// may belong to one is suggested with a score and a reason.
#[derive(clap::Args, Clone)]
pub(super) struct Args {
    #[command(flatten)]
    pub input: Input,
    /// yaml: a glossary ready to edit; tsv: a form a line, `term, score, type, frequency, documents, head,
    /// known concept` (with --translation `translation, its count` too), best first, no header; xlsx: a sheet
    /// for review; jsonl: a candidate a line
    #[arg(long, default_value = "yaml", value_parser = formats::one_of(&CANDIDATE_FORMATS, |it| (it.name(), "")))]
    pub format: &'static dyn CandidateFormat,
    /// Write to this file instead of standard output
    #[arg(short, long, value_name = "FILE")]
    pub output: Option<PathBuf>,
    /// A contrast corpus: words that are as frequent there are no terms
    #[arg(long, value_name = "PATH")]
    pub reference: Vec<PathBuf>,
    /// Propose the English too, from this translation: of the article, a folder of translations (paired by
    /// name, else by content), a translation memory (TMX, XLIFF, PO, a TSV or CSV table with both languages)
    /// or folder of memories. One folder may hold both sides: English files found in a folder are no articles
    #[arg(long, value_name = "PATH", conflicts_with_all = ["mentions", "forms"])]
    pub translation: Option<PathBuf>,
    /// Line n of the translation translates line n of the article
    #[arg(long, requires = "translation")]
    pub segmented: bool,
    /// Instead of looking for candidates, propose the English of these terms, one a line (the first column of
    /// a table), at most three each or --top: `term, translation, score, count` (tab-separated), best first.
    /// With a translation memory no article is needed
    #[arg(long, value_name = "FILE", requires = "translation",
        conflicts_with_all = ["mentions", "forms", "only", "reference", "cut", "all", "format"])]
    pub terms: Option<PathBuf>,
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

/// Proposals for each given term.
const MOST: usize = 3;

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
    let (glossary, ()) = rayon::join(|| globals.glossary(&config), Extractor::prepare);
    let glossary = glossary?;
    let (decisions, files) = read_decisions(&current_folder()?, &globals.glossary, &config)?;
    let examples = args.translation.as_ref().map(|translation| ExampleSource {
        articles: &args.input.paths,
        translation,
        segmented: args.segmented,
        glossary: &glossary,
        read: read_document,
    });
    if let (Some(list), Some(source)) = (&args.terms, &examples) {
        let terms = terms(list)?;
        let Some((examples, outcome)) = collect(source)? else { return Ok(Outcome::Failed) };
        translate_terms(&terms, args.top.unwrap_or(MOST), &examples, &args)?;
        return Ok(outcome);
    }
    let mut extractor = Extractor::new();
    let mut outcome = Outcome::Clean;
    if !args.reference.is_empty() {
        let input = args.input.with_paths(args.reference.clone());
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
    let (mut candidates, left_out) = extractor.finish_undecided(&choice, Some(&glossary), &decisions);
    drop(busy);
    if left_out > 0 && !globals.quiet {
        let files: Vec<_> = files.iter().map(|file| file.display().to_string()).collect();
        let (left_out, files) = (counted(left_out, "candidate"), files.join(", "));
        terminal::note(format_args!("{left_out} left out: rejected before, in {files}"));
    }
    candidates.retain(|c| args.only.is_none_or(|only| (only == Only::Names) == c.kind.is_name()));
    if let Some(source) = &examples {
        let Some((examples, told)) = collect(source)? else { return Ok(Outcome::Failed) };
        examples.translate(&mut candidates);
        outcome = outcome.max(told);
    }
    write(&candidates, &args, globals.ui(&config)?)?;
    // The process ends: to free what was counted form by form would take longer than to write it out.
    std::mem::forget(extractor);
    Ok(outcome)
}

/// Collects sentences with their translations; nothing when there are none and stderr says why.
///
/// # Errors
/// When there is nothing to learn from.
fn collect(source: &ExampleSource<'_>) -> anyhow::Result<Option<(Examples, Outcome)>> {
    let mut examples = source.collect()?;
    let outcome = if examples.failures.is_empty() { Outcome::Clean } else { Outcome::Failed };
    examples.failures.drain(..).for_each(|failure| terminal::error(&failure.into()));
    for doubt in &examples.doubts {
        terminal::warning(format_args!("{doubt}; nothing is learnt from them"));
    }
    if examples.pairs.is_empty() && outcome == Outcome::Failed {
        return Ok(None);
    }
    anyhow::ensure!(
        !examples.pairs.is_empty(),
        "{}: no French text with its English translation to learn from",
        source.translation.display()
    );
    Ok(Some((examples, outcome)))
}

/// Writes the proposals for given terms, the best `most` of each, and names those without one on stderr.
fn translate_terms(terms: &[String], most: usize, examples: &Examples, args: &Args) -> anyhow::Result<()> {
    let forms: Vec<&str> = terms.iter().map(String::as_str).collect();
    let found = examples.equivalents(&forms);
    let without: Vec<&str> =
        forms.iter().zip(&found).filter(|(_, found)| found.is_empty()).map(|(&term, _)| term).collect();
    if !without.is_empty() {
        terminal::warning(format_args!("no English found for {}", without.join(", ")));
    }
    put(args, equivalents_tsv(&forms, &found, most).as_bytes())
}

/// The terms of a list, each once: one a line, the first column of a table.
fn terms(list: &Path) -> anyhow::Result<Vec<String>> {
    let plain = ReadOptions { format: Some(document::Format::PLAIN), ..ReadOptions::default() };
    let source = match list.as_os_str() == "-" {
        true => batch::Source::Stdin,
        false => batch::Source::File { path: list.to_owned(), root: None },
    };
    let document = source.read(&plain)?;
    let lines = document.parts.iter().flat_map(|part| part.text.lines());
    let mut seen = std::collections::HashSet::new();
    let terms: Vec<String> = lines
        .filter_map(|line| line.trim_start_matches('\u{FEFF}').split('\t').next())
        .map(single_spaced)
        .filter(|term| !term.is_empty() && seen.insert(term.clone()))
        .collect();
    anyhow::ensure!(!terms.is_empty(), "{}: no term in this list", source.name());
    Ok(terms)
}

/// Tallies every document of the input; how many there were. English files found in a folder are passed over.
fn tally(input: &Input, globals: &Globals, extractor: &mut Extractor) -> anyhow::Result<(Outcome, usize)> {
    let (mut documents, mut passed_over) = (0, 0);
    let run = Tallying::new();
    // A tally takes several times the memory of its text.
    let extent = Extent { at_once: 16 << 20, ..Extent::default() };
    let outcome =
        batch::for_each_passage(input, &input.read_options(), globals, extent, &run, |_, tally| {
            match tally {
                Some(tally) => {
                    extractor.merge(tally);
                    documents += 1;
                }
                None => passed_over += 1,
            }
            Ok(())
        })?;
    if passed_over > 0 && !globals.quiet {
        let files = counted(passed_over, "English file");
        terminal::note(format_args!("{files} passed over: candidates are French"));
    }
    std::mem::forget(run);
    Ok((outcome, documents))
}

fn write(candidates: &[Candidate], args: &Args, ui: Ui) -> anyhow::Result<()> {
    let bytes = args.format.write_in(candidates, ui)?;
    anyhow::ensure!(
        args.format.is_text() || args.output.is_some() || !terminal::shows_data(),
        "a workbook is not for the terminal: name a file with -o"
    );
    put(args, &bytes)
}

/// Writes to the file that is asked for, else to standard output.
fn put(args: &Args, bytes: &[u8]) -> anyhow::Result<()> {
    if let Some(path) = &args.output {
        anyhow::ensure!(
            !args.input.names(path),
            "{}: this is one of the inputs; name another file",
            path.display()
        );
        return OutputFile::new(path).write(bytes);
    }
    let mut out = terminal::data();
    out.write_all(bytes)?;
    Ok(out.flush()?)
}

/// Lists every name at its place.
fn mentions(args: &Args, globals: &Globals) -> anyhow::Result<Outcome> {
    let worker = Extractor::new();
    let mut out = std::io::BufWriter::new(terminal::data());
    let outcome = batch::for_each(
        &args.input,
        &args.input.read_options(),
        globals,
        |source, document| Ok(mentions_tsv(&source.name(), &document, &worker.mentions(&document))),
        |_, lines| Ok(out.write_all(lines.as_bytes())?),
    )?;
    out.flush()?;
    Ok(outcome)
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
    let mut out = terminal::data();
    out.write_all(groups_tsv(&forms, &clusters(&forms)).as_bytes())?;
    out.flush()?;
    Ok(outcome)
}

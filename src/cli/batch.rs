//! One loop over the input of every verb: paths are walked, files read and worked on in parallel,
//! results handed over in a fixed order, failures named while the rest goes on.

use std::{
    collections::HashSet,
    io::{Read as _, Seek as _, Write as _},
    panic::{AssertUnwindSafe, catch_unwind},
    path::{Path, PathBuf},
};

use anyhow::Context as _;
use rayon::prelude::*;

use super::{Outcome, config::CONFIGURATION, globals::Globals, terminal};
use crate::document::{Document, Format, Passages, ReadOptions};

/// How many files, and how many bytes of them, are read before their results are handed over; bounds
/// the memory of a batch. A single file may be larger.
const CHUNK: usize = 256;
const CHUNK_BYTES: u64 = 64 << 20;

/// A plain text longer than this (bytes) is worked on in passages of about [`PASSAGE`], by verbs that can.
const LONG: u64 = 64 << 20;
const PASSAGE: usize = 4 << 20;

/// The input options of every verb that reads documents.
#[derive(clap::Args, Clone, Debug)]
pub(super) struct Input {
    /// Files or folders; `-` for standard input
    #[arg(value_name = "PATH")]
    pub paths: Vec<PathBuf>,
    /// The encoding of the input (WHATWG label, or mac-roman) instead of detecting it
    #[arg(long, value_name = "NAME")]
    pub encoding: Option<String>,
    /// Read the input as this format instead of telling it by name and content
    #[arg(long = "input-format", value_name = "FORMAT")]
    pub input_format: Option<Format>,
    /// Plain text is hard-wrapped: a line break inside a paragraph is a space
    #[arg(long, overrides_with = "not_wrapped")]
    pub wrapped: bool,
    /// Plain text is not hard-wrapped: every line is a paragraph
    #[arg(long, overrides_with = "wrapped")]
    pub not_wrapped: bool,
    /// A folder whose files are outputs, not inputs.
    #[arg(skip)]
    outputs: Option<PathBuf>,
}

impl Input {
    /// How the documents are to be read.
    pub(super) fn read_options(&self) -> ReadOptions {
        ReadOptions {
            format: self.input_format,
            encoding: self.encoding.clone(),
            language: None,
            wrapped: match (self.wrapped, self.not_wrapped) {
                (true, _) => Some(true),
                (_, true) => Some(false),
                _ => None,
            },
        }
    }

    /// Leaves the files below `folder` out when folders are walked: they are this run’s outputs.
    pub(super) fn leave_out(&mut self, folder: &Path) {
        self.outputs = folder.canonicalize().ok();
    }

    /// Whether `path` was given as an input by name.
    pub(super) fn names(&self, path: &Path) -> bool {
        let real = path.canonicalize();
        real.is_ok_and(|real| self.paths.iter().any(|given| given.canonicalize().is_ok_and(|it| it == real)))
    }

    /// The files to read, folders walked (`.gitignore` respected, hidden files and the configuration left out), in byte order
    /// of their paths within each argument; one that is named twice is read once. With them, why
    /// what could not be walked could not.
    pub(super) fn files(&self) -> (Vec<Source>, Vec<anyhow::Error>) {
        let mut sources = Vec::new();
        let mut failures = Vec::new();
        if self.paths.is_empty() {
            sources.push(Source::Stdin);
        }
        for path in &self.paths {
            if path.as_os_str() == "-" {
                sources.push(Source::Stdin);
            } else if path.is_dir() {
                walk(path, self.outputs.as_deref(), &mut sources, &mut failures);
            } else {
                sources.push(Source::File { path: path.clone(), root: None });
            }
        }
        let mut seen = HashSet::new();
        sources.retain(|source| seen.insert(source.name()));
        (sources, failures)
    }
}

/// Where one document comes from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Source {
    /// Standard input.
    Stdin,
    /// A file, and the folder given on the command line it was found in.
    File { path: PathBuf, root: Option<PathBuf> },
}

impl Source {
    /// What messages call it.
    pub(super) fn name(&self) -> String {
        match self {
            Self::Stdin => "-".to_owned(),
            Self::File { path, .. } => path.display().to_string(),
        }
    }

    /// How many bytes it has, as far as the file system tells.
    fn len(&self) -> u64 {
        match self {
            // As long as it may be: in a chunk of its own.
            Self::Stdin => u64::MAX,
            Self::File { path, .. } => path.metadata().map_or(0, |metadata| metadata.len()),
        }
    }

    /// Reads the document.
    pub(super) fn read(&self, options: &ReadOptions) -> anyhow::Result<Document> {
        match self {
            Self::Stdin => {
                let mut bytes = Vec::new();
                std::io::stdin().lock().read_to_end(&mut bytes).context("standard input")?;
                Ok(Document::from_bytes("-", bytes, options)?)
            }
            Self::File { path, .. } => Ok(Document::read(path, options)?),
        }
    }
}

/// A source that may be long, opened.
enum Opened {
    Whole(Document),
    Passages(Passages),
}

impl Source {
    /// Opens a source that may be long; standard input is put aside in a temporary file when it is.
    fn open(&self, options: &ReadOptions) -> anyhow::Result<Opened> {
        match self {
            Self::File { path, .. } => match Document::passages(path, options, PASSAGE)? {
                Some(passages) => Ok(Opened::Passages(passages)),
                None => Ok(Opened::Whole(self.read(options)?)),
            },
            Self::Stdin => {
                let mut input = std::io::stdin().lock();
                let mut bytes = Vec::new();
                input.by_ref().take(LONG).read_to_end(&mut bytes).context("standard input")?;
                if (bytes.len() as u64) < LONG {
                    return Ok(Opened::Whole(Document::from_bytes("-", bytes, options)?));
                }
                let aside = "standard input is long: it cannot be put aside in a temporary file";
                let mut file = tempfile::tempfile().context(aside)?;
                file.write_all(&bytes).context(aside)?;
                drop(bytes);
                std::io::copy(&mut input, &mut file).context(aside)?;
                file.rewind().context(aside)?;
                let mut again = file.try_clone().context(aside)?;
                if let Some(passages) = Passages::open("-", file, options, PASSAGE)? {
                    return Ok(Opened::Passages(passages));
                }
                let mut bytes = Vec::new();
                again.rewind().and_then(|()| again.read_to_end(&mut bytes)).context(aside)?;
                Ok(Opened::Whole(Document::from_bytes("-", bytes, options)?))
            }
        }
    }
}

fn walk(root: &Path, outputs: Option<&Path>, sources: &mut Vec<Source>, failures: &mut Vec<anyhow::Error>) {
    let known = failures.len();
    let mut found = Vec::new();
    for entry in ignore::WalkBuilder::new(root).require_git(false).build() {
        match entry {
            // A link to a file is read as the file; links to folders are not followed.
            Ok(entry) if entry.file_name() == CONFIGURATION || is_lock(entry.path()) => {}
            Ok(entry) if entry.path().is_file() => found.push(entry.into_path()),
            Ok(_) => {}
            Err(error) => failures.push(anyhow::Error::new(error)),
        }
    }
    let within =
        |path: &Path| path.canonicalize().is_ok_and(|path| outputs.is_some_and(|out| path.starts_with(out)));
    if outputs.is_some() {
        found.retain(|path| !within(path));
    }
    if found.is_empty() && failures.len() == known {
        failures.push(anyhow::anyhow!("{}: no file in this folder", root.display()));
    }
    found.sort();
    sources.extend(found.into_iter().map(|path| Source::File { path, root: Some(root.to_owned()) }));
}

/// Whether this is the file beside a document that says «open in Word»: ~$article.docx.
fn is_lock(path: &Path) -> bool {
    path.file_name().is_some_and(|name| name.as_encoded_bytes().starts_with(b"~$"))
}

/// Reads every document of `input`, runs `work` on each in parallel, and hands the results to `sink` in
/// the order of the input, for any number of threads.
///
/// A file that cannot be read, or that `work` fails on, is named on stderr and the rest is done; the
/// outcome is then [`Outcome::Failed`]. Memory holds the files and results of one chunk at a time
/// ([`CHUNK`], [`CHUNK_BYTES`]).
///
/// # Errors
/// When `sink` fails: nothing more can be written.
pub(super) fn for_each<T: Send>(
    input: &Input,
    options: &ReadOptions,
    globals: &Globals,
    work: impl Fn(&Source, Document) -> anyhow::Result<T> + Sync,
    sink: impl FnMut(&Source, T) -> anyhow::Result<()>,
) -> anyhow::Result<Outcome> {
    let whole = |source: &Source| Ok([work(source, source.read(options)?)?]);
    drive(input, globals, whole, |_, _| Ok(Long::ToBeReadWhole), sink)
}

/// What a verb does with documents that may come in passages.
pub(super) trait Work: Sync {
    /// What is remembered from passage to passage of one document.
    type Memory: Default;
    /// What comes of a passage.
    type Done: Send;

    /// Takes note of a passage, before the first of them is treated; a document read whole is not surveyed.
    fn survey(&self, passage: &Document, memory: &mut Self::Memory) -> anyhow::Result<()>;

    /// Treats the next passage, or a whole document.
    fn treat(
        &self,
        source: &Source,
        passage: &Document,
        memory: &mut Self::Memory,
    ) -> anyhow::Result<Self::Done>;

    /// Ends a document after its last passage.
    fn end(&self, source: &Source, memory: Self::Memory) -> anyhow::Result<Self::Done>;
}

/// As [`for_each`], for work on passages: a long plain text in UTF-8 is never whole in memory. Where
/// `in_passages` is not set, every document is whole.
///
/// # Errors
/// As [`for_each`].
pub(super) fn for_each_passage<W: Work>(
    input: &Input,
    options: &ReadOptions,
    globals: &Globals,
    in_passages: bool,
    work: &W,
    sink: impl FnMut(&Source, W::Done) -> anyhow::Result<()>,
) -> anyhow::Result<Outcome> {
    let document = |source: &Source, document: &Document| {
        let mut memory = W::Memory::default();
        Ok([work.treat(source, document, &mut memory)?, work.end(source, memory)?])
    };
    let whole = |source: &Source| document(source, &source.read(options)?);
    let long = |source: &Source, sink: &mut dyn FnMut(&Source, W::Done) -> anyhow::Result<()>| {
        if !in_passages || source.len() <= LONG {
            return Ok(Long::ToBeReadWhole);
        }
        let mut passages = match guarded(source, || source.open(options)) {
            Ok(Opened::Passages(passages)) => passages,
            Ok(Opened::Whole(whole)) => {
                return match guarded(source, || document(source, &whole)) {
                    Ok(done) => done.into_iter().try_for_each(|done| sink(source, done)).map(|()| Long::Done),
                    Err(error) => Ok(Long::Failed(error)),
                };
            }
            Err(error) => return Ok(Long::Failed(error)),
        };
        let mut memory = W::Memory::default();
        let surveyed = guarded(source, || {
            passages.by_ref().try_for_each(|passage| work.survey(&passage?, &mut memory))?;
            Ok(passages.rewind()?)
        });
        if let Err(error) = surveyed {
            return Ok(Long::Failed(error));
        }
        for passage in passages {
            match guarded(source, || work.treat(source, &passage?, &mut memory)) {
                Ok(done) => sink(source, done)?,
                Err(error) => return Ok(Long::Failed(error)),
            }
        }
        match guarded(source, || work.end(source, memory)) {
            Ok(done) => sink(source, done).map(|()| Long::Done),
            Err(error) => Ok(Long::Failed(error)),
        }
    };
    drive(input, globals, whole, long, sink)
}

/// What came of a source that may be long.
enum Long {
    /// It is not, or cannot be read in passages.
    ToBeReadWhole,
    Done,
    Failed(anyhow::Error),
}

/// The loop itself: `whole` works on a source, unless `long`, which hands its results over itself, has.
fn drive<T: Send, const N: usize, S: FnMut(&Source, T) -> anyhow::Result<()>>(
    input: &Input,
    globals: &Globals,
    whole: impl Fn(&Source) -> anyhow::Result<[T; N]> + Sync,
    mut long: impl FnMut(&Source, &mut dyn FnMut(&Source, T) -> anyhow::Result<()>) -> anyhow::Result<Long>,
    mut sink: S,
) -> anyhow::Result<Outcome> {
    let (sources, unwalked) = input.files();
    unwalked.iter().for_each(terminal::error);
    let mut failures = unwalked.len();
    let progress = Progress::new(sources.len(), globals.quiet);
    let mut rest = &sources[..];
    while !rest.is_empty() {
        let (chunk, after) = rest.split_at(chunk_len(rest));
        rest = after;
        if let [alone] = chunk {
            match long(alone, &mut sink)? {
                Long::ToBeReadWhole => {}
                Long::Done => {
                    progress.advance();
                    continue;
                }
                Long::Failed(error) => {
                    progress.suspend(|| terminal::error(&error));
                    failures += 1;
                    continue;
                }
            }
        }
        let results: Vec<_> = chunk
            .par_iter()
            .map(|source| {
                let result = guarded(source, || whole(source));
                progress.advance();
                result
            })
            .collect();
        for (source, result) in chunk.iter().zip(results) {
            match result {
                Ok(results) => results.into_iter().try_for_each(|result| sink(source, result))?,
                Err(error) => {
                    progress.suspend(|| terminal::error(&error));
                    failures += 1;
                }
            }
        }
    }
    Ok(if failures > 0 { Outcome::Failed } else { Outcome::Clean })
}

/// How many of `sources`, one at least, are read before their results are handed over.
fn chunk_len(sources: &[Source]) -> usize {
    let mut bytes = 0_u64;
    let fits = |source: &&Source| {
        bytes = source.len().saturating_add(bytes);
        bytes <= CHUNK_BYTES
    };
    sources.iter().take(CHUNK).take_while(fits).count().max(1)
}

/// Runs `work`; a panic in it is a failure of this file, not of the batch.
fn guarded<T>(source: &Source, work: impl FnOnce() -> anyhow::Result<T>) -> anyhow::Result<T> {
    catch_unwind(AssertUnwindSafe(work)).unwrap_or_else(|_| {
        anyhow::bail!("{}: drogman failed on this file; please report it with the file", source.name())
    })
}

/// A progress bar on stderr: only on a terminal, only for more than a handful of files.
struct Progress(indicatif::ProgressBar);

impl Progress {
    fn new(files: usize, quiet: bool) -> Self {
        if quiet || files < 16 {
            return Self(indicatif::ProgressBar::hidden());
        }
        let style =
            indicatif::ProgressStyle::with_template("{bar:32} {human_pos}/{human_len} files, {eta} left")
                .expect("the template is a constant");
        Self(indicatif::ProgressBar::new(files as u64).with_style(style))
    }

    fn advance(&self) {
        self.0.inc(1);
    }

    fn suspend(&self, talk: impl FnOnce()) {
        self.0.suspend(talk);
    }
}

impl Drop for Progress {
    fn drop(&mut self) {
        self.0.finish_and_clear();
    }
}

//! One loop over the input of every verb: paths are walked, files read and worked on in parallel,
//! results handed over in a fixed order, failures named while the rest goes on.

use std::panic::{AssertUnwindSafe, catch_unwind};

use rayon::prelude::*;

pub(super) use super::input::{Input, Source};

use super::{
    Outcome,
    globals::Globals,
    input::{LONG, Opened},
    terminal,
};
use crate::document::{Document, ReadOptions};

/// How many files, and how many bytes of them, are read before their results are handed over; bounds
/// the memory of a batch. A single file may be larger.
const CHUNK: usize = 256;
const CHUNK_BYTES: u64 = 64 << 20;

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

//! One loop over the input of every verb: paths are walked, files read and worked on in parallel,
//! results handed over in a fixed order, failures named while the rest goes on.

use std::{
    panic::{AssertUnwindSafe, catch_unwind},
    sync::atomic::{AtomicUsize, Ordering},
};

use rayon::prelude::*;

pub(super) use super::input::{Input, Source, Whole};

use super::{Outcome, globals::Globals, input::Opened, terminal};
use crate::document::{Document, ReadOptions};

/// How many files, and how many bytes of them, are read before their results are handed over; bounds
/// the memory of a batch. A single file may be larger.
const CHUNK: usize = 256;
const CHUNK_BYTES: u64 = 64 << 20;
/// From so many bytes on, progress is shown however few the files are.
const SHOWN: u64 = 16 << 20;

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
    let whole = |source: &Source, progress: &Progress| {
        let done = work(source, source.read(options)?)?;
        progress.advance(source.known_len());
        Ok(vec![done])
    };
    drive(input, globals, CHUNK_BYTES, whole, |_, _, _| Ok(Long::ToBeReadWhole), sink)
}

/// What a verb does with documents that may come in passages.
pub(super) trait Work: Sync {
    /// What is remembered from passage to passage of one document.
    type Memory: Default;
    /// What comes of a passage.
    type Done: Send;
    /// How many bytes of files are read before what came of them is handed over.
    const AT_ONCE: u64 = CHUNK_BYTES;
    /// From which length on a document is worked on in passages.
    const WHOLE: Whole = Whole { bytes: 32 << 20, lines: 1 << 18 };
    /// Whether a document in passages is surveyed: read a first time.
    const SURVEYS: bool = true;

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
    let is_long = |source: &Source| in_passages && source.is_long(W::WHOLE);
    let in_turn = |source: &Source, progress: &Progress, sink: &mut Sink<W::Done>| {
        if is_long(source) {
            passages(work, options, source, progress, sink)
        } else {
            Ok(Long::ToBeReadWhole)
        }
    };
    let together = |source: &Source, progress: &Progress| {
        let mut all = Vec::new();
        let mut collect = |_: &Source, done: W::Done| {
            all.push(done);
            Ok(())
        };
        match in_turn(source, progress, &mut collect)? {
            Long::ToBeReadWhole => {
                all.extend(whole(work, source, &source.read(options)?)?);
                progress.advance(source.known_len());
            }
            Long::Done => {}
            Long::Failed(error) => return Err(error),
        }
        Ok(all)
    };
    drive(input, globals, W::AT_ONCE, together, in_turn, sink)
}

/// Works on a document that is whole in memory.
fn whole<W: Work>(work: &W, source: &Source, document: &Document) -> anyhow::Result<[W::Done; 2]> {
    let mut memory = W::Memory::default();
    Ok([work.treat(source, document, &mut memory)?, work.end(source, memory)?])
}

/// Works on a document that may come in passages; hands the results over one by one.
fn passages<W: Work>(
    work: &W,
    options: &ReadOptions,
    source: &Source,
    progress: &Progress,
    sink: &mut Sink<W::Done>,
) -> anyhow::Result<Long> {
    let mut passages = match guarded(source, || source.open(options, W::WHOLE)) {
        Ok(Opened::Passages(passages)) => passages,
        Ok(Opened::Whole(document)) => {
            progress.advance(source.known_len());
            return match guarded(source, || whole(work, source, &document)) {
                Ok(done) => done.into_iter().try_for_each(|done| sink(source, done)).map(|()| Long::Done),
                Err(error) => Ok(Long::Failed(error)),
            };
        }
        Err(error) => return Ok(Long::Failed(error)),
    };
    let mut memory = W::Memory::default();
    let share = if W::SURVEYS { 2 } else { 1 };
    let read = |passage: &Document| {
        progress.advance(passage.parts.iter().map(|part| part.text.len() as u64).sum::<u64>() / share);
    };
    let surveyed = guarded(source, || {
        if W::SURVEYS {
            passages.by_ref().try_for_each(|passage| {
                let passage = passage?;
                work.survey(&passage, &mut memory)?;
                read(&passage);
                anyhow::Ok(())
            })?;
            passages.rewind()?;
        }
        Ok(())
    });
    if let Err(error) = surveyed {
        return Ok(Long::Failed(error));
    }
    for passage in passages {
        let treated = guarded(source, || {
            let passage = passage?;
            let done = work.treat(source, &passage, &mut memory)?;
            read(&passage);
            Ok(done)
        });
        match treated {
            Ok(done) => sink(source, done)?,
            Err(error) => return Ok(Long::Failed(error)),
        }
    }
    match guarded(source, || work.end(source, memory)) {
        Ok(done) => sink(source, done).map(|()| Long::Done),
        Err(error) => Ok(Long::Failed(error)),
    }
}

/// What takes the results.
type Sink<'s, T> = dyn FnMut(&Source, T) -> anyhow::Result<()> + 's;

/// What came of a source that may be long.
enum Long {
    /// It is not, or cannot be read in passages.
    ToBeReadWhole,
    Done,
    Failed(anyhow::Error),
}

/// The loop itself: `whole` works on a source, beside others; where one is alone, `long` may do it and hand its
/// results over one by one.
fn drive<T: Send, S: FnMut(&Source, T) -> anyhow::Result<()>>(
    input: &Input,
    globals: &Globals,
    at_once: u64,
    whole: impl Fn(&Source, &Progress) -> anyhow::Result<Vec<T>> + Sync,
    mut long: impl FnMut(&Source, &Progress, &mut Sink<T>) -> anyhow::Result<Long>,
    mut sink: S,
) -> anyhow::Result<Outcome> {
    let (sources, unwalked) = input.files();
    unwalked.iter().for_each(terminal::error);
    let mut failures = unwalked.len();
    let progress = Progress::new(&sources, globals.quiet);
    let mut rest = &sources[..];
    while !rest.is_empty() {
        let (chunk, after) = rest.split_at(chunk_len(rest, at_once));
        rest = after;
        if let [alone] = chunk {
            match long(alone, &progress, &mut sink)? {
                Long::ToBeReadWhole => {}
                Long::Done => {
                    progress.done();
                    continue;
                }
                Long::Failed(error) => {
                    progress.done();
                    progress.suspend(|| terminal::error(&error));
                    failures += 1;
                    continue;
                }
            }
        }
        let results: Vec<_> = chunk
            .par_iter()
            .map(|source| {
                let result = guarded(source, || whole(source, &progress));
                progress.done();
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
fn chunk_len(sources: &[Source], at_once: u64) -> usize {
    let mut bytes = 0_u64;
    let fits = |source: &&Source| {
        bytes = source.len().saturating_add(bytes);
        bytes <= at_once
    };
    sources.iter().take(CHUNK).take_while(fits).count().max(1)
}

/// Runs `work`; a panic in it is a failure of this file, not of the batch.
fn guarded<T>(source: &Source, work: impl FnOnce() -> anyhow::Result<T>) -> anyhow::Result<T> {
    catch_unwind(AssertUnwindSafe(work)).unwrap_or_else(|_| {
        anyhow::bail!("{}: drogman failed on this file; please report it with the file", source.name())
    })
}

/// A progress bar on stderr, by bytes: only on a terminal, only for more than a handful of files or a long one.
struct Progress {
    bar: indicatif::ProgressBar,
    files: usize,
    done: AtomicUsize,
}

impl Progress {
    fn new(sources: &[Source], quiet: bool) -> Self {
        let bytes = sources.iter().map(Source::known_len).sum::<u64>();
        let files = sources.len();
        if quiet || files < 16 && bytes < SHOWN {
            return Self { bar: indicatif::ProgressBar::hidden(), files, done: AtomicUsize::new(0) };
        }
        let style = indicatif::ProgressStyle::with_template("{bar:32} {percent}%{msg}, {eta} left")
            .expect("the template is a constant");
        let bar = indicatif::ProgressBar::new(bytes).with_style(style);
        let progress = Self { bar, files, done: AtomicUsize::new(0) };
        progress.tell(0);
        progress
    }

    /// So many bytes more are worked on.
    fn advance(&self, bytes: u64) {
        self.bar.inc(bytes);
    }

    /// One more file is done.
    fn done(&self) {
        self.tell(self.done.fetch_add(1, Ordering::Relaxed) + 1);
    }

    fn tell(&self, done: usize) {
        if self.files > 1 && !self.bar.is_hidden() {
            self.bar.set_message(format!(", {done}/{} files", self.files));
        }
    }

    fn suspend(&self, talk: impl FnOnce()) {
        self.bar.suspend(talk);
    }
}

impl Drop for Progress {
    fn drop(&mut self) {
        self.bar.finish_and_clear();
    }
}

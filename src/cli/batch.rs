//! One loop over the input of every verb: paths are walked, files read and worked on in parallel,
//! results handed over in a fixed order, failures named while the rest goes on.

use std::{
    panic::{AssertUnwindSafe, catch_unwind},
    sync::atomic::{AtomicUsize, Ordering},
};

use rayon::prelude::*;

pub(super) use super::input::{Input, Source, Whole};

use super::{Outcome, globals::Globals, input::Opened, terminal};
use crate::{
    document::{Document, ReadOptions},
    session::{Stages, in_passages},
};

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
    /// The stages of the work before a passage is treated.
    type Stages: Stages;
    /// What comes of a passage.
    type Part: Send;
    /// What is gathered over the passages of one document.
    type Gathered: Default;
    /// What is handed over, of a passage or of a document.
    type Done: Send;

    /// The stages.
    fn stages(&self) -> &Self::Stages;

    /// The state that a document begins with, told by its first passage.
    fn start(&self, _: &Source, first: &Document) -> <Self::Stages as Stages>::State {
        self.stages().start(first)
    }

    /// Treats a passage, beside others, or a whole document.
    fn treat(
        &self,
        source: &Source,
        passage: &Document,
        ready: <Self::Stages as Stages>::Ready,
    ) -> anyhow::Result<Self::Part>;

    /// Takes what came of the next passage, in order.
    fn gather(
        &self,
        source: &Source,
        part: Self::Part,
        gathered: &mut Self::Gathered,
    ) -> anyhow::Result<Option<Self::Done>>;

    /// Ends a document after its last passage.
    fn end(&self, source: &Source, gathered: Self::Gathered) -> anyhow::Result<Option<Self::Done>>;
}

/// How much is read at once.
#[derive(Clone, Copy, Debug)]
pub(super) struct Extent {
    /// How long a document may be and still be worked on whole; `None`: every document is.
    pub whole: Option<Whole>,
    /// How many bytes of files are read before what came of them is handed over.
    pub at_once: u64,
}

impl Default for Extent {
    fn default() -> Self {
        Self { whole: Some(Whole::default()), at_once: CHUNK_BYTES }
    }
}

/// As [`for_each`], for work on passages: a long plain text in UTF-8 is never whole in memory.
///
/// # Errors
/// As [`for_each`].
pub(super) fn for_each_passage<W: Work>(
    input: &Input,
    options: &ReadOptions,
    globals: &Globals,
    extent: Extent,
    work: &W,
    sink: impl FnMut(&Source, W::Done) -> anyhow::Result<()>,
) -> anyhow::Result<Outcome> {
    let long = |source: &Source, progress: &Progress, sink: &mut Sink<W::Done>| match extent.whole {
        Some(most) if source.is_long(most) => passages(work, options, source, most, progress, sink),
        _ => Ok(Long::ToBeReadWhole),
    };
    let together = |source: &Source, progress: &Progress| {
        let mut all = Vec::new();
        let mut collect = |_: &Source, done: W::Done| {
            all.push(done);
            Ok(())
        };
        match long(source, progress, &mut collect)? {
            Long::ToBeReadWhole => {
                all.extend(whole(work, source, &source.read(options)?)?);
                progress.advance(source.known_len());
            }
            Long::Done => {}
            Long::Failed(error) => return Err(error),
        }
        Ok(all)
    };
    drive(input, globals, extent.at_once, together, long, sink)
}

/// As [`for_each_passage`], for a verb that hands over what comes of each passage as it is.
///
/// # Errors
/// As [`for_each`].
pub(super) fn treat_each<S: Stages, T: Send>(
    input: &Input,
    options: &ReadOptions,
    globals: &Globals,
    extent: Extent,
    stages: &S,
    treat: impl Fn(&Source, &Document, S::Ready) -> anyhow::Result<T> + Sync,
    sink: impl FnMut(&Source, T) -> anyhow::Result<()>,
) -> anyhow::Result<Outcome> {
    for_each_passage(input, options, globals, extent, &Each { stages, treat }, sink)
}

/// The work of [`treat_each`].
struct Each<'s, S, F> {
    stages: &'s S,
    treat: F,
}

impl<S: Stages, T: Send, F: Fn(&Source, &Document, S::Ready) -> anyhow::Result<T> + Sync> Work
    for Each<'_, S, F>
{
    type Stages = S;
    type Part = T;
    type Gathered = ();
    type Done = T;

    fn stages(&self) -> &S {
        self.stages
    }

    fn treat(&self, source: &Source, passage: &Document, ready: S::Ready) -> anyhow::Result<T> {
        (self.treat)(source, passage, ready)
    }

    fn gather(&self, _: &Source, part: T, _: &mut ()) -> anyhow::Result<Option<T>> {
        Ok(Some(part))
    }

    fn end(&self, _: &Source, _: ()) -> anyhow::Result<Option<T>> {
        Ok(None)
    }
}

/// Works on a document that is whole in memory.
fn whole<W: Work>(
    work: &W,
    source: &Source,
    document: &Document,
) -> anyhow::Result<impl Iterator<Item = W::Done> + use<W>> {
    let mut gathered = W::Gathered::default();
    let ready = work.stages().ready(document, work.start(source, document))?;
    let first = work.gather(source, work.treat(source, document, ready)?, &mut gathered)?;
    Ok(first.into_iter().chain(work.end(source, gathered)?))
}

/// Works on a document that may come in passages; hands the results over one by one.
fn passages<W: Work>(
    work: &W,
    options: &ReadOptions,
    source: &Source,
    most: Whole,
    progress: &Progress,
    sink: &mut Sink<W::Done>,
) -> anyhow::Result<Long> {
    // What the sink says ends the run, and not the document alone.
    let mut unwritten = None;
    let mut hand_over = |done: Option<W::Done>| {
        done.map_or(Ok(()), |done| sink(source, done)).map_err(|error| {
            unwritten = Some(error);
            anyhow::anyhow!("{}: what came of it cannot be written", source.name())
        })
    };
    let done = guarded(source, || {
        let document = match source.open(options, most)? {
            Opened::Whole(document) => document,
            Opened::Passages(mut passages) => {
                let share = if W::Stages::SURVEYS { 2 } else { 1 };
                let mut gathered = W::Gathered::default();
                let is_done = in_passages(
                    work.stages(),
                    &mut passages,
                    |first| work.start(source, first),
                    |passage, ready| work.treat(source, passage, ready),
                    &|bytes| progress.advance(bytes / share),
                    |part| hand_over(work.gather(source, part, &mut gathered)?),
                )?;
                if is_done {
                    return hand_over(work.end(source, gathered)?);
                }
                match source {
                    Source::Stdin => Box::new(passages.into_whole(options)?),
                    Source::File { .. } => Box::new(source.read(options)?),
                }
            }
        };
        progress.advance(source.known_len());
        whole(work, source, &document)?.try_for_each(|done| hand_over(Some(done)))
    });
    match (done, unwritten) {
        (_, Some(error)) => Err(error),
        (Err(error), None) => Ok(Long::Failed(error)),
        (Ok(()), None) => Ok(Long::Done),
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

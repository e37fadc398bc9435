//! One loop over many documents: files are read and worked on in parallel, results handed over in a fixed order,
//! failures named while the rest goes on.

use std::panic::{AssertUnwindSafe, catch_unwind};

use rayon::prelude::*;

use super::{SessionError, Stages, in_passages};
use crate::document::{Document, Opened, ReadError, ReadOptions, Source, WholeLimit};

/// How many files, and how many bytes of them, are read before their results are handed over; bounds
/// the memory of a batch. A single file may be larger.
const CHUNK: usize = 256;
const CHUNK_BYTES: u64 = 64 << 20;

/// What work on a document may fail with.
pub trait WorkError: From<ReadError> + From<SessionError> + Send {}

impl<E: From<ReadError> + From<SessionError> + Send> WorkError for E {}

/// What a batch tells of itself as it goes on.
pub trait Observer<E>: Sync {
    /// So many bytes more are worked on.
    fn advance(&self, _bytes: u64) {}

    /// One more source is done.
    fn done(&self) {}

    /// A source could not be read or worked on; the rest is done. Called in the order of the sources.
    fn failed(&self, source: &Source, error: E);
}

/// How much is read at once.
#[derive(Clone, Copy, Debug)]
pub struct Extent {
    /// How long a document may be and still be worked on whole; `None`: every document is.
    pub whole: Option<WholeLimit>,
    /// How many bytes of files are read before what came of them is handed over.
    pub at_once: u64,
}

impl Default for Extent {
    fn default() -> Self {
        Self { whole: Some(WholeLimit::default()), at_once: CHUNK_BYTES }
    }
}

/// What is done with documents that may come in passages.
pub trait Work: Sync {
    /// The stages of the work before a passage is treated.
    type Stages: Stages;
    /// What comes of a passage.
    type Part: Send;
    /// What is gathered over the passages of one document.
    type Gathered: Default;
    /// What is handed over, of a passage or of a document.
    type Done: Send;
    /// What it fails with.
    type Error: WorkError;

    /// The stages.
    fn stages(&self) -> &Self::Stages;

    /// The state that a document begins with, told by its first passage.
    fn start(&self, _: &Source, first: &Document) -> <Self::Stages as Stages>::State {
        self.stages().start(first)
    }

    /// Treats a passage, beside others, or a whole document.
    ///
    /// # Errors
    /// As the work has it.
    fn treat(
        &self,
        source: &Source,
        passage: &Document,
        ready: <Self::Stages as Stages>::Ready,
    ) -> Result<Self::Part, Self::Error>;

    /// Takes what came of the next passage, in order.
    ///
    /// # Errors
    /// As the work has it.
    fn gather(
        &self,
        source: &Source,
        part: Self::Part,
        gathered: &mut Self::Gathered,
    ) -> Result<Option<Self::Done>, Self::Error>;

    /// Ends a document after its last passage.
    ///
    /// # Errors
    /// As the work has it.
    fn end(&self, source: &Source, gathered: Self::Gathered) -> Result<Option<Self::Done>, Self::Error>;
}

/// Documents to be read one after another, as many at a time as there are threads.
///
/// Whatever is done with them, the results are handed to a sink in the order of the sources, for any number of
/// threads, and a source that cannot be read, or that the work fails on, is told to the observer while the rest is
/// done. Memory holds the files and results of one chunk at a time ([`Extent::at_once`], and 256 files).
pub struct Batch<'b, E> {
    /// Where they come from.
    pub sources: &'b [Source],
    /// How they are read.
    pub options: &'b ReadOptions,
    /// Who is told of failures and of how far it is.
    pub observer: &'b dyn Observer<E>,
}

impl<E: WorkError> Batch<'_, E> {
    /// Reads every document whole and runs `work` on it; how many sources failed.
    ///
    /// # Errors
    /// When `sink` fails: nothing more can be written.
    pub fn each<T: Send>(
        &self,
        work: impl Fn(&Source, Document) -> Result<T, E> + Sync,
        sink: impl FnMut(&Source, T) -> Result<(), E>,
    ) -> Result<usize, E> {
        let whole = |source: &Source| {
            let done = work(source, source.read(self.options)?)?;
            self.observer.advance(source.known_len());
            Ok(vec![done])
        };
        self.drive(CHUNK_BYTES, whole, |_, _| Ok(Long::ToBeReadWhole), sink)
    }

    /// As [`Batch::each`], for work on passages: a long plain text in UTF-8 is never whole in memory.
    ///
    /// # Errors
    /// As [`Batch::each`].
    pub fn each_passage<W: Work<Error = E>>(
        &self,
        extent: Extent,
        work: &W,
        sink: impl FnMut(&Source, W::Done) -> Result<(), E>,
    ) -> Result<usize, E> {
        let long = |source: &Source, sink: &mut Sink<'_, W::Done, E>| match extent.whole {
            Some(most) if source.is_long(most) => self.passages(work, source, most, sink),
            _ => Ok(Long::ToBeReadWhole),
        };
        let together = |source: &Source| {
            let mut all = Vec::new();
            let mut collect = |_: &Source, done: W::Done| {
                all.push(done);
                Ok(())
            };
            match long(source, &mut collect)? {
                Long::ToBeReadWhole => {
                    all.extend(whole(work, source, &source.read(self.options)?)?);
                    self.observer.advance(source.known_len());
                }
                Long::Done => {}
                Long::Failed(error) => return Err(error),
            }
            Ok(all)
        };
        self.drive(extent.at_once, together, long, sink)
    }

    /// As [`Batch::each_passage`], where what comes of each passage is handed over as it is.
    ///
    /// # Errors
    /// As [`Batch::each`].
    pub fn treat_each<S: Stages, T: Send>(
        &self,
        extent: Extent,
        stages: &S,
        treat: impl Fn(&Source, &Document, S::Ready) -> Result<T, E> + Sync,
        sink: impl FnMut(&Source, T) -> Result<(), E>,
    ) -> Result<usize, E>
    where
        E: Sync,
    {
        self.each_passage(extent, &Each { stages, treat }, sink)
    }

    /// Works on a document that may come in passages; hands the results over one by one.
    fn passages<W: Work<Error = E>>(
        &self,
        work: &W,
        source: &Source,
        most: WholeLimit,
        sink: &mut Sink<'_, W::Done, E>,
    ) -> Result<Long<E>, E> {
        // What the sink says ends the run, and not the document alone.
        let mut unwritten = None;
        let mut hand_over = |done: Option<W::Done>| {
            done.map_or(Ok(()), |done| sink(source, done)).map_err(|error| {
                unwritten = Some(error);
                failure(source, "what came of it cannot be written")
            })
        };
        let done = guarded(source, || {
            let document = match source.open(self.options, most)? {
                Opened::Whole(document) => document,
                Opened::Passages(mut passages) => {
                    let share = if W::Stages::SURVEYS { 2 } else { 1 };
                    let mut gathered = W::Gathered::default();
                    let is_done = in_passages(
                        work.stages(),
                        &mut passages,
                        |first| work.start(source, first),
                        |passage, ready| work.treat(source, passage, ready),
                        &|bytes| self.observer.advance(bytes / share),
                        |part| hand_over(work.gather(source, part, &mut gathered)?),
                    )?;
                    if is_done {
                        return hand_over(work.end(source, gathered)?);
                    }
                    match source {
                        Source::Stdin => Box::new(passages.into_whole(self.options)?),
                        Source::File { .. } => Box::new(source.read(self.options)?),
                    }
                }
            };
            self.observer.advance(source.known_len());
            whole(work, source, &document)?.try_for_each(|done| hand_over(Some(done)))
        });
        match (done, unwritten) {
            (_, Some(error)) => Err(error),
            (Err(error), None) => Ok(Long::Failed(error)),
            (Ok(()), None) => Ok(Long::Done),
        }
    }

    /// The loop itself: `whole` works on a source, beside others; where one is alone, `long` may do it and hand its
    /// results over one by one. How many failed.
    fn drive<T: Send>(
        &self,
        at_once: u64,
        whole: impl Fn(&Source) -> Result<Vec<T>, E> + Sync,
        mut long: impl FnMut(&Source, &mut Sink<'_, T, E>) -> Result<Long<E>, E>,
        mut sink: impl FnMut(&Source, T) -> Result<(), E>,
    ) -> Result<usize, E> {
        let mut failures = 0;
        let mut rest = self.sources;
        while !rest.is_empty() {
            let (chunk, after) = rest.split_at(chunk_len(rest, at_once));
            rest = after;
            if let [alone] = chunk {
                let failed = match long(alone, &mut sink)? {
                    Long::ToBeReadWhole => None,
                    Long::Done => Some(None),
                    Long::Failed(error) => Some(Some(error)),
                };
                if let Some(failed) = failed {
                    self.observer.done();
                    failures += usize::from(failed.is_some());
                    failed.into_iter().for_each(|error| self.observer.failed(alone, error));
                    continue;
                }
            }
            let results: Vec<_> = chunk
                .par_iter()
                .map(|source| {
                    let result = guarded(source, || whole(source));
                    self.observer.done();
                    result
                })
                .collect();
            for (source, result) in chunk.iter().zip(results) {
                match result {
                    Ok(results) => results.into_iter().try_for_each(|result| sink(source, result))?,
                    Err(error) => {
                        self.observer.failed(source, error);
                        failures += 1;
                    }
                }
            }
        }
        Ok(failures)
    }
}

/// The work of [`Batch::treat_each`].
struct Each<'s, S, F> {
    stages: &'s S,
    treat: F,
}

impl<S, T, E, F> Work for Each<'_, S, F>
where
    S: Stages,
    T: Send,
    E: WorkError,
    F: Fn(&Source, &Document, S::Ready) -> Result<T, E> + Sync,
{
    type Stages = S;
    type Part = T;
    type Gathered = ();
    type Done = T;
    type Error = E;

    fn stages(&self) -> &S {
        self.stages
    }

    fn treat(&self, source: &Source, passage: &Document, ready: S::Ready) -> Result<T, E> {
        (self.treat)(source, passage, ready)
    }

    fn gather(&self, _: &Source, part: T, _: &mut ()) -> Result<Option<T>, E> {
        Ok(Some(part))
    }

    fn end(&self, _: &Source, _: ()) -> Result<Option<T>, E> {
        Ok(None)
    }
}

/// What takes the results.
type Sink<'s, T, E> = dyn FnMut(&Source, T) -> Result<(), E> + 's;

/// What came of a source that may be long.
enum Long<E> {
    /// It is not, or cannot be read in passages.
    ToBeReadWhole,
    Done,
    Failed(E),
}

/// Works on a document that is whole in memory.
fn whole<W: Work>(
    work: &W,
    source: &Source,
    document: &Document,
) -> Result<impl Iterator<Item = W::Done> + use<W>, W::Error> {
    let mut gathered = W::Gathered::default();
    let ready = work.stages().ready(document, work.start(source, document))?;
    let first = work.gather(source, work.treat(source, document, ready)?, &mut gathered)?;
    Ok(first.into_iter().chain(work.end(source, gathered)?))
}

/// How many of `sources`, one at least, are read before their results are handed over.
fn chunk_len(sources: &[Source], at_once: u64) -> usize {
    let mut bytes = 0_u64;
    let fits = |source: &&Source| {
        bytes = source.max_len().saturating_add(bytes);
        bytes <= at_once
    };
    sources.iter().take(CHUNK).take_while(fits).count().max(1)
}

/// Runs `work`; a panic in it is a failure of this file, not of the batch.
fn guarded<T, E: WorkError>(source: &Source, work: impl FnOnce() -> Result<T, E>) -> Result<T, E> {
    catch_unwind(AssertUnwindSafe(work)).unwrap_or_else(|_| {
        Err(failure(source, "drogman failed on this file; please report it with the file"))
    })
}

fn failure<E: WorkError>(source: &Source, message: &str) -> E {
    ReadError::Content { path: source.name(), message: message.to_owned() }.into()
}

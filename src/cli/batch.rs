//! The batch of every verb: what it reads, how its failures are told, and the progress bar.

use std::sync::atomic::{AtomicUsize, Ordering};

pub(super) use super::input::Input;
pub(super) use crate::{
    document::{Source, WholeLimit},
    session::{Extent, Work},
};

use super::{Outcome, globals::Globals, terminal};
use crate::{
    document::{Document, ReadOptions},
    session::{Batch, Observer, Stages},
};

/// From so many bytes on, progress is shown however few the files are.
const SHOWN: u64 = 16 << 20;

/// Reads every document of `input` whole, runs `work` on each and hands the results to `sink`: [`Batch::each`].
///
/// A file that cannot be read, or that `work` fails on, is named on stderr and the rest is done; the
/// outcome is then [`Outcome::Failed`].
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
    drive(input, options, globals, |batch| batch.each(work, sink))
}

/// As [`for_each`], for work on passages: [`Batch::each_passage`].
///
/// # Errors
/// As [`for_each`].
pub(super) fn for_each_passage<W: Work<Error = anyhow::Error>>(
    input: &Input,
    options: &ReadOptions,
    globals: &Globals,
    extent: Extent,
    work: &W,
    sink: impl FnMut(&Source, W::Done) -> anyhow::Result<()>,
) -> anyhow::Result<Outcome> {
    drive(input, options, globals, |batch| batch.each_passage(extent, work, sink))
}

/// As [`for_each_passage`], for a verb that hands over what comes of each passage as it is: [`Batch::treat_each`].
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
    drive(input, options, globals, |batch| batch.treat_each(extent, stages, treat, sink))
}

/// Runs a batch over `input`.
fn drive(
    input: &Input,
    options: &ReadOptions,
    globals: &Globals,
    run: impl FnOnce(&Batch<'_, anyhow::Error>) -> anyhow::Result<usize>,
) -> anyhow::Result<Outcome> {
    let (sources, unwalked) = input.files();
    let is_incomplete = !unwalked.is_empty();
    unwalked.into_iter().for_each(|error| terminal::error(&error.into()));
    if sources.contains(&Source::Stdin) {
        terminal::announce_input();
    }
    let progress = Progress::new(&sources, globals.quiet);
    let failures = run(&Batch { sources: &sources, options, observer: &progress })?;
    Ok(if is_incomplete || failures > 0 { Outcome::Failed } else { Outcome::Clean })
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

    fn tell(&self, done: usize) {
        if self.files > 1 && !self.bar.is_hidden() {
            self.bar.set_message(format!(", {done}/{} files", self.files));
        }
    }
}

impl Observer<anyhow::Error> for Progress {
    fn advance(&self, bytes: u64) {
        self.bar.inc(bytes);
    }

    fn done(&self) {
        self.tell(self.done.fetch_add(1, Ordering::Relaxed) + 1);
    }

    fn failed(&self, _: &Source, error: anyhow::Error) {
        self.bar.suspend(|| terminal::error(&error));
    }
}

impl Drop for Progress {
    fn drop(&mut self) {
        self.bar.finish_and_clear();
    }
}

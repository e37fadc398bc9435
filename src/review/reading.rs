//! The articles are read in the background, in the order of files: first for the names of the glossary, then for those
//! it does not have. What is found is there to be asked for at once.

use std::{
    sync::{
        Arc,
        atomic::{AtomicBool, Ordering},
    },
    thread,
    time::{Duration, Instant},
};

use super::{
    Refused, Review, ReviewOptions,
    corpus::{DocumentHead, DocumentId, FoundInDocument},
    events::{Event, FailedFile, Read},
    locked,
};
use crate::{
    document::{Document, ReadError, Source},
    extract::{Choice, Extractor, Mention, Tally, is_english},
    project::read_decisions,
    session::{Batch, Observer, SessionError},
};

/// So many files are read before anything is told.
const FIRST: usize = 16;
/// How often it is told how far the reading is.
const PAUSE: Duration = Duration::from_millis(200);

/// The names are put together again when so many times as long has been read as that took.
const NAMES_SHARE: u32 = 20;

/// How far the reading is.
#[derive(Default)]
pub(super) struct Progress {
    read: Read,
    /// When it was told last.
    told: Option<Instant>,
    /// When the names were put together last, and how long that took.
    names: Option<(Instant, Duration)>,
}

impl Progress {
    /// Nothing is read yet.
    pub(super) fn new(options: &ReviewOptions) -> Self {
        let failed = |error: &std::io::Error| FailedFile { file: String::new(), message: error.to_string() };
        let failed = options.unread.iter().map(failed).collect();
        Self { read: Read { total: options.sources.len(), failed, ..Read::default() }, ..Self::default() }
    }
}

/// Whether the review has ended.
#[derive(Default)]
pub(super) struct Ended(AtomicBool);

/// Why a document was not read.
#[derive(Debug)]
enum Unread {
    Read(ReadError),
    Session(SessionError),
    /// The review has ended.
    Ended,
}

impl From<ReadError> for Unread {
    fn from(error: ReadError) -> Self {
        Self::Read(error)
    }
}

impl From<SessionError> for Unread {
    fn from(error: SessionError) -> Self {
        Self::Session(error)
    }
}

impl Review {
    /// Begins to read the articles, beside whoever asks.
    pub fn start(self: &Arc<Self>) {
        let review = self.clone();
        let read = move || {
            review.read_names();
            review.read_unknown();
            review.work_out_lists();
        };
        let started = thread::Builder::new().name("reading".into()).spawn(read);
        if let Err(error) = started {
            self.note_failed(String::new(), error.to_string());
        }
    }

    /// Ends: who listens is told, and what is being read is left.
    pub fn end(&self) {
        self.ended.0.store(true, Ordering::Relaxed);
        self.events.tell(&Event::Bye);
    }

    /// How far the reading is.
    pub(crate) fn read_so_far(&self) -> Read {
        locked(&self.progress).read.clone()
    }

    /// Whether the review has ended.
    pub(super) fn is_over(&self) -> bool {
        self.ended.0.load(Ordering::Relaxed)
    }

    fn has_ended(&self) -> Result<(), Unread> {
        if self.is_over() { Err(Unread::Ended) } else { Ok(()) }
    }

    /// Looks for the names of the glossary.
    fn read_names(&self) {
        // What all documents need is made beside the reading of the first.
        let (first, rest) = self.options.sources.split_at(FIRST.min(self.options.sources.len()));
        for sources in [first, rest] {
            let work = |_: &Source, document: Document| {
                self.has_ended()?;
                Ok((DocumentHead::of(&document), self.names_in(&document)?))
            };
            let batch = Batch { sources, options: &self.options.read, observer: &NameFailures(self) };
            let done = batch.each(work, |source, (head, found)| {
                if let Some(id) = self.id_of(source) {
                    self.corpus_mut().take(id, head, found);
                }
                self.tell_progress(false);
                Ok(())
            });
            if done.is_err() {
                return;
            }
        }
        {
            let mut progress = locked(&self.progress);
            (progress.read.done, progress.read.finished) = (progress.read.total, true);
        }
        self.tell_progress(true);
    }

    /// The document that a source is.
    fn id_of(&self, source: &Source) -> Option<DocumentId> {
        source.path().and_then(|path| self.corpus().of_path(path))
    }

    /// The names of the glossary in a document.
    fn names_in(&self, document: &Document) -> Result<FoundInDocument, SessionError> {
        let analysis = self.files.analyse(document)?;
        Ok(FoundInDocument::of_matches(document, analysis.matches(), self.files.glossary()))
    }

    /// Looks for names that the glossary does not have.
    fn read_unknown(&self) {
        let mut extractor = Extractor::new();
        let counting = Extractor::new();
        let work = |source: &Source, document: Document| {
            self.has_ended()?;
            if matches!(source, Source::File { path, root: Some(_) } if is_english(path, &document)) {
                return Ok(None);
            }
            let (tally, mentions) = counting.tally_and_mentions(&document);
            Ok(Some((tally, self.unknown_in(source, &document, &mentions))))
        };
        let sink = |source: &Source, counted: Option<(Tally, FoundInDocument)>| {
            if let (Some((tally, found)), Some(id)) = (counted, self.id_of(source)) {
                extractor.merge(tally);
                self.corpus_mut().take_unknown(id, found);
            }
            Ok::<_, Unread>(())
        };
        let batch =
            Batch { sources: &self.options.sources, options: &self.options.read, observer: &NoFailures };
        if batch.each(work, sink).is_err() {
            return;
        }
        let (rejected, _) =
            read_decisions(&self.options.here, &self.options.glossary_paths, &self.options.config)
                .unwrap_or_default();
        let glossary = self.files.glossary();
        let (candidates, _) = extractor.finish_undecided(&Choice::default(), Some(glossary), &rejected);
        drop(extractor);
        self.names.propose(&candidates);
        self.propose_terms(candidates);
        self.tell_names();
        self.prepare_names();
    }

    fn unknown_in(&self, source: &Source, document: &Document, mentions: &[Mention]) -> FoundInDocument {
        let id = self.id_of(source);
        let corpus = self.corpus();
        let found = id.into_iter().flat_map(|id| corpus.occurrences().in_document(id));
        let known: Vec<(u32, u32)> = found.map(|found| (found.start, found.end)).collect();
        drop(corpus);
        FoundInDocument::of_mentions(document, mentions, &known)
    }

    /// Reads a document again that was edited.
    pub(super) fn reread(&self, id: DocumentId, document: &Document) -> Result<(), Refused> {
        let found = self.names_in(document).map_err(|error| Refused::Failed(error.to_string()))?;
        let mentions = Extractor::new().mentions(document);
        let unknown = FoundInDocument::of_mentions(document, &mentions, &found.places());
        let mut corpus = self.corpus_mut();
        corpus.forget(id);
        corpus.take(id, DocumentHead::of(document), found);
        corpus.take_unknown(id, unknown);
        drop(corpus);
        self.tell_names();
        Ok(())
    }

    fn note_failed(&self, file: String, message: String) {
        locked(&self.progress).read.failed.push(FailedFile { file, message });
        self.tell_progress(true);
    }

    /// Tells how far the reading is, and that there are more names, but not all the time.
    fn tell_progress(&self, at_once: bool) {
        let mut progress = locked(&self.progress);
        progress.read.occurrences = self.corpus().occurrences().len();
        if !at_once && progress.told.is_some_and(|told| told.elapsed() < PAUSE) {
            return;
        }
        progress.told = Some(Instant::now());
        let read = progress.read.clone();
        // To put many names together again takes time, which the reading needs.
        let is_due = |(last, took): &(Instant, Duration)| last.elapsed() >= *took * NAMES_SHARE;
        let with_names = at_once || progress.names.as_ref().is_none_or(is_due);
        drop(progress);
        self.events.tell(&Event::Read(read));
        if with_names {
            let begun = Instant::now();
            self.tell_names();
            locked(&self.progress).names = Some((Instant::now(), begun.elapsed()));
        }
    }
}

/// Counts the files that are done, and names those that could not be read.
struct NameFailures<'r>(&'r Review);

impl Observer<Unread> for NameFailures<'_> {
    fn done(&self) {
        locked(&self.0.progress).read.done += 1;
    }

    fn failed(&self, source: &Source, error: Unread) {
        let message = match error {
            Unread::Read(error) => error.to_string(),
            Unread::Session(error) => error.to_string(),
            Unread::Ended => return,
        };
        let file = source.place().map(|place| place.display().to_string()).unwrap_or_default();
        self.0.note_failed(file, message);
    }
}

/// What could not be read was named before.
struct NoFailures;

impl Observer<Unread> for NoFailures {
    fn failed(&self, _: &Source, _: Unread) {}
}

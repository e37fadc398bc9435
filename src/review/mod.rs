//! Documents, a glossary and decisions become the lists that a person decides on.
//!
//! [`Review`] is what all requests share. It reads the articles in the background (`reading.rs`) into a [`corpus`] of
//! compact occurrences; each list (names, edits, findings…) is a folder of its own, and answers with a frozen view
//! (`views.rs`). It knows no HTTP and no terminal: [`events`] tells whoever listens what has changed.

mod articles;
pub(crate) mod concepts;
pub(crate) mod corpus;
pub(crate) mod decisions;
pub(crate) mod downloads;
pub(crate) mod edits;
pub(crate) mod events;
pub(crate) mod export;
pub(crate) mod findings;
pub(crate) mod import;
mod lists;
pub(crate) mod names;
mod options;
pub(crate) mod pairs;
mod per_document;
mod place_key;
pub(crate) mod project;
mod reading;
mod refused;
pub(crate) mod terms;
pub(crate) mod views;

use std::sync::{Arc, Mutex, MutexGuard, PoisonError, RwLock, RwLockReadGuard, RwLockWriteGuard};

use rustc_hash::FxHashMap;

pub use options::{ReviewError, ReviewOptions};
pub(crate) use refused::Refused;

use self::{
    articles::Texts,
    concepts::ConceptLines,
    corpus::{Corpus, DocumentId, DocumentText},
    decisions::{Applied, Decisions, applied},
    downloads::Downloads,
    events::{Events, Left},
    import::Imports,
    lists::Lists,
    names::Names,
    reading::{Ended, Progress},
    views::Views,
};
use crate::{
    glossary::StyleId,
    session::{Options, Session, SharedGlossary},
};

/// A review of articles: what its lists are made from, and what was decided.
pub struct Review {
    options: ReviewOptions,
    /// Over the glossary as its files have it, in the style that was chosen.
    files: Arc<Session>,
    current: Mutex<Option<Arc<Current>>>,
    corpus: RwLock<Corpus>,
    texts: Texts,
    decisions: RwLock<Decisions>,
    progress: Mutex<Progress>,
    ended: Ended,
    names: Names,
    concept_lines: ConceptLines,
    imports: Imports,
    lists: Lists,
    downloads: Downloads,
    views: Views,
    events: Events,
}

/// The glossary with the decisions in force, and the sessions over it.
struct Current {
    /// The version of the decisions it was made with.
    version: u64,
    glossary: SharedGlossary,
    first: Arc<Session>,
    sessions: Mutex<FxHashMap<StyleId, Arc<Session>>>,
}

impl Review {
    /// A review of the articles that the options name; none is read yet, see [`Review::start`].
    ///
    /// # Errors
    /// When what was decided before cannot be read.
    pub fn open(options: ReviewOptions) -> Result<Arc<Self>, ReviewError> {
        let decisions = Decisions::open(&options)?;
        let session = Options {
            style: options.style,
            severities: options.severities.clone(),
            ignored: options.ignored.clone(),
            abbreviations: options.abbreviations.clone(),
            ..Options::default()
        };
        let files = Arc::new(Session::new(options.glossary.clone(), session));
        let corpus = Corpus::new(&options);
        let progress = Progress::new(&options);
        Ok(Arc::new(Self {
            files,
            current: Mutex::default(),
            corpus: RwLock::new(corpus),
            texts: Texts::default(),
            decisions: RwLock::new(decisions),
            progress: Mutex::new(progress),
            ended: Ended::default(),
            names: Names::default(),
            concept_lines: ConceptLines::default(),
            imports: Imports::default(),
            lists: Lists::default(),
            downloads: Downloads::default(),
            views: Views::default(),
            events: Events::default(),
            options,
        }))
    }

    /// What the review was opened with.
    pub(crate) fn options(&self) -> &ReviewOptions {
        &self.options
    }

    /// The session over the glossary as its files have it: what the occurrences of the corpus were found with.
    pub(crate) fn files(&self) -> &Arc<Session> {
        &self.files
    }

    /// The glossary as its files have it, with the decisions in force.
    pub(crate) fn glossary(&self) -> SharedGlossary {
        self.current().glossary.clone()
    }

    /// A session over [`Review::glossary`] in a style; kept till a decision changes the glossary. All styles share one
    /// compiled matcher.
    pub(crate) fn session(&self, style: StyleId) -> Arc<Session> {
        let current = self.current();
        if style == current.first.style() {
            return current.first.clone();
        }
        let mut sessions = locked(&current.sessions);
        sessions.entry(style).or_insert_with(|| Arc::new(current.first.in_style(style))).clone()
    }

    fn current(&self) -> Arc<Current> {
        let decisions = self.decisions();
        let mut kept = locked(&self.current);
        match &*kept {
            Some(current) if current.version == decisions.version() => current.clone(),
            last => {
                let before = last.as_ref().map_or(&self.files, |last| &last.first);
                let Applied { glossary, session } = applied(&self.files, before, &decisions);
                let version = decisions.version();
                let current =
                    Arc::new(Current { version, glossary, first: session, sessions: Mutex::default() });
                *kept = Some(current.clone());
                current
            }
        }
    }

    /// The style of a name; the one the review was opened with when none is named.
    ///
    /// # Errors
    /// When the glossary has no such style.
    pub(crate) fn style(&self, name: Option<&str>) -> Result<StyleId, Refused> {
        let Some(name) = name else { return Ok(self.options.style) };
        let glossary = self.files.glossary();
        glossary.style(name).ok_or_else(|| {
            Refused::Bad(format!("unknown style «{name}»: the glossary has {}", glossary.styles.join(", ")))
        })
    }

    /// The documents and what was found in them so far.
    pub(crate) fn corpus(&self) -> RwLockReadGuard<'_, Corpus> {
        self.corpus.read().unwrap_or_else(PoisonError::into_inner)
    }

    fn corpus_mut(&self) -> RwLockWriteGuard<'_, Corpus> {
        self.corpus.write().unwrap_or_else(PoisonError::into_inner)
    }

    /// A document with its text, read again when its file was changed since.
    ///
    /// # Errors
    /// When there is no such document, or its file can no longer be read.
    pub(crate) fn document(&self, id: DocumentId) -> Result<Arc<DocumentText>, Refused> {
        self.texts.get(self, id)
    }

    /// What was decided.
    pub(crate) fn decisions(&self) -> RwLockReadGuard<'_, Decisions> {
        self.decisions.read().unwrap_or_else(PoisonError::into_inner)
    }

    /// What was decided, to decide more.
    pub(crate) fn decisions_mut(&self) -> RwLockWriteGuard<'_, Decisions> {
        self.decisions.write().unwrap_or_else(PoisonError::into_inner)
    }

    /// What the lists of edits, findings, pairs and terms are made from.
    fn lists(&self) -> &Lists {
        &self.lists
    }

    /// The files that wait to be taken away.
    pub(crate) fn downloads(&self) -> &Downloads {
        &self.downloads
    }

    /// The lists as they were shown.
    pub(crate) fn views(&self) -> &Views {
        &self.views
    }

    /// Who is told of what has changed.
    pub(crate) fn events(&self) -> &Events {
        &self.events
    }

    /// What is left to decide on each screen.
    pub(crate) fn left(&self) -> Left {
        Left {
            names: self.names_left(),
            edits: self.edits_left(),
            findings: self.findings_left(),
            pairs: self.pairs_left(),
            terms: self.terms_left(),
        }
    }
}

/// What a lock guards, whatever happened to who held it last.
fn locked<T>(lock: &Mutex<T>) -> MutexGuard<'_, T> {
    lock.lock().unwrap_or_else(PoisonError::into_inner)
}

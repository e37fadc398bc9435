//! The documents of a review, and the names found in them, kept small: texts are read again when they are needed.

mod document_text;
mod occurrences;

use std::{
    fmt,
    path::{Path, PathBuf},
    str::FromStr,
};

use rustc_hash::FxHashMap;
use serde::Serialize;

pub(crate) use document_text::{Article, DocumentText, units};
pub(crate) use occurrences::{FormId, Found, FoundInDocument, InUse, Occurrences};

use self::document_text::BETWEEN;
use super::ReviewOptions;
use crate::{
    document::{BlockKind, Document, Fingerprint, Source, documents_below},
    text::{nth_cluster, single_spaced},
};

/// A document of a review, by its place in the corpus.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) struct DocumentId(pub(crate) u32);

impl fmt::Display for DocumentId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "d{}", self.0)
    }
}

impl FromStr for DocumentId {
    type Err = super::Refused;

    fn from_str(id: &str) -> Result<Self, super::Refused> {
        let number = id.strip_prefix('d').and_then(|number| number.parse().ok());
        number.map(Self).ok_or(super::Refused::NotFound)
    }
}

impl Serialize for DocumentId {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

/// What is known of a document.
#[derive(Clone, Debug)]
pub(crate) struct DocumentEntry {
    /// Where it comes from.
    pub(crate) source: Source,
    /// What decisions about its places call it: its place below the folder that was named, with `/`.
    pub(crate) name: String,
    /// Its title: its first heading, else its name.
    pub(crate) title: String,
    /// Its date, where it has one.
    pub(crate) date: Option<String>,
    /// Whether it is a translation and no article.
    pub(crate) is_translation: bool,
    /// How its file looked when its names were looked for; none when they were not yet.
    pub(crate) read: Option<Fingerprint>,
}

/// The documents, and what was found in them so far.
pub(crate) struct Corpus {
    documents: Vec<DocumentEntry>,
    by_path: FxHashMap<PathBuf, DocumentId>,
    occurrences: Occurrences,
    generation: u64,
}

impl Corpus {
    /// The documents that the options name; nothing is read yet.
    pub(super) fn new(options: &ReviewOptions) -> Self {
        let articles = options.sources.iter().map(|source| DocumentEntry::new(source.clone(), false));
        let mut documents: Vec<DocumentEntry> = articles.collect();
        let translations = options.translation.as_ref().map(|path| match path.is_dir() {
            false => vec![Source::File { path: path.clone(), root: None }],
            true => {
                let files = documents_below(path).0.into_iter();
                files.map(|file| Source::File { path: file, root: Some(path.clone()) }).collect()
            }
        });
        let is_new = |source: &Source| !options.sources.iter().any(|known| known.path() == source.path());
        let translations = translations.into_iter().flatten().filter(is_new);
        documents.extend(translations.map(|source| DocumentEntry::new(source, true)));
        let by_path = documents
            .iter()
            .enumerate()
            .filter_map(|(number, entry)| Some((entry.source.path()?.to_owned(), DocumentId(number as u32))));
        Self { by_path: by_path.collect(), documents, occurrences: Occurrences::default(), generation: 0 }
    }

    /// A document.
    pub(crate) fn get(&self, id: DocumentId) -> Option<&DocumentEntry> {
        self.documents.get(id.0 as usize)
    }

    /// Every document with its id: the articles in the order of files, then the translations.
    pub(crate) fn documents(&self) -> impl Iterator<Item = (DocumentId, &DocumentEntry)> {
        self.documents.iter().enumerate().map(|(number, entry)| (DocumentId(number as u32), entry))
    }

    /// The document of a file.
    pub(crate) fn of_path(&self, path: &Path) -> Option<DocumentId> {
        self.by_path.get(path).copied()
    }

    /// The names found so far.
    pub(crate) fn occurrences(&self) -> &Occurrences {
        &self.occurrences
    }

    /// Takes up what was found in a document that was read.
    pub(super) fn take(&mut self, id: DocumentId, head: DocumentHead, found: FoundInDocument) {
        self.generation += 1;
        if let Some(entry) = self.documents.get_mut(id.0 as usize) {
            entry.title = head.title.unwrap_or_else(|| entry.name.clone());
            entry.date = head.date;
            entry.read = head.fingerprint;
        }
        self.occurrences.take(id, found);
    }

    /// Takes up names that the glossary does not have.
    pub(super) fn take_unknown(&mut self, id: DocumentId, found: FoundInDocument) {
        self.generation += 1;
        self.occurrences.take(id, found);
    }

    /// Leaves what was found in a document out, which was edited and is read again.
    pub(super) fn forget(&mut self, id: DocumentId) {
        self.generation += 1;
        self.occurrences.forget(id);
    }

    /// Grows with whatever is found: what is computed from occurrences is kept by it.
    pub(crate) fn generation(&self) -> u64 {
        self.generation
    }
}

impl DocumentEntry {
    fn new(source: Source, is_translation: bool) -> Self {
        let name = match source.place() {
            Some(place) => place.iter().map(|part| part.to_string_lossy()).collect::<Vec<_>>().join("/"),
            None => "-".to_owned(),
        };
        Self { source, title: name.clone(), name, date: None, is_translation, read: None }
    }
}

/// What a document says of itself.
#[derive(Clone, Debug, Default)]
pub(super) struct DocumentHead {
    title: Option<String>,
    date: Option<String>,
    fingerprint: Option<Fingerprint>,
}

/// Characters of a title.
const TITLE: usize = 90;
/// A heading of fewer characters is rather that of a menu or a section.
const LEAST_TITLE: usize = 12;

impl DocumentHead {
    /// That of a document that was read.
    pub(super) fn of(document: &Document) -> Self {
        let is_title = |&block: &usize| {
            let long_enough = nth_cluster(document.text(block).trim(), LEAST_TITLE - 1).is_some();
            document.blocks[block].kind == BlockKind::Heading && long_enough
        };
        let heading = (0..document.blocks.len()).find(is_title);
        let title = heading.map(|block| titled(document.text(block).trim()));
        let date = document.date.clone();
        Self { title: title.filter(|title| !title.is_empty()), date, fingerprint: document.fingerprint() }
    }
}

/// A heading as a title, not longer than is shown.
fn titled(heading: &str) -> String {
    match nth_cluster(heading, TITLE) {
        Some(end) => single_spaced(&heading[..end]) + "…",
        None => single_spaced(heading),
    }
}

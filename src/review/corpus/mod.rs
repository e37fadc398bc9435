//! The documents of a review, and the names found in them, kept small: texts are read again when they are needed.

mod document_text;
mod occurrences;

use std::{fmt, str::FromStr};

use serde::Serialize;

pub(crate) use document_text::{Article, DocumentText};
pub(crate) use occurrences::{FormId, FormInUse, Found, FoundForm, InUse};

use self::occurrences::Occurrences;
use super::ReviewOptions;
use crate::{
    document::{BlockKind, Document, Source, documents_below},
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
    /// Whether its names were looked for.
    pub(crate) is_read: bool,
}

/// The documents, and what was found in them so far.
pub(crate) struct Corpus {
    documents: Vec<DocumentEntry>,
    articles: usize,
    occurrences: Occurrences,
}

impl Corpus {
    /// The documents that the options name; nothing is read yet.
    pub(super) fn new(options: &ReviewOptions) -> Self {
        let articles = options.sources.iter().map(|source| DocumentEntry::new(source.clone(), false));
        let mut documents: Vec<DocumentEntry> = articles.collect();
        let articles = documents.len();
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
        Self { documents, articles, occurrences: Occurrences::default() }
    }

    /// A document.
    pub(crate) fn get(&self, id: DocumentId) -> Option<&DocumentEntry> {
        self.documents.get(id.0 as usize)
    }

    /// Every document with its id: the articles in the order of files, then the translations.
    pub(crate) fn documents(&self) -> impl Iterator<Item = (DocumentId, &DocumentEntry)> {
        self.documents.iter().enumerate().map(|(number, entry)| (DocumentId(number as u32), entry))
    }

    /// How many of the documents are articles; they come first.
    pub(crate) fn articles(&self) -> usize {
        self.articles
    }

    /// The document of a file.
    pub(crate) fn of_path(&self, path: &std::path::Path) -> Option<DocumentId> {
        self.documents().find(|(_, entry)| entry.source.path() == Some(path)).map(|(id, _)| id)
    }

    /// The names found so far.
    pub(crate) fn occurrences(&self) -> &Occurrences {
        &self.occurrences
    }

    /// How often a name was found (the id of its concept, or `+FORM`), and in which documents.
    pub(crate) fn in_use(&self, name: &str) -> InUse {
        self.occurrences.in_use(name)
    }

    /// Takes up what was found in a document that was read.
    pub(super) fn take(&mut self, id: DocumentId, head: DocumentHead, found: Vec<FoundForm>) {
        if let Some(entry) = self.documents.get_mut(id.0 as usize) {
            if let Some(title) = head.title {
                entry.title = title;
            }
            entry.date = head.date;
            entry.is_read = true;
        }
        self.occurrences.take(id, found);
    }
}

impl DocumentEntry {
    fn new(source: Source, is_translation: bool) -> Self {
        let name = match source.place() {
            Some(place) => place.iter().map(|part| part.to_string_lossy()).collect::<Vec<_>>().join("/"),
            None => "-".to_owned(),
        };
        Self { source, title: name.clone(), name, date: None, is_translation, is_read: false }
    }
}

/// What a document says of itself.
#[derive(Clone, Debug, Default)]
pub(super) struct DocumentHead {
    title: Option<String>,
    date: Option<String>,
}

/// Characters of a title.
const TITLE: usize = 90;

impl DocumentHead {
    /// That of a document that was read.
    pub(super) fn of(document: &Document) -> Self {
        let heading =
            (0..document.blocks.len()).find(|&block| document.blocks[block].kind == BlockKind::Heading);
        let title = heading.map(|block| titled(document.text(block).trim()));
        Self { title: title.filter(|title| !title.is_empty()), date: document.date.clone() }
    }
}

/// A heading as a title, not longer than is shown.
fn titled(heading: &str) -> String {
    match nth_cluster(heading, TITLE) {
        Some(end) => single_spaced(&heading[..end]) + "…",
        None => single_spaced(heading),
    }
}

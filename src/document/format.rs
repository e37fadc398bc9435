//! What a format of documents is: how its files are told, read and written to.

use std::{borrow::Cow, fmt};

use super::{
    block::Run,
    model::{Document, Part},
    options::ReadOptions,
};
use crate::{
    markup::{self, Fault},
    text::Edit,
};

/// How deep the XML of a document may nest: tables stand in cells of tables.
pub(super) const MAX_XML_DEPTH: usize = 256;

/// How the bytes of a file are to be read. The formats there are: [`Format::all`].
///
/// ```
/// use drogman::document::Format;
/// let html: Format = "html".parse().unwrap();
/// assert_eq!((html.id(), html.name()), ("html", "HTML"));
/// assert!("doc".parse::<Format>().is_err());
/// ```
#[derive(Clone, Copy)]
pub struct Format(&'static dyn DocumentFormat);

impl Format {
    pub(super) const fn new(format: &'static dyn DocumentFormat) -> Self {
        Self(format)
    }

    /// The word that asks for it: `plain`, `docx`.
    pub fn id(self) -> &'static str {
        self.info().id
    }

    /// What messages call the format: `plain text`, `DOCX`.
    pub fn name(self) -> &'static str {
        self.info().name
    }

    /// What somebody who chooses it should know, if anything: `A workbook; read only`.
    pub fn note(self) -> Option<&'static str> {
        self.info().note
    }

    /// Whether the format is read but not written back.
    ///
    /// ```
    /// use drogman::document::Format;
    /// let read_only: Vec<&str> = Format::all().filter(|format| format.is_read_only()).map(Format::id).collect();
    /// assert_eq!(read_only, ["xlsx"]);
    /// ```
    pub fn is_read_only(self) -> bool {
        self.info().is_read_only
    }

    /// Whether places are counted in paragraphs: the lines of its XML are no lines to anyone who reads it.
    pub fn counts_paragraphs(self) -> bool {
        self.info().counts_paragraphs
    }

    /// Whether an author can write comments (`<!-- -->`) that are no text.
    pub fn has_comments(self) -> bool {
        self.info().has_comments
    }

    /// What is fixed of the format.
    pub(super) fn info(self) -> &'static FormatInfo {
        self.0.info()
    }

    /// How the format is found out and edited.
    pub(super) fn implementation(self) -> &'static dyn DocumentFormat {
        self.0
    }
}

impl PartialEq for Format {
    fn eq(&self, other: &Self) -> bool {
        self.id() == other.id()
    }
}

impl Eq for Format {}

impl std::hash::Hash for Format {
    fn hash<H: std::hash::Hasher>(&self, state: &mut H) {
        self.id().hash(state);
    }
}

impl fmt::Debug for Format {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Format({})", self.id())
    }
}

/// A word that is no format of documents.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("unknown format «{word}»: write one of {known}")]
pub struct UnknownFormat {
    /// The word.
    pub word: String,
    /// The formats there are, with commas between them.
    pub known: String,
}

/// What is fixed of a format.
pub(super) struct FormatInfo {
    /// As [`Format::id`].
    pub(super) id: &'static str,
    /// As [`Format::name`].
    pub(super) name: &'static str,
    /// As [`Format::note`].
    pub(super) note: Option<&'static str>,
    /// The endings of file names, in lower case, that tell the format.
    pub(super) endings: &'static [&'static str],
    /// How a file becomes a document.
    pub(super) reader: FileReader,
    /// As [`Format::is_read_only`].
    pub(super) is_read_only: bool,
    /// As [`Format::counts_paragraphs`].
    pub(super) counts_paragraphs: bool,
    /// As [`Format::has_comments`].
    pub(super) has_comments: bool,
    /// Whether the format is XML or HTML, and can write any character as a numeric reference (`&#601;`).
    pub(super) has_references: bool,
}

impl FormatInfo {
    /// A format about which nothing else is to be said.
    pub(super) const fn of(
        id: &'static str,
        name: &'static str,
        endings: &'static [&'static str],
        reader: FileReader,
    ) -> Self {
        Self {
            id,
            name,
            note: None,
            endings,
            reader,
            is_read_only: false,
            counts_paragraphs: false,
            has_comments: false,
            has_references: false,
        }
    }
}

/// A format of documents. What is read as a text needs no more than [`info`](Self::info); the rest tells how it is
/// found out and edited.
pub(super) trait DocumentFormat: Sync {
    /// What is fixed of it.
    fn info(&self) -> &FormatInfo;

    /// Whether a file whose name does not tell is in this format; `head` is its start without white space before.
    fn is_content(&self, _head: &str) -> bool {
        false
    }

    /// The encoding that the start of a file declares.
    fn declared_encoding(&self, head: &str) -> Option<String> {
        if self.info().has_references { markup::declared_encoding(head) } else { None }
    }

    /// `text` as the format writes it between its markup.
    fn escape<'t>(&self, text: &'t str) -> Cow<'t, str> {
        if self.info().has_references { markup::escape_text(text) } else { Cow::Borrowed(text) }
    }

    /// What forbids writing `replacement` into a block that has no escapes, if something does.
    fn refuses(&self, _replacement: &str) -> Option<&'static str> {
        None
    }

    /// `text`, escaped already, as it can stand between two pieces of markup, of which `markup` is one.
    fn between_markup<'t>(&self, _markup: &str, text: Cow<'t, str>) -> Cow<'t, str> {
        text
    }

    /// Completes the edits that one edit of a block makes in its part: what else must change with them.
    fn complete_block_edits(&self, _part: &str, _runs: &[Run], _edits: &mut Vec<Edit>) {}

    /// Completes all edits of a part.
    fn complete_part_edits(&self, _part: &str, _edits: &mut Vec<Edit>) {}
}

/// What reads a file.
pub(super) enum FileReader {
    /// A text, decoded.
    Text(fn(Part, &ReadOptions) -> Result<Document, Fault>),
    /// The bytes of an archive (ZIP).
    Archive(fn(Vec<u8>, &ReadOptions) -> Result<Document, String>),
    /// Nothing: the feature of this name was left out when the program was built.
    LeftOut(&'static str),
}

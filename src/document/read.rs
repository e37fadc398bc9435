use std::{borrow::Cow, io, io::Read, path::Path, sync::Arc};

use super::{
    bilingual, detect, docx,
    encoding::{Charset, Source},
    html, markdown,
    model::{Document, Part},
    plain::{self, Wrapping},
    po,
    replace::Fingerprint,
    sniff, srt, table,
    xml::Fault,
};
use crate::{
    language::Language,
    text::{Bounded, MAX_STREAM, counted, is_endless, open_file},
};

/// How the bytes of a file are to be read.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[cfg_attr(feature = "cli", derive(clap::ValueEnum))]
#[allow(missing_docs)]
pub enum Format {
    Plain,
    Markdown,
    Html,
    Docx,
    Xliff,
    Tmx,
    Po,
    Srt,
    /// Two columns between tabs, a text and its translation.
    Tsv,
    Csv,
    /// A workbook; read only.
    Xlsx,
}

impl Format {
    /// What messages call the format.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Plain => "plain text",
            Self::Markdown => "Markdown",
            Self::Html => "HTML",
            Self::Docx => "DOCX",
            Self::Xliff => "XLIFF",
            Self::Tmx => "TMX",
            Self::Po => "PO",
            Self::Srt => "SRT",
            Self::Tsv => "TSV",
            Self::Csv => "CSV",
            Self::Xlsx => "XLSX",
        }
    }

    /// Whether the format is read but not written back.
    ///
    /// ```
    /// use drogman::document::Format;
    /// assert!(Format::Xlsx.is_read_only() && !Format::Docx.is_read_only());
    /// ```
    pub const fn is_read_only(self) -> bool {
        matches!(self, Self::Xlsx)
    }

    /// Whether places are counted in paragraphs: the lines of its XML are no lines to anyone who reads it.
    pub const fn counts_paragraphs(self) -> bool {
        matches!(self, Self::Docx)
    }

    /// Whether the format can write any character as a numeric reference (`&#601;`).
    pub(super) const fn has_references(self) -> bool {
        matches!(self, Self::Html | Self::Docx | Self::Xliff | Self::Tmx)
    }

    /// `text` as the format writes it between its markup.
    pub(super) fn escape(self, text: &str) -> Cow<'_, str> {
        match self {
            Self::Html | Self::Docx | Self::Xliff | Self::Tmx => quick_xml::escape::partial_escape(text),
            Self::Po => Cow::Owned(text.replace('\\', "\\\\").replace('"', "\\\"").replace('\n', "\\n")),
            Self::Markdown => markdown::escape(text),
            Self::Csv => Cow::Owned(text.replace('"', "\"\"")),
            Self::Plain | Self::Srt | Self::Tsv | Self::Xlsx => Cow::Borrowed(text),
        }
    }
}

/// What the caller knows of a file better than drogman can guess.
///
/// ```
/// use drogman::document::{Document, ReadOptions};
/// let bytes = b"Le convoi de\nBakou".to_vec();
/// let read = |wrapped| {
///     let options = ReadOptions { wrapped: Some(wrapped), ..ReadOptions::default() };
///     Document::from_bytes("a.txt", bytes.clone(), &options).unwrap().blocks.len()
/// };
/// // Is the second line a paragraph of its own, or does the first go on in it?
/// assert_eq!((read(false), read(true)), (2, 1));
/// ```
#[derive(Clone, Debug, Default)]
pub struct ReadOptions {
    /// The format; `None`: told by name and content.
    pub format: Option<Format>,
    /// The encoding by its WHATWG label or `mac-roman`; `None`: detected.
    pub encoding: Option<String>,
    /// The language; `None`: told by the format, else guessed.
    pub language: Option<Language>,
    /// Whether plain text is hard-wrapped; `None`: detected.
    pub wrapped: Option<bool>,
}

/// Why a file could not be read.
///
/// ```
/// use drogman::document::{Document, ReadOptions};
/// let options = ReadOptions { encoding: Some("klingon".into()), ..ReadOptions::default() };
/// let error = Document::from_bytes("a.txt", b"Bakou".to_vec(), &options).unwrap_err();
/// assert!(error.to_string().starts_with("a.txt: "), "{error}");
/// ```
#[derive(Debug, thiserror::Error)]
pub enum ReadError {
    /// The file system said no.
    #[error("{path}: cannot be read")]
    Io {
        /// The file.
        path: String,
        /// What the file system said.
        source: io::Error,
    },
    /// The content is not what the format promises.
    #[error("{path}: {message}")]
    Content {
        /// The file.
        path: String,
        /// What is wrong and what to do.
        message: String,
    },
}

impl Document {
    /// Reads a file.
    ///
    /// # Errors
    /// When it cannot be opened, is binary, or is broken in its format.
    pub fn read(path: &Path, options: &ReadOptions) -> Result<Self, ReadError> {
        let name = path.to_string_lossy();
        let failed = |source| ReadError::Io { path: name.to_string(), source };
        let mut file = open_file(path).map_err(failed)?;
        let metadata = file.metadata().map_err(failed)?;
        if is_endless(&metadata) {
            let mut document = Self::from_reader(&name, file, options)?;
            document.fingerprint = metadata.is_file().then(|| Fingerprint::from(&metadata));
            return Ok(document);
        }
        let len = usize::try_from(metadata.len()).unwrap_or(usize::MAX);
        let mut bytes = read_start(&name, &mut file, options)?;
        let rest = len.saturating_sub(bytes.len());
        bytes.try_reserve_exact(rest).map_err(|_| failed(io::ErrorKind::OutOfMemory.into()))?;
        file.read_to_end(&mut bytes).map_err(failed)?;
        let mut document = Self::from_bytes(&name, bytes, options)?;
        document.fingerprint = Some(Fingerprint::from(&metadata));
        Ok(document)
    }

    /// Reads a document from what may have no end, [`MAX_STREAM`] bytes at most: what is no text is refused by
    /// its first bytes. `name` is as in [`Document::from_bytes`].
    ///
    /// # Errors
    /// As [`Document::from_bytes`], and when it is longer or cannot be read.
    pub fn from_reader(name: &str, reader: impl Read, options: &ReadOptions) -> Result<Self, ReadError> {
        let mut reader = Bounded::new(reader, MAX_STREAM);
        let mut bytes = read_start(name, &mut reader, options)?;
        let failed = |source| ReadError::Io { path: name.to_owned(), source };
        reader.read_to_end(&mut bytes).map_err(failed)?;
        Self::from_bytes(name, bytes, options)
    }

    /// Reads a document from bytes; `name` is what messages call it, and its ending tells the format.
    ///
    /// # Errors
    /// When the bytes are binary or broken in their format.
    ///
    /// ```
    /// use drogman::document::{BlockKind, Document, Format, ReadOptions};
    /// let bytes = b"# Bakou\n\nLe *port* est calme.\n".to_vec();
    /// let article = Document::from_bytes("port.md", bytes, &ReadOptions::default()).unwrap();
    /// assert_eq!(article.format, Format::Markdown);
    /// assert_eq!(article.blocks[0].kind, BlockKind::Heading);
    /// // The text of a block is what is read, without its markup.
    /// assert_eq!(article.text(1), "Le port est calme.");
    /// ```
    pub fn from_bytes(name: &str, bytes: Vec<u8>, options: &ReadOptions) -> Result<Self, ReadError> {
        let content = |message: String| ReadError::Content { path: name.to_owned(), message };
        let label = options.encoding.as_deref();
        let forced = match label.map(|label| (label, Charset::from_label(label))) {
            Some((label, None)) => return Err(content(unknown_encoding(label))),
            forced => forced.and_then(|(_, charset)| charset),
        };
        let format = options.format.unwrap_or_else(|| sniff::format(name, &bytes));
        let archive = matches!(format, Format::Docx | Format::Xlsx);
        if let Some(kind) = detect::binary(&bytes).filter(|_| !archive || !bytes.starts_with(b"PK")) {
            return Err(content(format!("this is {kind}")));
        }
        let mut document = match format {
            Format::Docx => docx::document(bytes, options).map_err(content)?,
            Format::Xlsx => table::xlsx(&bytes, options).map_err(content)?,
            _ => Self::from_part(name, decode(name, bytes, format, forced)?, format, options)?,
        };
        document.path = Arc::from(name);
        Ok(document)
    }

    /// Reads a document of one text.
    fn from_part(name: &str, part: Part, format: Format, options: &ReadOptions) -> Result<Self, ReadError> {
        let faulty = |fault: &Fault, text: &str| {
            let (line, column, message) = fault.placed(text);
            let path = format!("{name}:{line}:{column}");
            ReadError::Content { path, message: message.to_owned() }
        };
        let read = match format {
            Format::Html => return Ok(html::document(part, options)),
            Format::Markdown => {
                markdown::bound(&part.text).map_err(|fault| faulty(&fault, &part.text))?;
                return Ok(markdown::document(part, options));
            }
            Format::Srt => return Ok(srt::document(part, options)),
            Format::Tsv => return Ok(table::tsv(part, options)),
            Format::Csv => return Ok(table::csv(part, options)),
            Format::Plain | Format::Docx | Format::Xlsx => return Ok(Self::plain(part, options)),
            Format::Xliff | Format::Tmx => bilingual::document(format, &part.text, options),
            Format::Po => po::document(&part.text, options),
        };
        match read {
            Ok(mut document) => {
                document.parts.push(part);
                Ok(document)
            }
            Err(fault) => Err(faulty(&fault, &part.text)),
        }
    }

    /// A plain-text document from a text already decoded: one block a line.
    ///
    /// ```
    /// use drogman::document::Document;
    /// let article = Document::from_text("a.txt", "Bakou\n\nErevan\n".into());
    /// let blocks: Vec<&str> = (0..article.blocks.len()).map(|block| article.text(block)).collect();
    /// assert_eq!(blocks, ["Bakou", "Erevan"]);
    /// ```
    pub fn from_text(name: &str, text: String) -> Self {
        let options = ReadOptions { wrapped: Some(false), ..ReadOptions::default() };
        let mut document = Self::plain(Part::new(None, text, Source::Utf8 { bom: false }), &options);
        document.path = Arc::from(name);
        document
    }

    pub(super) fn plain(part: Part, options: &ReadOptions) -> Self {
        let wrapping = Wrapping::of(&part.text, options.wrapped);
        let blocks = plain::blocks(&part.text, wrapping);
        let date = plain::date(&part.text);
        let mut document = Self::new(Format::Plain, part, blocks);
        (document.language, document.date) = (options.language, date);
        document.guessed = options.wrapped.is_none().then_some(wrapping);
        document
    }
}

/// How many bytes tell whether a file is text at all.
const START: u64 = 1 << 16;

/// The first bytes of a document (64 KB at most), unless they show that it is no text: the rest need then not be
/// read. `name` is as in [`Document::from_bytes`].
///
/// # Errors
/// When it is no text, or cannot be read.
pub fn read_start(name: &str, reader: &mut impl Read, options: &ReadOptions) -> Result<Vec<u8>, ReadError> {
    let mut bytes = Vec::new();
    let failed = |source| ReadError::Io { path: name.to_owned(), source };
    reader.take(START).read_to_end(&mut bytes).map_err(failed)?;
    // What is shorter is whole, and read as ever.
    if bytes.len() as u64 == START {
        refuse_binary(name, &bytes, options)?;
    }
    Ok(bytes)
}

/// Refuses what its first bytes show to be no text; a workbook or a DOCX may be what it says.
fn refuse_binary(name: &str, start: &[u8], options: &ReadOptions) -> Result<(), ReadError> {
    let format = options.format.unwrap_or_else(|| sniff::format(name, start));
    if matches!(format, Format::Docx | Format::Xlsx) && start.starts_with(b"PK") {
        return Ok(());
    }
    if let Some(kind) = detect::binary(start) {
        return Err(ReadError::Content { path: name.to_owned(), message: format!("this is {kind}") });
    }
    let forced = options.encoding.as_deref().and_then(Charset::from_label);
    if memchr::memchr(0, start).is_some() {
        decode(name, start[..start.len() & !1].to_vec(), format, forced)?;
    }
    Ok(())
}

/// Decodes the bytes of a text; `forced` is the encoding the caller says.
fn decode(name: &str, bytes: Vec<u8>, format: Format, forced: Option<Charset>) -> Result<Part, ReadError> {
    let declared = || sniff::declared(format, &bytes);
    let charset = forced.unwrap_or_else(|| detect::charset(&bytes, declared().as_deref()));
    let (text, source) = Source::decode(bytes, charset);
    if let Some(at) = memchr::memchr(0, text.as_bytes()) {
        let message = format!("this is a binary file: it has a NUL byte after {}", counted(at, "byte"));
        return Err(ReadError::Content { path: name.to_owned(), message });
    }
    Ok(Part::new(None, text, source))
}

fn unknown_encoding(label: &str) -> String {
    format!("unknown encoding «{label}»: try utf-8, utf-16le, windows-1252, iso-8859-15 or mac-roman")
}

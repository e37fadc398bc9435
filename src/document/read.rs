use std::{io, io::Read, path::Path, sync::Arc};

use super::{
    detect,
    encoding::{Charset, Source},
    format::{FileReader, Format},
    model::{Document, Part},
    options::ReadOptions,
    replace::Fingerprint,
};
use crate::text::{Bounded, MAX_STREAM, built_without, counted, is_endless, open_file};

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
    /// use drogman::document::{BlockKind, Document, ReadOptions};
    /// let bytes = b"# Bakou\n\nLe *port* est calme.\n".to_vec();
    /// let article = Document::from_bytes("port.md", bytes, &ReadOptions::default()).unwrap();
    /// assert_eq!(article.format.name(), "Markdown");
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
        let format = options.format.unwrap_or_else(|| Format::of_file(name, &bytes));
        let reader = &format.info().reader;
        let archive = !matches!(reader, FileReader::Text(_)) && bytes.starts_with(b"PK");
        if let Some(kind) = detect::binary(&bytes).filter(|_| !archive) {
            return Err(content(format!("this is {kind}")));
        }
        let mut document = match reader {
            FileReader::Archive(read) => read(bytes, options).map_err(content)?,
            FileReader::LeftOut(feature) => {
                return Err(content(built_without(feature)));
            }
            FileReader::Text(read) => {
                let part = decode(name, bytes, format, forced)?;
                read(part, options).map_err(|fault| ReadError::Content {
                    path: format!("{name}:{}:{}", fault.line, fault.column.max(1)),
                    message: fault.message,
                })?
            }
        };
        document.path = Arc::from(name);
        Ok(document)
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
}

/// How many bytes tell whether a file is text at all.
const START: u64 = 1 << 16;

/// The first bytes of a document (64 KB at most), unless they show that it is no text: the rest need then not be
/// read. `name` is as in [`Document::from_bytes`].
///
/// # Errors
/// When it is no text, or cannot be read.
pub(super) fn read_start(
    name: &str,
    reader: &mut impl Read,
    options: &ReadOptions,
) -> Result<Vec<u8>, ReadError> {
    let mut bytes = Vec::new();
    let failed = |source| ReadError::Io { path: name.to_owned(), source };
    reader.take(START).read_to_end(&mut bytes).map_err(failed)?;
    // What is shorter is whole, and read as ever.
    if bytes.len() as u64 == START {
        refuse_binary(name, &bytes, options)?;
    }
    Ok(bytes)
}

/// Refuses what its first bytes show to be no text; an archive may be what it says.
fn refuse_binary(name: &str, start: &[u8], options: &ReadOptions) -> Result<(), ReadError> {
    let format = options.format.unwrap_or_else(|| Format::of_file(name, start));
    if !matches!(format.info().reader, FileReader::Text(_)) && start.starts_with(b"PK") {
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
    let declared = || format.declared_encoding(&bytes);
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

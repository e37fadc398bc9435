use std::{io, path::Path, sync::Arc};

use super::{
    model::{Document, Part},
    plain,
};
use crate::language::Language;

/// How the bytes of a file are to be read.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, clap::ValueEnum)]
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
}

/// What the caller knows of a file better than drogman can guess.
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
#[derive(Debug, thiserror::Error)]
pub enum ReadError {
    /// The file system said no.
    #[error("{path}: {source}")]
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
        let bytes = std::fs::read(path).map_err(|source| ReadError::Io { path: name.to_string(), source })?;
        Self::from_bytes(&name, bytes, options)
    }

    /// Reads a document from bytes; `name` is what messages call it, and its ending tells the format.
    ///
    /// # Errors
    /// When the bytes are binary or broken in their format.
    pub fn from_bytes(name: &str, bytes: Vec<u8>, options: &ReadOptions) -> Result<Self, ReadError> {
        let text = String::from_utf8(bytes)
            .map_err(|error| ReadError::Content { path: name.to_owned(), message: error.to_string() })?;
        let mut document = Self::from_text(name, text);
        document.language = options.language;
        Ok(document)
    }

    /// A plain-text document from a text already decoded: one block a line.
    pub fn from_text(name: &str, text: String) -> Self {
        let blocks = plain::blocks(&text);
        Self {
            path: Arc::from(name),
            format: Format::Plain,
            language: None,
            date: None,
            parts: vec![Part::new(None, text, encoding_rs::UTF_8, 0)],
            blocks,
        }
    }
}

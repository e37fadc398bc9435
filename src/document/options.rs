use super::format::Format;
use crate::language::Language;

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

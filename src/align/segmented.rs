//! Documents to align, cut into segments.

use std::path::Path;

use super::file_names::language_mark;
use crate::{
    document::{BlockKind, Document, Format, ReadError, ReadOptions},
    glossary::LanguagePair,
    language::{Language, detect_in},
    segment::{Segmenter, document_segments},
    text::single_spaced,
};

/// How files are read; a program may read standard input for `-`.
pub type ReadDocument = fn(&Path, &ReadOptions) -> Result<Document, ReadError>;

/// The segments of a document that is to be aligned: one side of a pair.
#[derive(Clone, Debug)]
pub struct SegmentedDocument {
    /// What messages call it.
    pub name: String,
    /// The code of the language its name states (`.fr`, `_en`), else of the one its words tell.
    pub language: Option<&'static str>,
    segments: Vec<String>,
}

impl SegmentedDocument {
    /// Reads a file with `read`; `segmented`: every line is a segment, empty lines too; `language`: its code, when
    /// it is known.
    ///
    /// # Errors
    /// When the file cannot be read.
    pub fn read(
        path: &Path,
        segmented: bool,
        language: Option<&'static str>,
        read: ReadDocument,
    ) -> Result<Self, ReadError> {
        let format = segmented.then_some(Format::PLAIN);
        let document = read(path, &ReadOptions { format, ..ReadOptions::default() })?;
        let segments: Vec<String> = if segmented {
            document.parts.iter().flat_map(|part| lines(&part.text)).collect()
        } else {
            segments(&document)
        };
        let stated = language.or_else(|| language_mark(path));
        let language = stated.or_else(|| detect_in(segments.iter().map(String::as_str)).map(Language::code));
        Ok(Self { language, name: path.display().to_string(), segments })
    }

    /// The segments, in order.
    pub fn segments(&self) -> Vec<&str> {
        self.segments.iter().map(String::as_str).collect()
    }

    /// Whether no segment has any text.
    pub fn is_empty(&self) -> bool {
        self.segments.iter().all(|segment| segment.trim().is_empty())
    }
}

/// The sentences of a document, block by block; code is no text.
fn segments(document: &Document) -> Vec<String> {
    let language = document.told_language().unwrap_or(LanguagePair::default().source);
    let segmenters = Language::ALL.map(Segmenter::new);
    let segmenter = |block: usize| {
        let language = document.language_of(block).unwrap_or(language);
        (document.blocks[block].kind != BlockKind::Code).then(|| &segmenters[language as usize])
    };
    let segments = document_segments(document, segmenter).into_iter();
    segments.map(|(block, span)| single_spaced(span.of(document.text(block)))).collect()
}

/// Lines without their ends; a byte-order mark is no text.
fn lines(text: &str) -> Vec<String> {
    text.trim_start_matches('\u{FEFF}').lines().map(|l| l.trim_end_matches('\r').to_owned()).collect()
}

#[cfg(test)]
mod tests {
    use super::lines;

    #[test]
    fn empty_lines_are_segments() {
        assert_eq!(lines("\u{FEFF}un\r\n\r\ntrois\n"), ["un", "", "trois"]);
    }
}

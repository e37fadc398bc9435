//! Documents to align, cut into segments.

use std::path::Path;

use crate::{
    cli::batch::Source,
    document::{BlockKind, Document, Format, ReadOptions},
    language::{Language, detect_in},
    segment::{Segmenter, document_segments},
    text::single_spaced,
};

/// One side of a pair.
pub(crate) struct Text {
    /// What messages call it.
    pub name: String,
    /// The language its name states (`.fr`, `_en`), else the one its words tell.
    pub language: Option<&'static str>,
    segments: Vec<String>,
}

impl Text {
    /// Reads a file, or standard input (`-`); `segmented`: every line is a segment, empty lines too;
    /// `language`: its code, when it is known.
    pub fn read(path: &Path, segmented: bool, language: Option<&'static str>) -> anyhow::Result<Text> {
        let format = segmented.then_some(Format::PLAIN);
        let options = ReadOptions { format, ..ReadOptions::default() };
        let source = match path.as_os_str() == "-" {
            true => Source::Stdin,
            false => Source::File { path: path.to_owned(), root: None },
        };
        let document = source.read(&options)?;
        let segments: Vec<String> = if segmented {
            document.parts.iter().flat_map(|part| lines(&part.text)).collect()
        } else {
            segments(&document)
        };
        let stated = language.or_else(|| super::pairing::language_mark(path));
        let language = stated.or_else(|| detect_in(segments.iter().map(String::as_str)).map(Language::code));
        Ok(Text { language, name: source.name(), segments })
    }

    /// The segments, in order.
    pub fn segments(&self) -> Vec<&str> {
        self.segments.iter().map(String::as_str).collect()
    }
}

/// The sentences of a document, block by block; code is no text.
fn segments(document: &Document) -> Vec<String> {
    let language = document.told_language().unwrap_or(Language::French);
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

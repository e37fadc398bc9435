//! Segments, one a line, and as records.

use std::io;

use serde::Serialize;

use crate::{document::Document, segment::Segmenter, text::Span};

/// Writes the segments of a document, one a line, with an empty line between blocks; line breaks inside a segment
/// become spaces. `segmenter` gives the segmenter of each block.
///
/// ```
/// use drogman::{document::Document, exchange::segments_text, language::Language, segment::Segmenter};
/// let article = Document::from_text("a.txt", "Bakou dort. Erevan veille.\n\nGoris aussi.".into());
/// let segmenter = Segmenter::new(Language::French);
/// let mut text = Vec::new();
/// segments_text(&article, |_| &segmenter, &mut text);
/// assert_eq!(text, b"Bakou dort.\nErevan veille.\n\nGoris aussi.\n");
/// ```
pub fn segments_text<'s>(document: &Document, segmenter: impl Fn(usize) -> &'s Segmenter, out: &mut Vec<u8>) {
    for block in 0..document.blocks.len() {
        if !out.is_empty() {
            out.push(b'\n');
        }
        let from = out.len();
        write_block(document.text(block), segmenter(block), out);
        if out.len() == from {
            out.truncate(from.saturating_sub(1));
        }
    }
}

fn write_block(block: &str, segmenter: &Segmenter, out: &mut Vec<u8>) {
    if memchr::memchr2(b'\n', b'\r', block.as_bytes()).is_none() {
        return write_line(block, segmenter, out);
    }
    for span in segmenter.segments(block) {
        let parts = span.of(block).split(['\n', '\r']).map(str::trim).filter(|part| !part.is_empty());
        for (number, part) in parts.enumerate() {
            if number > 0 {
                out.push(b' ');
            }
            out.extend_from_slice(part.as_bytes());
        }
        out.push(b'\n');
    }
}

/// Writes the segments of a block without line breaks, one a line.
fn write_line(block: &str, segmenter: &Segmenter, out: &mut Vec<u8>) {
    let bytes = block.as_bytes();
    for span in segmenter.segments(block) {
        out.extend_from_slice(&bytes[span.start..span.end]);
        out.push(b'\n');
    }
}

/// One segment as a record. Offsets count from 0; `end` is the first after the segment.
#[derive(Serialize)]
struct Record<'a> {
    path: &'a str,
    /// The block, counted from 1.
    block: usize,
    kind: &'static str,
    /// The segment, counted from 1 through the document.
    segment: usize,
    /// Bytes of the source file (of the member, for archives).
    start: usize,
    end: usize,
    /// Characters of the decoded text.
    char_start: usize,
    char_end: usize,
    text: &'a str,
}

/// Writes the segments of a document or passage, each with its block, as JSON records, one a line; `before` is how
/// many segments of the document stand before the passage.
///
/// # Errors
/// When a record cannot be written as JSON.
pub fn segments_jsonl(
    document: &Document,
    segments: &[(usize, Span)],
    before: usize,
    out: &mut Vec<u8>,
) -> io::Result<()> {
    let mut characters = Characters::default();
    let (blocks, characters_before) = (document.blocks_before(), document.characters_before());
    for (number, &(block, span)) in segments.iter().enumerate() {
        let part = document.blocks[block].part;
        let source = &document.parts[part].text;
        let place = Span::new(document.part_offset(block, span.start), document.part_offset(block, span.end));
        let record = Record {
            path: &document.path,
            block: blocks + block + 1,
            kind: document.blocks[block].kind.name(),
            segment: before + number + 1,
            start: document.source_byte(block, span.start),
            end: document.source_byte(block, span.end),
            char_start: characters_before + characters.before(part, source, place.start),
            char_end: characters_before + characters.before(part, source, place.end),
            text: span.of(document.text(block)),
        };
        serde_json::to_writer(&mut *out, &record)?;
        out.push(b'\n');
    }
    Ok(())
}

/// Counts characters before a byte; asked in order, each is counted once.
#[derive(Default)]
struct Characters {
    part: usize,
    byte: usize,
    characters: usize,
}

impl Characters {
    fn before(&mut self, part: usize, text: &str, byte: usize) -> usize {
        if self.part != part || byte < self.byte {
            *self = Self { part, byte: 0, characters: 0 };
        }
        self.characters += text.get(self.byte..byte).map_or(0, |passed| passed.chars().count());
        self.byte = byte;
        self.characters
    }
}

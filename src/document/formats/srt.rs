//! SRT subtitles: one block a cue, or one a speaker.

use crate::{
    document::{
        block::{Block, BlockKind, RunKind},
        flow::Flow,
        format::{DocumentFormat, FileReader, Format, FormatInfo},
        model::{Document, Part},
        options::ReadOptions,
    },
    text::{Span, is_dash},
};

/// Subtitles.
pub(super) struct Srt;

impl DocumentFormat for Srt {
    fn info(&self) -> &'static FormatInfo {
        const INFO: FormatInfo = FormatInfo::of(
            "srt",
            "SRT",
            &["srt"],
            FileReader::Text(|part, options| Ok(document(part, options))),
        );
        &INFO
    }
}

/// Tags longer than this (bytes) are text.
const MAX_TAG_BYTES: usize = 256;

/// The document of an SRT file.
fn document(part: Part, options: &ReadOptions) -> Document {
    let text = &part.text;
    let mut blocks: Vec<Block> = Vec::new();
    let mut flow = Flow::default();
    let mut done = 0;
    let end = |flow: &mut Flow, blocks: &mut Vec<Block>| {
        blocks.extend(std::mem::take(flow).block(BlockKind::Paragraph, 0));
    };
    let mut in_cue = false;
    let lines: Vec<Span> = lines(text).collect();
    for (at, &span) in lines.iter().enumerate() {
        let line = span.of(text).trim();
        let next = lines.get(at + 1).map_or("", |next| next.of(text));
        if line.is_empty() {
            end(&mut flow, &mut blocks);
            in_cue = false;
        } else if is_timing(line) {
            in_cue = true;
        } else if in_cue || !(line.bytes().all(|b| b.is_ascii_digit()) && is_timing(next)) {
            if line.starts_with(is_dash) {
                end(&mut flow, &mut blocks);
            }
            if !flow.text().is_empty() {
                flow.unit(" ", Span::new(done, span.start), RunKind::Escape);
            }
            cue_line(&mut flow, text, span);
            done = span.end;
        }
    }
    end(&mut flow, &mut blocks);
    let mut document = Document::new(Format::new(&Srt), part, blocks);
    document.language = options.language;
    document
}

/// Adds a line without its tags (`<i>`, `{\an8}`).
fn cue_line(flow: &mut Flow, text: &str, span: Span) {
    let mut at = span.start;
    while at < span.end {
        let rest = &text[at..span.end];
        let tag = rest.match_indices(['<', '{']).find_map(|(start, mark)| {
            let inner = &rest[start + 1..];
            let (close, begins) = match mark {
                "<" => (b'>', inner.starts_with(|c: char| c.is_ascii_alphabetic() || c == '/')),
                _ => (b'}', inner.starts_with('\\')),
            };
            let end = inner.bytes().take(MAX_TAG_BYTES).position(|b| b == close).filter(|_| begins)?;
            Some((start, start + 1 + end + 1))
        });
        let (start, end) = tag.unwrap_or((rest.len(), rest.len()));
        flow.literal(text, Span::new(at, at + start));
        at += end;
    }
}

fn is_timing(line: &str) -> bool {
    line.contains("-->") && line.trim_start().starts_with(|c: char| c.is_ascii_digit())
}

/// The spans of the lines, white space at their ends excluded.
fn lines(text: &str) -> impl Iterator<Item = Span> {
    let mut start = 0;
    text.split_inclusive(['\n', '\r']).filter_map(move |line| {
        let from = start;
        start += line.len();
        // The LF of a CRLF is no line of its own.
        if line == "\n" && from > 0 && text.as_bytes()[from - 1] == b'\r' {
            return None;
        }
        let trimmed = line.trim();
        let lead = if trimmed.is_empty() { 0 } else { line.len() - line.trim_start().len() };
        Some(Span::new(from + lead, from + lead + trimmed.len()))
    })
}

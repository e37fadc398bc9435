//! The blocks of plain text: every line that holds more than white space is a block, or every paragraph when the text
//! is hard-wrapped.

use super::block::{Block, BlockKind};
use crate::text::{
    Span, is_hard_wrapped, is_opening_single_quote, is_space_in_line, opens_quotation, wrapped_width,
};

/// Longest line (bytes) that can be a heading.
const MAX_HEADING_BYTES: usize = 120;

/// How the lines of a plain text make blocks.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Wrapping {
    /// Every line is a block.
    Lines,
    /// Hard-wrapped: paragraphs of lines of this width (characters), if they have one.
    Paragraphs(Option<usize>),
}

impl Wrapping {
    /// That of a text; whether it is hard-wrapped is found out from its start when it is not said.
    pub(super) fn of(text: &str, wrapped: Option<bool>) -> Self {
        if wrapped.unwrap_or_else(|| is_hard_wrapped(text)) {
            Self::Paragraphs(wrapped_width(text))
        } else {
            Self::Lines
        }
    }
}

/// The blocks of a plain text.
pub(super) fn blocks(text: &str, wrapping: Wrapping) -> Vec<Block> {
    match wrapping {
        Wrapping::Lines => lines(text),
        Wrapping::Paragraphs(width) => paragraphs(text, width),
    }
}

/// One block a line.
fn lines(text: &str) -> Vec<Block> {
    let mut blocks: Vec<Block> = Vec::new();
    // Whether the last block is a heading if an empty line follows.
    let mut perhaps = false;
    let mut empty_before = true;
    for span in line_spans(text) {
        let line = span.of(text).trim();
        if line.is_empty() {
            if std::mem::take(&mut perhaps)
                && let Some(last) = blocks.last_mut()
            {
                last.kind = BlockKind::Heading;
            }
            empty_before = true;
            continue;
        }
        perhaps = empty_before && is_title(line);
        empty_before = false;
        blocks.push(Block::slice(kind(line), 0, span));
    }
    blocks
}

/// One block a paragraph of a hard-wrapped text.
fn paragraphs(text: &str, width: Option<usize>) -> Vec<Block> {
    let block = |span: Span| {
        let text = span.of(text).trim();
        let one_line = !text.contains(['\n', '\r']);
        let kind = if one_line && is_title(text) { BlockKind::Heading } else { kind(text) };
        Block::slice(kind, 0, span)
    };
    crate::text::paragraphs_of_width(text, width).map(block).collect()
}

/// The spans of the lines of `text`, line ends excluded.
fn line_spans(text: &str) -> impl Iterator<Item = Span> {
    let mut start = 0;
    let ends = memchr::memchr2_iter(b'\n', b'\r', text.as_bytes()).chain([text.len()]);
    ends.map(move |end| {
        let span = Span::new(start, end);
        start = end + 1;
        span
    })
    .filter({
        // CRLF makes no empty line between its two bytes.
        let bytes = text.as_bytes();
        move |span| !(span.is_empty() && span.start > 0 && bytes[span.start - 1..].starts_with(b"\r\n"))
    })
}

fn kind(line: &str) -> BlockKind {
    if is_item(line) { BlockKind::ListItem } else { BlockKind::Paragraph }
}

/// Whether the line opens with a bullet; a dash may open a dialogue and is none.
fn is_item(line: &str) -> bool {
    line.trim_start()
        .strip_prefix(['•', '▪', '◦', '‣', '*'])
        .is_some_and(|rest| rest.starts_with(|c| c == '\t' || is_space_in_line(c)))
}

/// Whether a line between empty ones is a title: short, opening with a capital, a digit or a quotation
/// mark, without the stop of a sentence.
fn is_title(line: &str) -> bool {
    let open =
        |c: char| c.is_uppercase() || c.is_ascii_digit() || opens_quotation(c) || is_opening_single_quote(c);
    line.len() <= MAX_HEADING_BYTES
        && line.starts_with(open)
        && line.ends_with(|c: char| c.is_alphanumeric() || "»”\"’?)".contains(c))
        && line.split_whitespace().nth(1).is_some()
        && memchr::memchr2(b'@', b'|', line.as_bytes()).is_none()
        && !line.contains('©')
}

/// The date in the tag that scraped articles start with: ` date 2020-11 `.
pub(super) fn date(text: &str) -> Option<String> {
    let rest = text.trim_start().strip_prefix("date ")?;
    let date = rest.split_whitespace().next()?;
    is_date(date).then(|| date.to_owned())
}

/// Whether `date` is a year, a month or a day as ISO 8601 writes it.
pub(super) fn is_date(date: &str) -> bool {
    let digits = |part: &str, len: usize, range: std::ops::RangeInclusive<u32>| {
        part.len() == len
            && part.bytes().all(|b| b.is_ascii_digit())
            && part.parse().is_ok_and(|number| range.contains(&number))
    };
    let mut parts = date.split('-');
    parts.next().is_some_and(|year| digits(year, 4, 1000..=2999))
        && parts.next().is_none_or(|month| digits(month, 2, 1..=12))
        && parts.next().is_none_or(|day| digits(day, 2, 1..=31))
        && parts.next().is_none()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn texts(text: &str, wrapped: bool) -> Vec<(BlockKind, &str)> {
        let span = |block: &Block| match block.text {
            super::super::block::BlockText::Slice(span) => span,
            _ => unreachable!(),
        };
        blocks(text, Wrapping::of(text, Some(wrapped)))
            .iter()
            .map(|block| (block.kind, span(block).of(text)))
            .collect()
    }

    #[test]
    fn every_line_end_ends_a_block() {
        use BlockKind::{Heading, ListItem, Paragraph};
        assert_eq!(
            texts("Bakou et Erevan\r\n\r\nUne phrase.\rUne autre.\n\n \t\n• un point", false),
            [
                (Heading, "Bakou et Erevan"),
                (Paragraph, "Une phrase."),
                (Paragraph, "Une autre."),
                (ListItem, "• un point")
            ]
        );
    }

    #[test]
    fn wrapped_lines_make_one_block() {
        use BlockKind::Paragraph;
        assert_eq!(
            texts("Une phrase\nsur deux lignes.\n\nUne autre.\n", true),
            [(Paragraph, "Une phrase\nsur deux lignes."), (Paragraph, "Une autre.")]
        );
    }

    #[test]
    fn the_date_tag_of_scraped_articles() {
        assert_eq!(date(" date 2020-11 Le ministre").as_deref(), Some("2020-11"));
        assert_eq!(date("date 2023-09-21\nLe ministre").as_deref(), Some("2023-09-21"));
        assert_eq!(date(" date 2020-13 Le ministre"), None);
        assert_eq!(date("dates 2020-11"), None);
        assert_eq!(date("La date 2020-11"), None);
    }
}

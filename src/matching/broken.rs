//! Names that a line end breaks, where lines are blocks: seen whole or not at all.
//!
//! *États-Unis* at the end of a line, before a line that starts with *d’Amérique*, is no name of its own: rewritten,
//! it would say half of the name twice.

use super::matcher::Search;
use crate::{
    document::Document,
    text::{Span, is_word_char},
};

/// How many words on each side of a line end a broken name may have.
const WORDS: usize = 8;

impl Search<'_> {
    /// Drops what is part of a name that goes on in the next line, or began in the line before.
    pub(super) fn drop_broken(&mut self, document: &Document) {
        let mut seams = Vec::new();
        for place in &self.groups.places {
            let text = document.text(place.block);
            if !text[..place.span.start].contains(is_word_char) && place.block > 0 {
                seams.push(place.block - 1);
            }
            if !text[place.span.end..].contains(is_word_char) {
                seams.push(place.block);
            }
        }
        seams.dedup();
        for block in seams {
            let Some((window, before, after)) = seam(document, block) else { continue };
            let text = window.of(&document.parts[document.blocks[block].part].text);
            let broken: Vec<Span> = self
                .whole_names(text)
                .map(|span| span.shifted(window.start))
                .filter(|span| span.start < before && span.end > after)
                .collect();
            if broken.is_empty() {
                continue;
            }
            self.groups.places.retain(|place| {
                let next_to = place.block == block || place.block == block + 1;
                let span = place.span.shifted(document.part_offset(place.block, 0));
                !next_to || !broken.iter().any(|broken| broken.overlaps(span))
            });
        }
    }
}

/// The last words of a block and the first of the next, as a span of the part, with the end of the one and the start
/// of the other; `None` when more than a line end is between them.
fn seam(document: &Document, block: usize) -> Option<(Span, usize, usize)> {
    if block + 1 >= document.blocks.len() {
        return None;
    }
    let (first, second) = (document.text(block), document.text(block + 1));
    let (end, start) = (document.part_offset(block, 0) + first.len(), document.part_offset(block + 1, 0));
    let between = &document.parts[document.blocks[block].part].text[end..start];
    if !matches!(between, "\n" | "\r\n" | "\r") {
        return None;
    }
    let from = first.rmatch_indices(char::is_whitespace).nth(WORDS).map_or(0, |(at, _)| at);
    let to = second.match_indices(char::is_whitespace).nth(WORDS).map_or(second.len(), |(at, _)| at);
    Some((Span::new(end - first.len() + from, start + to), end, start))
}

//! Names that a line end breaks, where lines are blocks: seen whole or not at all.
//!
//! *États-Unis* at the end of a line, before a line that starts with *d’Amérique*, is no name of its own: rewritten,
//! it would say half of the name twice.

use super::search::Search;
use crate::{
    document::Document,
    text::{Span, is_word_char},
};

/// How many words on each side of a line end a broken name may have.
const MAX_WORDS: usize = 8;

impl<'t> Search<'_, 't> {
    /// Drops what is part of a name that goes on in the next line, or began in the line before.
    pub(super) fn drop_broken(&mut self, document: &'t Document) {
        let mut broken = Vec::new();
        for block in self.blocks_before_seams(document) {
            let Some((window, before, after)) = seam(document, block) else { continue };
            let part = document.blocks[block].part;
            let names = self.whole_names(window.of(&document.parts[part].text));
            let names = names.map(|span| span.shifted(window.start));
            broken.extend(
                names.filter(|span| span.start < before && span.end > after).map(|span| (part, span)),
            );
        }
        if broken.is_empty() {
            return;
        }
        broken.sort_unstable();
        self.groups.places.retain(|place| {
            let part = document.blocks[place.block].part;
            let span = place.span.shifted(document.part_offset(place.block, 0));
            let next = broken.partition_point(|&(of, name)| (of, name.start) < (part, span.end));
            // A name reaches over one line end: what begins long before does not come so far.
            !broken[..next].iter().rev().take(MAX_WORDS).any(|&(of, name)| of == part && name.overlaps(span))
        });
    }

    /// The blocks that end or are followed by a line that begins with a name, in order.
    fn blocks_before_seams(&self, document: &Document) -> Vec<usize> {
        let mut blocks = Vec::new();
        for place in &self.groups.places {
            let text = document.text(place.block);
            if !text[..place.span.start].contains(is_word_char) && place.block > 0 {
                blocks.push(place.block - 1);
            }
            if !text[place.span.end..].contains(is_word_char) {
                blocks.push(place.block);
            }
        }
        blocks.dedup();
        blocks
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
    let from = first.rmatch_indices(char::is_whitespace).nth(MAX_WORDS).map_or(0, |(at, _)| at);
    let to = second.match_indices(char::is_whitespace).nth(MAX_WORDS).map_or(second.len(), |(at, _)| at);
    Some((Span::new(end - first.len() + from, start + to), end, start))
}

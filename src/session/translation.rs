//! Which places of a document and of its translation stand for each other.

use indexmap::IndexMap;

use super::Session;
use crate::{
    align::{self, Bead, Pair},
    check::Row,
    document::Document,
    text::Span,
};

/// The rows of a document and a translation of which line n translates line n.
pub fn rows_by_line(source: &Document, target: &Document) -> Vec<Row> {
    let mut rows: IndexMap<usize, Row> = IndexMap::new();
    for (document, is_source) in [(source, true), (target, false)] {
        for block in 0..document.blocks.len() {
            let text = document.text(block);
            let place = (block, Span::new(0, text.len()));
            let row = rows.entry(document.locate(block, 0).line).or_default();
            if is_source { row.source.push(place) } else { row.target.push(place) }
        }
    }
    rows.into_values().collect()
}

impl Session {
    /// The rows of a document and its translation as their segments are aligned, and whether they look like
    /// translations of each other.
    pub fn aligned_rows(
        &self,
        source: &Document,
        target: &Document,
        options: &align::Options,
    ) -> (Vec<Row>, bool) {
        let languages = self.glossary().languages;
        let (from, to) = (self.segments(source, languages.source), self.segments(target, languages.target));
        let (source, target) = (texts(source, &from), texts(target, &to));
        let pair = Pair { source: &source, target: &target };
        let alignment = align::align(&[pair], options).pop().unwrap_or_default();
        let is_translation = alignment.is_translation();
        let row = |bead: Bead| Row { source: from[bead.source].to_vec(), target: to[bead.target].to_vec() };
        (alignment.beads.into_iter().map(row).collect(), is_translation)
    }
}

fn texts<'d>(document: &'d Document, segments: &[(usize, Span)]) -> Vec<&'d str> {
    segments.iter().map(|(block, span)| span.of(document.text(*block))).collect()
}

//! Which places of a document and of its translation stand for each other.

use indexmap::IndexMap;

use super::Session;
use crate::{
    align::{self, Alignment, Anchor, Bead, Pair},
    check::Row,
    document::Document,
    text::Span,
};

/// A document and its translation, cut into segments and aligned.
#[derive(Clone, Debug, Default)]
pub struct AlignedDocuments {
    /// The segments of the document, each with its block, in reading order.
    pub source: Vec<(usize, Span)>,
    /// Those of its translation.
    pub target: Vec<(usize, Span)>,
    /// Which segments stand for which.
    pub alignment: Alignment,
}

impl AlignedDocuments {
    /// A row for each bead.
    pub fn rows(&self) -> Vec<Row> {
        let row = |bead: &Bead| Row {
            source: self.source[bead.source.clone()].to_vec(),
            target: self.target[bead.target.clone()].to_vec(),
        };
        self.alignment.beads.iter().map(row).collect()
    }
}

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
        let aligned = self.align(source, target, &[], options);
        (aligned.rows(), aligned.alignment.is_translation())
    }

    /// A document and its translation, aligned; the beads of `anchors` are sure already.
    pub fn align(
        &self,
        source: &Document,
        target: &Document,
        anchors: &[Anchor],
        options: &align::Options,
    ) -> AlignedDocuments {
        let languages = self.glossary().languages;
        let (from, to) = (self.segments(source, languages.source), self.segments(target, languages.target));
        let alignment = {
            let (source, target) = (texts(source, &from), texts(target, &to));
            align::align_between(&Pair { source: &source, target: &target }, anchors, options)
        };
        AlignedDocuments { source: from, target: to, alignment }
    }
}

fn texts<'d>(document: &'d Document, segments: &[(usize, Span)]) -> Vec<&'d str> {
    segments.iter().map(|(block, span)| span.of(document.text(*block))).collect()
}

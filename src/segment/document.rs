//! The segments of a document.

use super::Segmenter;
use crate::{document::Document, text::Span};

/// The segments of a document, each with its block, in reading order; `segmenter` gives the one for a block, `None`
/// to pass the block over.
///
/// ```
/// use drogman::{document::Document, language::Language, segment::{Segmenter, document_segments}};
/// let article = Document::from_text("a.txt", "Il part. Elle reste.\nIl revient.".into());
/// let french = Segmenter::new(Language::French);
/// let blocks: Vec<usize> =
///     document_segments(&article, |_| Some(&french)).into_iter().map(|(block, _)| block).collect();
/// assert_eq!(blocks, [0, 0, 1]);
/// ```
pub fn document_segments<'s>(
    document: &Document,
    segmenter: impl Fn(usize) -> Option<&'s Segmenter>,
) -> Vec<(usize, Span)> {
    let mut segments = Vec::new();
    for block in 0..document.blocks.len() {
        if let Some(segmenter) = segmenter(block) {
            segments.extend(segmenter.segments(document.text(block)).map(|span| (block, span)));
        }
    }
    segments
}

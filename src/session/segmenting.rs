//! The segments of documents that may come in passages.

use super::{Session, SessionError, Stages};
use crate::{
    document::Document,
    language::Language,
    segment::{Segmenter, document_segments},
    text::Span,
};

/// Cuts documents into segments with the segmenters of a session.
pub struct Segmenting {
    /// The session.
    pub session: Session,
    /// The language of every block, whatever it states; `None`: each as it states, else as the document tells.
    pub language: Option<Language>,
    /// Whether segments are wanted with their numbers, and are therefore found before the passage is treated.
    pub numbered: bool,
}

/// What the passages of a document have in common.
#[derive(Debug)]
pub struct SegmentingState {
    /// The language of blocks that state none.
    language: Language,
    /// How many segments stand before the passage.
    segments: usize,
}

/// A passage to be written.
#[derive(Debug)]
pub struct SegmentedPassage {
    /// The language of blocks that state none.
    pub language: Language,
    /// Its segments with their blocks, where they are numbered.
    pub segments: Vec<(usize, Span)>,
    /// How many segments of the document stand before it.
    pub before: usize,
}

impl Segmenting {
    /// The segmenter for a block of a document or passage; `unstated` is the language of blocks which state none.
    pub fn segmenter(&self, document: &Document, block: usize, unstated: Language) -> &Segmenter {
        let language = || document.language_of(block).unwrap_or(unstated);
        self.session.segmenter(self.language.unwrap_or_else(language))
    }
}

impl Stages for Segmenting {
    type State = SegmentingState;
    type Found = Vec<(usize, Span)>;
    type Ready = SegmentedPassage;
    const SURVEYS: bool = false;

    fn start(&self, first: &Document) -> SegmentingState {
        SegmentingState { language: self.session.language(first), segments: 0 }
    }

    fn find(&self, passage: &Document, state: &SegmentingState) -> Result<Vec<(usize, Span)>, SessionError> {
        let segmenter = |block| Some(self.segmenter(passage, block, state.language));
        Ok(if self.numbered { document_segments(passage, segmenter) } else { Vec::new() })
    }

    fn take_up(
        &self,
        _: &Document,
        segments: Vec<(usize, Span)>,
        state: &mut SegmentingState,
    ) -> Result<SegmentedPassage, SessionError> {
        let before = state.segments;
        state.segments += segments.len();
        Ok(SegmentedPassage { language: state.language, segments, before })
    }
}

//! How a plain text is read once its names are rewritten: whether its lines are paragraphs is guessed from their
//! lengths, which the edits change.

use super::{
    encoding::Source,
    model::{BlockEdit, Document, Part},
    options::ReadOptions,
    plain_blocks::{self, Wrapping},
};
use crate::text::{Edit, WRAPPING_SAMPLE, apply, is_hard_wrapped, wrapped_width};

impl Document {
    /// Whether the text with `edits` made is read in the same blocks.
    ///
    /// It is, unless its lines were guessed to be paragraphs, or parts of them, by lengths that the edits change.
    pub fn is_read_alike(&self, edits: &[BlockEdit]) -> bool {
        if edits.is_empty() {
            return true;
        }
        match self.guessed {
            None => true,
            // Edits in single lines leave the lines as they are.
            Some(Wrapping::Lines) => {
                self.edited_text(edits, 4 * WRAPPING_SAMPLE).is_none_or(|text| !is_hard_wrapped(&text))
            }
            Some(Wrapping::Paragraphs(_)) => {
                self.edited(edits).is_none_or(|again| self.blocks_as(&again, edits))
            }
        }
    }

    /// The plain text with `edits` made, as it would be read; `None` when they overlap.
    ///
    /// ```
    /// use drogman::{document::{BlockEdit, Document}, text::Span};
    /// let article = Document::from_text("a.txt", "à Evlakh hier".into());
    /// let edit = BlockEdit { block: 0, span: Span::new(3, 9), replacement: "Yevlakh".into() };
    /// assert_eq!(article.edited(&[edit]).unwrap().text(0), "à Yevlakh hier");
    /// ```
    pub fn edited(&self, edits: &[BlockEdit]) -> Option<Self> {
        let text = self.edited_text(edits, usize::MAX)?;
        let options = ReadOptions { language: self.language, ..ReadOptions::default() };
        let mut again = Self::plain(Part::new(None, text, Source::Utf8 { bom: false }), &options);
        again.path = self.path.clone();
        Some(again)
    }

    /// The same text with its lines read the other way: as paragraphs instead of as parts of them, or the
    /// reverse; `None` when how they are read is no guess.
    pub fn read_otherwise(&self) -> Option<Self> {
        let text = &self.parts.first()?.text;
        let wrapping = match self.guessed? {
            Wrapping::Lines => Wrapping::Paragraphs(wrapped_width(text)),
            Wrapping::Paragraphs(_) => Wrapping::Lines,
        };
        let blocks = plain_blocks::blocks(text, wrapping);
        Some(Self { blocks, guessed: Some(wrapping), ..self.clone() })
    }

    /// The document, marked as one where no guess about its lines holds when its names are rewritten.
    #[must_use]
    pub fn with_doubtful_lines(&self) -> Self {
        Self { has_doubtful_lines: true, ..self.clone() }
    }

    /// Whether no guess about its lines holds when its names are rewritten.
    pub fn has_doubtful_lines(&self) -> bool {
        self.has_doubtful_lines
    }

    /// About the first `len` bytes of the text, with `edits` made; `None` when they overlap.
    fn edited_text(&self, edits: &[BlockEdit], len: usize) -> Option<String> {
        let text = &self.parts.first()?.text;
        let end = text.floor_char_boundary(len);
        let edit = |edit: &BlockEdit| {
            let span = edit.span.shifted(self.part_offset(edit.block, 0));
            Edit { span, replacement: edit.replacement.clone() }
        };
        let edits: Vec<Edit> = edits.iter().map(edit).filter(|edit| edit.span.end <= end).collect();
        apply(&text[..end], &edits).ok()
    }

    /// Whether `again`, which is the document with `edits` made, has the same blocks.
    fn blocks_as(&self, again: &Self, edits: &[BlockEdit]) -> bool {
        let mut lens: Vec<usize> = (0..self.blocks.len()).map(|block| self.text(block).len()).collect();
        for edit in edits {
            lens[edit.block] = lens[edit.block] + edit.replacement.len() - edit.span.len();
        }
        let found = (0..again.blocks.len()).map(|block| again.text(block).len());
        found.eq(lens)
    }
}

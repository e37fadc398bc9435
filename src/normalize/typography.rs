//! How a document writes, as far as edits depend on it: its apostrophes, its quotations.

use std::sync::OnceLock;

use super::quotes::quotations_after;
use crate::{
    document::Document,
    text::{Span, SpanSet},
};

/// How one document, or one passage of a longer one, writes: found out when it is first asked for, unless the
/// passages around it decide.
#[derive(Debug, Default)]
pub struct Typography {
    apostrophe: OnceLock<char>,
    quotations: OnceLock<Vec<SpanSet>>,
    protected: OnceLock<Vec<SpanSet>>,
}

impl Typography {
    /// Whether a span of a block overlaps a quotation.
    pub(super) fn is_quoted(&self, document: &Document, block: usize, span: Span) -> bool {
        self.quotations.get_or_init(|| sets(quotations_after(document, &mut false)))[block].overlaps(span)
    }

    /// Whether a span of a block overlaps one in which nothing may change.
    pub(super) fn is_protected(&self, document: &Document, block: usize, span: Span) -> bool {
        let of_blocks = || document.blocks.iter().map(|block| block.protected.iter().copied().collect());
        self.protected.get_or_init(|| of_blocks().collect())[block].overlaps(span)
    }

    /// The apostrophe the document uses most.
    pub(super) fn apostrophe(&self, document: &Document) -> char {
        *self.apostrophe.get_or_init(|| {
            let mut usage = TypographyState::default();
            usage.note(document);
            usage.apostrophe()
        })
    }
}

/// What the typography of a passage depends on beyond the passage: the apostrophes of the whole document, and
/// whether a quotation that was opened before runs on.
#[derive(Clone, Copy, Debug, Default)]
pub struct TypographyState {
    straight: usize,
    curly: usize,
    in_quotation: bool,
}

impl TypographyState {
    /// Takes note of a passage, before the first of them is treated.
    pub fn note(&mut self, passage: &Document) {
        for block in 0..passage.blocks.len() {
            let text = passage.text(block).as_bytes();
            self.straight += memchr::memchr_iter(b'\'', text).count();
            self.curly += memchr::memmem::find_iter(text, "’").count();
        }
    }

    /// The typography of the next passage, of which all were noted before; of a whole document, which needs no
    /// state.
    pub fn next(&mut self, document: &Document) -> Typography {
        if document.is_whole() {
            return Typography::default();
        }
        Typography {
            apostrophe: OnceLock::from(self.apostrophe()),
            quotations: OnceLock::from(sets(quotations_after(document, &mut self.in_quotation))),
            protected: OnceLock::new(),
        }
    }

    /// The apostrophe used most; the straight one when there is none, or both are used alike (N12).
    fn apostrophe(self) -> char {
        if self.curly > self.straight { '’' } else { '\'' }
    }
}

/// The spans of each block, to be asked.
fn sets(spans: Vec<Vec<Span>>) -> Vec<SpanSet> {
    spans.into_iter().map(SpanSet::from_iter).collect()
}

use crate::{language::Language, text::Span};

/// One paragraph, heading, caption, cell… of a document, with its way back to the source.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Block {
    /// What the block is on the page.
    pub kind: BlockKind,
    /// The part of the document it stands in, by its place in [`Document::parts`](super::Document::parts).
    pub part: usize,
    /// The language the format states for it (XLIFF, TMX); `None`: the document's.
    pub language: Option<Language>,
    /// In bilingual formats, the number of the pair (unit) the block belongs to.
    pub unit: Option<usize>,
    /// Spans of the block’s text in which nothing is matched or edited (code, link targets).
    pub protected: Vec<Span>,
    /// Whether other files look this text up (the `msgid` of PO): it is matched and checked, never edited.
    pub is_key: bool,
    pub(super) text: BlockText,
}

/// What a block is on the page.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[allow(missing_docs)]
pub enum BlockKind {
    Paragraph,
    Heading,
    ListItem,
    Caption,
    TableCell,
    Quote,
    Code,
    Metadata,
}

impl BlockKind {
    /// The word used in JSON.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Paragraph => "paragraph",
            Self::Heading => "heading",
            Self::ListItem => "list-item",
            Self::Caption => "caption",
            Self::TableCell => "table-cell",
            Self::Quote => "quote",
            Self::Code => "code",
            Self::Metadata => "metadata",
        }
    }
}

/// A stretch of a block’s text that comes from one stretch of the part’s text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Run {
    /// Where the run starts in the block’s text (bytes).
    pub start: usize,
    /// How many bytes of the block’s text it makes.
    pub len: usize,
    /// Where it comes from in the part’s text.
    pub source: Span,
    /// What it is there, which tells how it is edited.
    pub kind: RunKind,
}

/// What a run is in the source.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum RunKind {
    /// The same bytes as in the block’s text.
    Literal,
    /// The same bytes, and what is written there is not escaped (CDATA sections).
    Raw,
    /// Other bytes for the same text (`&eacute;`): edited as a whole.
    Escape,
    /// Markup that reads as text (`<br>`, `<w:tab/>`): an edit over it removes it, none writes there.
    Markup,
}

/// The text of a block: a slice of the part, or runs collected from it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum BlockText {
    /// The bytes of the part as they stand.
    Slice(Span),
    /// Text put together from runs.
    Runs(Box<Runs>),
}

/// A text put together from runs, in the order of both the text and the source.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Runs {
    pub(super) text: String,
    pub(super) runs: Vec<Run>,
}

impl Block {
    /// A block that is a slice of its part as it stands.
    pub fn slice(kind: BlockKind, part: usize, span: Span) -> Self {
        Self::new(kind, part, BlockText::Slice(span))
    }

    /// The text of a block put together from runs; `""` for a slice.
    pub(super) fn run_text(&self) -> &str {
        match &self.text {
            BlockText::Slice(_) => "",
            BlockText::Runs(runs) => &runs.text,
        }
    }

    /// Where a slice stands in its part.
    pub(super) fn slice_span(&self) -> Option<Span> {
        match self.text {
            BlockText::Slice(span) => Some(span),
            BlockText::Runs(_) => None,
        }
    }

    /// A block put together from runs of its part.
    pub fn from_runs(kind: BlockKind, part: usize, text: String, runs: Vec<Run>) -> Self {
        Self::new(kind, part, BlockText::Runs(Box::new(Runs { text, runs })))
    }

    fn new(kind: BlockKind, part: usize, text: BlockText) -> Self {
        Self { kind, part, language: None, unit: None, protected: Vec::new(), is_key: false, text }
    }
}

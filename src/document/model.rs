use std::{
    borrow::Cow,
    sync::{Arc, OnceLock},
};

use super::{
    block::{Block, BlockKind, BlockText, RunKind},
    encoding::Source,
    format::Format,
    plain_blocks::Wrapping,
    replace::Fingerprint,
};
use crate::{
    language::{Language, detect_in},
    text::{LineIndex, Span},
};

/// One article: its decoded text, its blocks, and the way from each block back to the source bytes.
#[derive(Clone, Debug)]
pub struct Document {
    /// The path as it was given, or `-` for standard input.
    pub path: Arc<str>,
    /// How the bytes were read.
    pub format: Format,
    /// The language, stated by the caller or the format; `None`: not known.
    pub language: Option<Language>,
    /// The date the document gives itself (`2023-09`, `2023-09-21`), if it does.
    pub date: Option<String>,
    /// The decoded texts: one for a plain file, one for each text-bearing member of an archive.
    pub parts: Vec<Part>,
    /// The blocks in reading order.
    pub blocks: Vec<Block>,
    /// The archive the parts are members of.
    pub(super) archive: Option<Arc<Vec<u8>>>,
    pub(super) fingerprint: Option<Fingerprint>,
    pub(super) surroundings: Option<Box<Surroundings>>,
    /// Texts that the format keeps twice (for old readers, cut into segments): the second of each, and the block
    /// it repeats. They are edited with it, and nobody counts them.
    pub(super) copies: Vec<(usize, Block)>,
    /// How the lines of a plain text make blocks, when nobody said so and it was guessed.
    pub(super) guessed: Option<Wrapping>,
    /// Whether no guess holds when its names are rewritten.
    pub(super) has_doubtful_lines: bool,
}

/// What stands around a passage of a longer document.
#[derive(Clone, Debug, Default)]
pub(super) struct Surroundings {
    /// How many lines stand before it.
    pub lines: usize,
    /// How many bytes of the file stand before it.
    pub bytes: usize,
    /// How many characters of the text stand before it.
    pub characters: usize,
    /// How many blocks stand before it.
    pub blocks: usize,
    /// The texts of the next few blocks.
    pub ahead: Vec<String>,
}

/// A decoded text that blocks point into.
#[derive(Clone, Debug)]
pub struct Part {
    /// The member of the archive (`word/document.xml`); `None` for a plain file.
    pub name: Option<String>,
    /// The decoded text, byte-order mark excluded, everything else kept.
    pub text: String,
    pub(super) lines: OnceLock<LineIndex>,
    pub(super) source: Source,
}

/// Where something stands in the source file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Location {
    /// Line of the part, from 1; the paragraph that has text, where the format has no lines to show (DOCX).
    pub line: usize,
    /// Column, from 1, in characters.
    pub column: usize,
    /// Byte of the source file (of the part, for archives), byte-order mark included.
    pub byte: usize,
}

/// A replacement within one block.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct BlockEdit {
    /// The block, by its place in [`Document::blocks`].
    pub block: usize,
    /// What is replaced, in bytes of the block’s text.
    pub span: Span,
    /// What stands there instead.
    pub replacement: String,
}

/// Why a document could not be written back.
///
/// ```
/// use drogman::{document::{BlockEdit, Document, ReadOptions}, text::Span};
/// let options = ReadOptions { encoding: Some("windows-1252".into()), ..ReadOptions::default() };
/// let article = Document::from_bytes("a.txt", b"Aliev".to_vec(), &options).unwrap();
/// let edit = BlockEdit { block: 0, span: Span::new(0, 5), replacement: "Əliyev".into() };
/// let error = article.rewrite(&[edit]).unwrap_err();
/// assert_eq!(error.to_string(), "«Ə» cannot be written in windows-1252; convert the file to UTF-8 first");
/// ```
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum RewriteError {
    /// A character the file’s encoding lacks.
    #[error("«{character}» cannot be written in {encoding}; convert the file to UTF-8 first")]
    Unencodable {
        /// The first such character.
        character: char,
        /// The encoding of the file.
        encoding: &'static str,
    },
    /// Bytes that the file’s encoding cannot give back.
    #[error("the file is not well-formed {encoding} throughout; convert it to UTF-8 first")]
    Malformed {
        /// The encoding of the file.
        encoding: &'static str,
    },
    /// Two edits of one place.
    #[error(transparent)]
    Overlap(#[from] crate::text::OverlapError),
    /// The format cannot be written back in place.
    #[error("{0} files cannot be edited in place")]
    Unsupported(&'static str),
    /// The archive could not be put together again.
    #[error("the archive cannot be written again: {0}")]
    Archive(String),
}

impl Document {
    /// A document of one part; what the format does not tell is not known yet.
    pub(super) fn new(format: Format, part: Part, blocks: Vec<Block>) -> Self {
        Self::with_parts(format, vec![part], blocks)
    }

    /// A document of several parts.
    pub(super) fn with_parts(format: Format, parts: Vec<Part>, blocks: Vec<Block>) -> Self {
        Self {
            path: Arc::from(""),
            format,
            language: None,
            date: None,
            parts,
            blocks,
            archive: None,
            fingerprint: None,
            surroundings: None,
            copies: Vec::new(),
            guessed: None,
            has_doubtful_lines: false,
        }
    }

    /// How the file looked when it was read, for [`replace_file`](super::replace_file); `None` when the
    /// document does not come from a file.
    pub fn fingerprint(&self) -> Option<Fingerprint> {
        self.fingerprint
    }

    /// Whether it is all of its file, and not a [passage](super::Passages) of it.
    pub fn is_whole(&self) -> bool {
        self.surroundings.is_none()
    }

    /// The texts of the next few blocks after a passage; none after a whole document.
    pub fn ahead(&self) -> &[String] {
        self.surroundings.as_ref().map_or(&[], |around| &around.ahead)
    }

    /// How many blocks of its file stand before a passage; 0 for a whole document.
    pub fn blocks_before(&self) -> usize {
        self.surroundings.as_ref().map_or(0, |around| around.blocks)
    }

    /// How many characters of the decoded text stand before a passage; 0 for a whole document.
    pub fn characters_before(&self) -> usize {
        self.surroundings.as_ref().map_or(0, |around| around.characters)
    }

    /// How many lines, and how many bytes of the file, stand before the document.
    fn before(&self) -> (usize, usize) {
        self.surroundings.as_ref().map_or((0, 0), |around| (around.lines, around.bytes))
    }

    /// The text of a block.
    pub fn text(&self, block: usize) -> &str {
        let block = &self.blocks[block];
        match &block.text {
            BlockText::Slice(span) => span.of(&self.parts[block.part].text),
            BlockText::Runs(runs) => &runs.text,
        }
    }

    /// The language of a block: its own, else the document’s.
    pub fn language_of(&self, block: usize) -> Option<Language> {
        self.blocks[block].language.or(self.language)
    }

    /// The language the document states, else the one the words at its beginning tell.
    ///
    /// ```
    /// use drogman::{document::Document, language::Language};
    /// let article = Document::from_text("a.txt", "Le convoi a quitté la ville hier.".into());
    /// assert_eq!((article.language, article.told_language()), (None, Some(Language::French)));
    /// ```
    pub fn told_language(&self) -> Option<Language> {
        self.language.or_else(|| self.guessed_language())
    }

    /// The language that the words at the document’s beginning tell, whatever it states. Code is no text.
    ///
    /// ```
    /// use drogman::{document::{Document, ReadOptions}, language::Language};
    /// let page = "<script>// the code of this page is in English</script><p>Le convoi a quitté la ville.";
    /// let page = Document::from_bytes("a.html", page.into(), &ReadOptions::default()).unwrap();
    /// assert_eq!(page.guessed_language(), Some(Language::French));
    /// ```
    pub fn guessed_language(&self) -> Option<Language> {
        let is_text = |&block: &usize| self.blocks[block].kind != BlockKind::Code;
        detect_in((0..self.blocks.len()).filter(is_text).map(|block| self.text(block)))
    }

    /// Where the byte `offset` of a block’s text stands in the source.
    ///
    /// ```
    /// use drogman::document::{Document, ReadOptions};
    /// let bytes = "Échos\r\n<b>Bakou</b> &amp; Erevan".as_bytes().to_vec();
    /// let page = Document::from_bytes("a.html", bytes, &ReadOptions::default()).unwrap();
    /// let block = (0..page.blocks.len()).find(|&block| page.text(block).contains("Erevan")).unwrap();
    /// let at = page.locate(block, page.text(block).find("Erevan").unwrap());
    /// // Columns are counted in the source: markup and references take their room.
    /// assert_eq!((at.line, at.column), (2, 20));
    /// ```
    pub fn locate(&self, block: usize, offset: usize) -> Location {
        let at = self.part_offset(block, offset);
        let part = &self.parts[self.blocks[block].part];
        let (lines, bytes) = self.before();
        let byte = bytes + part.source.byte(&part.text, at);
        if self.format.counts_paragraphs() {
            let column = self.text(block)[..offset].chars().count() + 1;
            return Location { line: block + 1, column, byte };
        }
        let place = part.lines().place(&part.text, at);
        Location { line: lines + place.line, column: place.column, byte }
    }

    /// The byte of the source (of the part, for archives) at which the byte `offset` of a block’s text
    /// stands: [`Self::locate`] without counting a line or a column.
    pub fn source_byte(&self, block: usize, offset: usize) -> usize {
        let part = &self.parts[self.blocks[block].part];
        self.before().1 + part.source.byte(&part.text, self.part_offset(block, offset))
    }

    /// The line that [`Self::locate`] counts (decoded, without its end) on which the byte `offset` of a
    /// block stands.
    ///
    /// ```
    /// use drogman::document::Document;
    /// let article = Document::from_text("a.txt", "Bakou\r\nle port d’Erevan\r\n".into());
    /// assert_eq!(article.source_line(1, 4), "le port d’Erevan");
    /// ```
    pub fn source_line(&self, block: usize, offset: usize) -> Cow<'_, str> {
        if self.format.counts_paragraphs() {
            let text = self.text(block);
            return if text.contains(char::is_control) {
                text.replace(char::is_control, " ").into()
            } else {
                text.into()
            };
        }
        let at = self.part_offset(block, offset);
        let part = &self.parts[self.blocks[block].part];
        let lines = part.lines();
        lines.line(&part.text, lines.place(&part.text, at).line).into()
    }

    /// The byte of the part’s text at which the byte `offset` of a block’s text stands.
    pub fn part_offset(&self, block: usize, offset: usize) -> usize {
        match &self.blocks[block].text {
            BlockText::Slice(span) => span.start + offset,
            BlockText::Runs(runs) => {
                let runs = &runs.runs;
                let next = runs.partition_point(|run| run.start <= offset);
                let Some(run) = next.checked_sub(1).map(|at| &runs[at]) else { return 0 };
                let into = offset - run.start;
                if into == 0 {
                    run.source.start
                } else if matches!(run.kind, RunKind::Literal | RunKind::Raw) {
                    run.source.start + into.min(run.len)
                } else {
                    run.source.end
                }
            }
        }
    }
}

impl Part {
    /// A part whose text was decoded from `source`.
    pub(super) fn new(name: Option<String>, text: String, source: Source) -> Self {
        Self { name, text, lines: OnceLock::new(), source }
    }

    /// The lines of the text.
    pub fn lines(&self) -> &LineIndex {
        self.lines.get_or_init(|| LineIndex::new(&self.text))
    }

    /// The name of the encoding the text was read from: `UTF-8`, `windows-1252`, `Mac Roman`…
    ///
    /// ```
    /// use drogman::document::{Document, ReadOptions};
    /// let bytes = b"L\xE9on est \xE0 Bakou, o\xF9 il fait tr\xE8s chaud.".to_vec();
    /// let article = Document::from_bytes("a.txt", bytes, &ReadOptions::default()).unwrap();
    /// assert_eq!(article.text(0), "Léon est à Bakou, où il fait très chaud.");
    /// assert_eq!(article.parts[0].encoding(), "windows-1252");
    /// ```
    pub fn encoding(&self) -> &'static str {
        self.source.charset().name()
    }
}

//! Text that flows through markup: gathered into runs that know their way back, white space collapsed.

use super::block::{Block, BlockKind, Run, RunKind};
use crate::{markup::ReadReference, text::Span};

/// The text of a block as it is being read.
#[derive(Clone, Debug, Default)]
pub(super) struct Flow {
    text: String,
    runs: Vec<Run>,
    protected: Vec<Span>,
}

impl Flow {
    pub(super) fn text(&self) -> &str {
        &self.text
    }

    /// Where in the part the text starts.
    pub(super) fn start(&self) -> Option<usize> {
        self.runs.first().map(|run| run.source.start)
    }

    /// Adds a stretch of the part as it stands.
    pub(super) fn literal(&mut self, part: &str, source: Span) {
        if source.is_empty() {
            return;
        }
        let start = self.text.len();
        self.text.push_str(source.of(part));
        match self.runs.last_mut() {
            Some(run) if run.kind == RunKind::Literal && run.source.end == source.start => {
                run.len += source.len();
                run.source.end = source.end;
            }
            _ => self.runs.push(Run { start, len: source.len(), source, kind: RunKind::Literal }),
        }
    }

    /// Adds text that `source` stands for: an escape, or markup.
    pub(super) fn unit(&mut self, text: &str, source: Span, kind: RunKind) {
        if text.is_empty() {
            return;
        }
        self.runs.push(Run { start: self.text.len(), len: text.len(), source, kind });
        self.text.push_str(text);
    }

    /// Adds a stretch of the part whose white space is collapsed as a browser does: a run of it is one
    /// space, none at the start. `read` reads what starts at an ampersand.
    pub(super) fn collapsed(&mut self, part: &str, source: Span, read: ReadReference) {
        let bytes = part.as_bytes();
        let mut at = source.start;
        while at < source.end {
            let plain = bytes[at..source.end]
                .iter()
                .position(|&b| b == b'&' || b.is_ascii_whitespace())
                .map_or(source.end, |len| at + len);
            self.literal(part, Span::new(at, plain));
            at = plain;
            if at == source.end {
                break;
            }
            if bytes[at] == b'&' {
                at = self.reference(part, Span::new(at, source.end), read);
                continue;
            }
            let end = bytes[at..source.end]
                .iter()
                .position(|b| !b.is_ascii_whitespace())
                .map_or(source.end, |len| at + len);
            self.space(part, Span::new(at, end));
            at = end;
        }
    }

    /// Adds a stretch of the part as it stands, but for escapes.
    pub(super) fn escaped(&mut self, part: &str, source: Span, read: ReadReference) {
        let mut at = source.start;
        while at < source.end {
            let plain =
                memchr::memchr(b'&', &part.as_bytes()[at..source.end]).map_or(source.end, |len| at + len);
            self.literal(part, Span::new(at, plain));
            at = plain;
            if at < source.end {
                at = self.reference(part, Span::new(at, source.end), read);
            }
        }
    }

    /// Adds the escape that `source` starts with, or its first byte; gives where to go on.
    fn reference(&mut self, part: &str, source: Span, read: ReadReference) -> usize {
        let (text, len) = read(source.of(part)).unwrap_or_default();
        if len == 0 {
            self.literal(part, Span::new(source.start, source.start + 1));
            return source.start + 1;
        }
        self.unit(&text, Span::new(source.start, source.start + len), RunKind::Escape);
        source.start + len
    }

    fn space(&mut self, part: &str, source: Span) {
        if self.text.is_empty() || self.text.ends_with(' ') {
            return;
        }
        if source.of(part) == " " {
            self.literal(part, source);
        } else {
            self.unit(" ", source, RunKind::Escape);
        }
    }

    /// Protects the text from byte `start` on.
    pub(super) fn protect_from(&mut self, start: usize) {
        if start < self.text.len() {
            self.protected.push(Span::new(start, self.text.len()));
        }
    }

    /// The block of the text, white space at its end left out; `None` when nothing else is there.
    pub(super) fn block(mut self, kind: BlockKind, part: usize) -> Option<Block> {
        let len = self.text.trim_end_matches(|c: char| c.is_ascii_whitespace()).len();
        if self.text.trim().is_empty() {
            return None;
        }
        self.text.truncate(len);
        while let Some(run) = self.runs.last_mut() {
            if run.start >= len {
                self.runs.pop();
                continue;
            }
            let over = (run.start + run.len).saturating_sub(len);
            run.len -= over;
            if matches!(run.kind, RunKind::Literal | RunKind::Raw) {
                run.source.end -= over;
            }
            break;
        }
        self.protected.retain_mut(|span| {
            span.end = span.end.min(len);
            !span.is_empty()
        });
        self.text.shrink_to_fit();
        self.runs.shrink_to_fit();
        let protected = self.protected;
        let mut block = Block::from_runs(kind, part, self.text, self.runs);
        block.protected = protected;
        Some(block)
    }
}

//! Edits of blocks written back into the source: outside them not a byte changes.

use std::borrow::Cow;

use super::{
    Format,
    block::{Block, BlockText, Run, RunKind},
    encoding::Lacking,
    markdown,
    model::{BlockEdit, Document, RewriteError},
};
use crate::text::{Edit, Span};

impl Document {
    /// The bytes of the document with `edits` made; every byte outside them stays as it was.
    ///
    /// A replacement over several runs of markup goes into the first of them, save for the words that
    /// both have in common at the ends; the rest of the replaced text is removed, the markup stays.
    /// No edit gives the source byte for byte.
    ///
    /// # Errors
    /// When two edits overlap, a character is not in the encoding of the file (HTML and XML get a
    /// numeric reference instead), or the format cannot be edited in place.
    ///
    /// ```
    /// use drogman::{document::{BlockEdit, Document}, text::Span};
    /// let article = Document::from_bytes("a.txt", b"\\xEF\\xBB\\xBFEvlakh\\r\\n".to_vec(), &Default::default());
    /// let edit = BlockEdit { block: 0, span: Span::new(0, 6), replacement: "Yevlakh".into() };
    /// assert_eq!(article.unwrap().rewrite(&[edit]).unwrap(), b"\\xEF\\xBB\\xBFYevlakh\\r\\n");
    /// ```
    pub fn rewrite(&self, edits: &[BlockEdit]) -> Result<Vec<u8>, RewriteError> {
        let lacking = if self.format.has_references() { Lacking::Reference } else { Lacking::Refuse };
        let mut by_part: Vec<Vec<Edit>> = vec![Vec::new(); self.parts.len()];
        let mut sorted: Vec<&BlockEdit> = edits.iter().collect();
        sorted.sort();
        for pair in sorted.windows(2) {
            if pair[0].block == pair[1].block && pair[1].span.start < pair[0].span.end {
                return Err(crate::text::OverlapError { at: pair[1].span.start }.into());
            }
        }
        for edit in sorted {
            let block = &self.blocks[edit.block];
            let text = self.text(edit.block);
            self.part_edits(block, text, edit, &mut by_part[block.part])?;
        }
        let part = &self.parts[0];
        part.source.splice(&part.text, &mut by_part[0], lacking)
    }

    /// Turns an edit of a block into edits of its part.
    fn part_edits(
        &self,
        block: &Block,
        text: &str,
        edit: &BlockEdit,
        out: &mut Vec<Edit>,
    ) -> Result<(), RewriteError> {
        match &block.text {
            BlockText::Slice(span) => {
                out.push(Edit { span: edit.span.shifted(span.start), replacement: edit.replacement.clone() });
                Ok(())
            }
            BlockText::Runs(runs) => {
                let first = out.len();
                for (span, replacement) in pieces(text, &runs.runs, edit) {
                    let edited = self.run_edits(text, &runs.runs, span, replacement, out);
                    edited.ok_or(RewriteError::Unsupported(self.format.name()))?;
                }
                if self.format == Format::Markdown {
                    let mut own = out.split_off(first);
                    markdown::remove_empty_emphasis(&self.parts[block.part].text, &runs.runs, &mut own);
                    out.append(&mut own);
                }
                Ok(())
            }
        }
    }

    /// Writes `replacement` into the first run of text that `span` covers and removes it from the
    /// others; `None` when the block has no text to write into.
    fn run_edits(
        &self,
        text: &str,
        runs: &[Run],
        span: Span,
        replacement: &str,
        out: &mut Vec<Edit>,
    ) -> Option<()> {
        let first = runs.partition_point(|run| run.start + run.len <= span.start);
        let covered = runs[first..].iter().take_while(|run| run.start < span.end);
        let mut new = if covered.clone().any(|run| run.kind != RunKind::Markup) {
            self.format.escape(replacement)
        } else {
            let at = insertion_point(runs, first, span.start)?;
            out.push(Edit { span: Span::new(at, at), replacement: self.format.escape(replacement).into() });
            Cow::Borrowed("")
        };
        for run in covered {
            let end = run.start + run.len;
            let (from, to) = (span.start.max(run.start), span.end.min(end));
            let edit = match run.kind {
                RunKind::Literal => {
                    let start = run.source.start + (from - run.start);
                    Edit {
                        span: Span::new(start, start + (to - from)),
                        replacement: std::mem::take(&mut new).into(),
                    }
                }
                // An escape is replaced as a whole: what the edit leaves of it is written anew.
                RunKind::Escape => {
                    let before = self.format.escape(&text[run.start..from]);
                    let after = self.format.escape(&text[to..end]);
                    Edit {
                        span: run.source,
                        replacement: format!("{before}{}{after}", std::mem::take(&mut new)),
                    }
                }
                RunKind::Markup if from > run.start || to < end => continue,
                RunKind::Markup => Edit { span: run.source, replacement: String::new() },
            };
            out.push(edit);
        }
        Some(())
    }
}

/// Where in the part text is inserted that stands at `at` in the block: at the end of the run of text
/// before it, else at the start of the next. `first` is the first run that ends after `at`.
fn insertion_point(runs: &[Run], first: usize, at: usize) -> Option<usize> {
    let is_text = |run: &&Run| run.kind != RunKind::Markup;
    if let Some(run) = runs.get(first).filter(is_text).filter(|run| run.start < at) {
        // Within a run; an escape cannot be parted, so the text goes after it.
        return Some(if run.kind == RunKind::Literal {
            run.source.start + (at - run.start)
        } else {
            run.source.end
        });
    }
    let before = runs[..first].iter().rfind(is_text).map(|run| run.source.end);
    before.or_else(|| runs[first..].iter().find(is_text).map(|run| run.source.start))
}

/// Words that a replaced name may carry along, each a word before the name in its own right.
const BEFORE_NAMES: &str = "à au aux ce cet cette d de des du en et l la le les qu que the";

/// Parts an edit that reaches over several runs, so that each word stays in the run it stood in: words
/// that both texts have at the start or the end are left alone, and the words before a name (`de l’`)
/// stay before the markup of the name (`<b>Artsakh</b>`).
fn pieces<'e>(text: &str, runs: &[Run], edit: &'e BlockEdit) -> Vec<(Span, &'e str)> {
    let (mut span, mut new) = (edit.span, &*edit.replacement);
    let boundaries: Vec<usize> =
        runs.iter().map(|run| run.start).filter(|&at| span.start < at && at < span.end).collect();
    if boundaries.is_empty() {
        return vec![(span, new)];
    }
    let same = span.of(text).bytes().zip(new.bytes()).take_while(|(a, b)| a == b).count();
    let head = word_start(&new[..new.floor_char_boundary(same)]);
    (span.start, new) = (span.start + head, &new[head..]);
    let same = span.of(text).bytes().rev().zip(new.bytes().rev()).take_while(|(a, b)| a == b).count();
    let tail = word_end(&new[new.ceil_char_boundary(new.len() - same)..]);
    (span.end, new) = (span.end - tail, &new[..new.len() - tail]);
    let only_small_words = |head: &str| leading_small_words(head) == head.len();
    match boundaries.iter().find(|&&at| {
        span.start < at
            && at < span.end
            && word_start(&text[..at]) == at
            && only_small_words(&text[span.start..at])
    }) {
        Some(&at) => {
            let (before, after) = new.split_at(leading_small_words(new));
            vec![(Span::new(span.start, at), before), (Span::new(at, span.end), after)]
        }
        None => vec![(span, new)],
    }
}

/// The length of `text` up to the start of its last word: after the last space or apostrophe.
fn word_start(text: &str) -> usize {
    text.rfind(is_gap).map_or(0, |at| text.ceil_char_boundary(at + 1))
}

/// The length of the end of `text` from its first space on.
fn word_end(text: &str) -> usize {
    text.find(char::is_whitespace).map_or(0, |at| text.len() - at)
}

fn is_gap(c: char) -> bool {
    c.is_whitespace() || c == '\'' || c == '’'
}

/// How many bytes of `text` are words of [`BEFORE_NAMES`] with the gaps after them.
fn leading_small_words(text: &str) -> usize {
    let mut end = 0;
    for word in text.split_inclusive(is_gap) {
        let bare = word.trim_end_matches(is_gap).to_lowercase();
        if bare.len() == word.len() || !BEFORE_NAMES.split(' ').any(|small| small == bare) {
            break;
        }
        end += word.len();
    }
    end
}

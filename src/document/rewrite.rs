//! Edits of blocks written back into the source: outside them not a byte changes.

use std::borrow::Cow;

use super::{
    archive::Archive,
    block::{Block, BlockText, Run, RunKind},
    encoding::Lacking,
    format::DocumentFormat,
    model::{BlockEdit, Document, RewriteError},
};
use crate::text::{Edit, Span, is_apostrophe};

impl Document {
    fn implementation(&self) -> &'static dyn DocumentFormat {
        self.format.implementation()
    }

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
    /// let article = Document::from_bytes("a.txt", b"\xEF\xBB\xBFEvlakh\r\n".to_vec(), &Default::default());
    /// let edit = BlockEdit { block: 0, span: Span::new(0, 6), replacement: "Yevlakh".into() };
    /// assert_eq!(article.unwrap().rewrite(&[edit]).unwrap(), b"\xEF\xBB\xBFYevlakh\r\n");
    /// ```
    pub fn rewrite(&self, edits: &[BlockEdit]) -> Result<Vec<u8>, RewriteError> {
        if self.format.is_read_only() {
            return Err(RewriteError::Unsupported(self.format.name()));
        }
        let lacking = if self.format.info().has_references { Lacking::Reference } else { Lacking::Refuse };
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
            for (_, copy) in self.copies.iter().filter(|(of, _)| *of == edit.block) {
                self.part_edits(copy, text, edit, &mut by_part[copy.part])?;
            }
        }
        if !self.copies.is_empty() {
            by_part.iter_mut().for_each(|edits| edits.sort_by_key(|edit| edit.span));
        }
        match &self.archive {
            None => {
                let part = &self.parts[0];
                part.source.splice(&part.text, &mut by_part[0], lacking)
            }
            Some(archive) if edits.is_empty() => Ok(archive.to_vec()),
            Some(archive) => self.rewrite_members(archive, &mut by_part),
        }
    }

    /// The archive with the members whose parts are edited written anew.
    fn rewrite_members(&self, archive: &[u8], by_part: &mut [Vec<Edit>]) -> Result<Vec<u8>, RewriteError> {
        let mut new = Vec::new();
        for (part, edits) in self.parts.iter().zip(by_part).filter(|(_, edits)| !edits.is_empty()) {
            self.implementation().complete_part_edits(&part.text, edits);
            let bytes = part.source.splice(&part.text, edits, Lacking::Reference)?;
            new.push((part.name.as_deref().unwrap_or_default(), bytes));
        }
        Archive::open(archive).and_then(|mut archive| archive.replaced(&new)).map_err(RewriteError::Archive)
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
                if let Some(what) = self.implementation().refuses(&edit.replacement) {
                    return Err(RewriteError::Unsupported(what));
                }
                out.push(Edit { span: edit.span.shifted(span.start), replacement: edit.replacement.clone() });
                Ok(())
            }
            BlockText::Runs(runs) => {
                let first = out.len();
                let part = &*self.parts[block.part].text;
                for (span, replacement) in pieces(text, &runs.runs, edit) {
                    let edited = self.run_edits(part, text, &runs.runs, (span, replacement), out);
                    edited.ok_or(RewriteError::Unsupported(self.format.name()))?;
                }
                let mut own = out.split_off(first);
                self.implementation().complete_block_edits(part, &runs.runs, &mut own);
                out.append(&mut own);
                Ok(())
            }
        }
    }

    /// Writes `replacement` into the first run of text that `span` covers and removes it from the
    /// others; `None` when the block has no text to write into.
    fn run_edits(
        &self,
        part: &str,
        text: &str,
        runs: &[Run],
        (span, replacement): (Span, &str),
        out: &mut Vec<Edit>,
    ) -> Option<()> {
        let first = runs.partition_point(|run| run.start + run.len <= span.start);
        let covered = runs[first..].iter().take_while(|run| run.start < span.end);
        let mut new = Some(replacement);
        if covered.clone().all(|run| run.kind == RunKind::Markup) {
            out.push(self.insertion(part, text, runs, first, (span.start, replacement))?);
            new = None;
        }
        for run in covered {
            let (from, to) = (span.start.max(run.start), span.end.min(run.start + run.len));
            if run.kind == RunKind::Markup {
                // Markup goes as a whole or stays.
                if to - from == run.len {
                    out.push(Edit { span: run.source, replacement: String::new() });
                }
                continue;
            }
            let new = new.take().unwrap_or("");
            out.push(self.run_edit(text, run, Span::new(from, to), new));
        }
        Some(())
    }

    /// The edit that writes `new` over a span of the block within one run of text.
    fn run_edit(&self, text: &str, run: &Run, span: Span, new: &str) -> Edit {
        let new = match run.kind {
            // The end of a CDATA section is parted between two of them.
            RunKind::Raw => Cow::Owned(new.replace("]]>", "]]]]><![CDATA[>")),
            _ => self.implementation().escape(new),
        };
        if run.kind != RunKind::Escape {
            let start = run.source.start + (span.start - run.start);
            return Edit { span: Span::new(start, start + span.len()), replacement: new.into_owned() };
        }
        // An escape is replaced as a whole: what the edit leaves of it is written anew.
        let before = self.implementation().escape(&text[run.start..span.start]);
        let after = self.implementation().escape(&text[span.end..run.start + run.len]);
        let source = match (before.is_empty(), after.is_empty()) {
            _ if !span.is_empty() => run.source,
            (true, _) => {
                return Edit {
                    span: Span::new(run.source.start, run.source.start),
                    replacement: new.into_owned(),
                };
            }
            (_, true) => {
                return Edit {
                    span: Span::new(run.source.end, run.source.end),
                    replacement: new.into_owned(),
                };
            }
            _ => run.source,
        };
        Edit { span: source, replacement: format!("{before}{new}{after}") }
    }

    /// The edit that inserts `new` at byte `at` of a block: in the text it touches, that before it first;
    /// between two pieces of markup, by itself. `first` is the first run that ends after `at`.
    fn insertion(
        &self,
        part: &str,
        text: &str,
        runs: &[Run],
        first: usize,
        (at, new): (usize, &str),
    ) -> Option<Edit> {
        let before = first.checked_sub(1).map(|before| &runs[before]);
        let here = runs.get(first);
        let is_text = |run: &&Run| run.kind != RunKind::Markup;
        let within = here.filter(|run| run.start < at);
        if let Some(run) = within.or(before.filter(is_text)).or(here.filter(is_text)) {
            return Some(self.run_edit(text, run, Span::new(at, at), new));
        }
        let (markup, at) =
            before.map(|run| (run, run.source.end)).or(here.map(|run| (run, run.source.start)))?;
        let new = self.implementation().escape(new);
        let by_itself = self.implementation().between_markup(markup.source.of(part), new);
        Some(Edit { span: Span::new(at, at), replacement: by_itself.into_owned() })
    }
}

/// Words that a replaced name may carry along, each a word before the name in its own right.
const BEFORE_NAMES: &str = "à au aux ce cet cette d de des du en et l la le les qu que the";

/// Parts an edit that reaches over several runs, so that each word stays in the run it stood in: words
/// that both texts have at the start or the end are left alone, and the words before a name (`de l’`)
/// stay before the markup of the name (`<b>Artsakh</b>`).
fn pieces<'e>(text: &str, runs: &[Run], edit: &'e BlockEdit) -> Vec<(Span, &'e str)> {
    let (mut span, mut new) = (edit.span, &*edit.replacement);
    let first = runs.partition_point(|run| run.start <= span.start);
    let boundaries: Vec<usize> =
        runs[first..].iter().map(|run| run.start).take_while(|&at| at < span.end).collect();
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
    c.is_whitespace() || is_apostrophe(c)
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

//! What stands around an occurrence.

use crate::{
    review::corpus::{DocumentText, Found},
    text::{self, Span},
};

/// Characters on either side.
const AROUND: usize = 90;
/// Words on either side to sort by.
const WORDS: usize = 3;

/// An occurrence in its context, on one line.
pub(super) struct Context {
    pub(super) left: String,
    pub(super) key: String,
    pub(super) right: String,
}

impl Context {
    /// The same, unless something else stands there since the article was edited: then the form alone.
    pub(super) fn of_form(self, form: &str) -> Self {
        let is_alike = super::folded(&self.key) == super::folded(form);
        match is_alike || self.key.to_lowercase().chars().next() == form.to_lowercase().chars().next() {
            true => self,
            false => Self { left: String::new(), key: form.to_owned(), right: String::new() },
        }
    }
}

/// Where an occurrence stands in its document: the block, and the bytes in it. An article that was edited since may be
/// shorter.
pub(super) fn place(text: &DocumentText, found: &Found) -> Option<(usize, Span)> {
    let (block, start) = text.block_at(found.start)?;
    let own = text.document().text(block);
    let end = match text.block_at(found.end) {
        Some((same, end)) if same == block => end,
        _ => own.len(),
    };
    Some((block, Span::new(start, end.max(start))))
}

/// The context of an occurrence.
pub(super) fn context(text: &DocumentText, found: &Found) -> Context {
    let Some((block, span)) = place(text, found) else {
        return Context { left: String::new(), key: String::new(), right: String::new() };
    };
    let own = text.document().text(block);
    let (before, after) = (&own[..span.start], &own[span.end..]);
    let from = before.char_indices().rev().nth(AROUND - 1).map_or(0, |(at, _)| at);
    let to = after.char_indices().nth(AROUND).map_or(after.len(), |(at, _)| at);
    Context { left: one_line(&before[from..]), key: span.of(own).to_owned(), right: one_line(&after[..to]) }
}

/// A text on one line; its ends stay as they are, they touch the name.
fn one_line(text: &str) -> String {
    text.replace(['\n', '\r', '\t'], " ")
}

/// The words on a side of an occurrence, to sort by, the nearest first.
pub(super) fn words(side: &str, is_left: bool) -> Vec<String> {
    let words: Vec<&str> = text::words(side).map(|span| span.of(side)).collect();
    let nearest: Vec<&str> = match is_left {
        true => words.into_iter().rev().take(WORDS).collect(),
        false => words.into_iter().take(WORDS).collect(),
    };
    nearest.into_iter().map(super::folded).collect()
}

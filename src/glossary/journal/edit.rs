//! What an act changes in a file: pieces of text, each at its place in a concept.

use std::ops::Range;

use serde::{Deserialize, Serialize};
use similar::{DiffOp, TextDiff};

/// How many characters around a change are kept, to find its place again.
const AROUND: usize = 20;

/// A piece of a file’s text that is replaced.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct TextEdit {
    /// The file, below the folder the journal belongs to.
    pub file: String,
    /// The concept in whose lines it stands; without, the place counts from the start of the file.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub concept: Option<String>,
    /// Whether the concept comes with it: `new` is all of its lines.
    #[serde(skip_serializing_if = "is_false")]
    pub adds: bool,
    /// What the file held before, where it was made for this.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub created: Option<String>,
    /// Where it begins, in bytes.
    pub at: usize,
    /// What stood there.
    pub old: String,
    /// What stands there now.
    pub new: String,
    /// What stands before it.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub left: String,
    /// What stands behind it.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub right: String,
}

#[allow(clippy::trivially_copy_pass_by_ref, reason = "serde asks for a reference")]
fn is_false(flag: &bool) -> bool {
    !flag
}

/// The edits that make `after` of the lines `before` of a concept (of the whole file where there is none), each in the
/// text as the ones before it left it.
pub(crate) fn text_edits(file: &str, concept: Option<&str>, before: &str, after: &str) -> Vec<TextEdit> {
    let lines = |text| -> Vec<&str> { str::split_inclusive(text, '\n').collect() };
    let (old, new) = (lines(before), lines(after));
    let diff = TextDiff::from_slices(&old, &new);
    let (old, new) = (Starts::of(&old), Starts::of(&new));
    let changed = diff.ops().iter().filter(|op| !matches!(op, DiffOp::Equal { .. }));
    let edit = |op: &DiffOp| {
        let (old, new) = trimmed(before, after, old.span(op.old_range()), new.span(op.new_range()));
        TextEdit {
            file: file.to_owned(),
            concept: concept.map(str::to_owned),
            at: new.start,
            old: before[old].to_owned(),
            new: after[new.clone()].to_owned(),
            left: last_of(&after[..new.start]).to_owned(),
            right: first_of(&after[new.end..]).to_owned(),
            ..TextEdit::default()
        }
    };
    changed.map(edit).collect()
}

/// Where the lines of a text begin, and its end.
struct Starts(Vec<usize>);

impl Starts {
    fn of(lines: &[&str]) -> Self {
        let mut starts = vec![0];
        let mut at = 0;
        for line in lines {
            at += line.len();
            starts.push(at);
        }
        Self(starts)
    }

    fn span(&self, lines: Range<usize>) -> Range<usize> {
        self.0[lines.start]..self.0[lines.end]
    }
}

/// Two pieces without the words they begin and end with alike.
fn trimmed(
    before: &str,
    after: &str,
    mut old: Range<usize>,
    mut new: Range<usize>,
) -> (Range<usize>, Range<usize>) {
    let (a, b) = (&before[old.clone()], &after[new.clone()]);
    let alike = |(x, y): &(char, char)| x == y;
    let lengths = |pairs: &mut dyn Iterator<Item = (char, char)>| -> usize {
        pairs.take_while(alike).map(|(c, _)| c.len_utf8()).sum()
    };
    let mut start = lengths(&mut a.chars().zip(b.chars()));
    let cuts_word = |text: &str, at: usize| {
        let is_word = |c: Option<char>| c.is_some_and(char::is_alphanumeric);
        is_word(text[..at].chars().next_back()) && is_word(text[at..].chars().next())
    };
    while cuts_word(a, start) || cuts_word(b, start) {
        start -= a[..start].chars().next_back().map_or(1, char::len_utf8);
    }
    let (a, b) = (&a[start..], &b[start..]);
    let mut end = lengths(&mut a.chars().rev().zip(b.chars().rev()));
    while cuts_word(a, a.len() - end) || cuts_word(b, b.len() - end) {
        end -= a[a.len() - end..].chars().next().map_or(1, char::len_utf8);
    }
    (old.start, new.start) = (old.start + start, new.start + start);
    (old.end, new.end) = (old.end - end, new.end - end);
    (old, new)
}

fn last_of(text: &str) -> &str {
    text.char_indices().rev().nth(AROUND - 1).map_or(text, |(at, _)| &text[at..])
}

fn first_of(text: &str) -> &str {
    text.char_indices().nth(AROUND).map_or(text, |(at, _)| &text[..at])
}

impl TextEdit {
    /// The same place and what it takes to go back.
    pub(super) fn inverse(&self, at: usize) -> Self {
        let (old, new) = (self.new.clone(), self.old.clone());
        Self { at, old, new, created: None, ..self.clone() }
    }

    /// What stands in place of bytes of the text once the edit is made.
    pub(super) fn made(&self) -> Range<usize> {
        self.at..self.at + self.new.len()
    }

    /// Makes the edit in the lines it belongs to; `None` where something else stands there.
    pub(super) fn make(&self, block: &str) -> Option<String> {
        let rest = block.get(self.at..)?.strip_prefix(self.old.as_str())?;
        Some([&block[..self.at], &self.new, rest].concat())
    }

    /// Where the change stands in lines that a person edited since: the one place with the same text around it.
    pub(super) fn found_in(&self, block: &str) -> Option<usize> {
        let around = [self.left.as_str(), &self.new, &self.right].concat();
        let mut places = block.match_indices(&around);
        let (at, _) = places.next().filter(|_| !around.is_empty())?;
        places.next().is_none().then_some(at + self.left.len())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn changed(before: &str, after: &str) -> Vec<(usize, String, String)> {
        let edits = text_edits("g.yaml", None, before, after);
        let mut text = before.to_owned();
        for edit in &edits {
            text = edit.make(&text).unwrap();
        }
        assert_eq!(text, after);
        for edit in edits.iter().rev() {
            text = edit.inverse(edit.at).make(&text).unwrap();
        }
        assert_eq!(text, before);
        edits.into_iter().map(|edit| (edit.at, edit.old, edit.new)).collect()
    }

    #[test]
    fn edits_are_whole_words_and_no_more() {
        let before = "a: {status: admitted}\nb: 1\nc: 2\n";
        let after = "a: {status: deprecated}\nb: 1\nd: 2\n";
        let words = |at, old: &str, new: &str| (at, old.to_owned(), new.to_owned());
        assert_eq!(changed(before, after), [words(12, "admitted", "deprecated"), words(29, "c", "d")]);
        assert_eq!(changed("- a\n", "- a\n- b\n"), [words(4, "", "- b\n")]);
        assert_eq!(changed("x: aa\n", "x: aaa\n"), [words(3, "aa", "aaa")]);
        assert_eq!(changed("x: é\n", "x: è\n"), [words(3, "é", "è")]);
    }
}

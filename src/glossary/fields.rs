//! Reading one mapping of a glossary file: known keys, values of the right kind, mistakes noted.

use std::{fmt::Display, sync::Arc};

use super::{
    model::Position,
    problem::{Problem, Severity},
    tree::{At, Node, Value},
};
use crate::text::{LineIndex, brief, window};

/// A glossary file being read, and the mistakes found in it.
pub(super) struct File<'t> {
    name: Arc<str>,
    text: &'t str,
    lines: LineIndex,
    /// The mistakes found so far.
    pub problems: Vec<Problem>,
}

impl<'t> File<'t> {
    pub(super) fn new(name: &str, text: &'t str) -> Self {
        Self { name: Arc::from(name), text, lines: LineIndex::new(text), problems: Vec::new() }
    }

    /// Whether this is the file of that name.
    pub(super) fn is(&self, name: &str) -> bool {
        &*self.name == name
    }

    /// The position of a node for the model.
    pub(super) fn position(&self, at: At) -> Position {
        Position { file: self.name.clone(), line: at.line as usize, column: at.column as usize }
    }

    /// Notes an error at a place.
    pub(super) fn error(&mut self, at: At, message: impl Into<String>, help: Option<String>) {
        let (line, before) = self.line(at.line as usize, at.column as usize);
        let line = line.to_owned();
        self.problems.push(Problem {
            severity: Severity::Error,
            position: self.position(at),
            message: brief(&message.into()),
            help: help.as_deref().map(brief),
            line,
            before,
        });
    }

    /// What stands around a place in its line, and how many characters of the line stand before that.
    pub(super) fn line(&self, line: usize, column: usize) -> (&'t str, usize) {
        window(self.lines.line(self.text, line), column)
    }

    /// The entries of a mapping whose keys are all among `known`; unknown and duplicate keys are errors
    /// and left out.
    pub(super) fn fields<'n>(
        &mut self,
        node: &'n Node<'n>,
        what: impl Display + Copy,
        known: &[&'static str],
    ) -> Fields<'n> {
        let mut entries = self.entries(node, what);
        entries.retain(|(key, at, _)| {
            let is_known = known.contains(key);
            if !is_known {
                self.error(*at, format!("unknown key «{key}» in {what}"), suggestion(key, known));
            }
            is_known
        });
        Fields { at: node.at, entries }
    }

    /// The entries of a mapping with arbitrary keys; duplicate keys are errors and left out.
    pub(super) fn entries<'n>(
        &mut self,
        node: &'n Node<'n>,
        what: impl Display + Copy,
    ) -> Vec<(&'n str, At, &'n Node<'n>)> {
        let Value::Mapping(nodes) = &node.value else {
            if !matches!(node.value, Value::Null) {
                self.error(node.at, format!("{what} must be a mapping, not {}", node.kind()), None);
            }
            return Vec::new();
        };
        let mut entries: Vec<(&str, At, &Node<'_>)> = Vec::with_capacity(nodes.len() / 2);
        let mut seen = rustc_hash::FxHashMap::default();
        for pair in nodes.chunks_exact(2) {
            let (key, value) = (&pair[0], &pair[1]);
            let Some(name) = key.text() else {
                self.error(key.at, format!("a key in {what} must be a text, not {}", key.kind()), None);
                continue;
            };
            // Most mappings are small: looking through them is quicker than hashing.
            let first = if nodes.len() <= 32 {
                entries.iter().find(|(known, ..)| *known == name).map(|(_, at, _)| *at)
            } else {
                seen.insert(name, key.at)
            };
            if let Some(first) = first {
                let help = format!("it stands first on line {}; merge the two", first.line);
                self.error(key.at, format!("duplicate key «{name}» in {what}"), Some(help));
                continue;
            }
            entries.push((name, key.at, value));
        }
        entries
    }

    /// The text of a scalar that must not be empty.
    pub(super) fn text<'n>(&mut self, node: &'n Node<'n>, what: &str) -> Option<&'n str> {
        match node.text().map(str::trim) {
            Some("") => {
                self.error(node.at, format!("{what} is empty"), None);
                None
            }
            Some(text) => Some(text),
            None => {
                self.error(node.at, format!("{what} must be a text, not {}", node.kind()), None);
                None
            }
        }
    }

    /// One of the words of a closed list.
    pub(super) fn choice<T: Copy>(
        &mut self,
        node: &Node,
        what: &str,
        choices: &[(&'static str, T)],
    ) -> Option<T> {
        let text = self.text(node, what)?;
        let found = choices.iter().find(|(word, _)| *word == text).map(|(_, value)| *value);
        if found.is_none() {
            let words: Vec<_> = choices.iter().map(|(word, _)| *word).collect();
            let help = format!("write one of {}", words.join(", "));
            self.error(node.at, format!("«{text}» is no {what}"), Some(help));
        }
        found
    }

    /// `true` or `false`.
    pub(super) fn flag(&mut self, node: &Node, what: &str) -> Option<bool> {
        self.choice(node, what, &[("true", true), ("false", false), ("yes", true), ("no", false)])
    }

    /// The items of a list.
    pub(super) fn items<'n>(&mut self, node: &'n Node<'n>, what: &str) -> &'n [Node<'n>] {
        match &node.value {
            Value::Sequence(items) => items,
            Value::Null => &[],
            _ => {
                self.error(node.at, format!("{what} must be a list, not {}", node.kind()), None);
                &[]
            }
        }
    }
}

/// The known entries of a mapping.
pub(super) struct Fields<'n> {
    /// Where the mapping starts.
    pub at: At,
    entries: Vec<(&'n str, At, &'n Node<'n>)>,
}

impl<'n> Fields<'n> {
    /// Where a key stands, and its value, if it was given.
    pub(super) fn entry(&self, key: &str) -> Option<(At, &'n Node<'n>)> {
        self.entries.iter().find(|(name, ..)| *name == key).map(|&(_, at, node)| (at, node))
    }

    /// The value of a key, if it was given.
    pub(super) fn get(&self, key: &str) -> Option<&'n Node<'n>> {
        self.entries.iter().find(|(name, ..)| *name == key).map(|(.., node)| *node)
    }
}

/// «did you mean …» for a key that is nearly a known one, else the list of known ones.
fn suggestion(key: &str, known: &[&'static str]) -> Option<String> {
    let near = known
        .iter()
        .map(|word| (similar::TextDiff::from_chars(key, *word).ratio(), *word))
        .filter(|(ratio, _)| *ratio > 0.7)
        .max_by(|a, b| a.0.total_cmp(&b.0));
    Some(match near {
        Some((_, word)) => format!("did you mean «{word}»?"),
        None => format!("known keys: {}", known.join(", ")),
    })
}

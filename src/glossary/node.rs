//! The nodes of a YAML tree, which know where they stand.

use std::borrow::Cow;

/// How deep a glossary file may nest; the format itself needs 8.
pub(super) const MAX_DEPTH: usize = 32;

/// A node of a YAML file and where it starts.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Node<'t> {
    pub value: Value<'t>,
    pub at: At,
}

/// A place in the files that are read: both from 1, the line counted through all of them, the column in characters.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct At {
    pub line: u32,
    pub column: u32,
}

impl At {
    pub(super) fn new(line: usize, column: usize) -> Self {
        let small = |number| u32::try_from(number).unwrap_or(u32::MAX);
        Self { line: small(line), column: small(column) }
    }
}

/// What a node holds; collections without room to grow, since a file is made of many small ones.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Value<'t> {
    /// Nothing written, or `~`.
    Null,
    Scalar(Cow<'t, str>),
    Sequence(Box<[Node<'t>]>),
    /// Keys and values by turns, in file order, duplicates included.
    Mapping(Box<[Node<'t>]>),
}

impl Node<'_> {
    /// What the node is, in words, for messages.
    pub(super) fn kind(&self) -> &'static str {
        match self.value {
            Value::Null => "nothing",
            Value::Scalar(_) => "a text",
            Value::Sequence(_) => "a list",
            Value::Mapping(_) => "a mapping",
        }
    }

    /// The text of a scalar.
    pub(super) fn text(&self) -> Option<&str> {
        match &self.value {
            Value::Scalar(text) => Some(text),
            _ => None,
        }
    }
}

/// What is wrong with the YAML itself.
#[derive(Clone, Debug)]
pub(super) struct SyntaxError {
    pub at: At,
    pub message: String,
}

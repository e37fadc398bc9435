//! YAML as a tree of nodes that know where they stand.
//!
//! Read from the events of `granit-parser`, the parser inside `serde-saphyr`: deserialising stops at the
//! first duplicate key, while a glossary is to be told all its mistakes in one run.

use granit_parser::{Event, Parser, ScalarStyle, Span};

/// How deep a glossary file may nest; the format itself needs 8.
const MAX_DEPTH: usize = 32;

/// A node of a YAML file and where it starts.
#[derive(Clone, Debug)]
pub(super) struct Node {
    pub value: Value,
    pub at: At,
}

/// A place in a file: both from 1, the column in characters.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct At {
    pub line: usize,
    pub column: usize,
}

/// What a node holds.
#[derive(Clone, Debug)]
pub(super) enum Value {
    /// Nothing written, or `~`.
    Null,
    Scalar(Box<str>),
    Sequence(Vec<Node>),
    /// Keys in file order, duplicates included.
    Mapping(Vec<(Node, Node)>),
}

impl Node {
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

/// Parses the single YAML document of `text`.
pub(super) fn parse(text: &str) -> Result<Node, SyntaxError> {
    let mut builder = Builder { open: Vec::new(), root: None };
    for event in Parser::new_from_str(text) {
        let (event, span) = event.map_err(|error| SyntaxError {
            at: At { line: error.marker().line(), column: error.marker().col() + 1 },
            message: error.info(),
        })?;
        builder.take(event, at(span))?;
    }
    Ok(builder.root.unwrap_or(Node { value: Value::Null, at: At { line: 1, column: 1 } }))
}

fn at(span: Span) -> At {
    At { line: span.start.line(), column: span.start.col() + 1 }
}

struct Builder {
    /// The collections not yet closed, outermost first; of a mapping also the key that waits.
    open: Vec<(Node, Option<Node>)>,
    root: Option<Node>,
}

impl Builder {
    fn take(&mut self, event: Event<'_>, at: At) -> Result<(), SyntaxError> {
        match event {
            Event::Scalar(text, style, ..) => {
                let null = style == ScalarStyle::Plain && matches!(&*text, "" | "~" | "null");
                let value = if null { Value::Null } else { Value::Scalar(text.into()) };
                self.close(Node { value, at })
            }
            Event::SequenceStart(..) => self.open(Value::Sequence(Vec::new()), at),
            Event::MappingStart(..) => self.open(Value::Mapping(Vec::new()), at),
            Event::SequenceEnd | Event::MappingEnd => match self.open.pop() {
                Some((node, _)) => self.close(node),
                None => Ok(()),
            },
            Event::Alias(_) | Event::UnresolvedAlias(_) => Err(SyntaxError {
                at,
                message: "YAML aliases (*name) are not read; write the value out".into(),
            }),
            Event::DocumentStart(..) if self.root.is_some() => Err(SyntaxError {
                at,
                message: "a second YAML document (---); a glossary file holds one".into(),
            }),
            _ => Ok(()),
        }
    }

    fn open(&mut self, value: Value, at: At) -> Result<(), SyntaxError> {
        if self.open.len() >= MAX_DEPTH {
            return Err(SyntaxError { at, message: format!("nested deeper than {MAX_DEPTH} levels") });
        }
        self.open.push((Node { value, at }, None));
        Ok(())
    }

    /// Hands a finished node to the collection it belongs to.
    fn close(&mut self, node: Node) -> Result<(), SyntaxError> {
        match self.open.last_mut() {
            None => self.root = Some(node),
            Some((Node { value: Value::Sequence(items), .. }, _)) => items.push(node),
            Some((Node { value: Value::Mapping(entries), .. }, key)) => match key.take() {
                None => *key = Some(node),
                Some(key) => entries.push((key, node)),
            },
            Some(_) => unreachable!("only collections are opened"),
        }
        Ok(())
    }
}

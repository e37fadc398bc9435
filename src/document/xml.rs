//! XML read with positions and within bounds; entities that a document type defines are never expanded.

use std::borrow::Cow;

use quick_xml::{
    Reader, XmlVersion,
    escape::resolve_predefined_entity,
    events::{BytesRef, BytesStart, Event},
};

use crate::text::{LineIndex, Span, brief};

/// The deepest nesting of elements that is read.
const DEPTH: usize = 256;

/// The value of the attribute of `element` whose local name is `name`, its references resolved.
pub(crate) fn attribute_of(element: &BytesStart<'_>, name: &str) -> Option<String> {
    // The first of that name is taken; a search for a second would take the square of their number.
    let mut attributes = element.attributes();
    let found = attributes
        .with_checks(false)
        .flatten()
        .find(|attribute| attribute.key.local_name().into_inner() == name)?;
    found.normalized_value(XmlVersion::Implicit1_0).ok().map(Cow::into_owned)
}

/// What `&…;` stands for: one of the five entities of XML, or the character of a number.
pub(crate) fn referred(entity: &BytesRef<'_>) -> Option<String> {
    let character = || entity.resolve_char_ref().ok().flatten().map(String::from);
    resolve_predefined_entity(entity).map(str::to_owned).or_else(character)
}

/// What is wrong with a file, and at which byte of its text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Fault {
    pub(super) at: usize,
    pub(super) message: String,
}

impl Fault {
    /// The fault with the line and the column of `text` where it is.
    pub(super) fn placed(&self, text: &str) -> (usize, usize, &str) {
        let place = LineIndex::new(text).place(text, self.at);
        (place.line, place.column, &self.message)
    }
}

/// A piece of an XML text.
pub(super) enum Node<'t> {
    /// `<name …>` or `<name …/>`; of the latter, the end follows at once.
    Open(Element<'t>),
    /// `</name>`: the local name.
    Close(&'t str),
    /// Text, or one entity.
    Text(Span),
    /// `<![CDATA[…]]>` as a whole; its content lacks 9 bytes before and 3 after.
    Cdata(Span),
}

/// A start tag.
pub(super) struct Element<'t> {
    /// The name without its prefix.
    pub(super) name: &'t str,
    pub(super) span: Span,
    /// What follows the name.
    attributes: &'t str,
    /// `<name/>`.
    pub(super) empty: bool,
}

impl<'t> Element<'t> {
    /// The value of the attribute whose name, or local name, is `name`.
    pub(super) fn attribute(&self, name: &str) -> Option<&'t str> {
        let mut rest = self.attributes;
        loop {
            let (key, after) = rest.split_once('=')?;
            let key = key.trim();
            let after = after.trim_start();
            let quote = after.chars().next().filter(|c| matches!(c, '"' | '\''))?;
            let (value, after) = after[1..].split_once(quote)?;
            if key == name || key.rsplit_once(':').is_some_and(|(_, local)| local == name) {
                return Some(value);
            }
            rest = after;
        }
    }
}

/// The nodes of an XML text.
pub(super) struct Nodes<'t> {
    text: &'t str,
    reader: Reader<&'t [u8]>,
    depth: usize,
    closing: Option<&'t str>,
}

impl<'t> Nodes<'t> {
    pub(super) fn new(text: &'t str) -> Self {
        Self { text, reader: Reader::from_str(text), depth: 0, closing: None }
    }

    /// The next node; `None` at the end.
    ///
    /// # Errors
    /// When the text is not well-formed, or nested too deep.
    pub(super) fn next(&mut self) -> Result<Option<Node<'t>>, Fault> {
        if let Some(name) = self.closing.take() {
            return Ok(Some(Node::Close(name)));
        }
        loop {
            let start = self.position();
            let event = self.reader.read_event().map_err(|error| Fault {
                at: usize::try_from(self.reader.error_position()).unwrap_or(start),
                message: brief(&format!("this is not well-formed XML: {error}")),
            })?;
            let span = Span::new(start, self.position());
            return Ok(Some(match event {
                Event::Start(_) | Event::Empty(_) => {
                    let empty = matches!(event, Event::Empty(_));
                    let element = self.element(span, empty);
                    if empty {
                        self.closing = Some(element.name);
                    } else {
                        self.depth += 1;
                    }
                    if self.depth > DEPTH {
                        let message = format!("elements are nested deeper than {DEPTH}");
                        return Err(Fault { at: start, message });
                    }
                    Node::Open(element)
                }
                Event::End(_) => {
                    self.depth = self.depth.saturating_sub(1);
                    let name = span.of(self.text).trim_start_matches("</").trim_end_matches('>').trim();
                    Node::Close(local(name))
                }
                Event::Text(_) | Event::GeneralRef(_) => Node::Text(span),
                Event::CData(_) => Node::Cdata(span),
                Event::Comment(_) | Event::Decl(_) | Event::PI(_) | Event::DocType(_) => continue,
                Event::Eof if self.depth > 0 => {
                    let message = "the file ends before its last element does: is it cut off?".to_owned();
                    return Err(Fault { at: self.text.len(), message });
                }
                Event::Eof => return Ok(None),
            }));
        }
    }

    fn element(&self, span: Span, empty: bool) -> Element<'t> {
        let tag = span.of(self.text);
        let inner = tag.get(1..tag.len().saturating_sub(1 + usize::from(empty))).unwrap_or("");
        let end = inner.find(|c: char| c.is_ascii_whitespace()).unwrap_or(inner.len());
        Element { name: local(&inner[..end]), span, attributes: &inner[end..], empty }
    }

    fn position(&self) -> usize {
        usize::try_from(self.reader.buffer_position()).unwrap_or(usize::MAX).min(self.text.len())
    }
}

/// A name without its prefix.
fn local(name: &str) -> &str {
    name.rsplit_once(':').map_or(name, |(_, local)| local)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> Result<Vec<String>, Fault> {
        let mut nodes = Nodes::new(text);
        let mut out = Vec::new();
        while let Some(node) = nodes.next()? {
            out.push(match node {
                Node::Open(element) => format!("<{} a={:?}", element.name, element.attribute("a")),
                Node::Close(name) => format!("/{name}"),
                Node::Text(span) | Node::Cdata(span) => span.of(text).to_owned(),
            });
        }
        Ok(out)
    }

    #[test]
    fn nodes_with_their_places() {
        assert_eq!(
            read("<?xml version='1.0'?><!DOCTYPE x [<!ENTITY e 'é'>]><p:x b='1' w:a=\"2>\">é&e;<y/><![CDATA[<]]></p:x>")
                .unwrap(),
            ["<x a=Some(\"2>\")", "é", "&e;", "<y a=None", "/y", "<![CDATA[<]]>", "/x"]
        );
    }

    #[test]
    fn faults_have_a_place() {
        assert_eq!(read("<a>\n<b></a>").unwrap_err().placed("<a>\n<b></a>").0, 2);
        assert!(read("<a><b>").unwrap_err().message.contains("cut off"));
        assert!(read(&"<a>".repeat(1000)).unwrap_err().message.contains("nested deeper"));
    }
}

//! Walking through XML of any size, and writing it.

use std::io::Read;

use quick_xml::{
    Reader,
    errors::{Error, IllFormedError},
    events::{BytesStart, Event},
};

use super::{ReadError, input::Input};
use crate::{
    markup::{attribute_of, referred},
    text::brief,
};

/// How deep a file may nest.
const MAX_DEPTH: usize = 64;

/// What happens on the way through a file; names come without their prefix.
pub(super) trait Handler {
    /// An element starts at a line.
    fn start(&mut self, name: &str, element: &Element<'_>, line: usize) -> Result<(), ReadError>;
    /// An element ends.
    fn end(&mut self, name: &str, line: usize) -> Result<(), ReadError>;
    /// Text, in pieces.
    fn text(&mut self, text: &str);
}

/// An element’s attributes.
pub(super) struct Element<'a>(&'a BytesStart<'a>);

impl Element<'_> {
    /// The value of an attribute, named without its prefix.
    pub(super) fn attribute(&self, name: &str) -> Option<String> {
        attribute_of(self.0, name).map(std::borrow::Cow::into_owned)
    }
}

/// Walks through a file from its root to its end.
pub(super) fn walk<R: Read>(input: Input<R>, handler: &mut dyn Handler) -> Result<(), ReadError> {
    let mut reader = Reader::from_reader(input);
    let mut place = Place { depth: 0, seen: false };
    let mut buffer = Vec::new();
    loop {
        buffer.clear();
        reader.get_mut().next_piece();
        let line = reader.get_ref().line();
        let event = match reader.read_event_into(&mut buffer) {
            Ok(Event::Eof) => break,
            Ok(event) => place.take(event, handler, line),
            Err(error) => Err(wrong(error, line)),
        };
        // What is wrong with an event is told where it starts.
        event.map_err(|error| if error.line == line { at_piece(error, &reader) } else { error })?;
    }
    let line = reader.get_ref().line();
    if place.depth > 0 {
        let message = "the file ends in the middle of an element: it is cut off";
        return Err(at_piece(ReadError::at(line, message), &reader));
    }
    if !place.seen {
        return Err(at_piece(ReadError::at(line, "no element: this is no XML"), &reader));
    }
    Ok(())
}

fn at_piece<R: Read>(error: ReadError, reader: &Reader<Input<R>>) -> ReadError {
    if error.column > 0 {
        return error;
    }
    let (line, column) = reader.get_ref().piece_place();
    ReadError { line, ..error }.column(column)
}

/// How deep inside the file the walk is.
struct Place {
    depth: usize,
    seen: bool,
}

impl Place {
    fn take(&mut self, event: Event<'_>, handler: &mut dyn Handler, line: usize) -> Result<(), ReadError> {
        match event {
            Event::Start(element) => {
                (self.depth, self.seen) = (self.depth + 1, true);
                if self.depth > MAX_DEPTH {
                    return Err(ReadError::at(line, format!("nested deeper than {MAX_DEPTH} elements")));
                }
                handler.start(element.local_name().into_inner(), &Element(&element), line)?;
            }
            Event::Empty(element) => {
                self.seen = true;
                handler.start(element.local_name().into_inner(), &Element(&element), line)?;
                handler.end(element.local_name().into_inner(), line)?;
            }
            Event::End(element) => {
                self.depth = self.depth.saturating_sub(1);
                handler.end(element.local_name().into_inner(), line)?;
            }
            Event::Text(text) => {
                if self.depth == 0 && !text.trim().is_empty() {
                    return Err(ReadError::at(line, "text outside of any element: this is no XML"));
                }
                handler.text(&text.xml10_content());
            }
            Event::CData(text) => handler.text(&text.xml10_content()),
            Event::GeneralRef(entity) => match referred(&entity) {
                Some(text) => handler.text(&text),
                None => {
                    let message =
                        format!("entity «&{};»: entities are not read; write the character", &*entity);
                    return Err(ReadError::at(line, brief(&message)));
                }
            },
            Event::DocType(text) if text.contains("<!ENTITY") => {
                let message = "the file declares entities; they are not read: remove them";
                return Err(ReadError::at(line, message));
            }
            _ => {}
        }
        Ok(())
    }
}

fn wrong(error: Error, line: usize) -> ReadError {
    match error {
        Error::Io(error) => ReadError::of_io(&error, line),
        Error::IllFormed(IllFormedError::MismatchedEndTag { expected, found }) => {
            let message = format!("<{expected}> is closed by </{found}>: this is no well-formed XML");
            ReadError::at(line, brief(&message))
        }
        error => ReadError::at(line, brief(&format!("this is no well-formed XML: {error}"))),
    }
}

/// Writes XML, indented by hand where it matters.
pub(super) struct Xml(pub String);

impl Xml {
    /// Starts a file.
    pub(super) fn new() -> Self {
        Self("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n".into())
    }

    /// Markup as it is.
    pub(super) fn raw(&mut self, markup: &str) -> &mut Self {
        self.0.push_str(markup);
        self
    }

    /// A start tag.
    pub(super) fn open(&mut self, name: &str, attributes: &[(&str, &str)]) -> &mut Self {
        self.0.push('<');
        self.0.push_str(name);
        for (key, value) in attributes {
            self.0.push(' ');
            self.0.push_str(key);
            self.0.push_str("=\"");
            escape(&mut self.0, value, true);
            self.0.push('"');
        }
        self.0.push('>');
        self
    }

    /// Text.
    pub(super) fn text(&mut self, text: &str) -> &mut Self {
        escape(&mut self.0, text, false);
        self
    }

    /// An end tag and a line end.
    pub(super) fn close(&mut self, name: &str) -> &mut Self {
        self.0.push_str("</");
        self.0.push_str(name);
        self.0.push_str(">\n");
        self
    }

    /// An element with text in it.
    pub(super) fn leaf(&mut self, name: &str, attributes: &[(&str, &str)], text: &str) -> &mut Self {
        self.open(name, attributes).text(text).close(name)
    }
}

fn escape(out: &mut String, text: &str, attribute: bool) {
    for c in text.chars() {
        match c {
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '&' => out.push_str("&amp;"),
            '"' if attribute => out.push_str("&quot;"),
            '\t' | '\n' if attribute => out.push_str(if c == '\t' { "&#9;" } else { "&#10;" }),
            '\r' => out.push_str("&#13;"),
            // Characters XML 1.0 does not know.
            '\0'..='\u{8}' | '\u{b}' | '\u{c}' | '\u{e}'..='\u{1f}' | '\u{fffe}' | '\u{ffff}' => {}
            c => out.push(c),
        }
    }
}

/// An id that XML takes (an NCName), and from which [`id_from`] gives the text again.
pub(super) fn id_for(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for (at, c) in text.char_indices() {
        let start = c.is_alphabetic() && c != '_';
        let good = start || (at > 0 && (c.is_ascii_digit() || matches!(c, '-' | '.')));
        let plain = good && (c.is_ascii() || matches!(c, 'à'..='ö' | 'ø'..='ÿ'));
        if plain || (c == '_' && !text[at..].starts_with("_x")) {
            out.push(c);
        } else {
            out.push_str(&format!("_x{:04X}_", c as u32));
        }
    }
    out
}

/// The text an id was made from.
pub(super) fn id_from(id: &str) -> String {
    let mut out = String::with_capacity(id.len());
    let mut rest = id;
    while let Some(at) = rest.find("_x") {
        let decoded = rest[at + 2..].split_once('_').and_then(|(digits, after)| {
            let hex = (4..=6).contains(&digits.len());
            let c = hex.then(|| u32::from_str_radix(digits, 16).ok()).flatten().and_then(char::from_u32)?;
            Some((c, after))
        });
        match decoded {
            Some((c, after)) => {
                out.push_str(&rest[..at]);
                out.push(c);
                rest = after;
            }
            None => {
                out.push_str(&rest[..at + 2]);
                rest = &rest[at + 2..];
            }
        }
    }
    out.push_str(rest);
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ids_come_back() {
        for text in ["haut-karabakh", "reg.karabakh", "12", "a b", "_x0041_", "é:è", "_", "人"] {
            assert_eq!(id_from(&id_for(text)), text);
            assert!(!id_for(text).starts_with(|c: char| c.is_ascii_digit()));
        }
    }
}

//! One loop over the events of an XML text: elements, text and references within bounds. Entities that a document
//! type declares are never expanded.

use std::borrow::Cow;

use quick_xml::{
    XmlVersion,
    errors::{Error, IllFormedError},
    escape::resolve_predefined_entity,
    events::{BytesCData, BytesRef, BytesStart, BytesText, Event},
};

use super::{Fault, namespaces::Namespaces};
use crate::text::brief;

/// Where XML comes from, event by event.
pub(crate) trait Source {
    /// What tells where an event stands: a span of bytes, a line.
    type Place: Copy;

    /// Whether declared entities and text outside the root element are refused; else they are passed over.
    const STRICT: bool;

    /// The next event and its place.
    fn next(&mut self) -> Result<(Event<'_>, Self::Place), Fault>;

    /// A fault of the event that was read last.
    fn fault(&self, message: String) -> Fault;
}

/// Takes what [`walk`] reads. A message it returns becomes a [`Fault`] at the place of the event.
pub(crate) trait Handler<Place> {
    /// How deep elements may nest. Lists and rules need a dozen.
    const MAX_DEPTH: usize = 64;

    /// Whether [`Name::foreign`] is asked for: finding it out takes a look at every start tag.
    const NAMESPACES: bool = false;

    /// An element starts.
    fn open(&mut self, element: &Element<'_>, place: Place) -> Result<(), String>;

    /// An element ends; one without content, right after it started and with the same place.
    fn close(&mut self, name: Name<'_>, place: Place) -> Result<(), String>;

    /// Text, in pieces: a reference is a piece of its own.
    fn text(&mut self, text: Text<'_>, place: Place) -> Result<(), String>;
}

/// The name of an element.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Name<'a> {
    /// The name without its prefix.
    pub(crate) local: &'a str,
    /// Whether it belongs to another namespace than the root element.
    pub(crate) foreign: bool,
}

impl<'a> Name<'a> {
    /// The local name of an element of the format itself; `""` for a foreign element.
    pub(crate) fn own(self) -> &'a str {
        if self.foreign { "" } else { self.local }
    }
}

/// A start tag.
pub(crate) struct Element<'a> {
    pub(crate) name: Name<'a>,
    /// `<name/>`.
    pub(crate) empty: bool,
    start: &'a BytesStart<'a>,
}

impl Element<'_> {
    /// The value of the attribute whose local name is `name`, its references resolved.
    pub(crate) fn attribute(&self, name: &str) -> Option<Cow<'_, str>> {
        attribute_of(self.start, name)
    }
}

/// A piece of text.
pub(crate) enum Text<'a> {
    /// Text as it stands.
    Plain(&'a BytesText<'a>),
    /// `&…;`.
    Reference(&'a BytesRef<'a>),
    /// `<![CDATA[…]]>`.
    Cdata(&'a BytesCData<'a>),
}

impl Text<'_> {
    /// What the piece reads as.
    ///
    /// # Errors
    /// When it is an entity that XML does not define.
    pub(crate) fn content(&self) -> Result<Cow<'_, str>, String> {
        match self {
            Self::Plain(text) => Ok(text.xml10_content()),
            Self::Cdata(text) => Ok(text.xml10_content()),
            Self::Reference(entity) => referred(entity).map(Cow::Owned).ok_or_else(|| {
                brief(&format!("entity «&{};»: entities are not read; write the character", &***entity))
            }),
        }
    }

    /// Whether it is a CDATA section.
    pub(crate) fn is_cdata(&self) -> bool {
        matches!(self, Self::Cdata(_))
    }
}

/// Reads XML to its end, telling `handler` what there is.
///
/// # Errors
/// When it is not well-formed, is nested too deep, or the handler finds something wrong.
pub(crate) fn walk<S: Source, H: Handler<S::Place>>(mut source: S, handler: &mut H) -> Result<(), Fault> {
    let mut state = Walk::default();
    loop {
        let (event, place) = source.next()?;
        match state.event::<S, H>(&event, place, handler) {
            Ok(true) => {}
            Ok(false) => return Ok(()),
            Err(message) => {
                drop(event);
                return Err(source.fault(message));
            }
        }
    }
}

/// Where in the tree of elements the walk is.
#[derive(Default)]
struct Walk {
    depth: usize,
    /// Whether the root element has been seen.
    rooted: bool,
    namespaces: Namespaces,
}

impl Walk {
    /// Hands an event over; `false` at the end.
    fn event<S: Source, H: Handler<S::Place>>(
        &mut self,
        event: &Event<'_>,
        place: S::Place,
        handler: &mut H,
    ) -> Result<bool, String> {
        match event {
            Event::Start(start) => self.open(start, false, place, handler)?,
            Event::Empty(start) => {
                self.open(start, true, place, handler)?;
                self.close(start.name().into_inner(), place, handler)?;
            }
            Event::End(end) => self.close(end.name().into_inner(), place, handler)?,
            Event::Text(text) => {
                if S::STRICT && self.depth == 0 && !text.trim().is_empty() {
                    return Err("text outside of any element: this is no XML".to_owned());
                }
                handler.text(Text::Plain(text), place)?;
            }
            Event::CData(text) => handler.text(Text::Cdata(text), place)?,
            Event::GeneralRef(entity) => handler.text(Text::Reference(entity), place)?,
            Event::DocType(text) if S::STRICT && text.contains("<!ENTITY") => {
                return Err("the file declares entities; they are not read: remove them".to_owned());
            }
            Event::Eof if self.depth > 0 => {
                return Err("the file ends in the middle of an element: it is cut off".to_owned());
            }
            Event::Eof if S::STRICT && !self.rooted => {
                return Err("no element: this is no XML".to_owned());
            }
            Event::Eof => return Ok(false),
            Event::DocType(_) | Event::Comment(_) | Event::Decl(_) | Event::PI(_) => {}
        }
        Ok(true)
    }

    fn open<P, H: Handler<P>>(
        &mut self,
        start: &BytesStart<'_>,
        empty: bool,
        place: P,
        handler: &mut H,
    ) -> Result<(), String> {
        self.depth += 1;
        if self.depth > H::MAX_DEPTH {
            return Err(format!("nested deeper than {} elements", H::MAX_DEPTH));
        }
        if H::NAMESPACES {
            self.namespaces.open(start, self.depth, !self.rooted);
        }
        self.rooted = true;
        let name = self.name(start.name().into_inner());
        handler.open(&Element { name, empty, start }, place)
    }

    fn close<P, H: Handler<P>>(&mut self, name: &str, place: P, handler: &mut H) -> Result<(), String> {
        let name = self.name(name);
        if H::NAMESPACES {
            self.namespaces.close(self.depth);
        }
        self.depth = self.depth.saturating_sub(1);
        handler.close(name, place)
    }

    fn name<'n>(&self, name: &'n str) -> Name<'n> {
        let (prefix, local) = name.split_once(':').unwrap_or(("", name));
        Name { local, foreign: self.namespaces.is_foreign(prefix) }
    }
}

/// The value of the attribute of `element` whose local name is `name`, its references resolved.
pub(crate) fn attribute_of<'a>(element: &'a BytesStart<'_>, name: &str) -> Option<Cow<'a, str>> {
    // The first of that name is taken; a search for a second would take the square of their number.
    let mut attributes = element.attributes();
    let found = attributes
        .with_checks(false)
        .flatten()
        .find(|attribute| attribute.key.local_name().into_inner() == name)?;
    found.normalized_value(XmlVersion::Implicit1_0).ok()
}

/// The encoding that the XML declaration at the start of a file names.
pub(crate) fn declared_encoding(head: &str) -> Option<String> {
    let declaration = head.trim_start().strip_prefix("<?xml")?.split("?>").next()?;
    let value = declaration.split_once("encoding")?.1.trim_start().strip_prefix('=')?.trim_start();
    let quote = value.chars().next().filter(|c| matches!(c, '"' | '\''))?;
    Some(value[1..].split(quote).next()?.to_owned())
}

/// What `&…;` stands for: one of the five entities of XML, or the character of a number.
fn referred(entity: &BytesRef<'_>) -> Option<String> {
    let character = || entity.resolve_char_ref().ok().flatten().map(String::from);
    resolve_predefined_entity(entity).map(str::to_owned).or_else(character)
}

/// Says that a text is not well-formed.
pub(super) fn ill_formed(error: &Error) -> String {
    let message = match error {
        Error::IllFormed(IllFormedError::MismatchedEndTag { expected, found }) => {
            format!("this is not well-formed XML: <{expected}> is closed by </{found}>")
        }
        error => format!("this is not well-formed XML: {error}"),
    };
    brief(&message)
}

#[cfg(test)]
mod tests {
    use super::{super::XmlText, *};
    use crate::text::Span;

    /// Notes what is read of a text.
    struct Notes<'t>(&'t str, Vec<String>);

    impl Handler<Span> for Notes<'_> {
        const NAMESPACES: bool = true;

        fn open(&mut self, element: &Element<'_>, _: Span) -> Result<(), String> {
            let Name { local, foreign } = element.name;
            let mark = if foreign { "?" } else { "" };
            self.1.push(format!("<{mark}{local} a={:?}", element.attribute("a").as_deref()));
            Ok(())
        }

        fn close(&mut self, name: Name<'_>, _: Span) -> Result<(), String> {
            self.1.push(format!("/{}", name.own()));
            Ok(())
        }

        fn text(&mut self, _: Text<'_>, span: Span) -> Result<(), String> {
            self.1.push(span.of(self.0).to_owned());
            Ok(())
        }
    }

    fn read(text: &str) -> Result<Vec<String>, Fault> {
        let mut notes = Notes(text, Vec::new());
        walk(XmlText::new(text), &mut notes)?;
        Ok(notes.1)
    }

    #[test]
    fn events_with_their_places() {
        let text = "<?xml version='1.0'?><!DOCTYPE x [<!ENTITY e 'é'>]><p:x b='1' w:a=\"2>\">é&e;<p:y/>\
            <![CDATA[<]]></p:x>";
        assert_eq!(
            read(text).unwrap(),
            ["<x a=Some(\"2>\")", "é", "&e;", "<y a=None", "/y", "<![CDATA[<]]>", "/x"]
        );
    }

    #[test]
    fn elements_of_other_namespaces_are_foreign() {
        // No namespace at all, a prefix that nobody declares.
        assert_eq!(
            read("<tmx><s:seg/><seg/></tmx>").unwrap(),
            ["<tmx a=None", "<?seg a=None", "/", "<seg a=None", "/seg", "/tmx"]
        );
        // The same namespace by another prefix, another by none.
        assert_eq!(
            read("<x xmlns='u' xmlns:p='u' xmlns:q='v'><p:y/><q:y/><y xmlns='v'/><y/></x>").unwrap(),
            ["<x a=None", "<y a=None", "/y", "<?y a=None", "/", "<?y a=None", "/", "<y a=None", "/y", "/x"]
        );
    }

    #[test]
    fn faults_have_a_place() {
        assert_eq!(read("<a>\n<b></a>").unwrap_err().line, 2);
        assert!(read("<a><b>").unwrap_err().message.contains("cut off"));
        assert!(read(&"<a>".repeat(1000)).unwrap_err().message.contains("nested deeper"));
    }
}

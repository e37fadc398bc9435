//! TMX 1.4b: pairs of forms or of segments as translation units, what else is known as `x-` properties.

use super::{
    WriteError,
    format::{ListFormat, ReadError, Sink, Source, Wanted},
    list::TermList,
    pairs::{Gather, Pair, pairs},
    xml::{self, Element, Handler, Xml},
};
use crate::language::Language;

/// TMX 1.4b.
pub struct Tmx;

impl ListFormat for Tmx {
    fn name(&self) -> &'static str {
        "tmx"
    }

    fn endings(&self) -> &'static [&'static str] {
        &["tmx"]
    }

    fn write(&self, list: &TermList) -> Result<Vec<u8>, WriteError> {
        let (source, target) = (list.languages.source.code(), list.languages.target.code());
        let mut out = Tmx::head("phrase", source);
        for pair in pairs(list) {
            Tmx::unit(&pair.facts, [(source, &pair.source), (target, &pair.target)], &mut out);
        }
        out.push_str(Tmx::FOOT);
        Ok(out.into_bytes())
    }

    fn read(&self, input: Source<'_>, wanted: &Wanted, sink: &mut Sink<'_>) -> Result<(), ReadError> {
        let mut reader = Reader {
            wanted,
            gather: Gather::new(wanted.languages),
            rejected: Vec::new(),
            rooted: false,
            pair: Pair::default(),
            property: String::new(),
            language: None,
            text: None,
            line: 0,
        };
        xml::walk(input, &mut reader)?;
        reader.rejected.into_iter().for_each(|(line, message)| (sink.reject)(line, message));
        reader.gather.finish().for_each(|entry| (sink.entry)(entry));
        Ok(())
    }
}

impl Tmx {
    /// What ends a file.
    pub const FOOT: &'static str = "</body>\n</tmx>\n";

    /// What starts a file: of phrases or of sentences (`segtype`), with the code of the source language.
    pub fn head(segtype: &str, source: &str) -> String {
        let mut xml = Xml::new();
        xml.raw("<!DOCTYPE tmx SYSTEM \"tmx14.dtd\">\n<tmx version=\"1.4\">\n");
        let header = [
            ("creationtool", "drogman"),
            ("creationtoolversion", env!("CARGO_PKG_VERSION")),
            ("segtype", segtype),
            ("o-tmf", "drogman"),
            ("adminlang", "en"),
            ("srclang", source),
            ("datatype", "plaintext"),
        ];
        xml.open("header", &header).close("header").raw("<body>\n");
        xml.0
    }

    /// Appends a unit: what is known of it by key, then language code and text of both sides.
    pub fn unit(facts: &[(String, String)], sides: [(&str, &str); 2], out: &mut String) {
        let mut xml = Xml(std::mem::take(out));
        xml.open("tu", &[]).raw("\n");
        for (key, value) in facts {
            xml.leaf("prop", &[("type", &format!("x-{key}"))], value);
        }
        for (language, text) in sides {
            xml.open("tuv", &[("xml:lang", language)]).leaf("seg", &[], text).close("tuv");
        }
        xml.close("tu");
        *out = xml.0;
    }
}

struct Reader<'a> {
    wanted: &'a Wanted,
    gather: Gather,
    rejected: Vec<(usize, String)>,
    rooted: bool,
    pair: Pair,
    property: String,
    language: Option<Language>,
    /// The text of the element that is open, when it is wanted.
    text: Option<String>,
    line: usize,
}

impl Handler for Reader<'_> {
    fn start(&mut self, name: &str, element: &Element<'_>, line: usize) -> Result<(), ReadError> {
        if !self.rooted && name != "tmx" {
            return Err(ReadError::at(line, format!("the root element is <{name}>: this is no TMX")));
        }
        self.rooted = true;
        match name {
            "tu" => (self.pair, self.line) = (Pair::default(), line),
            "tuv" => self.language = self.wanted.language(&element.attribute("lang").unwrap_or_default()),
            "prop" | "note" | "seg" => {
                self.property = element.attribute("type").unwrap_or_default();
                self.text = Some(String::new());
            }
            _ => {}
        }
        Ok(())
    }

    fn end(&mut self, name: &str, line: usize) -> Result<(), ReadError> {
        match (name, self.text.take()) {
            ("prop", Some(text)) => {
                if let Some(key) = self.property.strip_prefix("x-") {
                    self.pair.facts.push((key.to_owned(), text));
                }
            }
            ("note", Some(text)) if self.language.is_none() => self.pair.facts.push(("about".into(), text)),
            ("seg", Some(text)) => {
                let text = text.trim_matches([' ', '\n', '\t', '\r']).to_owned();
                match self.language {
                    Some(language) if language == self.wanted.languages.source => self.pair.source = text,
                    Some(_) => self.pair.target = text,
                    None => {}
                }
            }
            ("tuv", _) => self.language = None,
            ("tu", _) if self.pair.source.is_empty() || self.pair.target.is_empty() => {
                self.rejected.push((line, "a unit without a segment in both languages".into()));
            }
            ("tu", _) => self.gather.push(&self.pair, self.line),
            (_, text) => self.text = text,
        }
        Ok(())
    }

    fn text(&mut self, text: &str) {
        if let Some(open) = &mut self.text {
            open.push_str(text);
        }
    }
}

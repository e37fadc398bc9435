//! TMX 1.4b: pairs of forms or of segments as translation units, what else is known as `x-` properties.

use super::{
    ListFormat, ReadError, Sink, Source, TermList, Wanted, WriteError,
    pairs::pairs,
    units::{Units, trimmed},
};
use crate::{
    language::Language,
    markup::{self, Element, Handler, Name, Text, XmlStream, XmlWriter},
};

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
            let others = pair.others.iter().map(|(tag, form)| (tag.as_str(), form.as_str()));
            let sides: Vec<_> =
                [(source, &*pair.source), (target, &*pair.target)].into_iter().chain(others).collect();
            Tmx::unit(&pair.facts, &sides, &mut out);
        }
        out.push_str(Tmx::FOOT);
        Ok(out.into_bytes())
    }

    fn read(&self, input: Source<'_>, wanted: &Wanted, sink: &mut Sink<'_>) -> Result<(), ReadError> {
        let mut reader =
            Reader { units: Units::new(wanted), property: String::new(), language: None, tag: None };
        markup::walk(XmlStream::new(input), &mut reader)?;
        reader.units.finish(sink);
        Ok(())
    }
}

impl Tmx {
    /// What ends a file.
    pub const FOOT: &'static str = "</body>\n</tmx>\n";

    /// What starts a file: of phrases or of sentences (`segtype`), with the code of the source language.
    pub fn head(segtype: &str, source: &str) -> String {
        let mut xml = XmlWriter::new();
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

    /// Appends a unit: what is known of it by key, then language code and text of its sides.
    ///
    /// ```
    /// use drogman::exchange::{Tmx, Wanted, list_format, read_all};
    /// let mut tmx = Tmx::head("phrase", "fr");
    /// Tmx::unit(&[], &[("fr", "Bakou & co"), ("en", "Baku & co")], &mut tmx);
    /// tmx.push_str(Tmx::FOOT);
    /// let (list, _) = read_all(list_format("tmx").unwrap(), tmx.as_bytes(), &Wanted::default()).unwrap();
    /// assert_eq!(list.entries[0].terms[0].form, "Bakou & co");
    /// ```
    pub fn unit(facts: &[(String, String)], sides: &[(&str, &str)], out: &mut String) {
        let mut xml = XmlWriter(std::mem::take(out));
        xml.open("tu", &[]).raw("\n");
        for (key, value) in facts {
            xml.leaf("prop", &[("type", &format!("x-{key}"))], value);
        }
        for &(language, text) in sides {
            xml.open("tuv", &[("xml:lang", language)]).leaf("seg", &[], text).close("tuv");
        }
        xml.close("tu");
        *out = xml.0;
    }
}

struct Reader<'a> {
    units: Units<'a>,
    property: String,
    language: Option<Language>,
    /// The tag of the segment that is open.
    tag: Option<String>,
}

impl Handler<usize> for Reader<'_> {
    const NAMESPACES: bool = true;

    fn open(&mut self, element: &Element<'_>, line: usize) -> Result<(), String> {
        self.units.root(element.name.local, "tmx")?;
        if self.units.open_inline(element) {
            return Ok(());
        }
        match element.name.own() {
            "tu" => self.units.open(line),
            "tuv" => {
                let tag = element.attribute("lang").unwrap_or_default();
                self.language = self.units.wanted.language(&tag);
                self.tag = Some(tag.into_owned()).filter(|tag| !tag.is_empty());
            }
            "prop" | "note" | "seg" => {
                self.property = element.attribute("type").unwrap_or_default().into_owned();
                self.units.start_capture();
            }
            _ => {}
        }
        Ok(())
    }

    fn close(&mut self, name: Name<'_>, line: usize) -> Result<(), String> {
        if self.units.close_inline() {
            return Ok(());
        }
        let captured = self.units.take_captured();
        let pair = &mut self.units.pair;
        match (name.own(), captured) {
            ("prop", Some(text)) => {
                if let Some(key) = self.property.strip_prefix("x-") {
                    pair.facts.push((key.to_owned(), text));
                }
            }
            ("note", Some(text)) if self.tag.is_none() => pair.facts.push(("about".into(), text)),
            ("seg", Some(text)) => match self.language {
                Some(language) if language == self.units.wanted.languages.source => {
                    pair.source = trimmed(&text).to_owned();
                }
                Some(_) => pair.target = trimmed(&text).to_owned(),
                None => pair.others.extend(self.tag.clone().map(|tag| (tag, trimmed(&text).to_owned()))),
            },
            ("tuv", _) => (self.language, self.tag) = (None, None),
            ("tu", _) => self.units.close(line, "a unit without a segment in both languages"),
            _ => {}
        }
        Ok(())
    }

    fn text(&mut self, text: Text<'_>, _: usize) -> Result<(), String> {
        self.units.text(&text)
    }
}

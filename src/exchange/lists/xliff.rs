//! XLIFF 1.2 and 2.1: pairs of forms as units; in 2.1 the glossary module says which segment is a term.

use super::{
    ListFormat, ReadError, Sink, Source, TermList, Wanted, WriteError,
    pairs::pairs,
    units::{Units, trimmed},
};
use crate::markup::{self, Element, Handler, Name, Text, XmlStream, XmlWriter, holds_other_texts};

/// XLIFF 1.2.
pub(super) struct Xliff12;

/// XLIFF 2.1 with the glossary module.
pub(super) struct Xliff21;

impl ListFormat for Xliff12 {
    fn name(&self) -> &'static str {
        "xliff"
    }

    fn endings(&self) -> &'static [&'static str] {
        &["xlf", "xliff"]
    }

    fn write(&self, list: &TermList) -> Result<Vec<u8>, WriteError> {
        let mut xml = XmlWriter::new();
        let (source, target) = (list.languages.source.code(), list.languages.target.code());
        xml.raw("<xliff version=\"1.2\" xmlns=\"urn:oasis:names:tc:xliff:document:1.2\">\n");
        let file = [
            ("original", "glossary"),
            ("source-language", source),
            ("target-language", target),
            ("datatype", "plaintext"),
        ];
        xml.open("file", &file).raw("\n<body>\n");
        for (number, pair) in pairs(list).iter().enumerate() {
            xml.open("trans-unit", &[("id", &format!("t{}", number + 1))]);
            xml.open("source", &[]).leaf("mrk", &[("mtype", "term")], &pair.source).close("source");
            xml.leaf("target", &[("state", "final")], &pair.target);
            for (key, value) in &pair.facts {
                xml.leaf("note", &[("from", key)], value);
            }
            xml.close("trans-unit");
        }
        xml.raw("</body>\n</file>\n</xliff>\n");
        Ok(xml.0.into_bytes())
    }

    fn read(&self, input: Source<'_>, wanted: &Wanted, sink: &mut Sink<'_>) -> Result<(), ReadError> {
        read(input, wanted, sink)
    }
}

impl ListFormat for Xliff21 {
    fn name(&self) -> &'static str {
        "xliff2"
    }

    fn endings(&self) -> &'static [&'static str] {
        &["2.xlf", "xlf2"]
    }

    fn write(&self, list: &TermList) -> Result<Vec<u8>, WriteError> {
        let pairs = pairs(list);
        if pairs.is_empty() {
            return Err(WriteError {
                format: "xliff2",
                message: "no pair of terms: a file without any is not valid".into(),
            });
        }
        let mut xml = XmlWriter::new();
        let (source, target) = (list.languages.source.code(), list.languages.target.code());
        xml.raw("<xliff xmlns=\"urn:oasis:names:tc:xliff:document:2.0\" xmlns:gls=\"urn:oasis:names:tc:xliff:glossary:2.0\" version=\"2.1\"");
        xml.raw(&format!(" srcLang=\"{source}\" trgLang=\"{target}\">\n<file id=\"f1\">\n"));
        for (number, pair) in pairs.iter().enumerate() {
            xml.open("unit", &[("id", &format!("u{}", number + 1))]);
            // The reference stays within the unit; a checker refuses any other.
            xml.raw("<gls:glossary>").open("gls:glossEntry", &[("id", "g1"), ("ref", "#m1")]);
            xml.leaf("gls:term", &[], &pair.source).leaf("gls:translation", &[], &pair.target);
            xml.close("gls:glossEntry").close("gls:glossary").raw("<notes>");
            for (key, value) in &pair.facts {
                xml.leaf("note", &[("category", key)], value);
            }
            xml.close("notes").open("segment", &[]).open("source", &[]);
            xml.leaf("mrk", &[("id", "m1"), ("type", "term")], &pair.source);
            // The line end after the mark is no part of the segment.
            xml.0.truncate(xml.0.trim_end().len());
            xml.close("source").leaf("target", &[], &pair.target).close("segment").close("unit");
        }
        xml.raw("</file>\n</xliff>\n");
        Ok(xml.0.into_bytes())
    }

    fn read(&self, input: Source<'_>, wanted: &Wanted, sink: &mut Sink<'_>) -> Result<(), ReadError> {
        read(input, wanted, sink)
    }
}

fn read(input: Source<'_>, wanted: &Wanted, sink: &mut Sink<'_>) -> Result<(), ReadError> {
    let mut reader = Reader { units: Units::new(wanted), key: String::new(), skipped: 0 };
    markup::walk(XmlStream::new(input), &mut reader)?;
    reader.units.finish(sink);
    Ok(())
}

struct Reader<'a> {
    units: Units<'a>,
    key: String,
    /// How many elements are open from the one on that holds other texts.
    skipped: usize,
}

impl Reader<'_> {
    /// Both languages of the file must be the ones wanted.
    fn languages(&self, element: &Element<'_>, names: [&str; 2]) -> Result<(), String> {
        let asked = self.units.wanted;
        let wanted = [asked.languages.source, asked.languages.target];
        for (name, language) in names.into_iter().zip(wanted) {
            if let Some(tag) = element.attribute(name)
                && asked.language(&tag) != Some(language)
            {
                return Err(format!(
                    "{name} is «{tag}», not «{language}»; name the languages with --languages"
                ));
            }
        }
        Ok(())
    }
}

impl Handler<usize> for Reader<'_> {
    const NAMESPACES: bool = true;

    fn open(&mut self, element: &Element<'_>, line: usize) -> Result<(), String> {
        self.units.root(element.name.local, "xliff")?;
        if self.skipped > 0 || holds_other_texts(element.name.local) {
            self.skipped += 1;
            return Ok(());
        }
        if self.units.open_inline(element) {
            return Ok(());
        }
        match element.name.own() {
            "xliff" => self.languages(element, ["srcLang", "trgLang"])?,
            "file" => self.languages(element, ["source-language", "target-language"])?,
            "trans-unit" | "unit" => self.units.open(line),
            "source" | "target" => self.units.start_capture(),
            "note" => {
                let key = element.attribute("from").or_else(|| element.attribute("category"));
                self.key = key.unwrap_or_default().into_owned();
                self.units.start_capture();
            }
            _ => {}
        }
        Ok(())
    }

    fn close(&mut self, name: Name<'_>, line: usize) -> Result<(), String> {
        if self.skipped > 0 {
            self.skipped -= 1;
            return Ok(());
        }
        if self.units.close_inline() {
            return Ok(());
        }
        let captured = self.units.take_captured();
        let pair = &mut self.units.pair;
        match (name.own(), captured) {
            ("source", Some(text)) => pair.source.push_str(trimmed(&text)),
            ("target", Some(text)) => pair.target.push_str(trimmed(&text)),
            ("note", Some(text)) => {
                let key = if self.key.is_empty() { "note" } else { &self.key };
                pair.facts.push((key.to_owned(), text));
            }
            ("trans-unit" | "unit", _) => self.units.close(line, "a unit without source and target"),
            _ => {}
        }
        Ok(())
    }

    fn text(&mut self, text: Text<'_>, _: usize) -> Result<(), String> {
        if self.skipped > 0 {
            return Ok(());
        }
        self.units.text(&text)
    }
}

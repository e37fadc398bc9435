//! XLIFF 1.2 and 2.1: pairs of forms as units; in 2.1 the glossary module says which segment is a term.

use super::{
    ListFormat, ReadError, Sink, Source, TermList, Wanted, WriteError,
    pairs::{Pair, pairs},
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
            if let Some(definition) = pair.fact("definition") {
                xml.leaf("gls:definition", &[], definition);
            }
            xml.close("gls:glossEntry").close("gls:glossary").raw("<notes>");
            for (key, value) in pair.facts.iter().filter(|(key, _)| key != "definition") {
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
    let mut reader =
        Reader { units: Units::new(wanted), key: String::new(), skipped: 0, glossary: Vec::new() };
    markup::walk(XmlStream::new(input), &mut reader)?;
    reader.units.finish(sink);
    Ok(())
}

struct Reader<'a> {
    units: Units<'a>,
    key: String,
    /// How many elements are open from the one on that holds other texts.
    skipped: usize,
    /// The entries of the unit’s glossary (module of XLIFF 2).
    glossary: Vec<Pair>,
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

impl Reader<'_> {
    /// An element of another module ends: what an entry of the glossary says.
    fn close_gloss(&mut self, name: &str, captured: Option<String>) {
        let (Some(entry), Some(text)) = (self.glossary.last_mut(), captured) else { return };
        let text = trimmed(&text);
        match name {
            "term" => entry.source = text.to_owned(),
            "translation" if entry.target.is_empty() => entry.target = text.to_owned(),
            "translation" => {
                // Another translation of the same term.
                let other = Pair { source: entry.source.clone(), target: text.to_owned(), ..Pair::default() };
                self.glossary.push(other);
            }
            "definition" => entry.put("definition", text),
            _ => {}
        }
    }

    /// A unit ends: it is a pair of terms, unless its glossary says which of its words are.
    fn close_unit(&mut self, line: usize) {
        let glossary = std::mem::take(&mut self.glossary);
        let whole = self.units.pair.clone();
        let entries: Vec<Pair> = glossary.into_iter().filter(|entry| !entry.source.is_empty()).collect();
        if entries.is_empty() {
            self.units.close(line, "a unit without source and target");
        }
        for mut entry in entries {
            // What is noted of a unit is said of the term that it is.
            if entry.source == whole.source {
                entry.facts.splice(0..0, whole.facts.iter().cloned());
            }
            self.units.pair = entry;
            self.units.close(line, "an entry of a glossary without a translation");
        }
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
        if element.name.foreign {
            match element.name.local {
                "glossEntry" => self.glossary.push(Pair::default()),
                "term" | "translation" | "definition" if !self.glossary.is_empty() => {
                    self.units.start_capture();
                }
                _ => {}
            }
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
        if name.foreign {
            self.close_gloss(name.local, captured);
            return Ok(());
        }
        let pair = &mut self.units.pair;
        match (name.own(), captured) {
            ("source", Some(text)) => pair.source.push_str(trimmed(&text)),
            ("target", Some(text)) => pair.target.push_str(trimmed(&text)),
            ("note", Some(text)) => {
                let key = if self.key.is_empty() { "note" } else { &self.key };
                pair.facts.push((key.to_owned(), text));
            }
            ("trans-unit" | "unit", _) => self.close_unit(line),
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

//! Beads as a translation memory (TMX 1.4b).

use std::io::Write;

use anyhow::Result;
use quick_xml::{
    Writer,
    events::{BytesDecl, BytesEnd, BytesStart, BytesText, Event},
};

use super::{pairing::DocumentPair, write::sides};
use crate::align::{Alignment, Pair};

/// The head of the file.
pub(super) fn start(out: &mut impl Write, pair: &DocumentPair) -> Result<()> {
    let mut xml = Writer::new(&mut *out);
    xml.write_event(Event::Decl(BytesDecl::new("1.0", Some("UTF-8"), None)))?;
    xml.write_event(Event::Text(BytesText::new("\n")))?;
    xml.write_event(Event::DocType(BytesText::from_escaped("tmx SYSTEM \"tmx14.dtd\"")))?;
    xml.write_event(Event::Text(BytesText::new("\n")))?;
    xml.write_event(Event::Start(BytesStart::new("tmx").with_attributes([("version", "1.4")])))?;
    xml.write_event(Event::Text(BytesText::new("\n")))?;
    let header = BytesStart::new("header").with_attributes([
        ("creationtool", "drogman"),
        ("creationtoolversion", env!("CARGO_PKG_VERSION")),
        ("segtype", "sentence"),
        ("o-tmf", "drogman"),
        ("adminlang", "en"),
        ("srclang", pair.source.language.unwrap_or("fr")),
        ("datatype", "plaintext"),
    ]);
    xml.write_event(Event::Empty(header))?;
    xml.write_event(Event::Text(BytesText::new("\n")))?;
    xml.write_event(Event::Start(BytesStart::new("body")))?;
    writeln!(out)?;
    Ok(())
}

/// A unit for each bead with two sides; omissions are no translations.
pub(super) fn units(
    out: &mut impl Write,
    pair: &DocumentPair,
    texts: &Pair,
    alignment: &Alignment,
    weak: f32,
) -> Result<()> {
    for bead in &alignment.beads {
        let (source, target) = sides(texts, bead, " ");
        if source.trim().is_empty() || target.trim().is_empty() {
            continue;
        }
        let mut xml = Writer::new(&mut *out);
        xml.write_event(Event::Start(BytesStart::new("tu")))?;
        property(&mut xml, "x-document", &pair.source.name)?;
        property(&mut xml, "x-confidence", &format!("{:.3}", bead.confidence))?;
        if bead.confidence < weak {
            property(&mut xml, "x-review", "weak")?;
        }
        let languages = [pair.source.language.unwrap_or("fr"), pair.target.language.unwrap_or("en")];
        for (language, text) in languages.into_iter().zip([&source, &target]) {
            xml.write_event(Event::Start(BytesStart::new("tuv").with_attributes([("xml:lang", language)])))?;
            element(&mut xml, BytesStart::new("seg"), text)?;
            xml.write_event(Event::End(BytesEnd::new("tuv")))?;
        }
        xml.write_event(Event::End(BytesEnd::new("tu")))?;
        writeln!(out)?;
    }
    Ok(())
}

/// The foot of the file.
pub(super) fn end(out: &mut impl Write) -> Result<()> {
    writeln!(out, "</body>\n</tmx>")?;
    Ok(())
}

fn property<W: Write>(xml: &mut Writer<W>, kind: &str, value: &str) -> Result<()> {
    element(xml, BytesStart::new("prop").with_attributes([("type", kind)]), value)
}

fn element<W: Write>(xml: &mut Writer<W>, start: BytesStart, text: &str) -> Result<()> {
    let end = start.to_end().into_owned();
    let text: String = text.chars().filter(|c| is_xml(*c)).collect();
    xml.write_event(Event::Start(start))?;
    xml.write_event(Event::Text(BytesText::new(&text)))?;
    xml.write_event(Event::End(end))?;
    Ok(())
}

/// Whether XML 1.0 knows the character.
fn is_xml(c: char) -> bool {
    matches!(c, '\t' | '\n' | '\r' | ' '..='\u{D7FF}' | '\u{E000}'..='\u{FFFD}' | '\u{10000}'..)
}

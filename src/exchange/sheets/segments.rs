//! The segments of articles as XLIFF 1.2 and 2.1, with the glossary’s terms marked: what a CAT tool opens to
//! translate.

use super::{SheetContent, SheetFormat, WriteError};
use crate::{
    document::Document,
    glossary::{Glossary, LanguagePair, StyleId},
    markup::XmlWriter,
    matching::Matches,
    segment::Segmenter,
    text::Span,
};

/// A document cut into segments, its terms found.
#[derive(Clone, Debug)]
pub struct MarkedDocument {
    /// What messages call it.
    pub path: String,
    blocks: Vec<MarkedBlock>,
}

#[derive(Clone, Debug)]
struct MarkedBlock {
    text: String,
    segments: Vec<Span>,
    /// In the order of the text.
    terms: Vec<MarkedTerm>,
}

#[derive(Clone, Debug)]
struct MarkedTerm {
    span: Span,
    /// What to write for it in the target language, if the glossary knows.
    translation: Option<String>,
}

impl MarkedDocument {
    /// The segments of a document with the terms that stand within one of them.
    ///
    /// ```
    /// use drogman::{document::Document, glossary::{Glossary, StyleId}, language::Language, matching::Matcher};
    /// use drogman::{exchange::{MarkedDocument, SHEET_FORMATS, SheetContent}, segment::Segmenter, sheet::Sheet};
    /// let glossary = Glossary::embedded();
    /// let segmenter = Segmenter::new(Language::French);
    /// let article = Document::from_text("a.txt", "Bakou dort. Erevan veille.".into());
    /// let matches = Matcher::new(glossary, Language::French).unwrap().matches(&article);
    /// let documents = [MarkedDocument::of(&article, &matches, glossary, StyleId::DEFAULT, &segmenter)];
    /// let table = Sheet::of(&article, &matches, glossary, &segmenter).table(glossary, StyleId::DEFAULT);
    /// let content = SheetContent { table: &table, glossary, style: StyleId::DEFAULT, documents: &documents };
    /// let xliff = SHEET_FORMATS.into_iter().find(|format| format.name() == "xliff").unwrap();
    /// let written = String::from_utf8(xliff.write(content).unwrap()).unwrap();
    /// assert_eq!(written.matches("<trans-unit").count(), 2, "one for each segment");
    /// ```
    pub fn of(
        document: &Document,
        matches: &Matches,
        glossary: &Glossary,
        style: StyleId,
        segmenter: &Segmenter,
    ) -> Self {
        let mut blocks: Vec<MarkedBlock> = (0..document.blocks.len())
            .map(|block| {
                let text = document.text(block).to_owned();
                let segments = segmenter.segments(&text).collect();
                MarkedBlock { text, segments, terms: Vec::new() }
            })
            .collect();
        for occurrence in &matches.occurrences {
            let concept = occurrence.concept(glossary);
            let target = concept.equivalent(occurrence.term, glossary.languages.target, style);
            let translation = target.map(|term| term.text().to_owned());
            blocks[occurrence.block].terms.push(MarkedTerm { span: occurrence.span, translation });
        }
        blocks.retain(|block| !block.segments.is_empty());
        Self { path: document.path.to_string(), blocks }
    }
}

/// Text without marks, or a marked term with its number in the block, from 1.
enum Piece<'a> {
    Text(&'a str),
    Term(&'a str, usize, &'a MarkedTerm),
}

impl MarkedBlock {
    /// A segment in pieces; a term that another overlaps, or that sticks out, is not marked.
    fn pieces(&self, segment: Span) -> Vec<Piece<'_>> {
        let (mut pieces, mut at) = (Vec::new(), segment.start);
        for (number, term) in self.terms.iter().enumerate() {
            if term.span.start >= at && term.span.end <= segment.end {
                pieces.push(Piece::Text(&self.text[at..term.span.start]));
                pieces.push(Piece::Term(term.span.of(&self.text), number + 1, term));
                at = term.span.end;
            }
        }
        pieces.push(Piece::Text(&self.text[at..segment.end]));
        pieces
    }
}

/// XLIFF 1.2: a unit a segment; what to write for a term stands in the mark’s comment.
pub(super) struct Segments12;

/// XLIFF 2.1: a unit a block, with the glossary module.
pub(super) struct Segments21;

impl SheetFormat for Segments12 {
    fn name(&self) -> &'static str {
        "xliff"
    }

    fn file(&self) -> &'static str {
        "segments.xlf"
    }

    fn takes_documents(&self) -> bool {
        true
    }

    fn write(&self, content: SheetContent<'_>) -> Result<Vec<u8>, WriteError> {
        let LanguagePair { source, target } = content.glossary.languages;
        let mut xml = XmlWriter::new();
        xml.raw("<xliff version=\"1.2\" xmlns=\"urn:oasis:names:tc:xliff:document:1.2\">\n");
        for document in documents(self.name(), content)? {
            let file = [
                ("original", document.path.as_str()),
                ("source-language", source.code()),
                ("target-language", target.code()),
                ("datatype", "plaintext"),
                ("xml:space", "preserve"),
            ];
            xml.open("file", &file).raw("\n<body>\n");
            for (number, block) in document.blocks.iter().enumerate() {
                for (segment, span) in block.segments.iter().enumerate() {
                    let id = format!("b{}s{}", number + 1, segment + 1);
                    xml.open("trans-unit", &[("id", &id)]).open("source", &[]);
                    for piece in block.pieces(*span) {
                        match piece {
                            Piece::Text(text) => xml.text(text),
                            Piece::Term(text, _, term) => {
                                let comment = term.translation.as_deref().map(|text| ("comment", text));
                                let kind = [("mtype", "term"), comment.unwrap_or_default()];
                                xml.open("mrk", &kind[..1 + usize::from(comment.is_some())])
                                    .text(text)
                                    .raw("</mrk>")
                            }
                        };
                    }
                    xml.raw("</source></trans-unit>\n");
                }
            }
            xml.raw("</body>\n").close("file");
        }
        xml.close("xliff");
        Ok(xml.0.into_bytes())
    }
}

impl SheetFormat for Segments21 {
    fn name(&self) -> &'static str {
        "xliff2"
    }

    fn file(&self) -> &'static str {
        "segments.2.xlf"
    }

    fn takes_documents(&self) -> bool {
        true
    }

    fn write(&self, content: SheetContent<'_>) -> Result<Vec<u8>, WriteError> {
        let LanguagePair { source, target } = content.glossary.languages;
        let mut xml = XmlWriter::new();
        xml.raw("<xliff xmlns=\"urn:oasis:names:tc:xliff:document:2.0\" xmlns:gls=\"urn:oasis:names:tc:xliff:glossary:2.0\" version=\"2.1\"");
        xml.raw(&format!(" srcLang=\"{source}\" trgLang=\"{target}\">\n"));
        for (number, document) in documents(self.name(), content)?.enumerate() {
            let id = format!("f{}", number + 1);
            xml.open("file", &[("id", &id), ("original", &document.path), ("xml:space", "preserve")])
                .raw("\n");
            for (number, block) in document.blocks.iter().enumerate() {
                unit(&mut xml, block, &format!("u{}", number + 1));
            }
            xml.close("file");
        }
        xml.close("xliff");
        Ok(xml.0.into_bytes())
    }
}

/// A block as a unit: the terms it has translations for, then its segments with what lies between them.
fn unit(xml: &mut XmlWriter, block: &MarkedBlock, id: &str) {
    xml.open("unit", &[("id", id)]);
    let segments: Vec<Vec<Piece<'_>>> = block.segments.iter().map(|span| block.pieces(*span)).collect();
    let entries: Vec<(&str, usize, &str)> = segments
        .iter()
        .flatten()
        .filter_map(|piece| match piece {
            Piece::Term(text, number, term) => Some((*text, *number, term.translation.as_deref()?)),
            Piece::Text(_) => None,
        })
        .collect();
    if !entries.is_empty() {
        xml.raw("<gls:glossary>");
        for (text, number, translation) in entries {
            let (id, mark) = (format!("g{number}"), format!("#m{number}"));
            xml.open("gls:glossEntry", &[("id", &id), ("ref", &mark)]);
            xml.leaf("gls:term", &[], text).leaf("gls:translation", &[], translation).close("gls:glossEntry");
        }
        xml.close("gls:glossary");
    }
    let mut at = 0;
    for (span, pieces) in block.segments.iter().zip(segments) {
        between(xml, &block.text[at..span.start]);
        xml.raw("<segment><source>");
        for piece in pieces {
            match piece {
                Piece::Text(text) => xml.text(text),
                Piece::Term(text, number, _) => {
                    let id = format!("m{number}");
                    xml.open("mrk", &[("id", &id), ("type", "term")]).text(text).raw("</mrk>")
                }
            };
        }
        xml.raw("</source></segment>\n");
        at = span.end;
    }
    between(xml, &block.text[at..]);
    xml.close("unit");
}

/// White space between segments, so that nothing of the block is lost.
fn between(xml: &mut XmlWriter, text: &str) {
    if !text.is_empty() {
        xml.raw("<ignorable><source>").text(text).raw("</source></ignorable>\n");
    }
}

/// The documents that have a segment; without any, the file would not be valid.
fn documents<'a>(
    format: &'static str,
    content: SheetContent<'a>,
) -> Result<impl Iterator<Item = &'a MarkedDocument>, WriteError> {
    let mut documents = content.documents.iter().filter(|document| !document.blocks.is_empty()).peekable();
    if documents.peek().is_none() {
        return Err(WriteError { format, message: "no segment: a file without any is not valid".into() });
    }
    Ok(documents)
}

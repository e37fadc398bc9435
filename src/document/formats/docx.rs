//! DOCX: one block a paragraph, its runs joined; body, headers, footers, notes and comments.

use std::borrow::Cow;

use crate::{
    document::{
        archive::{self, Archive},
        block::{Block, BlockKind, RunKind},
        detect,
        encoding::Source,
        flow::Flow,
        format::{DocumentFormat, FileReader, Format, FormatInfo, MAX_XML_DEPTH},
        model::{Document, Part},
        options::ReadOptions,
    },
    markup::{self, Element, Fault, Handler, Name, Text, XmlText, xml_reference},
    text::{Edit, Span},
};

/// Documents of Word.
pub(super) struct Docx;

impl DocumentFormat for Docx {
    fn info(&self) -> &'static FormatInfo {
        const INFO: FormatInfo = FormatInfo {
            counts_paragraphs: true,
            has_references: true,
            ..FormatInfo::of("docx", "DOCX", &["docx", "docm"], FileReader::Archive(document))
        };
        &INFO
    }

    fn between_markup<'t>(&self, markup: &str, text: Cow<'t, str>) -> Cow<'t, str> {
        new_text(markup, &text)
    }

    fn complete_part_edits(&self, part: &str, edits: &mut Vec<Edit>) {
        preserve_space(part, edits);
    }
}

/// The members that hold text, in reading order; `*` stands for a number.
const MEMBERS: [&str; 6] = ["document", "header*", "footer*", "footnotes", "endnotes", "comments"];

/// The most paragraphs with text that a file may have.
const MAX_PARAGRAPHS: usize = 1 << 20;

/// How many paragraphs a text box may have for its repetition to be found.
const REPEATED: usize = 64;

/// The document of a DOCX file.
///
/// # Errors
/// What is wrong with it.
fn document(bytes: Vec<u8>, options: &ReadOptions) -> Result<Document, String> {
    let mut archive = Archive::open(&bytes)?;
    let names = archive.names();
    archive.bound(archive::LARGEST, &|name| MEMBERS.iter().any(|pattern| fits(pattern, name)))?;
    let members = MEMBERS.iter().flat_map(|pattern| {
        let mut found: Vec<&String> = names.iter().filter(|name| fits(pattern, name)).collect();
        found.sort_by_key(|name| (name.len(), name.as_str()));
        found
    });
    let mut parts = Vec::new();
    let mut blocks = Vec::new();
    let mut copies = Vec::new();
    for name in members {
        let bytes = archive.read(name)?;
        let charset = detect::charset(&bytes, None);
        let (text, source) = Source::decode(bytes, charset);
        let read =
            read(&text, parts.len(), MAX_PARAGRAPHS - blocks.len()).map_err(|fault| fault.in_file(name))?;
        copies.extend(read.copies.into_iter().map(|(of, copy)| (blocks.len() + of, copy)));
        blocks.extend(read.blocks);
        parts.push(Part::new(Some(name.clone()), text, source));
    }
    if parts.first().and_then(|part| part.name.as_deref()) != Some("word/document.xml") {
        return Err("this is no DOCX file: it has no word/document.xml".to_owned());
    }
    let mut document = Document::with_parts(Format::new(&Docx), parts, blocks);
    document.copies = copies;
    document.language = options.language;
    document.archive = Some(bytes.into());
    Ok(document)
}

/// Whether `name` is the member of `word/` that `pattern` stands for.
fn fits(pattern: &str, name: &str) -> bool {
    let Some(stem) = name.strip_prefix("word/").and_then(|name| name.strip_suffix(".xml")) else {
        return false;
    };
    match pattern.strip_suffix('*') {
        Some(prefix) => stem.strip_prefix(prefix).is_some_and(|n| n.bytes().all(|b| b.is_ascii_digit())),
        None => stem == pattern,
    }
}

/// Reads a member; `most` is how many paragraphs with text it may have.
fn read(text: &str, part: usize, most: usize) -> Result<Reader<'_>, Fault> {
    let mut reader = Reader { text, part, most, ..Reader::default() };
    markup::walk(XmlText::new(text), &mut reader)?;
    Ok(reader)
}

#[derive(Default)]
struct Reader<'t> {
    text: &'t str,
    part: usize,
    /// How many paragraphs with text there may be.
    most: usize,
    blocks: Vec<Block>,
    /// The paragraphs of text boxes that stand there a second time, for old readers.
    copies: Vec<(usize, Block)>,
    /// Within such a repetition, how many paragraphs were open where it began.
    repeated: Option<usize>,
    /// The paragraphs being read: one may stand in a text box of another.
    open: Vec<Paragraph>,
    /// Depth within what is deleted, moved away, or repeats something else.
    skipped: usize,
    cells: usize,
    /// Whether `w:t` is open, and whether it keeps the white space at its ends.
    in_text: Option<bool>,
}

#[derive(Default)]
struct Paragraph {
    flow: Flow,
    kind: Option<BlockKind>,
}

impl Handler<Span> for Reader<'_> {
    const MAX_DEPTH: usize = MAX_XML_DEPTH;

    fn open(&mut self, element: &Element<'_>, span: Span) -> Result<(), String> {
        let name = element.name.local;
        if self.skipped > 0 {
            self.skipped += 1;
            return Ok(());
        }
        let markup = match name {
            "del" | "moveFrom" => {
                self.skipped = 1;
                return Ok(());
            }
            "Fallback" if self.repeated.is_none() => {
                self.repeated = Some(self.open.len());
                return Ok(());
            }
            "p" => {
                self.open.push(Paragraph::default());
                return Ok(());
            }
            "tc" => {
                self.cells += 1;
                return Ok(());
            }
            "t" => {
                self.in_text = Some(element.attribute("space").as_deref() == Some("preserve"));
                return Ok(());
            }
            "tab" | "ptab" => "\t",
            "br" | "cr" => "\n",
            "noBreakHyphen" => "\u{2011}",
            "softHyphen" => "\u{AD}",
            _ => "",
        };
        let Some(paragraph) = self.paragraph() else { return Ok(()) };
        match name {
            "pStyle" => {
                paragraph.kind =
                    element.attribute("val").and_then(|style| style_kind(&style)).or(paragraph.kind)
            }
            "numPr" | "outlineLvl" if paragraph.kind.is_none() => {
                let list = name == "numPr";
                paragraph.kind = Some(if list { BlockKind::ListItem } else { BlockKind::Heading });
            }
            // A tab stop in the paragraph’s properties comes before all text.
            "tab" if element.attribute("val").is_some() => {}
            _ if element.empty => paragraph.flow.unit(markup, span, RunKind::Markup),
            _ => {}
        }
        Ok(())
    }

    fn close(&mut self, name: Name<'_>, _: Span) -> Result<(), String> {
        if self.skipped > 0 {
            self.skipped -= 1;
            return Ok(());
        }
        match name.local {
            "Fallback" if self.repeated == Some(self.open.len()) => self.repeated = None,
            "t" => self.in_text = None,
            "tc" => self.cells = self.cells.saturating_sub(1),
            "p" => {
                let Some(Paragraph { flow, kind }) = self.open.pop() else { return Ok(()) };
                let plain = if self.cells > 0 { BlockKind::TableCell } else { BlockKind::Paragraph };
                let Some(block) = flow.block(kind.unwrap_or(plain), self.part) else { return Ok(()) };
                if self.repeated.is_none() {
                    self.blocks.push(block);
                    if self.blocks.len() > self.most {
                        return Err(format!("more than {MAX_PARAGRAPHS} paragraphs: split the document"));
                    }
                } else if let Some(of) = self.original(&block) {
                    self.copies.push((of, block));
                }
            }
            _ => {}
        }
        Ok(())
    }

    fn text(&mut self, text: Text<'_>, span: Span) -> Result<(), String> {
        if text.is_cdata() {
            self.cdata(span);
        } else {
            self.plain(span);
        }
        Ok(())
    }
}

impl Reader<'_> {
    /// The paragraph that text belongs to; none for what is repeated within a paragraph.
    fn paragraph(&mut self) -> Option<&mut Paragraph> {
        let first = self.repeated.unwrap_or(0);
        self.open.get_mut(first..)?.last_mut()
    }

    /// The block that a repeated paragraph repeats: one of the last, that nothing else repeats.
    fn original(&self, copy: &Block) -> Option<usize> {
        let taken = |at: usize| self.copies.iter().rev().take(REPEATED).any(|(of, _)| *of == at);
        let from = self.blocks.len().saturating_sub(REPEATED);
        (from..self.blocks.len()).find(|&at| self.blocks[at].run_text() == copy.run_text() && !taken(at))
    }

    fn plain(&mut self, span: Span) {
        let whole = self.text;
        if let (0, Some(preserved), Some(paragraph)) = (self.skipped, self.in_text, self.paragraph()) {
            let text = span.of(whole);
            let mut span = span;
            if !preserved {
                // Word drops white space at the ends of such a text. An entity is none.
                let space = |c: char| c.is_ascii_whitespace();
                if whole[..span.start].ends_with('>') {
                    span.start += text.len() - text.trim_start_matches(space).len();
                }
                if whole[span.end..].starts_with('<') {
                    span.end -= text.len() - text.trim_end_matches(space).len();
                }
            }
            if span.start < span.end {
                paragraph.flow.escaped(whole, span, xml_reference);
            }
        }
    }

    fn cdata(&mut self, span: Span) {
        let text = self.text;
        if let (0, Some(_), Some(paragraph)) = (self.skipped, self.in_text, self.paragraph()) {
            let content = Span::new(span.start + 9, span.end - 3);
            paragraph.flow.unit(content.of(text), content, RunKind::Raw);
        }
    }
}

/// What a paragraph with a style of this name is, as English and French Word name them.
fn style_kind(style: &str) -> Option<BlockKind> {
    let style = style.to_lowercase();
    let is = |starts: &[&str]| starts.iter().any(|start| style.starts_with(start));
    if is(&["heading", "titre", "title", "subtitle", "sous-titre", "soustitre"]) {
        Some(BlockKind::Heading)
    } else if is(&["caption", "lgende", "légende", "legende"]) {
        Some(BlockKind::Caption)
    } else if is(&["quote", "intensequote", "citation"]) {
        Some(BlockKind::Quote)
    } else if is(&["list", "paragraphedeliste"]) {
        Some(BlockKind::ListItem)
    } else {
        None
    }
}

/// Adds `xml:space="preserve"` to each `w:t` that `edits` leave with white space at an end: without it
/// Word drops that.
fn preserve_space(text: &str, edits: &mut Vec<Edit>) {
    edits.sort_by_key(|edit| edit.span);
    let mut attributes: Vec<Edit> = Vec::new();
    for edit in edits.iter().filter(|edit| !edit.span.is_empty() || !edit.replacement.is_empty()) {
        let Some(tag) = text[..edit.span.start].rfind('<').filter(|&tag| is_text_tag(&text[tag..])) else {
            continue;
        };
        let Some(open) = text[tag..].find('>').map(|at| tag + at) else { continue };
        let close = text[open..].find('<').map_or(text.len(), |at| open + at);
        let known = attributes.last().is_some_and(|last| last.span.start == open);
        if known || text[tag..open].contains("preserve") {
            continue;
        }
        let content = Span::new(open + 1, close);
        let first = edits.partition_point(|edit| edit.span.start < content.start);
        let own: Vec<Edit> = (edits[first..].iter())
            .take_while(|edit| edit.span.start <= content.end)
            .filter(|edit| content.contains(edit.span))
            .map(|edit| Edit {
                span: Span::new(edit.span.start - open - 1, edit.span.end - open - 1),
                ..edit.clone()
            })
            .collect();
        let Ok(new) = crate::text::apply(content.of(text), &own) else { continue };
        if new.starts_with(char::is_whitespace) || new.ends_with(char::is_whitespace) {
            let replacement = " xml:space=\"preserve\"".to_owned();
            attributes.push(Edit { span: Span::new(open, open), replacement });
        }
    }
    edits.append(&mut attributes);
}

/// An element that holds `text`, to stand beside `markup` in its run, with the same prefix.
fn new_text<'t>(markup: &str, text: &str) -> Cow<'t, str> {
    let name = markup.trim_start_matches('<').split([' ', '/', '>']).next().unwrap_or("");
    let prefix = name.rfind(':').map_or("", |at| &name[..=at]);
    format!("<{prefix}t xml:space=\"preserve\">{text}</{prefix}t>").into()
}

fn is_text_tag(tag: &str) -> bool {
    let name = tag[1..].split([' ', '>', '\t', '\n', '\r']).next().unwrap_or("");
    name.rsplit(':').next() == Some("t")
}

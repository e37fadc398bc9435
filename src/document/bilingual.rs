//! XLIFF 1.2 and 2.x, TMX: pairs of texts with inline tags.

use super::{
    Format,
    block::{Block, BlockKind, RunKind},
    flow::{Flow, xml_escape},
    model::Document,
    read::ReadOptions,
    xml::{Element, Fault, Node, Nodes},
};
use crate::{language::Language, text::Span};

/// Elements whose content is code of the original file, not text; `sub` holds text again.
const CODE: [&str; 5] = ["bpt", "ept", "it", "ph", "ut"];

/// The document of an XLIFF or TMX text, its part still to be added.
pub(super) fn document(format: Format, text: &str, options: &ReadOptions) -> Result<Document, Fault> {
    let mut reader = Reader { text, ..Reader::default() };
    let mut nodes = Nodes::new(text);
    let mut root = true;
    while let Some(node) = nodes.next()? {
        match node {
            Node::Open(element) => {
                if std::mem::take(&mut root) {
                    check_root(format, &element)?;
                }
                reader.open(&element);
            }
            Node::Close(name) => reader.close(name),
            Node::Text(span) => reader.text(span),
            Node::Cdata(span) => reader.cdata(span),
        }
    }
    if root {
        return Err(Fault { at: 0, message: format!("this {} file is empty", format.name()) });
    }
    let mut document = Document::with_parts(format, Vec::new(), reader.blocks);
    document.copies = reader.copies;
    document.language = options.language;
    Ok(document)
}

fn check_root(format: Format, element: &Element<'_>) -> Result<(), Fault> {
    let expected = if format == Format::Tmx { "tmx" } else { "xliff" };
    if element.name == expected {
        return Ok(());
    }
    let message = format!("this is no {} file: its root element is <{}>", format.name(), element.name);
    Err(Fault { at: element.span.start, message })
}

#[derive(Default)]
struct Reader<'t> {
    text: &'t str,
    blocks: Vec<Block>,
    /// The sources that stand there a second time, cut into segments.
    copies: Vec<(usize, Block)>,
    /// The languages of the file: of its sources, of its targets.
    languages: (Side, Side),
    unit: usize,
    /// Whether a unit, a segment or nothing is open, and what is read of it.
    flow: Option<Open>,
    /// Elements open within the flow: whether the text in them is code.
    inline: Vec<bool>,
    /// Depth within an element that is passed over (alternatives, notes).
    skipped: usize,
}

/// A text being read.
struct Open {
    element: &'static str,
    side: Side,
    flow: Flow,
}

/// The language of a text, as far as it is stated.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
enum Side {
    #[default]
    Unstated,
    Known(Language),
    /// Neither French nor English: not read.
    Other,
}

impl Side {
    fn of(tag: Option<&str>) -> Self {
        match tag {
            None => Self::Unstated,
            Some(tag) => Language::from_tag(tag).map_or(Self::Other, Self::Known),
        }
    }

    /// This language, or `default` when it is not stated.
    fn or(self, default: Self) -> Self {
        if self == Self::Unstated { default } else { self }
    }
}

impl Reader<'_> {
    fn open(&mut self, element: &Element<'_>) {
        if self.skipped > 0 {
            self.skipped += 1;
            return;
        }
        if self.flow.is_some() {
            self.inline(element);
            return;
        }
        let language = || Side::of(element.attribute("lang"));
        match element.name {
            "file" | "xliff" => {
                let read = |old, new| Side::of(element.attribute(old).or(element.attribute(new)));
                let (source, target) = self.languages;
                self.languages = (
                    read("source-language", "srcLang").or(source),
                    read("target-language", "trgLang").or(target),
                );
            }
            "trans-unit" | "segment" | "ignorable" | "tu" => self.unit += 1,
            // Alternatives, notes and the like repeat or talk about the text.
            "alt-trans" | "note" | "notes" | "originalData" | "prop" | "bin-unit" | "matches"
            | "glossary" | "header" => self.skipped = 1,
            "seg-source" => self.start("seg-source", self.languages.0),
            "source" => self.start("source", language().or(self.languages.0)),
            "target" => self.start("target", language().or(self.languages.1)),
            "tuv" => self.languages.0 = language(),
            "seg" => self.start("seg", self.languages.0),
            _ => {}
        }
    }

    fn start(&mut self, element: &'static str, side: Side) {
        self.inline.clear();
        self.flow = Some(Open { element, side, flow: Flow::default() });
    }

    fn inline(&mut self, element: &Element<'_>) {
        let in_code = self.inline.last().copied().unwrap_or(false);
        let code = if element.name == "sub" { false } else { in_code || CODE.contains(&element.name) };
        self.inline.push(code);
        // An inline code may stand for a line break of the original.
        let breaks = |value: &str| value.contains("lb") || value.contains("break") || value.contains("br");
        let is_break = ["ctype", "type", "subType", "equiv-text"]
            .iter()
            .filter_map(|name| element.attribute(name))
            .any(breaks);
        if let (Some(open), true) = (&mut self.flow, is_break && element.empty) {
            open.flow.unit(" ", element.span, RunKind::Markup);
        }
    }

    fn close(&mut self, name: &str) {
        if self.skipped > 0 {
            self.skipped -= 1;
            return;
        }
        if self.inline.pop().is_some() {
            return;
        }
        if let Some(open) = self.flow.take_if(|open| open.element == name) {
            let language = match open.side {
                Side::Known(language) => Some(language),
                Side::Unstated => None,
                Side::Other => return,
            };
            if let Some(mut block) = open.flow.block(BlockKind::Paragraph, 0) {
                block.language = language;
                block.unit = self.unit.checked_sub(1);
                if name != "seg-source" {
                    self.blocks.push(block);
                } else if self
                    .blocks
                    .last()
                    .is_some_and(|source| source.unit == block.unit && source.run_text() == block.run_text())
                {
                    self.copies.push((self.blocks.len() - 1, block));
                }
            }
        }
    }

    fn text(&mut self, span: Span) {
        if self.skipped == 0
            && !self.inline.last().copied().unwrap_or(false)
            && let Some(open) = &mut self.flow
        {
            open.flow.escaped(self.text, span, xml_escape);
        }
    }

    fn cdata(&mut self, span: Span) {
        if self.skipped == 0
            && !self.inline.last().copied().unwrap_or(false)
            && let Some(open) = &mut self.flow
        {
            let content = Span::new(span.start + 9, span.end - 3);
            open.flow.unit(content.of(self.text), content, RunKind::Raw);
        }
    }
}

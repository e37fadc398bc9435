//! What XLIFF and TMX have in common: pairs of texts with inline elements.

use crate::{
    document::{
        block::{Block, BlockKind, RunKind},
        flow::Flow,
        format::{Format, MAX_XML_DEPTH},
        model::{Document, Part},
        options::ReadOptions,
    },
    language::Language,
    markup::{
        self, Element, Fault, Handler, InlineCodes, Name, Text, XmlText, holds_other_texts, is_line_break,
        xml_reference,
    },
    text::Span,
};

/// The document of a text whose root element must be `root`.
pub(super) fn document(
    format: Format,
    root: &'static str,
    part: Part,
    options: &ReadOptions,
) -> Result<Document, Fault> {
    let mut reader = Reader {
        text: &part.text,
        format: format.name(),
        root: Some(root),
        blocks: Vec::new(),
        copies: Vec::new(),
        languages: <(Side, Side)>::default(),
        unit: 0,
        flow: None,
        inline: InlineCodes::default(),
        skipped: 0,
    };
    markup::walk(XmlText::new(&part.text), &mut reader)?;
    let Reader { root, blocks, copies, .. } = reader;
    if root.is_some() {
        return Err(Fault::in_text(&part.text, 0, format!("this {} file is empty", format.name())));
    }
    let mut document = Document::new(format, part, blocks);
    document.copies = copies;
    document.language = options.language;
    Ok(document)
}

/// Elements that talk about the text.
const REMARKS: [&str; 5] = ["note", "notes", "prop", "glossary", "header"];

struct Reader<'t> {
    text: &'t str,
    /// What messages call the format.
    format: &'static str,
    /// What the root element must be, until it is read.
    root: Option<&'static str>,
    blocks: Vec<Block>,
    /// The sources that stand there a second time, cut into segments.
    copies: Vec<(usize, Block)>,
    /// The languages of the file: of its sources, of its targets.
    languages: (Side, Side),
    unit: usize,
    /// Whether a unit, a segment or nothing is open, and what is read of it.
    flow: Option<Open>,
    /// Elements open within the flow.
    inline: InlineCodes,
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

impl Handler<Span> for Reader<'_> {
    const MAX_DEPTH: usize = MAX_XML_DEPTH;
    const NAMESPACES: bool = true;

    fn open(&mut self, element: &Element<'_>, span: Span) -> Result<(), String> {
        let name = element.name;
        if self.root.take().is_some_and(|root| root != name.local) {
            return Err(format!("this is no {} file: its root element is <{}>", self.format, name.local));
        }
        if self.skipped > 0 {
            self.skipped += 1;
            return Ok(());
        }
        if let Some(open) = &mut self.flow {
            self.inline.open(name.local);
            if is_line_break(element) {
                open.flow.unit(" ", span, RunKind::Markup);
            }
            return Ok(());
        }
        let language = || Side::of(element.attribute("lang").as_deref());
        // Alternatives, notes and the like repeat or talk about the text, some in modules with namespaces of
        // their own.
        if REMARKS.contains(&name.local) || holds_other_texts(name.local) {
            self.skipped = 1;
            return Ok(());
        }
        match name.own() {
            "file" | "xliff" => {
                let read =
                    |old, new| Side::of(element.attribute(old).or_else(|| element.attribute(new)).as_deref());
                let (source, target) = self.languages;
                self.languages = (
                    read("source-language", "srcLang").or(source),
                    read("target-language", "trgLang").or(target),
                );
            }
            "trans-unit" | "segment" | "ignorable" | "tu" => self.unit += 1,
            "seg-source" => self.start("seg-source", self.languages.0),
            "source" => self.start("source", language().or(self.languages.0)),
            "target" => self.start("target", language().or(self.languages.1)),
            "tuv" => self.languages.0 = language(),
            "seg" => self.start("seg", self.languages.0),
            _ => {}
        }
        Ok(())
    }

    fn close(&mut self, _: Name<'_>, _: Span) -> Result<(), String> {
        if self.skipped > 0 {
            self.skipped -= 1;
        } else if !self.inline.close()
            && let Some(open) = self.flow.take()
        {
            self.end(open);
        }
        Ok(())
    }

    fn text(&mut self, text: Text<'_>, span: Span) -> Result<(), String> {
        if self.skipped == 0
            && !self.inline.in_code()
            && let Some(open) = &mut self.flow
        {
            if text.is_cdata() {
                let content = Span::new(span.start + 9, span.end - 3);
                open.flow.unit(content.of(self.text), content, RunKind::Raw);
            } else {
                open.flow.escaped(self.text, span, xml_reference);
            }
        }
        Ok(())
    }
}

impl Reader<'_> {
    fn start(&mut self, element: &'static str, side: Side) {
        self.inline.clear();
        self.flow = Some(Open { element, side, flow: Flow::default() });
    }

    /// Makes a block of a text that was read.
    fn end(&mut self, open: Open) {
        let language = match open.side {
            Side::Known(language) => Some(language),
            Side::Unstated => None,
            Side::Other => return,
        };
        if let Some(mut block) = open.flow.block(BlockKind::Paragraph, 0) {
            block.language = language;
            block.unit = self.unit.checked_sub(1);
            if open.element != "seg-source" {
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

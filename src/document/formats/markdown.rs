//! Markdown: paragraphs, headings, items and cells; code, link targets, HTML and front matter are no text.

use std::{borrow::Cow, ops::Range};

use pulldown_cmark::{CowStr, Event, LinkType, Options, Parser, Tag, TagEnd};

use crate::{
    document::{
        block::{Block, BlockKind, Run, RunKind},
        flow::Flow,
        format::{DocumentFormat, FileReader, Format, FormatInfo},
        model::{Document, Part},
        options::ReadOptions,
        plain_blocks::is_date,
    },
    language::Language,
    markup::Fault,
    text::{Edit, Span},
};

/// Markdown (CommonMark with tables, footnotes, definition lists and front matter).
pub(super) struct Markdown;

impl DocumentFormat for Markdown {
    fn info(&self) -> &'static FormatInfo {
        const INFO: FormatInfo = FormatInfo {
            has_comments: true,
            ..FormatInfo::of(
                "markdown",
                "Markdown",
                &["md", "markdown", "mdown", "mkd"],
                FileReader::Text(document),
            )
        };
        &INFO
    }

    fn escape<'t>(&self, text: &'t str) -> Cow<'t, str> {
        escape(text)
    }

    fn complete_block_edits(&self, part: &str, runs: &[Run], edits: &mut Vec<Edit>) {
        remove_empty_emphasis(part, runs, edits);
    }
}

/// The most signs of markup, line ends among them, that a text may have: the parser makes a record of each.
const MAX_SIGNS: usize = 1 << 21;

/// Finds a text to have more markup than is read.
///
/// # Errors
/// Where it becomes too much.
fn bound(text: &str) -> Result<(), Fault> {
    let is_sign = |b: &u8| b"*_~[]!<&\\`|\n\r".contains(b);
    if let Some((at, _)) = text.bytes().enumerate().filter(|(_, b)| is_sign(b)).nth(MAX_SIGNS) {
        let message = format!("more than {MAX_SIGNS} lines and signs of markup: split the file");
        return Err(Fault::in_text(text, at, message));
    }
    Ok(())
}

/// The document of a Markdown text.
fn document(part: Part, options: &ReadOptions) -> Result<Document, Fault> {
    bound(&part.text)?;
    let extensions = Options::ENABLE_TABLES
        | Options::ENABLE_FOOTNOTES
        | Options::ENABLE_STRIKETHROUGH
        | Options::ENABLE_TASKLISTS
        | Options::ENABLE_HEADING_ATTRIBUTES
        | Options::ENABLE_DEFINITION_LIST
        | Options::ENABLE_YAML_STYLE_METADATA_BLOCKS
        | Options::ENABLE_PLUSES_DELIMITED_METADATA_BLOCKS;
    let mut reader = Reader { text: &part.text, ..Reader::default() };
    for (event, range) in Parser::new_ext(&part.text, extensions).into_offset_iter() {
        reader.event(event, range);
    }
    reader.end_block();
    let Reader { blocks, date, language, .. } = reader;
    let mut document = Document::new(Format::new(&Markdown), part, blocks);
    document.language = options.language.or(language);
    document.date = date;
    Ok(document)
}

#[derive(Default)]
struct Reader<'t> {
    text: &'t str,
    blocks: Vec<Block>,
    flow: Flow,
    /// The kinds of the open containers that give their blocks a kind.
    kinds: Vec<BlockKind>,
    /// The text around an image, while its description is read.
    around_image: Vec<Flow>,
    /// The end of what was read of the flow in the source.
    done: usize,
    autolink: Option<usize>,
    code: bool,
    front_matter: bool,
    date: Option<String>,
    language: Option<Language>,
}

impl Reader<'_> {
    fn event(&mut self, event: Event<'_>, range: Range<usize>) {
        match event {
            Event::Start(tag) => self.start(&tag),
            Event::End(tag) => self.end(tag),
            Event::Text(text) if self.front_matter => self.read_front_matter(&text),
            Event::Text(text) => self.inline(&text, range),
            Event::Code(text) | Event::InlineMath(text) | Event::DisplayMath(text) => {
                self.protected(&text, range)
            }
            Event::SoftBreak | Event::HardBreak => self.line_break(range),
            Event::Rule => self.end_block(),
            // A tag in the line, a footnote’s number, a check box: no text of the paragraph.
            _ => {}
        }
    }

    fn start(&mut self, tag: &Tag<'_>) {
        match tag {
            Tag::Emphasis | Tag::Strong | Tag::Strikethrough | Tag::Superscript | Tag::Subscript => return,
            Tag::Link { link_type, .. } => {
                if matches!(link_type, LinkType::Autolink | LinkType::Email) {
                    self.autolink = Some(self.flow.text().len());
                }
                return;
            }
            Tag::Image { .. } => {
                self.around_image.push(std::mem::take(&mut self.flow));
                return;
            }
            _ => self.end_block(),
        }
        match tag {
            Tag::Heading { .. } | Tag::DefinitionListTitle => self.kinds.push(BlockKind::Heading),
            Tag::Item | Tag::DefinitionListDefinition => self.kinds.push(BlockKind::ListItem),
            Tag::TableCell => self.kinds.push(BlockKind::TableCell),
            Tag::BlockQuote(_) => self.kinds.push(BlockKind::Quote),
            Tag::CodeBlock(_) => {
                self.kinds.push(BlockKind::Code);
                self.code = true;
            }
            Tag::MetadataBlock(_) => self.front_matter = true,
            _ => {}
        }
    }

    fn end(&mut self, tag: TagEnd) {
        match tag {
            TagEnd::Emphasis
            | TagEnd::Strong
            | TagEnd::Strikethrough
            | TagEnd::Superscript
            | TagEnd::Subscript => {}
            TagEnd::Link => {
                if let Some(start) = self.autolink.take() {
                    self.flow.protect_from(start);
                }
            }
            TagEnd::Image => {
                let description = std::mem::take(&mut self.flow);
                self.flow = self.around_image.pop().unwrap_or_default();
                self.blocks.extend(description.block(BlockKind::Caption, 0));
            }
            _ => self.end_container(tag),
        }
    }

    fn end_container(&mut self, tag: TagEnd) {
        self.end_block();
        match tag {
            TagEnd::CodeBlock => {
                self.kinds.pop();
                self.code = false;
            }
            TagEnd::Heading(_)
            | TagEnd::DefinitionListTitle
            | TagEnd::Item
            | TagEnd::DefinitionListDefinition
            | TagEnd::TableCell
            | TagEnd::BlockQuote(_) => {
                self.kinds.pop();
            }
            TagEnd::MetadataBlock(_) => self.front_matter = false,
            _ => {}
        }
    }

    fn inline(&mut self, text: &CowStr<'_>, range: Range<usize>) {
        let mut source = Span::from(range);
        if source.of(self.text) != text.as_ref() {
            self.flow.unit(text, source, RunKind::Escape);
        } else {
            // The backslash of an escape stands before the text of the event.
            let escaped = source.start > self.done && self.text[..source.start].ends_with('\\') && !self.code;
            if let Some(c) = text.chars().next().filter(|c| escaped && c.is_ascii_punctuation()) {
                self.flow.unit(
                    &text[..c.len_utf8()],
                    Span::new(source.start - 1, source.start + 1),
                    RunKind::Escape,
                );
                source.start += 1;
            }
            self.flow.literal(self.text, source);
        }
        self.done = source.end;
        if self.code {
            self.flow.protect_from(0);
        }
    }

    /// Code or a formula in the line: shown with the rest, never edited.
    fn protected(&mut self, text: &str, range: Range<usize>) {
        let start = self.flow.text().len();
        let source = Span::from(range);
        match source.of(self.text).find(text).filter(|_| !text.is_empty()) {
            Some(at) => {
                let start = source.start + at;
                self.flow.literal(self.text, Span::new(start, start + text.len()));
            }
            None => self.flow.unit(text, source, RunKind::Markup),
        }
        self.flow.protect_from(start);
        self.done = source.end;
    }

    /// A line break within a paragraph, with what the next line starts with (`> `), is a space.
    fn line_break(&mut self, range: Range<usize>) {
        let rest = &self.text[range.end..];
        let end = range.end + (rest.len() - rest.trim_start_matches([' ', '\t', '>']).len());
        self.flow.unit(" ", Span::new(range.start, end), RunKind::Escape);
        self.done = end;
    }

    fn end_block(&mut self) {
        if self.around_image.is_empty() {
            let kind = self.kinds.last().copied().unwrap_or(BlockKind::Paragraph);
            self.blocks.extend(std::mem::take(&mut self.flow).block(kind, 0));
        }
    }

    /// The date and the language that the front matter states.
    fn read_front_matter(&mut self, text: &str) {
        for line in text.lines() {
            let Some((key, value)) = line.split_once([':', '=']) else { continue };
            let value = value.trim().trim_matches(['"', '\'']);
            match key.trim() {
                "date" => {
                    let date = value.split(['T', ' ']).next().unwrap_or("");
                    self.date = is_date(date).then(|| date.to_owned());
                }
                "lang" | "language" => self.language = Language::from_tag(value),
                _ => {}
            }
        }
    }
}

/// `text` with what Markdown would read as markup escaped.
fn escape(text: &str) -> Cow<'_, str> {
    const MARKUP: [char; 8] = ['\\', '*', '_', '`', '[', ']', '<', '&'];
    if !text.contains(MARKUP) {
        return text.into();
    }
    let mut out = String::with_capacity(text.len() + 4);
    for c in text.chars() {
        if MARKUP.contains(&c) {
            out.push('\\');
        }
        out.push(c);
    }
    out.into()
}

/// Removes the emphasis around text that `edits` remove as a whole: `**` with nothing between them is no
/// emphasis but two asterisks.
fn remove_empty_emphasis(text: &str, runs: &[Run], edits: &mut Vec<Edit>) {
    edits.sort_by_key(|edit| edit.span);
    let mut done: Vec<Edit> = Vec::with_capacity(edits.len());
    for mut edit in edits.drain(..) {
        let is_removal = |edit: &Edit| edit.replacement.is_empty() && !edit.span.is_empty();
        while is_removal(&edit) {
            // What is removed side by side is one removal, which may be all that an emphasis holds.
            if let Some(last) = done.pop_if(|last| is_removal(last) && last.span.end == edit.span.start) {
                edit.span.start = last.span.start;
            }
            let len = marks_around(text, runs, edit.span);
            if len == 0 {
                break;
            }
            edit.span = Span::new(edit.span.start - len, edit.span.end + len);
        }
        done.push(edit);
    }
    *edits = done;
}

/// How many marks of emphasis stand on both sides of `span`. They stand between the runs of text only.
fn marks_around(text: &str, runs: &[Run], span: Span) -> usize {
    let before = runs.partition_point(|run| run.source.end <= span.start);
    let before = before.checked_sub(1).map_or(0, |at| runs[at].source.end);
    let after = runs.partition_point(|run| run.source.start < span.end);
    let after = runs.get(after).map_or(text.len(), |run| run.source.start);
    let marks = |around: &str, from_end: bool| {
        let is_mark = |b: &u8| matches!(b, b'*' | b'_' | b'~');
        let bytes = around.bytes();
        if from_end { bytes.rev().take_while(is_mark).count() } else { bytes.take_while(is_mark).count() }
    };
    let (before, after) = (&text[before..span.start], &text[span.end..after]);
    let len = marks(before, true);
    let removed = span.of(text);
    // White space inside says that a mark there opens or closes something else.
    let flanks = !removed.starts_with(char::is_whitespace) && !removed.ends_with(char::is_whitespace);
    let same =
        marks(after, false) == len && before[before.len() - len..].bytes().rev().eq(after[..len].bytes());
    if flanks && same { len } else { 0 }
}

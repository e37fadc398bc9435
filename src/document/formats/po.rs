//! PO (gettext): each message and its translation.

use std::borrow::Cow;

use crate::{
    document::{
        block::{BlockKind, RunKind},
        flow::Flow,
        format::{DocumentFormat, FileReader, Format, FormatInfo},
        model::{Document, Part},
        options::ReadOptions,
    },
    language::Language,
    markup::Fault,
    text::Span,
};

/// Translations of programs (gettext).
pub(super) struct Po;

impl DocumentFormat for Po {
    fn info(&self) -> &'static FormatInfo {
        const INFO: FormatInfo = FormatInfo::of("po", "PO", &["po", "pot"], FileReader::Text(document));
        &INFO
    }

    fn declared_encoding(&self, head: &str) -> Option<String> {
        let at = head.find("charset=")? + "charset=".len();
        Some(head[at..].split(['\\', '"', '\n', ' ']).next()?.to_owned())
    }

    fn escape<'t>(&self, text: &'t str) -> Cow<'t, str> {
        Cow::Owned(text.replace('\\', "\\\\").replace('"', "\\\"").replace('\n', "\\n"))
    }
}

/// The document of a PO text.
fn document(part: Part, options: &ReadOptions) -> Result<Document, Fault> {
    let text = &*part.text;
    let mut reader = Reader { text, ..Reader::default() };
    let mut start = 0;
    for line in text.split_inclusive('\n') {
        reader.line(Span::new(start, start + line.len()))?;
        start += line.len();
    }
    reader.end_string();
    let target = reader.header_language;
    let source = target.map(Language::default_source);
    let blocks = reader.strings.into_iter().filter_map(|string| {
        let mut block = string.flow.block(BlockKind::Paragraph, 0)?;
        block.language = if string.is_target { target } else { source };
        block.unit = Some(string.unit);
        block.is_key = !string.is_target;
        Some(block)
    });
    let blocks = blocks.collect();
    let mut document = Document::new(Format::new(&Po), part, blocks);
    document.language = options.language;
    Ok(document)
}

#[derive(Default)]
struct Reader<'t> {
    text: &'t str,
    strings: Vec<PoString>,
    open: Option<PoString>,
    unit: usize,
    /// Whether the unit’s `msgid` is empty: it is the header.
    header: bool,
    header_language: Option<Language>,
}

struct PoString {
    flow: Flow,
    unit: usize,
    is_target: bool,
    /// A context, which is no text.
    context: bool,
}

impl Reader<'_> {
    fn line(&mut self, span: Span) -> Result<(), Fault> {
        let line = span.of(self.text);
        let text = line.trim();
        let start = span.start + (line.len() - line.trim_start().len());
        if text.is_empty() || text.starts_with('#') {
            self.end_string();
            return Ok(());
        }
        let quote = text.find('"').unwrap_or(text.len());
        let keyword = text[..quote].trim();
        if !keyword.is_empty() {
            self.end_string();
            let name = keyword.split('[').next().unwrap_or(keyword);
            let (is_target, context) = match name {
                "msgctxt" => (false, true),
                "msgid" | "msgid_plural" => (false, false),
                "msgstr" => (true, false),
                _ => {
                    let message = format!(
                        "«{keyword}» is no keyword of a PO file (msgctxt, msgid, msgid_plural, msgstr)"
                    );
                    return Err(Fault::in_text(self.text, start, message));
                }
            };
            if name == "msgid" {
                self.unit += 1;
            }
            let unit = self.unit.saturating_sub(1);
            self.open = Some(PoString { flow: Flow::default(), unit, is_target, context });
        }
        self.string(Span::new(start + quote, start + text.len()))
    }

    /// Reads a quoted string.
    fn string(&mut self, span: Span) -> Result<(), Fault> {
        let quoted = span.of(self.text);
        if quoted.len() < 2 || !quoted.starts_with('"') || !quoted.ends_with('"') {
            let message = "a string in quotation marks is expected here";
            return Err(Fault::in_text(self.text, span.start, message));
        }
        let Some(open) = &mut self.open else {
            return Err(Fault::in_text(self.text, span.start, "this string belongs to no msgid or msgstr"));
        };
        let (mut at, end) = (span.start + 1, span.end - 1);
        while at < end {
            let plain = self.text[at..end].find('\\').map_or(end, |len| at + len);
            open.flow.literal(self.text, Span::new(at, plain));
            at = plain;
            if let Some(c) = self.text[at..end].chars().nth(1) {
                let len = 1 + c.len_utf8();
                let value = match c {
                    'n' => "\n",
                    't' => "\t",
                    'r' => "\r",
                    _ => &self.text[at + 1..at + len],
                };
                open.flow.unit(value, Span::new(at, at + len), RunKind::Escape);
                at += len;
            } else if at < end {
                return Err(Fault::in_text(
                    self.text,
                    at,
                    "this string does not end: its last quotation mark is escaped",
                ));
            }
        }
        Ok(())
    }

    fn end_string(&mut self) {
        let Some(string) = self.open.take().filter(|string| !string.context) else { return };
        if !string.is_target {
            // The header is the first entry, with an empty msgid.
            self.header = string.unit == 0 && string.flow.text().is_empty();
        } else if self.header {
            let tag = string.flow.text().lines().find_map(|line| line.strip_prefix("Language:"));
            self.header_language = tag.and_then(|tag| Language::from_tag(tag.trim()));
            return;
        }
        self.strings.push(string);
    }
}

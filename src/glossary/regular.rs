//! YAML as glossaries are mostly written, read without a general parser: block mappings and lists of plain texts,
//! and flow collections on one line.
//!
//! This is a shortcut and no second definition: whatever is not beyond doubt gives `None`, and the file is read by
//! `granit-parser`. A test holds both to the same nodes at the same places.

use std::borrow::Cow;

use super::node::{At, MAX_DEPTH, Node, Value};

/// A key may not be longer for YAML; no line of ours is.
const MAX_LINE: usize = 1000;

/// The tree of a text with so many lines before it; `None` when something in it needs a general parser.
pub(super) fn parse(text: &str, before: u32) -> Option<Node<'_>> {
    let mut lines = Lines { rest: text, number: before, current: None };
    lines.advance()?;
    let root = block(&mut lines, 0, 0)?;
    lines.current.is_none().then_some(root)
}

/// A line that says something.
#[derive(Clone, Copy)]
struct Line<'t> {
    /// What stands behind the indentation, comment and trailing spaces excluded.
    text: &'t str,
    /// How many spaces, and items’ dashes, stand before it.
    indent: usize,
    number: u32,
}

impl Line<'_> {
    fn at(&self) -> At {
        At { line: self.number, column: self.indent as u32 + 1 }
    }

    fn is_item(&self) -> bool {
        self.text.starts_with("- ")
    }
}

struct Lines<'t> {
    rest: &'t str,
    number: u32,
    /// The line to read next; `None` at the end.
    current: Option<Line<'t>>,
}

impl<'t> Lines<'t> {
    /// Goes to the next line that says something; `None` when a line is not plain enough.
    fn advance(&mut self) -> Option<()> {
        self.current = None;
        while !self.rest.is_empty() {
            let end = memchr::memchr(b'\n', self.rest.as_bytes());
            let (line, rest) = end.map_or((self.rest, ""), |end| (&self.rest[..end], &self.rest[end + 1..]));
            (self.rest, self.number) = (rest, self.number.checked_add(1)?);
            let text = line.trim_start_matches(' ');
            if line.len() > MAX_LINE || !text.chars().all(is_printable) {
                return None;
            }
            let indent = line.len() - text.len();
            let text = text.trim_end_matches(' ');
            if !text.is_empty() && !text.starts_with('#') {
                self.current = Some(Line { text: without_comment(text)?, indent, number: self.number });
                break;
            }
        }
        Some(())
    }
}

/// Whether a character is one YAML allows anywhere and that ends no line.
fn is_printable(c: char) -> bool {
    matches!(c, ' '..='~' | '\u{a0}'..='\u{2027}' | '\u{202a}'..='\u{d7ff}' | '\u{e000}'..='\u{fefe}'
        | '\u{ff00}'..='\u{fffd}' | '\u{10000}'..)
}

/// The line without a comment; one whose # may stand within quotes is for the general parser.
fn without_comment(text: &str) -> Option<&str> {
    let Some(at) = memchr::memchr(b'#', text.as_bytes()) else { return Some(text) };
    let before = &text[..at];
    let quoted = memchr::memchr2(b'"', b'\'', before.as_bytes()).is_some();
    (before.ends_with(' ') && !quoted).then(|| before.trim_end_matches(' '))
}

/// The block mapping or list that starts at the current line.
fn block<'t>(lines: &mut Lines<'t>, indent: usize, depth: usize) -> Option<Node<'t>> {
    let first = lines.current?;
    if first.indent != indent || depth >= MAX_DEPTH {
        return None;
    }
    if first.is_item() { list(lines, indent, depth) } else { mapping(lines, indent, depth) }
}

fn list<'t>(lines: &mut Lines<'t>, indent: usize, depth: usize) -> Option<Node<'t>> {
    let at = lines.current?.at();
    let mut items = Vec::new();
    while let Some(line) = lines.current.filter(|line| line.indent == indent && line.is_item()) {
        let text = line.text[2..].trim_start_matches(' ');
        let inner = Line { text, indent: line.indent + line.text.len() - text.len(), ..line };
        if text.starts_with("- ") {
            return None;
        }
        items.push(if entry_key(text).is_some() {
            lines.current = Some(inner);
            mapping(lines, inner.indent, depth + 1)?
        } else {
            let item = inline(text, inner.at(), depth + 1)?;
            lines.advance()?;
            item
        });
    }
    // Whatever is indented deeper would belong to the last item.
    let over = lines.current.is_none_or(|line| line.indent <= indent);
    over.then(|| Node { value: Value::Sequence(items.into()), at })
}

fn mapping<'t>(lines: &mut Lines<'t>, indent: usize, depth: usize) -> Option<Node<'t>> {
    if depth >= MAX_DEPTH {
        return None;
    }
    let at = lines.current?.at();
    let mut nodes = Vec::with_capacity(8);
    while let Some(line) = lines.current.filter(|line| line.indent == indent) {
        if line.is_item() {
            break;
        }
        let (key, rest) = entry_key(line.text)?;
        nodes.push(Node { value: Value::Scalar(Cow::Borrowed(key)), at: line.at() });
        let value = rest.trim_start_matches(' ');
        if value.is_empty() {
            lines.advance()?;
            let next = lines.current?;
            // A list may stand as deep as its key, and then starts, to the general parser, behind its dash. No value
            // at all is left to that parser.
            let beside = next.indent == indent && next.is_item();
            if next.indent <= indent && !beside {
                return None;
            }
            let mut value = block(lines, next.indent, depth + 1)?;
            if let (true, Value::Sequence(items)) = (beside, &value.value) {
                value.at = items.first()?.at;
            }
            nodes.push(value);
        } else {
            let before = line.text.len() - value.len();
            let column = line.indent + line.text[..before].chars().count() + 1;
            nodes.push(inline(value, At { line: line.number, column: column as u32 }, depth + 1)?);
            lines.advance()?;
        }
    }
    let over =
        lines.current.is_none_or(|line| line.indent < indent || (line.indent == indent && line.is_item()));
    over.then(|| Node { value: Value::Mapping(nodes.into()), at })
}

/// A plain key of a block mapping and what stands behind its colon.
fn entry_key(text: &str) -> Option<(&str, &str)> {
    let (key, rest) = text.split_once(':')?;
    let good = |byte: u8| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_');
    let plain = key.starts_with(|c: char| c.is_ascii_alphabetic()) && key.bytes().all(good) && key != "null";
    (plain && (rest.is_empty() || rest.starts_with(' '))).then_some((key, rest))
}

/// A value that is a whole rest of line: a plain text, or a flow collection.
fn inline(text: &str, at: At, depth: usize) -> Option<Node<'_>> {
    if text.starts_with(['{', '[', '"', '\'']) {
        let mut flow = Flow { text, at: 0, column: at.column, line: at.line };
        let node = flow.value(depth)?;
        return (flow.at == text.len()).then_some(node);
    }
    plain(text, at)
}

/// A plain text. Of the signs with a meaning in YAML it has none.
fn plain(text: &str, at: At) -> Option<Node<'_>> {
    let good = text.starts_with(char::is_alphanumeric)
        && !text.bytes().any(|byte| matches!(byte, b':' | b'#' | b'{' | b'}' | b'[' | b']'))
        && text != "null";
    good.then_some(Node { value: Value::Scalar(Cow::Borrowed(text)), at })
}

/// A flow collection on one line.
struct Flow<'t> {
    text: &'t str,
    at: usize,
    /// The column of the byte `at`, in characters.
    column: u32,
    line: u32,
}

impl<'t> Flow<'t> {
    fn value(&mut self, depth: usize) -> Option<Node<'t>> {
        if depth >= MAX_DEPTH {
            return None;
        }
        let at = At { line: self.line, column: self.column };
        let value = match self.peek()? {
            b'{' => Value::Mapping(self.collection(b'}', depth)?.into()),
            b'[' => Value::Sequence(self.collection(b']', depth)?.into()),
            quote @ (b'"' | b'\'') => {
                let inside = &self.text[self.at + 1..];
                let end = memchr::memchr(quote, inside.as_bytes())?;
                let text = &inside[..end];
                // Escapes are for the general parser: \" and '' among them.
                let again = inside.as_bytes().get(end + 1) == Some(&quote);
                if again || text.contains('\\') {
                    return None;
                }
                self.skip(end + 2);
                Value::Scalar(Cow::Borrowed(text))
            }
            _ => {
                let rest = &self.text[self.at..];
                let end = rest.find([',', '{', '}', '[', ']', ':', '"']).unwrap_or(rest.len());
                let text = rest[..end].trim_end_matches(' ');
                let node = plain(text, at)?;
                self.skip(text.len());
                return Some(node);
            }
        };
        Some(Node { value, at })
    }

    /// The nodes of a collection up to its closing bracket, keys and values by turns.
    fn collection(&mut self, close: u8, depth: usize) -> Option<Vec<Node<'t>>> {
        let mut nodes = Vec::with_capacity(8);
        self.skip(1);
        self.spaces();
        while self.peek()? != close {
            if close == b'}' {
                let at = At { line: self.line, column: self.column };
                let (key, _) = entry_key(&self.text[self.at..])?;
                nodes.push(Node { value: Value::Scalar(Cow::Borrowed(key)), at });
                self.skip(key.len() + 1);
                self.spaces();
            }
            nodes.push(self.value(depth + 1)?);
            self.spaces();
            match self.peek()? {
                b',' => {
                    self.skip(1);
                    self.spaces();
                    // A comma before the bracket, or two, are for the general parser.
                    if matches!(self.peek()?, b',' | b'}' | b']') {
                        return None;
                    }
                }
                byte if byte == close => {}
                _ => return None,
            }
        }
        self.skip(1);
        Some(nodes)
    }

    fn peek(&self) -> Option<u8> {
        self.text.as_bytes().get(self.at).copied()
    }

    fn skip(&mut self, bytes: usize) {
        self.column += self.text[self.at..self.at + bytes].chars().count() as u32;
        self.at += bytes;
    }

    fn spaces(&mut self) {
        while self.peek() == Some(b' ') {
            self.skip(1);
        }
    }
}

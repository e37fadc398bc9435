//! A light HTML tokenizer that knows where everything stands; it follows the WHATWG rules for what is
//! a tag, a comment or text, and forgives everything else.

use crate::text::Span;

/// A piece of an HTML text; together the tokens cover it from end to end.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Token<'t> {
    /// Text with entities.
    Text(Span),
    /// `<name …>`.
    Open(Tag<'t>),
    /// `</name>`.
    Close(Tag<'t>),
    /// A comment, a doctype, the content of a script.
    Other(Span),
}

/// A tag and where it stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Tag<'t> {
    pub(crate) span: Span,
    /// The name as written.
    pub(crate) name: &'t str,
    /// What follows the name, up to the `>`.
    attributes: &'t str,
}

impl<'t> Tag<'t> {
    /// The value of the attribute `name`, entities unread; `""` when it has none.
    pub(crate) fn attribute(&self, name: &str) -> Option<&'t str> {
        let mut rest = self.attributes;
        while let Some((attribute, value, after)) = attribute(rest) {
            if attribute.eq_ignore_ascii_case(name) {
                return Some(value);
            }
            rest = after;
        }
        None
    }

    /// Whether the tag has more attributes than any needs.
    pub(crate) fn is_overladen(&self) -> bool {
        // An attribute and what parts it from the next take two bytes at least.
        if self.attributes.len() < 2 * MAX_ATTRIBUTES {
            return false;
        }
        let mut rest = self.attributes;
        for _ in 0..MAX_ATTRIBUTES {
            let Some((_, _, after)) = attribute(rest) else { return false };
            rest = after;
        }
        attribute(rest).is_some()
    }
}

/// More attributes than any tag needs.
const MAX_ATTRIBUTES: usize = 256;

/// Elements whose content is no markup up to their end tag; the second ones hold text with entities.
const RAW: [&str; 6] = ["script", "style", "xmp", "iframe", "noembed", "noframes"];
const RAW_TEXT: [&str; 2] = ["title", "textarea"];

/// The tokens of an HTML text.
pub(crate) struct Tokens<'t> {
    text: &'t str,
    at: usize,
    /// The element just opened whose content is no markup.
    raw: Option<&'t str>,
}

impl<'t> Tokens<'t> {
    pub(crate) fn new(text: &'t str) -> Self {
        Self { text, at: 0, raw: None }
    }

    /// The token that ends at `end`.
    fn until(&mut self, end: usize, token: impl FnOnce(Span) -> Token<'t>) -> Option<Token<'t>> {
        let span = Span::new(self.at, end);
        self.at = end;
        Some(token(span))
    }

    /// The end of `what`, searched from `from`; the end of the text when there is none.
    fn after(&self, from: usize, what: &str) -> usize {
        let from = from.min(self.text.len());
        memchr::memmem::find(&self.text.as_bytes()[from..], what.as_bytes())
            .map_or(self.text.len(), |at| from + at + what.len())
    }

    /// The start of the end tag of the raw element `name`.
    fn end_of_raw(&self, name: &str) -> usize {
        let bytes = self.text.as_bytes();
        let mut from = self.at;
        while let Some(at) = memchr::memmem::find(&bytes[from..], b"</").map(|at| from + at) {
            let rest = &bytes[at + 2..];
            if rest.get(..name.len()).is_some_and(|start| start.eq_ignore_ascii_case(name.as_bytes()))
                && rest.get(name.len()).is_none_or(|b| b.is_ascii_whitespace() || matches!(b, b'/' | b'>'))
            {
                return at;
            }
            from = at + 2;
        }
        bytes.len()
    }

    fn tag(&self, name_start: usize) -> Tag<'t> {
        let bytes = self.text.as_bytes();
        let ends_name = |b: &u8| b.is_ascii_whitespace() || matches!(b, b'/' | b'>');
        let name_end =
            name_start + bytes[name_start..].iter().position(ends_name).unwrap_or(bytes.len() - name_start);
        let end = tag_end(bytes, name_end);
        let inner = if bytes[..end].ends_with(b">") { end - 1 } else { end };
        Tag {
            span: Span::new(self.at, end),
            name: &self.text[name_start..name_end],
            attributes: self.text.get(name_end..inner).unwrap_or(""),
        }
    }
}

impl<'t> Iterator for Tokens<'t> {
    type Item = Token<'t>;

    fn next(&mut self) -> Option<Token<'t>> {
        let bytes = self.text.as_bytes();
        if self.at >= bytes.len() {
            return None;
        }
        if let Some(name) = self.raw.take() {
            let end = self.end_of_raw(name);
            if end > self.at {
                let is_text = RAW_TEXT.iter().any(|text| text.eq_ignore_ascii_case(name));
                return self.until(end, if is_text { Token::Text } else { Token::Other });
            }
        }
        let rest = &bytes[self.at..];
        match rest {
            [b'<', b'!', b'-', b'-', b'>', ..] => self.until(self.at + 5, Token::Other),
            [b'<', b'!', b'-', b'-', ..] => self.until(self.after(self.at + 4, "-->"), Token::Other),
            [b'<', b'!' | b'?', ..] => self.until(self.after(self.at + 2, ">"), Token::Other),
            [b'<', b'/', b'a'..=b'z' | b'A'..=b'Z', ..] => {
                let tag = self.tag(self.at + 2);
                self.until(tag.span.end, |_| Token::Close(tag))
            }
            [b'<', b'/', _, ..] => self.until(self.after(self.at + 2, ">"), Token::Other),
            [b'<', b'a'..=b'z' | b'A'..=b'Z', ..] => {
                let tag = self.tag(self.at + 1);
                let is_raw = |raw: &&str| raw.eq_ignore_ascii_case(tag.name);
                self.raw = RAW.iter().chain(&RAW_TEXT).any(is_raw).then_some(tag.name);
                self.until(tag.span.end, |_| Token::Open(tag))
            }
            _ => {
                let begins = |at: usize| {
                    matches!(bytes.get(at + 1), Some(b'!' | b'?' | b'/' | b'a'..=b'z' | b'A'..=b'Z'))
                };
                let end =
                    memchr::memchr_iter(b'<', &rest[1..]).map(|at| self.at + 1 + at).find(|&at| begins(at));
                self.until(end.unwrap_or(bytes.len()), Token::Text)
            }
        }
    }
}

/// The end of a tag whose attributes start at `at`: after the first `>` outside quoted values.
fn tag_end(bytes: &[u8], mut at: usize) -> usize {
    let mut after_equals = false;
    while let Some(&byte) = bytes.get(at) {
        at += 1;
        match byte {
            b'>' => return at,
            b'"' | b'\'' if after_equals => {
                at = memchr::memchr(byte, &bytes[at..]).map_or(bytes.len(), |end| at + end + 1);
                after_equals = false;
            }
            b'=' => after_equals = true,
            byte if byte.is_ascii_whitespace() => {}
            _ => after_equals = false,
        }
    }
    bytes.len()
}

/// The first attribute of `text`: its name, its value, and what follows.
fn attribute(text: &str) -> Option<(&str, &str, &str)> {
    let text = text.trim_start_matches(|c: char| c.is_ascii_whitespace() || c == '/');
    let first = text.chars().next()?;
    // A name may start with `=`, whatever it means.
    let name_end = text[first.len_utf8()..]
        .find(|c: char| c.is_ascii_whitespace() || matches!(c, '=' | '/'))
        .map_or(text.len(), |at| at + first.len_utf8());
    let (name, rest) = text.split_at(name_end);
    let Some(rest) = rest.trim_start().strip_prefix('=').map(str::trim_start) else {
        return Some((name, "", rest));
    };
    if let Some(quote) = rest.chars().next().filter(|c| matches!(c, '"' | '\'')) {
        let (value, after) = rest[1..].split_once(quote).unwrap_or((&rest[1..], ""));
        return Some((name, value, after));
    }
    let end = rest.find(|c: char| c.is_ascii_whitespace()).unwrap_or(rest.len());
    Some((name, &rest[..end], &rest[end..]))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn pieces(text: &str) -> Vec<(char, &str)> {
        let piece = |token| match token {
            Token::Text(span) => ('t', span.of(text)),
            Token::Open(tag) => ('o', tag.span.of(text)),
            Token::Close(tag) => ('c', tag.span.of(text)),
            Token::Other(span) => ('x', span.of(text)),
        };
        Tokens::new(text).map(piece).collect()
    }

    #[test]
    fn tags_text_comments_and_scripts_are_told_apart() {
        assert_eq!(
            pieces("<!DOCTYPE html><p title='a>b'>1 < 2 &amp; 3</P ><!-- <b> --><script>a</b></SCRIPT>z"),
            [
                ('x', "<!DOCTYPE html>"),
                ('o', "<p title='a>b'>"),
                ('t', "1 < 2 &amp; 3"),
                ('c', "</P >"),
                ('x', "<!-- <b> -->"),
                ('o', "<script>"),
                ('x', "a</b>"),
                ('c', "</SCRIPT>"),
                ('t', "z")
            ]
        );
    }

    #[test]
    fn what_never_ends_ends_with_the_text() {
        for text in ["a<!-- b", "a<p b='", "a<script>b</scrip", "a</", "a<", "<", "<!", "</p", "<title>a"] {
            assert_eq!(pieces(text).iter().map(|(_, piece)| *piece).collect::<String>(), text);
        }
    }

    #[test]
    fn attributes_in_every_style() {
        let text = "<a HREF=x class = 'b c' hidden data-x=\"1>2\"/ lang=fr>";
        let Some(Token::Open(tag)) = Tokens::new(text).next() else { panic!() };
        assert_eq!(tag.attribute("href"), Some("x"));
        assert_eq!(tag.attribute("class"), Some("b c"));
        assert_eq!(tag.attribute("hidden"), Some(""));
        assert_eq!(tag.attribute("data-x"), Some("1>2"));
        assert_eq!(tag.attribute("lang"), Some("fr"));
        assert_eq!(tag.attribute("id"), None);
    }
}

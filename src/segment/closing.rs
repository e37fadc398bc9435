//! What stays with the segment a terminator ends: closing quotes and brackets, note marks, emoji.

use crate::text::is_apostrophe;
use memchr::memchr_iter;

use super::around::{char_at, emoticon_end, is_emoji, is_space, skip_spaces};

/// Straight quotes counted from the start of the block, as far as anyone asked.
#[derive(Clone, Debug, Default)]
pub(super) struct StraightQuotes {
    counted: usize,
    odd: bool,
}

impl StraightQuotes {
    /// Whether a straight quote is open before `at`. Places asked for only grow.
    pub(super) fn open(&mut self, text: &str, at: usize) -> bool {
        if at > self.counted {
            let quotes = memchr_iter(b'"', &text.as_bytes()[self.counted..at]).count();
            self.odd ^= quotes % 2 == 1;
            self.counted = at;
        }
        self.odd
    }
}

/// What was found after a terminator.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Closers {
    /// Where the segment would end.
    pub end: usize,
    /// Whether a quote closed.
    pub quote: bool,
    /// Whether a bracket closed.
    pub bracket: bool,
}

impl Closers {
    /// Whether nothing closed.
    pub(super) fn none(self) -> bool {
        !self.quote && !self.bracket
    }
}

/// Takes the closing signs that start at `from`, right after a terminator.
#[inline]
pub(super) fn closers(text: &str, from: usize, quotes: &mut StraightQuotes) -> Closers {
    let mut found = Closers { end: from, ..Closers::default() };
    // The commonest case first: one space and a letter.
    let bytes = text.as_bytes();
    if bytes.get(from) == Some(&b' ') && bytes.get(from + 1).is_some_and(u8::is_ascii_alphanumeric) {
        return found;
    }
    // Straight quotes taken here; the count of `quotes` stands before them.
    let mut taken = false;
    loop {
        let at = found.end;
        let Some(c) = char_at(text, at) else { break };
        let after = at + c.len_utf8();
        match c {
            '»' | '”' | '›' => found.quote = true,
            ')' | ']' | '}' => found.bracket = true,
            c if is_apostrophe(c) && is_edge(text, after) => found.quote = true,
            '"' if is_edge(text, after) || quotes.open(text, from) ^ taken => {
                found.quote = true;
                taken = !taken;
            }
            '*' | '_' if is_edge(text, after) => {}
            '¹' | '²' | '³' | '⁰' | '⁴'..='⁹' | '†' | '‡' => {}
            '[' => match note_end(text, at) {
                Some(end) => {
                    found.end = end;
                    continue;
                }
                None => break,
            },
            c if is_emoji(c) => {}
            c if is_space(c) => match after_space(text, at, quotes.open(text, from) ^ taken) {
                Some((end, sign)) => {
                    match sign {
                        '"' => {
                            found.quote = true;
                            taken = !taken;
                        }
                        '»' | '”' | '›' => found.quote = true,
                        ')' | ']' => found.bracket = true,
                        _ => {}
                    }
                    found.end = end;
                    continue;
                }
                None => break,
            },
            _ => break,
        }
        found.end = after;
    }
    found
}

/// A closing sign that stands after the white space at `at`: its end and itself.
fn after_space(text: &str, at: usize, quote_open: bool) -> Option<(usize, char)> {
    let next = skip_spaces(text, at);
    let c = char_at(text, next)?;
    let after = next + c.len_utf8();
    let closes = match c {
        '»' | '›' | ')' | ']' => true,
        '”' => is_edge(text, after),
        '"' => quote_open && is_edge(text, after),
        '[' => return note_end(text, next).map(|end| (end, c)),
        ':' | ';' | '=' => return emoticon_end(text, next).map(|end| (end, c)),
        _ => is_emoji(c),
    };
    closes.then_some((after, c))
}

/// Whether the place after a quote shows that it closed: white space, a sign, the end.
fn is_edge(text: &str, at: usize) -> bool {
    char_at(text, at)
        .is_none_or(|c| !c.is_alphanumeric() && !matches!(c, '«' | '“' | '(' | '$' | '€' | '@' | '#'))
}

/// The end of a note mark such as `[12]`, `[3, 4]` or `[1]–[3]`, if one starts at `at`.
fn note_end(text: &str, at: usize) -> Option<usize> {
    let bytes = text.as_bytes();
    let mut end = at + 1;
    let mut digits = 0;
    while let Some(byte) = bytes.get(end) {
        match byte {
            b'0'..=b'9' => digits += 1,
            b',' | b' ' | b'-' if digits > 0 => {}
            b']' if digits > 0 => return Some(end + 1),
            _ => return None,
        }
        end += 1;
        if digits > 4 || end - at > 12 {
            return None;
        }
    }
    None
}

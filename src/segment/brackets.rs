//! Brackets open inside a segment: what stands in them is never split (S6), unless the bracket opened
//! the segment or never closes.

use memchr::{memchr2, memchr2_iter};

use super::around::{char_at, is_dash_or_bullet, is_opening, skip_spaces};

/// How far ahead the closing bracket is looked for, in bytes: an unclosed one must not swallow the text.
const HORIZON: usize = 1200;

/// The brackets of the segment under way.
#[derive(Clone, Debug, Default)]
pub(super) struct Brackets {
    /// How far the segment was looked at.
    seen: usize,
    /// Brackets open there, all of the kind of the outermost.
    depth: usize,
    /// Where the outermost of them stands.
    outermost: usize,
    /// An opening bracket is no nearer than here.
    next: usize,
}

impl Brackets {
    /// A new segment starts at `start`.
    #[inline]
    pub(super) fn restart(&mut self, start: usize) {
        *self = Self { seen: start, depth: 0, outermost: start, next: self.next.max(start) };
    }

    /// Whether `at` stands inside a bracket that opened within the segment from `start` and closes soon.
    #[inline]
    pub(super) fn embed(&mut self, text: &str, start: usize, at: usize) -> bool {
        self.look(text, at);
        self.depth > 0
            && !opens_segment(text, start, self.outermost)
            && closes(text, at, text.as_bytes()[self.outermost], self.depth)
    }

    #[inline]
    fn look(&mut self, text: &str, at: usize) {
        let bytes = text.as_bytes();
        while self.seen < at {
            if self.depth == 0 {
                if self.next < at && !matches!(bytes[self.next], b'(' | b'[') {
                    let opening = memchr2(b'(', b'[', &bytes[self.next..]);
                    self.next = opening.map_or(bytes.len(), |opening| self.next + opening);
                }
                if self.next >= at {
                    self.seen = at;
                    return;
                }
                let opening = self.next;
                self.next += 1;
                self.seen = self.next;
                if !is_smiley(bytes, opening) {
                    self.outermost = opening;
                    self.depth = 1;
                }
                continue;
            }
            let (open, close) = pair(bytes[self.outermost]);
            match memchr2(open, close, &bytes[self.seen..at]) {
                Some(found) => {
                    let place = self.seen + found;
                    if bytes[place] == close {
                        self.depth -= 1
                    } else {
                        self.depth += 1
                    }
                    self.seen = place + 1;
                }
                None => self.seen = at,
            }
        }
        self.next = self.next.max(at);
    }
}

/// The bracket that opens and the one that closes it.
fn pair(open: u8) -> (u8, u8) {
    if open == b'(' { (b'(', b')') } else { (b'[', b']') }
}

/// `:(`, `:-(`: no bracket.
fn is_smiley(bytes: &[u8], at: usize) -> bool {
    at > 0 && matches!(bytes[at - 1], b':' | b';' | b'=') || at > 1 && bytes[at - 2..at] == *b":-"
}

/// Whether nothing but quotes, dashes and white space stands between `start` and the bracket at `at`.
fn opens_segment(text: &str, start: usize, at: usize) -> bool {
    let mut place = skip_spaces(text, start);
    while place < at {
        match char_at(text, place) {
            Some(c) if is_opening(c) || is_dash_or_bullet(c) => {
                place = skip_spaces(text, place + c.len_utf8())
            }
            _ => return false,
        }
    }
    true
}

fn closes(text: &str, at: usize, open: u8, depth: usize) -> bool {
    let bytes = text.as_bytes();
    let (open, close) = pair(open);
    let mut depth = depth;
    for found in memchr2_iter(open, close, &bytes[at..bytes.len().min(at + HORIZON)]) {
        if bytes[at + found] == open {
            depth += 1;
        } else {
            depth -= 1;
            if depth == 0 {
                return true;
            }
        }
    }
    false
}

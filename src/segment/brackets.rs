//! Brackets open inside a segment: what stands in them is never split (S6), unless the bracket opened
//! the segment or never closes.

use memchr::memchr2;

use super::around::{char_at, is_dash_or_bullet, is_opening, skip_spaces};

/// How far ahead the closing bracket is looked for, in bytes: an unclosed one must not swallow the text.
const HORIZON: usize = 1200;

/// The brackets of the segment under way.
#[derive(Clone, Debug, Default)]
pub(super) struct Brackets {
    /// How far the segment was looked at.
    seen: usize,
    /// Brackets open there.
    depth: usize,
    /// Where the outermost of them stands.
    outermost: usize,
    /// An opening bracket is no nearer than here.
    next: usize,
}

impl Brackets {
    /// A new segment starts at `start`.
    pub(super) fn restart(&mut self, start: usize) {
        *self = Self { seen: start, depth: 0, outermost: start, next: self.next.max(start) };
    }

    /// Whether `at` stands inside a bracket that opened within the segment from `start` and closes soon.
    pub(super) fn embed(&mut self, text: &str, start: usize, at: usize) -> bool {
        self.look(text, at);
        self.depth > 0 && !opens_segment(text, start, self.outermost) && closes(text, at, self.depth)
    }

    fn look(&mut self, text: &str, at: usize) {
        let bytes = text.as_bytes();
        if self.seen >= at {
            return;
        }
        if self.depth == 0 {
            if self.next < at && !matches!(bytes[self.next], b'(' | b'[') {
                let opening = memchr2(b'(', b'[', &bytes[self.next..]);
                self.next = opening.map_or(bytes.len(), |opening| self.next + opening);
            }
            self.seen = self.next.min(at);
        }
        for place in self.seen..at {
            match bytes[place] {
                b'(' | b'[' if place > 0 && matches!(bytes[place - 1], b':' | b';' | b'=') => {}
                b'(' if place > 1 && bytes[place - 2..place] == *b":-" => {}
                b'(' | b'[' => {
                    if self.depth == 0 {
                        self.outermost = place;
                    }
                    self.depth += 1;
                }
                b')' | b']' => self.depth = self.depth.saturating_sub(1),
                _ => {}
            }
        }
        self.seen = at;
        self.next = self.next.max(at);
    }
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

fn closes(text: &str, at: usize, depth: usize) -> bool {
    let bytes = text.as_bytes();
    let mut depth = depth;
    for byte in &bytes[at..bytes.len().min(at + HORIZON)] {
        match byte {
            b'(' | b'[' => depth += 1,
            b')' | b']' => {
                depth -= 1;
                if depth == 0 {
                    return true;
                }
            }
            _ => {}
        }
    }
    false
}

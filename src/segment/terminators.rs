//! Finding the runs of terminators of a block.

use memchr::{memchr, memchr3};

use super::around::{char_at, is_space, skip_spaces};

/// What a run of terminators is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    /// One full stop.
    Stop,
    /// `…`, `...` and the like.
    Ellipsis,
    /// A run with `?` or `!` in it.
    Mark,
}

/// A run of terminators: `start` and `end` are bytes of the block.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Run {
    pub start: usize,
    pub end: usize,
    pub kind: Kind,
}

/// The last byte of `…` in UTF-8, rare in French and English.
const ELLIPSIS_TAIL: u8 = 0xA6;

/// Walks over the runs of terminators of a text.
#[derive(Clone, Debug)]
pub(super) struct Terminators<'t> {
    text: &'t str,
    /// The first `…` not before the place last asked for; the text's length when there is none.
    ellipsis: usize,
}

impl<'t> Terminators<'t> {
    pub(super) fn new(text: &'t str) -> Self {
        Self { text, ellipsis: find_ellipsis(text, 0) }
    }

    /// The first run at or after `from`.
    #[inline]
    pub(super) fn next(&mut self, from: usize) -> Option<Run> {
        let bytes = self.text.as_bytes();
        if self.ellipsis < from {
            self.ellipsis = find_ellipsis(self.text, from);
        }
        let horizon = self.ellipsis.min(bytes.len());
        let plain = bytes.get(from..horizon).and_then(|part| memchr3(b'.', b'!', b'?', part));
        let start = plain.map_or(horizon, |at| from + at);
        (start < bytes.len()).then(|| run_at(self.text, start))
    }
}

fn find_ellipsis(text: &str, from: usize) -> usize {
    let bytes = text.as_bytes();
    let mut at = from;
    while let Some(tail) = bytes.get(at..).and_then(|rest| memchr(ELLIPSIS_TAIL, rest)) {
        let tail = at + tail;
        if tail >= from + 2 && bytes[tail - 2..tail] == [0xE2, 0x80] {
            return tail - 2;
        }
        at = tail + 1;
    }
    bytes.len()
}

/// Bytes of the terminator at `at`; 0 when there is none.
#[inline]
fn terminator_len(bytes: &[u8], at: usize) -> usize {
    match bytes.get(at) {
        Some(b'.' | b'!' | b'?') => 1,
        Some(0xE2) if bytes.get(at + 1..at + 3) == Some(&[0x80, ELLIPSIS_TAIL]) => 3,
        _ => 0,
    }
}

#[inline]
fn run_at(text: &str, start: usize) -> Run {
    let bytes = text.as_bytes();
    let mut end = glued_end(bytes, start);
    // A spaced run («? !», «. . .») goes on, unless the next sign belongs to the word after it («...et»).
    if bytes.get(end).is_some_and(|byte| *byte == b' ' || !byte.is_ascii()) {
        loop {
            let next = skip_spaces(text, end);
            if next == end || terminator_len(bytes, next) == 0 {
                break;
            }
            let next_end = glued_end(bytes, next);
            if char_at(text, next_end)
                .is_some_and(|c| !is_space(c) && !matches!(c, '"' | '»' | '”' | ')' | ']'))
            {
                break;
            }
            end = next_end;
        }
    }
    let run = &bytes[start..end];
    let kind = if run == b"." {
        Kind::Stop
    } else if run.iter().any(|byte| matches!(byte, b'!' | b'?')) {
        Kind::Mark
    } else {
        Kind::Ellipsis
    };
    Run { start, end, kind }
}

#[inline]
fn glued_end(bytes: &[u8], mut at: usize) -> usize {
    loop {
        match terminator_len(bytes, at) {
            0 => return at,
            len => at += len,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn runs(text: &str) -> Vec<(&str, Kind)> {
        let mut terminators = Terminators::new(text);
        let (mut runs, mut from) = (Vec::new(), 0);
        while let Some(run) = terminators.next(from) {
            runs.push((&text[run.start..run.end], run.kind));
            from = run.end;
        }
        runs
    }

    #[test]
    fn runs_are_found_whole() {
        assert_eq!(
            runs("Non ?! Si… a.b... Oui ? ! fin ...et"),
            [
                ("?!", Kind::Mark),
                ("…", Kind::Ellipsis),
                (".", Kind::Stop),
                ("...", Kind::Ellipsis),
                ("? !", Kind::Mark),
                ("...", Kind::Ellipsis)
            ]
        );
        assert_eq!(runs("«æ€¦» ’"), []);
    }
}

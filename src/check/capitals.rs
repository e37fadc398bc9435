//! The words of a text that start with a capital.

use crate::{
    language::names::is_particle,
    text::{Span, is_hyphen},
};

/// The words of a text that start with a capital, hyphenated ones as a whole, with the particles before them.
pub(super) fn capitalised_tokens(text: &str) -> impl Iterator<Item = Span> + '_ {
    let mut at = 0;
    std::iter::from_fn(move || {
        loop {
            let start = next_capital(text, at)?;
            let mut end = start;
            for (offset, c) in text[start..].char_indices() {
                let hyphen =
                    is_hyphen(c) && text[start + offset + c.len_utf8()..].starts_with(char::is_alphabetic);
                if !(hyphen
                    || c.is_alphanumeric()
                    || c == '_'
                    || unicode_normalization::char::is_combining_mark(c))
                {
                    break;
                }
                end = start + offset + c.len_utf8();
            }
            at = end.max(start + 1);
            if end > start {
                return Some(Span::new(start_of_particles(text, start), end));
            }
        }
    })
}

/// How many particles a surname may have: *van der*.
const MAX_PARTICLES: usize = 2;

/// Where the particles before the word at `start` begin, which belong to it: *el-Sissi*, *van der Leyen*.
fn start_of_particles(text: &str, start: usize) -> usize {
    let mut start = start;
    for _ in 0..MAX_PARTICLES {
        let Some((gap, c)) = text[..start].char_indices().next_back() else { break };
        if c != ' ' && !is_hyphen(c) {
            break;
        }
        let bytes = &text.as_bytes()[..gap];
        let len = bytes.iter().rev().take_while(|byte| byte.is_ascii_lowercase()).count();
        let word = &text[gap - len..gap];
        let whole = !text[..gap - len].ends_with(|c: char| c.is_alphanumeric() || c == '_' || is_hyphen(c));
        if !(2..=MAX_PARTICLE_BYTES).contains(&len) || !whole || !is_particle(word) {
            break;
        }
        start = gap - len;
    }
    start
}

/// No particle is longer.
const MAX_PARTICLE_BYTES: usize = 4;

/// The next capital that starts a word, from byte `at` on.
fn next_capital(text: &str, at: usize) -> Option<usize> {
    let bytes = text.as_bytes();
    let mut at = at;
    while at < bytes.len() {
        let byte = bytes[at];
        if byte.is_ascii_uppercase() || byte >= 0xC0 {
            let capital = byte.is_ascii_uppercase() || text[at..].starts_with(char::is_uppercase);
            let inside = text[..at].ends_with(|c: char| c.is_alphanumeric() || c == '_' || is_hyphen(c))
                && start_of_particles(text, at) == at;
            if capital && !inside {
                return Some(at);
            }
        }
        at += 1;
        while at < bytes.len() && !text.is_char_boundary(at) {
            at += 1;
        }
    }
    None
}

/// Whether the gap between two words is white space, and some of it.
pub(super) fn is_space(gap: &str) -> bool {
    !gap.is_empty() && gap.chars().all(char::is_whitespace)
}

//! Looking at the characters and words on either side of a place in a text.
//!
//! Places are byte offsets on character boundaries; a look backwards is bounded, so that no text makes
//! the segmenter slow.

use crate::text::{
    closes_quotation, is_apostrophe, is_dash, is_long_dash, is_opening_single_quote, opens_quotation,
};

pub(super) use crate::text::is_space_or_zero_width as is_space;

/// How far back a word is followed, in bytes: longer ones are no abbreviations.
const LONGEST_WORD: usize = 40;

/// The character that starts at `at`.
#[inline]
pub(super) fn char_at(text: &str, at: usize) -> Option<char> {
    match text.as_bytes().get(at) {
        Some(byte) if byte.is_ascii() => Some(char::from(*byte)),
        Some(_) => text.get(at..).and_then(|rest| rest.chars().next()),
        None => None,
    }
}

/// The character that ends at `at`.
#[inline]
pub(super) fn char_before(text: &str, at: usize) -> Option<char> {
    match at.checked_sub(1).and_then(|before| text.as_bytes().get(before)) {
        Some(byte) if byte.is_ascii() => Some(char::from(*byte)),
        Some(_) => text.get(..at).and_then(|rest| rest.chars().next_back()),
        None => None,
    }
}

/// The first place from `at` on that is not white space.
#[inline]
pub(super) fn skip_spaces(text: &str, mut at: usize) -> usize {
    let bytes = text.as_bytes();
    loop {
        match bytes.get(at) {
            Some(b' ' | b'\t'..=b'\r') => at += 1,
            Some(byte) if !byte.is_ascii() => match char_at(text, at) {
                Some(c) if is_space(c) => at += c.len_utf8(),
                _ => return at,
            },
            _ => return at,
        }
    }
}

/// The place after the last character before `at` that is not white space, not before `floor`.
#[inline]
pub(super) fn skip_spaces_back(text: &str, mut at: usize, floor: usize) -> usize {
    while at > floor {
        match char_before(text, at) {
            Some(c) if is_space(c) => at -= c.len_utf8(),
            _ => break,
        }
    }
    at
}

/// The word before a full stop: from the last white space, opening sign or apostrophe to `end`.
/// `None` when it is longer than any abbreviation. Full stops and hyphens inside belong to it.
#[inline]
pub(super) fn word_before(text: &str, end: usize, floor: usize) -> Option<usize> {
    let bytes = text.as_bytes();
    let mut at = end;
    while at > floor {
        let byte = bytes[at - 1];
        if byte.is_ascii() {
            match byte {
                b' ' | b'\t'..=b'\r' | b'(' | b'[' | b'{' | b'"' | b'\'' | b'/' | b'<' | b'>' | b'=' => break,
                b'|' | b':' | b';' | b',' | b')' | b']' | b'!' | b'?' | b'*' => break,
                _ => at -= 1,
            }
        } else {
            let c = char_before(text, at)?;
            let parts = is_space(c) || is_apostrophe(c) || is_long_dash(c) || c == '…';
            if parts || opens_quotation(c) || closes_quotation(c) {
                break;
            }
            at -= c.len_utf8();
        }
        if end - at > LONGEST_WORD {
            return None;
        }
    }
    Some(at)
}

/// The end of the run of letters that starts at `at`.
#[inline]
pub(super) fn letters_end(text: &str, mut at: usize) -> usize {
    let bytes = text.as_bytes();
    while let Some(&byte) = bytes.get(at) {
        if byte.is_ascii_alphabetic() {
            at += 1;
        } else if byte.is_ascii() {
            break;
        } else {
            match char_at(text, at) {
                Some(c) if c.is_alphabetic() => at += c.len_utf8(),
                _ => break,
            }
        }
    }
    at
}

/// The end of the run without white space that starts at `at`, looking no further than `bound` bytes.
pub(super) fn token_end(text: &str, at: usize, bound: usize) -> usize {
    let rest = &text[at..];
    let mut limit = rest.len().min(bound);
    while !rest.is_char_boundary(limit) {
        limit -= 1;
    }
    rest[..limit].find(is_space).map_or(at + limit, |end| at + end)
}

/// The start of the run without white space that ends at `at`, looking no further than `bound` bytes.
pub(super) fn token_start(text: &str, at: usize, bound: usize) -> usize {
    let mut floor = at.saturating_sub(bound);
    while !text.is_char_boundary(floor) {
        floor += 1;
    }
    match text[floor..at].rfind(is_space) {
        Some(space) => {
            let place = floor + space;
            place + char_at(text, place).map_or(0, char::len_utf8)
        }
        None => floor,
    }
}

/// Whether `c` opens a quotation or a bracket.
pub(super) fn is_opening(c: char) -> bool {
    opens_quotation(c) || is_opening_single_quote(c) || matches!(c, '(' | '[' | '{' | '¿' | '¡')
}

/// Whether `c` is a dash or a bullet that may stand before a sentence.
pub(super) fn is_dash_or_bullet(c: char) -> bool {
    is_dash(c) || matches!(c, '•' | '*' | '►' | '▶' | '·' | '▪' | '■' | '●' | '○' | '→' | '◆')
}

/// Whether `c` is a pictograph (emoji) or one of the marks that modify one.
pub(super) fn is_emoji(c: char) -> bool {
    matches!(u32::from(c), 0x1F1E6..=0x1FAFF | 0x2600..=0x26FF | 0x2744 | 0x2763 | 0x2764 | 0xFE0F | 0x200D | 0x2705 | 0x2728)
}

/// The end of the emoticon (`:-)`, `;)`, `:D`) that starts at `at`, if one does and nothing is glued to it.
pub(super) fn emoticon_end(text: &str, at: usize) -> Option<usize> {
    let bytes = text.as_bytes();
    if !matches!(bytes.get(at), Some(b':' | b';' | b'=')) {
        return None;
    }
    let nose = usize::from(matches!(bytes.get(at + 1), Some(b'-' | b'\'' | b'o')));
    let mut end = at + 1 + nose;
    match bytes.get(end) {
        Some(b')' | b'(') => {
            while bytes.get(end).is_some_and(|byte| matches!(byte, b')' | b'(')) {
                end += 1;
            }
        }
        Some(b'D' | b'P' | b'p' | b'O' | b'/' | b'|' | b'*') => end += 1,
        _ => return None,
    }
    char_at(text, end).is_none_or(is_space).then_some(end)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_before_a_stop() {
        let word = |text: &'static str| word_before(text, text.len(), 0).map(|start| &text[start..]);
        assert_eq!(word("c'est l'art"), Some("art"));
        assert_eq!(word("av. J.-C"), Some("J.-C"));
        assert_eq!(word("« éd"), Some("éd"));
        assert_eq!(word(&"x".repeat(50).leak()[..]), None);
    }

    #[test]
    fn emoticons_stand_alone() {
        assert_eq!(emoticon_end(":-) oui", 0), Some(3));
        assert_eq!(emoticon_end(":Deux", 0), None);
        assert_eq!(emoticon_end(": (", 0), None);
    }
}

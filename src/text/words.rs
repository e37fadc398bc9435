//! The words beside a place of a text: runs of letters, digits, `_` and what vanishes in folding.

use super::{CharClass, Span, char_class, is_ignorable};

/// How far a name may be torn apart: the longest stretch between two of its words (bytes).
const LONGEST_GAP: usize = 64;

/// A text with every run of white space as one space, and none at its ends.
///
/// ```
/// assert_eq!(drogman::text::single_spaced(" Le\u{a0}Haut\n-Karabakh "), "Le Haut -Karabakh");
/// ```
pub fn single_spaced(text: &str) -> String {
    if is_single_spaced(text) {
        return text.to_owned();
    }
    let mut out = String::with_capacity(text.len());
    for word in text.split_whitespace() {
        if !out.is_empty() {
            out.push(' ');
        }
        out.push_str(word);
    }
    out
}

/// Whether a text has no white space but single spaces between words, told from its bytes: `false` for some texts
/// with other signs too.
///
/// ```
/// use drogman::text::is_single_spaced;
/// assert!(is_single_spaced("Le Haut-Karabakh, été"));
/// assert!(!is_single_spaced("Le\u{a0}Haut-Karabakh") && !is_single_spaced("a  b") && !is_single_spaced("a "));
/// ```
pub fn is_single_spaced(text: &str) -> bool {
    let bytes = text.as_bytes();
    // The first bytes of white space in UTF-8: NEL and NBSP, the Ogham space, the typographic spaces, the wide one.
    let other = |byte: &u8| matches!(byte, 0x09..=0x0D | 0xC2 | 0xE1..=0xE3);
    !bytes.iter().any(other)
        && !bytes.windows(2).any(|pair| pair == b"  ")
        && bytes.first() != Some(&b' ')
        && bytes.last() != Some(&b' ')
}

/// The word that the byte `at` stands in, if it stands in one.
///
/// ```
/// use drogman::text::word_at;
/// let text = "la Géorgie";
/// assert_eq!(word_at(text, 5).unwrap().of(text), "Géorgie");
/// assert_eq!(word_at("a — b", 3), None, "a dash is no word");
/// ```
pub fn word_at(text: &str, at: usize) -> Option<Span> {
    let at = text.floor_char_boundary(at.min(text.len()));
    let word = Span::new(start_of_word(text, at), end_of_word(text, at));
    let word = trimmed(text, word);
    (!word.is_empty()).then_some(word)
}

/// The word before the byte `at`, which must be no further than 64 bytes away.
///
/// ```
/// use drogman::text::previous_word;
/// let text = "le président d’Arménie";
/// let name = text.find("Arménie").unwrap();
/// assert_eq!(previous_word(text, name).unwrap().of(text), "d");
/// assert_eq!(previous_word(text, 0), None);
/// ```
pub fn previous_word(text: &str, at: usize) -> Option<Span> {
    if let Some(word) = plain_word_before(text.as_bytes(), at) {
        return Some(word);
    }
    let mut end = at;
    for (index, c) in text[..at].char_indices().rev() {
        if char_class(c) == CharClass::Word && !is_ignorable(c) {
            let word = Span::new(start_of_word(text, end), end);
            return Some(trimmed(text, word));
        }
        if at - index > LONGEST_GAP {
            return None;
        }
        end = index;
    }
    None
}

/// The word before `at` when a single space and plain ASCII make it easy.
fn plain_word_before(bytes: &[u8], at: usize) -> Option<Span> {
    let end = if at > 0 && bytes[at - 1] == b' ' { at - 1 } else { at };
    let start = end - bytes[..end].iter().rev().take_while(|&&byte| is_plain(byte)).count();
    (start < end && (start == 0 || bytes[start - 1].is_ascii())).then_some(Span::new(start, end))
}

fn is_plain(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || byte == b'_'
}

/// The word that starts at or after the byte `at`, no further than 64 bytes away.
///
/// ```
/// use drogman::text::next_word;
/// let text = "Aliev, Ilham";
/// assert_eq!(next_word(text, "Aliev".len()).unwrap().of(text), "Ilham");
/// assert_eq!(next_word(text, text.len()), None);
/// ```
pub fn next_word(text: &str, at: usize) -> Option<Span> {
    let bytes = text.as_bytes();
    let plain = if bytes.get(at) == Some(&b' ') { at + 1 } else { at };
    let len = bytes[plain..].iter().take_while(|&&byte| is_plain(byte)).count();
    if len > 0 && bytes.get(plain + len).is_none_or(u8::is_ascii) {
        return Some(Span::new(plain, plain + len));
    }
    for (index, c) in text[at..].char_indices() {
        if char_class(c) == CharClass::Word && !is_ignorable(c) {
            let start = at + index;
            return Some(trimmed(text, Span::new(start, end_of_word(text, start))));
        }
        if index > LONGEST_GAP {
            return None;
        }
    }
    None
}

/// The end of the word characters from `at` on.
pub(super) fn end_of_word(text: &str, at: usize) -> usize {
    let bytes = text.as_bytes();
    let mut end = at;
    while end < bytes.len() && (is_plain(bytes[end])) {
        end += 1;
    }
    if end == bytes.len() || bytes[end].is_ascii() {
        return end;
    }
    text[end..]
        .char_indices()
        .find(|&(_, c)| char_class(c) != CharClass::Word)
        .map_or(text.len(), |(i, _)| end + i)
}

/// The start of the word characters up to `at`.
fn start_of_word(text: &str, at: usize) -> usize {
    text[..at]
        .char_indices()
        .rev()
        .take_while(|&(_, c)| char_class(c) == CharClass::Word)
        .last()
        .map_or(at, |(index, _)| index)
}

/// The span without ignorable characters at its ends.
pub(super) fn trimmed(text: &str, span: Span) -> Span {
    let bytes = text.as_bytes();
    if span.is_empty() || (bytes[span.start].is_ascii() && bytes[span.end - 1].is_ascii()) {
        return span;
    }
    let word = span.of(text);
    let start = span.start + (word.len() - word.trim_start_matches(is_ignorable).len());
    Span::new(start.min(span.end), (span.start + word.trim_end_matches(is_ignorable).len()).max(start))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn neighbours_are_found_over_spaces_and_punctuation() {
        let text = "MM. Aliev\u{a0}et Pachinian";
        let aliev = text.find("Aliev").unwrap();
        assert_eq!(previous_word(text, aliev).unwrap().of(text), "MM");
        assert_eq!(next_word(text, aliev + 5).unwrap().of(text), "et");
        assert_eq!(word_at(text, aliev + 2).unwrap().of(text), "Aliev");
        assert_eq!(previous_word(text, 0), None);
        assert_eq!(next_word(text, text.len()), None);
    }
    #[test]
    fn every_white_space_but_a_single_space_is_noticed() {
        for c in ('\0'..=char::MAX).filter(|c| c.is_whitespace() && *c != ' ') {
            assert!(!is_single_spaced(&format!("a{c}b")), "{c:?}");
            assert_eq!(single_spaced(&format!("a{c} b{c}")), "a b", "{c:?}");
        }
    }
}

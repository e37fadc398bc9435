//! Text into tokens: words, numbers, marks.
//!
//! A token is a byte span. An elided article or preposition («l'», «d'», «qu'») is a token of its own,
//! apostrophe included; a hyphenated word is one token, except for a pronoun hung on a verb («dit-il»).
//! Initials («J.», «U.R.S.S.») keep their full stops.

use crate::text::{is_apostrophe, is_combining_mark, is_hyphen, is_ignorable};
use std::ops::Range;

/// What a token is made of.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum TokenKind {
    /// Starts with a letter.
    Word,
    /// Starts with a digit.
    Number,
    /// One mark, or a run of full stops.
    Mark,
    /// An address, handle, hashtag or e-mail address: never part of a candidate.
    Address,
}

/// A token: where it stands (bytes of the text it was cut from) and what it is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Token {
    /// First byte.
    pub start: usize,
    /// One past the last byte.
    pub end: usize,
    /// What it is made of.
    pub kind: TokenKind,
}

impl Token {
    /// The bytes of the token.
    pub fn range(&self) -> Range<usize> {
        self.start..self.end
    }

    /// The token as written in `text`, the text it was cut from.
    pub fn text<'t>(&self, text: &'t str) -> &'t str {
        &text[self.start..self.end]
    }
}

/// Words before an apostrophe that are cut off, in lower case.
const ELIDED: &[&str] =
    &["l", "d", "j", "m", "t", "s", "n", "c", "qu", "jusqu", "lorsqu", "puisqu", "quoiqu", "parc"];

/// Pronouns hung on a verb by a hyphen; «-t-» before them goes too.
const HUNG: &[&str] = &[
    "il", "ils", "elle", "elles", "on", "je", "tu", "nous", "vous", "ce", "moi", "toi", "lui", "leur", "le",
    "la", "les", "y", "en", "là", "ci",
];

fn is_letter(c: char) -> bool {
    c.is_alphabetic() && !is_apostrophe(c) || is_combining_mark(c) || is_ignorable(c)
}

fn is_wordly(c: char) -> bool {
    is_letter(c) || c.is_numeric() || c == '_'
}

/// Cuts `text` into tokens; white space falls away. Total: any text is cut.
///
/// ```
/// use drogman::extract::tokens::tokenise;
/// let text = "L'ONU, dit-il, aide J. F. Kennedy.";
/// let cut: Vec<&str> = tokenise(text).iter().map(|t| t.text(text)).collect();
/// assert_eq!(cut, ["L'", "ONU", ",", "dit", "-il", ",", "aide", "J.", "F.", "Kennedy", "."]);
/// ```
pub fn tokenise(text: &str) -> Vec<Token> {
    let mut out = Vec::with_capacity(text.len() / 5);
    tokenise_into(text, &mut out);
    out
}

/// As [`tokenise`], into a vector that is cleared first.
pub fn tokenise_into(text: &str, out: &mut Vec<Token>) {
    out.clear();
    let mut at = 0;
    while let Some(c) = text[at..].chars().next() {
        if let Some(end) = plain_word(text.as_bytes(), at) {
            out.push(Token { start: at, end, kind: TokenKind::Word });
            at = end;
            continue;
        }
        if c.is_whitespace() || is_ignorable(c) {
            at += c.len_utf8();
        } else if is_letter(c) || c.is_numeric() {
            at = word(text, at, out);
        } else {
            at = mark(text, at, c, out);
        }
    }
}

/// Where the word that starts at `start` ends, when that is seen at once: nothing but letters of French up to a space
/// or the end, or to a mark that stands before one. Most words are such.
fn plain_word(bytes: &[u8], start: usize) -> Option<usize> {
    let is_end = |at: usize| matches!(bytes.get(at), None | Some(b' ' | b'\n'));
    let (mut at, mut letters) = (start, 0);
    loop {
        at += match (bytes.get(at)?, bytes.get(at + 1)) {
            (b'a'..=b'z' | b'A'..=b'Z', _) => 1,
            // À to ÿ, but for × and ÷.
            (0xc3, Some(0x80..=0x96 | 0x98..=0xb6 | 0xb8..=0xbf)) => 2,
            _ => break,
        };
        letters += 1;
    }
    // The stop after a single letter may be its own.
    let mark = match bytes[at] {
        b',' | b';' | b')' => 1,
        b'.' if letters > 1 => 1,
        _ => 0,
    };
    (letters > 0 && is_end(at + mark)).then_some(at)
}

/// A handle, hashtag, run of stops, or a single mark.
fn mark(text: &str, start: usize, c: char, out: &mut Vec<Token>) -> usize {
    let rest = &text[start + c.len_utf8()..];
    if matches!(c, '@' | '#') {
        let length = rest.find(|c: char| !is_wordly(c)).unwrap_or(rest.len());
        if length > 0 {
            let end = start + c.len_utf8() + length;
            out.push(Token { start, end, kind: TokenKind::Address });
            return end;
        }
    }
    let run = if c == '.' { rest.len() - rest.trim_start_matches('.').len() } else { 0 };
    let end = start + c.len_utf8() + run;
    out.push(Token { start, end, kind: TokenKind::Mark });
    end
}

/// The end of the address that starts at `start`, if one does.
fn address(text: &str, start: usize) -> Option<usize> {
    let rest = &text[start..];
    let chunk = &rest[..rest
        .find(|c: char| c.is_whitespace() || matches!(c, '«' | '»' | '"' | '<' | '>'))
        .unwrap_or(rest.len())];
    let scheme = chunk.starts_with("http://") || chunk.starts_with("https://") || chunk.starts_with("www.");
    let mail = chunk.find('@').is_some_and(|i| i > 0 && chunk[i..].contains('.'));
    if !scheme && !mail {
        return None;
    }
    Some(
        start
            + chunk
                .trim_end_matches(|c| {
                    is_apostrophe(c) || matches!(c, '.' | ',' | ';' | ':' | ')' | '!' | '?')
                })
                .len()
                .max(1),
    )
}

/// Cuts one word (or number) that starts at `start`; gives where it ends.
fn word(text: &str, start: usize, out: &mut Vec<Token>) -> usize {
    let bytes = text.as_bytes();
    if (matches!(bytes[start], b'h' | b'w')
        || text[start..].bytes().take(40).take_while(|b| *b > 32).any(|b| b == b'@'))
        && let Some(end) = address(text, start)
    {
        out.push(Token { start, end, kind: TokenKind::Address });
        return end;
    }
    let number = text[start..].starts_with(char::is_numeric);
    let kind = if number { TokenKind::Number } else { TokenKind::Word };
    let mut end = start;
    let mut hyphen = false;
    let mut chars = text[start..].char_indices().peekable();
    while let Some((offset, c)) = chars.next() {
        let here = start + offset;
        let next = chars.peek().map(|&(_, c)| c);
        if is_wordly(c) {
            end = here + c.len_utf8();
        } else if is_hyphen(c) && next.is_some_and(is_wordly) {
            hyphen = true;
        } else if is_apostrophe(c) && !number {
            let lower = text[start..here].to_lowercase();
            if ELIDED.contains(&lower.as_str()) {
                end = here + c.len_utf8();
                out.push(Token { start, end, kind });
                return end;
            }
            if !next.is_some_and(is_letter) {
                break;
            }
        } else if matches!(c, '.' | ',') && number && next.is_some_and(char::is_numeric)
            || c == '&' && !number && next.is_some_and(char::is_uppercase)
        {
            // 1.250 and R&D go on.
        } else if c == '.' && !number && dotted(&text[start..here]) {
            end = here + 1;
            if !next.is_some_and(|c| c.is_uppercase()) {
                break;
            }
        } else {
            break;
        }
    }
    if hyphen {
        hung(text, start, end, kind, out)
    } else {
        out.push(Token { start, end, kind })
    }
    end
}

/// Whether a full stop after `before` belongs to it: one capital letter («J»), or such with stops («U.R»).
fn dotted(before: &str) -> bool {
    let last = before.rsplit(|c| c == '.' || is_hyphen(c)).next().unwrap_or(before);
    let mut chars = last.chars();
    let single = chars.next().is_some_and(char::is_uppercase) && chars.next().is_none();
    // «M.» before a name is an abbreviation too: its stop goes with it and does no harm.
    single
        && (before.len() == last.len()
            || before[..before.len() - last.len()].chars().all(|c| !c.is_lowercase()))
}

/// Splits «dit-il», «a-t-elle», «celui-ci» into the word and what hangs on it.
fn hung(text: &str, start: usize, end: usize, kind: TokenKind, out: &mut Vec<Token>) {
    let whole = &text[start..end];
    if let Some(cut) = whole.rfind(is_hyphen) {
        let tail = whole[cut..].trim_start_matches(is_hyphen);
        let head = &whole[..cut];
        let plain = HUNG.contains(&tail) && !head.chars().skip(1).any(char::is_uppercase);
        if plain && !matches!(head, "au" | "par" | "vis-à" | "quant") && !head.is_empty() {
            let stem = head.strip_suffix("-t").unwrap_or(head);
            out.push(Token { start, end: start + stem.len(), kind });
            out.push(Token { start: start + stem.len(), end, kind });
            return;
        }
    }
    out.push(Token { start, end, kind });
}

#[cfg(test)]
mod tests {
    use super::*;

    fn cut(text: &str) -> Vec<&str> {
        tokenise(text).iter().map(|t| t.text(text)).collect()
    }

    #[test]
    fn elision_hyphens_and_stops() {
        assert_eq!(cut("qu’aujourd’hui l’Artsakh"), ["qu’", "aujourd’hui", "l’", "Artsakh"]);
        assert_eq!(cut("Haut-Karabakh a-t-il"), ["Haut-Karabakh", "a", "-t-il"]);
        assert_eq!(cut("l'U.R.S.S. et 1.250,5 km"), ["l'", "U.R.S.S.", "et", "1.250,5", "km"]);
        assert_eq!(cut("voir https://a.b/c. Fin"), ["voir", "https://a.b/c", ".", "Fin"]);
        assert_eq!(cut("N'Djamena O'Brien"), ["N'", "Djamena", "O'Brien"]);
    }

    proptest::proptest! {
        #[test]
        fn tokens_are_in_order_and_cover_every_letter(text in "\\PC{0,60}") {
            let mut last = 0;
            for token in tokenise(&text) {
                proptest::prop_assert!(token.start >= last && token.end > token.start);
                proptest::prop_assert!(!text[last..token.start].chars().any(|c| c.is_alphanumeric()));
                last = token.end;
            }
            proptest::prop_assert!(!text[last..].chars().any(|c| c.is_alphanumeric()));
        }
    }
}

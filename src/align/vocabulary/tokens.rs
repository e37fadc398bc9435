//! Segments as bags of comparable tokens.
//!
//! Alignment compares coarse forms: lower case, no diacritics, numbers in one notation, words cut to a
//! stem. Identical strings on both sides are evidence, so both languages share one vocabulary.

use crate::language::stem::prefix_stem;
use crate::text::{
    closes_quotation, fold, fold_char_into, is_apostrophe, is_combining_mark, is_dash, is_ignorable,
    is_space_in_line, opens_quotation,
};

/// What a token is made of; decides how much an identical string on the other side says.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(in crate::align) enum Kind {
    Word,
    Number,
    Mark,
}

/// The kind of a token, read off its first character (numbers: any digit).
pub(in crate::align) fn kind(token: &str) -> Kind {
    if token.bytes().any(|b| b.is_ascii_digit()) {
        Kind::Number
    } else if token.chars().next().is_some_and(char::is_alphanumeric) {
        Kind::Word
    } else {
        Kind::Mark
    }
}

/// Whether a character neither stands for itself nor takes room: a combining mark, a soft hyphen.
pub(super) fn is_invisible(c: char) -> bool {
    is_ignorable(c) || is_combining_mark(c)
}

/// One sign for every kind of quotation mark and of dash.
fn plain_mark(c: char) -> char {
    match c {
        _ if opens_quotation(c) || closes_quotation(c) || is_apostrophe(c) => '"',
        _ if is_dash(c) => '-',
        _ => c,
    }
}

/// Splits a segment into folded tokens: words (elisions and hyphens open), numbers in one notation,
/// single marks.
///
/// `1 250`, `1.250` and `1,250` are one token, and so are `2,3` and `2.3`.
pub(in crate::align) fn tokens(text: &str, out: &mut Vec<String>) {
    out.clear();
    let chars: Vec<char> = text.chars().filter(|c| !is_invisible(*c)).collect();
    let mut word = String::new();
    let mut grouped = false;
    for (k, &c) in chars.iter().enumerate() {
        if c.is_alphanumeric() {
            fold_char_into(c, &mut word);
            continue;
        }
        match number_joint(&word, grouped, c, &chars[k + 1..]) {
            Some(Joint::Thousands) => {
                grouped = true;
                continue;
            }
            Some(Joint::Decimal) => {
                word.push('.');
                continue;
            }
            None => grouped = false,
        }
        if !word.is_empty() {
            out.push(std::mem::take(&mut word));
        }
        let inside =
            k > 0 && chars[k - 1].is_alphanumeric() && chars.get(k + 1).is_some_and(|n| n.is_alphanumeric());
        let joins = inside && (is_apostrophe(c) || is_dash(c));
        if c.is_whitespace() || c.is_control() || joins {
            continue;
        }
        if c == '.' && k > 0 && chars[k - 1] == '.' {
            if let Some(last) = out.last_mut() {
                *last = "…".to_owned();
            }
        } else {
            out.push(plain_mark(c).to_string());
        }
    }
    if !word.is_empty() {
        out.push(word);
    }
}

/// What a character between two digits means.
enum Joint {
    Thousands,
    Decimal,
}

/// Reads a separator after `word` as part of a number, if digits stand on both sides of it.
fn number_joint(word: &str, grouped: bool, separator: char, rest: &[char]) -> Option<Joint> {
    if word.is_empty() || word.len() > 15 || !word.bytes().all(|b| b.is_ascii_digit()) {
        return None;
    }
    let follow = rest.iter().take(4).take_while(|c| c.is_ascii_digit()).count();
    let blank = is_space_in_line(separator);
    if !(blank || matches!(separator, '.' | ',')) || follow == 0 {
        return None;
    }
    // A number of four digits or more without groups (a year) takes no group after it.
    let may_group = word.len() <= 3 || grouped;
    if follow == 3 && !word.starts_with('0') && may_group && !rest.get(3).is_some_and(|c| c.is_alphanumeric())
    {
        Some(Joint::Thousands)
    } else if blank {
        None
    } else {
        Some(Joint::Decimal)
    }
}

/// The part of a word that its inflected forms are taken to share.
pub(in crate::align) fn stem(token: &str, length: usize) -> &str {
    if kind(token) == Kind::Word { prefix_stem(token, length) } else { token }
}

/// A word without capitals and diacritics, cut to what its inflected forms share.
pub(in crate::align) fn coarse(word: &str) -> String {
    stem(&fold(word), 7).to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn split(text: &str) -> String {
        let mut out = Vec::new();
        tokens(text, &mut out);
        out.join(" ")
    }

    #[test]
    fn elisions_hyphens_and_quotes_are_open() {
        assert_eq!(split("L’Artsakh, dit-il : « C'est l'été… »"), "l artsakh , dit il : \" c est l ete … \"");
        assert_eq!(split("Wait... 'no'"), "wait … \" no \"");
    }

    #[test]
    fn numbers_have_one_notation() {
        for n in ["1 250", "1\u{202F}250", "1.250", "1,250"] {
            assert_eq!(split(n), "1250");
        }
        assert_eq!(split("2,3 millions"), "2.3 millions");
        assert_eq!(split("en 1992, 3 morts"), "en 1992 , 3 morts");
    }

    #[test]
    fn stems_keep_numbers_whole() {
        assert_eq!(stem("1234567.89", 6), "1234567.89");
        assert_eq!(stem("frontieres", 6), "fronti");
    }
}

//! Folding: what remains of a character when case, diacritics and typography are set aside.
//!
//! NFC and NFD, upper and lower case, ï é ş ç ğ ı œ, and ə (folded to a, as Əliyev is Aliyev) become
//! plain letters; combining marks, soft hyphens and zero-width marks vanish.

use std::sync::LazyLock;

use unicode_normalization::{UnicodeNormalization, char::is_combining_mark};

/// What a character is to matching.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum CharClass {
    /// A letter, digit, `_`, combining mark or ignorable character: part of a word.
    Word,
    /// Any white space, no-break spaces and line breaks included.
    Space,
    /// A hyphen or a dash of any length.
    Dash,
    /// A straight or curly apostrophe.
    Apostrophe,
    /// Anything else.
    Other,
}

/// The class of a character.
///
/// ```
/// use drogman::text::{char_class, CharClass};
/// assert_eq!(char_class('\u{2011}'), CharClass::Dash);
/// assert_eq!(char_class('’'), CharClass::Apostrophe);
/// assert_eq!(char_class('\u{ad}'), CharClass::Word);
/// ```
pub fn char_class(c: char) -> CharClass {
    if c.is_ascii() {
        return match c {
            'a'..='z' | 'A'..='Z' | '0'..='9' | '_' => CharClass::Word,
            ' ' | '\t' | '\n' | '\r' | '\u{b}' | '\u{c}' => CharClass::Space,
            '-' => CharClass::Dash,
            '\'' | '`' => CharClass::Apostrophe,
            _ => CharClass::Other,
        };
    }
    // The Latin letters at once; the tables of Unicode are slow to ask.
    if matches!(c, '\u{c0}'..='\u{24f}') {
        return if matches!(c, '×' | '÷') { CharClass::Other } else { CharClass::Word };
    }
    if is_apostrophe(c) {
        CharClass::Apostrophe
    } else if is_note_mark(c) {
        CharClass::Other
    } else if c.is_alphanumeric() || is_ignorable(c) || is_combining_mark(c) {
        CharClass::Word
    } else if is_dash(c) {
        CharClass::Dash
    } else if c.is_whitespace() {
        CharClass::Space
    } else {
        CharClass::Other
    }
}

/// Whether the character is a superscript digit, the mark of a footnote: *Bakou¹*.
fn is_note_mark(c: char) -> bool {
    matches!(c, '¹' | '²' | '³' | '\u{2070}' | '\u{2074}'..='\u{2079}')
}

/// Whether the character is part of a word: letter, digit, `_`, combining mark, or ignorable.
pub fn is_word_char(c: char) -> bool {
    char_class(c) == CharClass::Word
}

/// Whether the character is an apostrophe: ' ’ ‘ ʼ ʻ ʹ ´ `.
pub fn is_apostrophe(c: char) -> bool {
    matches!(c, '\'' | '`' | '\u{b4}' | '\u{2018}' | '\u{2019}' | '\u{2b9}'..='\u{2bc}' | '\u{ff07}')
}

/// Whether the character is a hyphen: `-`, U+2010, or U+2011 (no-break).
///
/// ```
/// use drogman::text::{is_dash, is_hyphen};
/// assert!(is_hyphen('\u{2011}'), "the hyphen that does not break");
/// // A dash stands between words or clauses, a hyphen within a name.
/// assert!(is_dash('–') && !is_hyphen('–'));
/// ```
pub fn is_hyphen(c: char) -> bool {
    matches!(c, '-' | '\u{2010}' | '\u{2011}')
}

/// Whether the character is a hyphen or a dash of any length.
pub fn is_dash(c: char) -> bool {
    matches!(c, '-' | '\u{2010}'..='\u{2015}' | '\u{2212}' | '\u{fe58}' | '\u{fe63}' | '\u{ff0d}')
}

/// Whether the character has no width and no meaning in a name: soft hyphen, zero-width and
/// direction marks, variation selectors, the byte-order mark.
///
/// ```
/// use drogman::text::{fold, is_ignorable};
/// assert!(is_ignorable('\u{ad}'), "a soft hyphen");
/// assert_eq!(fold("Haut-Kara\u{ad}bakh"), fold("Haut-Karabakh"));
/// ```
pub fn is_ignorable(c: char) -> bool {
    matches!(
        c,
        '\u{ad}' | '\u{34f}' | '\u{61c}' | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}'
            | '\u{2060}'..='\u{2064}' | '\u{2066}'..='\u{2069}' | '\u{fe00}'..='\u{fe0f}' | '\u{feff}'
    )
}

/// How many code points the table covers: Latin-1 and both Latin Extended blocks.
const TABLE: usize = 0x250;

/// For each code point of the table: how many bytes it folds to, and the bytes.
static FOLDED: LazyLock<Vec<[u8; 4]>> = LazyLock::new(|| {
    (0..TABLE as u32)
        .map(|code| {
            let mut bytes = String::new();
            fold_slowly(char::from_u32(code).unwrap_or(' '), &mut bytes);
            let mut cell = [bytes.len() as u8, 0, 0, 0];
            cell[1..=bytes.len().min(3)].copy_from_slice(&bytes.as_bytes()[..bytes.len().min(3)]);
            cell
        })
        .collect()
});

/// Appends the folding of the words in `text`; characters between words are copied in lower case.
///
/// ```
/// use drogman::text::fold_word_into;
/// let mut out = b"erevan ".to_vec();
/// fold_word_into("Ağdam", &mut out);
/// assert_eq!(out, b"erevan agdam");
/// ```
pub fn fold_word_into(text: &str, out: &mut Vec<u8>) {
    let bytes = text.as_bytes();
    if bytes.is_ascii() {
        let start = out.len();
        out.extend_from_slice(bytes);
        out[start..].make_ascii_lowercase();
        return;
    }
    let table = &*FOLDED;
    let mut slow = String::new();
    for c in text.chars() {
        match table.get(c as usize) {
            Some(cell) if cell[0] <= 3 => out.extend_from_slice(&cell[1..=cell[0] as usize]),
            _ => {
                slow.clear();
                fold_slowly(c, &mut slow);
                out.extend_from_slice(slow.as_bytes());
            }
        }
    }
}

/// The folding of a text.
///
/// ```
/// use drogman::text::fold;
/// assert_eq!(fold("İlham Əliyev"), "ilham aliyev");
/// assert_eq!(fold("Nakhitche\u{301}van"), "nakhitchevan");
/// assert_eq!(fold("Şuşa, cœur"), "susa, coeur");
/// ```
pub fn fold(text: &str) -> String {
    let mut out = Vec::with_capacity(text.len());
    fold_word_into(text, &mut out);
    String::from_utf8(out).unwrap_or_default()
}

/// Folds one character by the Unicode tables.
fn fold_slowly(c: char, out: &mut String) {
    if is_ignorable(c) || is_combining_mark(c) {
        return;
    }
    if is_apostrophe(c) {
        out.push('\'');
        return;
    }
    for lower in std::iter::once(c).nfkd().flat_map(char::to_lowercase).nfkd() {
        match lower {
            'ı' => out.push('i'),
            'ə' | 'ǝ' => out.push('a'),
            'œ' => out.push_str("oe"),
            'æ' => out.push_str("ae"),
            'ß' => out.push_str("ss"),
            'ø' => out.push('o'),
            'đ' | 'ð' => out.push('d'),
            'þ' => out.push_str("th"),
            'ł' => out.push('l'),
            'ħ' => out.push('h'),
            'ŋ' => out.push('n'),
            other if is_combining_mark(other) || is_ignorable(other) => {}
            other => out.push(other),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn composed_and_decomposed_fold_alike() {
        for text in ["Érevan", "Gueïdar", "Şuşa", "Xankəndi", "Göyçə", "İlham", "À bientôt", "Ağdam"]
        {
            let nfd: String = text.nfd().collect();
            assert_eq!(fold(text), fold(&nfd), "{text}");
            assert!(fold(text).is_ascii(), "{text}");
        }
    }

    #[test]
    fn latin_letters_are_words() {
        for c in '\u{c0}'..='\u{24f}' {
            assert_eq!(is_word_char(c), c.is_alphanumeric(), "{c}");
        }
    }

    #[test]
    fn both_schwas_fold_alike() {
        assert_eq!(fold("Xank\u{1dd}ndi"), fold("Xankəndi"));
        assert_eq!(fold("\u{18e}liyev"), fold("Əliyev"));
    }

    #[test]
    fn folding_is_idempotent_beyond_latin() {
        for text in ["Алиев", "Ереван", "Երևան", "თბილისი", "ﬁn", "Ａｌｉ"]
        {
            assert_eq!(fold(&fold(text)), fold(text), "{text}");
        }
    }
}

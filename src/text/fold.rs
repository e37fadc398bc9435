//! Folding: what remains of a character when case, diacritics and typography are set aside.
//!
//! NFC and NFD, upper and lower case, ï é ş ç ğ ı œ, and ə (folded to a, as Əliyev is Aliyev) become
//! plain letters; combining marks, soft hyphens and zero-width marks vanish.

use std::sync::LazyLock;

use unicode_normalization::UnicodeNormalization;

use super::chars::{is_apostrophe, is_combining_mark, is_ignorable};

/// How many code points the table covers: Latin-1 and both Latin Extended blocks.
const TABLE: usize = 0x250;

/// For each code point of the table: how many bytes it folds to, and the bytes.
static FOLDED: LazyLock<Vec<[u8; 4]>> = LazyLock::new(|| {
    (0..TABLE as u32)
        .map(|code| {
            let mut bytes = String::new();
            fold_by_unicode(char::from_u32(code).unwrap_or(' '), &mut bytes);
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
                fold_by_unicode(c, &mut slow);
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

/// Appends the folding of one character.
///
/// ```
/// use drogman::text::fold_char_into;
/// let mut out = String::new();
/// "Cœ’".chars().for_each(|c| fold_char_into(c, &mut out));
/// assert_eq!(out, "coe'");
/// ```
pub fn fold_char_into(c: char, out: &mut String) {
    if c.is_ascii() {
        out.push(c.to_ascii_lowercase());
        return;
    }
    match FOLDED.get(c as usize) {
        Some(cell) if cell[0] <= 3 => {
            out.push_str(std::str::from_utf8(&cell[1..=cell[0] as usize]).unwrap_or_default());
        }
        _ => fold_by_unicode(c, out),
    }
}

/// Appends the folding of one character, by the tables of Unicode.
fn fold_by_unicode(c: char, out: &mut String) {
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

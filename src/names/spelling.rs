//! A name reduced to the letters that tell spellings apart.
//!
//! Case, apostrophes and soft signs, kinds of hyphen and most diacritics carry no information about which
//! name is meant; `ş`, `č`, `ə`, `ı`… do, because they stand for another sound than their base letter.

use crate::text::is_dash;
use unicode_normalization::UnicodeNormalization;

/// One letter of a [`Spelling`]: `a`–`z` are 1–26, then the letters of [`EXTRA`], [`GAP`] and others.
pub type Letter = u8;

/// Letters with a diacritic that are kept apart from their base letter, with the base letter.
/// Letters of one sound share a code: `š` is also `ş` and `ș`, `č` also `ç` and `ć`, `ž` also `ż`,
/// `ə` also `ä`, `ı` also the Romanian `î`.
pub(super) const EXTRA: [(char, char); 9] = [
    ('š', 's'),
    ('č', 'c'),
    ('ž', 'z'),
    ('ğ', 'g'),
    ('ə', 'e'),
    ('ı', 'i'),
    ('ö', 'o'),
    ('ü', 'u'),
    ('ţ', 't'),
];

/// The code of what stands between two words: space, hyphen, full stop.
pub const GAP: Letter = 36;
/// Number of letter codes.
pub const LETTERS: usize = 64;
/// Longest spelling that is compared, in letters; the rest of a longer name is ignored.
pub(super) const LONGEST: usize = 96;

/// A name as a string of letter codes, words separated by [`GAP`].
#[derive(Clone, Debug, PartialEq, Eq, Hash, Default)]
pub struct Spelling {
    /// The letters, at most [`LONGEST`].
    pub letters: Vec<Letter>,
}

impl Spelling {
    /// Reads a name.
    ///
    /// ```
    /// use drogman::names::Spelling;
    /// assert_eq!(Spelling::new("Şuşa"), Spelling::new("ŞUŞA"));
    /// assert_eq!(Spelling::new("Ter-Petrosyan"), Spelling::new("ter petrosyan"));
    /// assert_ne!(Spelling::new("Şuşa"), Spelling::new("Susa"));
    /// ```
    pub fn new(name: &str) -> Spelling {
        let mut letters = Vec::with_capacity(name.len().min(LONGEST));
        for c in name.nfc().flat_map(char::to_lowercase) {
            if letters.len() >= LONGEST {
                break;
            }
            push(c, &mut letters);
        }
        while letters.last() == Some(&GAP) {
            letters.pop();
        }
        Spelling { letters }
    }

    /// Reads a name and tells where its letters come from: the name in composed lower case, and for each
    /// letter the byte where its character starts there, then the end.
    pub fn traced(name: &str) -> (Spelling, String, Vec<usize>) {
        let text: String = name.nfc().flat_map(char::to_lowercase).collect();
        let mut letters = Vec::new();
        let mut offsets = Vec::new();
        for (at, c) in text.char_indices() {
            if letters.len() >= LONGEST {
                break;
            }
            push(c, &mut letters);
            offsets.resize(letters.len(), at);
        }
        while letters.last() == Some(&GAP) {
            letters.pop();
            offsets.pop();
        }
        offsets.push(text.len());
        (Spelling { letters }, text, offsets)
    }

    /// The words as ranges of letters.
    pub fn words(&self) -> Vec<std::ops::Range<usize>> {
        let mut words = Vec::new();
        let mut start = 0;
        for (i, &letter) in self.letters.iter().enumerate() {
            if letter == GAP {
                if i > start {
                    words.push(start..i);
                }
                start = i + 1;
            }
        }
        if self.letters.len() > start {
            words.push(start..self.letters.len());
        }
        words
    }
}

/// The letter as a character, for people: `b`, `š`, a space, `?` for a letter of another script.
pub fn letter_char(letter: Letter) -> char {
    match letter {
        1..=26 => (b'a' + letter - 1) as char,
        27..=35 => EXTRA[letter as usize - 27].0,
        GAP => ' ',
        37..=46 => (b'0' + letter - 37) as char,
        _ => '?',
    }
}

/// The letter without its diacritic.
///
/// ```
/// use drogman::names::{Spelling, training::{base, letter_char}};
/// let marked = Spelling::new("ş").letters[0];
/// assert_eq!(letter_char(base(marked)), 's');
/// ```
pub fn base(letter: Letter) -> Letter {
    match letter {
        27..=35 => EXTRA[letter as usize - 27].1 as u8 - b'a' + 1,
        _ => letter,
    }
}

fn push(c: char, out: &mut Vec<Letter>) {
    let kept = match c {
        'a'..='z' => c as u8 - b'a' + 1,
        '0'..='9' => c as u8 - b'0' + 37,
        'š' | 'ş' | 'ș' | 'ŝ' => 27,
        'č' | 'ç' | 'ć' | 'ĉ' | 'ċ' => 28,
        'ž' | 'ż' | 'ẑ' => 29,
        'ğ' | 'ġ' | 'ǧ' | 'ĝ' => 30,
        'ə' | 'ǝ' | 'ä' => 31,
        'ı' | 'î' => 32,
        'ö' | 'ő' | 'ø' => 33,
        'ü' | 'ű' => 34,
        'ţ' | 'ț' => 35,
        'ł' => 12,
        'đ' | 'ð' => 4,
        'ħ' => 8,
        'ß' => return out.extend([19, 19]),
        'æ' => return out.extend([1, 5]),
        'œ' => return out.extend([15, 5]),
        'þ' => return out.extend([20, 8]),
        _ => return push_other(c, out),
    };
    out.push(kept);
}

/// Whatever is not a plain letter: gaps, silent marks, letters with other diacritics, other scripts.
fn push_other(c: char, out: &mut Vec<Letter>) {
    if c.is_whitespace() || is_dash(c) || matches!(c, '.' | ',' | '_' | '/' | '·' | '(' | ')') {
        if !out.is_empty() && out.last() != Some(&GAP) {
            out.push(GAP);
        }
        return;
    }
    for d in std::iter::once(c).nfd() {
        match d {
            'a'..='z' => out.push(d as u8 - b'a' + 1),
            // Marks, apostrophes, ayn and hamza: silent.
            '\u{300}'..='\u{36f}' | '\u{2b0}'..='\u{2ff}' => {}
            _ if !d.is_alphanumeric() => {}
            _ => out.push(47 + (u32::from(d) % 17) as u8),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shown(name: &str) -> String {
        Spelling::new(name).letters.iter().map(|&l| letter_char(l)).collect()
    }

    #[test]
    fn marks_that_carry_a_sound_stay() {
        assert_eq!(shown("Mevlüt ÇAVUŞOĞLU"), "mevlüt čavušoğlu");
        assert_eq!(shown("Erdog\u{306}an"), "erdoğan");
        assert_eq!(shown("İlham ƏLİYEV"), "ilham əliyev");
        assert_eq!(shown("Ǝliyev"), "əliyev");
    }

    #[test]
    fn marks_that_carry_none_go() {
        assert_eq!(shown("Nazarbaïev"), "nazarbaiev");
        assert_eq!(shown("Podil\u{2019}s'kyi"), "podilskyi");
        assert_eq!(shown("  Ter\u{2011}Pétrossian. "), "ter petrossian");
        assert_eq!(shown("Straße"), "strasse");
    }

    #[test]
    fn other_scripts_stay_apart() {
        assert_ne!(Spelling::new("Алиев"), Spelling::new("Киев"));
        assert_eq!(Spelling::new(&"a".repeat(1000)).letters.len(), LONGEST);
    }
}

//! What the name tagger sees of a token: hashed features.
//!
//! A feature is a 32-bit hash of a template number and of what fills it. The features of a word alone
//! ([`word_features`]) depend on nothing but the word and the offset it is seen from, so that their summed
//! weights can be kept per word; those of its surroundings ([`context_features`]) are few.

use super::gazetteer;
use crate::text::{is_apostrophe, is_hyphen};

/// How a word is capitalised.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[repr(u8)]
pub enum Case {
    /// No letter at all.
    None,
    /// Starts in lower case.
    Lower,
    /// A capital, then lower case.
    Capital,
    /// Several letters, all capitals.
    Upper,
    /// One capital letter, with or without a full stop.
    Initial,
    /// Anything else: «iPhone», «McDonald».
    Mixed,
    /// Starts with a digit.
    Digit,
}

/// What is known of a word whatever stands around it.
#[derive(Clone, Debug)]
pub struct Word {
    /// In lower case.
    pub lower: String,
    /// Hash of the lower-case word.
    pub hash: u64,
    /// How it is capitalised.
    pub case: Case,
    /// Classes of the word lists ([`lists`]).
    pub classes: u16,
    /// How frequent it is in general French, 0 (unknown) to 6.
    pub general: u8,
}

impl Word {
    /// Looks a word up; `general` is its frequency class in general French.
    pub fn new(form: &str, general: u8) -> Word {
        let mut lower = form.to_lowercase();
        if lower.contains('\u{2019}') {
            lower = lower.replace(is_apostrophe, "'");
        }
        let hash = hash_bytes(lower.as_bytes());
        let classes = gazetteer::classes(&lower);
        Word { case: case(form), hash, classes, general, lower }
    }

    /// Whether the word could be (the start of) a name by its letters.
    pub fn capitalised(&self) -> bool {
        matches!(self.case, Case::Capital | Case::Upper | Case::Initial | Case::Mixed)
    }
}

/// How `form` is capitalised.
pub fn case(form: &str) -> Case {
    let mut chars = form.chars();
    let Some(first) = chars.next() else { return Case::None };
    if first.is_numeric() {
        return Case::Digit;
    }
    if !first.is_alphabetic() {
        // «-il»
        return if chars.any(char::is_alphabetic) { Case::Lower } else { Case::None };
    }
    let (mut upper, mut lower, mut letters) = (0, 0, 1);
    for c in chars {
        letters += usize::from(c.is_alphabetic());
        upper += usize::from(c.is_uppercase());
        lower += usize::from(c.is_lowercase());
    }
    match (first.is_uppercase(), upper, lower) {
        (false, 0, _) => Case::Lower,
        (false, _, _) => Case::Mixed,
        (true, _, 0) if letters == 1 => Case::Initial,
        (true, _, 0) => Case::Upper,
        (true, 0, _) => Case::Capital,
        (true, _, _) if form.contains(is_hyphen) => Case::Capital,
        (true, _, _) => Case::Mixed,
    }
}

/// FNV-1a over bytes, then mixed.
pub fn hash_bytes(bytes: &[u8]) -> u64 {
    let mut h = 0xcbf2_9ce4_8422_2325_u64;
    for b in bytes {
        h = (h ^ u64::from(*b)).wrapping_mul(0x100_0000_01b3);
    }
    mix(h)
}

fn mix(mut h: u64) -> u64 {
    h ^= h >> 32;
    h = h.wrapping_mul(0xd6e8_feb8_6659_fd93);
    h ^ (h >> 32)
}

/// The hash of template `template` filled with `a` and `b`.
pub fn feature(template: u8, a: u64, b: u64) -> u32 {
    let h = mix(a.wrapping_mul(0x9e37_79b9_7f4a_7c15) ^ mix(b ^ (u64::from(template) << 56)));
    (h >> 16) as u32
}

/// The shape of a word: `X` a capital, `x` a small letter, `d` a digit, runs cut to two.
fn shape(form: &str) -> u64 {
    let mut out: Vec<u8> = Vec::with_capacity(12);
    for c in form.chars() {
        let s = if c.is_uppercase() {
            b'X'
        } else if c.is_alphabetic() {
            b'x'
        } else if c.is_numeric() {
            b'd'
        } else if c == '\u{2019}' {
            b'\''
        } else {
            u8::try_from(u32::from(c)).unwrap_or(b'?')
        };
        if out.len() < 2 || out[out.len() - 1] != s || out[out.len() - 2] != s {
            out.push(s);
        }
    }
    hash_bytes(&out)
}

fn suffix(word: &str, n: usize) -> u64 {
    let start = word.char_indices().rev().nth(n - 1).map_or(0, |(i, _)| i);
    hash_bytes(&word.as_bytes()[start..])
}

fn prefix(word: &str, n: usize) -> u64 {
    let end = word.char_indices().nth(n).map_or(word.len(), |(i, _)| i);
    hash_bytes(&word.as_bytes()[..end])
}

/// Hashes of the parts of a form: shape, ends and starts of four to two letters.
pub struct Parts {
    shape: u64,
    /// The last two, three, four letters.
    suffixes: [u64; 3],
    /// The first two, three, four letters.
    prefixes: [u64; 3],
    letters: u64,
}

impl Parts {
    /// The parts of `form`, whose word is `word`.
    pub fn new(form: &str, word: &Word) -> Parts {
        let lower = word.lower.as_str();
        Parts {
            shape: shape(form),
            suffixes: [2, 3, 4].map(|n| suffix(lower, n)),
            prefixes: [2, 3, 4].map(|n| prefix(lower, n)),
            letters: lower.chars().count().min(12) as u64,
        }
    }
}

/// The features that a word with its parts alone gives to the token `offset` places to its left (-2 to 2: the word
/// stands at that offset from the token judged).
pub fn word_features(word: &Word, parts: &Parts, offset: i8, out: &mut Vec<u32>) {
    let o = (offset + 2) as u64;
    let case = word.case as u64;
    out.push(feature(1, word.hash, o));
    out.push(feature(2, parts.shape, o));
    if word.classes != 0 {
        out.push(feature(3, u64::from(word.classes), o));
        for bit in 0..12 {
            if word.classes & (1 << bit) != 0 {
                out.push(feature(4, bit << 8 | case, o));
            }
        }
    }
    out.push(feature(5, case << 8 | u64::from(word.general), o));
    if offset.abs() <= 1 {
        out.push(feature(6, parts.suffixes[1], o));
        out.push(feature(7, parts.prefixes[1], o));
    }
    if offset == 0 {
        out.push(feature(8, parts.suffixes[0], case));
        out.push(feature(9, parts.suffixes[2], case));
        out.push(feature(10, parts.prefixes[0], case));
        out.push(feature(11, parts.prefixes[2], case));
        out.push(feature(12, parts.letters, case));
    }
}

/// One token as the context features see it.
#[derive(Clone, Copy)]
pub struct Seen<'a> {
    /// The word.
    pub word: &'a Word,
    /// How it is capitalised elsewhere in the document ([`super::evidence::capitals`]).
    pub capitals: u8,
    /// The listed name of several words it stands in ([`gazetteer::phrase_marks`]).
    pub phrase: (u16, bool),
}

const EDGE: u64 = 0x55;

/// The features that the surroundings of token `at` give.
pub fn context_features(tokens: &[Seen], at: usize, out: &mut Vec<u32>) {
    let get = |offset: isize| at.checked_add_signed(offset).and_then(|i| tokens.get(i));
    let hash = |offset| get(offset).map_or(EDGE, |t: &Seen| t.word.hash);
    let case = |offset| get(offset).map_or(9, |t: &Seen| t.word.case as u64);
    let capitals = |offset| get(offset).map_or(9, |t: &Seen| u64::from(t.capitals));
    let word = tokens[at].word;
    for (offset, name) in [(-2, 20), (-1, 21), (1, 22), (2, 23)] {
        if get(offset).is_none() {
            out.push(feature(name, word.case as u64, 0));
        }
    }
    out.push(feature(24, hash(-1), word.hash));
    out.push(feature(25, word.hash, hash(1)));
    let cases = case(-2) << 16 | case(-1) << 12 | case(0) << 8 | case(1) << 4 | case(2);
    out.push(feature(26, cases, 0));
    out.push(feature(27, case(-1) << 8 | case(0) << 4 | case(1), capitals(0)));
    out.push(feature(28, capitals(-1) << 4 | capitals(0), case(0)));
    out.push(feature(29, capitals(0) << 4 | capitals(1), case(0)));
    let classes = |offset| get(offset).map_or(0x8000, |t: &Seen| u64::from(t.word.classes));
    out.push(feature(30, classes(-1) << 16 | classes(0), case(0)));
    out.push(feature(31, classes(0) << 16 | classes(1), case(0)));
    let phrase = tokens[at].phrase;
    if phrase.0 != 0 {
        out.push(feature(61, u64::from(phrase.0), u64::from(phrase.1)));
    }
    if word.capitalised() || word.case == Case::Digit {
        anchors(tokens, at, out);
    }
}

/// The nearest words in lower case on either side of a run of capitalised words.
fn anchors(tokens: &[Seen], at: usize, out: &mut Vec<u32>) {
    let plain = |t: &Seen| t.word.case == Case::Lower && t.word.lower.chars().nth(3).is_some();
    let left = tokens[..at].iter().rev().take(6).position(plain);
    if let Some(n) = left {
        let w = tokens[at - 1 - n].word;
        out.push(feature(32, w.hash, 0));
        out.push(feature(33, u64::from(w.classes), n.min(3) as u64));
    }
    let right = tokens[at + 1..].iter().take(6).position(plain);
    if let Some(n) = right {
        let w = tokens[at + 1 + n].word;
        out.push(feature(34, w.hash, 0));
        out.push(feature(35, u64::from(w.classes), n.min(3) as u64));
    }
    let run = tokens[..at].iter().rev().take_while(|t| t.word.capitalised()).count();
    let first = tokens[at - run].word;
    out.push(feature(36, u64::from(first.classes), run.min(3) as u64));
    out.push(feature(37, first.hash, run.min(3) as u64));
    let before = at.checked_sub(run + 1).map_or(EDGE, |i| tokens[i].word.hash);
    out.push(feature(38, before, run.min(3) as u64));
    let follow = tokens[at + 1..].iter().take_while(|t| t.word.capitalised()).count();
    let after = tokens.get(at + 1 + follow).map_or(EDGE, |t| t.word.hash);
    out.push(feature(39, after, follow.min(3) as u64));
}

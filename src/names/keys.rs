//! What two spellings of one name nearly always share: letter pairs and triples of rough sounds.
//!
//! The index looks for candidates by these grams alone, so they must be many-to-one (`tch`, `ş`, `sz` and
//! `sh` are one sound here) and cheap. The sounds are in `language/romanisation/sounds.tsv`.

use rustc_hash::FxHashMap;

use super::spelling::{GAP, LETTERS, Letter, Spelling, base};
use crate::language::romanisation::{self, MARKERS, SOUNDS};

/// Number of different grams.
pub(super) const GRAMS: usize = PAIRS + TRIPLES + SKELETON;
const PAIRS: usize = 32 * 32;
const TRIPLES: usize = 16 * 16 * 16;
const SKELETON: usize = 16 * 16 * 16;

/// Turns spellings into grams.
pub struct Keys {
    groups: FxHashMap<u32, Vec<u8>>,
    /// By their first letter.
    markers: Vec<Vec<Marker>>,
}

/// Letters that tell one romanisation from another.
struct Marker {
    bit: usize,
    letters: Vec<Letter>,
    first: bool,
    last: bool,
}

/// The codes of the sounds in the data file; 0 is the edge of a word.
const CODES: &[u8] = b"-aiuPTSKLMR";

impl Keys {
    /// Reads the shipped sounds.
    pub fn shipped() -> Keys {
        let mut groups = FxHashMap::default();
        for row in romanisation::rows(SOUNDS) {
            if let [group, sounds] = row[..] {
                let letters = Spelling::new(group).letters;
                let codes =
                    sounds.bytes().filter_map(|b| CODES.iter().position(|&c| c == b)).map(|p| p as u8);
                groups.insert(packed(&letters), codes.filter(|&c| c > 0).collect());
            }
        }
        let mut markers: Vec<Vec<Marker>> = (0..LETTERS).map(|_| Vec::new()).collect();
        for (bit, row) in romanisation::rows(MARKERS).take(64).enumerate() {
            let letters = Spelling::new(row[0].trim_matches(['^', '$'])).letters;
            if let Some(&letter) = letters.first() {
                let (first, last) = (row[0].starts_with('^'), row[0].ends_with('$'));
                markers[usize::from(letter)].push(Marker { bit, letters, first, last });
            }
        }
        Keys { groups, markers }
    }

    /// The marks of a romanisation that a spelling shows, a bit each.
    pub fn markers(&self, letters: &[Letter]) -> u64 {
        let mut found = 0;
        for (i, &letter) in letters.iter().enumerate() {
            for marker in &self.markers[usize::from(letter)] {
                if letters[i..].starts_with(&marker.letters)
                    && (!marker.first || i == 0 || letters[i - 1] == GAP)
                    && (!marker.last || letters.get(i + marker.letters.len()).is_none_or(|&l| l == GAP))
                {
                    found |= 1 << marker.bit;
                }
            }
        }
        found
    }

    /// The rough sounds of one word, `a i u P T S K L M R` as 1–10, without doubles.
    pub fn sounds(&self, word: &[Letter], out: &mut Vec<u8>) {
        let mut i = 0;
        while i < word.len() {
            let mut step = 1;
            for length in (1..=4.min(word.len() - i)).rev() {
                if let Some(codes) = self.groups.get(&packed(&word[i..i + length])) {
                    for &code in codes {
                        if out.last() != Some(&code) {
                            out.push(code);
                        }
                    }
                    step = length;
                    break;
                }
            }
            i += step;
        }
    }

    /// The grams of a spelling, each once, sorted.
    pub fn grams(&self, letters: &[Letter], out: &mut Vec<u16>) {
        out.clear();
        let mut sounds = Vec::with_capacity(24);
        for word in letters.split(|&l| l == GAP).filter(|w| !w.is_empty()) {
            let mut before = 0;
            for &letter in word.iter().chain(&[0]) {
                let letter = base(letter).min(31);
                out.push(u16::from(before) * 32 + u16::from(letter));
                before = letter;
            }
            sounds.clear();
            sounds.push(0);
            self.sounds(word, &mut sounds);
            sounds.push(0);
            for w in sounds.windows(3) {
                out.push((PAIRS + triple(w)) as u16);
            }
            sounds.retain(|&s| s == 0 || s > 3);
            let first = sounds.len().min(3);
            if first == 3 && sounds.len() > 3 {
                out.push((PAIRS + TRIPLES + triple(&[15, sounds[1], sounds[2]])) as u16);
            }
            for w in sounds.windows(3) {
                out.push((PAIRS + TRIPLES + triple(w)) as u16);
            }
        }
        out.sort_unstable();
        out.dedup();
    }
}

fn triple(w: &[u8]) -> usize {
    (w[0] as usize * 16 + w[1] as usize) * 16 + w[2] as usize
}

fn packed(letters: &[Letter]) -> u32 {
    letters.iter().fold(letters.len() as u32, |key, &l| key << 6 | u32::from(l))
}

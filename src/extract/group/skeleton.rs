//! Which names of a long list are worth comparing: those whose consonants are the same, but for one.
//!
//! The index of [`crate::names`] finds more but costs a hundred times as much a name; lists of thousands of names
//! found in a corpus are compared this way.

use crate::language::consonants::{Consonant, Reading, consonants};
use crate::text::fold;
use rustc_hash::FxHashMap;

/// Names that share a key and are looked at together, at most.
const MOST: usize = 40;

/// The consonants of a name, as they are compared here.
fn skeleton(name: &str) -> Vec<Consonant> {
    consonants(&fold(name), Reading::Corpus)
}

/// Names by their skeletons, whole and with one consonant left out.
pub(crate) struct Skeletons {
    keys: FxHashMap<u64, Vec<u32>>,
}

impl Skeletons {
    /// Takes up `names`.
    pub(crate) fn new<'n>(names: impl IntoIterator<Item = &'n str>) -> Skeletons {
        let mut keys: FxHashMap<u64, Vec<u32>> = FxHashMap::default();
        let mut own = Vec::new();
        for (i, name) in names.into_iter().enumerate() {
            spellings(&skeleton(name), &mut own);
            for key in &own {
                let found = keys.entry(*key).or_default();
                if found.len() < MOST {
                    found.push(i as u32);
                }
            }
        }
        Skeletons { keys }
    }

    /// The places of the names worth comparing with `name`, in order, each once.
    pub(crate) fn near(&self, name: &str) -> Vec<usize> {
        let mut keys = Vec::new();
        spellings(&skeleton(name), &mut keys);
        let mut out: Vec<usize> =
            keys.iter().filter_map(|key| self.keys.get(key)).flatten().map(|i| *i as usize).collect();
        out.sort_unstable();
        out.dedup();
        out
    }
}

/// The key of a skeleton, and from five consonants on that of each way to leave one out, each once.
fn spellings(skeleton: &[Consonant], out: &mut Vec<u64>) {
    out.clear();
    out.push(key(skeleton, None));
    if skeleton.len() > 4 {
        out.extend((0..skeleton.len()).map(|gone| key(skeleton, Some(gone))));
        out.sort_unstable();
        out.dedup();
    }
}

/// The consonants but for the one at `gone`, hashed.
fn key(skeleton: &[Consonant], gone: Option<usize>) -> u64 {
    let kept = skeleton.iter().enumerate().filter(|(at, _)| Some(*at) != gone);
    // Three bits a consonant, of which this reading has seven: only names of more than 21 can share a key by chance.
    kept.fold(0, |key: u64, (_, class)| key.rotate_left(3) ^ *class as u64)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn romanisations_share_a_skeleton() {
        for (a, b) in
            [("Pachinian", "Pashinyan"), ("Aliev", "Aliyev"), ("Hadjiev", "Hajiyev"), ("Choucha", "Shusha")]
        {
            assert_eq!(skeleton(a), skeleton(b), "{a} {b}");
        }
        let names = ["Ter-Petrossian", "Erevan", "Petrosyan"];
        assert_eq!(Skeletons::new(names).near("Ter-Petrosyan"), [0]);
    }
}

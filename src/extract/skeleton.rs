//! Which names of a long list are worth comparing: those whose consonants are the same, but for one.
//!
//! The index of [`crate::similar`] finds more but costs a hundred times as much a name; lists of thousands of names
//! found in a corpus are compared this way.

use crate::text::fold;
use rustc_hash::FxHashMap;

/// Names that share a key and are looked at together, at most.
const MOST: usize = 40;

/// The consonants of a name by the family of their sound: romanisations write one sound with letters of one
/// family («Hajiyev», «Gadjiev»), and vowels as they please.
pub fn skeleton(name: &str) -> String {
    let mut out = String::new();
    for c in fold(name).chars() {
        let family = match c {
            'c' | 's' | 'j' | 'z' => 'S',
            'k' | 'q' | 'g' | 'h' | 'x' => 'K',
            'b' | 'p' | 'v' | 'w' | 'f' => 'P',
            't' | 'd' => 'T',
            'm' | 'n' => 'N',
            'l' | 'r' => c,
            _ => continue,
        };
        // «sh», «tch», «dj» are one sound.
        let last = out.chars().next_back();
        match (last, family) {
            (Some('S'), 'K' | 'S') => {}
            (Some('T'), 'S') => {
                out.pop();
                out.push('S');
            }
            (Some(l), f) if l == f => {}
            _ => out.push(family),
        }
    }
    out
}

/// Names by their skeletons, whole and with one consonant left out.
pub struct Skeletons {
    keys: FxHashMap<String, Vec<u32>>,
}

impl Skeletons {
    /// Takes up `names`.
    pub fn new<'n>(names: impl IntoIterator<Item = &'n str>) -> Skeletons {
        let mut keys: FxHashMap<String, Vec<u32>> = FxHashMap::default();
        for (i, name) in names.into_iter().enumerate() {
            for key in spellings(&skeleton(name)) {
                let found = keys.entry(key).or_default();
                if found.len() < MOST {
                    found.push(i as u32);
                }
            }
        }
        Skeletons { keys }
    }

    /// The places of the names worth comparing with `name`, in order, each once.
    pub fn near(&self, name: &str) -> Vec<usize> {
        let keys = spellings(&skeleton(name));
        let mut out: Vec<usize> =
            keys.iter().filter_map(|k| self.keys.get(k)).flatten().map(|i| *i as usize).collect();
        out.sort_unstable();
        out.dedup();
        out
    }
}

/// A skeleton, and from four consonants on each way to leave one out.
fn spellings(skeleton: &str) -> Vec<String> {
    let mut out = vec![skeleton.to_owned()];
    if skeleton.len() > 4 {
        out.extend((0..skeleton.len()).map(|i| format!("{}{}", &skeleton[..i], &skeleton[i + 1..])));
        out.sort();
        out.dedup();
    }
    out
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

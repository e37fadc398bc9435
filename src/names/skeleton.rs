//! A rough filter before names are compared closely: the consonants of a name, in classes that
//! romanisations do not tell apart.

use rustc_hash::FxHashMap;

use crate::language::consonants::{Consonant, Reading, consonants};

/// From how many consonants on one may be missing.
const LONG: usize = 4;
/// How many consonants of a name count.
const MOST: usize = 16;
/// A skeleton as a number: four bits a consonant.
type Key = u64;

/// The skeletons of known names, which are numbered in the order they are added.
#[derive(Clone, Debug, Default)]
pub struct Skeletons {
    /// The name added last with a skeleton.
    last: FxHashMap<Key, u32>,
    /// For each name, the one before it with the same skeleton, and the name itself when its skeleton is
    /// short: too many words share those.
    names: Vec<(Option<u32>, Box<str>)>,
}

impl Skeletons {
    /// Adds a folded name.
    pub fn add(&mut self, folded: &str) {
        let skeleton = skeleton(folded);
        let name = self.names.len() as u32;
        let short: Box<str> = if skeleton.len() < LONG { folded.into() } else { "".into() };
        let before = if skeleton.len() > 1 { self.last.insert(key(&skeleton), name) } else { None };
        self.names.push((before, short));
    }

    /// The known names with the skeleton of `folded`, each once: long ones but for one consonant more or
    /// less, short ones when the names are three letters apart at most.
    ///
    /// ```
    /// use drogman::names::Skeletons;
    /// let mut known = Skeletons::default();
    /// known.add("tchavouchoglou");
    /// known.add("erevan");
    /// assert!(known.near("chavushoglu").contains(&0));
    /// assert!(!known.near("chavushoglu").contains(&1));
    /// ```
    pub fn near(&self, folded: &str) -> Vec<u32> {
        let mut near = self.near_as_spelt(folded);
        if let Some(other) = with_other_h(folded) {
            near.append(&mut self.near_as_spelt(&other));
        }
        near.sort_unstable();
        near.dedup();
        near
    }

    /// Those near, each once or oftener, when each h is read as it is written.
    fn near_as_spelt(&self, folded: &str) -> Vec<u32> {
        let skeleton = skeleton(folded);
        let mut near = Vec::new();
        if skeleton.len() < LONG {
            self.collect(key(&skeleton), &mut near);
            near.retain(|&name| within_three(folded.as_bytes(), self.names[name as usize].1.as_bytes()));
        } else {
            self.collect(key(&skeleton), &mut near);
            if skeleton.len() > LONG {
                for gone in 0..skeleton.len() {
                    self.collect(key_without(&skeleton, gone), &mut near);
                }
            }
        }
        if skeleton.len() + 1 >= LONG {
            for at in 0..=skeleton.len() {
                for class in Consonant::KNOWN {
                    self.collect(key_with(&skeleton, at, class), &mut near);
                }
            }
        }
        near
    }

    fn collect(&self, key: Key, near: &mut Vec<u32>) {
        let mut next = self.last.get(&key).copied();
        while let Some(name) = next {
            near.push(name);
            next = self.names[name as usize].0;
        }
    }
}

/// The name with each kh as h, or where it has none with each h of its own as kh: one sound, which is a consonant in
/// one spelling only (*Khaftar*, *Haftar*).
fn with_other_h(folded: &str) -> Option<String> {
    if folded.contains("kh") {
        return Some(folded.replace("kh", "h"));
    }
    if !folded.contains('h') {
        return None;
    }
    let mut other = String::with_capacity(folded.len() + 2);
    let mut before = ' ';
    for letter in folded.chars() {
        if letter == 'h' && matches!(before, ' ' | '-' | 'a' | 'e' | 'i' | 'o' | 'u' | 'y') {
            other.push('k');
        }
        other.push(letter);
        before = letter;
    }
    (other.len() > folded.len()).then_some(other)
}

fn key(skeleton: &[Consonant]) -> Key {
    skeleton.iter().take(MOST).fold(0, |key, &class| key << 4 | class as Key)
}

/// The key without the consonant at `gone`.
fn key_without(skeleton: &[Consonant], gone: usize) -> Key {
    let rest = skeleton[..gone].iter().chain(&skeleton[gone + 1..]);
    rest.take(MOST).fold(0, |key, &class| key << 4 | class as Key)
}

/// The key with a consonant put in before the one at `at`.
fn key_with(skeleton: &[Consonant], at: usize, class: Consonant) -> Key {
    let longer = skeleton[..at].iter().chain([&class]).chain(&skeleton[at..]);
    longer.take(MOST).fold(0, |key, &class| key << 4 | class as Key)
}

/// Whether one of two folded names becomes the other by three letters changed, left out or put in.
fn within_three(a: &[u8], b: &[u8]) -> bool {
    fn rest(a: &[u8], b: &[u8], left: usize) -> bool {
        let same = a.iter().zip(b).take_while(|(a, b)| a == b).count();
        let (a, b) = (&a[same..], &b[same..]);
        if a.is_empty() || b.is_empty() {
            return a.len() + b.len() <= left;
        }
        left > 0
            && (rest(&a[1..], &b[1..], left - 1) || rest(&a[1..], b, left - 1) || rest(a, &b[1..], left - 1))
    }
    a.len().abs_diff(b.len()) <= 3 && rest(a, b, 3)
}

fn skeleton(folded: &str) -> Vec<Consonant> {
    consonants(folded, Reading::Known)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn romanisations_share_a_skeleton() {
        for (a, b) in [
            ("chahramanian", "shahramanyan"),
            ("yevlagh", "yevlakh"),
            ("nakhitchivan", "nakhchivan"),
            ("chousha", "shusha"),
            ("hadjiyev", "hajiev"),
            ("aliyev", "aliev"),
        ] {
            assert_eq!(skeleton(a), skeleton(b), "{a} {b}");
        }
        assert_ne!(skeleton("bakou"), skeleton("bakouba"));
    }

    fn near(known: &str, asked: &str) -> bool {
        let mut names = Skeletons::default();
        ["chekhov", known, "tolstoi"].into_iter().for_each(|name| names.add(name));
        let near = names.near(asked);
        assert!(near.is_empty() || near == [1], "{near:?}");
        !near.is_empty()
    }

    #[test]
    fn an_h_may_be_kh() {
        assert!(near("haftar", "khaftar"));
        assert!(near("ievlakh", "ievlah"));
        assert!(near("khatchik", "hatchik"));
    }

    #[test]
    fn short_names_are_compared_by_letters() {
        assert!(near("choucha", "chousha"));
        assert!(!near("choucha", "sasha"));
        assert!(within_three(b"bakou", b"bako"));
        assert!(!within_three(b"bakou", b"pique"));
    }

    #[test]
    fn long_names_may_lack_a_consonant() {
        assert!(near("stepanakert", "stepanaker"));
        assert!(near("stepanakert", "stepanakerte"));
        assert!(near("stepanakert", "stepranakert"));
        assert!(!near("stepanakert", "stefanakert"));
        assert!(!near("stepanakert", "stepanavan"));
    }

    #[test]
    fn all_names_of_a_skeleton_are_near() {
        let mut names = Skeletons::default();
        ["shahramanyan", "bakou", "shahramanian"].into_iter().for_each(|name| names.add(name));
        assert_eq!(names.near("chahramanian"), [0, 2]);
    }
}

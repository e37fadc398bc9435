//! Words that look alike on both sides: shared beginnings, and shared consonants for names spelt by ear.

use super::frequency::Frequencies;
use super::table::Lexicon;
use crate::align::vocabulary::{Kind, Vocabulary, kind};
use crate::align::weights::Weights;
use crate::language::consonants::{Consonant, Reading, consonants};
use rustc_hash::FxHashMap;
use std::hash::Hash;

/// Buckets larger than this hold nothing telling (and would take quadratic time).
const MAX_BUCKET_WORDS: usize = 60;

/// Adds every pair of look-alikes to the lexicon.
pub(in crate::align) fn add(vocabulary: &Vocabulary, f: &Frequencies, lexicon: &mut Lexicon, w: &Weights) {
    let words: Vec<(u32, &str)> = (vocabulary.strings.iter().enumerate())
        .filter(|(_, s)| s.len() >= 4 && s.is_ascii() && kind(s) == Kind::Word)
        .map(|(id, s)| (id as u32, s.as_str()))
        .collect();
    let sources = || words.iter().filter(|(id, _)| f.source[*id as usize] > 0);
    let targets = || words.iter().filter(|(id, _)| f.target[*id as usize] > 0);
    bucketed(
        sources(),
        targets(),
        |s| Some(s[..4].to_owned()),
        |a, b| {
            let likeness = prefix_likeness(a, b);
            (likeness >= w.cognate_least).then(|| w.cognate * (likeness / 0.8).min(1.0))
        },
        lexicon,
    );
    bucketed(
        sources(),
        targets(),
        skeleton,
        |a, b| {
            let close = a.len().abs_diff(b.len()) <= 2;
            close.then_some(w.skeleton)
        },
        lexicon,
    );
}

fn bucketed<'a, K: Eq + Hash>(
    sources: impl Iterator<Item = &'a (u32, &'a str)>,
    targets: impl Iterator<Item = &'a (u32, &'a str)>,
    key: impl Fn(&str) -> Option<K>,
    strength: impl Fn(&str, &str) -> Option<f32>,
    lexicon: &mut Lexicon,
) {
    let mut buckets: FxHashMap<K, Vec<(u32, &str)>> = FxHashMap::default();
    for &(id, word) in targets {
        if let Some(k) = key(word) {
            buckets.entry(k).or_default().push((id, word));
        }
    }
    for &(id, word) in sources {
        let Some(bucket) = key(word).and_then(|k| buckets.get(&k)) else { continue };
        if bucket.len() > MAX_BUCKET_WORDS {
            continue;
        }
        for &(target, other) in bucket {
            if let Some(s) = strength(word, other) {
                lexicon.raise(id, target, s);
            }
        }
    }
}

/// Whether two folded words are one word in two languages, to all appearances.
pub(in crate::align) fn look_alike(a: &str, b: &str) -> bool {
    let longest = a.len().max(b.len()) as f32;
    let beginning = a.bytes().zip(b.bytes()).take_while(|(x, y)| x == y).count();
    let most = a.len().min(b.len()) as f32 / longest;
    match () {
        () if a == b => true,
        () if most < 0.6 || a.as_bytes()[..1] != b.as_bytes()[..1] => false,
        () if beginning >= 3 => common_letters(a, b) as f32 / longest >= 0.6,
        () => longest >= 5.0 && most >= 0.75 && common_letters(a, b) as f32 / longest >= 0.75,
    }
}

/// Letters that two words have in common in the same order (the longest common subsequence), in bytes.
fn common_letters(a: &str, b: &str) -> usize {
    const MAX_COMPARED_BYTES: usize = 32;
    let mut row = [0; MAX_COMPARED_BYTES + 1];
    for x in a.bytes() {
        let mut diagonal = 0;
        for (j, y) in b.bytes().take(MAX_COMPARED_BYTES).enumerate() {
            let above = std::mem::replace(&mut row[j + 1], 0);
            row[j + 1] = if x == y { diagonal + 1 } else { above.max(row[j]) };
            diagonal = above;
        }
    }
    row[b.len().min(MAX_COMPARED_BYTES)]
}

/// The shared beginning of two ASCII words over the longer one's length.
fn prefix_likeness(a: &str, b: &str) -> f32 {
    let shared = a.bytes().zip(b.bytes()).take_while(|(x, y)| x == y).count();
    let likeness = shared as f32 / a.len().max(b.len()) as f32;
    if shared >= 5 { likeness.max(0.6 * (likeness / 0.5).min(1.0)) } else { likeness }
}

/// The consonants of a folded word as they sound, roughly, in any romanisation: `Chouchi`, `Shushi` and `Shusha`
/// agree. None when fewer than three are left.
fn skeleton(word: &str) -> Option<Vec<Consonant>> {
    Some(consonants(word, Reading::Words)).filter(|found| found.len() >= 3)
}

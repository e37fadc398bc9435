//! The shipped word lists: the commonest equivalents, for texts too short to learn from.

use super::frequency::Frequencies;
use crate::align::vocabulary::{Vocabulary, stem, tokens};
use crate::align::weights::Weights;

/// The lists, each read in both directions.
const LISTS: [&str; 2] = [include_str!("fr-en.txt"), include_str!("de-fr.txt")];

/// A pair of types with the strength of the equivalence.
pub(in crate::align) type Equivalent = (u32, u32, f32);

/// The equivalents of the list (and direction) that fits the batch best, as far as the batch uses them.
pub(in crate::align) fn shipped_equivalents(
    vocabulary: &Vocabulary,
    f: &Frequencies,
    w: &Weights,
) -> Vec<Equivalent> {
    let mut best = (0, Vec::new());
    for list in LISTS {
        for backwards in [false, true] {
            let found = pairs(list, backwards, vocabulary, f, w);
            let mut common: (Vec<u32>, Vec<u32>) = found.iter().map(|e| (e.0, e.1)).unzip();
            let uses = |ids: &mut Vec<u32>, counts: &[u32]| -> u64 {
                ids.sort_unstable();
                ids.dedup();
                ids.iter().map(|id| u64::from(counts[*id as usize])).sum()
            };
            let fit = uses(&mut common.0, &f.source) + uses(&mut common.1, &f.target);
            if fit > best.0 {
                best = (fit, found);
            }
        }
    }
    best.1
}

/// The words of given equivalents: every word of one side with every word of the other, weaker the more
/// there are.
pub(in crate::align) fn given_equivalents(
    forms: &[(String, String)],
    vocabulary: &Vocabulary,
    f: &Frequencies,
    w: &Weights,
) -> Vec<Equivalent> {
    let mut buffer = Vec::new();
    let mut ids = |form: &str, counts: &[u32]| -> Vec<u32> {
        tokens(form, &mut buffer);
        let known = buffer.iter().filter(|t| t.len() > 2);
        let ids = known.filter_map(|t| vocabulary.get(stem(t, w.stem as usize)));
        ids.filter(|id| counts[*id as usize] > 0).collect()
    };
    let mut out = Vec::new();
    for (source, target) in forms {
        let (sources, targets) = (ids(source, &f.source), ids(target, &f.target));
        let strength = 0.9 / sources.len().max(targets.len()).max(1) as f32;
        for &s in &sources {
            out.extend(targets.iter().map(|&t| (s, t, strength)));
        }
    }
    out
}

/// Every pair of words that stand for each other on one of the lists, in both directions.
pub(in crate::align) fn listed_words<'a>() -> impl Iterator<Item = (&'a str, &'a str)> {
    let lines = LISTS.iter().flat_map(|list| list.lines()).filter(|line| !line.starts_with('#'));
    let both = lines.filter_map(|line| line.split_once('|'));
    both.flat_map(|(left, right)| [(left, right), (right, left)])
        .flat_map(|(s, t)| s.split_whitespace().flat_map(move |s| t.split_whitespace().map(move |t| (s, t))))
}

fn pairs(
    list: &str,
    backwards: bool,
    vocabulary: &Vocabulary,
    f: &Frequencies,
    w: &Weights,
) -> Vec<Equivalent> {
    let length = w.stem as usize;
    let mut buffer = Vec::new();
    let mut ids = |side: &str, counts: &[u32]| -> Vec<u32> {
        tokens(side, &mut buffer);
        let mut ids: Vec<u32> = buffer.iter().filter_map(|t| vocabulary.get(stem(t, length))).collect();
        ids.sort_unstable();
        ids.dedup();
        ids.retain(|id| counts[*id as usize] > 0);
        ids
    };
    let mut out = Vec::new();
    for line in list.lines().filter(|l| !l.starts_with('#')) {
        let Some((left, right)) = line.split_once('|') else { continue };
        let (left, right) = if backwards { (right, left) } else { (left, right) };
        let (sources, targets) = (ids(left, &f.source), ids(right, &f.target));
        for &s in &sources {
            out.extend(targets.iter().map(|&t| (s, t, w.shipped)));
        }
    }
    out
}

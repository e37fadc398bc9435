//! Anchors of a document without rare words: pairs of neighbouring words are rare where no word is.

use crate::align::lexicon::Lexicon;
use crate::align::vocabulary::Side;

/// Words of a segment that are paired: its rarest.
const RAREST_WORDS: usize = 3;

/// Pairs that are kept of each side, about: a sample anchors a longer document as well.
const MAX_PAIRS: usize = 2_000_000;

/// Least strength of equivalents that count as the same word.
const MIN_STRENGTH: f32 = 0.6;

/// A word that has no counterpart.
const NONE: u32 = u32::MAX;

/// Two words of the same segment or of neighbouring ones, as target types, and the segment of the first.
type Neighbours = ((u32, u32), u32);

/// Pairs of segments that share a pair of neighbouring words which occurs just once on each side.
pub(super) fn votes(
    source: &Side,
    target: &Side,
    lexicon: &Lexicon,
    types: usize,
) -> Vec<(usize, usize, f32)> {
    // Each type as the target type that it surely stands for.
    let mut theirs = vec![NONE; types];
    let ours: Vec<u32> = (0..types as u32)
        .map(|s| {
            let row = lexicon.row(s).iter().filter(|e| e.1 >= MIN_STRENGTH);
            let best = row.max_by(|a, b| a.1.total_cmp(&b.1).then(b.0.cmp(&a.0)));
            best.map_or(NONE, |(t, _)| {
                theirs[*t as usize] = *t;
                *t
            })
        })
        .collect();
    let mut counts = vec![0u32; types];
    for (side, words) in [(source, &ours), (target, &theirs)] {
        let bags = (0..side.len()).flat_map(|k| side.bag(k));
        let words = bags.map(|e| words[e.token as usize]).filter(|word| *word != NONE);
        words.for_each(|word| counts[word as usize] += 1);
    }
    let (ours, theirs) = (once(source, &ours, &counts), once(target, &theirs, &counts));
    let mut out = Vec::new();
    let mut rest = theirs.iter().peekable();
    for (pair, i) in &ours {
        while rest.next_if(|other| other.0 < *pair).is_some() {}
        if let Some((_, j)) = rest.next_if(|other| other.0 == *pair) {
            out.push((*i as usize, *j as usize, 1.0));
        }
    }
    out
}

/// The pairs of neighbouring words that occur just once on a side, sorted.
fn once(side: &Side, words: &[u32], counts: &[u32]) -> Vec<Neighbours> {
    let most = side.len() * (RAREST_WORDS * (RAREST_WORDS - 1) / 2 + RAREST_WORDS * RAREST_WORDS);
    let every = most.div_ceil(MAX_PAIRS).max(1) as u64;
    let rarest = |k: usize, out: &mut Vec<u32>| {
        out.clear();
        out.extend(side.bag(k).iter().map(|e| words[e.token as usize]).filter(|word| *word != NONE));
        out.sort_unstable_by_key(|word| (counts[*word as usize], *word));
        out.dedup();
        out.truncate(RAREST_WORDS);
    };
    let mut out: Vec<Neighbours> = Vec::new();
    let (mut before, mut now) = (Vec::new(), Vec::new());
    for k in 0..side.len() {
        rarest(k, &mut now);
        let mut add = |a: u32, b: u32, k: usize| {
            let pair = (a.min(b), a.max(b));
            if a != b && hash(pair).is_multiple_of(every) {
                out.push((pair, k as u32));
            }
        };
        for (at, &word) in now.iter().enumerate() {
            before.iter().for_each(|&other| add(other, word, k - 1));
            now[..at].iter().for_each(|&other| add(other, word, k));
        }
        std::mem::swap(&mut before, &mut now);
    }
    out.sort_unstable();
    // Words that stand in both segments meet there more than once.
    out.dedup();
    let mut kept = 0;
    let mut at = 0;
    while at < out.len() {
        let pair = out[at].0;
        let run = out[at..].iter().take_while(|other| other.0 == pair).count();
        if run == 1 {
            out[kept] = out[at];
            kept += 1;
        }
        at += run;
    }
    out.truncate(kept);
    out
}

/// Spreads pairs evenly, so that both sides keep the same ones.
fn hash((a, b): (u32, u32)) -> u64 {
    let mixed = (u64::from(a) << 32 | u64::from(b)).wrapping_mul(0x9e37_79b9_7f4a_7c15);
    (mixed ^ mixed >> 32).wrapping_mul(0x9e37_79b9_7f4a_7c15) >> 40
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::align::vocabulary::Vocabulary;

    fn found(source: &[&str], target: &[&str]) -> Vec<(usize, usize)> {
        let mut vocabulary = Vocabulary::default();
        let source = Side::new(source, 6, &mut vocabulary);
        let target = Side::new(target, 6, &mut vocabulary);
        let mut lexicon = Lexicon::new(vocabulary.len());
        (0..vocabulary.len() as u32).for_each(|id| lexicon.raise(id, id, 1.0));
        let votes = votes(&source, &target, &lexicon, vocabulary.len());
        let mut places: Vec<(usize, usize)> = votes.iter().map(|vote| (vote.0, vote.1)).collect();
        places.sort_unstable();
        places.dedup();
        places
    }

    #[test]
    fn words_that_all_repeat_anchor_by_twos() {
        // Each word stands twice on the left; only a and c meet just once.
        assert_eq!(found(&["a", "b", "a", "c", "b", "c"], &["x", "a", "c", "b"]), [(2, 1)]);
        // A merge on one side leaves the pair a pair.
        assert_eq!(found(&["p q", "r"], &["p", "q", "r"]), [(0, 0), (0, 1)]);
        assert_eq!(found(&["a a", "a"], &["a", "a a"]), []);
        assert_eq!(found(&[], &["a b"]), []);
    }
}

//! From differences to «how sure»: a logistic model over the features of a comparison, and two more for an
//! index: one that ranks, and one that takes the lead over the other candidates into account.

use rustc_hash::FxHashMap;

use super::pair_features::{COUNT, NAMES};
use crate::language::romanisation::{self, WEIGHTS};

/// The features of a hit by name, in the order of [`hit_features`].
pub const HIT: [&str; 9] = [
    "hit bias",
    "hit evidence",
    "hit evidence against",
    "hit narrow lead over second",
    "hit lead over second",
    "hit lead over third",
    "hit lead over fifth",
    "hit length",
    "hit several words",
];

/// What an index makes of a candidate’s evidence, by name: a factor for it, one for how rare the letter groups
/// are that query and candidate share, and a constant.
pub const RANK: [&str; 3] = ["rank evidence", "rank rarity", "rank bias"];

/// The weights of all models.
pub(super) struct Judge {
    pair: [f32; COUNT],
    rank: [f32; RANK.len()],
    hit: [f32; HIT.len()],
}

impl Judge {
    /// Reads the shipped weights; a feature without one does not count.
    pub(super) fn shipped() -> Judge {
        Judge::parse(WEIGHTS)
    }

    /// Reads weights: `feature<TAB>weight`.
    pub(super) fn parse(table: &str) -> Judge {
        let weights: FxHashMap<&str, f32> =
            romanisation::rows(table).filter_map(|r| Some((*r.first()?, r.get(1)?.parse().ok()?))).collect();
        let weight = |name: &str| weights.get(name).copied().unwrap_or(0.0);
        Judge { pair: NAMES.map(weight), rank: RANK.map(weight), hit: HIT.map(weight) }
    }

    /// The evidence that two names are one (log-odds: 0 is even, 3 is 95 %).
    pub(super) fn pair_evidence(&self, features: &[f32; COUNT]) -> f32 {
        features.iter().zip(&self.pair).map(|(f, w)| f * w).sum()
    }

    /// The evidence for a candidate among the names of an index, from that for the pair and from how rare the
    /// letter groups are that both have, as [`Postings::nearest`] tells it; the rarer, the higher.
    ///
    /// [`Postings::nearest`]: super::postings::Postings::nearest
    pub(super) fn rank(&self, evidence: f32, rarity: f32) -> f32 {
        rank_features(evidence, rarity).iter().zip(&self.rank).map(|(f, w)| f * w).sum()
    }

    /// How sure it is that the best of some candidates is right: `evidence` best first.
    pub(super) fn hit(&self, evidence: &[f32], letters: usize, words: usize) -> f32 {
        let features = hit_features(evidence, letters, words);
        probability(features.iter().zip(&self.hit).map(|(f, w)| f * w).sum())
    }
}

/// What ranks a candidate.
pub fn rank_features(evidence: f32, rarity: f32) -> [f32; RANK.len()] {
    [evidence, rarity.min(10.0), 1.0]
}

/// What tells a safe answer from a doubtful one: the evidence of the best candidate and its lead.
pub fn hit_features(evidence: &[f32], letters: usize, words: usize) -> [f32; HIT.len()] {
    let best = evidence.first().copied().unwrap_or(-8.0).max(-8.0);
    let lead = |k: usize, most: f32| evidence.get(k).map_or(most, |e| (best - e).clamp(0.0, most));
    let length = (letters as f32 - 6.0).clamp(-3.0, 6.0) / 3.0;
    [
        1.0,
        best,
        best.min(0.0),
        lead(1, 1.5),
        lead(1, 4.0),
        lead(2, 4.0),
        lead(4, 5.0),
        length,
        if words > 1 { 1.0 } else { 0.0 },
    ]
}

/// Log-odds as a probability.
pub fn probability(evidence: f32) -> f32 {
    1.0 / (1.0 + (-evidence).exp())
}

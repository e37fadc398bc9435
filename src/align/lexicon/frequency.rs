//! In how many segments each type occurs, and the information that gives.

use crate::align::vocabulary::Side;
use crate::align::weights::Weights;
use rustc_hash::FxHashMap;

/// How many segments of each side a type stands in, over the whole batch.
pub(in crate::align) struct Frequencies {
    pub source: Vec<u32>,
    pub target: Vec<u32>,
    pub source_segments: usize,
    pub target_segments: usize,
}

impl Frequencies {
    pub(crate) fn count<'a>(sides: impl Iterator<Item = (&'a Side, &'a Side)>, types: usize) -> Frequencies {
        let mut f = Frequencies {
            source: vec![0; types],
            target: vec![0; types],
            source_segments: 0,
            target_segments: 0,
        };
        let add = |side: &Side, counts: &mut Vec<u32>| {
            for k in 0..side.len() {
                side.bag(k).iter().for_each(|e| counts[e.token as usize] += 1);
            }
        };
        for (s, t) in sides {
            add(s, &mut f.source);
            add(t, &mut f.target);
            f.source_segments += s.len();
            f.target_segments += t.len();
        }
        f
    }
}

/// The share of the segments of each side that a type is to be expected in.
pub(in crate::align) struct Shares {
    pub source: Vec<f32>,
    pub target: Vec<f32>,
}

impl Frequencies {
    /// The shares in other segments than the one at hand, however short the text is: it is left out, and
    /// some segments of the language in general are added, in which the words of the shipped lists are
    /// common.
    pub(crate) fn shares(&self, shipped: &[(u32, u32, f32)]) -> Shares {
        const GENERAL: f32 = 20.0;
        const COMMON: f32 = 0.15;
        let of = |counts: &[u32], segments: usize, common: &mut dyn Iterator<Item = u32>| {
            let rest = (segments.max(1) - 1) as f32 + GENERAL;
            let mut shares: Vec<f32> = counts.iter().map(|c| c.saturating_sub(1) as f32 / rest).collect();
            let mut seen = vec![false; shares.len()];
            for id in common {
                if !std::mem::replace(&mut seen[id as usize], true) {
                    shares[id as usize] += COMMON * GENERAL / rest;
                }
            }
            shares
        };
        Shares {
            source: of(&self.source, self.source_segments, &mut shipped.iter().map(|e| e.0)),
            target: of(&self.target, self.target_segments, &mut shipped.iter().map(|e| e.1)),
        }
    }
}

/// The weight of each type: its information (inverse document frequency) scaled to 0..1.
///
/// `background` gives, for common words, the share of segments they stand in in general; in a short text
/// it speaks louder than the text's own counts.
pub(in crate::align) fn information(
    counts: &[u32],
    segments: usize,
    background: &FxHashMap<u32, f32>,
    w: &Weights,
) -> Vec<f32> {
    let prior = w.background_segments;
    let total = segments as f32 + prior;
    let scale = (total + 1.0).ln();
    (counts.iter().enumerate())
        .map(|(id, &c)| {
            let share = background.get(&(id as u32)).copied().unwrap_or(0.0);
            let c = (c.max(1) as f32 + share * prior).min(total);
            (((total + 1.0) / c).ln() / scale).max(0.02).powf(w.information_power)
        })
        .collect()
}

//! Penalties of word types: large for words that right beads reliably cover, so that their absence tells.

use crate::align::beads::Step;
use crate::align::lexicon::Lexicon;
use crate::align::vocabulary::Side;
use crate::align::weights::Weights;
use rustc_hash::FxHashMap;

/// The penalty of each word type, by side; see [`super::Model`].
pub(in crate::align) struct Penalties {
    pub source: Vec<f32>,
    pub target: Vec<f32>,
}

impl Penalties {
    /// One penalty for all types.
    pub(crate) fn even(types: usize, w: &Weights) -> Penalties {
        let penalty = w.floor + w.dependable * loss(0.4, w);
        Penalties { source: vec![penalty; types], target: vec![penalty; types] }
    }

    /// From the rate at which the beads so far cover each type.
    pub(crate) fn learn<'a>(
        paths: impl Iterator<Item = (&'a Side, &'a Side, &'a [Step])>,
        lexicon: &Lexicon,
        types: usize,
        w: &Weights,
    ) -> Penalties {
        let (mut source, mut target) = (vec![(0.0f32, 0.0f32); types], vec![(0.0f32, 0.0f32); types]);
        let mut best: FxHashMap<u32, f32> = FxHashMap::default();
        for (source_side, target_side, steps) in paths {
            for s in steps {
                let (sources, targets) = s.segments();
                if sources.is_empty() || targets.is_empty() {
                    continue;
                }
                best.clear();
                targets.flat_map(|y| target_side.bag(y)).for_each(|e| {
                    best.insert(e.token, 0.0);
                });
                for e in sources.flat_map(|x| source_side.bag(x)) {
                    let mut strongest = 0.0f32;
                    for (t, strength) in lexicon.row(e.token) {
                        if let Some(v) = best.get_mut(t) {
                            *v = v.max(*strength);
                            strongest = strongest.max(*strength);
                        }
                    }
                    let slot = &mut source[e.token as usize];
                    *slot = (slot.0 + strongest, slot.1 + 1.0);
                }
                for (t, v) in &best {
                    let slot = &mut target[*t as usize];
                    *slot = (slot.0 + v, slot.1 + 1.0);
                }
            }
        }
        let penalties = |counts: &[(f32, f32)]| {
            let sum = counts.iter().fold((0.0f32, 0.0f32), |s, c| (s.0 + c.0, s.1 + c.1));
            let mean = sum.0 / sum.1.max(1.0);
            let prior = w.dependable_prior;
            (counts.iter())
                .map(|c| w.floor + w.dependable * loss((c.0 + prior * mean) / (c.1 + prior), w))
                .collect()
        };
        Penalties { source: penalties(&source), target: penalties(&target) }
    }
}

/// The part of the penalty that grows with the rate at which right beads cover a word.
fn loss(rate: f32, w: &Weights) -> f32 {
    rate.powf(w.dependable_power)
}

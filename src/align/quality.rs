//! Whether two documents are translations of each other at all.

use super::beads::Step;
use super::lexicon::Lexicon;
use super::score::Model;
use super::vocabulary::Side;
use rustc_hash::FxHashMap;

/// Coverage of an alignment by equivalents that were known beforehand.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Evidence {
    /// Share of the words' information that known equivalents cover, above chance.
    pub covered: f32,
    /// Information of all words.
    pub mass: f32,
}

/// Measures an alignment with the seed lexicon only: what is learnt from a wrong alignment always agrees with it.
pub(super) fn evidence(
    source: &Side,
    target: &Side,
    steps: &[Step],
    known: &Lexicon,
    model: &Model,
) -> Evidence {
    let (mut covered, mut all) = (0.0f32, 0.0f32);
    let mut best: FxHashMap<u32, f32> = FxHashMap::default();
    for step in steps {
        let (sources, targets) = step.segments();
        let (translated, translates) = (!targets.is_empty(), !sources.is_empty());
        let longer = source.words[sources.clone()].iter().sum::<f32>() / model.source_words;
        let longer = longer.max(target.words[targets.clone()].iter().sum::<f32>() / model.target_words);
        best.clear();
        for e in targets.clone().flat_map(|y| target.bag(y)) {
            best.insert(e.token, 0.0);
        }
        let expected = |chance: f32| 1.0 - (1.0 - chance).powf(longer.min(8.0));
        for e in sources.flat_map(|x| source.bag(x)) {
            let weight = model.source_information[e.token as usize];
            let mut strongest = 0.0f32;
            for (t, strength) in known.row(e.token) {
                if let Some(b) = best.get_mut(t) {
                    strongest = strongest.max(*strength);
                    *b = b.max(*strength);
                }
            }
            all += weight;
            if translated {
                covered += weight * (strongest - expected(model.source_chance[e.token as usize]));
            }
        }
        for e in targets.flat_map(|y| target.bag(y)) {
            let weight = model.target_information[e.token as usize];
            all += weight;
            if translates {
                covered += weight * (best[&e.token] - expected(model.target_chance[e.token as usize]));
            }
        }
    }
    Evidence { covered: covered / all.max(f32::MIN_POSITIVE), mass: all }
}

impl Evidence {
    /// The probability that the documents are translations of each other, between 0 and 1.
    ///
    /// A logistic curve set on development pairs and on the same documents paired wrongly, whole and in
    /// pieces of one segment and more: the shorter a text, the more of it agrees by chance.
    pub(super) fn score(self) -> f32 {
        let least = 0.09 + 0.8 / self.mass.max(1.0).sqrt();
        let z = 60.0 * (self.covered - least);
        1.0 / (1.0 + (-z).exp())
    }
}

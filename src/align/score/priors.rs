//! The log priors of the kinds of beads.

use crate::align::beads::{KINDS, Step};
use crate::align::weights::Weights;

/// The log prior of every kind, against 1-1.
pub(in crate::align) fn priors(w: &Weights) -> [f32; KINDS.len()] {
    KINDS.map(|(a, b)| match (a.min(b), a.max(b)) {
        (0, _) => w.omission,
        (1, 1) => 0.0,
        (1, 2) => w.one_two,
        (1, 3) => w.one_three,
        (1, 4) => w.one_four,
        (2, 2) => w.two_two,
        _ => w.two_three,
    })
}

/// The log priors, moved towards the frequencies of the kinds in the beads so far.
pub(in crate::align) fn learn_priors<'a>(
    steps: impl Iterator<Item = &'a Step>,
    w: &Weights,
) -> [f32; KINDS.len()] {
    let mut counts = [0.0f32; KINDS.len()];
    steps.for_each(|s| counts[s.kind as usize] += 1.0);
    let given = priors(w);
    // Kinds that mirror each other share their counts.
    let both = |kind: usize| {
        let (a, b) = KINDS[kind];
        let mirror = KINDS.iter().position(|k| *k == (b, a)).unwrap_or(kind);
        (counts[kind] + counts[mirror]) / 2.0
    };
    std::array::from_fn(|kind| {
        if kind == 0 {
            return 0.0;
        }
        let expected = given[kind].exp();
        let share = (both(kind) + w.prior_segments * expected) / (counts[0] + w.prior_segments);
        (given[kind] + w.prior_power * (share.max(1e-6).ln() - given[kind])).max(-9.0)
    })
}

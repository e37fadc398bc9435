//! Kinds of beads and what they cost before a word is read.

use super::weights::Weights;

/// Most segments of one side in a bead.
pub(super) const LARGEST: usize = 4;

/// (source segments, target segments) of every kind of bead; the two omissions come last.
pub(super) const KINDS: [(usize, usize); 12] =
    [(1, 1), (1, 2), (2, 1), (1, 3), (3, 1), (2, 2), (1, 4), (4, 1), (2, 3), (3, 2), (1, 0), (0, 1)];

/// Kinds with both sides; `KINDS[BOTH..]` are the omissions.
pub(super) const BOTH: usize = 10;

/// The log prior of every kind, against 1-1.
pub(super) fn priors(w: &Weights) -> [f32; KINDS.len()] {
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

/// Half the squared length difference, in standard deviations (Gale and Church 1993), negated.
pub(super) fn length_score(source: f32, target: f32, ratio: f32, w: &Weights) -> f32 {
    let expected = ratio * source;
    let delta = target - expected;
    let square = delta * delta / (w.length_variance * (target + expected) / 2.0 + 1.0);
    -0.5 * w.length * square.min(w.length_cap)
}

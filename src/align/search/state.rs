//! The states of the search at a boundary.

use crate::align::beads::{BOTH, KINDS};
use crate::align::weights::Weights;

/// Unreachable.
pub(super) const UNREACHABLE: f32 = -1e30;

/// What a path ends in: a bead of both sides, an omission of the source, one of the target.
pub(super) const STATES: usize = 3;

/// What a bead of this kind ends in.
pub(super) fn end(kind: usize) -> usize {
    (kind + 1).saturating_sub(BOTH)
}

/// What an omission costs after each end, by kind.
pub(super) fn omissions(priors: &[f32; KINDS.len()], w: &Weights) -> [[f32; STATES]; 2] {
    let first = priors[BOTH];
    let (again, other) = (first + w.omission_again - w.omission, first + w.omission_other - w.omission);
    [[first, again, other], [first, other, again]]
}

/// ln(e^a + e^b).
pub(super) fn add(a: f64, b: f64) -> f64 {
    let (high, low) = if a > b { (a, b) } else { (b, a) };
    if high - low > 25.0 { high } else { high + f64::from(((low - high) as f32).exp().ln_1p()) }
}

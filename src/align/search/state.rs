//! The states of the dynamic programme at a boundary: a path may end there in one of three ways, because an
//! omission costs otherwise after another one. And sums of log weights.

use crate::align::beads::{BOTH, KINDS};
use crate::align::weights::Weights;

/// The score of a state that no path reaches.
pub(super) const UNREACHABLE: f32 = -1e30;

/// States of a boundary: the path ends in a bead of both sides, an omission of the source or one of the target.
pub(super) const STATES: usize = 3;

/// The state after a bead of this kind.
pub(super) fn end_state(kind: usize) -> usize {
    (kind + 1).saturating_sub(BOTH)
}

/// Log prior of an omission after each state, by kind.
pub(super) fn omissions(priors: &[f32; KINDS.len()], w: &Weights) -> [[f32; STATES]; 2] {
    let first = priors[BOTH];
    let (again, other) = (first + w.omission_again - w.omission, first + w.omission_other - w.omission);
    [[first, again, other], [first, other, again]]
}

/// ln(e^a + e^b).
pub(super) fn log_add(a: f64, b: f64) -> f64 {
    let (high, low) = if a > b { (a, b) } else { (b, a) };
    if high - low > 25.0 { high } else { high + f64::from(((low - high) as f32).exp().ln_1p()) }
}

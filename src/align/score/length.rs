//! The length model of Gale and Church (1993).

use crate::align::vocabulary::Side;
use crate::align::weights::Weights;

/// Half the squared length difference, in standard deviations (Gale and Church 1993), negated.
fn length_score(source: f32, target: f32, ratio: f32, w: &Weights) -> f32 {
    let expected = ratio * source;
    let delta = target - expected;
    let square = delta * delta / (w.length_variance * (target + expected) / 2.0 + 1.0);
    -0.5 * w.length * square.min(w.length_cap)
}

/// Characters up to each boundary, to score the lengths of any bead in constant time.
pub(in crate::align) struct Lengths {
    source: Vec<f64>,
    target: Vec<f64>,
    ratio: f32,
}

impl Lengths {
    pub(super) fn new(source: &Side, target: &Side, ratio: f32) -> Lengths {
        let sums = |v: &[f32]| {
            let mut sum = 0.0;
            std::iter::once(0.0)
                .chain(v.iter().map(move |x| {
                    sum += f64::from(*x);
                    sum
                }))
                .collect()
        };
        Lengths { source: sums(&source.characters), target: sums(&target.characters), ratio }
    }

    /// Of the bead of a source and b target segments that ends at the boundary (i, j).
    pub(super) fn score(&self, (i, j): (usize, usize), (a, b): (usize, usize), w: &Weights) -> f32 {
        let s = (self.source[i] - self.source[i - a]) as f32;
        let t = (self.target[j] - self.target[j - b]) as f32;
        length_score(s, t, self.ratio, w)
    }
}

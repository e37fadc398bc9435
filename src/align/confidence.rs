//! How sure each bead is: its share of all paths through the band (forward–backward algorithm).

use super::band::Band;
use super::beads::{BOTH, KINDS};
use super::search::{NEVER, Step};
use super::weights::Weights;

/// Probabilities of all beads of a band.
pub(super) struct Posteriors<'a> {
    band: &'a Band,
    /// Of the bead of each kind that ends at each cell.
    beads: Vec<[f32; KINDS.len()]>,
}

impl<'a> Posteriors<'a> {
    /// Turns the scores of a search into probabilities, in place.
    pub fn new(mut scores: Vec<[f32; KINDS.len()]>, band: &'a Band, n: usize, m: usize, w: &Weights) -> Self {
        let scale = 1.0 / w.temperature.max(0.01);
        let again = (w.omission_again - w.omission) * scale;
        scores.iter_mut().flatten().for_each(|s| *s *= scale);
        let forward = forward(&scores, band, (n, m), again);
        backward(&mut scores, &forward, band, (n, m), again);
        Posteriors { band, beads: scores }
    }

    /// The probability of a step.
    pub fn of(&self, step: &Step) -> f32 {
        let (a, b) = KINDS[step.kind as usize];
        self.beads[self.band.cell(step.source as usize + a, step.target as usize + b)][step.kind as usize]
    }
}

/// The kinds of beads that may end at a boundary, with the cell each comes from.
fn predecessors(band: &Band, i: usize, j: usize) -> impl Iterator<Item = (usize, usize)> + '_ {
    KINDS.iter().enumerate().filter_map(move |(kind, &(a, b))| {
        let (pi, pj) = (i.checked_sub(a)?, j.checked_sub(b)?);
        (pj >= band.lo(pi) && pj <= band.hi(pi)).then(|| (kind, band.cell(pi, pj)))
    })
}

/// Log weights of all paths to each boundary, by state.
fn forward(scores: &[[f32; KINDS.len()]], band: &Band, (n, _): (usize, usize), again: f32) -> Vec<[f64; 2]> {
    let mut out = vec![[f64::from(NEVER); 2]; scores.len()];
    out[0] = [0.0, f64::from(NEVER)];
    for i in 0..=n {
        for j in band.lo(i)..=band.hi(i) {
            let cell = band.cell(i, j);
            for (kind, before) in predecessors(band, i, j) {
                let [bead, omission] = out[before];
                let score = f64::from(scores[cell][kind]);
                if kind < BOTH {
                    out[cell][0] = add(out[cell][0], add(bead, omission) + score);
                } else {
                    out[cell][1] = add(out[cell][1], add(bead, omission + f64::from(again)) + score);
                }
            }
        }
    }
    out
}

/// Replaces scores by probabilities, from the last boundary back.
fn backward(
    scores: &mut [[f32; KINDS.len()]],
    forward: &[[f64; 2]],
    band: &Band,
    (n, m): (usize, usize),
    again: f32,
) {
    let never = f64::from(NEVER);
    let mut after = vec![[never; 2]; scores.len()];
    let last = band.cell(n, m);
    after[last] = [0.0, 0.0];
    let total = add(forward[last][0], forward[last][1]);
    for i in (0..=n).rev() {
        for j in (band.lo(i)..=band.hi(i)).rev() {
            let cell = band.cell(i, j);
            for (kind, before) in predecessors(band, i, j) {
                let score = f64::from(scores[cell][kind]);
                let state = usize::from(kind >= BOTH);
                let rest = after[cell][state] + score;
                let [bead, omission] = forward[before];
                let toll = if state == 1 { f64::from(again) } else { 0.0 };
                let mass = add(bead, omission + toll) + rest - total;
                scores[cell][kind] = mass.exp().min(1.0) as f32;
                after[before][0] = add(after[before][0], rest);
                after[before][1] = add(after[before][1], rest + toll);
            }
        }
    }
}

/// ln(e^a + e^b).
fn add(a: f64, b: f64) -> f64 {
    let (high, low) = if a > b { (a, b) } else { (b, a) };
    if high - low > 25.0 { high } else { high + f64::from(((low - high) as f32).exp().ln_1p()) }
}

//! How sure each bead is: its share of all paths through the band (forward–backward algorithm).

use super::band::Band;
use super::beads::{BOTH, KINDS};
use super::search::{ENDS, NEVER, Step, end, omissions};
use super::weights::Weights;

/// Probabilities of all beads of a band.
pub(super) struct Posteriors<'a> {
    band: &'a Band,
    /// Of the bead of each kind that ends at each cell.
    beads: Vec<[f32; KINDS.len()]>,
}

impl<'a> Posteriors<'a> {
    /// Turns the scores of a search into probabilities, in place.
    pub fn new(
        mut scores: Vec<[f32; KINDS.len()]>,
        band: &'a Band,
        (n, m): (usize, usize),
        priors: &[f32; KINDS.len()],
        w: &Weights,
    ) -> Self {
        let scale = 1.0 / w.temperature.max(0.01);
        scores.iter_mut().flatten().for_each(|s| *s *= scale);
        let omissions = omissions(priors, w).map(|tolls| tolls.map(|t| f64::from(t * scale)));
        let forward = forward(&scores, band, n, &omissions);
        backward(&mut scores, &forward, band, (n, m), &omissions);
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

/// What each kind of omission costs after each end.
type Tolls = [[f64; ENDS]; 2];

/// The score of a bead after each end of the path before it.
fn tolls(score: f32, kind: usize, omissions: &Tolls) -> [f64; ENDS] {
    if kind < BOTH { [f64::from(score); ENDS] } else { omissions[kind - BOTH] }
}

/// Log weights of all paths to each boundary, by what they end in.
fn forward(scores: &[[f32; KINDS.len()]], band: &Band, n: usize, omissions: &Tolls) -> Vec<[f64; ENDS]> {
    let never = f64::from(NEVER);
    let mut out = vec![[never; ENDS]; scores.len()];
    out[0][0] = 0.0;
    for i in 0..=n {
        for j in band.lo(i)..=band.hi(i) {
            let cell = band.cell(i, j);
            for (kind, before) in predecessors(band, i, j) {
                let tolls = tolls(scores[cell][kind], kind, omissions);
                let mass = (0..ENDS).fold(never, |sum, e| add(sum, out[before][e] + tolls[e]));
                out[cell][end(kind)] = add(out[cell][end(kind)], mass);
            }
        }
    }
    out
}

/// Replaces scores by probabilities, from the last boundary back.
fn backward(
    scores: &mut [[f32; KINDS.len()]],
    forward: &[[f64; ENDS]],
    band: &Band,
    (n, m): (usize, usize),
    omissions: &Tolls,
) {
    let never = f64::from(NEVER);
    let mut after = vec![[never; ENDS]; scores.len()];
    let last = band.cell(n, m);
    after[last] = [0.0; ENDS];
    let total = forward[last].iter().fold(never, |sum, v| add(sum, *v));
    for i in (0..=n).rev() {
        for j in (band.lo(i)..=band.hi(i)).rev() {
            let cell = band.cell(i, j);
            for (kind, before) in predecessors(band, i, j) {
                let rest = after[cell][end(kind)];
                let tolls = tolls(scores[cell][kind], kind, omissions);
                let mass = (0..ENDS).fold(never, |sum, e| add(sum, forward[before][e] + tolls[e]));
                scores[cell][kind] = (mass + rest - total).exp().min(1.0) as f32;
                for e in 0..ENDS {
                    after[before][e] = add(after[before][e], rest + tolls[e]);
                }
            }
        }
    }
}

/// ln(e^a + e^b).
fn add(a: f64, b: f64) -> f64 {
    let (high, low) = if a > b { (a, b) } else { (b, a) };
    if high - low > 25.0 { high } else { high + f64::from(((low - high) as f32).exp().ln_1p()) }
}

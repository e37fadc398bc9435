//! Posterior probabilities of the beads in the band (forward–backward algorithm), to choose which are rescored.

use super::band::Band;
use super::state::{STATES, UNREACHABLE, end_state, log_add, omissions};
use super::viterbi::Path;
use crate::align::beads::{BOTH, Candidate, KINDS, Step};
use crate::align::weights::Weights;

/// Beads of a lower posterior probability are not rescored, those of the best path aside.
const MIN_PROBABILITY: f64 = 0.002;

/// The beads of the path and every other probable one, with their scores.
pub(super) fn probable(
    path: &Path,
    band: &Band,
    (n, m): (usize, usize),
    priors: &[f32; KINDS.len()],
    w: &Weights,
) -> Vec<Candidate> {
    let scale = 1.0 / w.temperature.max(0.01);
    let omissions = omissions(priors, w).map(|penalties| penalties.map(|t| f64::from(t * scale)));
    let table = Table { scores: &path.scores, scale, band, omissions };
    let forward = table.forward(n);
    table.backward(&forward, (n, m), &path.steps)
}

/// The kinds of beads that may end at a boundary, with the cell each comes from.
fn predecessors(band: &Band, i: usize, j: usize) -> impl Iterator<Item = (usize, usize)> + '_ {
    KINDS.iter().enumerate().filter_map(move |(kind, &(a, b))| {
        let (pi, pj) = (i.checked_sub(a)?, j.checked_sub(b)?);
        (pj >= band.lo(pi) && pj <= band.hi(pi)).then(|| (kind, band.cell(pi, pj)))
    })
}

/// The scores of a search, made log weights.
struct Table<'a> {
    /// Of the beads that end at each cell, by kind.
    scores: &'a [[f32; KINDS.len()]],
    scale: f32,
    band: &'a Band,
    /// Log prior of each kind of omission after each state.
    omissions: [[f64; STATES]; 2],
}

impl Table<'_> {
    /// The log weight of a bead after each state.
    fn weights(&self, cell: usize, kind: usize) -> [f64; STATES] {
        match kind {
            ..BOTH => [f64::from(self.scores[cell][kind] * self.scale); STATES],
            _ => self.omissions[kind - BOTH],
        }
    }

    /// Log weights of all paths to each boundary, by state.
    fn forward(&self, n: usize) -> Vec<[f64; STATES]> {
        let never = f64::from(UNREACHABLE);
        let mut out = vec![[never; STATES]; self.scores.len()];
        out[0][0] = 0.0;
        for i in 0..=n {
            for j in self.band.lo(i)..=self.band.hi(i) {
                let cell = self.band.cell(i, j);
                for (kind, before) in predecessors(self.band, i, j) {
                    let weights = self.weights(cell, kind);
                    let mass = (0..STATES).fold(never, |sum, e| log_add(sum, out[before][e] + weights[e]));
                    out[cell][end_state(kind)] = log_add(out[cell][end_state(kind)], mass);
                }
            }
        }
        out
    }

    /// The probable beads and those of the path, from the last boundary back.
    fn backward(&self, forward: &[[f64; STATES]], (n, m): (usize, usize), path: &[Step]) -> Vec<Candidate> {
        let never = f64::from(UNREACHABLE);
        let mut out = Vec::new();
        let mut path = path.iter().rev().peekable();
        let mut after = vec![[never; STATES]; self.scores.len()];
        let last = self.band.cell(n, m);
        after[last] = [0.0; STATES];
        let total = forward[last].iter().fold(never, |sum, v| log_add(sum, *v));
        for i in (0..=n).rev() {
            for j in (self.band.lo(i)..=self.band.hi(i)).rev() {
                let cell = self.band.cell(i, j);
                let choice = path.next_if(|step| (step.segments().0.end, step.segments().1.end) == (i, j));
                for (kind, before) in predecessors(self.band, i, j) {
                    let rest = after[cell][end_state(kind)];
                    let weights = self.weights(cell, kind);
                    let mass =
                        (0..STATES).fold(never, |sum, e| log_add(sum, forward[before][e] + weights[e]));
                    let chosen = choice.is_some_and(|step| step.kind as usize == kind);
                    if chosen || (mass + rest - total).exp() >= MIN_PROBABILITY {
                        let (a, b) = KINDS[kind];
                        let step = Step { source: (i - a) as u32, target: (j - b) as u32, kind: kind as u8 };
                        let score = if kind < BOTH { self.scores[cell][kind] } else { 0.0 };
                        out.push(Candidate { step, score, chosen });
                    }
                    for e in 0..STATES {
                        after[before][e] = log_add(after[before][e], rest + weights[e]);
                    }
                }
            }
        }
        out
    }
}

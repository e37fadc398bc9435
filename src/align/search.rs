//! The best path through the beads of one document, inside a band.

use super::band::Band;
use super::beads::{BOTH, KINDS, LARGEST, length_score};
use super::lexicon::Lexicon;
use super::rows::{Model, Rows, Scratch, Sides};
use super::tokens::Side;
use super::weights::Weights;
use std::ops::Range;

/// One step of a path: the boundaries before and after it are `from` and `from + KINDS[kind]`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Step {
    pub source: u32,
    pub target: u32,
    pub kind: u8,
}

impl Step {
    /// The segments of both sides.
    pub fn segments(&self) -> (Range<usize>, Range<usize>) {
        let (a, b) = KINDS[self.kind as usize];
        let (i, j) = (self.source as usize, self.target as usize);
        (i..i + a, j..j + b)
    }

    /// The step, its segments counted from a boundary of each side.
    pub fn before(self, from: (usize, usize)) -> Step {
        Step { source: self.source - from.0 as u32, target: self.target - from.1 as u32, ..self }
    }

    /// The step of a part that begins at a boundary of each side, in the whole.
    pub fn after(self, from: (usize, usize)) -> Step {
        Step { source: self.source + from.0 as u32, target: self.target + from.1 as u32, ..self }
    }
}

/// A path and what it was chosen among.
pub(super) struct Path {
    pub steps: Vec<Step>,
    /// Bead scores of every cell, for [`super::probable`]; empty unless asked for.
    pub scores: Vec<[f32; KINDS.len()]>,
}

/// Unreachable.
pub(super) const NEVER: f32 = -1e30;

/// What a path ends in: a bead of both sides, an omission of the source, one of the target.
pub(super) const ENDS: usize = 3;

/// What a bead of this kind ends in.
pub(super) fn end(kind: usize) -> usize {
    (kind + 1).saturating_sub(BOTH)
}

/// What an omission costs after each end, by kind.
pub(super) fn omissions(priors: &[f32; KINDS.len()], w: &Weights) -> [[f32; ENDS]; 2] {
    let first = priors[BOTH];
    let (again, other) = (first + w.omission_again - w.omission, first + w.omission_other - w.omission);
    [[first, again, other], [first, other, again]]
}

/// A choice is the kind of the bead and, from this bit on, what came before it.
const BEFORE: u32 = 4;

/// Finds the path of the highest score from the first to the last boundary.
pub(super) fn search(
    sides: &Sides<'_>,
    lexicon: &Lexicon,
    model: &Model,
    band: &Band,
    scratch: &mut Scratch,
    keep_scores: bool,
) -> Path {
    let (n, m) = (sides.source.len(), sides.target.len());
    let w = model.weights;
    let priors = model.priors;
    let omissions = omissions(&priors, w);
    let mut rows = Rows::new(sides, lexicon, model, band, scratch);
    // Ring of the last boundaries' values.
    let mut values: Vec<Vec<[f32; ENDS]>> = vec![Vec::new(); LARGEST + 1];
    let cells = band.cells();
    let mut back = vec![[0u8; ENDS]; cells];
    let mut scores = if keep_scores { vec![[NEVER; KINDS.len()]; cells] } else { Vec::new() };
    for i in 0..=n {
        if i > 0 {
            rows.advance();
        }
        let (lo, hi) = (band.lo(i), band.hi(i));
        let mut now = std::mem::take(&mut values[i % (LARGEST + 1)]);
        now.clear();
        now.resize(hi - lo + 1, [NEVER; ENDS]);
        if i == 0 {
            now[0][0] = 0.0;
        }
        for j in lo..=hi {
            let cell = band.cell(i, j);
            for (kind, &(a, b)) in KINDS.iter().enumerate() {
                if a > i || b > j {
                    continue;
                }
                let (pi, pj) = (i - a, j - b);
                if pj < band.lo(pi) || pj > band.hi(pi) {
                    continue;
                }
                let before = if a == 0 { &now } else { &values[pi % (LARGEST + 1)] };
                let mut before = before[pj - band.lo(pi)];
                let score = match kind {
                    ..BOTH => priors[kind] + rows.score(i, j, a, b),
                    _ => omissions[kind - BOTH][0],
                };
                if keep_scores {
                    scores[cell][kind] = score;
                }
                match kind {
                    ..BOTH => before.iter_mut().for_each(|v| *v += score),
                    _ => before.iter_mut().zip(omissions[kind - BOTH]).for_each(|(v, toll)| *v += toll),
                }
                let best = best(&before);
                if before[best] > now[j - lo][end(kind)] {
                    now[j - lo][end(kind)] = before[best];
                    back[cell][end(kind)] = kind as u8 | (best as u8) << BEFORE;
                }
            }
        }
        values[i % (LARGEST + 1)] = now;
    }
    let last = &values[n % (LARGEST + 1)];
    let at = m - band.lo(n);
    Path { steps: trace(n, m, best(&last[at]), band, &back), scores }
}

/// The first of the highest values.
fn best(values: &[f32; ENDS]) -> usize {
    (1..ENDS).fold(0, |best, k| if values[k] > values[best] { k } else { best })
}

/// Follows the choices back from the last boundary.
fn trace(n: usize, m: usize, mut end: usize, band: &Band, back: &[[u8; ENDS]]) -> Vec<Step> {
    let (mut i, mut j) = (n, m);
    let mut steps = Vec::new();
    while i > 0 || j > 0 {
        let choice = back[band.cell(i, j)][end];
        let kind = choice & ((1 << BEFORE) - 1);
        let (a, b) = KINDS[kind as usize];
        i -= a;
        j -= b;
        steps.push(Step { source: i as u32, target: j as u32, kind });
        end = usize::from(choice >> BEFORE);
    }
    steps.reverse();
    steps
}

/// The length part of a bead's score is the same for every lexicon: characters up to each boundary.
pub(super) struct Lengths {
    source: Vec<f64>,
    target: Vec<f64>,
    ratio: f32,
}

impl Lengths {
    pub fn new(source: &Side, target: &Side, ratio: f32) -> Lengths {
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
    pub fn score(&self, (i, j): (usize, usize), (a, b): (usize, usize), w: &Weights) -> f32 {
        let s = (self.source[i] - self.source[i - a]) as f32;
        let t = (self.target[j] - self.target[j - b]) as f32;
        length_score(s, t, self.ratio, w)
    }
}

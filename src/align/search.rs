//! The best path through the beads of one document, inside a band.

use super::band::Band;
use super::beads::{BOTH, KINDS, LARGEST, length_score};
use super::lexicon::Lexicon;
use super::rows::{Model, Rows, Scratch};
use super::tokens::Side;
use super::weights::Weights;

/// One step of a path: the boundaries before and after it are `from` and `from + KINDS[kind]`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Step {
    pub source: u32,
    pub target: u32,
    pub kind: u8,
}

/// A path and what it was chosen among.
pub(super) struct Path {
    pub steps: Vec<Step>,
    /// Bead scores of every cell, for [`super::confidence`]; empty unless asked for.
    pub scores: Vec<[f32; KINDS.len()]>,
}

/// Unreachable.
pub(super) const NEVER: f32 = -1e30;

/// Came from a state that ended in an omission.
const AFTER_OMISSION: u8 = 0x80;

/// Finds the path of the highest score from the first to the last boundary.
pub(super) fn search(
    source: &Side,
    target: &Side,
    lexicon: &Lexicon,
    model: &Model,
    band: &Band,
    scratch: &mut Scratch,
    keep_scores: bool,
) -> Path {
    let n = source.len();
    let w = model.weights;
    let priors = model.priors;
    let (first_omission, again_omission) = (priors[BOTH], priors[BOTH] + w.omission_again - w.omission);
    let mut rows = Rows::new(source, target, lexicon, model, band, scratch);
    // Ring of the last boundaries' values, by layer: ended in a bead, ended in an omission.
    let mut values: Vec<[Vec<f32>; 2]> = vec![Default::default(); LARGEST + 1];
    let cells = band.cells();
    let mut back = vec![[0u8; 2]; cells];
    let mut scores = if keep_scores { vec![[NEVER; KINDS.len()]; cells] } else { Vec::new() };
    for i in 0..=n {
        if i > 0 {
            rows.advance();
        }
        let (lo, hi) = (band.lo(i), band.hi(i));
        let mut now: [Vec<f32>; 2] = std::mem::take(&mut values[i % (LARGEST + 1)]);
        now.iter_mut().for_each(|v| {
            v.clear();
            v.resize(hi - lo + 1, NEVER);
        });
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
                let at = pj - band.lo(pi);
                let (bead, omission) = (before[0][at], before[1][at]);
                if bead.max(omission) <= NEVER {
                    continue;
                }
                if kind < BOTH {
                    let score = priors[kind] + rows.score(i, j, a, b);
                    if keep_scores {
                        scores[cell][kind] = score;
                    }
                    let (value, flag) = if bead >= omission { (bead, 0) } else { (omission, AFTER_OMISSION) };
                    if value + score > now[0][j - lo] {
                        now[0][j - lo] = value + score;
                        back[cell][0] = kind as u8 | flag;
                    }
                } else {
                    if keep_scores {
                        scores[cell][kind] = first_omission;
                    }
                    let (first, again) = (bead + first_omission, omission + again_omission);
                    let (value, flag) = if first >= again { (first, 0) } else { (again, AFTER_OMISSION) };
                    if value > now[1][j - lo] {
                        now[1][j - lo] = value;
                        back[cell][1] = kind as u8 | flag;
                    }
                }
            }
        }
        values[i % (LARGEST + 1)] = now;
    }
    let last = &values[n % (LARGEST + 1)];
    let at = target.len() - band.lo(n);
    let layer = usize::from(last[1][at] > last[0][at]);
    Path { steps: trace(n, target.len(), layer, band, &back), scores }
}

/// Follows the choices back from the last boundary.
fn trace(n: usize, m: usize, mut layer: usize, band: &Band, back: &[[u8; 2]]) -> Vec<Step> {
    let (mut i, mut j) = (n, m);
    let mut steps = Vec::new();
    while i > 0 || j > 0 {
        let choice = back[band.cell(i, j)][layer];
        let kind = choice & !AFTER_OMISSION;
        let (a, b) = KINDS[kind as usize];
        i -= a;
        j -= b;
        steps.push(Step { source: i as u32, target: j as u32, kind });
        layer = usize::from(choice & AFTER_OMISSION != 0);
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

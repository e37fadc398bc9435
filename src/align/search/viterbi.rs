//! The Viterbi search: the best path through the beads of one document, inside a band.

use super::band::Band;
use super::state::{STATES, UNREACHABLE, end_state, omissions};
use crate::align::beads::{BOTH, KINDS, MAX_SIDE_SEGMENTS, Step};
use crate::align::lexicon::Lexicon;
use crate::align::score::{Model, Rows, Scratch, Sides};

/// The best path and, if asked for, the scores of all beads in the band.
pub(super) struct Path {
    pub steps: Vec<Step>,
    /// Bead scores of every cell, for [`super::probable`]; empty unless asked for.
    pub scores: Vec<[f32; KINDS.len()]>,
}

/// A back pointer is the kind of the bead and, from this bit on, the state before it.
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
    let mut values: Vec<Vec<[f32; STATES]>> = vec![Vec::new(); MAX_SIDE_SEGMENTS + 1];
    let cells = band.cells();
    let mut back = vec![[0u8; STATES]; cells];
    let mut scores = if keep_scores { vec![[UNREACHABLE; KINDS.len()]; cells] } else { Vec::new() };
    for i in 0..=n {
        if i > 0 {
            rows.advance();
        }
        let (lo, hi) = (band.lo(i), band.hi(i));
        let mut now = std::mem::take(&mut values[i % (MAX_SIDE_SEGMENTS + 1)]);
        now.clear();
        now.resize(hi - lo + 1, [UNREACHABLE; STATES]);
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
                let before = if a == 0 { &now } else { &values[pi % (MAX_SIDE_SEGMENTS + 1)] };
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
                    _ => before.iter_mut().zip(omissions[kind - BOTH]).for_each(|(v, penalty)| *v += penalty),
                }
                let best = best(&before);
                if before[best] > now[j - lo][end_state(kind)] {
                    now[j - lo][end_state(kind)] = before[best];
                    back[cell][end_state(kind)] = kind as u8 | (best as u8) << BEFORE;
                }
            }
        }
        values[i % (MAX_SIDE_SEGMENTS + 1)] = now;
    }
    let last = &values[n % (MAX_SIDE_SEGMENTS + 1)];
    let at = m - band.lo(n);
    Path { steps: trace(n, m, best(&last[at]), band, &back), scores }
}

/// The first of the highest values.
fn best(values: &[f32; STATES]) -> usize {
    (1..STATES).fold(0, |best, k| if values[k] > values[best] { k } else { best })
}

/// Follows the choices back from the last boundary.
fn trace(n: usize, m: usize, mut end: usize, band: &Band, back: &[[u8; STATES]]) -> Vec<Step> {
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

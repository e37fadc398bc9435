//! Expected coverage of a segment under a random pairing: the baseline that is subtracted from scores.

use crate::align::lexicon::{Lexicon, Shares};
use crate::align::vocabulary::Side;

/// Expected coverage of each segment of a side, penalties added, as a function of the words on the other side.
pub(in crate::align) struct Chance {
    /// Values at 0, 1/2, 1, … times the mean length of the other side.
    grid: Vec<[f32; GRID_POINTS]>,
    /// Position on the grid of the other side's words up to each boundary.
    positions: Vec<f64>,
}

const GRID_POINTS: usize = 13;

impl Chance {
    pub(super) fn new(
        side: &Side,
        other: &Side,
        information: &[f32],
        chance: &[f32],
        penalty: &[f32],
        mean_words: f32,
    ) -> Chance {
        let mut grid = Vec::with_capacity(side.len());
        for k in 0..side.len() {
            let mut values = [0.0; GRID_POINTS];
            for e in side.bag(k) {
                let weight = information[e.token as usize] * e.count as f32;
                let miss = (1.0 - chance[e.token as usize]).powf(0.5);
                let mut all_miss = 1.0;
                for value in &mut values {
                    *value += weight * (1.0 - all_miss + penalty[e.token as usize]);
                    all_miss *= miss;
                }
            }
            grid.push(values);
        }
        let mut sum = 0.0;
        let scale = 2.0 / f64::from(mean_words.max(1.0));
        let positions = std::iter::once(0.0)
            .chain(other.words.iter().map(|x| {
                sum += f64::from(*x) * scale;
                sum
            }))
            .collect();
        Chance { grid, positions }
    }

    pub(super) fn of(&self, segments: std::ops::Range<usize>, other: std::ops::Range<usize>) -> f32 {
        let position = (self.positions[other.end] - self.positions[other.start]) as f32;
        let position = position.min((GRID_POINTS - 1) as f32 - 0.001);
        let at = position as usize;
        let part = position - at as f32;
        self.grid[segments].iter().map(|g| g[at] * (1.0 - part) + g[at + 1] * part).sum()
    }
}

/// Expected coverage of each type by a random segment of the other side, for source and target types.
pub(in crate::align) fn chances(lexicon: &Lexicon, f: &Shares) -> (Vec<f32>, Vec<f32>) {
    let types = f.source.len();
    let (mut source, mut target) = (vec![0.0f32; types], vec![0.0f32; types]);
    for s in 0..types {
        for &(t, strength) in lexicon.row(s as u32) {
            source[s] += strength * f.target[t as usize];
            target[t as usize] += strength * f.source[s];
        }
    }
    source.iter_mut().chain(&mut target).for_each(|c| *c = c.min(0.9));
    (source, target)
}

//! Sentence vectors as evidence, for those who have an encoder.

use crate::align::beads::MAX_SIDE_SEGMENTS;
use crate::align::weights::Weights;

/// A vector for every segment of one side of a pair.
#[derive(Clone, Debug, Default)]
pub struct Vectors {
    /// Row after row, each of length 1 (or 0).
    rows: Vec<f32>,
    dimension: usize,
    /// `norms[k][b - 1]`: length of the sum of the rows k, k + 1, … of b segments.
    norms: Vec<[f32; MAX_SIDE_SEGMENTS]>,
}

impl Vectors {
    /// Vectors from their numbers, row after row; what is left over at the end is dropped.
    ///
    /// ```
    /// use drogman::align::Vectors;
    /// // Two segments with three numbers each; the seventh belongs to none.
    /// assert_eq!(Vectors::new(vec![1.0, 0.0, 0.0, 0.0, 1.0, 0.0, 0.5], 3).len(), 2);
    /// ```
    pub fn new(mut rows: Vec<f32>, dimension: usize) -> Vectors {
        let dimension = dimension.max(1);
        rows.truncate(rows.len() / dimension * dimension);
        for row in rows.chunks_mut(dimension) {
            let length = row.iter().map(|x| x * x).sum::<f32>().sqrt();
            row.iter_mut().for_each(|x| *x /= length.max(f32::MIN_POSITIVE));
        }
        let mut vectors = Vectors { rows, dimension, norms: Vec::new() };
        vectors.norms = (0..vectors.len()).map(|k| vectors.norms_from(k)).collect();
        vectors
    }

    /// Number of vectors.
    pub fn len(&self) -> usize {
        self.rows.len() / self.dimension.max(1)
    }

    /// Whether there is none.
    pub fn is_empty(&self) -> bool {
        self.rows.is_empty()
    }

    fn row(&self, k: usize) -> &[f32] {
        &self.rows[k * self.dimension..(k + 1) * self.dimension]
    }

    fn norms_from(&self, k: usize) -> [f32; MAX_SIDE_SEGMENTS] {
        let (mut square, mut out) = (0.0, [0.0; MAX_SIDE_SEGMENTS]);
        for b in 0..MAX_SIDE_SEGMENTS.min(self.len() - k) {
            square += dot(self.row(k + b), self.row(k + b));
            square += 2.0 * (0..b).map(|c| dot(self.row(k + b), self.row(k + c))).sum::<f32>();
            out[b] = square.max(0.0).sqrt();
        }
        out
    }
}

fn dot(a: &[f32], b: &[f32]) -> f32 {
    a.iter().zip(b).map(|(x, y)| x * y).sum()
}

/// The vectors of both sides of a pair.
#[derive(Clone, Copy)]
pub(in crate::align) struct BothVectors<'a> {
    source: &'a Vectors,
    target: &'a Vectors,
    /// Segments of each side that stand before the part that is looked at.
    before: (usize, usize),
    /// Mean cosine of random segments, what is left of 1 above it.
    chance: f32,
    rest: f32,
}

impl<'a> BothVectors<'a> {
    /// None unless there is a vector for every segment, and of one length.
    pub(crate) fn new(
        source: &'a Vectors,
        target: &'a Vectors,
        (n, m): (usize, usize),
    ) -> Option<BothVectors<'a>> {
        if (source.len(), target.len(), source.dimension) != (n, m, target.dimension) || n == 0 || m == 0 {
            return None;
        }
        let mean = |side: &Vectors| -> Vec<f32> {
            let mut sum = vec![0.0; side.dimension];
            side.rows
                .chunks(side.dimension)
                .for_each(|row| sum.iter_mut().zip(row).for_each(|(s, x)| *s += x));
            sum.iter().map(|s| s / side.len() as f32).collect()
        };
        let chance = dot(&mean(source), &mean(target)).clamp(-0.9, 0.9);
        Some(BothVectors { source, target, before: (0, 0), chance, rest: 1.0 - chance })
    }

    /// The part from a segment of each side on; chance stays that of the whole.
    pub(crate) fn from(self, before: (usize, usize)) -> BothVectors<'a> {
        BothVectors { before, ..self }
    }

    /// Cosines of a source segment with a window of target segments.
    pub(crate) fn cosines(&self, x: usize, targets: std::ops::Range<usize>) -> Vec<f32> {
        let (s, t) = self.before;
        targets.map(|y| dot(self.source.row(s + x), self.target.row(t + y))).collect()
    }

    /// The score of the bead of a source segments from `x` and b target segments from `y`, whose cosines
    /// add up to `sum`: the cosine of the sums of both sides, above chance. As in vecalign (Thompson and
    /// Koehn 2019) chance is subtracted; larger beads count for more.
    pub(crate) fn score(&self, (x, y): (usize, usize), (a, b): (usize, usize), sum: f32, w: &Weights) -> f32 {
        let (s, t) = self.before;
        let lengths = self.source.norms[s + x][a - 1] * self.target.norms[t + y][b - 1];
        let cosine = sum / lengths.max(f32::MIN_POSITIVE);
        let above = (cosine - self.chance) / self.rest;
        w.vectors * (above - w.vectors_least) * (a + b) as f32 / 2.0
    }
}

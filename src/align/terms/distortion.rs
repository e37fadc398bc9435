//! The distortion model: transition probabilities of the hidden Markov model, by the distance (jump) between the
//! counterparts of neighbouring words.
//!
//! All jumps of [`MAX_JUMP_WORDS`] words or more, either way, are equally probable; sums over them are differences of
//! running sums, so that a step takes time linear in the length of the sentence.

/// The jumps from here on share one probability.
const MAX_JUMP_WORDS: usize = 9;
const JUMPS: usize = 2 * MAX_JUMP_WORDS + 1;

/// The weights of jumps, and what is counted of them.
pub(super) struct Distortion {
    weights: [f32; JUMPS],
    counts: [f32; JUMPS],
    running: Vec<f32>,
}

/// The place of the jump from a word to another.
fn jump(from: usize, to: usize) -> usize {
    let d = (to as i64 - from as i64).clamp(-(MAX_JUMP_WORDS as i64), MAX_JUMP_WORDS as i64);
    (d + MAX_JUMP_WORDS as i64) as usize
}

/// The pairs (here, there) of places in 0..n with there - here = jump - MAX_JUMP_WORDS, as where both begin and
/// how many there are.
fn diagonal(jump: usize, n: usize) -> (usize, usize, usize) {
    let (here, there) =
        (MAX_JUMP_WORDS.saturating_sub(jump).min(n), jump.saturating_sub(MAX_JUMP_WORDS).min(n));
    (here, there, n - here.max(there))
}

impl Distortion {
    /// Short steps forward are the most probable.
    pub(super) fn new() -> Distortion {
        Distortion {
            weights: std::array::from_fn(|k| {
                (-(k as f32 - MAX_JUMP_WORDS as f32 - 1.0).abs() / 2.0).exp() + 0.01
            }),
            counts: [0.0; JUMPS],
            running: Vec::new(),
        }
    }

    /// The probabilities of the first place.
    pub(super) fn start(&self, n: usize, out: &mut Vec<f32>) {
        out.clear();
        out.extend((0..n).map(|to| self.weights[jump(0, to + 1)]));
        let sum: f32 = out.iter().sum();
        out.iter_mut().for_each(|v| *v /= sum);
    }

    /// The normaliser of the transitions from each place i: Σⱼ weight(j − i).
    pub(super) fn normalisers(&mut self, n: usize, out: &mut Vec<f32>) {
        out.clear();
        out.resize(n, 0.0);
        self.sum(&vec![1.0; n], out, false);
    }

    /// Forward step: `out[j]` = Σᵢ weight(j − i) · `leaving[i]`, where `leaving[i]` is α[i] over the normaliser of i.
    pub(super) fn forward_step(&mut self, leaving: &[f32], out: &mut [f32]) {
        self.sum(leaving, out, true);
    }

    /// Backward step: `out[i]` = Σⱼ weight(j − i) · `values[j]`; divide by the normaliser of i.
    pub(super) fn backward_step(&mut self, values: &[f32], out: &mut [f32]) {
        self.sum(values, out, false);
    }

    /// The sums of both steps; `arriving` for the forward step, whose sums are over the origins of jumps.
    fn sum(&mut self, values: &[f32], out: &mut [f32], arriving: bool) {
        let n = values.len();
        let weight = |jump: usize| self.weights[if arriving { JUMPS - 1 - jump } else { jump }];
        run(values, &mut self.running);
        let (far_left, far_right) = (weight(0), weight(JUMPS - 1));
        for (k, sum) in out.iter_mut().enumerate() {
            let left = self.running[(k + 1).saturating_sub(MAX_JUMP_WORDS)];
            let right = self.running[n] - self.running[(k + MAX_JUMP_WORDS).min(n)];
            *sum = far_left * left + far_right * right;
        }
        for jump in 1..JUMPS - 1 {
            let (here, there, length) = diagonal(jump, n);
            let weight = weight(jump);
            let sums = out[here..].iter_mut().take(length);
            sums.zip(&values[there..]).for_each(|(sum, value)| *sum += weight * value);
        }
    }

    /// Counts the jumps to the first place.
    pub(super) fn count_start(&mut self, mass: impl Iterator<Item = f32>) {
        mass.enumerate().for_each(|(to, mass)| self.counts[jump(0, to + 1)] += mass);
    }

    /// Adds the expected counts of jumps: `leaving[i]` · weight(j − i) · `values[j]` for all i and j.
    pub(super) fn count(&mut self, leaving: &[f32], values: &[f32]) {
        let n = values.len();
        run(values, &mut self.running);
        let (mut left, mut right) = (0.0, 0.0);
        for (from, mass) in leaving.iter().enumerate() {
            left += mass * self.running[(from + 1).saturating_sub(MAX_JUMP_WORDS)];
            right += mass * (self.running[n] - self.running[(from + MAX_JUMP_WORDS).min(n)]);
        }
        self.counts[0] += self.weights[0] * left;
        self.counts[JUMPS - 1] += self.weights[JUMPS - 1] * right;
        for jump in 1..JUMPS - 1 {
            let (here, there, length) = diagonal(jump, n);
            let pairs = leaving[here..].iter().take(length).zip(&values[there..]);
            self.counts[jump] += self.weights[jump] * pairs.map(|(a, b)| a * b).sum::<f32>();
        }
    }

    /// Turns counts into weights.
    pub(super) fn update(&mut self) {
        let sum: f32 = self.counts.iter().sum::<f32>().max(f32::MIN_POSITIVE);
        for (weight, count) in self.weights.iter_mut().zip(&self.counts) {
            *weight = count / sum + 1e-4;
        }
        // The outermost steps stand for many distances.
        self.weights[0] /= 8.0;
        self.weights[JUMPS - 1] /= 8.0;
        self.counts = [0.0; JUMPS];
    }
}

/// Running sums: one more than there are values, from 0.
fn run(values: &[f32], out: &mut Vec<f32>) {
    out.clear();
    out.push(0.0);
    let mut sum = 0.0;
    out.extend(values.iter().map(|value| {
        sum += value;
        sum
    }));
}

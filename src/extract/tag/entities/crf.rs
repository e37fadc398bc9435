//! A linear-chain conditional random field: decoding, and the sums its training needs.
//!
//! Scores are log-linear: a row of [`LABELS`] emission scores per token, plus a score per pair of labels.

use super::labels::{self, LABELS, NameKind, OUTSIDE, may_follow};

/// A score per label.
pub type Row = [f32; LABELS];

/// Scores of label pairs; the last row is for the start of a segment.
#[derive(Clone, Debug, PartialEq)]
pub struct Transitions(pub [Row; LABELS + 1]);

impl Default for Transitions {
    fn default() -> Self {
        Transitions([[0.0; LABELS]; LABELS + 1])
    }
}

/// The score of `label` after `before` (`LABELS` = start); impossible pairs score minus a million.
impl Transitions {
    fn score(&self, before: usize, label: usize) -> f32 {
        let allowed = may_follow(if before == LABELS { 0 } else { before as u8 }, label as u8);
        if allowed { self.0[before][label] } else { -1e6 }
    }
}

/// Finds the best rows of labels; keeps its room from one to the next.
pub struct Decoder {
    table: [Row; LABELS + 1],
    /// The most any label gains over [`OUTSIDE`] by what follows it.
    gain: f32,
    back: Vec<[u8; LABELS]>,
}

impl Decoder {
    /// For the given scores of label pairs.
    pub fn new(transitions: &Transitions) -> Decoder {
        let table: [Row; LABELS + 1] =
            std::array::from_fn(|b| std::array::from_fn(|l| transitions.score(b, l)));
        let outside = &table[usize::from(OUTSIDE)];
        let gains = table[..LABELS].iter().flat_map(|row| {
            let free = (0..LABELS).filter(|l| may_follow(OUTSIDE, *l as u8));
            free.map(|l| row[l] - outside[l])
        });
        // A little more, as sums are rounded.
        let gain = gains.fold(0.0, f32::max) + 0.01;
        Decoder { table, gain, back: Vec::new() }
    }

    /// The best row of labels for `emissions` (Viterbi).
    pub fn decode(&mut self, emissions: &[Row], labels: &mut Vec<u8>) {
        labels.clear();
        self.back.clear();
        let Some((first, rest)) = emissions.split_first() else { return };
        let mut best: Row = std::array::from_fn(|l| first[l] + self.table[LABELS][l]);
        self.back.push([0; LABELS]);
        for emission in rest {
            let other = best[1..].iter().copied().fold(f32::MIN, f32::max);
            let (top, from) =
                if best[0] - other > self.gain { self.after_outside(&best) } else { self.after(&best) };
            best = std::array::from_fn(|l| top[l] + emission[l]);
            self.back.push(from);
        }
        let mut at = 0;
        for l in 1..LABELS {
            if best[l] > best[at] {
                at = l;
            }
        }
        labels.resize(emissions.len(), 0);
        for (label, back) in labels.iter_mut().zip(&self.back).rev() {
            *label = at as u8;
            at = usize::from(back[at]);
        }
    }

    /// The best score of each next label, and the label before it.
    fn after(&self, best: &Row) -> (Row, [u8; LABELS]) {
        let mut top: Row = std::array::from_fn(|l| best[0] + self.table[0][l]);
        let mut from = [0.0_f32; LABELS];
        for b in 1..LABELS {
            for l in 0..LABELS {
                let score = best[b] + self.table[b][l];
                // Without branches, and in floats throughout, so that all labels are done at once.
                from[l] = if score > top[l] { b as f32 } else { from[l] };
                top[l] = if score > top[l] { score } else { top[l] };
            }
        }
        (top, from.map(|label| label as u8))
    }

    /// As [`Decoder::after`], where [`OUTSIDE`] is so far ahead that whatever may follow it does; the inside of a
    /// name still follows its beginning or its inside.
    fn after_outside(&self, best: &Row) -> (Row, [u8; LABELS]) {
        let mut top: Row = std::array::from_fn(|l| best[0] + self.table[0][l]);
        let mut from = [OUTSIDE; LABELS];
        for kind in NameKind::ALL {
            let (begin, inside) = (labels::begin(kind), labels::inside(kind));
            let l = usize::from(inside);
            for b in [begin, inside] {
                let score = best[usize::from(b)] + self.table[usize::from(b)][l];
                if score > top[l] {
                    (top[l], from[l]) = (score, b);
                }
            }
        }
        (top, from)
    }
}

/// What training needs of one sequence: the probability of each label at each token, the expected number of
/// each pair of labels, and the log of the partition sum (forward-backward, Lafferty et al. 2001).
pub struct Expectation {
    /// Probability of each label at each token.
    pub labels: Vec<Row>,
    /// Expected count of each pair; the last row is for the start.
    pub pairs: [Row; LABELS + 1],
    /// Log of the partition sum.
    pub log_sum: f32,
}

fn log_sum(row: &Row) -> f32 {
    let top = row.iter().copied().fold(f32::MIN, f32::max);
    top + row.iter().map(|x| (x - top).exp()).sum::<f32>().ln()
}

/// Runs forward-backward over `emissions`, which must not be empty.
pub fn expect(emissions: &[Row], transitions: &Transitions) -> Expectation {
    let n = emissions.len();
    let mut forward = vec![[0.0; LABELS]; n];
    let mut backward = vec![[0.0; LABELS]; n];
    for l in 0..LABELS {
        forward[0][l] = emissions[0][l] + transitions.score(LABELS, l);
    }
    for i in 1..n {
        for l in 0..LABELS {
            let mut row = [0.0; LABELS];
            for (b, cell) in row.iter_mut().enumerate() {
                *cell = forward[i - 1][b] + transitions.score(b, l);
            }
            forward[i][l] = log_sum(&row) + emissions[i][l];
        }
    }
    for i in (0..n - 1).rev() {
        for b in 0..LABELS {
            let mut row = [0.0; LABELS];
            for (l, cell) in row.iter_mut().enumerate() {
                *cell = backward[i + 1][l] + transitions.score(b, l) + emissions[i + 1][l];
            }
            backward[i][b] = log_sum(&row);
        }
    }
    let total = log_sum(&forward[n - 1]);
    let mut out =
        Expectation { labels: vec![[0.0; LABELS]; n], pairs: [[0.0; LABELS]; LABELS + 1], log_sum: total };
    for i in 0..n {
        for l in 0..LABELS {
            out.labels[i][l] = (forward[i][l] + backward[i][l] - total).exp();
        }
    }
    out.pairs[LABELS] = out.labels[0];
    for i in 1..n {
        for b in 0..LABELS {
            for l in 0..LABELS {
                let s =
                    forward[i - 1][b] + transitions.score(b, l) + emissions[i][l] + backward[i][l] - total;
                out.pairs[b][l] += s.exp();
            }
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn decoding_respects_the_order_of_labels() {
        let mut emissions = vec![[0.0; LABELS]; 3];
        emissions[1][2] = 3.0;
        emissions[0][1] = 1.0;
        let mut labels = Vec::new();
        Decoder::new(&Transitions::default()).decode(&emissions, &mut labels);
        assert_eq!(labels, [1, 2, 0]);
    }

    #[test]
    fn the_short_way_after_what_is_outside_gives_the_same() {
        let mut seed = 7_u32;
        let mut score = |most: f32| {
            seed = seed.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
            (seed >> 16) as f32 / 65_536.0 * most
        };
        let pairs = std::array::from_fn(|_| std::array::from_fn(|_| score(2.0)));
        let mut short = Decoder::new(&Transitions(pairs));
        let mut long = Decoder::new(&Transitions(pairs));
        long.gain = f32::INFINITY;
        let (mut a, mut b) = (Vec::new(), Vec::new());
        for _ in 0..200 {
            let emissions: Vec<Row> = (0..20)
                .map(|_| {
                    let outside = score(8.0);
                    std::array::from_fn(|l| if l == 0 { outside } else { score(4.0) })
                })
                .collect();
            short.decode(&emissions, &mut a);
            long.decode(&emissions, &mut b);
            assert_eq!(a, b);
        }
    }

    #[test]
    fn probabilities_sum_to_one() {
        let emissions = vec![[0.3; LABELS], [0.1; LABELS]];
        let e = expect(&emissions, &Transitions::default());
        for row in &e.labels {
            assert!((row.iter().sum::<f32>() - 1.0).abs() < 1e-3);
        }
    }
}

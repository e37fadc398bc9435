//! The probable beads as a lattice: once each is rescored, the best path is found again.

use super::state::{STATES, UNREACHABLE, end_state, log_add};
use crate::align::beads::{BOTH, Candidate, Step};
use rustc_hash::FxHashMap;

/// Candidates between boundaries.
pub(super) struct Lattice {
    /// Sorted by the boundary they end at.
    candidates: Vec<Candidate>,
    /// Numbers of the boundaries that each candidate stands between.
    ends: Vec<(usize, usize)>,
    boundaries: usize,
    /// Log prior of each kind of omission after each state.
    omissions: [[f32; STATES]; 2],
}

impl Lattice {
    /// The candidates must hold a whole path; the first boundary sorts first, the last one last.
    pub(super) fn new(mut candidates: Vec<Candidate>, omissions: [[f32; STATES]; 2]) -> Lattice {
        let from = |c: &Candidate| (c.step.source, c.step.target);
        let to = |c: &Candidate| {
            let (sources, targets) = c.step.segments();
            (sources.end as u32, targets.end as u32)
        };
        candidates.sort_unstable_by_key(|c| (to(c), c.step.kind));
        let mut boundaries: Vec<(u32, u32)> = candidates.iter().map(to).collect();
        boundaries.extend(candidates.iter().map(from));
        boundaries.sort_unstable();
        boundaries.dedup();
        let number = |place| boundaries.partition_point(|b| *b < place);
        let ends = candidates.iter().map(|c| (number(from(c)), number(to(c)))).collect();
        Lattice { ends, boundaries: boundaries.len(), candidates, omissions }
    }

    /// The path of the highest score and the probability of each of its beads.
    pub(super) fn best(&self) -> (Vec<Step>, Vec<f32>) {
        let probabilities = self.probabilities();
        // A segment is left out as surely as it is anywhere on the other side.
        let mut omitted: FxHashMap<(u8, u32), f32> = FxHashMap::default();
        for (candidate, probability) in self.candidates.iter().zip(&probabilities) {
            if let Some(segment) = candidate.omitted() {
                *omitted.entry(segment).or_default() += probability;
            }
        }
        let sure = |k: &usize| match self.candidates[*k].omitted() {
            Some(segment) => omitted[&segment].min(1.0),
            None => probabilities[*k],
        };
        let path = self.path();
        (path.iter().map(|&k| self.candidates[k].step).collect(), path.iter().map(sure).collect())
    }

    /// The score of a candidate after each state.
    fn scores(&self, k: usize) -> [f32; STATES] {
        let Candidate { step, score, .. } = self.candidates[k];
        match step.kind as usize {
            ..BOTH => [score; STATES],
            kind => self.omissions[kind - BOTH].map(|penalty| score + penalty),
        }
    }

    fn end(&self, k: usize) -> usize {
        end_state(self.candidates[k].step.kind as usize)
    }

    /// The best path, as numbers of candidates.
    fn path(&self) -> Vec<usize> {
        let highest =
            |v: &[f32; STATES]| (1..STATES).fold(0, |best, e| if v[e] > v[best] { e } else { best });
        let mut values = vec![[UNREACHABLE; STATES]; self.boundaries];
        let mut back = vec![[None; STATES]; self.boundaries];
        values.iter_mut().take(1).for_each(|first| first[0] = 0.0);
        for (k, &(from, to)) in self.ends.iter().enumerate() {
            let mut through = self.scores(k);
            through.iter_mut().zip(values[from]).for_each(|(score, before)| *score += before);
            let best = highest(&through);
            if through[best] > values[to][self.end(k)] {
                values[to][self.end(k)] = through[best];
                back[to][self.end(k)] = Some((k, best));
            }
        }
        let mut out = Vec::new();
        let (mut at, mut e) = (self.boundaries.saturating_sub(1), values.last().map_or(0, highest));
        while let Some((k, before)) = back.get(at).and_then(|b| b[e]) {
            out.push(k);
            (at, e) = (self.ends[k].0, before);
        }
        out.reverse();
        out
    }

    /// The posterior probability of each candidate (forward–backward algorithm).
    fn probabilities(&self) -> Vec<f32> {
        let never = f64::from(UNREACHABLE);
        let mut forward = vec![[never; STATES]; self.boundaries];
        let mut after = forward.clone();
        forward.iter_mut().take(1).for_each(|first| first[0] = 0.0);
        after.iter_mut().rev().take(1).for_each(|last| *last = [0.0; STATES]);
        let masses: Vec<f64> = (self.ends.iter().enumerate())
            .map(|(k, &(from, to))| {
                let scores = self.scores(k);
                let mass =
                    (0..STATES).fold(never, |sum, e| log_add(sum, forward[from][e] + f64::from(scores[e])));
                forward[to][self.end(k)] = log_add(forward[to][self.end(k)], mass);
                mass
            })
            .collect();
        let total = forward.last().map_or(0.0, |last| last.iter().fold(never, |sum, v| log_add(sum, *v)));
        let mut out = vec![0.0; masses.len()];
        for (k, &(from, to)) in self.ends.iter().enumerate().rev() {
            let rest = after[to][self.end(k)];
            out[k] = (masses[k] + rest - total).exp().min(1.0) as f32;
            for (e, score) in self.scores(k).into_iter().enumerate() {
                after[from][e] = log_add(after[from][e], rest + f64::from(score));
            }
        }
        out
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Two segments a side: one bead of all, or two beads, or omissions for the second.
    fn lattice(whole: f32, second: f32) -> Lattice {
        let bead = |source, target, kind, score| Candidate {
            step: Step { source, target, kind },
            score,
            chosen: false,
        };
        let candidates = vec![
            bead(0, 0, 5, whole),
            bead(1, 1, 0, second),
            bead(0, 0, 0, 1.0),
            bead(1, 1, 10, 0.0),
            bead(2, 1, 11, 0.0),
        ];
        Lattice::new(candidates, [[-2.0, -1.0, -2.0], [-2.0, -2.0, -1.0]])
    }

    #[test]
    fn the_best_path_wins_by_its_whole_score() {
        for (whole, second, kinds) in
            [(4.0, 2.0, &[5][..]), (2.0, 2.0, &[0, 0][..]), (-9.0, -9.0, &[0, 10, 11][..])]
        {
            let (steps, _) = lattice(whole, second).best();
            assert_eq!(steps.iter().map(|s| s.kind).collect::<Vec<_>>(), kinds);
        }
    }

    #[test]
    fn an_omission_is_as_sure_as_all_its_places() {
        let omit = |source, target, kind| Candidate {
            step: Step { source, target, kind },
            score: 0.0,
            chosen: false,
        };
        // Both segments are left out, in either order.
        let candidates = vec![omit(0, 0, 10), omit(1, 0, 11), omit(0, 0, 11), omit(0, 1, 10)];
        let (_, sure) = Lattice::new(candidates, [[-1.0; STATES]; 2]).best();
        assert!(sure.len() == 2 && sure.iter().all(|p| *p > 0.999), "{sure:?}");
    }

    #[test]
    fn probabilities_are_shares_of_all_paths() {
        let paths = [4.0f32, 1.0 + 2.0, 1.0 - 2.0 - 2.0].map(f32::exp);
        let (_, probabilities) = lattice(4.0, 2.0).best();
        assert!((probabilities[0] - paths[0] / paths.iter().sum::<f32>()).abs() < 1e-4);
        let (steps, _) = Lattice::new(Vec::new(), [[0.0; STATES]; 2]).best();
        assert!(steps.is_empty());
    }
}

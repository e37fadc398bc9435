//! A pass over one document; long ones in pieces, which bounds the memory and keeps all threads busy.

use super::anchors::corridor;
use super::band::Band;
use super::beads::KINDS;
use super::close::Reader;
use super::lattice::Lattice;
use super::lexicon::Lexicon;
use super::probable::probable;
use super::progress::Progress;
use super::rows::{Model, Scratch, Sides};
use super::search::{Step, omissions, search};
use super::shapes::Habits;
use rayon::prelude::*;

/// Least steps of a piece.
const PIECE: usize = 4_000;

/// Steps of one segment each side, in a row, that stand on both sides of a cut.
const SURE: usize = 6;

/// What a pass over every document of a batch shares.
pub(super) struct Pass<'a> {
    pub lexicon: &'a Lexicon,
    pub model: &'a Model<'a>,
    /// Nothing is known yet of the path.
    pub first: bool,
    /// How right beads agree, in the last pass: the path is read closely and confidences are wanted.
    pub habits: Option<&'a Habits>,
    pub progress: &'a Progress<'a>,
}

/// A path and, after the last pass, how sure each step is.
pub(super) type Walked = (Vec<Step>, Vec<f32>);

impl Pass<'_> {
    /// The path through a document; `steps` is the path of the pass before.
    pub fn document(&self, sides: &Sides<'_>, steps: &[Step], scratch: &mut Scratch) -> Walked {
        let cuts = if self.first || sides.vectors.is_some() { Vec::new() } else { cuts(steps) };
        if cuts.is_empty() {
            return self.piece(sides, steps, scratch);
        }
        let bounds: Vec<usize> = std::iter::once(0).chain(cuts).chain([steps.len()]).collect();
        let walked: Vec<Walked> = (bounds.par_windows(2))
            .map_init(Scratch::default, |scratch, pair| self.part(sides, steps, (pair[0], pair[1]), scratch))
            .collect();
        let mut out = Walked::default();
        for (steps, confidences) in walked {
            out.0.extend(steps);
            out.1.extend(confidences);
        }
        out
    }

    /// The path through the part of a document that some steps cover.
    fn part(
        &self,
        sides: &Sides<'_>,
        steps: &[Step],
        (from, to): (usize, usize),
        scratch: &mut Scratch,
    ) -> Walked {
        let start = steps[from];
        let end = steps.get(to).map_or((sides.source.len(), sides.target.len()), |step| {
            (step.source as usize, step.target as usize)
        });
        let source = sides.source.part(start.source as usize..end.0);
        let target = sides.target.part(start.target as usize..end.1);
        let shifted: Vec<Step> = (steps[from..to].iter())
            .map(|s| Step { source: s.source - start.source, target: s.target - start.target, ..*s })
            .collect();
        let part = Sides { source: &source, target: &target, vectors: None };
        let (mut steps, confidences) = self.piece(&part, &shifted, scratch);
        for step in &mut steps {
            step.source += start.source;
            step.target += start.target;
        }
        (steps, confidences)
    }

    fn piece(&self, sides: &Sides<'_>, steps: &[Step], scratch: &mut Scratch) -> Walked {
        let w = self.model.weights;
        let (n, m) = (sides.source.len(), sides.target.len());
        let band = if self.first {
            corridor(sides.source, sides.target, self.lexicon, self.model.source_information.len())
        } else {
            let path = steps.iter().map(|s| (s.source as usize, s.target as usize));
            Band::round(path.chain([(n, m)]), n, m, w.radius as usize)
        };
        let path = search(sides, self.lexicon, self.model, &band, scratch, self.habits.is_some());
        self.progress.advance(n + m);
        let Some(habits) = self.habits else { return (path.steps, Vec::new()) };
        let mut candidates = probable(&path, &band, (n, m), &self.model.priors, w);
        Reader::new(sides, self.lexicon, self.model, habits).read(&mut candidates);
        let tolls = omissions(&self.model.priors, w).map(|tolls| tolls.map(|t| t * w.close));
        Lattice::new(candidates, tolls).best()
    }
}

/// Steps before which a long path may be cut: in the middle of a row of sure steps.
fn cuts(steps: &[Step]) -> Vec<usize> {
    let mut out = Vec::new();
    let (mut last, mut row) = (0, 0);
    for (at, step) in steps.iter().enumerate() {
        row = if KINDS[step.kind as usize] == (1, 1) { row + 1 } else { 0 };
        let middle = (at + 1).saturating_sub(SURE);
        if row >= 2 * SURE && middle - last >= PIECE && steps.len() - middle >= PIECE / 2 {
            out.push(middle);
            last = middle;
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn long_paths_are_cut_where_they_are_sure() {
        let step = |k: usize, kind: u8| Step { source: k as u32, target: k as u32, kind };
        let path: Vec<Step> = (0..3 * PIECE).map(|k| step(k, u8::from(k % 1000 < 100))).collect();
        let cuts = cuts(&path);
        assert_eq!(cuts.len(), 2);
        let sure = |at: &usize| path[at - SURE..at + SURE].iter().all(|s| s.kind == 0);
        assert!(cuts.iter().all(sure));
        assert!(super::cuts(&path[..PIECE]).is_empty());
        let unsure: Vec<Step> = (0..3 * PIECE).map(|k| step(k, u8::from(k % 10 == 0))).collect();
        assert!(super::cuts(&unsure).is_empty());
    }
}

//! A pass over one document; long ones in chunks, which bounds the memory and keeps all threads busy.
//!
//! Once a path is known, it is cut in the middle of a run of 1-1 beads, or at the latest after
//! [`MAX_CHUNK_STEPS`], and the chunks are searched in parallel. The first pass searches stretch after stretch
//! if the band that the anchors leave is too large.

use super::anchors::corridor;
use super::band::Band;
use super::lattice::Lattice;
use super::posterior::probable;
use super::route::{Route, in_one_go};
use super::state::omissions;
use super::viterbi::search;
use crate::align::beads::{KINDS, Step};
use crate::align::lexicon::Lexicon;
use crate::align::progress::Progress;
use crate::align::rescore::BeadScorer;
use crate::align::score::{Model, PunctuationModel, Scratch, Sides};
use rayon::prelude::*;

/// Fewest steps of a chunk; the last may have half of them.
const MIN_CHUNK_STEPS: usize = 4_000;

/// Steps after which a path is cut even without a long run of 1-1 beads.
const MAX_CHUNK_STEPS: usize = 4 * MIN_CHUNK_STEPS;

/// Source segments of a stretch.
const STRETCH_SEGMENTS: usize = 4_000;

/// Source segments at the end of a stretch whose path is thrown away: the next stretch, which sees what follows,
/// searches them again.
const OVERLAP_SEGMENTS: usize = 500;

/// 1-1 steps in a row on each side of a cut.
const SURE_STEPS: usize = 6;

/// What a pass over every document of a batch shares.
pub(in crate::align) struct Pass<'a> {
    pub lexicon: &'a Lexicon,
    pub model: &'a Model<'a>,
    /// There is no path of a pass before.
    pub first: bool,
    /// In the last pass: beads are rescored with it, and confidences are computed.
    pub punctuation: Option<&'a PunctuationModel>,
    pub progress: &'a Progress<'a>,
}

/// A path and, after the last pass, the confidence of each step.
pub(in crate::align) type Walked = (Vec<Step>, Vec<f32>);

impl Pass<'_> {
    /// The path through a document; `steps` is the path of the pass before.
    pub(crate) fn document(&self, sides: &Sides<'_>, steps: &[Step], scratch: &mut Scratch) -> Walked {
        if !self.first {
            return self.along(sides, steps, scratch);
        }
        let ends = (sides.source.len(), sides.target.len());
        let types = self.model.source_information.len();
        let band = corridor(sides.source, sides.target, self.lexicon, types);
        if in_one_go(&band, ends) {
            return self.chunk(sides, &band, scratch);
        }
        drop(band);
        let steps = self.stretches(sides, scratch);
        if self.punctuation.is_some() { self.along(sides, &steps, scratch) } else { (steps, Vec::new()) }
    }

    /// The first path through a long document.
    fn stretches(&self, sides: &Sides<'_>, scratch: &mut Scratch) -> Vec<Step> {
        let types = self.model.source_information.len();
        let route = Route::find(sides.source, sides.target, self.lexicon, types);
        let mut out: Vec<Step> = Vec::new();
        let mut from = (0, 0);
        loop {
            let (band, to) = route.stretch(from, STRETCH_SEGMENTS);
            let steps = part(sides, from, to, |sides| {
                search(sides, self.lexicon, self.model, &band, scratch, false).steps
            });
            let last = to.0 == sides.source.len();
            let kept = to.0 - if last { 0 } else { OVERLAP_SEGMENTS };
            out.extend(steps.into_iter().map(|s| s.after(from)).take_while(|s| s.segments().0.end <= kept));
            let Some(step) = out.last().filter(|_| !last) else { return out };
            let (sources, targets) = step.segments();
            self.progress.advance(sources.end - from.0 + targets.end - from.1);
            from = (sources.end, targets.end);
        }
    }

    /// The path in a band round that of the pass before, chunk by chunk.
    fn along(&self, sides: &Sides<'_>, steps: &[Step], scratch: &mut Scratch) -> Walked {
        let cuts = cuts(steps);
        if cuts.is_empty() {
            return self.near(sides, steps, scratch);
        }
        let bounds: Vec<usize> = std::iter::once(0).chain(cuts).chain([steps.len()]).collect();
        let walked: Vec<Walked> = (bounds.par_windows(2))
            .map_init(Scratch::default, |scratch, pair| self.cut(sides, steps, (pair[0], pair[1]), scratch))
            .collect();
        let mut out = Walked::default();
        for (steps, confidences) in walked {
            out.0.extend(steps);
            out.1.extend(confidences);
        }
        out
    }

    /// The path through the part of a document that some steps cover.
    fn cut(
        &self,
        sides: &Sides<'_>,
        steps: &[Step],
        (first, last): (usize, usize),
        scratch: &mut Scratch,
    ) -> Walked {
        let place = |step: &Step| (step.source as usize, step.target as usize);
        let from = place(&steps[first]);
        let to = steps.get(last).map_or((sides.source.len(), sides.target.len()), place);
        let steps: Vec<Step> = steps[first..last].iter().map(|s| s.before(from)).collect();
        let (mut steps, confidences) = part(sides, from, to, |sides| self.near(sides, &steps, scratch));
        steps.iter_mut().for_each(|s| *s = s.after(from));
        (steps, confidences)
    }

    fn near(&self, sides: &Sides<'_>, steps: &[Step], scratch: &mut Scratch) -> Walked {
        let (n, m) = (sides.source.len(), sides.target.len());
        let path = steps.iter().map(|s| (s.source as usize, s.target as usize));
        let band = Band::round(path.chain([(n, m)]), n, m, self.model.weights.radius as usize);
        self.chunk(sides, &band, scratch)
    }

    fn chunk(&self, sides: &Sides<'_>, band: &Band, scratch: &mut Scratch) -> Walked {
        let w = self.model.weights;
        let (n, m) = (sides.source.len(), sides.target.len());
        let path = search(sides, self.lexicon, self.model, band, scratch, self.punctuation.is_some());
        self.progress.advance(n + m);
        let Some(punctuation) = self.punctuation else { return (path.steps, Vec::new()) };
        let mut candidates = probable(&path, band, (n, m), &self.model.priors, w);
        BeadScorer::new(sides, self.lexicon, self.model, punctuation).rescore(&mut candidates);
        let penalties = omissions(&self.model.priors, w).map(|penalties| penalties.map(|t| t * w.close));
        Lattice::new(candidates, penalties).best()
    }
}

/// Calls `use_part` with the part of a document between two boundaries.
fn part<T>(
    sides: &Sides<'_>,
    from: (usize, usize),
    to: (usize, usize),
    use_part: impl FnOnce(&Sides<'_>) -> T,
) -> T {
    let source = sides.source.part(from.0..to.0);
    let target = sides.target.part(from.1..to.1);
    use_part(&Sides { source: &source, target: &target, vectors: sides.vectors.map(|v| v.from(from)) })
}

/// Steps before which a long path may be cut: in the middle of a row of sure steps; where there is none for
/// long, in the middle of the longest row.
fn cuts(steps: &[Step]) -> Vec<usize> {
    let mut out = Vec::new();
    let (mut last, mut row) = (0, 0usize);
    // The longest row since a chunk is long enough, and the step in its middle.
    let mut longest = (0, MIN_CHUNK_STEPS);
    for (at, step) in steps.iter().enumerate() {
        row = if KINDS[step.kind as usize] == (1, 1) { row + 1 } else { 0 };
        let middle = (at + 1).saturating_sub(SURE_STEPS.min(row.div_ceil(2)));
        if middle < last + MIN_CHUNK_STEPS || steps.len() - middle < MIN_CHUNK_STEPS / 2 {
            continue;
        }
        if row > longest.0 {
            longest = (row, middle);
        }
        let cut = if row >= 2 * SURE_STEPS {
            middle
        } else if at - last >= MAX_CHUNK_STEPS {
            longest.1
        } else {
            continue;
        };
        out.push(cut);
        last = cut;
        longest = (0, cut + MIN_CHUNK_STEPS);
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn long_paths_are_cut_where_they_are_sure() {
        let step = |k: usize, kind: u8| Step { source: k as u32, target: k as u32, kind };
        let path: Vec<Step> = (0..3 * MIN_CHUNK_STEPS).map(|k| step(k, u8::from(k % 1000 < 100))).collect();
        let cuts = cuts(&path);
        assert_eq!(cuts.len(), 2);
        let sure = |at: &usize| path[at - SURE_STEPS..at + SURE_STEPS].iter().all(|s| s.kind == 0);
        assert!(cuts.iter().all(sure));
        assert!(super::cuts(&path[..MIN_CHUNK_STEPS]).is_empty());
        let unsure: Vec<Step> = (0..3 * MIN_CHUNK_STEPS).map(|k| step(k, u8::from(k % 10 == 0))).collect();
        assert!(super::cuts(&unsure).is_empty());
    }

    #[test]
    fn a_path_that_is_nowhere_sure_is_cut_all_the_same() {
        let omission = |k: usize| Step { source: k as u32, target: 0, kind: 10 };
        let merge = |k: usize| Step { source: 2 * k as u32, target: k as u32, kind: 2 };
        let mixed =
            |k: usize| Step { source: k as u32, target: k as u32, kind: u8::from(k.is_multiple_of(7)) };
        let shapes: [&dyn Fn(usize) -> Step; 3] = [&omission, &merge, &mixed];
        for shape in shapes {
            let path: Vec<Step> = (0..20 * MIN_CHUNK_STEPS).map(shape).collect();
            let bounds: Vec<usize> = std::iter::once(0).chain(cuts(&path)).chain([path.len()]).collect();
            let sizes = bounds.windows(2).map(|pair| pair[1] - pair[0]);
            assert!(sizes.clone().all(|size| size <= MAX_CHUNK_STEPS + MIN_CHUNK_STEPS), "{bounds:?}");
            assert!(sizes.clone().all(|size| size >= MIN_CHUNK_STEPS / 2), "{bounds:?}");
        }
        // In the middle of a row of six, not at its ends.
        let path: Vec<Step> = (0..20 * MIN_CHUNK_STEPS).map(mixed).collect();
        assert!(cuts(&path).iter().all(|at| (2..=5).contains(&(at % 7))));
    }
}

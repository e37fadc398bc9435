//! A pair of which some beads are sure already: what lies between them is aligned.

use std::ops::Range;

use super::{
    align,
    alignment::{Alignment, Bead, Options, Pair},
};

/// Segments that stand for each other, as somebody has confirmed: source and target numbers, from 0.
pub type Anchor = (Range<usize>, Range<usize>);

/// Aligns a pair of which the beads of `anchors` are sure: they are kept as they are, and the stretches between them
/// are aligned. Anchors that do not fit into the pair, or cross one that starts before them, are passed over.
///
/// ```
/// use drogman::align::{Options, Pair, align_between};
/// let source = ["Le convoi part.", "Il compte 30 camions.", "Erevan proteste."];
/// let target = ["The convoy leaves with its 30 trucks.", "Yerevan protests."];
/// let pair = Pair { source: &source, target: &target };
/// let beads = align_between(&pair, &[(0..1, 0..1)], &Options::default()).beads;
/// assert_eq!((beads[0].source.clone(), beads[0].target.clone(), beads[0].confidence), (0..1, 0..1, 1.0));
/// assert_eq!((beads[1].source.clone(), beads[2].source.clone()), (1..2, 2..3));
/// ```
pub fn align_between(pair: &Pair<'_>, anchors: &[Anchor], options: &Options) -> Alignment {
    let anchors = rising(pair, anchors);
    if anchors.is_empty() {
        return align(&[*pair], options).pop().unwrap_or_default();
    }
    let stretches = stretches(pair, &anchors);
    // What is sure is aligned too, for the words that are learnt from it.
    let is_read = |(source, target): &&Anchor| !source.is_empty() && !target.is_empty();
    let read: Vec<&Anchor> = stretches.iter().chain(&anchors).filter(is_read).collect();
    let texts = |(source, target): &&Anchor| Pair {
        source: &pair.source[source.clone()],
        target: &pair.target[target.clone()],
    };
    let options = Options { vectors: None, ..options.clone() };
    let mut aligned = align(&read.iter().map(texts).collect::<Vec<_>>(), &options).into_iter();
    let mut out = Alignment::default();
    for (number, stretch) in stretches.iter().enumerate() {
        if is_read(&stretch) {
            let found = aligned.next().unwrap_or_default();
            out.score += found.score * len(stretch);
            out.beads.extend(found.beads.into_iter().map(|bead| shifted(bead, stretch)));
        } else {
            out.score += len(stretch);
            out.beads.extend(alone(stretch));
        }
        if let Some(anchor) = anchors.get(number) {
            out.score += len(anchor);
            out.beads.push(Bead { source: anchor.0.clone(), target: anchor.1.clone(), confidence: 1.0 });
        }
    }
    out.score /= (pair.source.len() + pair.target.len()).max(1) as f32;
    out
}

/// The anchors in order, without those that cross another or do not fit.
fn rising(pair: &Pair<'_>, anchors: &[Anchor]) -> Vec<Anchor> {
    let mut sorted = anchors.to_vec();
    sorted.sort_by_key(|(source, target)| (source.start, target.start, source.end, target.end));
    let mut kept: Vec<Anchor> = Vec::new();
    for (source, target) in sorted {
        let (i, j) = kept.last().map_or((0, 0), |(source, target)| (source.end, target.end));
        let fits = |range: &Range<usize>, from: usize, len: usize| {
            from <= range.start && range.start <= range.end && range.end <= len
        };
        if fits(&source, i, pair.source.len()) && fits(&target, j, pair.target.len()) {
            kept.push((source, target));
        }
    }
    kept
}

/// What lies before, between and after the anchors; some of it may be empty.
fn stretches(pair: &Pair<'_>, anchors: &[Anchor]) -> Vec<Anchor> {
    let starts = [(0, 0)].into_iter().chain(anchors.iter().map(|(source, target)| (source.end, target.end)));
    let ends = anchors.iter().map(|(source, target)| (source.start, target.start));
    let ends = ends.chain([(pair.source.len(), pair.target.len())]);
    starts.zip(ends).map(|((i, j), (m, n))| (i..m, j..n)).collect()
}

/// How many segments of both sides there are.
fn len((source, target): &Anchor) -> f32 {
    (source.len() + target.len()) as f32
}

/// A bead of a stretch as one of the pair.
fn shifted(bead: Bead, (source, target): &Anchor) -> Bead {
    let by = |range: Range<usize>, offset: usize| range.start + offset..range.end + offset;
    Bead { source: by(bead.source, source.start), target: by(bead.target, target.start), ..bead }
}

/// The segments of a stretch that has none on the other side: nothing else than omissions can be there.
fn alone((source, target): &Anchor) -> Vec<Bead> {
    let of_source = source.clone().map(|at| (at..at + 1, target.start..target.start));
    let of_target = target.clone().map(|at| (source.start..source.start, at..at + 1));
    let beads = of_source.chain(of_target);
    beads.map(|(source, target)| Bead { source, target, confidence: 1.0 }).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    const SOURCE: [&str; 4] =
        ["Le convoi part de Bakou.", "Il compte 30 camions.", "Erevan proteste.", "Tbilissi attend."];
    const TARGET: [&str; 3] = ["The convoy leaves Baku.", "Yerevan protests.", "Tbilisi waits."];

    fn beads(anchors: &[Anchor]) -> Vec<Anchor> {
        let pair = Pair { source: &SOURCE, target: &TARGET };
        let beads = align_between(&pair, anchors, &Options::default()).beads;
        beads.into_iter().map(|bead| (bead.source, bead.target)).collect()
    }

    #[test]
    fn every_segment_stands_in_one_bead_and_anchors_stay() {
        for anchors in [
            vec![],
            vec![(1..3, 1..2)],
            vec![(0..1, 0..2), (2..4, 2..3)],
            vec![(4..4, 2..3)],
            vec![(1..2, 1..1)],
        ] {
            let found = beads(&anchors);
            assert!(anchors.iter().all(|anchor| found.contains(anchor)), "{anchors:?}: {found:?}");
            let (mut i, mut j) = (0, 0);
            for (source, target) in &found {
                assert_eq!((source.start, target.start), (i, j), "{anchors:?}: {found:?}");
                (i, j) = (source.end, target.end);
            }
            assert_eq!((i, j), (SOURCE.len(), TARGET.len()), "{anchors:?}: {found:?}");
        }
    }

    #[test]
    fn what_crosses_or_does_not_fit_is_passed_over() {
        let found = beads(&[(0..1, 1..2), (1..2, 0..1), (2..9, 2..3)]);
        assert!(found.contains(&(0..1, 1..2)) && !found.contains(&(1..2, 0..1)), "{found:?}");
        assert_eq!(found.last().map(|(source, target)| (source.end, target.end)), Some((4, 3)));
    }
}

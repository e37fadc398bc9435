//! The beads of a pair: the aligner’s cuts with the decisions over them.

use std::{collections::BTreeSet, ops::Range};

use crate::{align::Bead, review::decisions::Decisions};

/// Where two beads part: before this segment of the source and this one of the target.
pub(crate) type Cut = (usize, usize);

/// What was decided of a pair.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash)]
pub(crate) struct PairDecisions {
    /// Cuts that were set, and cuts that were taken out.
    pub(crate) cuts: Vec<(Cut, bool)>,
    /// First segments of beads that were confirmed.
    pub(crate) confirmed: BTreeSet<Cut>,
}

/// A bead as it stands now.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct InForce {
    /// Source segments.
    pub(crate) source: Range<usize>,
    /// Target segments.
    pub(crate) target: Range<usize>,
    /// How sure the aligner is; none when a decision made the bead.
    pub(crate) p: Option<f32>,
    /// Whether somebody has confirmed it.
    pub(crate) ok: bool,
}

impl PairDecisions {
    /// What was decided of the pair `id`.
    pub(crate) fn of(decisions: &Decisions, id: &str) -> Self {
        let mut out = Self::default();
        let cuts = format!("cut/{id}/");
        for (on, field, value) in decisions.below(&cuts) {
            if let ("on", Some(cut), Some(value)) = (field, cut(&on[cuts.len()..]), value.as_bool()) {
                out.cuts.push((cut, value));
            }
        }
        let beads = format!("bead/{id}/");
        for (on, field, value) in decisions.below(&beads) {
            if let ("ok", Some(cut), Some(true)) = (field, cut(&on[beads.len()..]), value.as_bool()) {
                out.confirmed.insert(cut);
            }
        }
        out
    }
}

/// `i:j`.
fn cut(place: &str) -> Option<Cut> {
    let (source, target) = place.split_once(':')?;
    Some((source.parse().ok()?, target.parse().ok()?))
}

/// The cuts in force, in order, between `segments` of both sides: those of the aligner’s beads without those taken out
/// and without those that cross one that was set.
fn cuts(beads: &[Bead], decided: &PairDecisions, segments: Cut) -> Vec<Cut> {
    let is_inside =
        |&(i, j): &Cut| (i, j) != (0, 0) && (i, j) != segments && i <= segments.0 && j <= segments.1;
    let mut set: Vec<Cut> = Vec::new();
    for (cut, _) in decided.cuts.iter().filter(|(cut, on)| *on && is_inside(cut)) {
        // Two that cross cannot both be: the first stays.
        if !set.iter().any(|other| cross(*cut, *other)) {
            set.push(*cut);
        }
    }
    let out: BTreeSet<Cut> = decided.cuts.iter().filter(|(_, on)| !on).map(|(cut, _)| *cut).collect();
    let found = beads.iter().map(|bead| (bead.source.start, bead.target.start));
    let found = found.filter(|cut| is_inside(cut) && !out.contains(cut));
    let found = found.filter(|cut| !set.iter().any(|other| cross(*cut, *other)));
    let all: BTreeSet<Cut> = found.chain(set.iter().copied()).collect();
    all.into_iter().collect()
}

/// Whether one cut stands before another on one side and after it on the other.
fn cross((i, j): Cut, (m, n): Cut) -> bool {
    (i < m && j > n) || (i > m && j < n)
}

/// The beads between the cuts in force.
pub(super) fn in_force(beads: &[Bead], decided: &PairDecisions, segments: Cut) -> Vec<InForce> {
    let cuts = cuts(beads, decided, segments);
    let starts = [(0, 0)].into_iter().chain(cuts.iter().copied());
    let ends = cuts.iter().copied().chain([segments]);
    let between = starts.zip(ends).filter(|(start, end)| start != end);
    between
        .map(|((i, j), (m, n))| {
            let same = beads.iter().find(|bead| bead.source == (i..m) && bead.target == (j..n));
            let ok = decided.confirmed.contains(&(i, j));
            InForce { source: i..m, target: j..n, p: same.map(|bead| bead.confidence), ok }
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn bead(source: Range<usize>, target: Range<usize>) -> Bead {
        Bead { source, target, confidence: 0.9 }
    }

    fn aligned() -> Vec<Bead> {
        vec![bead(0..1, 0..1), bead(1..2, 1..2), bead(2..3, 2..2), bead(3..4, 2..3)]
    }

    fn decided(cuts: &[(Cut, bool)], confirmed: &[Cut]) -> PairDecisions {
        PairDecisions { cuts: cuts.to_vec(), confirmed: confirmed.iter().copied().collect() }
    }

    #[test]
    fn decisions_lie_over_the_cuts_of_the_aligner() {
        let all = |cuts: &[(Cut, bool)]| super::cuts(&aligned(), &decided(cuts, &[]), (4, 3));
        assert_eq!(all(&[]), [(1, 1), (2, 2), (3, 2)]);
        // Two beads become one; a sentence goes to the neighbour.
        assert_eq!(all(&[((2, 2), false)]), [(1, 1), (3, 2)]);
        assert_eq!(all(&[((1, 1), false), ((1, 2), true)]), [(1, 2), (2, 2), (3, 2)]);
        // What crosses a decided cut goes; what does not fit is none.
        assert_eq!(all(&[((1, 2), true)]), [(1, 1), (1, 2), (2, 2), (3, 2)]);
        assert_eq!(all(&[((3, 1), true)]), [(1, 1), (3, 1), (3, 2)]);
        assert_eq!(all(&[((0, 0), true), ((4, 3), true), ((9, 1), true)]), [(1, 1), (2, 2), (3, 2)]);
        assert_eq!(all(&[((1, 2), true), ((2, 1), true)]), [(1, 1), (1, 2), (2, 2), (3, 2)]);
    }

    #[test]
    fn a_bead_that_a_decision_made_has_no_likelihood() {
        let beads = in_force(&aligned(), &decided(&[((2, 2), false)], &[(1, 1)]), (4, 3));
        let told: Vec<_> = beads.iter().map(|bead| (bead.source.clone(), bead.p, bead.ok)).collect();
        assert_eq!(told, [(0..1, Some(0.9), false), (1..3, None, true), (3..4, Some(0.9), false)]);
        assert_eq!(in_force(&[], &decided(&[], &[]), (0, 0)), []);
    }
}

//! The kinds of beads, a bead as a step of a path, and as a candidate for rescoring.

use std::ops::Range;

/// Most segments of one side in a bead.
pub(super) const MAX_SIDE_SEGMENTS: usize = 4;

/// (source segments, target segments) of every kind of bead; the two omissions come last.
pub(super) const KINDS: [(usize, usize); 12] =
    [(1, 1), (1, 2), (2, 1), (1, 3), (3, 1), (2, 2), (1, 4), (4, 1), (2, 3), (3, 2), (1, 0), (0, 1)];

/// Kinds with both sides; `KINDS[BOTH..]` are the omissions.
pub(super) const BOTH: usize = 10;

/// One step of a path: the boundaries before and after it are `from` and `from + KINDS[kind]`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Step {
    pub source: u32,
    pub target: u32,
    pub kind: u8,
}

impl Step {
    /// The segments of both sides.
    pub(super) fn segments(&self) -> (Range<usize>, Range<usize>) {
        let (a, b) = KINDS[self.kind as usize];
        let (i, j) = (self.source as usize, self.target as usize);
        (i..i + a, j..j + b)
    }

    /// The step, its segments counted from a boundary of each side.
    pub(super) fn before(self, from: (usize, usize)) -> Step {
        Step { source: self.source - from.0 as u32, target: self.target - from.1 as u32, ..self }
    }

    /// The step of a part that begins at a boundary of each side, in the whole.
    pub(super) fn after(self, from: (usize, usize)) -> Step {
        Step { source: self.source + from.0 as u32, target: self.target + from.1 as u32, ..self }
    }
}

/// A bead that may be on the final path.
#[derive(Clone, Copy, Debug)]
pub(super) struct Candidate {
    pub step: Step,
    /// Its log score; that of an omission without its prior, which depends on the state before it.
    pub score: f32,
    /// Whether it is on the best path so far.
    pub chosen: bool,
}

impl Candidate {
    /// The side (as the kind of bead) and the number of the segment that an omission leaves out.
    pub(super) fn omitted(&self) -> Option<(u8, u32)> {
        let Step { source, target, kind } = self.step;
        match (kind as usize).checked_sub(BOTH)? {
            0 => Some((kind, source)),
            _ => Some((kind, target)),
        }
    }
}

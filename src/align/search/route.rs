//! The band of the first pass for a document too long for a wide corridor: of bounded width, stretch by stretch.
//!
//! Between two anchors the band follows the lengths. Each stretch begins where the path of the one before
//! it really ended, so that what the lengths are off by does not add up.

use super::anchors::{self, rising};
use super::band::Band;
use super::neighbours;
use crate::align::lexicon::Lexicon;
use crate::align::vocabulary::Side;

/// A band of at most so many cells is searched in one go.
const MAX_CELLS: usize = 32_000_000;

/// So are longer documents, up to so many cells for each segment.
const MAX_CELLS_PER_SEGMENT: usize = 64;

/// Largest half width of the band.
const MAX_RADIUS_SEGMENTS: usize = 200;

/// Whether a band of n and m segments is searched in one go: what it takes, memory and time, is bounded by
/// a constant for each segment.
pub(super) fn in_one_go(band: &Band, (n, m): (usize, usize)) -> bool {
    band.cells() <= MAX_CELLS.max(MAX_CELLS_PER_SEGMENT * (n + m))
}

/// A boundary of the source and one of the target.
type Place = (usize, usize);

/// The middle line of the band, from the first boundary to the last.
pub(super) struct Route {
    /// Anchors, rising on both sides.
    anchors: Vec<Place>,
    /// Length up to each boundary, by side.
    source: Vec<f64>,
    target: Vec<f64>,
}

impl Route {
    /// The line through all anchors of a document.
    pub(super) fn find(source: &Side, target: &Side, lexicon: &Lexicon, types: usize) -> Route {
        let mut votes = anchors::votes(source, target, lexicon, types);
        votes.extend(neighbours::votes(source, target, lexicon, types));
        let ends = (source.len(), target.len());
        let anchors = rising(votes, ends);
        Route { anchors, source: lengths(source), target: lengths(target) }
    }

    /// The band from a boundary over a number of source segments (a quarter more if they are the last), and
    /// where it ends. Its boundaries are counted from there.
    pub(super) fn stretch(&self, from: Place, segments: usize) -> (Band, Place) {
        let end = (self.source.len() - 1, self.target.len() - 1);
        let last = if end.0 - from.0 <= segments + segments / 4 { end.0 } else { from.0 + segments };
        let next = self.anchors.partition_point(|anchor| anchor.0 <= from.0);
        let ahead = self.anchors[next..].iter().filter(|anchor| anchor.1 > from.1).chain([&end]);
        let (mut here, mut to) = (from, end);
        let mut limits = Vec::with_capacity(last - from.0 + 1);
        for &next in ahead {
            let gap = (next.0 - here.0).max(next.1 - here.1);
            let radius = (gap / 3 + 25).min(MAX_RADIUS_SEGMENTS);
            let cross = |i: usize| self.crossing(i.clamp(here.0, next.0), here, next);
            for i in from.0 + limits.len()..=next.0.min(last) {
                // What one row rises by belongs to it, whole.
                let (low, high) = (cross(i.saturating_sub(1)), cross(i + 1) + radius);
                limits.push((low.saturating_sub(from.1 + radius) as u32, (high - from.1) as u32));
            }
            if next.0 >= last {
                to = if last == end.0 { end } else { (last, cross(last)) };
                break;
            }
            here = next;
        }
        (Band::new(limits, to.1 - from.1), to)
    }

    /// The target boundary opposite source boundary i between two places: at the same share of the length.
    fn crossing(&self, i: usize, from: Place, to: Place) -> usize {
        if i == to.0 {
            return to.1;
        }
        let share = (self.source[i] - self.source[from.0]) / (self.source[to.0] - self.source[from.0]);
        let (first, last) = (self.target[from.1], self.target[to.1]);
        let length = first + share * (last - first);
        from.1 + self.target[from.1..to.1].partition_point(|l| *l < length)
    }
}

/// The length up to each boundary; empty segments have one, too, so that it always grows.
fn lengths(side: &Side) -> Vec<f64> {
    let mut sum = 0.0;
    let sums = side.characters.iter().map(|characters| {
        sum += f64::from(*characters) + 1.0;
        sum
    });
    std::iter::once(0.0).chain(sums).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Boundaries with a length of one, every hundredth of fifty.
    fn boundaries(segments: usize) -> Vec<f64> {
        (0..=segments).map(|k| k as f64 + 50.0 * (k / 100) as f64).collect()
    }

    fn walk(route: &Route, stretch: usize) -> (usize, Place) {
        let (mut from, mut cells) = ((0, 0), 0);
        loop {
            let (band, to) = route.stretch(from, stretch);
            cells += band.cells();
            if to.0 + 1 == route.source.len() {
                return (cells, to);
            }
            from = to;
        }
    }

    #[test]
    fn the_band_grows_with_the_text_whatever_the_anchors() {
        let none = |_: usize| Vec::new();
        let steep = |n: usize| vec![(10, 10), (11, n - 5), (n - 2, n - 2)];
        let flat = |n: usize| vec![(1, 1), (n - 5, 2), (n - 4, n - 3)];
        let stairs = |n: usize| (0..20).map(|k| (n / 20 * k + k % 2 * (n / 20 - 1), n / 20 * k)).collect();
        let shapes: [&dyn Fn(usize) -> Vec<Place>; 4] = [&none, &steep, &flat, &stairs];
        for (n, m) in [(20_000, 20_000), (200_000, 200_000), (200_000, 10), (10, 200_000), (50_000, 200_000)]
        {
            for anchors in shapes {
                let mut anchors = anchors(n.min(m).max(20));
                anchors.retain(|a| a.0 < n && a.1 < m);
                let route = Route { anchors, source: boundaries(n), target: boundaries(m) };
                let (cells, to) = walk(&route, 4_000);
                assert_eq!(to, (n, m));
                assert!(
                    cells <= (2 * MAX_RADIUS_SEGMENTS + 3) * (n + 100) + 4 * m,
                    "{n} × {m}: {cells} cells"
                );
            }
        }
    }

    #[test]
    fn the_way_follows_the_lengths_between_anchors() {
        let source: Vec<f64> = (0..=1000).map(f64::from).collect();
        // The second half of the target is cut twice as finely.
        let target: Vec<f64> = (0..500).chain((1000..=2000).map(|k| k / 2)).map(f64::from).collect();
        let route = Route { anchors: vec![(400, 400)], source, target };
        let end = (1000, 1500);
        assert_eq!(route.crossing(200, (0, 0), (400, 400)), 200);
        assert!((900..=1101).contains(&route.crossing(750, (400, 400), end)));
        let (band, to) = route.stretch((0, 0), 2000);
        assert_eq!(to, end);
        assert!((band.lo(750)..=band.hi(750)).contains(&1000));
        assert!(band.hi(400) < 700 && band.lo(400) < 400);
    }
}

//! Scores of beads, one row of the dynamic programme (a source segment) after the other: the information of
//! each side's words that equivalents on the other side cover.
//!
//! Only words that match are visited: every source word looks up its equivalents, and each equivalent
//! the places where it stands inside the band.

use super::chance::Chance;
use super::length::Lengths;
use super::model::{Model, Sides};
use super::vectors::BothVectors;
use crate::align::beads::MAX_SIDE_SEGMENTS;
use crate::align::lexicon::Lexicon;
use crate::align::search::Band;
use crate::align::vocabulary::{Entry, Side};

/// Buffers that outlive a document; one per thread.
#[derive(Default)]
pub(in crate::align) struct Scratch {
    /// Number of each type in the document's postings.
    local: Vec<u32>,
    best: Vec<f32>,
}

const ABSENT: u32 = u32::MAX;

/// A place where a target type stands.
#[derive(Clone, Copy)]
struct Posting {
    segment: u32,
    entry: u32,
    count: u16,
}

/// Matches of one source segment with the target segments of its window.
#[derive(Default)]
struct Row {
    first: usize,
    /// Per target segment: covered entries of its bag and by how much.
    target_matches: Vec<Vec<(u32, f32)>>,
    /// Weight of the source segment's words that targets y, y..y+2, y..y+3, y..y+4 cover.
    source_covered: Vec<[f32; MAX_SIDE_SEGMENTS]>,
    /// Cosines with the target segments, when there are vectors.
    cosines: Vec<f32>,
    /// Weight of target y's words that the last 1, 2, 3, 4 source segments cover.
    target_covered: Vec<[f32; MAX_SIDE_SEGMENTS]>,
}

/// The rows that the search needs at once, moving down the document.
pub(in crate::align) struct Rows<'a> {
    source: &'a Side,
    target: &'a Side,
    vectors: Option<BothVectors<'a>>,
    lexicon: &'a Lexicon,
    model: &'a Model<'a>,
    band: &'a Band,
    scratch: &'a mut Scratch,
    lengths: Lengths,
    starts: Vec<u32>,
    postings: Vec<Posting>,
    /// First posting of each local type that the window has not passed.
    cursors: Vec<u32>,
    source_baseline: Chance,
    target_baseline: Chance,
    /// Information of each segment.
    source_mass: Vec<f32>,
    target_mass: Vec<f32>,
    ring: [Row; MAX_SIDE_SEGMENTS],
    source_matches: Vec<Vec<(u32, f32)>>,
    /// Rows computed.
    done: usize,
}

impl<'a> Rows<'a> {
    pub(crate) fn new(
        sides: &Sides<'a>,
        lexicon: &'a Lexicon,
        model: &'a Model<'a>,
        band: &'a Band,
        scratch: &'a mut Scratch,
    ) -> Rows<'a> {
        let Sides { source, target, vectors } = *sides;
        scratch.local.resize(model.target_information.len(), ABSENT);
        let mut counts = Vec::new();
        for y in 0..target.len() {
            for e in target.bag(y) {
                let local = &mut scratch.local[e.token as usize];
                if *local == ABSENT {
                    *local = counts.len() as u32;
                    counts.push(0u32);
                }
                counts[*local as usize] += 1;
            }
        }
        let mut starts = vec![0u32];
        let mut sum = 0;
        starts.extend(counts.iter().map(|c| {
            sum += c;
            sum
        }));
        let mut fill = starts.clone();
        let mut postings = vec![Posting { segment: 0, entry: 0, count: 0 }; sum as usize];
        for y in 0..target.len() {
            for (k, e) in target.bag(y).iter().enumerate() {
                let place = &mut fill[scratch.local[e.token as usize] as usize];
                postings[*place as usize] = Posting { segment: y as u32, entry: k as u32, count: e.count };
                *place += 1;
            }
        }
        Rows {
            lengths: Lengths::new(source, target, model.ratio),
            cursors: starts[..counts.len()].to_vec(),
            starts,
            postings,
            source_baseline: Chance::new(
                source,
                target,
                model.source_information,
                model.source_chance,
                model.source_penalty,
                model.target_words,
            ),
            target_baseline: Chance::new(
                target,
                source,
                model.target_information,
                model.target_chance,
                model.target_penalty,
                model.source_words,
            ),
            source_mass: mass(source, model.source_information),
            target_mass: mass(target, model.target_information),
            ring: Default::default(),
            source_matches: Vec::new(),
            done: 0,
            source,
            target,
            vectors,
            lexicon,
            model,
            band,
            scratch,
        }
    }

    /// Computes the row of the next source segment.
    pub(crate) fn advance(&mut self) {
        let x = self.done;
        let first = self.band.lo(x.saturating_sub(MAX_SIDE_SEGMENTS - 1));
        let last = self.band.hi((x + MAX_SIDE_SEGMENTS).min(self.source.len()));
        let width = last - first;
        let mut row = std::mem::take(&mut self.ring[x % MAX_SIDE_SEGMENTS]);
        row.first = first;
        reset(&mut row.target_matches, width);
        reset(&mut self.source_matches, width);
        if let Some(vectors) = &self.vectors {
            row.cosines = vectors.cosines(x, first..last);
        }
        self.find_matches(x, first, last, &mut row);
        self.cover_source(x, width, &mut row);
        self.ring[x % MAX_SIDE_SEGMENTS] = row;
        self.cover_target(x, first, width);
        self.done += 1;
    }

    fn find_matches(&mut self, x: usize, first: usize, last: usize, row: &mut Row) {
        for (k, e) in self.source.bag(x).iter().enumerate() {
            let weight = self.model.source_information[e.token as usize];
            for &(t, strength) in self.lexicon.row(e.token) {
                let local = self.scratch.local[t as usize];
                if local == ABSENT {
                    continue;
                }
                let end = self.starts[local as usize + 1];
                let cursor = &mut self.cursors[local as usize];
                while *cursor < end && (self.postings[*cursor as usize].segment as usize) < first {
                    *cursor += 1;
                }
                let target_weight = self.model.target_information[t as usize] * strength;
                for p in &self.postings[*cursor as usize..end as usize] {
                    let y = p.segment as usize;
                    if y >= last {
                        break;
                    }
                    let both = e.count.min(p.count) as f32;
                    let list = &mut self.source_matches[y - first];
                    let value = weight * strength * both;
                    match list.last_mut() {
                        Some((entry, v)) if *entry == k as u32 => *v = v.max(value),
                        _ => list.push((k as u32, value)),
                    }
                    row.target_matches[y - first].push((p.entry, target_weight * both));
                }
            }
        }
    }

    fn cover_source(&mut self, x: usize, width: usize, row: &mut Row) {
        let best = &mut self.scratch.best;
        best.resize(best.len().max(self.source.bag(x).len()), 0.0);
        row.source_covered.clear();
        for y in 0..width {
            let mut sums = [0.0; MAX_SIDE_SEGMENTS];
            let mut sum = 0.0;
            let lists = &self.source_matches[y..(y + MAX_SIDE_SEGMENTS).min(width)];
            for (slot, list) in sums.iter_mut().zip(lists) {
                sum += raise(best, list);
                *slot = sum;
            }
            lists.iter().flatten().for_each(|(k, _)| best[*k as usize] = 0.0);
            row.source_covered.push(sums);
        }
    }

    fn cover_target(&mut self, x: usize, first: usize, width: usize) {
        let mut covered = std::mem::take(&mut self.ring[x % MAX_SIDE_SEGMENTS].target_covered);
        covered.clear();
        for y in first..first + width {
            let best = &mut self.scratch.best;
            best.resize(best.len().max(self.target.bag(y).len()), 0.0);
            let mut sums = [0.0; MAX_SIDE_SEGMENTS];
            let mut sum = 0.0;
            let matches = |a: usize| {
                let row = &self.ring[(x - a) % MAX_SIDE_SEGMENTS];
                // An older window may not reach y.
                y.checked_sub(row.first)
                    .and_then(|k| row.target_matches.get(k))
                    .map_or(&[][..], Vec::as_slice)
            };
            let rows = MAX_SIDE_SEGMENTS.min(x + 1);
            for (a, slot) in sums.iter_mut().enumerate().take(rows) {
                sum += raise(best, matches(a));
                *slot = sum;
            }
            for a in 0..rows {
                matches(a).iter().for_each(|(k, _)| best[*k as usize] = 0.0);
            }
            covered.push(sums);
        }
        self.ring[x % MAX_SIDE_SEGMENTS].target_covered = covered;
    }

    /// The score of the bead of a source and b target segments that ends at the boundary (i, j), its
    /// prior left out. Row i - 1 must be the last one computed.
    pub(crate) fn score(&self, i: usize, j: usize, a: usize, b: usize) -> f32 {
        let w = self.model.weights;
        let (pi, pj) = (i - a, j - b);
        let last = &self.ring[(i - 1) % MAX_SIDE_SEGMENTS];
        let mut gain = 0.0;
        for x in pi..i {
            let row = &self.ring[x % MAX_SIDE_SEGMENTS];
            gain += row.source_covered[pj - row.first][b - 1];
        }
        for y in pj..j {
            gain += last.target_covered[y - last.first][a - 1];
        }
        gain -= self.source_baseline.of(pi..i, pj..j) + self.target_baseline.of(pj..j, pi..i);
        let mut score =
            w.coverage * gain + self.lengths.score((i, j), (a, b), w) - self.edge_cost((i, j), (a, b));
        if let Some(vectors) = &self.vectors {
            let rows = (pi..i).map(|x| &self.ring[x % MAX_SIDE_SEGMENTS]);
            let sum = rows.flat_map(|row| &row.cosines[pj - row.first..j - row.first]).sum();
            score += vectors.score((pi, pj), (a, b), sum, w);
        }
        score
    }

    /// The penalty of the first and the last segment of a side for covering little on the other side that the
    /// bead's other segments do not cover: the bead is complete without them.
    fn edge_cost(&self, (i, j): (usize, usize), (a, b): (usize, usize)) -> f32 {
        let w = self.model.weights;
        let (pi, pj) = (i - a, j - b);
        let last = &self.ring[(i - 1) % MAX_SIDE_SEGMENTS];
        let lacks = |alone: f32, mass: f32| (w.share - alone / mass.max(0.1)).max(0.0);
        let mut cost = 0.0;
        if b > 1 {
            let sum = |from: usize, b: usize| -> f32 {
                (pi..i)
                    .map(|x| &self.ring[x % MAX_SIDE_SEGMENTS])
                    .map(|row| row.source_covered[from - row.first][b - 1])
                    .sum()
            };
            let all = sum(pj, b);
            cost += lacks(all - sum(pj + 1, b - 1), self.target_mass[pj]);
            cost += lacks(all - sum(pj, b - 1), self.target_mass[j - 1]);
        }
        if a > 1 {
            let before = &self.ring[(i - 2) % MAX_SIDE_SEGMENTS];
            let sum =
                |row: &Row, a: usize| (pj..j).map(|y| row.target_covered[y - row.first][a - 1]).sum::<f32>();
            let all = sum(last, a);
            cost += lacks(all - sum(last, a - 1), self.source_mass[pi]);
            cost += lacks(all - sum(before, a - 1), self.source_mass[i - 1]);
        }
        w.idle * cost
    }
}

impl Drop for Rows<'_> {
    fn drop(&mut self) {
        for y in 0..self.target.len() {
            for e in self.target.bag(y) {
                self.scratch.local[e.token as usize] = ABSENT;
            }
        }
    }
}

fn mass(side: &Side, information: &[f32]) -> Vec<f32> {
    let of = |e: &Entry| information[e.token as usize] * e.count as f32;
    (0..side.len()).map(|k| side.bag(k).iter().map(of).sum()).collect()
}

fn reset(lists: &mut Vec<Vec<(u32, f32)>>, width: usize) {
    lists.iter_mut().for_each(Vec::clear);
    if lists.len() != width {
        lists.resize_with(width, Vec::new);
    }
}

/// best[k] = max(best[k], v) for each (k, v) of the list; returns the sum of the increases.
fn raise(best: &mut [f32], list: &[(u32, f32)]) -> f32 {
    let mut sum = 0.0;
    for &(k, v) in list {
        let b = &mut best[k as usize];
        if v > *b {
            sum += v - *b;
            *b = v;
        }
    }
    sum
}

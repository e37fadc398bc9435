//! Anchors: pairs of segments that surely correspond, found from rare words of both sides.
//!
//! Anchors give a corridor, not cuts: a wrong one only bends the band a little.

use super::band::Band;
use crate::align::lexicon::Lexicon;
use crate::align::vocabulary::Side;
use rustc_hash::FxHashMap;
use std::cmp::Reverse;

/// A word that occurs in more segments than this (on either side) anchors nothing.
const MAX_ANCHOR_SEGMENTS: usize = 8;

/// The corridor of the first pass.
pub(super) fn corridor(source: &Side, target: &Side, lexicon: &Lexicon, types: usize) -> Band {
    let (n, m) = (source.len(), target.len());
    let wide = 100.max(n.max(m) * 15 / 100);
    if n.max(m) <= 400 {
        return Band::new((0..=n).map(|i| straight(i, (0, 0), (n, m), wide)).collect(), m);
    }
    let mut points = vec![(0, 0)];
    points.extend(chain(&votes(source, target, lexicon, types), m));
    points.push((n, m));
    drop_outliers(&mut points, n, m);
    let mut limits = Vec::with_capacity(n + 1);
    for pair in points.windows(2) {
        let gap = (pair[1].0 - pair[0].0).max(pair[1].1 - pair[0].1);
        let radius = (gap / 3 + 25).min(wide.max(gap));
        while limits.len() <= pair[1].0 {
            limits.push(straight(limits.len(), pair[0], pair[1], radius));
        }
    }
    Band::new(limits, m)
}

/// The anchors that votes in any order agree on, rising on both sides.
pub(super) fn rising(mut votes: Vec<(usize, usize, f32)>, (n, m): (usize, usize)) -> Vec<(usize, usize)> {
    votes.sort_unstable_by_key(|vote| (vote.0, Reverse(vote.1)));
    votes.dedup_by(|later, first| {
        let same = (later.0, later.1) == (first.0, first.1);
        if same {
            first.2 = (first.2 + later.2).min(2.0);
        }
        same
    });
    let mut points = chain(&votes, m);
    drop_outliers(&mut points, n, m);
    points
}

/// The limits of row i round the straight line between two points.
fn straight(i: usize, from: (usize, usize), to: (usize, usize), radius: usize) -> (u32, u32) {
    let rise = (to.1 - from.1) as f64 / (to.0 - from.0).max(1) as f64;
    let middle = from.1 + ((i - from.0) as f64 * rise) as usize;
    // A line that rises fast crosses many columns in one row.
    let radius = radius + rise as usize;
    (middle.saturating_sub(radius) as u32, (middle + radius) as u32)
}

/// Pairs of segments that are each other's best by shared rare words.
pub(super) fn votes(
    source: &Side,
    target: &Side,
    lexicon: &Lexicon,
    types: usize,
) -> Vec<(usize, usize, f32)> {
    let stands = |side: &Side| {
        let mut count = vec![0u32; types];
        (0..side.len()).for_each(|k| side.bag(k).iter().for_each(|e| count[e.token as usize] += 1));
        let mut places: FxHashMap<u32, Vec<u32>> = FxHashMap::default();
        for k in 0..side.len() {
            for e in side.bag(k) {
                if count[e.token as usize] as usize <= MAX_ANCHOR_SEGMENTS {
                    places.entry(e.token).or_default().push(k as u32);
                }
            }
        }
        places
    };
    let (ours, theirs) = (stands(source), stands(target));
    let mut weights: FxHashMap<(u32, u32), f32> = FxHashMap::default();
    for (token, places) in &ours {
        for &(t, strength) in lexicon.row(*token) {
            let Some(others) = theirs.get(&t) else { continue };
            let weight = strength * strength / (places.len() * others.len()) as f32;
            for &i in places {
                for &j in others {
                    *weights.entry((i, j)).or_default() += weight;
                }
            }
        }
    }
    let mut best_source: FxHashMap<u32, f32> = FxHashMap::default();
    let mut best_target: FxHashMap<u32, f32> = FxHashMap::default();
    for (&(i, j), &v) in &weights {
        let s = best_source.entry(i).or_default();
        *s = s.max(v);
        let t = best_target.entry(j).or_default();
        *t = t.max(v);
    }
    let mut out: Vec<(usize, usize, f32)> = weights
        .into_iter()
        .filter(|((i, j), v)| *v >= 0.1 && *v >= best_source[i] && *v >= best_target[j])
        .map(|((i, j), v)| (i as usize, j as usize, v.min(2.0)))
        .collect();
    out.sort_unstable_by(|a, b| (a.0, b.1).cmp(&(b.0, a.1)));
    out
}

/// The heaviest chain that rises on both sides. Votes stand by source, then by falling target.
fn chain(votes: &[(usize, usize, f32)], m: usize) -> Vec<(usize, usize)> {
    // Fenwick tree over targets: the heaviest chain that ends at or before each.
    let mut tree: Vec<(f32, usize)> = vec![(0.0, usize::MAX); m + 2];
    let mut before = vec![usize::MAX; votes.len()];
    let mut best = (0.0, usize::MAX);
    for (k, &(_, j, v)) in votes.iter().enumerate() {
        let mut head = (0.0, usize::MAX);
        let mut at = j; // chains that end before j
        while at > 0 {
            if tree[at].0 > head.0 {
                head = tree[at];
            }
            at &= at - 1;
        }
        before[k] = head.1;
        let mine = (head.0 + v, k);
        let mut at = j + 1;
        while at < tree.len() {
            if mine.0 > tree[at].0 {
                tree[at] = mine;
            }
            at += at & at.wrapping_neg();
        }
        if mine.0 > best.0 {
            best = mine;
        }
    }
    let mut out = Vec::new();
    let mut k = best.1;
    while k != usize::MAX {
        out.push((votes[k].0, votes[k].1));
        k = before[k];
    }
    out.reverse();
    out
}

/// Drops points that leave the line of their neighbours by more than the neighbours are apart.
fn drop_outliers(points: &mut Vec<(usize, usize)>, n: usize, m: usize) {
    let slope = m as f64 / n.max(1) as f64;
    let offset = |p: &(usize, usize)| p.1 as f64 - p.0 as f64 * slope;
    let keep: Vec<bool> = (0..points.len())
        .map(|k| {
            if k == 0 || k + 1 == points.len() {
                return true;
            }
            let near = &points[k.saturating_sub(4)..(k + 5).min(points.len())];
            let mut offsets: Vec<f64> = near.iter().map(offset).collect();
            offsets.sort_unstable_by(f64::total_cmp);
            let apart = (near[near.len() - 1].0 - near[0].0) as f64;
            (offset(&points[k]) - offsets[offsets.len() / 2]).abs() <= 20.0 + apart / 2.0
        })
        .collect();
    let mut k = 0;
    points.retain(|_| {
        k += 1;
        keep[k - 1]
    });
}

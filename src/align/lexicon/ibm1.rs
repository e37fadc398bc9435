//! Equivalents learnt from beads: IBM model 1 (Brown et al. 1993) in both directions, on the pairs of
//! types that stand together more often than by chance.

use super::table::Lexicon;
use crate::align::vocabulary::Entry;
use crate::align::weights::Weights;

/// A bead's words, both sides as bags.
pub(in crate::align) struct Sample {
    pub source: Vec<Entry>,
    pub target: Vec<Entry>,
}

/// Candidates kept per source type.
const MAX_CANDIDATES: usize = 40;

/// The types of one side and, by type, the samples they stand in.
struct Index {
    starts: Vec<u32>,
    samples: Vec<u32>,
}

impl Index {
    fn new<'a>(bags: impl Iterator<Item = &'a [Entry]> + Clone, types: usize) -> Index {
        let mut starts = vec![0u32; types + 1];
        for bag in bags.clone() {
            bag.iter().for_each(|e| starts[e.token as usize + 1] += 1);
        }
        for k in 0..types {
            starts[k + 1] += starts[k];
        }
        let mut fill = starts.clone();
        let mut samples = vec![0; starts[types] as usize];
        for (k, bag) in bags.enumerate() {
            for e in bag {
                samples[fill[e.token as usize] as usize] = k as u32;
                fill[e.token as usize] += 1;
            }
        }
        Index { starts, samples }
    }

    fn of(&self, token: u32) -> &[u32] {
        &self.samples[self.starts[token as usize] as usize..self.starts[token as usize + 1] as usize]
    }
}

/// A pair of types that may be equivalent.
#[derive(Clone, Copy)]
struct Candidate {
    target: u32,
    together: u32,
    /// p(target | source) and p(source | target), and their expected counts.
    forward: f32,
    backward: f32,
    forward_count: f32,
    backward_count: f32,
}

/// Adds learnt equivalents to `lexicon`.
pub(in crate::align) fn learn(samples: &[Sample], types: usize, lexicon: &mut Lexicon, w: &Weights) {
    let (starts, mut candidates) = candidates(samples, types);
    for _ in 0..w.rounds as usize {
        round(samples, types, &starts, &mut candidates);
    }
    for source in 0..types {
        for c in &candidates[starts[source]..starts[source + 1]] {
            let strength = w.learnt * (c.forward * c.backward).sqrt();
            if c.together >= 2 && strength >= w.learnt * w.learnt_least {
                lexicon.raise(source as u32, c.target, strength.min(1.0));
            }
        }
    }
}

/// The pairs worth learning, as rows by source type: those of the highest association.
fn candidates(samples: &[Sample], types: usize) -> (Vec<usize>, Vec<Candidate>) {
    let sources = Index::new(samples.iter().map(|s| s.source.as_slice()), types);
    let targets = Index::new(samples.iter().map(|s| s.target.as_slice()), types);
    let total = samples.len() as f32;
    let mut together = vec![0u32; types];
    let mut touched = Vec::new();
    let mut starts = Vec::with_capacity(types + 1);
    let mut out: Vec<Candidate> = Vec::new();
    let mut row = Vec::new();
    for source in 0..types as u32 {
        starts.push(out.len());
        let stands = sources.of(source);
        for &k in stands {
            for e in &samples[k as usize].target {
                if together[e.token as usize] == 0 {
                    touched.push(e.token);
                }
                together[e.token as usize] += 1;
            }
        }
        row.clear();
        for &target in &touched {
            let both = std::mem::take(&mut together[target as usize]);
            let chance = stands.len() as f32 * targets.of(target).len() as f32 / total;
            let association = both as f32 * (both as f32 / chance).ln();
            if both >= 2 && association > 0.0 {
                row.push((association, target, both));
            }
        }
        touched.clear();
        if row.len() > MAX_CANDIDATES {
            row.select_nth_unstable_by(MAX_CANDIDATES, |a, b| b.0.total_cmp(&a.0).then(a.1.cmp(&b.1)));
            row.truncate(MAX_CANDIDATES);
        }
        row.sort_unstable_by_key(|c| c.1);
        out.extend(row.iter().map(|&(_, target, together)| Candidate {
            target,
            together,
            forward: 1.0,
            backward: 1.0,
            forward_count: 0.0,
            backward_count: 0.0,
        }));
    }
    starts.push(out.len());
    (starts, out)
}

/// One round of expectation and maximisation, both directions.
fn round(samples: &[Sample], types: usize, starts: &[usize], candidates: &mut [Candidate]) {
    /// What an unseen equivalent (or none) takes of a word's mass.
    const NULL: f32 = 0.05;
    let mut present = vec![0u32; types];
    let mut pairs: Vec<(u32, u32)> = Vec::new();
    let (mut target_sums, mut source_sums) = (Vec::new(), Vec::new());
    for sample in samples {
        for (k, e) in sample.target.iter().enumerate() {
            present[e.token as usize] = k as u32 + 1;
        }
        pairs.clear();
        source_sums.clear();
        target_sums.clear();
        target_sums.resize(sample.target.len(), NULL);
        for e in &sample.source {
            let mut sum = NULL;
            let row = starts[e.token as usize]..starts[e.token as usize + 1];
            for c in row {
                let k = present[candidates[c].target as usize];
                if k > 0 {
                    pairs.push((c as u32, k - 1));
                    target_sums[k as usize - 1] += candidates[c].forward * e.count as f32;
                    sum += candidates[c].backward * sample.target[k as usize - 1].count as f32;
                }
            }
            source_sums.push((sum, pairs.len()));
        }
        let mut next = 0;
        for (e, &(source_sum, end)) in sample.source.iter().zip(&source_sums) {
            for &(c, k) in &pairs[next..end] {
                let c = &mut candidates[c as usize];
                let both = f32::from(e.count) * f32::from(sample.target[k as usize].count);
                c.forward_count += both * c.forward / target_sums[k as usize];
                c.backward_count += both * c.backward / source_sum;
            }
            next = end;
        }
        sample.target.iter().for_each(|e| present[e.token as usize] = 0);
    }
    normalise(types, starts, candidates);
}

fn normalise(types: usize, starts: &[usize], candidates: &mut [Candidate]) {
    let mut sums = vec![0.0f32; types];
    candidates.iter().for_each(|c| sums[c.target as usize] += c.backward_count);
    for source in 0..types {
        let row = &mut candidates[starts[source]..starts[source + 1]];
        let sum: f32 = row.iter().map(|c| c.forward_count).sum();
        for c in row {
            c.forward = c.forward_count / sum.max(f32::MIN_POSITIVE);
            c.backward = c.backward_count / sums[c.target as usize].max(f32::MIN_POSITIVE);
            c.forward_count = 0.0;
            c.backward_count = 0.0;
        }
    }
}

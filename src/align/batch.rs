//! The passes over a batch: search, learn, search again.

use super::beads::{KINDS, priors};
use super::learn::{Sample, learn};
use super::lexicon::{Frequencies, Lexicon, Shares, information, known};
use super::overall::{Evidence, evidence};
use super::pieces::Pass;
use super::progress::Progress;
use super::rows::{Model, Scratch, Sides};
use super::search::Step;
use super::shapes::Habits;
use super::shipped;
use super::tokens::{Entry, Side, Vocabulary, unite};
use super::vectors::BothVectors;
use super::weights::Weights;
use super::{Alignment, Bead, Options, Pair};
use rayon::prelude::*;
use rustc_hash::FxHashMap;
use std::ops::Range;

/// A document pair on its way.
struct Document {
    source: Side,
    target: Side,
    steps: Vec<Step>,
    confidences: Vec<f32>,
    evidence: Evidence,
}

/// Aligns a batch; see [`super::align`].
pub(super) fn align(batch: &[Pair], options: &Options) -> Vec<Alignment> {
    let w = &options.weights;
    let mut vocabulary = Vocabulary::default();
    let stem = w.stem as usize;
    let mut documents: Vec<Document> = (batch.iter())
        .map(|p| Document {
            source: Side::new(p.source, stem, &mut vocabulary),
            target: Side::new(p.target, stem, &mut vocabulary),
            steps: Vec::new(),
            confidences: Vec::new(),
            evidence: Evidence::default(),
        })
        .collect();
    let f = Frequencies::count(documents.iter().map(|d| (&d.source, &d.target)), vocabulary.len());
    let background = FxHashMap::default();
    let source_information = information(&f.source, f.source_segments, &background, w);
    let target_information = information(&f.target, f.target_segments, &background, w);
    let mut equivalents = shipped::equivalents(&vocabulary, &f, w);
    let shares = f.shares(&equivalents);
    equivalents.extend(shipped::given(&options.equivalents, &vocabulary, &f, w));
    let known = known(&vocabulary, &f, &equivalents, w);
    let sum = |side: fn(&Document) -> &Vec<f32>| documents.iter().flat_map(side).sum::<f32>();
    let (source_characters, target_characters) =
        (sum(|d| &d.source.characters), sum(|d| &d.target.characters));
    let (source_words, target_words) = (sum(|d| &d.source.words), sum(|d| &d.target.words));
    let ratio = if source_characters > 0.0 { target_characters / source_characters } else { 1.0 };
    let mut lexicon = known.clone();
    let passes = w.passes as usize;
    let segments = f.source_segments + f.target_segments;
    let progress = Progress::new(passes * segments, options.watch.as_ref());
    let mut tolls = Tolls::even(vocabulary.len(), w);
    let even = Tolls::even(vocabulary.len(), w);
    let mut priors = priors(w);
    for pass in 0..passes {
        let (source_chance, target_chance) = chances(&lexicon, &shares);
        let (known_source_chance, known_target_chance) = chances(&known, &shares);
        let first = Model {
            weights: w,
            source_information: &source_information,
            target_information: &target_information,
            source_chance: &known_source_chance,
            target_chance: &known_target_chance,
            source_toll: &even.source,
            target_toll: &even.target,
            source_words: source_words / f.source_segments.max(1) as f32,
            target_words: target_words / f.target_segments.max(1) as f32,
            ratio,
            priors,
        };
        let model = Model {
            source_chance: &source_chance,
            target_chance: &target_chance,
            source_toll: &tolls.source,
            target_toll: &tolls.target,
            ..first
        };
        let types = vocabulary.len();
        let last = pass + 1 == passes;
        let paths = documents.iter().map(|d| (&d.source, &d.target, &d.steps[..]));
        let habits = last.then(|| Habits::learn(paths));
        let this = Pass {
            lexicon: &lexicon,
            model: &model,
            first: pass == 0,
            habits: habits.as_ref(),
            progress: &progress,
        };
        documents.par_iter_mut().enumerate().for_each_init(Scratch::default, |scratch, (number, d)| {
            let vectors = options.vectors.as_ref().filter(|_| number == 0);
            let lengths = (d.source.len(), d.target.len());
            let vectors = vectors.and_then(|(s, t)| BothVectors::new(s, t, lengths));
            let sides = Sides { source: &d.source, target: &d.target, vectors };
            (d.steps, d.confidences) = this.document(&sides, &d.steps, scratch);
            if last {
                d.evidence = evidence(&d.source, &d.target, &d.steps, &known, &first);
            }
        });
        if !last {
            lexicon = known.clone();
            learn(&samples(&documents), types, &mut lexicon, w);
            priors = learn_priors(&documents, w);
            tolls = Tolls::learn(&documents, &lexicon, types, w);
        }
    }
    documents.iter().map(finish).collect()
}

/// The priors of the kinds of beads, moved towards how often each stands in the beads so far.
fn learn_priors(documents: &[Document], w: &Weights) -> [f32; KINDS.len()] {
    let mut counts = [0.0f32; KINDS.len()];
    documents.iter().flat_map(|d| &d.steps).for_each(|s| counts[s.kind as usize] += 1.0);
    let given = priors(w);
    // Kinds that mirror each other share their counts.
    let both = |kind: usize| {
        let (a, b) = KINDS[kind];
        let mirror = KINDS.iter().position(|k| *k == (b, a)).unwrap_or(kind);
        (counts[kind] + counts[mirror]) / 2.0
    };
    std::array::from_fn(|kind| {
        if kind == 0 {
            return 0.0;
        }
        let expected = given[kind].exp();
        let share = (both(kind) + w.prior_segments * expected) / (counts[0] + w.prior_segments);
        (given[kind] + w.prior_power * (share.max(1e-6).ln() - given[kind])).max(-9.0)
    })
}

/// What each type costs in a bead; see [`Model`].
struct Tolls {
    source: Vec<f32>,
    target: Vec<f32>,
}

impl Tolls {
    fn even(types: usize, w: &Weights) -> Tolls {
        let toll = w.floor + w.dependable * loss(0.4, w);
        Tolls { source: vec![toll; types], target: vec![toll; types] }
    }

    /// From how often the beads so far cover each type.
    fn learn(documents: &[Document], lexicon: &Lexicon, types: usize, w: &Weights) -> Tolls {
        let (mut source, mut target) = (vec![(0.0f32, 0.0f32); types], vec![(0.0f32, 0.0f32); types]);
        let mut best: FxHashMap<u32, f32> = FxHashMap::default();
        for d in documents {
            for s in &d.steps {
                let (sources, targets) = s.segments();
                if sources.is_empty() || targets.is_empty() {
                    continue;
                }
                best.clear();
                targets.flat_map(|y| d.target.bag(y)).for_each(|e| {
                    best.insert(e.token, 0.0);
                });
                for e in sources.flat_map(|x| d.source.bag(x)) {
                    let mut strongest = 0.0f32;
                    for (t, strength) in lexicon.row(e.token) {
                        if let Some(v) = best.get_mut(t) {
                            *v = v.max(*strength);
                            strongest = strongest.max(*strength);
                        }
                    }
                    let slot = &mut source[e.token as usize];
                    *slot = (slot.0 + strongest, slot.1 + 1.0);
                }
                for (t, v) in &best {
                    let slot = &mut target[*t as usize];
                    *slot = (slot.0 + v, slot.1 + 1.0);
                }
            }
        }
        let tolls = |counts: &[(f32, f32)]| {
            let sum = counts.iter().fold((0.0f32, 0.0f32), |s, c| (s.0 + c.0, s.1 + c.1));
            let mean = sum.0 / sum.1.max(1.0);
            let prior = w.dependable_prior;
            (counts.iter())
                .map(|c| w.floor + w.dependable * loss((c.0 + prior * mean) / (c.1 + prior), w))
                .collect()
        };
        Tolls { source: tolls(&source), target: tolls(&target) }
    }
}

/// What the absence of a word covered at a rate says against a bead.
fn loss(rate: f32, w: &Weights) -> f32 {
    rate.powf(w.dependable_power)
}

/// How much of each type a random segment of the other side covers.
fn chances(lexicon: &Lexicon, f: &Shares) -> (Vec<f32>, Vec<f32>) {
    let types = f.source.len();
    let (mut source, mut target) = (vec![0.0f32; types], vec![0.0f32; types]);
    for s in 0..types {
        for &(t, strength) in lexicon.row(s as u32) {
            source[s] += strength * f.target[t as usize];
            target[t as usize] += strength * f.source[s];
        }
    }
    source.iter_mut().chain(&mut target).for_each(|c| *c = c.min(0.9));
    (source, target)
}

/// The small beads, as bags, for learning.
fn samples(documents: &[Document]) -> Vec<Sample> {
    let mut out = Vec::new();
    for d in documents {
        for s in &d.steps {
            let (sources, targets) = s.segments();
            if sources.is_empty() || targets.is_empty() || sources.len() + targets.len() > 3 {
                continue;
            }
            let sample = Sample { source: bag(&d.source, sources), target: bag(&d.target, targets) };
            if sample.source.len() <= 80 && sample.target.len() <= 80 {
                out.push(sample);
            }
        }
    }
    out
}

/// The bag of some neighbouring segments.
fn bag(side: &Side, segments: Range<usize>) -> Vec<Entry> {
    let several = segments.len() > 1;
    let mut out: Vec<Entry> = segments.flat_map(|k| side.bag(k)).copied().collect();
    if several {
        unite(&mut out, |e| e.token, |e| &mut e.count);
    }
    out
}

fn finish(d: &Document) -> Alignment {
    let beads = (d.steps.iter().zip(&d.confidences))
        .map(|(s, &confidence)| {
            let (source, target) = s.segments();
            Bead { source, target, confidence }
        })
        .collect();
    Alignment { beads, score: d.evidence.score() }
}

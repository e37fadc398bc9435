//! The passes over a batch: search, learn, search again.

use super::anchors::corridor;
use super::band::Band;
use super::beads::KINDS;
use super::confidence::Posteriors;
use super::learn::{Sample, learn};
use super::lexicon::{Frequencies, Lexicon, information, known};
use super::overall::{Evidence, evidence};
use super::rows::{Model, Scratch};
use super::search::{Step, search};
use super::shipped;
use super::tokens::{Entry, Side, Vocabulary};
use super::{Alignment, Bead, Options, Pair};
use rayon::prelude::*;
use rustc_hash::FxHashMap;

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
    let known = known(&vocabulary, &f, &shipped::equivalents(&vocabulary, &f, w), w);
    let sum = |side: fn(&Document) -> &Vec<f32>| documents.iter().flat_map(side).sum::<f32>();
    let (source_characters, target_characters) =
        (sum(|d| &d.source.characters), sum(|d| &d.target.characters));
    let (source_words, target_words) = (sum(|d| &d.source.words), sum(|d| &d.target.words));
    let ratio = if source_characters > 0.0 { target_characters / source_characters } else { 1.0 };
    let mut lexicon = known.clone();
    let passes = w.passes as usize;
    for pass in 0..passes {
        let (source_chance, target_chance) = chances(&lexicon, &f);
        let (known_source_chance, known_target_chance) = chances(&known, &f);
        let first = Model {
            weights: w,
            source_information: &source_information,
            target_information: &target_information,
            source_chance: &known_source_chance,
            target_chance: &known_target_chance,
            source_words: source_words / f.source_segments.max(1) as f32,
            target_words: target_words / f.target_segments.max(1) as f32,
            ratio,
        };
        let model = Model {
            weights: w,
            source_information: &source_information,
            target_information: &target_information,
            source_chance: &source_chance,
            target_chance: &target_chance,
            source_words: source_words / f.source_segments.max(1) as f32,
            target_words: target_words / f.target_segments.max(1) as f32,
            ratio,
        };
        let types = vocabulary.len();
        documents.par_iter_mut().for_each_init(Scratch::default, |scratch, d| {
            let (n, m) = (d.source.len(), d.target.len());
            let band = if pass == 0 {
                corridor(&d.source, &d.target, &lexicon, types)
            } else {
                let path = d.steps.iter().map(|s| (s.source as usize, s.target as usize));
                Band::round(path.chain([(n, m)]), n, m, w.radius as usize)
            };
            if w.debug > 0.0 {
                eprintln!("pass {pass}: {n} x {m}, {} cells", band.cells());
            }
            let last = pass + 1 == passes;
            let path = search(&d.source, &d.target, &lexicon, &model, &band, scratch, last);
            d.steps = path.steps;
            if last {
                let posteriors = Posteriors::new(path.scores, &band, n, m, w);
                if w.surest > 0.0 {
                    d.steps = posteriors.surest(w.toll);
                }
                d.evidence = evidence(&d.source, &d.target, &d.steps, &known, &first);
                d.confidences = d.steps.iter().map(|s| posteriors.of(s)).collect();
            }
        });
        if pass + 1 < passes {
            lexicon = known.clone();
            learn(&samples(&documents), types, &mut lexicon, w);
        }
    }
    documents.iter().map(finish).collect()
}

/// How much of each type a random segment of the other side covers.
fn chances(lexicon: &Lexicon, f: &Frequencies) -> (Vec<f32>, Vec<f32>) {
    let types = f.source.len();
    let (mut source, mut target) = (vec![0.0f32; types], vec![0.0f32; types]);
    for s in 0..types {
        for &(t, strength) in lexicon.row(s as u32) {
            source[s] += strength * f.target[t as usize] as f32 / f.target_segments as f32;
            target[t as usize] += strength * f.source[s] as f32 / f.source_segments as f32;
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
            let (a, b) = KINDS[s.kind as usize];
            if a == 0 || b == 0 || a + b > 3 {
                continue;
            }
            let sample = Sample {
                source: bag(&d.source, s.source as usize, a),
                target: bag(&d.target, s.target as usize, b),
            };
            if sample.source.len() <= 80 && sample.target.len() <= 80 {
                out.push(sample);
            }
        }
    }
    out
}

/// The bag of some neighbouring segments.
fn bag(side: &Side, first: usize, count: usize) -> Vec<Entry> {
    let mut out: Vec<Entry> = (first..first + count).flat_map(|k| side.bag(k)).copied().collect();
    if count > 1 {
        out.sort_unstable_by_key(|e| e.token);
        out.dedup_by(|b, a| {
            let same = a.token == b.token;
            if same {
                a.count += b.count;
            }
            same
        });
    }
    out
}

fn finish(d: &Document) -> Alignment {
    let beads = (d.steps.iter().zip(&d.confidences))
        .map(|(s, &confidence)| {
            let (a, b) = KINDS[s.kind as usize];
            let (i, j) = (s.source as usize, s.target as usize);
            Bead { source: i..i + a, target: j..j + b, confidence }
        })
        .collect();
    Alignment { beads, score: d.evidence.score() }
}

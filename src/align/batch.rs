//! The passes over a batch: search, learn from the beads, search again.

use super::alignment::{Alignment, Bead, Options, Pair};
use super::beads::{KINDS, Step};
use super::lexicon::{
    Frequencies, Lexicon, Sample, Shares, given_equivalents, information, learn, seed, shipped_equivalents,
};
use super::progress::Progress;
use super::quality::{Evidence, evidence};
use super::score::{
    BothVectors, Model, Penalties, PunctuationModel, Scratch, Sides, chances, learn_priors, priors,
};
use super::search::Pass;
use super::vocabulary::{Entry, Side, Vocabulary, unite};
use super::weights::Weights;
use rayon::prelude::*;
use rustc_hash::FxHashMap;
use std::ops::Range;

/// A document pair and its path of the pass before.
struct Document {
    source: Side,
    target: Side,
    steps: Vec<Step>,
    confidences: Vec<f32>,
    evidence: Evidence,
}

impl Document {
    fn new(pair: &Pair, w: &Weights, vocabulary: &mut Vocabulary) -> Document {
        let stem = w.stem as usize;
        Document {
            source: Side::new(pair.source, stem, vocabulary),
            target: Side::new(pair.target, stem, vocabulary),
            steps: Vec::new(),
            confidences: Vec::new(),
            evidence: Evidence::default(),
        }
    }

    fn path(&self) -> (&Side, &Side, &[Step]) {
        (&self.source, &self.target, &self.steps)
    }
}

/// Aligns a batch; see [`super::align`].
pub(super) fn align(batch: &[Pair], options: &Options) -> Vec<Alignment> {
    let w = &options.weights;
    let mut vocabulary = Vocabulary::default();
    let mut documents: Vec<Document> =
        batch.iter().map(|pair| Document::new(pair, w, &mut vocabulary)).collect();
    let statistics = Statistics::new(&documents, &vocabulary, options);
    let passes = w.passes as usize;
    let progress = Progress::new(passes * statistics.segments, options.watch.as_ref());
    let mut estimates = Estimates::initial(&statistics);
    for pass in 0..passes {
        let last = pass + 1 == passes;
        let punctuation = last.then(|| PunctuationModel::learn(documents.iter().map(Document::path)));
        let this = Pass {
            lexicon: &estimates.lexicon,
            model: &statistics.model(&estimates),
            first: pass == 0,
            punctuation: punctuation.as_ref(),
            progress: &progress,
        };
        run(&this, &mut documents, options);
        if !last {
            estimates = Estimates::learn(&documents, &statistics);
        }
    }
    if passes > 0 {
        estimates = Estimates::initial(&statistics);
        let (known, model) = (&statistics.known, statistics.model(&estimates));
        documents
            .par_iter_mut()
            .for_each(|d| d.evidence = evidence(&d.source, &d.target, &d.steps, known, &model));
    }
    documents.iter().map(finish).collect()
}

/// One pass over all documents.
fn run(pass: &Pass<'_>, documents: &mut [Document], options: &Options) {
    documents.par_iter_mut().enumerate().for_each_init(Scratch::default, |scratch, (number, d)| {
        let vectors = options.vectors.as_ref().filter(|_| number == 0);
        let lengths = (d.source.len(), d.target.len());
        let vectors = vectors.and_then(|(s, t)| BothVectors::new(s, t, lengths));
        let sides = Sides { source: &d.source, target: &d.target, vectors };
        (d.steps, d.confidences) = pass.document(&sides, &d.steps, scratch);
    });
}

/// What is counted of a batch before the first pass.
struct Statistics<'a> {
    weights: &'a Weights,
    /// Number of types.
    types: usize,
    /// Segments of both sides.
    segments: usize,
    source_information: Vec<f32>,
    target_information: Vec<f32>,
    shares: Shares,
    /// The lexicon before anything is learnt.
    known: Lexicon,
    /// Mean words of a segment, by side.
    source_words: f32,
    target_words: f32,
    /// Target characters per source character.
    ratio: f32,
}

impl<'a> Statistics<'a> {
    fn new(documents: &[Document], vocabulary: &Vocabulary, options: &'a Options) -> Statistics<'a> {
        let w = &options.weights;
        let f = Frequencies::count(documents.iter().map(|d| (&d.source, &d.target)), vocabulary.len());
        let background = FxHashMap::default();
        let mut equivalents = shipped_equivalents(vocabulary, &f, w);
        let shares = f.shares(&equivalents);
        equivalents.extend(given_equivalents(&options.equivalents, vocabulary, &f, w));
        let sum = |side: fn(&Document) -> &Vec<f32>| documents.iter().flat_map(side).sum::<f32>();
        let (source_characters, target_characters) =
            (sum(|d| &d.source.characters), sum(|d| &d.target.characters));
        let (source_words, target_words) = (sum(|d| &d.source.words), sum(|d| &d.target.words));
        Statistics {
            weights: w,
            types: vocabulary.len(),
            segments: f.source_segments + f.target_segments,
            source_information: information(&f.source, f.source_segments, &background, w),
            target_information: information(&f.target, f.target_segments, &background, w),
            shares,
            known: seed(vocabulary, &f, &equivalents, w),
            source_words: source_words / f.source_segments.max(1) as f32,
            target_words: target_words / f.target_segments.max(1) as f32,
            ratio: if source_characters > 0.0 { target_characters / source_characters } else { 1.0 },
        }
    }

    fn model<'m>(&'m self, estimates: &'m Estimates) -> Model<'m> {
        Model {
            weights: self.weights,
            source_information: &self.source_information,
            target_information: &self.target_information,
            source_chance: &estimates.source_chance,
            target_chance: &estimates.target_chance,
            source_penalty: &estimates.penalties.source,
            target_penalty: &estimates.penalties.target,
            source_words: self.source_words,
            target_words: self.target_words,
            ratio: self.ratio,
            priors: estimates.priors,
        }
    }
}

/// What is learnt anew after each pass.
struct Estimates {
    lexicon: Lexicon,
    /// How much of each type a random segment of the other side covers, by side.
    source_chance: Vec<f32>,
    target_chance: Vec<f32>,
    penalties: Penalties,
    /// Log priors of the kinds of beads.
    priors: [f32; KINDS.len()],
}

impl Estimates {
    /// Before anything is learnt.
    fn initial(statistics: &Statistics<'_>) -> Estimates {
        let (known, w) = (&statistics.known, statistics.weights);
        let (source_chance, target_chance) = chances(known, &statistics.shares);
        let penalties = Penalties::even(statistics.types, w);
        Estimates { lexicon: known.clone(), source_chance, target_chance, penalties, priors: priors(w) }
    }

    /// From the beads so far.
    fn learn(documents: &[Document], statistics: &Statistics<'_>) -> Estimates {
        let (types, w) = (statistics.types, statistics.weights);
        let mut lexicon = statistics.known.clone();
        learn(&samples(documents), types, &mut lexicon, w);
        let priors = learn_priors(documents.iter().flat_map(|d| &d.steps), w);
        let penalties = Penalties::learn(documents.iter().map(Document::path), &lexicon, types, w);
        let (source_chance, target_chance) = chances(&lexicon, &statistics.shares);
        Estimates { lexicon, source_chance, target_chance, penalties, priors }
    }
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

//! Rescoring of the probable beads: words linked one to one, word order, punctuation, numbers of sentences.

use super::beads::{Candidate, Step};
use super::lexicon::Lexicon;
use super::score::{Model, PunctuationModel, Sides};
use super::vocabulary::{Side, unite};
use super::weights::Weights;
use rustc_hash::FxHashMap;
use std::ops::Range;

/// Linked information, as a share of what is typical, below which a bead is penalised.
const MIN_COVERAGE_SHARE: f32 = 0.6;

/// Cap on the difference of information before the first link.
const MAX_HEAD_INFORMATION: f32 = 6.0;

/// Rescores beads of one document.
pub(super) struct BeadScorer<'a> {
    sides: &'a Sides<'a>,
    lexicon: &'a Lexicon,
    model: &'a Model<'a>,
    punctuation: &'a PunctuationModel,
    /// Numbers of the target words, by type.
    numbers: FxHashMap<u32, u32>,
    pairs: Vec<Match>,
}

/// A type of one side of a bead.
#[derive(Clone, Copy)]
struct Word {
    token: u32,
    /// How often it stands in the bead and has not been linked.
    left: u16,
    /// Where it stands first, as a share of the side.
    place: f32,
    information: f32,
}

/// A source word and a target word that may be linked.
#[derive(Clone, Copy)]
struct Match {
    source: u32,
    target: u32,
    /// Strength of the equivalence, weighted by information.
    weight: f32,
    /// How far apart they stand, as a share of the sides.
    apart: f32,
}

/// The features of a bead of both sides.
struct Features {
    /// More than one segment on a side.
    several: bool,
    /// Weight of the links, and its share of the information of the side that has more.
    linked: f32,
    coverage: f32,
    /// How far apart the linked words stand, weighted.
    apart: f32,
    /// Information before the first link, on one side more than on the other.
    head: f32,
    /// Information that has no link, of the side that has less of it.
    unlinked: f32,
    /// Log odds of the marks and of the numbers of sentences.
    opening: f32,
    closing: f32,
    sentences: f32,
}

/// Means over the beads of the best path: free translations link less, and where word order differs, linked words
/// are further apart.
struct Typical {
    coverage: f32,
    /// How far apart linked words stand.
    apart: f32,
}

impl Typical {
    fn of<'a>(features: impl Iterator<Item = &'a Features>) -> Typical {
        /// Beads of an ordinary text that are added, for texts of few beads.
        const ADDED: f32 = 20.0;
        let (mut count, mut coverage, mut apart, mut linked) =
            (ADDED, ADDED * 0.45, ADDED * 0.25, ADDED * 2.5);
        for found in features {
            count += 1.0;
            coverage += found.coverage;
            apart += found.apart;
            linked += found.linked;
        }
        Typical { coverage: coverage / count, apart: apart / linked }
    }
}

impl Features {
    /// The log score of the features.
    fn score(&self, typical: &Typical, w: &Weights) -> f32 {
        w.close_both
            + w.close_several * f32::from(u8::from(self.several))
            + w.apart * self.apart / typical.apart
            + w.head * self.head
            + w.thin * (MIN_COVERAGE_SHARE - self.coverage / typical.coverage).max(0.0)
            + w.unlinked * self.unlinked
            + w.opening * self.opening
            + w.closing * self.closing
            + w.sentences * self.sentences
    }
}

impl<'a> BeadScorer<'a> {
    pub(super) fn new(
        sides: &'a Sides<'a>,
        lexicon: &'a Lexicon,
        model: &'a Model<'a>,
        punctuation: &'a PunctuationModel,
    ) -> Self {
        let (numbers, pairs) = (FxHashMap::default(), Vec::new());
        BeadScorer { sides, lexicon, model, punctuation, numbers, pairs }
    }

    /// Replaces the scores of candidates; those of the best path among them say what is typical.
    pub(super) fn rescore(&mut self, candidates: &mut [Candidate]) {
        let w = self.model.weights;
        let features: Vec<Option<Features>> = candidates.iter().map(|c| self.features(&c.step)).collect();
        let chosen = candidates.iter().zip(&features).filter(|(c, _)| c.chosen);
        let typical = Typical::of(chosen.filter_map(|(_, found)| found.as_ref()));
        for (candidate, found) in candidates.iter_mut().zip(features) {
            let score = match found {
                Some(found) => found.score(&typical, w),
                None => w.close_omission * self.mass(&candidate.step).max(0.5).ln(),
            };
            candidate.score = w.close * candidate.score + score;
        }
    }

    /// Information of the segments of a step.
    fn mass(&self, step: &Step) -> f32 {
        let (sources, targets) = step.segments();
        mass(&self.source(sources)) + mass(&self.target(targets))
    }

    /// The features of a bead; none if it is an omission.
    fn features(&mut self, step: &Step) -> Option<Features> {
        let (sources, targets) = step.segments();
        if sources.is_empty() || targets.is_empty() {
            return None;
        }
        let several = sources.len() + targets.len() > 2;
        let source_shapes = &self.sides.source.shapes[sources.clone()];
        let target_shapes = &self.sides.target.shapes[targets.clone()];
        let (opening, closing) = self.punctuation.marks(source_shapes, target_shapes);
        let sentences = self.punctuation.sentences(source_shapes, target_shapes);
        let (mut source, mut target) = (self.source(sources), self.target(targets));
        let longer = mass(&source).max(mass(&target)).max(0.5);
        let all = |words: &[Word]| words.iter().map(|w| w.information).sum::<f32>();
        let (all_source, all_target) = (all(&source), all(&target));
        let links = self.link(&mut source, &mut target);
        let linked_source: f32 = seen(links.iter().map(|l| l.source), &source);
        let linked_target: f32 = seen(links.iter().map(|l| l.target), &target);
        let linked = links.iter().map(|l| l.weight).sum::<f32>();
        Some(Features {
            several,
            linked,
            coverage: linked / longer,
            apart: links.iter().map(|l| l.weight * l.apart).sum(),
            head: heads(&source, &target, links).min(MAX_HEAD_INFORMATION),
            unlinked: (all_source - linked_source).min(all_target - linked_target),
            opening,
            closing,
            sentences,
        })
    }

    fn source(&self, segments: Range<usize>) -> Vec<Word> {
        words(self.sides.source, segments, self.model.source_information)
    }

    fn target(&self, segments: Range<usize>) -> Vec<Word> {
        words(self.sides.target, segments, self.model.target_information)
    }

    /// Links words one to one, the surest first (competitive linking, Melamed 2000).
    fn link(&mut self, source: &mut [Word], target: &mut [Word]) -> &[Match] {
        self.numbers.clear();
        self.numbers.extend(target.iter().zip(0..).map(|(w, k)| (w.token, k)));
        self.pairs.clear();
        for (word, number) in source.iter().zip(0..) {
            for (t, strength) in self.lexicon.row(word.token) {
                let Some(&k) = self.numbers.get(t) else { continue };
                let other = &target[k as usize];
                let weight = strength * (word.information * other.information).sqrt();
                let apart = (word.place - other.place).abs();
                self.pairs.push(Match { source: number, target: k, weight, apart });
            }
        }
        /// What standing at the other end of the bead takes off a match.
        const FAR: f32 = 0.02;
        let rank = |m: &Match| m.weight - FAR * m.apart;
        self.pairs.sort_unstable_by(|a, b| {
            rank(b).total_cmp(&rank(a)).then((a.source, a.target).cmp(&(b.source, b.target)))
        });
        self.pairs.retain_mut(|m| {
            let (s, t) = (&mut source[m.source as usize], &mut target[m.target as usize]);
            let times = s.left.min(t.left);
            s.left -= times;
            t.left -= times;
            m.weight *= f32::from(times);
            times > 0
        });
        &self.pairs
    }
}

/// Difference between the sides of the information before the first link.
fn heads(source: &[Word], target: &[Word], links: &[Match]) -> f32 {
    /// Weaker links stand anywhere.
    const WEAK: f32 = 0.2;
    let head = |words: &[Word], number: fn(&Match) -> u32| {
        let strong = links.iter().filter(|m| m.weight > WEAK);
        let first = strong.map(|m| words[number(m) as usize].place).fold(1.0, f32::min);
        words.iter().filter(|w| w.place < first).map(|w| w.information).sum::<f32>()
    };
    (head(source, |m| m.source) - head(target, |m| m.target)).abs()
}

/// Information of the words of some numbers, each once.
fn seen(numbers: impl Iterator<Item = u32>, words: &[Word]) -> f32 {
    let mut numbers: Vec<u32> = numbers.collect();
    numbers.sort_unstable();
    numbers.dedup();
    numbers.iter().map(|k| words[*k as usize].information).sum()
}

/// Information of some words, before any is linked.
fn mass(words: &[Word]) -> f32 {
    words.iter().map(|w| w.information * f32::from(w.left)).sum()
}

/// The words of neighbouring segments.
fn words(side: &Side, segments: Range<usize>, information: &[f32]) -> Vec<Word> {
    let scale = 1.0 / side.words[segments.clone()].iter().sum::<f32>().max(1.0);
    let mut out: Vec<Word> = Vec::new();
    let mut before = 0.5;
    for k in segments.clone() {
        out.extend(side.bag(k).iter().map(|e| Word {
            token: e.token,
            left: e.count,
            place: (before + f32::from(e.place)) * scale,
            information: information[e.token as usize],
        }));
        before += side.words[k];
    }
    if segments.len() > 1 {
        unite(&mut out, |w| w.token, |w| &mut w.left);
    }
    out
}

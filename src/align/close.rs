//! Beads read closely: does one word answer one word, in its place, and do both sides open and close alike?

use super::lattice::Candidate;
use super::lexicon::Lexicon;
use super::rows::{Model, Sides};
use super::shapes::Habits;
use super::tokens::Side;
use rustc_hash::FxHashMap;
use std::ops::Range;

/// A bead whose words are linked for a smaller share than this is thin.
const THIN: f32 = 0.3;

/// Information before the first link beyond which more says no more.
const LARGEST_HEAD: f32 = 6.0;

/// Reads beads of one document closely.
pub(super) struct Reader<'a> {
    sides: &'a Sides<'a>,
    lexicon: &'a Lexicon,
    model: &'a Model<'a>,
    habits: &'a Habits,
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

impl<'a> Reader<'a> {
    pub fn new(sides: &'a Sides<'a>, lexicon: &'a Lexicon, model: &'a Model<'a>, habits: &'a Habits) -> Self {
        let (numbers, pairs) = (FxHashMap::default(), Vec::new());
        Reader { sides, lexicon, model, habits, numbers, pairs }
    }

    /// The log score of a bead once it is read closely.
    pub fn score(&mut self, candidate: &Candidate) -> f32 {
        let w = self.model.weights;
        let (sources, targets) = candidate.step.segments();
        let found = if sources.is_empty() || targets.is_empty() {
            let mass = mass(&self.source(sources)) + mass(&self.target(targets));
            w.close_omission * mass.max(0.5).ln()
        } else {
            w.close_both + self.both(sources, targets)
        };
        w.close * candidate.score + found
    }

    /// What speaks for a bead of both sides.
    fn both(&mut self, sources: Range<usize>, targets: Range<usize>) -> f32 {
        let w = self.model.weights;
        let several = f32::from(u8::from(sources.len() + targets.len() > 2));
        let source_shapes = &self.sides.source.shapes[sources.clone()];
        let target_shapes = &self.sides.target.shapes[targets.clone()];
        let (opening, closing) = self.habits.marks(source_shapes, target_shapes);
        let sentences = self.habits.sentences(source_shapes, target_shapes);
        let (mut source, mut target) = (self.source(sources), self.target(targets));
        let longer = mass(&source).max(mass(&target));
        let links = self.link(&mut source, &mut target);
        let coverage = links.iter().map(|l| l.weight).sum::<f32>() / longer.max(0.5);
        let apart: f32 = links.iter().map(|l| l.weight * l.apart).sum();
        w.close_several * several
            + w.apart * apart
            + w.head * heads(&source, &target, links).min(LARGEST_HEAD)
            + w.thin * (THIN - coverage).max(0.0)
            + w.opening * opening
            + w.closing * closing
            + w.sentences * sentences
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

/// By how much information the sides differ in what stands before the first link.
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
        out.sort_by_key(|w| w.token);
        out.dedup_by(|b, a| {
            let same = a.token == b.token;
            if same {
                a.left = a.left.saturating_add(b.left);
            }
            same
        });
    }
    out
}

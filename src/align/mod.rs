//! From two documents to beads, and the equivalents learnt from them.

mod anchors;
mod band;
mod batch;
mod beads;
mod close;
mod cognates;
mod equivalents;
mod expected;
mod jumps;
mod lattice;
mod learn;
mod lexicon;
mod matching;
mod neighbours;
mod overall;
mod pieces;
mod probable;
mod progress;
mod ranking;
mod route;
mod rows;
mod search;
mod shapes;
mod shipped;
mod spans;
mod tokens;
mod vectors;
mod weights;
mod words;

pub use equivalents::{Equivalent, equivalents};
pub use matching::match_documents;
pub use progress::Watch;
pub use vectors::Vectors;
pub use weights::Weights;
pub use words::{Links, WordOptions, align_words};

use std::ops::Range;

/// Source segments and the target segments that translate them; either side may be empty.
#[derive(Clone, Debug, PartialEq)]
pub struct Bead {
    /// Source segment numbers, from 0.
    pub source: Range<usize>,
    /// Target segment numbers, from 0.
    pub target: Range<usize>,
    /// Between 0 and 1: how sure the bead is.
    pub confidence: f32,
}

/// A document and its translation, cut into segments.
#[derive(Clone, Copy, Debug)]
pub struct Pair<'a> {
    /// Segments of the source document.
    pub source: &'a [&'a str],
    /// Segments of the target document.
    pub target: &'a [&'a str],
}

/// How to align.
#[derive(Clone, Debug, Default)]
pub struct Options {
    /// Weights of the evidence.
    pub weights: Weights,
    /// Known equivalents (from a glossary): a source form and a target form, of one word or several.
    pub equivalents: Vec<(String, String)>,
    /// Sentence vectors of the first pair, source and target; left aside unless there is one for each segment.
    pub vectors: Option<(Vectors, Vectors)>,
    /// Is told how far the work is.
    pub watch: Option<Watch>,
}

/// The beads of one pair.
#[derive(Clone, Debug, Default)]
pub struct Alignment {
    /// Every segment of both sides stands in one bead, in order.
    pub beads: Vec<Bead>,
    /// Between 0 and 1: whether the documents are translations of each other at all.
    pub score: f32,
}

/// Aligns a batch of pairs; equivalents are learnt over all of it.
///
/// ```
/// use drogman::align::{Options, Pair, align};
/// let source = ["Le convoi est parti de Bakou.", "Il compte 30 camions.", "Erevan proteste."];
/// let target = ["The convoy left Baku, and it has 30 trucks.", "Yerevan protests."];
/// let pair = Pair { source: &source, target: &target };
/// let options = Options {
///     equivalents: vec![("Bakou".into(), "Baku".into()), ("Erevan".into(), "Yerevan".into())],
///     ..Options::default()
/// };
/// let beads = &align(&[pair], &options)[0].beads;
/// let shapes: Vec<_> = beads.iter().map(|bead| (bead.source.clone(), bead.target.clone())).collect();
/// assert_eq!(shapes, [(0..2, 0..1), (2..3, 1..2)]);
/// ```
pub fn align(batch: &[Pair], options: &Options) -> Vec<Alignment> {
    batch::align(batch, options)
}

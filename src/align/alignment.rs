//! Pairs of documents, their beads, and how to align them.

use super::progress::Watch;
use super::score::Vectors;
use super::weights::Weights;
use crate::glossary::{Form, Glossary};
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

impl Options {
    /// The usual weights, and what a glossary knows of both languages.
    pub fn of_glossary(glossary: &Glossary) -> Self {
        let mut equivalents = Vec::new();
        for concept in glossary.concepts.values() {
            let forms = |language| {
                concept.terms.iter().filter(move |t| t.language == language).filter_map(|t| match &t.form {
                    Form::Literal(form) => Some(form.clone()),
                    Form::Pattern(_) => None,
                })
            };
            for source in forms(glossary.languages.source) {
                equivalents.extend(forms(glossary.languages.target).map(|target| (source.clone(), target)));
            }
        }
        Self { equivalents, ..Self::default() }
    }
}

/// The beads of one pair.
#[derive(Clone, Debug, Default)]
pub struct Alignment {
    /// Every segment of both sides stands in one bead, in order.
    pub beads: Vec<Bead>,
    /// Between 0 and 1: whether the documents are translations of each other at all.
    pub score: f32,
}

/// An alignment below this overall score is said to be none.
const TRANSLATION: f32 = 0.5;

impl Alignment {
    /// Whether the documents look like translations of each other.
    ///
    /// ```
    /// use drogman::align::Alignment;
    /// assert!(Alignment { score: 0.9, ..Alignment::default() }.is_translation());
    /// ```
    pub fn is_translation(&self) -> bool {
        self.score >= TRANSLATION
    }
}

//! From documents to candidates: names and terms grouped with their variants.
//!
//! [`Extractor::document`] tallies one document (any number of them in parallel), [`Extractor::merge`] adds the
//! tallies up in the order of the documents, [`Extractor::finish`] scores and groups. Memory grows with the
//! distinct candidates, not with the corpus.

pub mod acronyms;
pub mod analyse;
pub mod candidate;
pub mod clusters;
pub mod count;
pub mod doubt;
pub mod forms;
pub mod general;
pub mod group;
pub mod key;
pub mod known;
pub mod makeup;
pub mod names;
pub mod pos;
pub mod score;
pub mod skeleton;
pub mod tally;
pub mod terms;
pub mod tokens;
pub mod translation;
pub mod votes;
pub mod weirdness;

use crate::document::{BlockKind, Document};
use crate::glossary::Glossary;
use crate::language::Language;
use crate::segment::Segmenter;
use analyse::{Analysed, Analyser};
use count::Counter;
use forms::Forms;
use group::Candidate;
use key::Counts;
use names::labels::NameKind;
use names::weights::Weights;
use pos::lexicon;
use rayon::prelude::*;
use std::ops::Range;
use std::sync::Mutex;
use tally::Tally;

/// What [`Extractor::finish`] proposes.
///
/// ```
/// use drogman::{document::Document, extract::{Choice, Extractor}};
/// let mut extractor = Extractor::new();
/// let text = "Ilham Aliyev est à Bakou. Nikol Pachinian est à Erevan. Ilham Aliyev quitte Bakou.";
/// extractor.merge(extractor.document(&Document::from_text("a.txt", text.into())));
/// let all = extractor.finish(&Choice::default(), None).len();
/// let best = extractor.finish(&Choice { most: Some(1), ..Choice::default() }, None);
/// assert!(all > 1 && best.len() == 1);
/// ```
#[derive(Clone, Debug)]
pub struct Choice {
    /// Terms under this score are left out ([`score::CUT`]); names only under it and [`score::DOUBTFUL`].
    pub cut: f64,
    /// At most this many candidates, best first.
    pub most: Option<usize>,
}

impl Default for Choice {
    fn default() -> Self {
        Choice { cut: score::CUT, most: None }
    }
}

/// A name at its place in a document.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Mention {
    /// The block.
    pub block: usize,
    /// First byte in the block's text.
    pub start: usize,
    /// One past the last byte.
    pub end: usize,
    /// What it names.
    pub kind: NameKind,
}

/// Reads documents and proposes what a glossary of them should hold.
///
/// ```
/// use drogman::{document::Document, extract::{Choice, Extractor}};
/// let mut extractor = Extractor::new();
/// let text = "Le président Ilham Aliyev est à Bakou. Selon M. Aliev, Bakou attend.";
/// let tally = extractor.document(&Document::from_text("a", text.to_owned()));
/// extractor.merge(tally);
/// let candidates = extractor.finish(&Choice::default(), None);
/// let aliyev = candidates.iter().find(|c| c.head == "Ilham Aliyev").unwrap();
/// assert!(aliyev.variants.iter().any(|v| v.form == "Aliev"));
/// ```
pub struct Extractor {
    segmenter: Segmenter,
    workers: Mutex<Vec<(Analyser, Counter)>>,
    tally: Tally,
    reference: Option<Tally>,
}

impl Default for Extractor {
    fn default() -> Self {
        Self::new()
    }
}

impl Extractor {
    /// An extractor for French.
    pub fn new() -> Extractor {
        Extractor {
            segmenter: Segmenter::new(Language::French),
            workers: Mutex::new(Vec::new()),
            tally: Tally::default(),
            reference: None,
        }
    }

    /// Reads the tables that every extractor needs, which the first document would do otherwise.
    pub fn prepare() {
        rayon::join(|| lexicon::classes(""), Weights::embedded);
        general::frequency_of_stem("");
    }

    /// What `work` makes of the analysis of a document: of the whole, or of each part of a long one, in order.
    fn analysed<T: Send>(
        &self,
        document: &Document,
        work: impl Fn(&[&str], &[Analysed], &Forms, &mut Counter) -> T + Sync,
    ) -> Vec<T> {
        let readable = |i: &usize| {
            document.blocks[*i].kind != BlockKind::Code && document.language_of(*i) != Some(Language::English)
        };
        let texts: Vec<&str> =
            (0..document.blocks.len()).map(|i| if readable(&i) { document.text(i) } else { "" }).collect();
        let split = |text: &str| self.segmenter.segments(text).map(|s| s.start..s.end).collect();
        let read = |part: Range<usize>| {
            let (mut analyser, counter) = self.worker();
            let segments = analyser.read(&texts, part, split);
            (analyser, counter, segments)
        };
        let mut parts: Vec<_> = parts(&texts).into_par_iter().map(read).collect();
        if parts.len() > 1 {
            let mut whole: Counts<(u32, u32)> = Counts::default();
            for (word, (up, low)) in parts.iter().flat_map(|(analyser, ..)| analyser.case()) {
                let seen = whole.entry(word.clone()).or_default();
                *seen = (seen.0 + up, seen.1 + low);
            }
            parts.par_iter_mut().for_each(|(analyser, ..)| analyser.learn_case(&whole));
        }
        let judge = |(mut analyser, mut counter, mut segments): (Analyser, Counter, Vec<Analysed>)| {
            analyser.judge(&mut segments);
            let out = work(&texts, &segments, analyser.forms(), &mut counter);
            if let Ok(mut free) = self.workers.lock() {
                free.push((analyser, counter));
            }
            out
        };
        parts.into_par_iter().map(judge).collect()
    }

    /// A worker that is free, or a new one.
    fn worker(&self) -> (Analyser, Counter) {
        self.workers.lock().map(|mut free| free.pop()).ok().flatten().unwrap_or_default()
    }

    /// The tally of one document.
    pub fn document(&self, document: &Document) -> Tally {
        let parts = self.analysed(document, |texts, segments, forms, counter| {
            counter.document(&document.path, texts, segments, forms)
        });
        let mut tally = Tally::default();
        parts.into_iter().for_each(|part| tally.go_on(part));
        tally
    }

    /// The names of a document at their places, in order.
    ///
    /// ```
    /// use drogman::{document::Document, extract::Extractor};
    /// let article = Document::from_text("a.txt", "Le président Ilham Aliyev est à Bakou.".into());
    /// let mentions = Extractor::new().mentions(&article);
    /// let names: Vec<&str> = mentions.iter().map(|at| &article.text(at.block)[at.start..at.end]).collect();
    /// assert_eq!(names, ["Ilham Aliyev", "Bakou"]);
    /// ```
    pub fn mentions(&self, document: &Document) -> Vec<Mention> {
        let parts = self.analysed(document, |_, segments, _, _| {
            let spans = segments.iter().flat_map(|s| {
                s.names.iter().map(|&(a, b, kind)| Mention {
                    block: s.block,
                    start: s.range.start + s.tokens[a].start,
                    end: s.range.start + s.tokens[b - 1].end,
                    kind,
                })
            });
            spans.collect::<Vec<Mention>>()
        });
        parts.into_iter().flatten().collect()
    }

    /// Adds the tally of the next document.
    pub fn merge(&mut self, tally: Tally) {
        self.tally.merge(tally);
    }

    /// Makes what was merged so far the contrast corpus: its words count as general French, nothing of it is
    /// proposed.
    pub fn contrast(&mut self) {
        let mut tally = std::mem::take(&mut self.tally);
        tally.names.clear();
        tally.terms.clear();
        tally.acronyms.clear();
        self.reference = Some(tally);
    }

    /// The candidates, best first; with `glossary`, what it may know of each.
    pub fn finish(&self, choice: &Choice, glossary: Option<&Glossary>) -> Vec<Candidate> {
        let mut acronyms: Vec<(String, String, u32)> =
            self.tally.acronyms.iter().map(|((a, e), n)| (a.to_string(), tally::plain(e), *n)).collect();
        acronyms.sort_by(|a, b| b.2.cmp(&a.2).then_with(|| (&a.0, &a.1).cmp(&(&b.0, &b.1))));
        let pairs: Vec<(String, String)> = acronyms.into_iter().map(|(a, e, _)| (a, e)).collect();
        let counted = candidate::counted(&self.tally, self.reference.as_ref(), choice.cut);
        let mut out = group::group(counted, &pairs, self.tally.documents);
        out.truncate(choice.most.unwrap_or(usize::MAX));
        if let Some(glossary) = glossary {
            known::suggest(&mut out, glossary);
        }
        out
    }
}

/// A part of a document that is read by itself has this much text at least, in bytes.
const PART: usize = 1 << 16;

/// The blocks of a document in parts of about the same length, one for each thread when they are long enough. What
/// is found does not depend on how many there are.
fn parts(texts: &[&str]) -> Vec<Range<usize>> {
    let length: usize = texts.iter().map(|text| text.len()).sum();
    let most = (length / PART).clamp(1, rayon::current_num_threads());
    let mut out = Vec::with_capacity(most);
    let (mut start, mut read) = (0, 0);
    for (block, text) in texts.iter().enumerate() {
        read += text.len();
        if read * most >= length * (out.len() + 1) && out.len() + 1 < most {
            out.push(start..block + 1);
            start = block + 1;
        }
    }
    out.push(start..texts.len());
    out
}

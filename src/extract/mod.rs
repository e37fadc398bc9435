//! From documents to candidates: names and terms grouped with their variants.
//!
//! [`Extractor::document`] tallies one document (any number of them in parallel), [`Extractor::merge`] adds the
//! tallies up in the order of the documents, [`Extractor::finish`] scores and groups. Memory grows with the
//! distinct candidates, not with the corpus.

mod analyse;
mod count;
mod group;
mod kind;
mod score;
mod tag;
mod translation;

pub use count::tally::{Example, NameTally, Spelling, Tally, TermTally};
pub use group::{
    candidates::{Candidate, Known},
    clusters::clusters,
};
pub use kind::kind_of_name;
pub(crate) use kind::{
    is_closed_class_word, is_common_word, is_everyday_word, is_listed_name, is_noun_or_common,
};
pub use score::{
    counted::{Kind, Variant},
    scorer::{CUT, DOUBTFUL},
};
pub use tag::{acronyms::is_acronym, entities::labels::NameKind};
pub use translation::{ExampleSource, Examples, ExamplesError, Translation, is_english};

/// What the training programs need of the name tagger; no part of the interface.
#[doc(hidden)]
pub mod training {
    pub use super::tag::{
        entities::{crf, evidence, features, gazetteer, labels, weights},
        general, tokeniser,
    };
}

use crate::document::{BlockKind, Document};
use crate::glossary::{Decisions, Glossary};
use crate::language::Language;
use crate::segment::Segmenter;
use analyse::{Analysed, Analyser};
use count::{counter::Counter, forms::Forms, key::Counts, tally::plain};
use group::{candidates::group, decided::leave_out, known::suggest};
use rayon::prelude::*;
use score::counted::counted;
use std::ops::Range;
use std::sync::Mutex;
use tag::{entities::weights::Weights, general, pos::lexicon};

/// The language that is read, and the one whose texts may be translations of what is read.
const LANGUAGE: Language = Language::French;
const TRANSLATION: Language = Language::English;

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
    /// Terms under this score are left out ([`CUT`]); names only under it and [`DOUBTFUL`].
    pub cut: f64,
    /// At most this many candidates, best first.
    pub most: Option<usize>,
}

impl Default for Choice {
    fn default() -> Self {
        Choice { cut: CUT, most: None }
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
            segmenter: Segmenter::new(LANGUAGE),
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

    /// Reads a document, or a passage of one, in parts; what of its words are names is not judged yet.
    pub fn read(&self, document: &Document) -> Unjudged {
        let texts = texts(document);
        let split = |text: &str| self.segmenter.segments(text).map(|s| s.start..s.end).collect();
        let read = |part: Range<usize>| {
            let (mut analyser, counter) = self.worker();
            let segments = analyser.read(&texts, part, split);
            (analyser, counter, segments)
        };
        // Passages are read beside each other.
        let most = if document.is_whole() { rayon::current_num_threads() } else { 1 };
        Unjudged(parts(&texts, most).into_par_iter().map(read).collect())
    }

    /// Adds how a passage capitalises its words to what is known of its document.
    pub fn note_case(&self, passage: Unjudged, case: &mut CaseCounts) {
        passage.add_case(case);
        passage.0.into_iter().for_each(|(analyser, counter, _)| self.release(analyser, counter));
    }

    /// What `work` makes of a document that was read: of the whole, or of each part of a long one, in order. `case`
    /// tells how words are capitalised in the whole document when this is a passage of it.
    fn judged<T: Send>(
        &self,
        document: &Document,
        mut unjudged: Unjudged,
        case: Option<&CaseCounts>,
        work: impl Fn(&[&str], &[Analysed], &Forms, &mut Counter) -> T + Sync,
    ) -> Vec<T> {
        let mut own = CaseCounts::default();
        let of_parts = (case.is_none() && unjudged.0.len() > 1).then(|| {
            unjudged.add_case(&mut own);
            &own
        });
        if let Some(case) = case.or(of_parts) {
            unjudged.0.par_iter_mut().for_each(|(analyser, ..)| analyser.learn_case(case));
        }
        let texts = texts(document);
        let judge = |(mut analyser, mut counter, mut segments): (Analyser, Counter, Vec<Analysed>)| {
            analyser.judge(&mut segments);
            let out = work(&texts, &segments, analyser.forms(), &mut counter);
            self.release(analyser, counter);
            out
        };
        unjudged.0.into_par_iter().map(judge).collect()
    }

    /// A worker that is free, or a new one.
    fn worker(&self) -> (Analyser, Counter) {
        self.workers.lock().map(|mut free| free.pop()).ok().flatten().unwrap_or_default()
    }

    /// Makes a worker free again.
    fn release(&self, analyser: Analyser, counter: Counter) {
        if let Ok(mut free) = self.workers.lock() {
            free.push((analyser, counter));
        }
    }

    /// The tally of one document.
    pub fn document(&self, document: &Document) -> Tally {
        self.tally(document, self.read(document), None)
    }

    /// The tally of a document that was read; of a passage, when `case` tells how the whole document capitalises its
    /// words.
    pub fn tally(&self, document: &Document, unjudged: Unjudged, case: Option<&CaseCounts>) -> Tally {
        let parts = self.judged(document, unjudged, case, |texts, segments, forms, counter| {
            counter.document(&document.path, texts, segments, forms)
        });
        let mut tally = Tally::default();
        parts.into_iter().for_each(|part| tally.go_on(part));
        tally
    }

    /// The tally of one document, and its names at their places, in order.
    pub(crate) fn tally_and_mentions(&self, document: &Document) -> (Tally, Vec<Mention>) {
        let parts = self.judged(document, self.read(document), None, |texts, segments, forms, counter| {
            (counter.document(&document.path, texts, segments, forms), mentions(segments))
        });
        let (mut tally, mut all) = (Tally::default(), Vec::new());
        for (part, mentions) in parts {
            tally.go_on(part);
            all.extend(mentions);
        }
        (tally, all)
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
        let parts = self.judged(document, self.read(document), None, |_, segments, _, _| mentions(segments));
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
        self.finish_undecided(choice, glossary, &Decisions::default()).0
    }

    /// As [`Extractor::finish`], without the candidates that were rejected before, and how many those are.
    ///
    /// ```
    /// use drogman::{document::Document, extract::{Choice, Extractor}, glossary::Decisions};
    /// let mut extractor = Extractor::new();
    /// let text = "Ilham Aliyev est à Bakou. Nikol Pachinian est à Erevan. Ilham Aliyev quitte Bakou.";
    /// extractor.merge(extractor.document(&Document::from_text("a.txt", text.into())));
    /// let decisions = Decisions::read("decisions.yaml", "rejected: [BAKOU]").unwrap();
    /// let (candidates, left_out) = extractor.finish_undecided(&Choice::default(), None, &decisions);
    /// assert!(candidates.iter().all(|candidate| candidate.head != "Bakou"));
    /// assert_eq!(left_out, 1);
    /// ```
    pub fn finish_undecided(
        &self,
        choice: &Choice,
        glossary: Option<&Glossary>,
        decisions: &Decisions,
    ) -> (Vec<Candidate>, usize) {
        let mut acronyms: Vec<(String, String, u32)> =
            self.tally.acronyms.iter().map(|((a, e), n)| (a.to_string(), plain(e), *n)).collect();
        acronyms.sort_by(|a, b| b.2.cmp(&a.2).then_with(|| (&a.0, &a.1).cmp(&(&b.0, &b.1))));
        let pairs: Vec<(String, String)> = acronyms.into_iter().map(|(a, e, _)| (a, e)).collect();
        let scored = counted(&self.tally, self.reference.as_ref(), choice.cut);
        let mut out = group(scored, &pairs, self.tally.documents);
        let left_out = leave_out(&mut out, decisions);
        out.truncate(choice.most.unwrap_or(usize::MAX));
        if let Some(glossary) = glossary {
            suggest(&mut out, glossary);
        }
        (out, left_out)
    }
}

/// The names of segments at their places.
fn mentions(segments: &[Analysed]) -> Vec<Mention> {
    let of_segment = |s: &Analysed| {
        let mention = |&(a, b, kind): &(usize, usize, NameKind)| Mention {
            block: s.block,
            start: s.range.start + s.tokens[a].span.start,
            end: s.range.start + s.tokens[b - 1].span.end,
            kind,
        };
        s.names.iter().map(mention).collect::<Vec<_>>()
    };
    segments.iter().flat_map(of_segment).collect()
}

/// How often each word, by its form in lower case, is seen with a capital and without inside the sentences of a
/// document.
pub type CaseCounts = Counts<(u32, u32)>;

/// A document, or a passage of one, that was read in parts; what of its words are names is judged by how all of the
/// document capitalises them.
pub struct Unjudged(Vec<(Analyser, Counter, Vec<Analysed>)>);

impl Unjudged {
    /// Adds how the words are capitalised here.
    fn add_case(&self, case: &mut CaseCounts) {
        for (word, (up, low)) in self.0.iter().flat_map(|(analyser, ..)| analyser.case()) {
            let seen = case.entry(word.clone()).or_default();
            *seen = (seen.0 + up, seen.1 + low);
        }
    }
}

/// The texts of the blocks of a document, empty where they are not French text.
fn texts(document: &Document) -> Vec<&str> {
    let is_readable = |block: usize| {
        document.blocks[block].kind != BlockKind::Code && document.language_of(block) != Some(TRANSLATION)
    };
    (0..document.blocks.len())
        .map(|block| if is_readable(block) { document.text(block) } else { "" })
        .collect()
}

/// A part of a document that is read by itself has this much text at least, in bytes.
const PART: usize = 1 << 16;

/// The blocks of a document in parts of about the same length, `most` of them when they are long enough. What is found
/// does not depend on how many there are.
fn parts(texts: &[&str], most: usize) -> Vec<Range<usize>> {
    let length: usize = texts.iter().map(|text| text.len()).sum();
    let most = (length / PART).clamp(1, most);
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

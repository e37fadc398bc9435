//! From two documents to beads, and the equivalents learnt from them.
//!
//! The stages of [`align()`], each in a folder or file of its own:
//!
//! 1. `vocabulary/`: segments become bags of word types.
//! 2. `lexicon/`: which types translate each other; at first from identical words, cognates and word lists.
//! 3. `score/`: what a bead scores: words covered above chance, lengths, sentence vectors, a prior.
//! 4. `search/`: the best path of beads inside a band (Viterbi), and the beads that are probable beside it.
//! 5. After each pass but the last, `batch.rs` learns lexicon, priors and penalties from the beads and goes
//!    back to 3.
//! 6. `rescore.rs`: in the last pass the probable beads are scored anew by word order, punctuation and
//!    sentences; the best path through their lattice is the alignment.
//! 7. `quality.rs`: whether the documents are translations of each other at all.
//!
//! What somebody has confirmed is kept, and the stretches between are aligned (`anchors.rs`).
//!
//! From beads on, `terms/` aligns words and finds the equivalents of terms. Before all of it, `pairing.rs` says
//! which files belong together: by their names (`file_names.rs`), else by what they say (`document_matching.rs`),
//! and cuts them into segments (`segmented.rs`).

mod alignment;
mod anchors;
mod batch;
mod beads;
mod document_matching;
mod doubt;
mod file_names;
mod lexicon;
mod pairing;
mod progress;
mod quality;
mod rescore;
mod score;
mod search;
mod segmented;
mod terms;
mod translations;
mod vector_files;
mod vocabulary;
mod weights;

pub use alignment::{Alignment, Bead, Options, Pair};
pub use anchors::{Anchor, align_between};
pub use document_matching::match_documents;
pub use doubt::{Doubt, DoubtReason};
pub use file_names::{language_codes, language_mark};
pub use pairing::{DocumentPair, DocumentPairs, Pairing, PairingError, PairingRequest, Partners};
pub use progress::Watch;
pub use score::Vectors;
pub use segmented::{ReadDocument, SegmentedDocument};
pub use terms::{Equivalent, Links, WordOptions, align_words, equivalents};
pub use translations::{TranslationError, Translations};
pub use vector_files::VectorsError;
pub use weights::Weights;

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

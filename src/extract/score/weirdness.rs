//! How much more frequent a word is here than elsewhere.

use crate::extract::tag::general;
use crate::language::stem::lexical_stem;
use rustc_hash::FxHashMap;

/// The most a word's weirdness counts.
pub(crate) const WEIRDEST: f64 = 6.0;

/// Words of running text below which a corpus is too small to call a word frequent: one occurrence says little.
const SMALLEST: u64 = 20_000;

/// How frequent the words of the corpus are, by stem.
pub(crate) struct Words<'t> {
    stems: FxHashMap<&'t str, u64>,
    total: f64,
}

impl<'t> Words<'t> {
    /// From the counts of the lower-case words and their sum.
    pub(crate) fn new(words: impl Iterator<Item = (&'t str, u32)>, total: u64) -> Words<'t> {
        let mut stems = FxHashMap::default();
        for (word, n) in words {
            *stems.entry(lexical_stem(word)).or_insert(0) += u64::from(n);
        }
        Words { stems, total: total.max(SMALLEST) as f64 }
    }

    /// Weirdness of a word (Ahmad et al. 1999): the log of how much more frequent it is here than in general
    /// French (or in `reference`, a contrast corpus), by stem, at most [`WEIRDEST`].
    pub(crate) fn weirdness(&self, lower: &str, reference: Option<&Words>) -> f64 {
        let stem = lexical_stem(lower);
        let here = self.stems.get(stem).copied().unwrap_or(1) as f64 / self.total;
        let mut general = general::frequency_of_stem(stem);
        // A word the contrast corpus does not have tells nothing: the corpus may be small.
        if let Some((r, n)) = reference.and_then(|r| Some((r, r.stems.get(stem)?))) {
            general = general.max(*n as f64 / r.total);
        }
        (here / general).ln().min(WEIRDEST)
    }
}

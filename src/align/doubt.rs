//! What speaks against two documents being translations of each other.

use std::fmt;

use super::{alignment::Alignment, pairing::DocumentPair};

/// Why a pair of documents may be no translation; shown as a sentence that names both.
#[derive(Clone, Debug, PartialEq)]
pub struct Doubt {
    source: String,
    target: String,
    /// What speaks against the pair.
    pub reason: DoubtReason,
}

/// What speaks against a pair of documents.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum DoubtReason {
    /// The English side was given first.
    Swapped,
    /// Both are in one language.
    OneLanguage,
    /// What they say differs; the [score](Alignment::score).
    Unlike(f32),
}

impl DocumentPair {
    /// Why the documents may be no translation of each other, if there is a reason; `stated`: the languages are as
    /// the user says.
    pub fn doubt(&self, alignment: &Alignment, stated: bool) -> Option<Doubt> {
        let reason = match (self.source.language, self.target.language) {
            (Some("en"), Some("fr")) if !stated => DoubtReason::Swapped,
            (Some(a), Some(b)) if a == b => DoubtReason::OneLanguage,
            _ if !alignment.is_translation() => DoubtReason::Unlike(alignment.score),
            _ => return None,
        };
        Some(Doubt { source: self.source.name.clone(), target: self.target.name.clone(), reason })
    }
}

impl fmt::Display for Doubt {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { source, target, reason } = self;
        match reason {
            DoubtReason::Swapped => {
                write!(f, "{source} looks English and {target} French: the French side comes first")
            }
            DoubtReason::OneLanguage => {
                write!(f, "{source} and {target} are in one language: no translation of each other")
            }
            DoubtReason::Unlike(score) => {
                write!(f, "{target} does not look like a translation of {source} (score {score:.2})")
            }
        }
    }
}

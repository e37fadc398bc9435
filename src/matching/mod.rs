//! A glossary compiled to a matcher; from documents to occurrences; who a short name means.

mod beside;
mod broken;
mod compile;
mod edges;
mod hash;
mod index;
mod matcher;
mod mixes;
mod number;
mod occurrence;
mod pattern;
mod resolve;
mod run;
mod scan;
mod sentence;
mod spelling;
mod surname;
mod terms;

pub use edges::{in_protected_place, in_street_name};
pub use matcher::Matcher;
pub use occurrence::{Ambiguity, Casing, Certainty, Deviation, Kept, Matches, Occurrence, Reason};
pub use pattern::PatternError;
pub use resolve::FullNames;
pub use sentence::ends_sentence;

//! A glossary compiled to a matcher; from documents to occurrences; who a short name means.

mod occurrence;

pub use occurrence::{Ambiguity, Casing, Certainty, Deviation, Kept, Matches, Occurrence, Reason};

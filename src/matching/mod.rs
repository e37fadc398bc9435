//! A glossary compiled to a matcher; from documents to occurrences; who a short name means.

mod accents;
mod broken;
mod compiled;
mod filters;
mod index;
mod matcher;
mod mention;
mod name_variants;
mod number;
mod occurrence;
mod parted_names;
mod pattern;
mod resolve;
mod search;
mod sentence;
mod spelling;
mod surroundings;
mod terms;

pub(crate) use accents::is_foreign;
pub use compiled::compile_embedded;
pub use filters::{in_protected_place, in_street_name};
pub use matcher::Matcher;
pub(crate) use mention::is_spoken_of;
pub use occurrence::{Ambiguity, Casing, Certainty, Deviation, Kept, Matches, NameParts, Occurrence, Reason};
pub use pattern::PatternError;
pub use resolve::FullNames;
pub use search::Unresolved;
pub(crate) use spelling::{in_line_of_capitals, is_short_abbreviation};

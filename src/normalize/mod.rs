//! From occurrences to edits: which forms are rewritten, to what, and how the French around them
//! changes; what `check` offers as a fix and what `normalize` writes are the same [`Change`]s.

mod accents;
mod change;
mod coordinate;
mod diff;
mod full_name;
mod ignore;
mod normalizer;
mod phrases;
mod quotes;
mod settle;
mod target;
mod typography;
mod wording;

pub use change::{Applicability, Change, Fix, Held};
pub use coordinate::together;
pub use diff::unified_diff;
pub use ignore::{Ignored, Ignores, UnusedComment};
pub(crate) use normalizer::noun_kind;
pub use normalizer::{Normalizer, edits};
pub(crate) use phrases::SharedPhrases;
pub use quotes::{Quotes, UnknownQuotes};
pub(crate) use settle::settled;
pub use typography::{Typography, TypographyState};

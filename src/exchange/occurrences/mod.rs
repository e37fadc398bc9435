//! Occurrences, for people and for machines.

mod kwic;
mod records;

pub use kwic::concordance;
pub use records::{Records, TSV_HEADER};

//! From documents to candidates: names and terms grouped with their variants.

pub mod acronyms;
pub mod analyse;
pub mod candidate;
pub mod clusters;
pub mod general;
pub mod group;
pub mod names;
pub mod pos;
pub mod score;
pub mod split;
pub mod tally;
pub mod terms;
pub mod tokens;

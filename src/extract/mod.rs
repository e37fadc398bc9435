//! From documents to candidates: names and terms grouped with their variants.

pub mod general;
pub mod names;
pub mod pos;
pub mod split;
pub mod terms;
pub mod tokens;

//! Which forms are variants of one candidate, and which concept of a glossary a candidate may belong to.

pub mod candidates;
pub mod clusters;
pub mod known;
pub mod skeleton;

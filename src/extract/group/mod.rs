//! Which forms are variants of one candidate, and which concept of a glossary a candidate may belong to.

pub(super) mod candidates;
pub(super) mod clusters;
pub(super) mod decided;
pub(super) mod known;
pub(super) mod skeleton;

//! Which of the counted names and terms a glossary should hold.

pub(super) mod composition;
pub(super) mod counted;
pub(super) mod name_doubt;
pub(super) mod scorer;
pub(super) mod weirdness;

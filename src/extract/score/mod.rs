//! Which of the counted names and terms a glossary should hold.

pub mod composition;
pub mod counted;
pub mod name_doubt;
pub mod scorer;
pub mod weirdness;

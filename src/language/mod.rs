//! What French and English know: abbreviations, elision and articles, inflection, romanisation.
pub mod romanisation;

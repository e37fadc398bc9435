//! From documents to candidates: names and terms grouped with their variants.

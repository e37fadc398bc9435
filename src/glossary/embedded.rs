//! The glossary shipped with drogman, embedded in the binary.

use super::{
    model::Glossary,
    read::{Reading, SourceFile},
};

/// The files of `glossary/` and their texts.
const FILES: &[(&str, &str)] = &[];

impl Glossary {
    /// Reads the glossary embedded in drogman.
    pub fn embedded() -> Reading {
        let sources: Vec<_> = FILES
            .iter()
            .map(|(name, text)| SourceFile { name: format!("<embedded>/{name}"), text: (*text).to_owned() })
            .collect();
        Self::read_sources(&sources)
    }
}

//! The glossary shipped with drogman, embedded in the binary.

use std::sync::LazyLock;

use super::{
    compiled,
    layers::EMBEDDED,
    model::Glossary,
    read::{Reading, SourceFile},
};

/// The files of `glossary/` and their texts.
const FILES: &[(&str, &str)] = include!(concat!(env!("OUT_DIR"), "/shipped_glossary.rs"));

/// What they are compiled to.
const COMPILED: &[u8] = include_bytes!("compiled/glossary.bin");

impl Glossary {
    /// The glossary embedded in drogman, read once.
    ///
    /// ```
    /// use drogman::{glossary::{Glossary, Slot, StyleId}, language::Language};
    /// let tbilisi = &Glossary::embedded().concepts["tbilissi"];
    /// let (_, english) = tbilisi.preferred(Language::English, Slot::Full, StyleId::DEFAULT).unwrap();
    /// assert_eq!(english.text(), "Tbilisi");
    /// ```
    pub fn embedded() -> &'static Self {
        // The shipped files are tested to have no mistake: nothing is lost when the problems are.
        static EMBEDDED: LazyLock<Glossary> = LazyLock::new(|| {
            compiled::read(COMPILED).unwrap_or_else(|| Glossary::embedded_reading().glossary)
        });
        &EMBEDDED
    }

    /// Reads the glossary embedded in drogman, as a glossary of one’s own is read.
    pub fn embedded_reading() -> Reading {
        let mut reading = Self::read_sources(&sources());
        reading.glossary.layers = vec![EMBEDDED.to_owned()];
        reading
    }
}

/// The files of the glossary embedded in drogman.
pub(super) fn sources() -> Vec<SourceFile> {
    let file = |&(name, text): &(&str, &str)| SourceFile {
        name: format!("{EMBEDDED}/{name}"),
        text: text.to_owned(),
    };
    FILES.iter().map(file).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_shipped_glossary_has_no_mistake() {
        let reading = Glossary::embedded_reading();
        let problems: Vec<String> = reading.problems.iter().map(ToString::to_string).collect();
        assert!(problems.is_empty(), "{}", problems.join("\n"));
        assert!(reading.glossary.concepts.len() >= 600);
    }
}

//! The glossary shipped with drogman, embedded in the binary.

use std::sync::LazyLock;

use super::{
    layers::EMBEDDED,
    model::Glossary,
    read::{Reading, SourceFile},
};

/// A file of `glossary/` by name, with its text.
macro_rules! embed {
    ($name:literal) => {
        ($name, include_str!(concat!("../../glossary/", $name)))
    };
}

/// The files of `glossary/` and their texts.
const FILES: &[(&str, &str)] = &[
    embed!("capitales.yaml"),
    embed!("caucase-lieux.yaml"),
    embed!("caucase-personnes.yaml"),
    embed!("gentiles.yaml"),
    embed!("organisations.yaml"),
    embed!("pays.yaml"),
    embed!("personnes-monde.yaml"),
    embed!("personnes-voisinage.yaml"),
    embed!("termes.yaml"),
    embed!("voisinage-lieux.yaml"),
];

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
        static EMBEDDED: LazyLock<Glossary> = LazyLock::new(|| Glossary::embedded_reading().glossary);
        &EMBEDDED
    }

    /// Reads the glossary embedded in drogman, as a glossary of one’s own is read.
    pub fn embedded_reading() -> Reading {
        Self::read_sources(&sources())
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
    fn every_shipped_file_is_embedded() {
        let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/glossary");
        let mut names: Vec<String> = std::fs::read_dir(folder)
            .unwrap()
            .map(|entry| entry.unwrap().file_name().into_string().unwrap())
            .filter(|name| name.ends_with(".yaml"))
            .collect();
        names.sort();
        let embedded: Vec<&str> = FILES.iter().map(|(name, _)| *name).collect();
        assert_eq!(embedded, names, "list every file of glossary/ in FILES, in order");
    }

    #[test]
    fn the_shipped_glossary_has_no_mistake() {
        let reading = Glossary::embedded_reading();
        let problems: Vec<String> = reading.problems.iter().map(ToString::to_string).collect();
        assert!(problems.is_empty(), "{}", problems.join("\n"));
        assert!(reading.glossary.concepts.len() >= 600);
    }
}

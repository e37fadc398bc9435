//! Layers: glossaries that lie over one another.
//!
//! The upper layer wins. An entry with the id of one beneath is laid over it key by key (`concept.rs`, `slot.rs` and what
//! they use); what is laid are trees of YAML whose nodes know where they stand, so that every mistake and every term
//! is told with the place of the layer it comes from, and a new key of the format needs nothing here. Forms that an
//! upper layer gives to another concept are taken from the lower one (`lint.rs`, which compares all forms anyway).
//!
//! `find.rs` follows `extends` from file to file, `why.rs` tells where a form comes from, `adopt.rs` writes an entry of a
//! lower layer into a file of one’s own.

mod adopt;
mod concept;
mod find;
mod pairs;
mod preferred;
mod remove;
mod said;
mod slot;
mod stack;
mod variants;
mod why;

pub(super) use self::{
    concept::Laid,
    stack::{FileEntry, stacked},
};
use super::{
    embedded,
    model::Glossary,
    read::{self, Reading, SourceFile},
};
pub(crate) use adopt::patch_of;
pub(crate) use find::{Stack, is_below};
pub use why::{Fate, Origin};

/// What names the glossary embedded in drogman where files and folders are named.
pub const EMBEDDED: &str = "embedded";

/// One glossary among those that lie over one another.
#[derive(Clone, Debug)]
pub struct Layer {
    /// What it is called: the path of a file or folder, or [`EMBEDDED`].
    pub name: String,
    /// Its files.
    pub files: Vec<SourceFile>,
}

impl Layer {
    /// The glossary embedded in drogman.
    pub fn embedded() -> Self {
        Self { name: EMBEDDED.to_owned(), files: embedded::sources() }
    }
}

impl Glossary {
    /// Reads glossaries that lie over one another as one; the first lies on top. What their files extend is not read:
    /// [`Glossary::read`] finds it.
    ///
    /// ```
    /// use drogman::glossary::{Glossary, Layer, SourceFile, StyleId, Slot};
    /// use drogman::language::Language;
    /// let project = Layer {
    ///     name: "project.yaml".into(),
    ///     files: vec![SourceFile {
    ///         name: "project.yaml".into(),
    ///         text: "version: 1\nconcepts:\n  tbilissi: {fr: {preferred: Tiflis}}\n".into(),
    ///     }],
    /// };
    /// let (glossary, _) = Glossary::read_layers(&[project, Layer::embedded()]).accept().unwrap();
    /// let concept = &glossary.concepts["tbilissi"];
    /// let preferred = |language| concept.preferred(language, Slot::Full, StyleId::DEFAULT).unwrap().1;
    /// assert_eq!(preferred(Language::French).text(), "Tiflis");
    /// assert_eq!(preferred(Language::English).text(), "Tbilisi");
    /// assert_eq!(&*preferred(Language::French).position.file, "project.yaml");
    /// ```
    pub fn read_layers(layers: &[Layer]) -> Reading {
        let files: Vec<&[SourceFile]> = layers.iter().map(|layer| layer.files.as_slice()).collect();
        let mut reading = read::read(&files);
        reading.glossary.layers = layers.iter().map(|layer| layer.name.clone()).collect();
        reading
    }
}

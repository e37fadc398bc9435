//! What a glossary is, whatever file it comes from.

mod concept;
mod date;
mod position;
mod record;
mod role;
mod status;
mod term;

use indexmap::IndexMap;
use serde::{Deserialize, Serialize};

use super::accents::Accents;
use crate::language::Language;

pub use crate::grammar::{Article, Elides, Gender, Grammar, Inflected, Locative, Number};
pub use concept::{Concept, ConceptId, ConceptKind};
pub use date::{Date, NoDate};
pub use position::Position;
pub use record::{
    Cited, ConceptRecord, Definition, FormRecord, OtherGender, OtherLanguage, OtherTerm, PartOfSpeech,
    Reliability,
};
pub use role::Role;
pub use status::{Relation, Status};
pub use term::{Form, Slot, Term};

/// Concepts and the terms for them in two languages.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Glossary {
    /// The languages it goes from and to.
    pub languages: LanguagePair,
    /// The house styles by name; `default` is always the first.
    pub styles: Vec<String>,
    /// What the styles decide about accents; one that stands behind the end decides nothing.
    pub accents: Vec<Accents>,
    /// The concepts by id, in the order of the files.
    pub concepts: IndexMap<String, Concept>,
}

impl Default for Glossary {
    fn default() -> Self {
        Self {
            languages: LanguagePair::default(),
            styles: vec!["default".into()],
            accents: Vec::new(),
            concepts: IndexMap::new(),
        }
    }
}

impl Glossary {
    /// The style called `name`, if the glossary declares it.
    ///
    /// ```
    /// use drogman::glossary::{Glossary, StyleId};
    /// let glossary: Glossary = "version: 1\nstyles: [onu]\nconcepts: {}\n".parse().unwrap();
    /// assert_eq!(glossary.style("default"), Some(StyleId::DEFAULT));
    /// assert_eq!(glossary.style("onu"), Some(StyleId(1)));
    /// assert_eq!(glossary.style("afp"), None);
    /// ```
    pub fn style(&self, name: &str) -> Option<StyleId> {
        self.styles.iter().position(|style| style == name).map(StyleId)
    }

    /// What a style decides about accents.
    pub fn accents(&self, style: StyleId) -> Accents {
        self.accents.get(style.0).copied().unwrap_or_default()
    }

    /// The concept of the name `id`, if there is one.
    pub fn concept_id(&self, id: &str) -> Option<ConceptId> {
        self.concepts.get_index_of(id).map(ConceptId::at)
    }

    /// A concept of this glossary.
    ///
    /// # Panics
    /// When `id` comes from another glossary, with more concepts; see [`Glossary::get_concept`].
    pub fn concept(&self, id: ConceptId) -> &Concept {
        &self.concepts[id.place()]
    }

    /// As [`Glossary::concept`]; none when the id is none of this glossary’s.
    pub fn get_concept(&self, id: ConceptId) -> Option<&Concept> {
        self.concepts.get_index(id.place()).map(|(_, concept)| concept)
    }
}

/// The two languages of a glossary.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct LanguagePair {
    /// The language translated from.
    pub source: Language,
    /// The language translated to.
    pub target: Language,
}

impl Default for LanguagePair {
    fn default() -> Self {
        Self { source: Language::French, target: Language::English }
    }
}

/// A house style, as its place in [`Glossary::styles`]; [`StyleId::DEFAULT`] always exists.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct StyleId(pub usize);

impl StyleId {
    /// The style used when none is named.
    pub const DEFAULT: Self = Self(0);
}

//! What a house style decides about accents, beside preferred forms.

use serde::{Deserialize, Serialize};

/// Whether capitals bear their accents.
///
/// ```
/// use drogman::glossary::{Capitals, Glossary, StyleId};
/// let glossary: Glossary = "version: 1\nstyles: [onu, {afp: {capitals: plain}}]\nconcepts: {}\n".parse().unwrap();
/// assert_eq!(glossary.accents(StyleId(1)).capitals, Capitals::Keep);
/// assert_eq!(glossary.accents(StyleId(2)).capitals, Capitals::Plain);
/// ```
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "lowercase")]
pub enum Capitals {
    /// As each document has it.
    #[default]
    Keep,
    /// As the glossary lists them: États-Unis.
    Accented,
    /// Without: Etats-Unis.
    Plain,
}

/// Whether the diacritics of foreign persons’ names are those of the glossary.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "lowercase")]
pub enum Diacritics {
    /// As each document has it: Sánchez or Sanchez.
    #[default]
    Keep,
    /// As the glossary lists them.
    Exact,
}

/// What a style decides about accents that are a matter of taste.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Accents {
    /// Those of capitals at the start of a word, and of words in capitals.
    pub capitals: Capitals,
    /// Those of foreign persons’ names.
    pub diacritics: Diacritics,
}

impl Capitals {
    pub(super) const WORDS: [(&'static str, Self); 3] =
        [("keep", Self::Keep), ("accented", Self::Accented), ("plain", Self::Plain)];

    /// The word the glossary file uses.
    pub(super) fn name(self) -> &'static str {
        Self::WORDS.into_iter().find(|(_, value)| *value == self).map_or("", |(word, _)| word)
    }
}

impl Diacritics {
    pub(super) const WORDS: [(&'static str, Self); 2] = [("keep", Self::Keep), ("exact", Self::Exact)];

    /// The word the glossary file uses.
    pub(super) fn name(self) -> &'static str {
        Self::WORDS.into_iter().find(|(_, value)| *value == self).map_or("", |(word, _)| word)
    }
}

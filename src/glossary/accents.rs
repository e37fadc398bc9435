//! What a house style decides about accents, beside preferred forms.

use super::{
    fields::File,
    tree::{Node, Value},
};

/// Whether capitals bear their accents.
///
/// ```
/// use drogman::glossary::{Capitals, Glossary, StyleId};
/// let glossary: Glossary = "version: 1\nstyles: [onu, {afp: {capitals: plain}}]\nconcepts: {}\n".parse().unwrap();
/// assert_eq!(glossary.accents(StyleId(1)).capitals, Capitals::Keep);
/// assert_eq!(glossary.accents(StyleId(2)).capitals, Capitals::Plain);
/// ```
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "schema", schemars(rename_all = "lowercase"))]
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
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "schema", schemars(rename_all = "lowercase"))]
pub enum Diacritics {
    /// As each document has it: Sánchez or Sanchez.
    #[default]
    Keep,
    /// As the glossary lists them.
    Exact,
}

/// What a style decides about accents that are a matter of taste.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Accents {
    /// Those of capitals at the start of a word, and of words in capitals.
    pub capitals: Capitals,
    /// Those of foreign persons’ names.
    pub diacritics: Diacritics,
}

impl Capitals {
    const WORDS: [(&'static str, Self); 3] =
        [("keep", Self::Keep), ("accented", Self::Accented), ("plain", Self::Plain)];

    /// The word the glossary file uses.
    pub(super) fn name(self) -> &'static str {
        Self::WORDS.into_iter().find(|(_, value)| *value == self).map_or("", |(word, _)| word)
    }
}

impl Diacritics {
    const WORDS: [(&'static str, Self); 2] = [("keep", Self::Keep), ("exact", Self::Exact)];

    /// The word the glossary file uses.
    pub(super) fn name(self) -> &'static str {
        Self::WORDS.into_iter().find(|(_, value)| *value == self).map_or("", |(word, _)| word)
    }
}

/// An item of `styles`: a name, or a name with what the style decides.
pub(super) fn style<'n>(file: &mut File<'_>, node: &'n Node<'n>) -> Option<(&'n str, Option<Accents>)> {
    if !matches!(node.value, Value::Mapping(_)) {
        return file.text(node, "a style").map(|name| (name, None));
    }
    let entries = file.entries(node, "a style");
    let [(name, _, options)] = entries[..] else {
        let help = "write `- name` or `- name: {capitals: plain}`".to_owned();
        file.error(node.at, "a style is one name, with what it decides", Some(help));
        return None;
    };
    let fields = file.fields(options, format_args!("style «{name}»"), &["capitals", "diacritics"]);
    let capitals =
        fields.get("capitals").and_then(|node| file.choice(node, "way to write capitals", &Capitals::WORDS));
    let diacritics = fields
        .get("diacritics")
        .and_then(|node| file.choice(node, "way to write diacritics", &Diacritics::WORDS));
    let accents =
        Accents { capitals: capitals.unwrap_or_default(), diacritics: diacritics.unwrap_or_default() };
    Some((name, Some(accents)))
}

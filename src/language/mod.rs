//! What French and English know: abbreviations, names in words, inflection, romanisation.
//!
//! Word lists are files in `data/`, a folder a language; a linguist edits them without Rust.

pub mod abbreviations;
pub(crate) mod consonants;
pub mod inflection;
pub mod names;
pub(crate) mod naming;
pub mod romanisation;
pub mod stem;

mod detect;
mod further;
pub(crate) mod peoples;
mod per_language;
mod properties;
mod stopwords;

pub use detect::{FunctionWords, detect, detect_in, is_function_word};
pub use further::further_language;
pub use per_language::PerLanguage;
pub(crate) use properties::StreetWord;
pub(crate) use stopwords::is_english_stopword;

use std::{fmt, str::FromStr};

use serde::{Deserialize, Serialize};

/// A language drogman knows the grammar of.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum Language {
    /// French (`fr`).
    #[serde(rename = "fr")]
    French,
    /// English (`en`).
    #[serde(rename = "en")]
    English,
}

impl Language {
    /// All of them.
    pub const ALL: [Self; 2] = [Self::French, Self::English];

    /// Its place in [`ALL`](Self::ALL).
    const fn number(self) -> usize {
        self as usize
    }

    /// The ISO 639-1 code.
    pub const fn code(self) -> &'static str {
        match self {
            Self::French => "fr",
            Self::English => "en",
        }
    }

    /// Its name in English.
    pub const fn name(self) -> &'static str {
        match self {
            Self::French => "French",
            Self::English => "English",
        }
    }

    /// The country (ISO 3166) that language patterns name beside it most: `fr-FR`, `en-US`.
    pub const fn country(self) -> &'static str {
        match self {
            Self::French => "FR",
            Self::English => "US",
        }
    }

    /// The language that a heading calls by this name, in French or English; `name` is in lower case.
    ///
    /// ```
    /// use drogman::language::Language;
    /// assert_eq!(Language::from_name("anglais"), Some(Language::English));
    /// ```
    pub fn from_name(name: &str) -> Option<Self> {
        match name {
            "french" | "français" | "francais" | "française" => Some(Self::French),
            "english" | "anglais" | "anglaise" => Some(Self::English),
            _ => None,
        }
    }

    /// Endings of the participles and adverbs that open sentences, with a capital, and are no names.
    pub const fn opener_endings(self) -> &'static [&'static str] {
        match self {
            Self::French => &["ant", "ment"],
            Self::English => &["ing", "ly", "ed"],
        }
    }

    /// The language of a BCP 47 tag such as `fr`, `fr-CA` or `en_GB`, told by its first subtag.
    ///
    /// ```
    /// use drogman::language::Language;
    /// assert_eq!(Language::from_tag("fr-CA"), Some(Language::French));
    /// assert_eq!(Language::from_tag("ENG").map(Language::code), Some("en"));
    /// assert_eq!(Language::from_tag("hy"), None);
    /// ```
    pub fn from_tag(tag: &str) -> Option<Self> {
        let primary = tag.split(['-', '_']).next().unwrap_or(tag);
        match primary.to_ascii_lowercase().as_str() {
            "fr" | "fra" | "fre" => Some(Self::French),
            "en" | "eng" => Some(Self::English),
            _ => None,
        }
    }
}

impl fmt::Display for Language {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.code())
    }
}

/// A language tag that drogman does not know.
///
/// ```
/// use drogman::language::Language;
/// let error = "de".parse::<Language>().unwrap_err();
/// assert!(error.to_string().contains("drogman knows fr (French) and en (English)"));
/// ```
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("unknown language «{0}»: drogman knows fr (French) and en (English)")]
pub struct UnknownLanguage(String);

impl FromStr for Language {
    type Err = UnknownLanguage;

    fn from_str(tag: &str) -> Result<Self, Self::Err> {
        Self::from_tag(tag).ok_or_else(|| UnknownLanguage(tag.to_owned()))
    }
}

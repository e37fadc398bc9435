use serde::{Deserialize, Serialize};

/// Whether a house style wants a form (ISO 12620 administrativeStatus; forbidden = superseded).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "lowercase")]
pub enum Status {
    /// Write this one.
    Preferred,
    /// May stay.
    Admitted,
    /// Rewritten to the preferred form.
    Deprecated,
    /// Must not stand; rewritten, and reported more sternly.
    Forbidden,
}

impl Status {
    /// Every status, in the order of the enumeration.
    pub const ALL: [Self; 4] = [Self::Preferred, Self::Admitted, Self::Deprecated, Self::Forbidden];

    /// The word the glossary file uses.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Preferred => "preferred",
            Self::Admitted => "admitted",
            Self::Deprecated => "deprecated",
            Self::Forbidden => "forbidden",
        }
    }

    /// Whether the form may stay in a text.
    ///
    /// ```
    /// use drogman::glossary::Status;
    /// let allowed = |status: &Status| status.is_allowed();
    /// let all = [Status::Preferred, Status::Admitted, Status::Deprecated, Status::Forbidden];
    /// assert_eq!(all.iter().filter(|status| allowed(status)).count(), 2);
    /// assert!(!Status::Deprecated.is_allowed());
    /// ```
    pub const fn is_allowed(self) -> bool {
        matches!(self, Self::Preferred | Self::Admitted)
    }
}

/// Why a variant exists.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "kebab-case")]
#[allow(missing_docs)]
pub enum Relation {
    /// The name itself: no variant of another.
    Base,
    Spelling,
    Transliteration,
    /// The name one side of a conflict uses.
    Party,
    Former,
    Short,
    Abbreviation,
    NearSynonym,
    Calque,
    Inflection,
    Foreign,
}

impl Relation {
    /// Every relation, in the order of the enumeration.
    pub const ALL: [Self; 11] = [
        Self::Base,
        Self::Spelling,
        Self::Transliteration,
        Self::Party,
        Self::Former,
        Self::Short,
        Self::Abbreviation,
        Self::NearSynonym,
        Self::Calque,
        Self::Inflection,
        Self::Foreign,
    ];

    /// The status of a variant that says none: a misspelling is rewritten, whatever is another good name stays.
    ///
    /// ```
    /// use drogman::glossary::{Relation, Status};
    /// assert_eq!(Relation::Spelling.implied_status(), Status::Deprecated);
    /// assert_eq!(Relation::Foreign.implied_status(), Status::Admitted);
    /// ```
    pub const fn implied_status(self) -> Status {
        match self {
            Self::Spelling => Status::Deprecated,
            _ => Status::Admitted,
        }
    }

    /// The word the glossary file uses.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Base => "base",
            Self::Spelling => "spelling",
            Self::Transliteration => "transliteration",
            Self::Party => "party",
            Self::Former => "former",
            Self::Short => "short",
            Self::Abbreviation => "abbreviation",
            Self::NearSynonym => "near-synonym",
            Self::Calque => "calque",
            Self::Inflection => "inflection",
            Self::Foreign => "foreign",
        }
    }
}

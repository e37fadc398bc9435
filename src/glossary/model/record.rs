//! What a glossary may know of a concept and of a form beside what matching and rewriting need: the fields of
//! TBX-Basic (ISO 30042).

use serde::{Deserialize, Serialize};

use super::{Date, Relation, Role, Status};

/// What is known of a concept beside its terms.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct ConceptRecord {
    /// The subject fields it belongs to.
    pub domains: Vec<String>,
    /// What it means.
    pub definitions: Vec<Definition>,
    /// What a person or a body was, and when.
    pub roles: Vec<Role>,
    /// Its terms in further languages: kept and exported, never matched.
    pub others: Vec<OtherLanguage>,
}

/// What a concept means.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Definition {
    /// The tag of the language it is in, where that is said.
    #[serde(default)]
    pub language: Option<String>,
    /// The definition.
    pub cited: Cited,
}

/// A text, and where it comes from.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Cited {
    /// The text.
    pub text: String,
    /// Where it comes from.
    #[serde(default)]
    pub source: Option<String>,
}

/// What is known of a form beside its status, its grammar and its note.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct FormRecord {
    /// Its part of speech.
    pub pos: Option<PartOfSpeech>,
    /// Where the form stands.
    pub source: Option<String>,
    /// Sentences with it.
    pub examples: Vec<Cited>,
    /// How far it is verified.
    pub reliability: Option<Reliability>,
    /// Since when it is used.
    pub from: Option<Date>,
    /// Until when it was used.
    pub until: Option<Date>,
    /// It is found in the letters written alone, and never rewritten for its case.
    pub exact_case: bool,
}

/// The terms of a concept in a language that is none of the glossary’s two.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct OtherLanguage {
    /// The tag of the language (BCP 47).
    pub tag: String,
    /// Its terms.
    pub terms: Vec<OtherTerm>,
}

/// A form of a concept in a further language.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct OtherTerm {
    /// The form.
    pub form: String,
    /// Whether it is wanted.
    pub status: Option<Status>,
    /// Why it exists beside others.
    pub relation: Option<Relation>,
    /// Its gender.
    pub gender: Option<OtherGender>,
    /// A remark on it.
    pub note: Option<String>,
    /// What else is known of it.
    pub details: Option<Box<FormRecord>>,
}

/// A part of speech, as TBX-Basic has them.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "kebab-case")]
#[allow(missing_docs)]
pub enum PartOfSpeech {
    Noun,
    ProperNoun,
    Verb,
    Adjective,
    Adverb,
    Other,
}

/// The gender of a noun in a language that may have three.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[allow(missing_docs)]
pub enum OtherGender {
    Masculine,
    Feminine,
    Neuter,
}

/// How far a form is verified: 1 (not) to 4 (very reliable), as in IATE.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "u8", into = "u8")]
pub struct Reliability(u8);

impl ConceptRecord {
    /// The record of a concept of which nothing is known.
    pub(crate) fn empty() -> &'static Self {
        static EMPTY: ConceptRecord = ConceptRecord::EMPTY;
        &EMPTY
    }

    const EMPTY: Self =
        Self { domains: Vec::new(), definitions: Vec::new(), roles: Vec::new(), others: Vec::new() };

    /// The record as a concept holds it: nothing where nothing is known.
    pub fn boxed(self) -> Option<Box<Self>> {
        (self != Self::EMPTY).then(|| Box::new(self))
    }
}

impl FormRecord {
    /// The record of a form of which nothing is known.
    pub(crate) fn empty() -> &'static Self {
        static EMPTY: FormRecord = FormRecord::EMPTY;
        &EMPTY
    }

    const EMPTY: Self = Self {
        pos: None,
        source: None,
        examples: Vec::new(),
        reliability: None,
        from: None,
        until: None,
        exact_case: false,
    };

    /// The record as a form holds it: nothing where nothing is known.
    ///
    /// ```
    /// use drogman::glossary::FormRecord;
    /// assert!(FormRecord::default().boxed().is_none());
    /// assert!(FormRecord { exact_case: true, ..FormRecord::default() }.boxed().is_some());
    /// ```
    pub fn boxed(self) -> Option<Box<Self>> {
        (self != Self::EMPTY).then(|| Box::new(self))
    }

    /// Whether the form is out of use at a date.
    ///
    /// ```
    /// use drogman::glossary::FormRecord;
    /// let record = FormRecord { until: Some("2019-06".parse().unwrap()), ..FormRecord::default() };
    /// assert!(!record.is_outdated("2019-06-30".parse().unwrap()));
    /// assert!(record.is_outdated("2019-07-01".parse().unwrap()));
    /// ```
    pub fn is_outdated(&self, date: Date) -> bool {
        !date.overlaps(self.from, self.until)
    }

    /// Whether it says when the form is in use.
    pub fn has_dates(&self) -> bool {
        self.from.is_some() || self.until.is_some()
    }

    /// When the form is in use, in words.
    ///
    /// ```
    /// use drogman::glossary::FormRecord;
    /// let from = "2004".parse().ok();
    /// assert_eq!(FormRecord { from, until: "2019-06".parse().ok(), ..FormRecord::default() }.period(), "from 2004 until 2019-06");
    /// ```
    pub fn period(&self) -> String {
        let said = [("from", self.from), ("until", self.until)];
        let words = said.into_iter().filter_map(|(word, date)| Some(format!("{word} {}", date?)));
        words.collect::<Vec<_>>().join(" ")
    }

    /// The record, with what it does not say taken from another.
    pub(crate) fn or(self, other: Self) -> Self {
        Self {
            pos: self.pos.or(other.pos),
            source: self.source.or(other.source),
            examples: if self.examples.is_empty() { other.examples } else { self.examples },
            reliability: self.reliability.or(other.reliability),
            from: self.from.or(other.from),
            until: self.until.or(other.until),
            exact_case: self.exact_case || other.exact_case,
        }
    }

    /// What it says of every form that contains this one: when it is used, and in which letters.
    pub(crate) fn of_part(&self) -> Self {
        Self { from: self.from, until: self.until, exact_case: self.exact_case, ..Self::EMPTY }
    }
}

impl OtherTerm {
    /// Its record; an empty one where nothing is known.
    pub fn record(&self) -> &FormRecord {
        self.details.as_deref().unwrap_or(FormRecord::empty())
    }

    /// Whether nothing but the form is known.
    pub(crate) fn is_bare(&self) -> bool {
        let Self { form: _, status, relation, gender, note, details } = self;
        status.is_none() && relation.is_none() && gender.is_none() && note.is_none() && details.is_none()
    }
}

impl PartOfSpeech {
    /// Every part of speech, in the order of the enumeration.
    pub const ALL: [Self; 6] =
        [Self::Noun, Self::ProperNoun, Self::Verb, Self::Adjective, Self::Adverb, Self::Other];

    /// The word the glossary file uses.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Noun => "noun",
            Self::ProperNoun => "proper-noun",
            Self::Verb => "verb",
            Self::Adjective => "adjective",
            Self::Adverb => "adverb",
            Self::Other => "other",
        }
    }
}

impl OtherGender {
    /// Every gender with the letter the glossary file uses.
    pub(crate) const WORDS: [(&'static str, Self); 3] =
        [("m", Self::Masculine), ("f", Self::Feminine), ("n", Self::Neuter)];

    /// The letter the glossary file uses.
    pub fn name(self) -> &'static str {
        Self::WORDS.into_iter().find(|(_, gender)| *gender == self).map_or("", |(word, _)| word)
    }
}

impl Reliability {
    /// The reliability of a number from 1 to 4.
    ///
    /// ```
    /// use drogman::glossary::Reliability;
    /// assert_eq!(Reliability::new(4).map(Reliability::value), Some(4));
    /// assert!(Reliability::new(5).is_none());
    /// ```
    pub fn new(number: u8) -> Option<Self> {
        (1..=4).contains(&number).then_some(Self(number))
    }

    /// The number.
    pub const fn value(self) -> u8 {
        self.0
    }
}

impl TryFrom<u8> for Reliability {
    type Error = String;

    fn try_from(number: u8) -> Result<Self, String> {
        Self::new(number).ok_or_else(|| format!("a reliability is 1 to 4, not {number}"))
    }
}

impl From<Reliability> for u8 {
    fn from(reliability: Reliability) -> Self {
        reliability.0
    }
}

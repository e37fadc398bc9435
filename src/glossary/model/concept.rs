use serde::{Deserialize, Serialize};

use super::{ConceptRecord, Form, Position, Slot, Status, StyleId, Term};
use crate::{language::Language, text::is_space_in_line};

/// A concept of a glossary: what the glossary’s matchers name it by. It means nothing to another glossary.
///
/// ```
/// use drogman::glossary::Glossary;
/// let glossary = Glossary::embedded();
/// let id = glossary.concept_id("tbilissi").unwrap();
/// assert_eq!(glossary.concept(id).id, "tbilissi");
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct ConceptId(u32);

impl ConceptId {
    /// The concept at a place in [`Glossary::concepts`].
    pub(crate) fn at(place: usize) -> Self {
        Self(place as u32)
    }

    /// Its place in [`Glossary::concepts`].
    pub(crate) fn place(self) -> usize {
        self.0 as usize
    }
}

/// What a name or term stands for (ISO 30042 `conceptEntry`).
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Concept {
    /// The id, unique in a glossary.
    pub id: String,
    /// What kind of thing it is.
    pub kind: ConceptKind,
    /// A remark for the translator.
    pub note: Option<String>,
    /// Where the equivalence comes from.
    pub source: Option<String>,
    /// The terms of both languages, each language's preferred terms first, then in file order.
    pub terms: Vec<Term>,
    /// What else is known of it; see [`Concept::record`].
    pub details: Option<Box<ConceptRecord>>,
    /// Where the concept starts.
    pub position: Position,
}

impl Concept {
    /// A concept that stands in no file.
    pub fn new(id: impl Into<String>, kind: ConceptKind, terms: Vec<Term>) -> Self {
        let position = Position::nowhere();
        Self { id: id.into(), kind, note: None, source: None, terms, details: None, position }
    }

    /// Domains, definitions, roles and further languages; an empty record where nothing is known.
    ///
    /// ```
    /// use drogman::glossary::{Concept, ConceptKind};
    /// assert!(Concept::new("bakou", ConceptKind::City, Vec::new()).record().domains.is_empty());
    /// ```
    pub fn record(&self) -> &ConceptRecord {
        self.details.as_deref().unwrap_or(ConceptRecord::empty())
    }

    /// The surname in a person’s full name: the longest of the concept’s short names in its language that it ends in,
    /// after a space; `None` when nothing tells.
    ///
    /// ```
    /// use drogman::{glossary::{Concept, ConceptKind, Slot, Term}, language::Language};
    /// let short = Term { slot: Slot::Short, ..Term::new(Language::French, "van der Leyen") };
    /// let concept = Concept::new("leyen", ConceptKind::Person, vec![short]);
    /// assert_eq!(concept.surname_in("Ursula van der Leyen", Language::French), Some("van der Leyen"));
    /// assert_eq!(concept.surname_in("van der Leyen", Language::French), None);
    /// ```
    pub fn surname_in(&self, full: &str, language: Language) -> Option<&str> {
        let shorts = self.terms_in(language).filter(|(_, term)| term.slot == Slot::Short);
        let literal = shorts.filter(|(_, term)| matches!(term.form, Form::Literal(_)));
        let surnames = literal.map(|(_, term)| term.text()).filter(|surname| {
            let given = full.strip_suffix(surname);
            given.is_some_and(|given| given.ends_with(is_space_in_line) && !given.trim().is_empty())
        });
        surnames.max_by_key(|surname| surname.len())
    }

    /// The terms of one language with their places in [`Concept::terms`].
    ///
    /// ```
    /// use drogman::{glossary::{Concept, ConceptKind, Term}, language::Language};
    /// let terms = vec![Term::new(Language::French, "Bakou"), Term::new(Language::English, "Baku")];
    /// let concept = Concept::new("bakou", ConceptKind::City, terms);
    /// let (place, english) = concept.terms_in(Language::English).next().unwrap();
    /// assert_eq!((place, english.text()), (1, "Baku"));
    /// ```
    pub fn terms_in(&self, language: Language) -> impl Iterator<Item = (usize, &Term)> {
        self.terms.iter().enumerate().filter(move |(_, term)| term.language == language)
    }

    /// The preferred term of a slot in a style, with its place in [`Concept::terms`].
    ///
    /// ```
    /// use drogman::{glossary::{Glossary, Slot, StyleId}, language::Language};
    /// let glossary: Glossary = "
    /// version: 1
    /// styles: [onu]
    /// concepts:
    ///   kiev: {type: city, fr: {preferred: {default: Kiev, onu: Kyïv}}, en: Kyiv}
    /// ".parse().unwrap();
    /// let kiev = &glossary.concepts["kiev"];
    /// let name = |style| kiev.preferred(Language::French, Slot::Full, style).map(|(_, term)| term.text());
    /// assert_eq!(name(StyleId::DEFAULT), Some("Kiev"));
    /// assert_eq!(name(StyleId(1)), Some("Kyïv"));
    /// ```
    pub fn preferred(&self, language: Language, slot: Slot, style: StyleId) -> Option<(usize, &Term)> {
        self.terms_in(language).find(|(_, term)| term.slot == slot && term.status(style) == Status::Preferred)
    }

    /// The preferred term of `slot`, else of the full slot, else of any slot the concept has.
    ///
    /// ```
    /// use drogman::{glossary::{Concept, ConceptKind, Slot, StyleId, Term}, language::Language};
    /// let concept = Concept::new("bakou", ConceptKind::City, vec![Term::new(Language::French, "Bakou")]);
    /// let french = |slot| concept.preferred_or_full(Language::French, slot, StyleId::DEFAULT).map(|(_, term)| term.text());
    /// assert_eq!(french(Slot::Abbreviation), Some("Bakou"));
    /// assert!(concept.preferred(Language::French, Slot::Abbreviation, StyleId::DEFAULT).is_none());
    /// ```
    pub fn preferred_or_full(
        &self,
        language: Language,
        slot: Slot,
        style: StyleId,
    ) -> Option<(usize, &Term)> {
        [slot, Slot::Full, Slot::Short, Slot::Abbreviation]
            .into_iter()
            .find_map(|slot| self.preferred(language, slot, style))
    }

    /// Whether the concept carries a proper name (all kinds but demonyms and common terms).
    ///
    /// ```
    /// use drogman::glossary::{Concept, ConceptKind};
    /// assert!(Concept::new("bakou", ConceptKind::City, Vec::new()).is_name());
    /// assert!(!Concept::new("armenien", ConceptKind::Demonym, Vec::new()).is_name());
    /// ```
    pub fn is_name(&self) -> bool {
        !matches!(self.kind, ConceptKind::Demonym | ConceptKind::Term)
    }
}

/// What kind of thing a concept is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "lowercase")]
#[allow(missing_docs)]
pub enum ConceptKind {
    Person,
    Place,
    City,
    Region,
    Country,
    River,
    Strait,
    Polity,
    Organisation,
    Demonym,
    Term,
}

impl ConceptKind {
    /// Every kind, in the order of the enumeration.
    pub const ALL: [Self; 11] = [
        Self::Person,
        Self::Place,
        Self::City,
        Self::Region,
        Self::Country,
        Self::River,
        Self::Strait,
        Self::Polity,
        Self::Organisation,
        Self::Demonym,
        Self::Term,
    ];

    /// The word the glossary file uses.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Person => "person",
            Self::Place => "place",
            Self::City => "city",
            Self::Region => "region",
            Self::Country => "country",
            Self::River => "river",
            Self::Strait => "strait",
            Self::Polity => "polity",
            Self::Organisation => "organisation",
            Self::Demonym => "demonym",
            Self::Term => "term",
        }
    }
}

use std::{fmt, sync::Arc};

use indexmap::IndexMap;
use serde::{Deserialize, Serialize};

use super::accents::Accents;

pub use crate::grammar::{Article, Elides, Gender, Grammar, Inflected, Locative, Number};
use crate::{
    language::{Language, inflection},
    text::is_space_in_line,
};

/// Concepts and the terms for them in two languages.
#[derive(Clone, Debug, PartialEq)]
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

/// A house style, as its place in [`Glossary::styles`]; [`StyleId::DEFAULT`] always exists.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct StyleId(pub usize);

impl StyleId {
    /// The style used when none is named.
    pub const DEFAULT: Self = Self(0);
}

/// What a name or term stands for (ISO 30042 `conceptEntry`).
#[derive(Clone, Debug, PartialEq)]
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
    /// Where the concept starts.
    pub position: Position,
}

impl Concept {
    /// A concept that stands in no file.
    pub fn new(id: impl Into<String>, kind: ConceptKind, terms: Vec<Term>) -> Self {
        Self { id: id.into(), kind, note: None, source: None, terms, position: Position::nowhere() }
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

/// One form of a concept in one language.
#[derive(Clone, Debug, PartialEq)]
pub struct Term {
    /// The language it belongs to.
    pub language: Language,
    /// What stands in running text.
    pub form: Form,
    /// Which name of the concept it is.
    pub slot: Slot,
    /// Why the form exists beside the preferred one.
    pub relation: Relation,
    /// Whose name it is, for relation `party` (and wherever the glossary says so).
    pub party: Option<String>,
    /// The status by style, indexed by [`StyleId`]; one entry for each of [`Glossary::styles`].
    pub statuses: Vec<Status>,
    /// What repairing the grammar around it needs.
    pub grammar: Grammar,
    /// Whether a form that several concepts share may stand alone for this one: `Some(true)` claims it
    /// where the document names nobody in full, `Some(false)` never matches before the full name.
    pub alone: Option<bool>,
    /// A remark on this form.
    pub note: Option<String>,
    /// Where the form stands.
    pub position: Position,
}

impl Term {
    /// The preferred full name, of which no more is known and which stands in no file.
    ///
    /// ```
    /// use drogman::{glossary::{Slot, Status, Term}, language::Language};
    /// let term = Term::new(Language::French, "Erevan");
    /// assert_eq!((term.text(), term.slot), ("Erevan", Slot::Full));
    /// assert_eq!(term.status(Default::default()), Status::Preferred);
    /// ```
    pub fn new(language: Language, form: impl Into<String>) -> Self {
        Self {
            language,
            form: Form::Literal(form.into()),
            slot: Slot::Full,
            relation: Relation::Base,
            party: None,
            statuses: vec![Status::Preferred],
            grammar: Grammar::default(),
            alone: None,
            note: None,
            position: Position::nowhere(),
        }
    }

    /// The status in a style.
    pub fn status(&self, style: StyleId) -> Status {
        self.statuses.get(style.0).or(self.statuses.first()).copied().unwrap_or(Status::Admitted)
    }

    /// The written form, or the regular expression of a pattern.
    pub fn text(&self) -> &str {
        match &self.form {
            Form::Literal(text) | Form::Pattern(text) => text,
        }
    }

    /// Every inflected form with its gender and number, and the regular plural of a common noun; just the form itself
    /// when nothing is inflected.
    /// A pattern has none.
    ///
    /// ```
    /// use drogman::{glossary::Term, language::Language};
    /// // Of a term that the glossary inflects, every form; of another, the form itself.
    /// let forms = Term::new(Language::French, "Bakou").inflected();
    /// assert_eq!(forms.iter().map(|form| &form.form[..]).collect::<Vec<_>>(), ["Bakou"]);
    /// ```
    pub fn inflected(&self) -> Vec<Inflected> {
        match &self.form {
            Form::Pattern(_) => Vec::new(),
            Form::Literal(text) if self.grammar.inflections.is_empty() => {
                let gender = self.grammar.gender.unwrap_or(Gender::Masculine);
                let singular = Inflected { gender, number: Number::Singular, form: text.clone() };
                let plural = self.grammar.regular_plural.then(|| inflection::plural_in(self.language, text));
                let plural = plural.flatten().map(|form| Inflected { gender, number: Number::Plural, form });
                std::iter::once(singular).chain(plural).collect()
            }
            Form::Literal(_) => self.grammar.inflections.clone(),
        }
    }
}

/// What of a term stands in running text.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum Form {
    /// Written so, without article.
    Literal(String),
    /// Whatever a regular expression matches.
    Pattern(String),
}

/// Which name of the concept a form is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Slot {
    /// The full name.
    Full,
    /// A surname alone, «Karabakh» for Haut-Karabakh.
    Short,
    /// ONU, OSCE.
    Abbreviation,
}

impl Slot {
    /// The word the glossary file uses.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Full => "full",
            Self::Short => "short",
            Self::Abbreviation => "abbreviation",
        }
    }
}

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

/// Where something stands in a glossary file.
#[derive(Clone, Debug)]
pub struct Position {
    /// The file, as it was named to drogman.
    pub file: Arc<str>,
    /// Line, from 1; 0 when the entry came from no file.
    pub line: usize,
    /// Column, from 1, in characters.
    pub column: usize,
}

impl Position {
    /// The position of what stands in no file.
    pub fn nowhere() -> Self {
        Self { file: Arc::from(""), line: 0, column: 0 }
    }
}

/// Two entries are the same wherever they stand.
impl PartialEq for Position {
    fn eq(&self, _: &Self) -> bool {
        true
    }
}

impl fmt::Display for Position {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}:{}:{}", self.file, self.line, self.column)
    }
}

use super::accents::is_foreign;
use crate::{
    glossary::{Accents, Capitals, Concept, ConceptId, Date, Diacritics, Glossary, Status, StyleId, Term},
    language::Language,
    text::Span,
};

/// A form of the glossary found at a span of a document.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Occurrence {
    /// The block, by its place in the document.
    pub block: usize,
    /// The span in the block’s text (bytes), elided articles excluded.
    pub span: Span,
    /// The concept.
    pub concept: ConceptId,
    /// The term, by its place in [`Concept::terms`].
    pub term: usize,
    /// The language of the term.
    pub language: Language,
    /// Which of [`Term::inflected`] was found.
    pub inflection: usize,
    /// How its capitals stand.
    pub casing: Casing,
    /// How the spelling differs from the listed one.
    pub deviation: Deviation,
    /// How sure it is that this concept is meant, and why.
    pub certainty: Certainty,
    /// Why a form that should be rewritten stays all the same.
    pub kept: Option<Kept>,
    /// Where the parts of a person’s full name stand, when it is not simply written like the term.
    pub parts: Option<NameParts>,
    /// The date of the document, where the glossary says when a form of the concept is in use.
    pub date: Option<Date>,
}

/// Where the parts of a person’s full name stand that has something between them (*Ilham H. Aliev*), the surname
/// first (*Aliev, Ilham*) or in capitals (*Ilham ALIEV*).
///
/// ```
/// use drogman::{glossary::Glossary, language::Language, matching::Matcher};
/// let glossary: Glossary = "
/// version: 1
/// concepts:
///   ilham: {type: person, fr: {given: Ilham, family: Aliev}, en: {given: Ilham, family: Aliyev}}
/// ".parse().unwrap();
/// let text = "Ilham H. Aliev est venu.";
/// let found = &Matcher::new(&glossary, Language::French).unwrap().find_in(text).occurrences[0];
/// assert_eq!(found.span.of(text), "Ilham H. Aliev");
/// assert_eq!(found.parts.unwrap().surname.of(text), "Aliev");
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct NameParts {
    /// The given name (bytes of the block’s text).
    pub given: Span,
    /// The surname, with its particle.
    pub surname: Span,
}

impl NameParts {
    /// From the start of the first part to the end of the last.
    pub(super) fn span(self) -> Span {
        let (given, surname) = (self.given, self.surname);
        Span::new(given.start.min(surname.start), given.end.max(surname.end))
    }

    /// Whether the surname comes first.
    pub fn is_reversed(self) -> bool {
        self.surname.start < self.given.start
    }
}

/// How the capitals of an occurrence stand.
///
/// ```
/// use drogman::{glossary::Glossary, language::Language, matching::{Casing, Matcher}};
/// let matcher = Matcher::new(Glossary::embedded(), Language::French).unwrap();
/// let casing = |text| matcher.find_in(text).occurrences[0].casing;
/// assert_eq!((casing("à Bakou"), casing("À BAKOU")), (Casing::Listed, Casing::AllCaps));
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Casing {
    /// As the glossary writes it.
    Listed,
    /// The glossary’s lower-case initial as a capital: the people’s noun, a sentence start.
    Capitalised,
    /// ALL CAPS.
    AllCaps,
}

impl Casing {
    /// The word used in JSON.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Listed => "listed",
            Self::Capitalised => "capitalised",
            Self::AllCaps => "all-caps",
        }
    }
}

/// How the spelling found differs from the listed one.
///
/// ```
/// use drogman::{glossary::Glossary, language::Language, matching::{Deviation, Matcher}};
/// let glossary: Glossary = "version: 1\nconcepts:\n  cd: {type: country, fr: Côte d’Ivoire, en: Ivory Coast}\n".parse().unwrap();
/// let matcher = Matcher::new(&glossary, Language::French).unwrap();
/// let deviation = |text| matcher.find_in(text).occurrences[0].deviation;
/// assert_eq!(deviation("Côte d’Ivoire"), Deviation::None);
/// assert_eq!(deviation("Côte d'Ivoire"), Deviation::Typography);
/// assert_eq!(deviation("Cote d’Ivoire"), Deviation::Spelling);
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Deviation {
    /// Not at all.
    None,
    /// Only in the style of apostrophe, the kind of space, or ALL CAPS: no reason to rewrite.
    Typography,
    /// Only in accents about which houses differ: the style says whether they are rewritten ([`Accents`]).
    House {
        /// Whether a capital has an accent; none where no capital differs in it.
        capitals: Option<bool>,
        /// Whether the diacritics of a foreign person’s name differ.
        diacritics: bool,
    },
    /// In other diacritics, hyphens or case: a spelling to normalise.
    Spelling,
}

impl Deviation {
    /// How far the form is from the listed one: of several that may be meant, the nearest is.
    pub(super) const fn distance(self) -> u8 {
        match self {
            Self::None => 0,
            Self::Typography | Self::House { .. } => 1,
            Self::Spelling => 3,
        }
    }

    /// The word used in JSON.
    pub const fn name(self) -> &'static str {
        match self {
            Self::None => "none",
            Self::Typography => "typography",
            Self::House { .. } => "house",
            Self::Spelling => "spelling",
        }
    }
}

/// How sure it is that an occurrence means its concept, and why.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Certainty {
    /// Whether it is sure enough to rewrite.
    pub sure: bool,
    /// What decided it.
    pub reason: Reason,
}

/// What decided whom a form means.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Reason {
    /// No other concept has the form.
    OnlyBearer,
    /// The document’s last full name with this short name was the concept’s.
    FullNameBefore,
    /// The document names the concept in full, but only later.
    FullNameLater,
    /// Several concepts share the form, and one of them claims it alone.
    Claimed,
    /// Somebody the glossary does not know was named in full last, with this surname («Natig Aliev»): not sure.
    OtherBearer,
    /// It counts in capitals alone, and stands in a line of capitals, where it may be any word: not sure.
    LineOfCapitals,
}

impl Reason {
    /// The words used in JSON.
    pub const fn name(self) -> &'static str {
        match self {
            Self::OnlyBearer => "only-bearer",
            Self::FullNameBefore => "full-name-before",
            Self::FullNameLater => "full-name-later",
            Self::Claimed => "claimed",
            Self::OtherBearer => "other-bearer",
            Self::LineOfCapitals => "line-of-capitals",
        }
    }
}

/// Why a form stays though its status says rewrite.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Kept {
    /// The sentence sets two sides’ names beside each other: the names themselves are the topic.
    Mention,
    /// It is nobody’s name, and stands beside a side’s: it is not made a side’s name there.
    Beside,
}

/// A short name that several concepts bear, none of them named in full.
///
/// ```
/// use drogman::{glossary::Glossary, language::Language, matching::Matcher};
/// let glossary: Glossary = "
/// version: 1
/// concepts:
///   ilham: {type: person, fr: {preferred: Ilham Aliev, short: Aliev}, en: Ilham Aliyev}
///   heydar: {type: person, fr: {preferred: Heydar Aliev, short: Aliev}, en: Heydar Aliyev}
/// ".parse().unwrap();
/// let matches = Matcher::new(&glossary, Language::French).unwrap().find_in("Aliev parle.");
/// assert!(matches.occurrences.is_empty());
/// assert_eq!(matches.ambiguous[0].candidates.len(), 2);
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Ambiguity {
    /// The block, by its place in the document.
    pub block: usize,
    /// The span in the block’s text (bytes).
    pub span: Span,
    /// The concepts it may mean, with the place of the term in [`Concept::terms`].
    pub candidates: Vec<(ConceptId, usize)>,
}

/// What matching a document finds, in reading order.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Matches {
    /// The occurrences.
    pub occurrences: Vec<Occurrence>,
    /// The short names that could not be given to one concept.
    pub ambiguous: Vec<Ambiguity>,
    /// Whether the document leaves the accents off its capitals, all of them that were found.
    pub plain_capitals: bool,
}

impl Occurrence {
    /// The concept it stands for.
    ///
    /// # Panics
    /// When the occurrence comes from another glossary.
    pub fn concept<'g>(&self, glossary: &'g Glossary) -> &'g Concept {
        glossary.concept(self.concept)
    }

    /// The term found.
    ///
    /// # Panics
    /// When the occurrence comes from another glossary.
    pub fn term<'g>(&self, glossary: &'g Glossary) -> &'g Term {
        &self.concept(glossary).terms[self.term]
    }

    /// The status of what is written: the term’s, but deprecated when an allowed term is misspelt, or out of use at the
    /// date of the document.
    ///
    /// ```
    /// use drogman::{glossary::{Glossary, Status, StyleId}, language::Language, matching::Matcher};
    /// let glossary: Glossary = "version: 1\nconcepts:\n  algerie: {type: country, fr: Algérie, en: Algeria}\n".parse().unwrap();
    /// let matcher = Matcher::new(&glossary, Language::French).unwrap();
    /// let status = |text| matcher.find_in(text).occurrences[0].status(&glossary, StyleId::DEFAULT);
    /// assert_eq!(status("en Algérie"), Status::Preferred);
    /// assert_eq!(status("en Algerie"), Status::Deprecated, "an accent is missing");
    /// ```
    pub fn status(&self, glossary: &Glossary, style: StyleId) -> Status {
        let status = self.term(glossary).status(style);
        let is_unwanted = self.is_outdated(glossary) || self.is_misspelt(glossary, style);
        if status.is_allowed() && is_unwanted { Status::Deprecated } else { status }
    }

    /// Whether the term is out of use at the date of the document.
    ///
    /// ```
    /// use drogman::{document::{Document, ReadOptions}, glossary::Glossary, language::Language, matching::Matcher};
    /// let glossary: Glossary = "
    /// version: 1
    /// concepts:
    ///   lac: {type: term, fr: {preferred: retenue, variants: [{form: étang, relation: former, until: 1999}]}, en: pond}
    /// ".parse().unwrap();
    /// let page = b"---\ndate: 2005-02-01\n---\n\nUn \xc3\xa9tang.\n".to_vec();
    /// let page = Document::from_bytes("a.md", page, &ReadOptions::default()).unwrap();
    /// let matches = Matcher::new(&glossary, Language::French).unwrap().matches(&page);
    /// assert!(matches.occurrences[0].is_outdated(&glossary));
    /// ```
    pub fn is_outdated(&self, glossary: &Glossary) -> bool {
        self.date.is_some_and(|date| self.term(glossary).record().is_outdated(date))
    }

    /// Whether the style wants the term, but spelt otherwise.
    pub(crate) fn is_misspelt(&self, glossary: &Glossary, style: StyleId) -> bool {
        let Accents { capitals, diacritics } = glossary.accents(style);
        let accented = match self.deviation {
            Deviation::Spelling => return true,
            Deviation::House { diacritics: true, .. } if diacritics == Diacritics::Exact => return true,
            Deviation::House { capitals: Some(accented), .. } => match capitals {
                Capitals::Keep => false,
                Capitals::Accented => return true,
                Capitals::Plain => accented,
            },
            _ => capitals == Capitals::Plain && self.has_accented_capital(glossary),
        };
        accented && !is_foreign(self.term(glossary).text(), self.language)
    }

    /// Whether the listed form has a capital with an accent, written as the occurrence is.
    fn has_accented_capital(&self, glossary: &Glossary) -> bool {
        let listed = self.term(glossary).text();
        let raised = self.casing == Casing::Capitalised;
        listed.chars().enumerate().any(|(at, c)| {
            !c.is_ascii()
                && c.is_alphabetic()
                && (c.is_uppercase() || self.casing == Casing::AllCaps || raised && at == 0)
        })
    }

    /// Whether it has the accents of the glossary, where the author may have chosen them; `None` where there was nothing
    /// to choose.
    pub(crate) fn accents_as_listed(&self, glossary: &Glossary) -> Option<bool> {
        match self.deviation {
            _ if self.casing == Casing::AllCaps => None,
            Deviation::House { .. } => Some(false),
            Deviation::Spelling => None,
            // The capital of a word that is listed in small letters is not there to compare.
            _ if self.casing == Casing::Listed && !self.concept(glossary).is_name() => None,
            Deviation::None | Deviation::Typography => Some(true),
        }
    }
}

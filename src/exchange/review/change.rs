//! The changes of a glossary that a review can ask for.

use crate::{
    glossary::{Concept, ConceptKind, Date, Gender, PartOfSpeech, Relation, Slot, Status, Term},
    language::Language,
};

/// A form of a concept.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct TermRef {
    /// Its language.
    pub language: Language,
    /// Which name of the concept it is.
    pub slot: Slot,
    /// The form.
    pub form: String,
}

/// A field of a concept’s record.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[allow(missing_docs)]
pub enum ConceptField {
    Domain,
    Definition,
}

/// A field of a form’s record.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[allow(missing_docs)]
pub enum FormField {
    Example,
    PartOfSpeech,
    Source,
    Reliability,
    From,
    Until,
    Case,
}

impl ConceptField {
    /// The key in a glossary file.
    pub(super) fn key(self) -> &'static str {
        match self {
            Self::Domain => "domain",
            Self::Definition => "definition",
        }
    }

    /// What a concept says now, as far as a cell can say it.
    pub(super) fn of(self, concept: &Concept) -> Told {
        let record = concept.record();
        match self {
            Self::Domain => Told::Text(record.domains.join("; ")),
            Self::Definition => match &record.definitions[..] {
                [] => Told::Text(String::new()),
                [only] if only.language.is_none() && only.cited.source.is_none() => {
                    Told::Text(only.cited.text.clone())
                }
                _ => Told::More,
            },
        }
    }
}

impl FormField {
    /// The key in a glossary file.
    pub(super) fn key(self) -> &'static str {
        match self {
            Self::Example => "example",
            Self::PartOfSpeech => "pos",
            Self::Source => "source",
            Self::Reliability => "reliability",
            Self::From => "from",
            Self::Until => "until",
            Self::Case => "case",
        }
    }

    /// What a form says now, as far as a cell can say it.
    pub(super) fn of(self, term: &Term) -> Told {
        let record = term.record();
        let text = |text: Option<String>| Told::Text(text.unwrap_or_default());
        match self {
            Self::Example => match &record.examples[..] {
                [] => text(None),
                [only] if only.source.is_none() => text(Some(only.text.clone())),
                _ => Told::More,
            },
            Self::PartOfSpeech => text(record.pos.map(|pos| pos.name().to_owned())),
            Self::Source => text(record.source.clone()),
            Self::Reliability => text(record.reliability.map(|it| it.value().to_string())),
            Self::From => text(record.from.map(|date| date.to_string())),
            Self::Until => text(record.until.map(|date| date.to_string())),
            Self::Case => text(record.exact_case.then(|| "exact".to_owned())),
        }
    }

    /// A cell as the glossary writes it.
    ///
    /// # Errors
    /// When it is none of the words for the field: what to write.
    pub(super) fn read(self, cell: &str) -> Result<String, String> {
        let one_of = |what: &str, words: &[&str]| {
            let word = cell.to_lowercase();
            let found = words.contains(&word.as_str());
            found.then_some(word).ok_or_else(|| format!("{what} «{cell}»: write one of {}", words.join(", ")))
        };
        match self {
            Self::PartOfSpeech => one_of("part of speech", &PartOfSpeech::ALL.map(PartOfSpeech::name)),
            Self::Reliability => one_of("reliability", &["1", "2", "3", "4"]),
            Self::Case => one_of("case", &["exact"]),
            Self::From | Self::Until => {
                cell.parse::<Date>().map(|date| date.to_string()).map_err(|error| error.to_string())
            }
            Self::Example | Self::Source => Ok(cell.to_owned()),
        }
    }
}

/// What is said of a field.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Told {
    /// One text; empty when nothing is said.
    Text(String),
    /// More than a cell can say: several, or with sources.
    More,
}

/// A change of a concept.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Change {
    /// A new form.
    Add {
        /// The form.
        term: TermRef,
        /// Its status.
        status: Status,
        /// Why it exists, where the review says so.
        relation: Option<Relation>,
        /// Whose name it is.
        party: Option<String>,
    },
    /// The form to prefer from now on; a new one is added.
    Prefer(TermRef),
    /// What kind of thing the concept is.
    Kind(ConceptKind),
    /// The remark on the concept; `None`: none any more.
    Note(Option<String>),
    /// Where the equivalence comes from; `None`: not said any more.
    Source(Option<String>),
    /// The status of a form that is not to be preferred.
    Status(TermRef, Status),
    /// Why a form exists.
    Relation(TermRef, Relation),
    /// Whose name a form is; `None`: nobody’s any more.
    Party(TermRef, Option<String>),
    /// The gender of a form; `None`: not said any more.
    Gender(TermRef, Option<Gender>),
    /// The remark on a form; `None`: none any more.
    FormNote(TermRef, Option<String>),
    /// What the concept is about, or what it means; `None`: not said any more.
    About(ConceptField, Option<String>),
    /// What else is known of a form; `None`: not said any more.
    Record(TermRef, FormField, Option<String>),
    /// Another slot for a form.
    Slot(TermRef, Slot),
    /// Another spelling of a form.
    Rename(TermRef, String),
    /// The form goes.
    Remove(TermRef),
}

impl Change {
    /// What is changed: two changes of the same thing are the same, or disagree.
    pub(super) fn subject(&self) -> (u8, Option<TermRef>) {
        match self {
            Self::Add { term, .. } => (0, Some(term.clone())),
            Self::Prefer(term) => (1, Some(TermRef { form: String::new(), ..term.clone() })),
            Self::Kind(_) => (2, None),
            Self::Note(_) => (3, None),
            Self::Source(_) => (4, None),
            Self::Status(term, _) => (5, Some(term.clone())),
            Self::Relation(term, _) => (6, Some(term.clone())),
            Self::Party(term, _) => (7, Some(term.clone())),
            Self::Gender(term, _) => (8, Some(term.clone())),
            Self::FormNote(term, _) => (9, Some(term.clone())),
            Self::Rename(term, _) | Self::Remove(term) => (30, Some(term.clone())),
            Self::About(field, _) => (10 + *field as u8, None),
            Self::Record(term, field, _) => (15 + *field as u8, Some(term.clone())),
            // Whatever else is changed of the form finds it in its old slot.
            Self::Slot(term, _) => (29, Some(term.clone())),
        }
    }
}

//! The changes of a glossary that a review can ask for.

use super::super::lists::RecordField;
use crate::{
    glossary::{ConceptKind, Gender, Relation, Slot, Status, Term},
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

impl TermRef {
    /// Whether a term is the one that is meant.
    pub(super) fn is(&self, term: &Term) -> bool {
        (term.language, term.slot, term.text()) == (self.language, self.slot, self.form.as_str())
    }
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
    /// A field of the full record, of a form or of the concept, as its text; `None`: nothing is known any more.
    Record(RecordField, Option<TermRef>, Option<String>),
    /// Another slot for a form.
    Slot(TermRef, Slot),
    /// Another spelling of a form.
    Rename(TermRef, String),
    /// The form goes.
    Remove(TermRef),
}

impl Change {
    /// The form that is changed; none where the concept as a whole is.
    pub(super) fn term(&self) -> Option<&TermRef> {
        match self {
            Self::Kind(_) | Self::Note(_) | Self::Source(_) | Self::Record(_, None, _) => None,
            Self::Add { term, .. } => Some(term),
            Self::Prefer(term)
            | Self::Status(term, _)
            | Self::Relation(term, _)
            | Self::Party(term, _)
            | Self::Gender(term, _)
            | Self::FormNote(term, _)
            | Self::Record(_, Some(term), _)
            | Self::Slot(term, _)
            | Self::Rename(term, _)
            | Self::Remove(term) => Some(term),
        }
    }

    /// Whether a term is what it was before the change or is after it.
    pub(super) fn names(&self, term: &Term) -> bool {
        let Some(of) = self.term() else { return false };
        of.is(term)
            || match self {
                Self::Rename(_, form) => TermRef { form: form.clone(), ..of.clone() }.is(term),
                Self::Slot(_, slot) => TermRef { slot: *slot, ..of.clone() }.is(term),
                _ => false,
            }
    }

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
            Self::Record(field, term, _) => (10 + *field as u8, term.clone()),
            // Whatever else is changed of the form finds it in its old slot.
            Self::Slot(term, _) => (29, Some(term.clone())),
        }
    }
}

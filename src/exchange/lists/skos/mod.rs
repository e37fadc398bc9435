//! SKOS in Turtle (W3C, «SKOS Simple Knowledge Organization System Reference», 2009): the preferred form is the
//! prefLabel, admitted ones are altLabels, those not to be written hiddenLabels.
//!
//! A label of which more is known than these three words say (a forbidden form, a short name, whose name it is)
//! stands a second time as a label of SKOS-XL, with the rest as its properties.

mod read;
mod write;

use super::{
    ListFormat, ReadError, Sink, Source, Wanted, WriteError,
    model::{EntryTerm, TermList},
};
use crate::{
    glossary::{Relation, Status},
    language::Language,
};

/// SKOS in Turtle.
pub(super) struct Skos;

const SKOS: &str = "http://www.w3.org/2004/02/skos/core#";
const XL: &str = "http://www.w3.org/2008/05/skos-xl#";
const DCT: &str = "http://purl.org/dc/terms/";
/// What SKOS has no word for.
const OWN: &str = "urn:x-drogman:term:";
/// What concepts are called by.
const CONCEPT: &str = "urn:x-drogman:concept:";

/// A kind of label.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Label {
    Preferred,
    Alternative,
    Hidden,
}

impl Label {
    const ALL: [Self; 3] = [Self::Preferred, Self::Alternative, Self::Hidden];

    const fn name(self) -> &'static str {
        match self {
            Self::Preferred => "prefLabel",
            Self::Alternative => "altLabel",
            Self::Hidden => "hiddenLabel",
        }
    }

    /// What the kind alone says of a form.
    fn implied(self, language: Language, form: &str) -> EntryTerm {
        let (status, relation) = match self {
            Self::Preferred => (Status::Preferred, None),
            Self::Alternative => (Status::Admitted, None),
            Self::Hidden => (Status::Deprecated, Some(Relation::Spelling)),
        };
        EntryTerm { status: Some(status), relation, ..EntryTerm::new(language, form) }
    }
}

impl ListFormat for Skos {
    fn name(&self) -> &'static str {
        "skos"
    }

    fn endings(&self) -> &'static [&'static str] {
        &["ttl", "skos"]
    }

    fn write(&self, list: &TermList) -> Result<Vec<u8>, WriteError> {
        write::write(list).map_err(|message| WriteError { format: "skos", message })
    }

    fn read(&self, input: Source<'_>, wanted: &Wanted, sink: &mut Sink<'_>) -> Result<(), ReadError> {
        read::read(input, wanted, sink)
    }
}

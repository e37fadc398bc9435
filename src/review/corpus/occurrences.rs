//! The names found in the documents: sixteen bytes each, and a table of the forms.

use rustc_hash::FxHashMap;

use super::DocumentId;

/// A form in use, by its place in the table of forms.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) struct FormId(pub(crate) u32);

/// What makes a form in use: a name (the concept’s id, or that of a name the glossary does not have), and how it is
/// written; kinds of space and apostrophe and ALL CAPS set right.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub(crate) struct FormInUse {
    /// The id of the name.
    pub(crate) name: String,
    /// As written.
    pub(crate) form: String,
}

/// A name found at a place of a document.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Found {
    /// The document.
    pub(crate) document: DocumentId,
    /// Where it starts in the document’s text (UTF-16 units).
    pub(crate) start: u32,
    /// Where it ends.
    pub(crate) end: u32,
    /// Its form.
    pub(crate) form: FormId,
}

/// A name found in a document that is being read.
#[derive(Clone, Debug)]
pub(crate) struct FoundForm {
    pub(crate) name: String,
    pub(crate) form: String,
    pub(crate) start: u32,
    pub(crate) end: u32,
}

/// How much a name is used.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct InUse {
    /// Occurrences.
    pub(crate) n: usize,
    /// The documents they stand in, in order.
    pub(crate) documents: Vec<DocumentId>,
    /// By spelling, most found first.
    pub(crate) forms: Vec<(String, usize)>,
}

/// The names found.
#[derive(Default)]
pub(crate) struct Occurrences {
    forms: Vec<FormInUse>,
    numbers: FxHashMap<FormInUse, FormId>,
    found: Vec<Found>,
}

impl Occurrences {
    pub(super) fn in_use(&self, _name: &str) -> InUse {
        InUse::default()
    }

    pub(super) fn take(&mut self, _document: DocumentId, _found: Vec<FoundForm>) {}
}

//! What remains of a format whose feature was left out when the program was built.

use super::{
    CandidateFormat, ListFormat, ReadError, SheetContent, SheetFormat, Sink, Source, TermList, Wanted,
    WriteError,
};
use crate::{extract::Candidate, text::built_without};

/// A format that is known by name and refuses to be read or written.
#[allow(dead_code, reason = "no feature may be left out")]
pub(super) struct LeftOut {
    pub(super) name: &'static str,
    /// The endings of its files as a list.
    pub(super) endings: &'static [&'static str],
    /// The name of its file as a sheet.
    pub(super) file: &'static str,
    pub(super) feature: &'static str,
}

impl ListFormat for LeftOut {
    fn name(&self) -> &'static str {
        self.name
    }

    fn endings(&self) -> &'static [&'static str] {
        self.endings
    }

    fn write(&self, _: &TermList) -> Result<Vec<u8>, WriteError> {
        Err(WriteError { format: self.name, message: built_without(self.feature) })
    }

    fn read(&self, _: Source<'_>, _: &Wanted, _: &mut Sink<'_>) -> Result<(), ReadError> {
        Err(ReadError::at(0, built_without(self.feature)))
    }
}

impl SheetFormat for LeftOut {
    fn name(&self) -> &'static str {
        self.name
    }

    fn file(&self) -> &'static str {
        self.file
    }

    fn write(&self, _: SheetContent<'_>) -> Result<Vec<u8>, WriteError> {
        Err(WriteError { format: self.name, message: built_without(self.feature) })
    }
}

impl CandidateFormat for LeftOut {
    fn name(&self) -> &'static str {
        self.name
    }

    fn is_text(&self) -> bool {
        false
    }

    fn write(&self, _: &[Candidate]) -> Result<Vec<u8>, WriteError> {
        Err(WriteError { format: self.name, message: built_without(self.feature) })
    }
}

//! Counting documents that may come in passages, for the candidates of a glossary.

use std::marker::PhantomData;

use super::{CaseState, Read, Stages as _, Work, WorkError};
use crate::{
    document::{Document, Source},
    extract::{Extractor, Tally, is_english},
};

/// Counts the words and names of documents, for candidates. An English file found in a folder is passed over.
pub struct Tallying<E> {
    /// What counts.
    pub extractor: Extractor,
    error: PhantomData<fn() -> E>,
}

impl<E> Tallying<E> {
    /// A run of its own through documents; it fails with `E`.
    pub fn new() -> Self {
        Self { extractor: Extractor::new(), error: PhantomData }
    }
}

impl<E> Default for Tallying<E> {
    fn default() -> Self {
        Self::new()
    }
}

impl<E: WorkError> Work for Tallying<E> {
    type Stages = Extractor;
    type Part = Option<Tally>;
    type Gathered = Option<Tally>;
    /// The tally of a document; `None` when it was passed over.
    type Done = Option<Tally>;
    type Error = E;

    fn stages(&self) -> &Extractor {
        &self.extractor
    }

    fn start(&self, source: &Source, first: &Document) -> CaseState {
        let mut state = self.extractor.start(first);
        state.is_passed_over =
            matches!(source, Source::File { path, root: Some(_) } if is_english(path, first));
        state
    }

    fn treat(&self, _: &Source, passage: &Document, read: Option<Read>) -> Result<Option<Tally>, E> {
        Ok(read.map(|read| read.tally(&self.extractor, passage)))
    }

    fn gather(
        &self,
        _: &Source,
        part: Option<Tally>,
        gathered: &mut Option<Tally>,
    ) -> Result<Option<Option<Tally>>, E> {
        match (gathered, part) {
            (Some(tally), Some(part)) => tally.go_on(part),
            (none, part) => *none = part,
        }
        Ok(None)
    }

    fn end(&self, _: &Source, gathered: Option<Tally>) -> Result<Option<Option<Tally>>, E> {
        Ok(Some(gathered))
    }
}

//! Counting documents that may come in passages, for the candidates of a glossary.

use super::{CaseState, Read, SessionError, Stages as _, Work};
use crate::{
    document::{Document, Source},
    extract::{Extractor, Tally, is_english},
};

/// Counts the words and names of documents, for candidates. An English file found in a folder is passed over.
pub struct Tallying(pub Extractor);

impl Work for Tallying {
    type Stages = Extractor;
    type Part = Option<Tally>;
    type Gathered = Option<Tally>;
    /// The tally of a document; `None` when it was passed over.
    type Done = Option<Tally>;
    type Error = SessionError;

    fn stages(&self) -> &Extractor {
        &self.0
    }

    fn start(&self, source: &Source, first: &Document) -> CaseState {
        let mut state = self.0.start(first);
        state.is_passed_over =
            matches!(source, Source::File { path, root: Some(_) } if is_english(path, first));
        state
    }

    fn treat(&self, _: &Source, passage: &Document, read: Option<Read>) -> Result<Option<Tally>, SessionError> {
        Ok(read.map(|read| read.tally(&self.0, passage)))
    }

    fn gather(
        &self,
        _: &Source,
        part: Option<Tally>,
        gathered: &mut Option<Tally>,
    ) -> Result<Option<Option<Tally>>, SessionError> {
        match (gathered, part) {
            (Some(tally), Some(part)) => tally.go_on(part),
            (none, part) => *none = part,
        }
        Ok(None)
    }

    fn end(&self, _: &Source, gathered: Option<Tally>) -> Result<Option<Option<Tally>>, SessionError> {
        Ok(Some(gathered))
    }
}

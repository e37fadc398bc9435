//! Counting the names and terms of a document that comes in passages.

use std::sync::Arc;

use super::{SessionError, Stages};
use crate::{
    document::Document,
    extract::{CaseCounts, Extractor, Tally, Unjudged},
};

/// What the passages of a document have in common where names and terms are counted.
#[derive(Debug, Default)]
pub struct CaseState {
    /// Whether nothing is counted: the document is in another language.
    pub is_passed_over: bool,
    /// How all of it capitalises its words, once it was surveyed.
    case: Arc<CaseCounts>,
}

/// A passage that was read, and how all of its document capitalises its words.
pub struct Read {
    unjudged: Unjudged,
    case: Arc<CaseCounts>,
}

impl Read {
    /// What is counted in the passage; the passages of a document are added with [`Tally::go_on`].
    pub fn tally(self, extractor: &Extractor, passage: &Document) -> Tally {
        let case = (!passage.is_whole()).then_some(&*self.case);
        extractor.tally(passage, self.unjudged, case)
    }
}

impl Stages for Extractor {
    type State = CaseState;
    /// `None` where nothing is counted.
    type Found = Option<Unjudged>;
    type Ready = Option<Read>;

    fn start(&self, _: &Document) -> CaseState {
        CaseState::default()
    }

    fn find(&self, passage: &Document, state: &CaseState) -> Result<Option<Unjudged>, SessionError> {
        Ok((!state.is_passed_over).then(|| self.read(passage)))
    }

    fn note(&self, _: &Document, found: Option<Unjudged>, state: &mut CaseState) -> Result<(), SessionError> {
        if let (Some(passage), Some(case)) = (found, Arc::get_mut(&mut state.case)) {
            self.note_case(passage, case);
        }
        Ok(())
    }

    fn take_up(
        &self,
        _: &Document,
        found: Option<Unjudged>,
        state: &mut CaseState,
    ) -> Result<Option<Read>, SessionError> {
        Ok(found.map(|unjudged| Read { unjudged, case: state.case.clone() }))
    }
}

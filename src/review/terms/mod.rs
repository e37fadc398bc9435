//! Terms that the articles have and the glossary may lack, with what the translations call them.

mod card;
mod entry;
mod list;

use std::sync::{Arc, Mutex};

pub(crate) use list::TermsAsked;

use self::entry::TermEntry;
use super::{Review, locked};
use crate::{
    document::Document,
    extract::{Candidate, ExampleSource, Examples},
    glossary::Glossary,
};

/// Sentences less surely translated than this teach nothing.
const LEAST: f32 = 0.5;

/// The candidates of a run.
#[derive(Default)]
pub(crate) struct Terms {
    kept: Mutex<Kept>,
}

#[derive(Default)]
struct Kept {
    /// Names and terms; none while they are not counted yet.
    candidates: Option<Arc<Vec<Candidate>>>,
    /// The terms among them, with the glossary that tells which of them are known.
    entries: Option<(crate::session::SharedGlossary, Arc<Vec<TermEntry>>)>,
}

impl Review {
    /// Takes up the candidates of a run, names and terms.
    pub(super) fn propose_terms(&self, candidates: Vec<Candidate>) {
        let mut kept = locked(&self.lists().terms.kept);
        *kept = Kept { candidates: Some(Arc::new(candidates)), entries: None };
    }

    /// Learns from the translations what the candidates are called there. The candidates with what was learnt, for
    /// others to take up too; none when there are no candidates or no translations.
    pub(super) fn learn_equivalents(&self) -> Option<Arc<Vec<Candidate>>> {
        let candidates = locked(&self.lists().terms.kept).candidates.clone()?;
        let translation = self.options().translation.as_deref()?;
        let mut examples = Examples { pairs: self.translated_sentences(LEAST), ..Examples::default() };
        if examples.pairs.is_empty() {
            let source = ExampleSource {
                articles: &self.options().paths,
                translation,
                segmented: false,
                glossary: self.files().glossary(),
                read: Document::read,
            };
            examples = source.collect().ok()?;
        }
        let mut candidates = candidates.to_vec();
        examples.translate(&mut candidates);
        let candidates = Arc::new(candidates);
        let mut kept = locked(&self.lists().terms.kept);
        *kept = Kept { candidates: Some(candidates.clone()), entries: None };
        Some(candidates)
    }

    /// The terms that are proposed, best first.
    fn term_entries(&self) -> Option<Arc<Vec<TermEntry>>> {
        let session = self.session(self.options().style);
        let glossary = session.shared_glossary();
        let mut kept = locked(&self.lists().terms.kept);
        if let Some((known, entries)) = &kept.entries
            && std::ptr::eq::<Glossary>(&**known, &**glossary)
        {
            return Some(entries.clone());
        }
        let candidates = kept.candidates.clone()?;
        let entries = Arc::new(entry::entries(&candidates, glossary));
        kept.entries = Some((glossary.clone(), entries.clone()));
        Some(entries)
    }
}

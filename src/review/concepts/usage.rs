//! How much a concept is used in the articles.

use rustc_hash::FxHashMap;

use crate::review::{
    Review,
    corpus::{FormId, InUse, Occurrences},
};

/// The spellings of the names that became concepts, by the ids of the concepts.
pub(super) type Became = FxHashMap<String, Vec<String>>;

impl Review {
    /// The spellings of the names that became concepts.
    pub(super) fn became(&self) -> Became {
        let names: Vec<(String, String)> = self.decisions().names_before().collect();
        let spellings = |(id, name): (String, String)| {
            let forms = self.unknown_forms(&name);
            (id, forms)
        };
        names.into_iter().map(spellings).collect()
    }

    /// The forms in use of a concept: those the glossary’s files have, else those of the name that became it.
    pub(super) fn forms_in_use(&self, found: &Occurrences, became: &Became, id: &str) -> Vec<FormId> {
        let known = self.files().glossary().concept_id(id).map(|concept| found.of_concept(concept));
        if let Some(known) = known.filter(|known| !known.is_empty()) {
            return known.to_vec();
        }
        let Some(forms) = became.get(id) else { return Vec::new() };
        let unknown = found.unknown().iter().copied();
        unknown.filter(|form| forms.contains(&found.get(*form).form)).collect()
    }

    /// How much a concept is used.
    pub(in crate::review) fn concept_in_use(&self, id: &str) -> InUse {
        let became = self.became();
        let corpus = self.corpus();
        let found = corpus.occurrences();
        found.in_use(&self.forms_in_use(found, &became, id))
    }
}

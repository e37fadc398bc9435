//! What is worked out of every document beside whoever asks, and kept by document; after a decision, of the documents
//! alone that it concerns.

use std::{
    sync::{Arc, Condvar, Mutex},
    time::{Duration, Instant},
};

use rayon::prelude::*;
use rustc_hash::FxHashSet;

use super::{Review, corpus::DocumentId, locked};
use crate::{
    glossary::{Concept, Glossary, StyleId},
    session::{Session, SharedGlossary},
};

/// So many documents are worked on before what came of them is shown.
const AT_ONCE: usize = 128;

/// Something that is worked out of a document with a session.
pub(crate) trait OfDocument: Default + Send + Sync + 'static {
    /// Works it out; what cannot be read gives nothing.
    fn work_out(review: &Review, session: &Session, id: DocumentId) -> Self;

    /// Whether it may be otherwise when these concepts are.
    fn concerns(&self, concepts: &FxHashSet<u32>) -> bool;
}

/// What was worked out at some time.
pub(crate) struct Snapshot<T> {
    /// By document; none where it was not worked out yet.
    of: Vec<Option<Arc<T>>>,
    /// Grows with each snapshot.
    pub(crate) number: u64,
    /// Whether every document was worked on.
    pub(crate) is_complete: bool,
}

impl<T> Snapshot<T> {
    /// What was worked out of a document.
    pub(crate) fn of(&self, id: DocumentId) -> Option<&Arc<T>> {
        self.of.get(id.0 as usize)?.as_ref()
    }

    /// What was worked out, in the order of the documents.
    pub(crate) fn iter(&self) -> impl Iterator<Item = (DocumentId, &Arc<T>)> {
        let all = self.of.iter().enumerate();
        all.filter_map(|(number, of)| Some((DocumentId(number as u32), of.as_ref()?)))
    }
}

/// Something that is worked out of every document.
pub(crate) struct PerDocument<T> {
    kept: Mutex<Kept<T>>,
    changed: Condvar,
}

struct Kept<T> {
    snapshot: Arc<Snapshot<T>>,
    /// What it was worked out with.
    glossary: Option<SharedGlossary>,
    is_running: bool,
}

impl<T> Default for PerDocument<T> {
    fn default() -> Self {
        let snapshot = Arc::new(Snapshot { of: Vec::new(), number: 0, is_complete: false });
        let kept = Kept { snapshot, glossary: None, is_running: false };
        Self { kept: Mutex::new(kept), changed: Condvar::new() }
    }
}

impl<T: OfDocument> PerDocument<T> {
    /// What there is, without waiting.
    pub(crate) fn now(&self) -> Arc<Snapshot<T>> {
        locked(&self.kept).snapshot.clone()
    }

    /// What there is once everything was worked out with the glossary of now, or when `wait` is over. What is left is
    /// worked out meanwhile and afterwards.
    pub(crate) fn get(
        self: &Arc<Self>,
        review: &Arc<Review>,
        style: StyleId,
        wait: Duration,
    ) -> Arc<Snapshot<T>> {
        let until = Instant::now() + wait;
        let session = review.session(style);
        let mut kept = locked(&self.kept);
        loop {
            if kept.is_done_with(session.shared_glossary()) || review.is_over() {
                return kept.snapshot.clone();
            }
            if !kept.is_running {
                kept.is_running = true;
                let (this, review) = (self.clone(), review.clone());
                rayon::spawn(move || this.run(&review, style));
            }
            let left = until.saturating_duration_since(Instant::now());
            if left.is_zero() {
                return kept.snapshot.clone();
            }
            kept = match self.changed.wait_timeout(kept, left) {
                Ok((kept, _)) => kept,
                Err(poisoned) => poisoned.into_inner().0,
            };
        }
    }

    /// Works everything out, here and now.
    pub(crate) fn complete(self: &Arc<Self>, review: &Arc<Review>, style: StyleId) -> Arc<Snapshot<T>> {
        self.get(review, style, Duration::from_secs(3600))
    }

    /// Forgets what was worked out of some documents: their files have changed.
    pub(crate) fn forget(&self, documents: &[DocumentId]) {
        let mut kept = locked(&self.kept);
        let mut of = kept.snapshot.of.clone();
        for id in documents {
            if let Some(of) = of.get_mut(id.0 as usize) {
                *of = None;
            }
        }
        kept.publish(of, false);
    }

    /// Works out what is to be worked out, till nothing is.
    fn run(&self, review: &Review, style: StyleId) {
        loop {
            let session = review.session(style);
            let todo = {
                let mut kept = locked(&self.kept);
                let todo = kept.todo(review.corpus().documents().count(), session.glossary());
                if todo.is_empty() {
                    kept.glossary = Some(session.shared_glossary().clone());
                    kept.is_running = false;
                    let of = kept.snapshot.of.clone();
                    kept.publish(of, true);
                    self.changed.notify_all();
                    return;
                }
                kept.glossary = Some(session.shared_glossary().clone());
                todo
            };
            for some in todo.chunks(AT_ONCE) {
                if review.is_over() {
                    locked(&self.kept).is_running = false;
                    self.changed.notify_all();
                    return;
                }
                let done: Vec<(DocumentId, T)> =
                    some.par_iter().map(|&id| (id, T::work_out(review, &session, id))).collect();
                let mut kept = locked(&self.kept);
                let mut of = kept.snapshot.of.clone();
                for (id, done) in done {
                    of[id.0 as usize] = Some(Arc::new(done));
                }
                kept.publish(of, false);
            }
        }
    }
}

impl<T: OfDocument> Kept<T> {
    fn is_done_with(&self, glossary: &Glossary) -> bool {
        self.snapshot.is_complete
            && self.glossary.as_ref().is_some_and(|known| std::ptr::eq(&**known, glossary))
    }

    fn publish(&mut self, of: Vec<Option<Arc<T>>>, is_complete: bool) {
        let number = self.snapshot.number + 1;
        self.snapshot = Arc::new(Snapshot { of, number, is_complete });
    }

    /// The documents to be worked on, of `documents` in all; what a change of the glossary spoils is taken out.
    fn todo(&mut self, documents: usize, glossary: &Glossary) -> Vec<DocumentId> {
        let mut of = self.snapshot.of.clone();
        of.resize(documents, None);
        if let Some(known) = &self.glossary
            && !std::ptr::eq(&**known, glossary)
        {
            match changed(known, glossary) {
                Changed::Concepts(concepts) if concepts.is_empty() => {}
                Changed::Concepts(concepts) => of.iter_mut().for_each(|of| {
                    if of.as_ref().is_some_and(|it| it.concerns(&concepts)) {
                        *of = None;
                    }
                }),
                Changed::Forms => of.iter_mut().for_each(|of| *of = None),
            }
        }
        let todo = of.iter().enumerate().filter(|(_, of)| of.is_none());
        let todo = todo.map(|(number, _)| DocumentId(number as u32)).collect();
        // What is spoilt stands there till it is worked out anew.
        if self.snapshot.of.len() != of.len() {
            self.publish(of, false);
        }
        todo
    }
}

/// How two glossaries differ.
enum Changed {
    /// In these concepts, by [`concept_key`], which have no form that they had not.
    Concepts(FxHashSet<u32>),
    /// Something has forms that it had not: they may stand in any document.
    Forms,
}

/// What a concept is told by in what was worked out: two may have one key, which costs work and nothing else.
pub(crate) fn concept_key(id: &str) -> u32 {
    use std::hash::{BuildHasher as _, BuildHasherDefault};
    BuildHasherDefault::<rustc_hash::FxHasher>::default().hash_one(id) as u32
}

fn changed(before: &Glossary, now: &Glossary) -> Changed {
    let mut concepts = FxHashSet::default();
    for (id, concept) in &now.concepts {
        match before.concepts.get(id) {
            Some(known) if known == concept => {}
            Some(known) if has_new_forms(known, concept) => return Changed::Forms,
            None => return Changed::Forms,
            Some(_) => {
                concepts.insert(concept_key(id));
            }
        }
    }
    let gone = before.concepts.keys().filter(|id| !now.concepts.contains_key(*id));
    concepts.extend(gone.map(|id| concept_key(id)));
    Changed::Concepts(concepts)
}

fn has_new_forms(before: &Concept, now: &Concept) -> bool {
    let known = |form: &str| before.terms.iter().any(|term| term.text() == form);
    now.terms.iter().any(|term| !known(term.text()))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn glossary(concepts: &str) -> Glossary {
        format!("version: 1\nconcepts:\n{concepts}").parse().unwrap()
    }

    #[test]
    fn what_a_decision_changes_is_told() {
        let before = glossary(
            "  ievlakh: {type: city, fr: {preferred: Yevlakh, variants: [Evlakh]}, en: Yevlakh}\n  bakou: {type: city, fr: Bakou, en: Baku}\n",
        );
        let other = glossary(
            "  ievlakh: {type: city, fr: {preferred: Evlakh, variants: [Yevlakh]}, en: Yevlakh}\n  bakou: {type: city, fr: Bakou, en: Baku}\n",
        );
        let more = glossary(
            "  ievlakh: {type: city, fr: {preferred: Yevlakh, variants: [Evlakh]}, en: Yevlakh}\n  bakou: {type: city, fr: {preferred: Bakou, variants: [Baki]}, en: Baku}\n",
        );
        assert!(matches!(changed(&before, &before), Changed::Concepts(none) if none.is_empty()));
        let expected: FxHashSet<u32> = [concept_key("ievlakh")].into_iter().collect();
        assert!(matches!(changed(&before, &other), Changed::Concepts(found) if found == expected));
        assert!(matches!(changed(&before, &more), Changed::Forms));
    }
}

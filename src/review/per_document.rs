//! What is worked out of every document beside whoever asks, and kept by document; after a decision, of the documents
//! alone that it concerns.

use std::{
    sync::{Arc, Condvar, Mutex},
    thread,
    time::{Duration, Instant},
};

use rayon::prelude::*;
use rustc_hash::FxHashSet;

use super::{
    Review,
    corpus::{Corpus, DocumentId, FormId},
    locked,
};
use crate::{
    glossary::{Glossary, StyleId, Term},
    session::{Session, SharedGlossary},
    text::fold,
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
                kept.is_running = self.begin(review, style);
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

    /// Works out what is to be worked out in a thread of its own; `false` when there is none to be had.
    fn begin(self: &Arc<Self>, review: &Arc<Review>, style: StyleId) -> bool {
        let (this, review) = (self.clone(), review.clone());
        let work = move || {
            this.run(&review, style);
            review.tell_left();
        };
        thread::Builder::new().name("lists".to_owned()).spawn(work).is_ok()
    }

    /// Whether it was ever asked for.
    pub(crate) fn is_begun(&self) -> bool {
        locked(&self.kept).glossary.is_some()
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
                let todo = kept.todo(&review.corpus(), session.glossary());
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

    /// The documents to be worked on; what a change of the glossary spoils is taken out.
    fn todo(&mut self, corpus: &Corpus, glossary: &Glossary) -> Vec<DocumentId> {
        let mut of = self.snapshot.of.clone();
        of.resize(corpus.documents().count(), None);
        if let Some(known) = &self.glossary
            && !std::ptr::eq(&**known, glossary)
        {
            let changed = changed(known, glossary);
            let documents = documents_with(corpus, &changed.forms);
            for (number, of) in of.iter_mut().enumerate() {
                let id = DocumentId(number as u32);
                let is_named = || match &documents {
                    Some(documents) => documents.contains(&id),
                    None => changed.may_be_anywhere,
                };
                if of.as_ref().is_some_and(|it| it.concerns(&changed.concepts) || is_named()) {
                    *of = None;
                }
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
#[derive(Default)]
struct Changed {
    /// The concepts that do, by [`concept_key`].
    concepts: FxHashSet<u32>,
    /// Forms of theirs that they had not.
    forms: Vec<String>,
    /// Whether one of these is rewritten, wherever it stands.
    may_be_anywhere: bool,
}

/// What a concept is told by in what was worked out: two may have one key, which costs work and nothing else.
pub(crate) fn concept_key(id: &str) -> u32 {
    use std::hash::{BuildHasher as _, BuildHasherDefault};
    BuildHasherDefault::<rustc_hash::FxHasher>::default().hash_one(id) as u32
}

fn changed(before: &Glossary, now: &Glossary) -> Changed {
    let mut out = Changed::default();
    for (id, concept) in &now.concepts {
        let known = before.concepts.get(id);
        if known == Some(concept) {
            continue;
        }
        out.concepts.insert(concept_key(id));
        let is_known = |form: &str| known.is_some_and(|known| known.terms.iter().any(|it| it.text() == form));
        let added: Vec<&Term> = concept.terms.iter().filter(|term| !is_known(term.text())).collect();
        out.may_be_anywhere |= !added.is_empty() && concept.terms.iter().any(|term| is_unwanted(now, term));
        out.forms.extend(added.into_iter().map(|term| term.text().to_owned()));
    }
    let gone = before.concepts.keys().filter(|id| !now.concepts.contains_key(*id));
    out.concepts.extend(gone.map(|id| concept_key(id)));
    out
}

/// Whether some style does not want a term.
fn is_unwanted(glossary: &Glossary, term: &Term) -> bool {
    (0..glossary.styles.len()).any(|style| !term.status(StyleId(style)).is_allowed())
}

/// The documents in which some forms were found, as names of the glossary or as others; none when one of them was not.
fn documents_with(corpus: &Corpus, forms: &[String]) -> Option<FxHashSet<DocumentId>> {
    if forms.is_empty() {
        return Some(FxHashSet::default());
    }
    let wanted: FxHashSet<String> = forms.iter().map(|form| fold(form)).collect();
    let occurrences = corpus.occurrences();
    let of_concepts = occurrences.concepts().flat_map(|(_, forms)| forms);
    let in_use = of_concepts.chain(occurrences.unknown()).copied();
    let found: Vec<FormId> =
        in_use.filter(|&form| wanted.contains(&fold(&occurrences.get(form).form))).collect();
    let names: FxHashSet<String> = found.iter().map(|&form| fold(&occurrences.get(form).form)).collect();
    (names.len() == wanted.len())
        .then(|| occurrences.of_forms(&found).into_iter().map(|found| found.document).collect())
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
        let told = |now| {
            let Changed { concepts, forms, may_be_anywhere } = changed(&before, now);
            (concepts.into_iter().collect::<Vec<u32>>(), forms, may_be_anywhere)
        };
        assert_eq!(told(&before), (vec![], vec![], false));
        assert_eq!(told(&other), (vec![concept_key("ievlakh")], vec![], false));
        assert_eq!(told(&more), (vec![concept_key("bakou")], vec!["Baki".to_owned()], true));
    }
}

//! What the lists of edits and findings are made from, and what all of them need of a review.

use std::{
    sync::{Arc, Mutex, OnceLock},
    time::Duration,
};

use rustc_hash::FxHashMap;

use super::{
    Refused, Review,
    corpus::{Corpus, DocumentId},
    edits::{DocumentEdits, EditCount, EditStates},
    events::Event,
    findings::{DocumentFindings, FindingStates},
    locked,
    names::folded,
    pairs::Pairs,
    per_document::PerDocument,
    place_key::{PlaceParts, escaped},
    terms::Terms,
};
use crate::{
    document::{Document, ReadOptions},
    glossary::{Concept, Glossary, Slot, StyleId},
};

/// How long a list waits for what is not worked out yet, before it shows what there is.
pub(super) const PATIENCE: Duration = Duration::from_millis(800);

/// What was worked out last, with what it was worked out from.
type Kept<From, What> = Mutex<Option<(From, Arc<What>)>>;

/// What is worked out for the lists.
#[derive(Default)]
pub(crate) struct Lists {
    pub(super) edits: Mutex<FxHashMap<StyleId, Arc<PerDocument<DocumentEdits>>>>,
    /// Of the styles that nobody has looked at.
    pub(super) counts: Mutex<FxHashMap<StyleId, Arc<PerDocument<EditCount>>>>,
    pub(super) edit_states: Kept<(StyleId, u64, u64), EditStates>,
    pub(super) findings: Arc<PerDocument<DocumentFindings>>,
    pub(super) finding_states: Kept<(u64, u64), FindingStates>,
    pub(super) pairs: Pairs,
    pub(super) terms: Terms,
    /// The documents by the names they have in the keys of places.
    names: OnceLock<FxHashMap<String, DocumentId>>,
}

impl Lists {
    /// The document that the key of a place names.
    pub(super) fn document(&self, corpus: &Corpus, place: &PlaceParts<'_>) -> Option<DocumentId> {
        let names = self.names.get_or_init(|| {
            let names = corpus.documents().map(|(id, entry)| (escaped(&entry.name), id));
            // Of two documents of one name the first has it.
            names.collect::<Vec<_>>().into_iter().rev().collect()
        });
        names.get(place.name).copied()
    }
}

impl Review {
    /// Works out what the lists are made from, in the order in which people look at them; what is left to decide is told
    /// as it becomes known.
    pub(super) fn work_out_lists(self: &Arc<Self>) {
        let style = self.options().style;
        self.edits_in(style).complete(self, style);
        self.tell_left();
        self.align_all();
        self.lists().findings.complete(self, style);
        self.tell_left();
        if let Some(candidates) = self.learn_equivalents() {
            self.names.propose(&candidates);
            self.tell_names();
        }
        self.tell_left();
        let others = 0..self.files().glossary().styles.len();
        for other in others.map(StyleId).filter(|&other| other != style) {
            let counts = locked(&self.lists().counts).entry(other).or_default().clone();
            counts.complete(self, other);
        }
        self.tell_left();
    }

    /// Takes note that something was decided: what it concerns is worked out anew, beside whoever asks.
    pub(crate) fn refresh_lists(self: &Arc<Self>) {
        let style = self.options().style;
        let edits = self.edits_in(style);
        if edits.is_begun() {
            edits.get(self, style, Duration::ZERO);
        }
        let counts = locked(&self.lists().counts).clone();
        for (other, counts) in counts.into_iter().filter(|(_, counts)| counts.is_begun()) {
            counts.get(self, other, Duration::ZERO);
        }
        if self.lists().findings.is_begun() {
            self.forget_other_cuts();
            self.lists().findings.get(self, style, Duration::ZERO);
        }
    }

    /// Forgets what was worked out of documents whose files have changed.
    pub(crate) fn files_changed(&self, documents: &[DocumentId]) {
        if documents.is_empty() {
            return;
        }
        locked(&self.lists().edits).values().for_each(|edits| edits.forget(documents));
        locked(&self.lists().counts).values().for_each(|counts| counts.forget(documents));
        self.forget_pairs(documents);
        let articles = self.pair_entries();
        let with_articles = |id: &DocumentId| {
            let article = articles.iter().find(|pair| pair.target == *id).map(|pair| pair.source);
            [Some(*id), article].into_iter().flatten()
        };
        let concerned: Vec<DocumentId> = documents.iter().flat_map(with_articles).collect();
        self.lists().findings.forget(&concerned);
        for &id in documents {
            let is_article = self.corpus().get(id).is_some_and(|entry| !entry.is_translation);
            if let (true, Ok(text)) = (is_article, self.document(id)) {
                // Names that cannot be looked for leave the list as it is.
                let _ = self.reread(id, text.document());
            }
        }
    }

    /// Tells what is left to decide.
    pub(super) fn tell_left(&self) {
        self.events().tell(&Event::Left(self.left()));
    }

    /// A document as its file is now, and what decisions call it; none when it cannot be read.
    pub(super) fn read_anew(&self, id: DocumentId) -> Option<(String, Document)> {
        let entry = self.corpus().get(id)?.clone();
        let read = &self.options().read;
        let target = entry.is_translation.then(|| self.files().glossary().languages.target);
        let options = ReadOptions { language: read.language.or(target), ..read.clone() };
        Some((entry.name, entry.source.read(&options).ok()?))
    }

    /// The title of a document.
    pub(super) fn title_of(&self, id: DocumentId) -> Result<(String, Option<String>), Refused> {
        let corpus = self.corpus();
        let entry = corpus.get(id).ok_or(Refused::NotFound)?;
        Ok((entry.title.clone(), entry.date.clone()))
    }
}

/// What stands as title of a concept: the form that the style writes, or where it writes what each article writes, the
/// names of all sides.
pub(super) fn concept_title(glossary: &Glossary, concept: &Concept, style: StyleId) -> String {
    let language = glossary.languages.source;
    if let Some((_, term)) = concept.preferred(language, Slot::Full, style) {
        return term.text().to_owned();
    }
    let full = |slot| concept.terms_in(language).filter(move |(_, term)| term.slot == slot);
    let mut sides: Vec<(&str, &str)> = Vec::new();
    for (_, term) in full(Slot::Full) {
        if let Some(party) = &term.party
            && term.status(style).is_allowed()
            && !sides.iter().any(|(known, _)| known == party)
        {
            sides.push((party, term.text()));
        }
    }
    sides.sort_unstable();
    if sides.is_empty() {
        let any = full(Slot::Full).next().or_else(|| concept.terms_in(language).next());
        return any.map_or_else(|| concept.id.clone(), |(_, term)| term.text().to_owned());
    }
    sides.iter().map(|(_, form)| *form).collect::<Vec<_>>().join(" · ")
}

/// Whether a folded text has what somebody searches for; accents, case and hyphens count for nothing.
pub(super) struct Search(Option<String>);

impl Search {
    pub(super) fn new(q: Option<&str>) -> Self {
        Self(q.map(folded).filter(|q| !q.is_empty()))
    }

    pub(super) fn is_on(&self) -> bool {
        self.0.is_some()
    }

    /// `folded` is the folded text.
    pub(super) fn finds(&self, folded: &str) -> bool {
        self.0.as_ref().is_none_or(|q| folded.contains(q.as_str()))
    }
}

/// Whether a value is one of those asked for; where none is, every one.
pub(super) fn is_asked(asked: &[String], value: &str) -> bool {
    asked.is_empty() || asked.iter().any(|it| it == value)
}

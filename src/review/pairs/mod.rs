//! Articles and their translations, sentence by sentence: what the aligner found, and what was decided of it.

mod align;
mod card;
mod in_force;
mod list;
mod memory;

use std::{
    collections::HashMap,
    path::Path,
    sync::{Arc, Mutex},
};

use rayon::prelude::*;
use rustc_hash::FxHashMap;
use sha2::{Digest as _, Sha256};

pub(crate) use align::Aligned;
pub(crate) use in_force::{InForce, PairDecisions};

use super::{Refused, Review, corpus::DocumentId, locked, place_key::escaped};
use crate::{
    align::{self as aligner, Translations},
    document::Document,
    session::{Session, SharedGlossary},
};

/// An article and its translation.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct PairEntry {
    /// What decisions call it. It names how many sentences each paragraph has: a text of other sentences is another
    /// pair, as what was decided of sentence 3 is not to be said of another sentence.
    pub(crate) id: String,
    /// The article.
    pub(crate) source: DocumentId,
    /// Its translation.
    pub(crate) target: DocumentId,
}

/// The pairs of a review.
#[derive(Default)]
pub(crate) struct Pairs {
    /// Found when they are first asked for.
    found: Mutex<Option<Arc<Vec<PairEntry>>>>,
    /// By article.
    aligned: Mutex<FxHashMap<DocumentId, Arc<Aligned>>>,
    /// How documents are aligned, with the glossary that it was made from.
    options: Mutex<Option<(SharedGlossary, Arc<aligner::Options>)>>,
}

impl Review {
    /// The pairs, in the order of the articles.
    pub(crate) fn pair_entries(&self) -> Arc<Vec<PairEntry>> {
        if let Some(found) = locked(&self.lists().pairs.found).clone() {
            return found;
        }
        // Not under the lock: work of other threads that waits for it may be taken up meanwhile.
        let found = Arc::new(self.find_pairs());
        locked(&self.lists().pairs.found).get_or_insert(found).clone()
    }

    /// A pair by its id, or by that of a text of other sentences.
    ///
    /// # Errors
    /// When there is none.
    pub(crate) fn pair_entry(&self, id: &str) -> Result<PairEntry, Refused> {
        let entries = self.pair_entries();
        entries.iter().find(|entry| entry.id == id).cloned().ok_or(Refused::NotFound)
    }

    /// The pair of an article.
    pub(crate) fn pair_of(&self, source: DocumentId) -> Option<PairEntry> {
        let entries = self.pair_entries();
        let place = entries.binary_search_by_key(&source, |entry| entry.source).ok()?;
        entries.get(place).cloned()
    }

    /// Forgets what is known of the pairs of some documents: their files have changed.
    pub(super) fn forget_pairs(&self, documents: &[DocumentId]) {
        let pairs = &self.lists().pairs;
        let mut found = locked(&pairs.found);
        let Some(entries) = &*found else { return };
        let is_changed =
            |entry: &PairEntry| documents.contains(&entry.source) || documents.contains(&entry.target);
        if !entries.iter().any(is_changed) {
            return;
        }
        let anew = |entry: &PairEntry| match is_changed(entry) {
            true => self.entry(entry.source, entry.target).unwrap_or_else(|| entry.clone()),
            false => entry.clone(),
        };
        let entries: Vec<PairEntry> = entries.iter().map(anew).collect();
        let mut aligned = locked(&pairs.aligned);
        entries
            .iter()
            .filter(|entry| is_changed(entry))
            .for_each(|entry| drop(aligned.remove(&entry.source)));
        *found = Some(Arc::new(entries));
    }

    fn find_pairs(&self) -> Vec<PairEntry> {
        let options = self.options();
        let Some(translation) = &options.translation else { return Vec::new() };
        let Ok((translations, _)) = Translations::find(&options.paths, translation) else {
            return Vec::new();
        };
        let corpus = self.corpus();
        let of_path: HashMap<&Path, DocumentId> =
            corpus.documents().filter_map(|(id, entry)| Some((entry.source.path()?, id))).collect();
        let partner = |(id, source)| {
            let target = of_path.get(&*translations.of(source).ok()??).copied()?;
            (target != id).then_some((id, target))
        };
        let sources = corpus.documents().filter(|(_, entry)| !entry.is_translation);
        let mut partners: Vec<(DocumentId, DocumentId)> =
            sources.map(|(id, entry)| (id, &entry.source)).filter_map(partner).collect();
        // One file translates one article.
        let mut seen = std::collections::HashSet::new();
        partners.retain(|&(_, target)| seen.insert(target));
        drop(corpus);
        partners.par_iter().filter_map(|&(source, target)| self.entry(source, target)).collect()
    }

    fn entry(&self, source: DocumentId, target: DocumentId) -> Option<PairEntry> {
        let session = self.files();
        let languages = session.glossary().languages;
        let (name, article) = self.read_anew(source)?;
        let (_, translation) = self.read_anew(target)?;
        let mut digest = Sha256::new();
        for (document, language) in [(&article, languages.source), (&translation, languages.target)] {
            digest.update(shape(session, document, language));
        }
        let digest = digest.finalize();
        let digest: String = digest.iter().take(4).map(|byte| format!("{byte:02x}")).collect();
        let id = format!("{}~{digest}", escaped(&name).replace('/', "%2F"));
        Some(PairEntry { id, source, target })
    }
}

/// How many sentences each block has.
fn shape(session: &Session, document: &Document, language: crate::language::Language) -> Vec<u8> {
    let mut blocks = vec![0_u32; document.blocks.len()];
    for (block, _) in session.segments(document, language) {
        blocks[block] += 1;
    }
    blocks.iter().flat_map(|segments| segments.to_le_bytes()).chain([0xff; 4]).collect()
}

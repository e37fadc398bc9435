//! The texts of documents, read when they are asked for.

use std::sync::{Arc, Mutex};

use super::{
    Refused, Review,
    corpus::{Article, DocumentId, DocumentText},
    locked,
};
use crate::document::Fingerprint;

/// So many texts are kept; the one that was asked for longest ago goes.
const MOST_TEXTS: usize = 32;

/// The texts that were asked for last.
#[derive(Default)]
pub(super) struct Texts(Mutex<Vec<Arc<DocumentText>>>);

impl Texts {
    /// The text of a document as its file is now.
    pub(super) fn get(&self, review: &Review, id: DocumentId) -> Result<Arc<DocumentText>, Refused> {
        let (source, read) = {
            let corpus = review.corpus();
            let entry = corpus.get(id).ok_or(Refused::NotFound)?;
            (entry.source.clone(), entry.read)
        };
        let now = source.path().and_then(|path| Fingerprint::of(path).ok());
        let mut kept = locked(&self.0);
        if let Some(place) = kept.iter().position(|text| text.id() == id) {
            let text = kept.remove(place);
            if text.document().fingerprint() == now {
                kept.push(text.clone());
                return Ok(text);
            }
        }
        drop(kept);
        let document =
            source.read(&review.options().read).map_err(|error| Refused::Failed(error.to_string()))?;
        if read.is_some() && read != document.fingerprint() {
            review.reread(id, &document)?;
        }
        let text = Arc::new(DocumentText::new(id, document));
        let mut kept = locked(&self.0);
        if kept.len() >= MOST_TEXTS {
            kept.remove(0);
        }
        kept.push(text.clone());
        Ok(text)
    }
}

impl Review {
    /// A document as the page shows it.
    ///
    /// # Errors
    /// As [`Review::document`].
    pub(crate) fn article(&self, id: DocumentId) -> Result<Article, Refused> {
        let text = self.document(id)?;
        let title = self.corpus().get(id).ok_or(Refused::NotFound)?.title.clone();
        Ok(text.article(title, self.files.language(text.document()).code()))
    }
}

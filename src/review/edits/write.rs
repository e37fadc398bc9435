//! The articles rewritten: copies, the files themselves, or a patch.

use std::{
    collections::HashSet,
    path::{Path, PathBuf},
    sync::Arc,
    time::Duration,
};

use rayon::prelude::*;
use serde::{Deserialize, Serialize};
use serde_json::json;

use super::{
    document_edits::{DocumentEdits, rows},
    proposed::proposed,
    states::EditStates,
};
use crate::{
    document::{BlockEdit, Fingerprint, OutputFolder, Source, replace_file},
    normalize::unified_diff,
    review::{
        Refused, Review,
        corpus::{DocumentId, DocumentText},
        downloads::Download,
        per_document::Snapshot,
    },
    session::Session,
};

/// How long the writing waits for edits that are not worked out yet.
const WAIT: Duration = Duration::from_secs(600);
/// The folder of the copies.
const COPIES: &str = "normalized";

/// What is to be written.
#[derive(Clone, Debug, Deserialize)]
pub(crate) struct WriteArticles {
    pub(crate) style: String,
    pub(crate) how: How,
    /// How many edits the page has counted.
    pub(crate) accepted: usize,
}

/// How the articles are written.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub(crate) enum How {
    /// All of them into a new folder.
    Copies,
    /// In their places.
    Inplace,
    /// As a patch to be taken away.
    Patch,
}

/// What was written.
#[derive(Debug, Default, Serialize)]
pub(crate) struct WrittenArticles {
    written: Vec<(String, usize)>,
    failed: Vec<(String, String)>,
    #[serde(rename = "where")]
    place: String,
    file: Option<Download>,
}

/// A document rewritten.
struct Rewritten {
    old: Vec<u8>,
    new: Vec<u8>,
    fingerprint: Option<Fingerprint>,
    edits: usize,
}

/// What to do with a document, and where its copy goes.
struct Task {
    id: DocumentId,
    title: String,
    name: String,
    source: Source,
    /// The keys of the edits to be made.
    keys: HashSet<Box<str>>,
    copy: Option<PathBuf>,
}

impl Review {
    /// Writes the articles with the edits that stand now.
    ///
    /// # Errors
    /// When it is another number of edits than the page has counted, or there is no place to write to. What becomes of
    /// each document is told.
    pub(crate) fn write_articles(
        self: &Arc<Self>,
        wanted: &WriteArticles,
    ) -> Result<WrittenArticles, Refused> {
        let style = self.style(Some(&wanted.style))?;
        let session = self.session(style);
        let snapshot = self.edits_in(style).get(self, style, WAIT);
        let states = self.edit_states(style, &snapshot);
        if states.to_write != wanted.accepted || !snapshot.is_complete {
            return Err(Refused::Now(json!(states.to_write)));
        }
        let folder = match wanted.how {
            How::Copies => Some(self.copies_folder()?),
            How::Inplace | How::Patch => None,
        };
        let tasks = self.tasks(&snapshot, &states, folder.as_ref())?;
        let done: Vec<Result<Rewritten, String>> = tasks
            .par_iter()
            .map(|task| {
                let edits = snapshot.of(task.id).ok_or("it was not read: try again")?;
                let rewritten = self.rewritten(&session, task, edits)?;
                if wanted.how == How::Inplace && !self.is_named(&task.source) {
                    return Err("this is a link that leads elsewhere: change the file it leads to".to_owned());
                }
                put(task, wanted.how, &rewritten)?;
                Ok(rewritten)
            })
            .collect();
        let mut out = WrittenArticles::default();
        let mut patch = Vec::new();
        let mut changed = Vec::new();
        for (task, done) in tasks.iter().zip(done) {
            match done {
                Ok(rewritten) => {
                    if rewritten.edits > 0 {
                        out.written.push((task.title.clone(), rewritten.edits));
                    }
                    if wanted.how == How::Patch {
                        patch.extend(unified_diff(&task.name, &rewritten.old, &rewritten.new));
                    } else if wanted.how == How::Inplace {
                        changed.push(task.id);
                    }
                }
                Err(why) => {
                    out.failed.push((task.title.clone(), why));
                    changed.push(task.id);
                }
            }
        }
        self.files_changed(&changed);
        self.refresh_lists();
        out.place = match folder {
            Some(folder) => folder.path.display().to_string(),
            None => self.options().name.clone(),
        };
        if wanted.how == How::Patch && !patch.is_empty() {
            out.file = Some(self.downloads().offer("normalized.patch".to_owned(), patch));
        }
        Ok(out)
    }

    /// What is to be done: of copies every article, else the documents that change.
    fn tasks(
        &self,
        snapshot: &Snapshot<DocumentEdits>,
        states: &EditStates,
        folder: Option<&Copies>,
    ) -> Result<Vec<Task>, Refused> {
        let corpus = self.corpus();
        let mut tasks = Vec::new();
        let mut places: HashSet<PathBuf> = HashSet::new();
        for (id, edits) in snapshot.iter() {
            let Some(entry) = corpus.get(id) else { continue };
            let rows = edits.rows.iter().enumerate();
            let chosen = rows.filter(|(number, row)| EditStates::is_written(states.of(id, *number), row));
            let keys: HashSet<Box<str>> = chosen.map(|(_, row)| row.key.clone()).collect();
            if keys.is_empty() && (folder.is_none() || entry.is_translation) {
                continue;
            }
            let copy = match (folder, entry.source.place()) {
                (Some(folder), Some(place)) => {
                    let path = folder.files.file(place).map_err(|error| Refused::Bad(error.to_string()))?;
                    if !places.insert(path.clone()) {
                        let path = path.display();
                        let message = format!(
                            "two articles would both be written to {path}; write in place, or a patch"
                        );
                        return Err(Refused::Bad(message));
                    }
                    Some(path)
                }
                _ => None,
            };
            let (title, name, source) = (entry.title.clone(), entry.name.clone(), entry.source.clone());
            tasks.push(Task { id, title, name, source, keys, copy });
        }
        Ok(tasks)
    }

    /// A document with its edits made, as long as its file is the one they were found in.
    fn rewritten(&self, session: &Session, task: &Task, known: &DocumentEdits) -> Result<Rewritten, String> {
        const CHANGED: &str =
            "the file was changed since drogman read it: look at its changes again, then write";
        let Some((name, document)) = self.read_anew(task.id) else {
            return Err("the file can no longer be read".to_owned());
        };
        let fingerprint = document.fingerprint();
        if fingerprint != known.fingerprint {
            return Err(CHANGED.to_owned());
        }
        let told = |error: &dyn std::fmt::Display| error.to_string();
        if task.keys.is_empty() {
            let bytes = task
                .source
                .path()
                .map_or_else(|| Ok(Vec::new()), std::fs::read)
                .map_err(|error| told(&error))?;
            return Ok(Rewritten { old: Vec::new(), new: bytes, fingerprint, edits: 0 });
        }
        let text = DocumentText::new(task.id, document);
        let analysis = session.analyse(text.document()).map_err(|error| told(&error))?;
        let normalized = analysis.normalized().map_err(|error| told(&error))?;
        let all = proposed(&normalized, session.glossary(), session.style());
        let keyed = rows(&text, &name, &normalized, session.glossary(), all.clone());
        if keyed.len() != all.len() {
            return Err(CHANGED.to_owned());
        }
        let chosen: Vec<_> = all
            .iter()
            .zip(&keyed)
            .filter(|(_, row)| task.keys.contains(&row.key))
            .map(|(it, _)| it)
            .collect();
        if chosen.len() != task.keys.len() {
            return Err(CHANGED.to_owned());
        }
        let edits: Vec<BlockEdit> = chosen.iter().flat_map(|it| it.edits.iter().cloned()).collect();
        let new = normalized.document.rewrite(&edits).map_err(|error| told(&error))?;
        let old = normalized.document.rewrite(&[]).map_err(|error| told(&error))?;
        Ok(Rewritten { old, new, fingerprint, edits: chosen.len() })
    }

    /// A new folder for the copies, beside what was named first; copies of before stay as they are.
    fn copies_folder(&self) -> Result<Copies, Refused> {
        let here = std::env::current_dir().unwrap_or_default();
        let named = self.options().paths.first().cloned().unwrap_or(here);
        let real = named.canonicalize().unwrap_or(named);
        let beside = real.parent().unwrap_or(&real);
        let is_free = |path: &PathBuf| path.symlink_metadata().is_err();
        let path = (1..)
            .map(|number| match number {
                1 => beside.join(COPIES),
                _ => beside.join(format!("{COPIES}-{number}")),
            })
            .find(is_free)
            .unwrap_or_else(|| beside.join(COPIES));
        if self.is_read(&path) {
            let path = path.display();
            let message = format!(
                "copies would be written to {path}, which is read as articles: write in place, or a patch"
            );
            return Err(Refused::Bad(message));
        }
        let files = OutputFolder::make(&path).map_err(|error| Refused::Bad(error.to_string()))?;
        Ok(Copies { path, files })
    }

    /// Whether a file is one of those named, or lies below a folder that was, links followed.
    fn is_named(&self, source: &Source) -> bool {
        let Some(real) = source.path().and_then(|path| path.canonicalize().ok()) else { return false };
        let named = self.options().paths.iter().chain(&self.options().translation);
        named.filter_map(|path| path.canonicalize().ok()).any(|named| real.starts_with(named))
    }

    /// Whether a path lies below a folder that articles are read from.
    fn is_read(&self, path: &Path) -> bool {
        let folders = self.options().paths.iter().filter_map(|path| path.canonicalize().ok());
        folders.filter(|folder| folder.is_dir()).any(|folder| path.starts_with(folder))
    }
}

/// The folder of the copies.
struct Copies {
    path: PathBuf,
    files: OutputFolder,
}

/// Puts a rewritten document where it belongs.
fn put(task: &Task, how: How, rewritten: &Rewritten) -> Result<(), String> {
    let written = match (how, &task.copy, task.source.path()) {
        (How::Copies, Some(copy), _) => replace_file(copy, &rewritten.new, None),
        (How::Inplace, _, Some(path)) => replace_file(path, &rewritten.new, rewritten.fingerprint),
        (How::Patch, ..) if rewritten.old.contains(&0) => {
            return Err("a patch cannot hold this kind of file: write copies, or in place".to_owned());
        }
        (How::Patch, ..) => return Ok(()),
        _ => return Err("this is no file that can be written".to_owned()),
    };
    written.map_err(|error| error.to_string())
}

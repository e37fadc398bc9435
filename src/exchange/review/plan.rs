//! What a merge changes, before anything is written.

use std::collections::BTreeMap;

use super::WorkingCopy;
use crate::{
    glossary::{EditError, EditedFile, Entry, Problems, SourceFile},
    text::counted,
};

/// Why a review cannot be merged.
#[derive(Debug, thiserror::Error)]
pub enum MergeError {
    /// New concepts or decisions cannot be added to their file.
    #[error("{file}: {source}")]
    NotAdded {
        /// The file.
        file: String,
        /// Why not.
        source: EditError,
    },
}

/// What a review changes in the files of a glossary; nothing is written.
pub struct MergePlan<'g> {
    pub(super) copy: &'g WorkingCopy,
    pub(super) edited: BTreeMap<String, EditedFile>,
    /// The decisions beside the glossary, when they change.
    pub(super) decisions: Option<SourceFile>,
    /// What is done, for the journal.
    pub acts: Vec<Entry>,
    /// What cannot be done: the line of the review and why, in order.
    pub conflicts: Vec<(usize, String)>,
    /// Rows with a cell that cannot be read: the line and why.
    pub refused: Vec<(usize, String)>,
    /// How many changes are made.
    pub changes: usize,
}

impl MergePlan<'_> {
    /// What the merge comes to, in words.
    pub fn summary(&self) -> String {
        let (changes, conflicts) =
            (counted(self.changes, "change"), counted(self.conflicts.len(), "conflict"));
        match self.refused.len() {
            0 => format!("{changes}, {conflicts}"),
            refused => format!("{changes}, {conflicts}, {} refused", counted(refused, "row")),
        }
    }

    /// The files that change, with their new texts.
    ///
    /// # Errors
    /// When the files would be no valid glossary: its mistakes.
    pub fn files(&self) -> Result<Vec<SourceFile>, Problems> {
        let sources = &self.copy.sources;
        let mut files = merged(sources, &self.edited);
        self.copy.read(&files).accept()?;
        files.retain(|file| {
            let before = sources.iter().find(|before| before.name == file.name);
            before.is_none_or(|before| before.text != file.text)
        });
        files.extend(self.decisions.clone());
        Ok(files)
    }
}

/// A glossary’s files with their edits.
pub(super) fn merged(sources: &[SourceFile], edited: &BTreeMap<String, EditedFile>) -> Vec<SourceFile> {
    let mut texts: BTreeMap<&str, String> =
        edited.iter().map(|(file, edited)| (file.as_str(), edited.text())).collect();
    let mut sources = sources.to_vec();
    for source in &mut sources {
        if let Some(text) = texts.remove(source.name.as_str()) {
            source.text = text;
        }
    }
    sources.extend(texts.into_iter().map(|(name, text)| SourceFile { name: name.to_owned(), text }));
    sources
}

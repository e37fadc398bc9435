//! Entries of the uppermost layer for concepts that only the layers beneath have.

use std::collections::BTreeMap;

use super::{WorkingCopy, change::Change, layered::Layered};
use crate::glossary::{EditError, EditedFile, Glossary, Set, StyleId};

/// Entries that are to be added, by the ids of their concepts.
#[derive(Clone, Default)]
pub(super) struct Patches(BTreeMap<String, Patch>);

#[derive(Clone)]
struct Patch {
    /// As it stands below `concepts:`.
    entry: String,
    sets: Vec<Set>,
}

impl Patches {
    /// Makes a change in the entry of a concept, a new one where there is none; whether that changes anything.
    ///
    /// # Errors
    /// When it cannot be made.
    pub(super) fn change(
        &mut self,
        layered: &Layered<'_>,
        change: &Change,
        style: StyleId,
    ) -> Result<bool, EditError> {
        const HEAD: &str = "concepts:\n";
        let id = &layered.concept.id;
        let before = self.0.get(id).map_or_else(|| layered.blank(change), |patch| patch.entry.clone());
        let after = layered.changed(&format!("{HEAD}{before}"), change, style)?;
        let entry = after.strip_prefix(HEAD).ok_or(EditError::NotEditable("entry"))?;
        if entry == before && self.0.contains_key(id) {
            return Ok(false);
        }
        let patch = self.0.entry(id.clone()).or_insert(Patch { entry: String::new(), sets: Vec::new() });
        entry.clone_into(&mut patch.entry);
        Ok(true)
    }

    /// What the entry of a concept decides.
    pub(super) fn say(&mut self, id: &str, sets: Vec<Set>) {
        if let Some(patch) = self.0.get_mut(id) {
            patch.sets.extend(sets);
        }
    }

    /// Adds the entries to the files of a glossary.
    ///
    /// # Errors
    /// When their file cannot take them.
    pub(super) fn add_to(
        &self,
        copy: &WorkingCopy,
        files: &mut BTreeMap<String, EditedFile>,
    ) -> Result<(), EditError> {
        if self.0.is_empty() {
            return Ok(());
        }
        let entries: String = self.0.values().map(|patch| patch.entry.as_str()).collect();
        file_for_new(copy, files).append(&entries)
    }

    /// The ids, the entries and what they decide.
    pub(super) fn into_entries(self) -> impl Iterator<Item = (String, String, Vec<Set>)> {
        self.0.into_iter().map(|(id, patch)| (id, patch.entry, patch.sets))
    }
}

/// The file that new entries of a glossary go to.
pub(super) fn file_for_new<'f>(
    copy: &WorkingCopy,
    files: &'f mut BTreeMap<String, EditedFile>,
) -> &'f mut EditedFile {
    let file = &copy.new_concepts;
    let text = || created(copy).unwrap_or_else(|| file.text.clone());
    files.entry(file.name.clone()).or_insert_with(|| EditedFile::new(text()))
}

/// What the file for new entries begins with, where there is none yet.
pub(super) fn created(copy: &WorkingCopy) -> Option<String> {
    let empty = || Glossary { languages: copy.glossary.languages, ..Glossary::default() }.to_yaml();
    copy.new_concepts.text.is_empty().then(empty)
}

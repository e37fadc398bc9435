//! What a merge adds to the files: entries for concepts, accepted candidates, decisions.

use std::collections::BTreeSet;

use super::{
    CandidateRow, acts,
    adopt::{self, Adopter, Adoption, Refusal},
    change::{Change, TermRef},
    decided,
    merge::Merge,
    patches::{created, file_for_new},
    plan::MergeError,
    wishes::Wish,
};
use crate::{
    exchange::Decision,
    glossary::{GlossaryText, Set, Slot, SourceFile, Status},
};

/// An entry to add to the file for new ones.
pub(super) struct NewEntry {
    pub id: String,
    /// As it stands below `concepts:`.
    pub entry: String,
    /// What it decides.
    pub sets: Vec<Set>,
}

impl Merge<'_> {
    /// Takes up accepted candidates.
    pub(super) fn candidates(&mut self, rows: &[CandidateRow]) -> Result<(), MergeError> {
        let copy = self.copy;
        let glossary = &copy.glossary;
        let mut adopter = Adopter::new(glossary);
        let mut accepted = Vec::new();
        for row in rows.iter().filter(|row| row.decision != Decision::Reject) {
            match adopter.adopt(glossary, row) {
                Ok(Adoption::New(id, entry)) => {
                    let sets = acts::accepted(&id);
                    accepted.push(NewEntry { id, entry, sets });
                }
                Ok(Adoption::Known(id, forms)) => {
                    let Some(concept) = glossary.concepts.get(&id).filter(|_| !forms.is_empty()) else {
                        continue;
                    };
                    if !copy.is_own(&concept.position.file) {
                        self.add_above(row.line, &id, &forms);
                        continue;
                    }
                    let add = |text: &GlossaryText| adopt::add_variants(text, &id, glossary, &forms);
                    if let Some(edits) = self.edit(row.line, concept, add) {
                        self.changes += 1;
                        self.act("accept", acts::added_forms(&id, &forms), edits);
                    }
                }
                Err(Refusal::Conflict(message)) => self.conflicts.push((row.line, message)),
                Err(Refusal::Row(message)) => self.refused.push((row.line, message)),
            }
        }
        self.changes += accepted.len();
        self.add_patches()?;
        self.append("accept", accepted)
    }

    /// Adds forms to a concept that only the layers beneath have, as spellings to be rewritten.
    fn add_above(&mut self, line: usize, concept: &str, forms: &[String]) {
        let language = self.copy.glossary.languages.source;
        for form in forms {
            let term = TermRef { language, slot: Slot::Full, form: form.clone() };
            let change = Change::Add { term, status: Status::Deprecated, relation: None, party: None };
            self.change(&Wish { line, concept: concept.to_owned(), change });
        }
    }

    /// Adds entries to the end of the file for new ones.
    pub(super) fn append(&mut self, code: &str, entries: Vec<NewEntry>) -> Result<(), MergeError> {
        if entries.is_empty() {
            return Ok(());
        }
        let (created, name) = (created(self.copy), &self.copy.new_concepts.name);
        let is_first = !self.files.contains_key(name);
        let edited = file_for_new(self.copy, &mut self.files);
        let before = edited.text();
        let all: String = entries.iter().map(|entry| entry.entry.as_str()).collect();
        let failed = |source| MergeError::NotAdded { file: name.clone(), source };
        edited.append(&all).map_err(failed)?;
        let ids: Vec<&str> = entries.iter().map(|entry| entry.id.as_str()).collect();
        let created = created.filter(|_| is_first);
        let edits = acts::added_concepts(name, created, &before, &edited.text(), &ids);
        for (entry, edit) in entries.into_iter().zip(edits) {
            self.act(code, entry.sets, vec![edit]);
        }
        Ok(())
    }

    /// Writes down what was rejected, and what was corrected to something else.
    pub(super) fn decisions(&mut self, rows: &[CandidateRow]) -> Result<Option<SourceFile>, MergeError> {
        let file = &self.copy.decisions;
        let stand =
            self.refused.iter().chain(&self.conflicts).map(|(line, _)| *line).collect::<BTreeSet<_>>();
        let rows = rows.iter().filter(|row| !stand.contains(&row.line));
        let failed = |source| MergeError::NotAdded { file: file.name.clone(), source };
        let (text, decided) = decided::decide(file, rows).map_err(failed)?;
        for decided in decided {
            // What a correction rejects belongs to a change that is counted.
            self.changes += usize::from(!decided.is_second);
            self.act(decided.code, vec![decided.set], decided.edits);
        }
        Ok(text.map(|text| SourceFile { name: file.name.clone(), text }))
    }
}

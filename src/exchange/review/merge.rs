//! A review brought back into the files of a glossary.

use std::collections::{BTreeMap, BTreeSet, btree_map};

use super::{
    CandidateRow, Review, WorkingCopy, acts,
    adopt::{self, Adopter, Adoption, Refusal},
    apply::{apply, is_fulfilled},
    decided,
    wishes::{Wish, wishes},
};
use crate::{
    exchange::Decision,
    glossary::{
        Concept, EditError, Edited, EditedFile, Entry, Glossary, GlossaryText, Problems, Set, Severity,
        SourceFile, StyleId, TextEdit, text_edits,
    },
    text::counted,
};

/// The file in a glossary’s folder that new concepts go to.
pub const NEW_CONCEPTS: &str = "accepted.yaml";

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
    sources: &'g [SourceFile],
    edited: BTreeMap<String, EditedFile>,
    /// The decisions beside the glossary, when they change.
    decisions: Option<SourceFile>,
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
        let mut files = merged(self.sources, &self.edited);
        Glossary::read_sources(&files).accept()?;
        files.retain(|file| {
            let before = self.sources.iter().find(|before| before.name == file.name);
            before.is_none_or(|before| before.text != file.text)
        });
        files.extend(self.decisions.clone());
        Ok(files)
    }
}

/// Brings a review back into a glossary: what a person changed in it, in the style the review is for, and nothing
/// else. Accepted candidates become concepts, rejected ones go to the decisions beside the glossary.
///
/// # Errors
/// When the files for new concepts and decisions cannot take any.
///
/// ```
/// use drogman::exchange::{Input, ReviewFormat, WorkingCopy, merge, read_review};
/// use drogman::glossary::{SourceFile, StyleId};
/// let file = SourceFile {
///     name: "cities.yaml".into(),
///     text: "version: 1\nconcepts:\n  gori: {type: city, fr: Gori, en: Gori}  # on the Kura\n".into(),
/// };
/// let copy = WorkingCopy::of(vec![file]).unwrap();
///
/// let reviewed = "concept,form,decision,new form\ngori,Gori,correct,Gory\n";
/// let input = Input::new(Box::new(reviewed.as_bytes()) as Box<dyn std::io::Read>).unwrap();
/// let review = read_review(input, ReviewFormat::Text, copy.glossary.languages).unwrap();
/// let plan = merge(&copy, &review, StyleId::DEFAULT, "r.csv").unwrap();
/// assert_eq!(plan.conflicts, []);
/// assert!(plan.files().unwrap()[0].text.contains("fr: Gory, en: Gori}  # on the Kura"));
/// ```
pub fn merge<'g>(
    copy: &'g WorkingCopy,
    review: &Review,
    style: StyleId,
    name: &str,
) -> Result<MergePlan<'g>, MergeError> {
    let asked = wishes(review, &copy.glossary, style);
    let mut merge = Merge {
        copy,
        style,
        name,
        files: BTreeMap::new(),
        acts: Vec::new(),
        touched: BTreeSet::new(),
        conflicts: asked.conflicts,
        refused: asked.refused,
        changes: 0,
    };
    merge.grant(&asked.wishes.iter().collect::<Vec<_>>());
    merge.candidates(&review.candidates)?;
    let decisions = merge.decisions(&review.candidates)?;
    merge.conflicts.sort();
    merge.refused.sort();
    let Merge { files: edited, acts, conflicts, refused, changes, .. } = merge;
    Ok(MergePlan { sources: &copy.sources, edited, decisions, acts, conflicts, refused, changes })
}

/// A glossary’s files with their edits.
fn merged(sources: &[SourceFile], edited: &BTreeMap<String, EditedFile>) -> Vec<SourceFile> {
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

/// A merge under way.
struct Merge<'g> {
    copy: &'g WorkingCopy,
    style: StyleId,
    /// What the acts call the review.
    name: &'g str,
    files: BTreeMap<String, EditedFile>,
    acts: Vec<Entry>,
    /// The concepts that were changed.
    touched: BTreeSet<String>,
    conflicts: Vec<(usize, String)>,
    refused: Vec<(usize, String)>,
    changes: usize,
}

impl Merge<'_> {
    /// Does what is wished for. When the glossary would no longer be one, the wishes are tried in halves, so that
    /// only those are refused that are to blame.
    fn grant(&mut self, wishes: &[&Wish]) {
        if wishes.is_empty() {
            return;
        }
        let before = (self.files.clone(), self.touched.clone(), self.changes, self.conflicts.len());
        let acts = self.acts.len();
        for wish in wishes {
            self.change(wish);
        }
        let Some(problem) = self.problem(wishes) else { return };
        (self.files, self.touched, self.changes) = (before.0, before.1, before.2);
        self.conflicts.truncate(before.3);
        self.acts.truncate(acts);
        if let [wish] = wishes {
            self.conflicts.push((wish.line, format!("of «{}»: {problem}", wish.concept)));
            return;
        }
        let (first, second) = wishes.split_at(wishes.len() / 2);
        self.grant(first);
        self.grant(second);
    }

    fn change(&mut self, wish: &Wish) {
        let (style, glossary) = (self.style, &self.copy.glossary);
        let Some(concept) = glossary.concepts.get(&wish.concept) else { return };
        let edits = self.edit(wish.line, concept, |text| apply(text, concept, &wish.change, style, glossary));
        if let Some(edits) = edits {
            let sets = acts::sets(concept, &wish.change, style, glossary);
            self.act("merge", sets, edits);
        }
    }

    fn act(&mut self, code: &str, sets: Vec<Set>, edits: Vec<TextEdit>) {
        self.changes += 1;
        self.acts.push(Entry::act("merge", vec![code.to_owned(), self.name.to_owned()], sets, edits));
    }

    /// Makes an edit; one that cannot be made is a conflict. What it changes, unless nothing.
    fn edit(
        &mut self,
        line: usize,
        concept: &Concept,
        change: impl FnOnce(&GlossaryText) -> Result<(), EditError>,
    ) -> Option<Vec<TextEdit>> {
        let name = concept.position.file.to_string();
        let file = match self.files.entry(name.clone()) {
            btree_map::Entry::Occupied(entry) => entry.into_mut(),
            btree_map::Entry::Vacant(entry) => {
                let source = self.copy.sources.iter().find(|source| source.name == *entry.key());
                entry.insert(EditedFile::new(source.map(|source| source.text.clone()).unwrap_or_default()))
            }
        };
        match file.edit(&concept.position, change) {
            Ok(Some(Edited { before, after, is_concept })) => {
                self.touched.insert(concept.id.clone());
                let id = is_concept.then_some(concept.id.as_str());
                Some(text_edits(&name, id, &before, &after))
            }
            Ok(None) => None,
            Err(error) => {
                self.conflicts.push((line, format!("of «{}»: {error}", concept.id)));
                None
            }
        }
    }

    /// What is wrong with the glossary as it would be written: it is none, something else changed than was wished
    /// for, or the wishes did not come true.
    fn problem(&self, wishes: &[&Wish]) -> Option<String> {
        let reading = Glossary::read_sources(&merged(&self.copy.sources, &self.files));
        let glossary = match reading.accept() {
            Ok((glossary, _)) => glossary,
            Err(problems) => {
                let first = problems.0.iter().find(|problem| problem.severity == Severity::Error)?;
                return Some(first.message.clone());
            }
        };
        let before = &self.copy.glossary;
        let is_kept = glossary.styles == before.styles
            && before
                .concepts
                .iter()
                .all(|(id, concept)| self.touched.contains(id) || glossary.concepts.get(id) == Some(concept))
            && glossary.concepts.len() == before.concepts.len();
        let is_done = |wish: &&Wish| {
            let now = glossary.concepts.get(&wish.concept);
            now.is_some_and(|concept| is_fulfilled(concept, &wish.change, self.style))
        };
        let failed = self.conflicts.iter().map(|(line, _)| *line).collect::<BTreeSet<_>>();
        let is_right = is_kept && wishes.iter().filter(|wish| !failed.contains(&wish.line)).all(is_done);
        (!is_right)
            .then(|| "the file is written in a way this change cannot be made in; edit the file".to_owned())
    }

    /// Takes up accepted candidates.
    fn candidates(&mut self, rows: &[CandidateRow]) -> Result<(), MergeError> {
        let copy = self.copy;
        let glossary = &copy.glossary;
        let mut adopter = Adopter::new(glossary);
        let mut accepted = Vec::new();
        for row in rows.iter().filter(|row| row.decision != Decision::Reject) {
            match adopter.adopt(glossary, row) {
                Ok(Adoption::New(id, concept)) => accepted.push((id, concept)),
                Ok(Adoption::Known(id, forms)) => {
                    let Some(concept) = glossary.concepts.get(&id).filter(|_| !forms.is_empty()) else {
                        continue;
                    };
                    let add = |text: &GlossaryText| adopt::add_variants(text, &id, glossary, &forms);
                    if let Some(edits) = self.edit(row.line, concept, add) {
                        self.act("accept", acts::added_forms(&id, &forms), edits);
                    }
                }
                Err(Refusal::Conflict(message)) => self.conflicts.push((row.line, message)),
                Err(Refusal::Row(message)) => self.refused.push((row.line, message)),
            }
        }
        self.append(&accepted)
    }

    /// Adds new concepts to the end of their file.
    fn append(&mut self, concepts: &[(String, String)]) -> Result<(), MergeError> {
        if concepts.is_empty() {
            return Ok(());
        }
        let (glossary, file) = (&self.copy.glossary, &self.copy.new_concepts);
        let created = file
            .text
            .is_empty()
            .then(|| Glossary { languages: glossary.languages, ..Glossary::default() }.to_yaml());
        let first = created.clone().unwrap_or_else(|| file.text.clone());
        let edited = self.files.entry(file.name.clone()).or_insert_with(|| EditedFile::new(first));
        let before = edited.text();
        let all: String = concepts.iter().map(|(_, concept)| concept.as_str()).collect();
        let failed = |source| MergeError::NotAdded { file: file.name.clone(), source };
        edited.append(&all).map_err(failed)?;
        let edits = acts::added_concepts(&file.name, created, &before, &edited.text(), concepts);
        for ((id, _), edit) in concepts.iter().zip(edits) {
            self.act("accept", acts::accepted(id), vec![edit]);
        }
        Ok(())
    }

    /// Writes down what was rejected, and what was corrected to something else.
    fn decisions(&mut self, rows: &[CandidateRow]) -> Result<Option<SourceFile>, MergeError> {
        let file = &self.copy.decisions;
        let stand =
            self.refused.iter().chain(&self.conflicts).map(|(line, _)| *line).collect::<BTreeSet<_>>();
        let rows = rows.iter().filter(|row| !stand.contains(&row.line));
        let failed = |source| MergeError::NotAdded { file: file.name.clone(), source };
        let (text, decided) = decided::decide(file, rows).map_err(failed)?;
        for decided in decided {
            // What a correction rejects belongs to a change that is counted.
            self.act(decided.code, vec![decided.set], decided.edits);
            self.changes -= usize::from(decided.is_second);
        }
        Ok(text.map(|text| SourceFile { name: file.name.clone(), text }))
    }
}

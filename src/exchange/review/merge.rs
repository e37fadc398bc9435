//! A review brought back into the files of a glossary.

use std::collections::{BTreeMap, BTreeSet, btree_map};

use super::{
    CandidateRow, Review,
    adopt::{self, Adopter, Adoption},
    apply::{apply, is_fulfilled},
    wishes::{Wish, wishes},
};
use crate::glossary::{
    Concept, EditError, EditedFile, Glossary, GlossaryText, Problems, Severity, SourceFile, StyleId,
};

/// The file in a glossary’s folder that new concepts go to.
pub const NEW_CONCEPTS: &str = "accepted.yaml";

/// Why a review cannot be merged.
#[derive(Debug, thiserror::Error)]
pub enum MergeError {
    /// New concepts cannot be added to their file.
    #[error("{file}: {source}")]
    NewConcepts {
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
    /// What cannot be done: the line of the review and why, in order.
    pub conflicts: Vec<(usize, String)>,
    /// Rows with a cell that cannot be read: the line and why.
    pub refused: Vec<(usize, String)>,
    /// How many changes are made.
    pub changes: usize,
}

impl MergePlan<'_> {
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
        Ok(files)
    }
}

/// Brings a review back into a glossary: what a person changed in it, in the style the review is for, and nothing
/// else. `sources` are the files `glossary` was read from. `new_concepts` is the file that accepted candidates are
/// added to, one of them or another; its text is empty where there is none yet.
///
/// # Errors
/// When the file for new concepts cannot take any.
///
/// ```
/// use drogman::exchange::{Input, merge, read_review};
/// use drogman::glossary::{Glossary, SourceFile, StyleId};
/// let file = SourceFile {
///     name: "cities.yaml".into(),
///     text: "version: 1\nconcepts:\n  gori: {type: city, fr: Gori, en: Gori}  # on the Kura\n".into(),
/// };
/// let glossary = Glossary::read_sources(std::slice::from_ref(&file)).accept().unwrap().0;
///
/// let reviewed = "concept,form,decision,new form\ngori,Gori,correct,Gory\n";
/// let input = Input::new(Box::new(reviewed.as_bytes()) as Box<dyn std::io::Read>).unwrap();
/// let review = read_review(input, false, glossary.languages).unwrap();
/// let sources = [file];
/// let plan = merge(&glossary, &sources, &sources[0], &review, StyleId::DEFAULT).unwrap();
/// assert_eq!(plan.conflicts, []);
/// assert!(plan.files().unwrap()[0].text.contains("fr: Gory, en: Gori}  # on the Kura"));
/// ```
pub fn merge<'g>(
    glossary: &Glossary,
    sources: &'g [SourceFile],
    new_concepts: &SourceFile,
    review: &Review,
    style: StyleId,
) -> Result<MergePlan<'g>, MergeError> {
    let asked = wishes(review, glossary, style);
    let mut merge = Merge {
        glossary,
        sources,
        style,
        files: BTreeMap::new(),
        touched: BTreeSet::new(),
        conflicts: asked.conflicts,
        changes: 0,
    };
    merge.grant(&asked.wishes.iter().collect::<Vec<_>>());
    merge.candidates(new_concepts, &review.candidates)?;
    merge.conflicts.sort();
    let Merge { files: edited, conflicts, changes, .. } = merge;
    Ok(MergePlan { sources, edited, conflicts, refused: asked.refused, changes })
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
    glossary: &'g Glossary,
    sources: &'g [SourceFile],
    style: StyleId,
    files: BTreeMap<String, EditedFile>,
    /// The concepts that were changed.
    touched: BTreeSet<String>,
    conflicts: Vec<(usize, String)>,
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
        for wish in wishes {
            self.change(wish);
        }
        let Some(problem) = self.problem(wishes) else { return };
        (self.files, self.touched, self.changes) = (before.0, before.1, before.2);
        self.conflicts.truncate(before.3);
        if let [wish] = wishes {
            self.conflicts.push((wish.line, format!("of «{}»: {problem}", wish.concept)));
            return;
        }
        let (first, second) = wishes.split_at(wishes.len() / 2);
        self.grant(first);
        self.grant(second);
    }

    fn change(&mut self, wish: &Wish) {
        let (style, glossary) = (self.style, self.glossary);
        if let Some(concept) = glossary.concepts.get(&wish.concept) {
            self.edit(wish.line, concept, |text| apply(text, concept, &wish.change, style, glossary));
        }
    }

    /// Makes an edit; one that cannot be made is a conflict.
    fn edit(
        &mut self,
        line: usize,
        concept: &Concept,
        change: impl FnOnce(&GlossaryText) -> Result<(), EditError>,
    ) {
        let file = match self.files.entry(concept.position.file.to_string()) {
            btree_map::Entry::Occupied(entry) => entry.into_mut(),
            btree_map::Entry::Vacant(entry) => {
                let source = self.sources.iter().find(|source| source.name == *entry.key());
                entry.insert(EditedFile::new(source.map(|source| source.text.clone()).unwrap_or_default()))
            }
        };
        match file.edit(&concept.position, change) {
            Ok(changed) => {
                self.changes += usize::from(changed);
                self.touched.insert(concept.id.clone());
            }
            Err(error) => self.conflicts.push((line, format!("of «{}»: {error}", concept.id))),
        }
    }

    /// What is wrong with the glossary as it would be written: it is none, something else changed than was wished
    /// for, or the wishes did not come true.
    fn problem(&self, wishes: &[&Wish]) -> Option<String> {
        let reading = Glossary::read_sources(&merged(self.sources, &self.files));
        let glossary = match reading.accept() {
            Ok((glossary, _)) => glossary,
            Err(problems) => {
                let first = problems.0.iter().find(|problem| problem.severity == Severity::Error)?;
                return Some(first.message.clone());
            }
        };
        let before = self.glossary;
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
    fn candidates(&mut self, file: &SourceFile, rows: &[CandidateRow]) -> Result<(), MergeError> {
        let glossary = self.glossary;
        let mut adopter = Adopter::new(glossary);
        let mut accepted = String::new();
        for row in rows {
            match adopter.adopt(glossary, row) {
                Ok(Adoption::New(concept)) => {
                    accepted.push_str(&concept);
                    self.changes += 1;
                }
                Ok(Adoption::Known(id, forms)) => {
                    if let (Some(concept), false) = (glossary.concepts.get(&id), forms.is_empty()) {
                        self.edit(row.line, concept, |text| adopt::add_variants(text, &id, glossary, &forms));
                    }
                }
                Err(message) => self.conflicts.push((row.line, message)),
            }
        }
        if accepted.is_empty() {
            return Ok(());
        }
        // The new concepts go to the end of their file.
        let empty = || Glossary { languages: glossary.languages, ..Glossary::default() }.to_yaml();
        let text = if file.text.is_empty() { empty() } else { file.text.clone() };
        let edited = self.files.entry(file.name.clone()).or_insert_with(|| EditedFile::new(text));
        let failed = |source| MergeError::NewConcepts { file: file.name.clone(), source };
        edited.append(&accepted).map_err(failed)
    }
}

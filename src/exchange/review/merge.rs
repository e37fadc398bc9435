//! A review brought back into the files of a glossary.

use std::collections::{BTreeMap, BTreeSet, btree_map};

use super::{
    Review, WorkingCopy, acts,
    apply::{apply, is_fulfilled},
    layered::Layered,
    new_entries::NewEntry,
    patches::Patches,
    plan::{MergeError, MergePlan, merged},
    wishes::{Wish, wishes},
};
use crate::glossary::{
    Concept, EditError, Edited, EditedFile, Entry, GlossaryText, Set, Severity, SourceFile, StyleId,
    TextEdit, text_edits,
};

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
    merge_and_add(copy, review, style, ["merge", name], Vec::new())
}

/// As [`merge`], with entries for new concepts.
pub(super) fn merge_and_add<'g>(
    copy: &'g WorkingCopy,
    review: &Review,
    style: StyleId,
    label: [&str; 2],
    new: Vec<NewEntry>,
) -> Result<MergePlan<'g>, MergeError> {
    let asked = wishes(review, &copy.glossary, style);
    let mut merge = Merge::new(copy, style, label);
    (merge.conflicts, merge.refused) = (asked.conflicts, asked.refused);
    merge.grant(&asked.wishes.iter().collect::<Vec<_>>());
    merge.candidates(&review.candidates)?;
    merge.append(label[0], new)?;
    let decisions = merge.decisions(&review.candidates)?;
    Ok(merge.planned(decisions))
}

/// Makes changes in a glossary: each in the entry of the concept in its own files; a concept that only the layers beneath
/// have gets an entry there that says what differs. A change that cannot be made is told with the line of its wish.
/// `label` is what the acts in the journal are called: where they were made, and of what they came.
///
/// # Errors
/// When the file for new entries cannot take any.
///
/// ```
/// use drogman::exchange::{Change, WorkingCopy, Wish, make_changes};
/// use drogman::glossary::StyleId;
/// let folder = tempfile::tempdir().unwrap();
/// let own = folder.path().join("own.yaml");
/// std::fs::write(&own, "version: 1\nextends: [embedded]\nconcepts: {}\n").unwrap();
/// let copy = WorkingCopy::open(&own).unwrap();
/// let note = Change::Note(Some("Tiflis in old texts".into()));
/// let wish = Wish { line: 1, concept: "tbilissi".into(), change: note };
/// let plan = make_changes(&copy, &[wish], StyleId::DEFAULT, ["names", "note"]).unwrap();
/// assert!(plan.files().unwrap()[0].text.ends_with("concepts:\n  tbilissi:\n    note: Tiflis in old texts\n"));
/// assert_eq!(plan.acts.len(), 1);
/// ```
pub fn make_changes<'g>(
    copy: &'g WorkingCopy,
    wishes: &[Wish],
    style: StyleId,
    label: [&str; 2],
) -> Result<MergePlan<'g>, MergeError> {
    let mut merge = Merge::new(copy, style, label);
    merge.grant(&wishes.iter().collect::<Vec<_>>());
    merge.add_patches()?;
    Ok(merge.planned(None))
}

/// A merge under way.
pub(super) struct Merge<'g> {
    pub copy: &'g WorkingCopy,
    style: StyleId,
    /// What the acts are called: where they were made, and of what they came.
    label: [String; 2],
    pub files: BTreeMap<String, EditedFile>,
    /// Entries to be added for concepts that only the layers beneath have.
    pub patches: Patches,
    acts: Vec<Entry>,
    /// The concepts that were changed.
    touched: BTreeSet<String>,
    pub conflicts: Vec<(usize, String)>,
    pub refused: Vec<(usize, String)>,
    pub changes: usize,
}

impl<'g> Merge<'g> {
    fn new(copy: &'g WorkingCopy, style: StyleId, label: [&str; 2]) -> Self {
        Self {
            copy,
            style,
            label: label.map(str::to_owned),
            files: BTreeMap::new(),
            patches: Patches::default(),
            acts: Vec::new(),
            touched: BTreeSet::new(),
            conflicts: Vec::new(),
            refused: Vec::new(),
            changes: 0,
        }
    }

    fn planned(mut self, decisions: Option<SourceFile>) -> MergePlan<'g> {
        self.conflicts.sort();
        self.refused.sort();
        let Self { copy, files: edited, acts, conflicts, refused, changes, .. } = self;
        MergePlan { copy, edited, decisions, acts, conflicts, refused, changes }
    }
}

impl Merge<'_> {
    /// Does what is wished for. When the glossary would no longer be one, the wishes are tried in halves, so that
    /// only those are refused that are to blame.
    fn grant(&mut self, wishes: &[&Wish]) {
        if wishes.is_empty() {
            return;
        }
        let before = (self.files.clone(), self.touched.clone(), self.changes, self.patches.clone());
        let (acts, conflicts) = (self.acts.len(), self.conflicts.len());
        for wish in wishes {
            self.change(wish);
        }
        let Some(problem) = self.problem(wishes) else { return };
        (self.files, self.touched, self.changes, self.patches) = before;
        self.conflicts.truncate(conflicts);
        self.acts.truncate(acts);
        if let [wish] = wishes {
            self.conflicts.push((wish.line, format!("of «{}»: {problem}", wish.concept)));
            return;
        }
        let (first, second) = wishes.split_at(wishes.len() / 2);
        self.grant(first);
        self.grant(second);
    }

    pub(super) fn change(&mut self, wish: &Wish) {
        let (style, copy, change) = (self.style, self.copy, &wish.change);
        let glossary = &copy.glossary;
        let Some(concept) = glossary.concepts.get(&wish.concept) else { return };
        let sets = || acts::sets(concept, change, style, glossary);
        let layered = Layered { concept, glossary, beneath: &copy.beneath };
        let is_beneath = copy.beneath.concepts.contains_key(&wish.concept);
        if is_beneath && !copy.is_own(&concept.position.file) {
            match self.patches.change(&layered, change, style) {
                Ok(false) => {}
                Ok(true) => {
                    self.touched.insert(concept.id.clone());
                    self.patches.say(&concept.id, sets());
                    self.changes += 1;
                }
                Err(error) => self.conflicts.push((wish.line, format!("of «{}»: {error}", concept.id))),
            }
            return;
        }
        let edits = if is_beneath {
            self.edit_text(wish.line, concept, |text| layered.changed(text, change, style))
        } else {
            self.edit(wish.line, concept, |text| apply(text, concept, change, style, glossary))
        };
        if let Some(edits) = edits {
            self.changes += 1;
            let code = self.label[0].clone();
            self.act(&code, sets(), edits);
        }
    }

    /// An act for the journal.
    pub(super) fn act(&mut self, code: &str, sets: Vec<Set>, edits: Vec<TextEdit>) {
        let [screen, of] = &self.label;
        self.acts.push(Entry::act(screen, vec![code.to_owned(), of.clone()], sets, edits));
    }

    /// Makes an edit; one that cannot be made is a conflict. What it changes, unless nothing.
    pub(super) fn edit(
        &mut self,
        line: usize,
        concept: &Concept,
        change: impl FnOnce(&GlossaryText) -> Result<(), EditError>,
    ) -> Option<Vec<TextEdit>> {
        self.edited(line, concept, |file| file.edit(&concept.position, change))
    }

    fn edit_text(
        &mut self,
        line: usize,
        concept: &Concept,
        change: impl FnOnce(&str) -> Result<String, EditError>,
    ) -> Option<Vec<TextEdit>> {
        self.edited(line, concept, |file| file.edit_text(&concept.position, change))
    }

    fn edited(
        &mut self,
        line: usize,
        concept: &Concept,
        edit: impl FnOnce(&mut EditedFile) -> Result<Option<Edited>, EditError>,
    ) -> Option<Vec<TextEdit>> {
        let name = concept.position.file.to_string();
        let file = match self.files.entry(name.clone()) {
            btree_map::Entry::Occupied(entry) => entry.into_mut(),
            btree_map::Entry::Vacant(entry) => {
                let source = self.copy.sources.iter().find(|source| source.name == *entry.key());
                entry.insert(EditedFile::new(source.map(|source| source.text.clone()).unwrap_or_default()))
            }
        };
        match edit(file) {
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
        let mut files = self.files.clone();
        if let Err(error) = self.patches.add_to(self.copy, &mut files) {
            return Some(error.to_string());
        }
        let reading = self.copy.read(&merged(&self.copy.sources, &files));
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

    /// Adds the entries for concepts of the layers beneath.
    pub(super) fn add_patches(&mut self) -> Result<(), MergeError> {
        let patches = std::mem::take(&mut self.patches).into_entries();
        let code = self.label[0].clone();
        let entries = patches.into_iter().map(|(id, entry, sets)| NewEntry { id, entry, sets }).collect();
        self.append(&code, entries)
    }
}

//! A list that is imported into a glossary there is already.

use super::{
    Review, ReviewFormat, WorkingCopy, acts, merge::merge_and_add, new_entries::NewEntry, read_review,
};
use crate::{
    exchange::{Input, Onto},
    glossary::{Entry, SourceFile, StyleId, lines_of_concepts},
    text::counted,
};

/// What a list changes in the files of a glossary and adds to them; nothing is written.
#[derive(Clone, Debug)]
pub struct TakenIn {
    /// The files that change, with their new texts.
    pub files: Vec<SourceFile>,
    /// What is done, for the journal: the import is one act.
    pub act: Option<Entry>,
    /// How many changes of known concepts were made.
    pub changes: usize,
    /// What could not be done, in words.
    pub conflicts: Vec<String>,
}

impl TakenIn {
    /// What was done, in words.
    pub fn summary(&self, onto: &Onto) -> String {
        let (added, changes) = (counted(onto.added, "new concept"), counted(self.changes, "change"));
        format!("{added}, {changes}, {} decided", counted(onto.decided, "difference"))
    }
}

/// Makes the changes that a list asks for in the files of a glossary, and adds its new concepts to the end. `name` is
/// what the journal calls the list.
///
/// # Errors
/// When the glossary would be none, or the file takes no concepts: why.
///
/// ```
/// use drogman::{exchange::{Onto, WorkingCopy, take_in}, glossary::SourceFile};
/// let text = "version: 1\nconcepts:\n  bac: {type: term, fr: bac, en: ferry}  # on the Kura\n";
/// let copy = WorkingCopy::of(vec![SourceFile { name: "g.yaml".into(), text: text.into() }]).unwrap();
/// let concepts = "  quai: {type: term, fr: quai, en: quay}\n".into();
/// let taken = take_in(&copy, &Onto { concepts, ..Onto::default() }, "list.csv").unwrap();
/// assert!(taken.files[0].text.contains("# on the Kura\n  quai:"));
/// assert_eq!(taken.act.unwrap().label, ["import", "list.csv"]);
/// ```
pub fn take_in(copy: &WorkingCopy, onto: &Onto, name: &str) -> Result<TakenIn, String> {
    let review = if onto.review.is_empty() {
        Review::default()
    } else {
        let bytes: Box<dyn std::io::Read + '_> = Box::new(onto.review.as_bytes());
        let input = Input::new(bytes).map_err(|error| error.to_string())?;
        read_review(input, ReviewFormat::Text, copy.glossary.languages).map_err(|error| error.to_string())?
    };
    let label = ["import", name];
    let plan = merge_and_add(copy, &review, StyleId::DEFAULT, label, new_entries(&onto.concepts));
    let plan = plan.map_err(|error| error.to_string())?;
    let files = plan.files().map_err(|problems| problems.to_string())?;
    let told = plan.conflicts.iter().chain(&plan.refused).map(|(_, message)| message.clone());
    Ok(TakenIn { files, act: one_act(&plan.acts, label), changes: plan.changes, conflicts: told.collect() })
}

/// The entries of a text as it stands below `concepts:`.
fn new_entries(concepts: &str) -> Vec<NewEntry> {
    const HEAD: &str = "concepts:\n";
    let starts: Vec<(String, usize)> = lines_of_concepts(&format!("{HEAD}{concepts}"))
        .into_iter()
        .map(|(id, lines)| (id, lines.start - HEAD.len()))
        .collect();
    let end = |at: usize| starts.get(at + 1).map_or(concepts.len(), |(_, start)| *start);
    let entry = |(at, (id, start)): (usize, &(String, usize))| NewEntry {
        id: id.clone(),
        entry: concepts[*start..end(at)].to_owned(),
        sets: acts::accepted(id),
    };
    starts.iter().enumerate().map(entry).collect()
}

/// Acts as one.
fn one_act(acts: &[Entry], label: [&str; 2]) -> Option<Entry> {
    if acts.is_empty() {
        return None;
    }
    let sets = acts.iter().flat_map(|act| act.sets.iter().cloned()).collect();
    let edits = acts.iter().flat_map(|act| act.edits.iter().cloned()).collect();
    Some(Entry::act(label[0], label.map(str::to_owned).into(), sets, edits))
}

//! A list that is imported into a glossary there is already.

use super::{ReviewFormat, WorkingCopy, merge, read_review};
use crate::{
    exchange::{Input, Onto},
    glossary::{EditedFile, Glossary, SourceFile, StyleId},
    text::counted,
};

/// A glossary file with what a list changes in it and adds to it.
#[derive(Clone, Debug)]
pub struct TakenIn {
    /// The file as it is to be.
    pub file: SourceFile,
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

/// Makes the changes that a list asks for in the file of a glossary, and adds its new concepts to the end.
///
/// # Errors
/// When the glossary would be none, or the file takes no concepts: why.
///
/// ```
/// use drogman::{exchange::{Onto, take_in}, glossary::{Glossary, SourceFile}};
/// let text = "version: 1\nconcepts:\n  bac: {type: term, fr: bac, en: ferry}  # on the Kura\n";
/// let file = SourceFile { name: "g.yaml".into(), text: text.into() };
/// let glossary: Glossary = text.parse().unwrap();
/// let concepts = "  quai: {type: term, fr: quai, en: quay}\n".into();
/// let taken = take_in(&glossary, &file, &Onto { concepts, ..Onto::default() }).unwrap();
/// assert!(taken.file.text.contains("# on the Kura\n  quai:"));
/// ```
pub fn take_in(glossary: &Glossary, file: &SourceFile, onto: &Onto) -> Result<TakenIn, String> {
    let mut taken = TakenIn { file: file.clone(), changes: 0, conflicts: Vec::new() };
    if !onto.review.is_empty() {
        let bytes: Box<dyn std::io::Read + '_> = Box::new(onto.review.as_bytes());
        let input = Input::new(bytes).map_err(|error| error.to_string())?;
        let review = read_review(input, ReviewFormat::Text, glossary.languages);
        let review = review.map_err(|error| error.to_string())?;
        let copy = WorkingCopy::of(vec![file.clone()]).map_err(|problems| problems.to_string())?;
        let plan = merge(&copy, &review, StyleId::DEFAULT, &file.name).map_err(|error| error.to_string())?;
        let told = plan.conflicts.iter().chain(&plan.refused).map(|(_, message)| message.clone());
        taken.conflicts = told.collect();
        taken.changes = plan.changes;
        if let Some(changed) = plan.files().map_err(|problems| problems.to_string())?.into_iter().next() {
            taken.file = changed;
        }
    }
    if !onto.concepts.is_empty() {
        let mut edited = EditedFile::new(taken.file.text);
        edited.append(&onto.concepts).map_err(|error| error.to_string())?;
        taken.file.text = edited.text();
        let read = Glossary::read_sources(std::slice::from_ref(&taken.file));
        read.accept().map_err(|problems| problems.to_string())?;
    }
    Ok(taken)
}

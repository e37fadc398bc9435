//! A glossary’s files and the reviewed forms beside them.

use std::{collections::BTreeMap, path::Path, sync::Arc};

use super::{REVIEWED, Reviewed, proofread};
use crate::{
    glossary::{EMBEDDED, Glossary, Problem},
    text::{LineIndex, read_text},
};

/// The reviewed forms of the shipped glossary.
const SHIPPED: &str = include_str!("../../../glossary/reviewed.tsv");

/// As [`proofread`], with the forms that the files beside those of the glossary say were reviewed, and with the lines of
/// the files.
pub fn proofread_files(glossary: &Glossary) -> Vec<Problem> {
    let mut files: BTreeMap<Arc<str>, Option<(String, LineIndex)>> = BTreeMap::new();
    let positions = glossary.concepts.values().map(|concept| &concept.position);
    let mut last: Option<&Arc<str>> = None;
    for position in positions {
        if !last.is_some_and(|last| Arc::ptr_eq(last, &position.file)) {
            files.entry(position.file.clone()).or_default();
            last = Some(&position.file);
        }
    }
    let mut problems = proofread(glossary, &reviewed(files.keys()));
    for problem in &mut problems {
        if let Some(file) = files.get_mut(&problem.position.file) {
            let (text, lines) = file.get_or_insert_with(|| {
                let text = read_text(Path::new(&*problem.position.file)).unwrap_or_default();
                let text = text.trim_start_matches('\u{feff}').to_owned();
                let lines = LineIndex::new(&text);
                (text, lines)
            });
            problem.quote(text, lines);
        }
    }
    problems
}

/// The forms reviewed beside some glossary files.
fn reviewed<'f>(files: impl Iterator<Item = &'f Arc<str>>) -> Reviewed {
    let mut reviewed = Reviewed::default();
    let mut folders: Vec<&Path> =
        files.map(|file| Path::new(&**file).parent().unwrap_or(Path::new(""))).collect();
    folders.dedup();
    for folder in folders {
        if folder == Path::new(EMBEDDED) {
            reviewed.add(SHIPPED);
        } else if let Ok(text) = read_text(&folder.join(REVIEWED)) {
            reviewed.add(&text);
        }
    }
    reviewed
}

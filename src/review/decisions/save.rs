//! Saving: what stands in the journal is written into the files of the glossary.
//!
//! The lines that say what is changed are written first, then the files, then a line that says that they are. A save that
//! was cut off is finished when the journal is read the next time.

use std::{collections::BTreeMap, fs, io};

use serde::Serialize;

use super::{
    Decisions, ReviewOptions,
    groups::{Subject, subjects},
    plan::{Plan, plan},
};
use crate::{
    document::{Fingerprint, ReplaceError, replace_file},
    glossary::{
        Concept, Entry, Glossary, Journal, Problem, Problems, Replayed, SAVE, Severity, Workbench, digest,
        journal_path,
    },
    normalize::unified_diff,
    review::{Refused, Review, ReviewError, events::Event},
};

/// What saving would write.
#[derive(Debug, Serialize)]
pub(crate) struct Save {
    acts: usize,
    last: String,
    files: Vec<FileDiff>,
    refused: Vec<RefusedAct>,
}

#[derive(Debug, Serialize)]
struct FileDiff {
    file: String,
    diff: String,
}

#[derive(Debug, Serialize)]
struct RefusedAct {
    act: String,
    why: String,
}

/// What was written.
#[derive(Debug, Serialize)]
pub(crate) struct Saved {
    files: Vec<String>,
    acts: usize,
    last: String,
}

impl Review {
    /// What saving would write now.
    ///
    /// # Errors
    /// When the files cannot be read, or would be no glossary.
    pub(crate) fn to_save(&self) -> Result<Save, Refused> {
        let mut decisions = self.decisions_mut();
        self.refresh(&mut decisions)?;
        let plan = valid_plan(&decisions)?;
        let texts = &decisions.own.texts;
        let diff = |(file, after): (&String, &Option<String>)| {
            let before = texts.get(file).map_or("", String::as_str);
            let after = after.as_deref().unwrap_or_default();
            let diff = unified_diff(file, before.as_bytes(), after.as_bytes());
            FileDiff { file: file.clone(), diff: String::from_utf8_lossy(&diff).into_owned() }
        };
        let refused = plan.refused.iter().map(|(act, why)| RefusedAct { act: act.clone(), why: why.clone() });
        Ok(Save {
            acts: plan.acts,
            last: decisions.last().to_owned(),
            files: plan.files.iter().map(diff).collect(),
            refused: refused.collect(),
        })
    }

    /// Takes up what others wrote into the journal and the files.
    fn refresh(&self, decisions: &mut Decisions) -> Result<(), Refused> {
        let failed = |error: &dyn std::fmt::Display| Refused::Failed(error.to_string());
        decisions.store.refresh().map_err(|error| failed(&error))?;
        if decisions.own.changed().is_some() {
            decisions.read_again(self.options()).map_err(|error| failed(&error))?;
        }
        Ok(())
    }

    /// Saves what was shown: `last` is the last entry of the journal then.
    ///
    /// # Errors
    /// When something was decided, or the files were edited, since; when they cannot be written.
    pub(crate) fn save(&self, last: &str) -> Result<Saved, Refused> {
        let mut decisions = self.decisions_mut();
        let is_edited = decisions.own.changed().is_some();
        self.refresh(&mut decisions)?;
        if is_edited || decisions.last() != last {
            return Err(Refused::Now(decisions.last().into()));
        }
        let plan = valid_plan(&decisions)?;
        let (acts, files) = (plan.acts, plan.files.keys().cloned().collect());
        decisions.write(plan)?;
        let options = self.options();
        decisions.own =
            super::OwnGlossary::read(options).map_err(|error| Refused::Failed(error.to_string()))?;
        let (last, unsaved) = (decisions.last().to_owned(), decisions.unsaved());
        drop(decisions);
        self.events().tell(&Event::Journal { last: last.clone(), unsaved });
        Ok(Saved { files, acts, last })
    }
}

/// So many acts are tried to be left out where the glossary would be none with them.
const MOST_LEFT_OUT: usize = 50;

/// What saving changes. An act without which the glossary would be valid is left out.
///
/// # Errors
/// When the glossary would be none whatever is left out.
fn valid_plan(decisions: &Decisions) -> Result<Plan, Refused> {
    let mut left_out = BTreeMap::new();
    loop {
        let plan = plan(decisions, &left_out);
        let mut texts = decisions.own.texts.clone();
        for (file, text) in &plan.files {
            match text {
                Some(text) => texts.insert(file.clone(), text.clone()),
                None => texts.remove(file),
            };
        }
        if plan.files.is_empty() {
            return Ok(plan);
        }
        let Err(Problems(problems)) = decisions.own.glossary(&texts) else { return Ok(plan) };
        let is_error = |problem: &&Problem| problem.severity == Severity::Error;
        let Some(first) = problems.iter().find(is_error) else { return Ok(plan) };
        let told = format!("{}: {}", first.position, first.message);
        let culprit = decisions.concept_at(&texts, first).and_then(|id| last_act_on(decisions, &plan, &id));
        match culprit {
            Some(act) if left_out.len() < MOST_LEFT_OUT && !left_out.contains_key(&act) => {
                left_out.insert(act, first.message.clone());
            }
            _ => {
                let what = "take back what does that; nothing was written";
                return Err(Refused::Bad(format!("the glossary would not be valid: {told}; {what}")));
            }
        }
    }
}

/// The last act that a plan puts into the entry of a concept.
fn last_act_on(decisions: &Decisions, plan: &Plan, id: &str) -> Option<String> {
    let subject = Subject::Concept(id.to_owned());
    let is_on = |entry: &&Entry| {
        let mut sets = entry.sets.iter().flat_map(|set| subjects(&decisions.store, set));
        entry.restore.is_some() && sets.any(|(it, _)| it == subject)
    };
    plan.entries.iter().rev().find(is_on)?.restore.clone()
}

impl Decisions {
    /// The concept in whose entry a problem of one’s own files is.
    fn concept_at(&self, texts: &Replayed, problem: &Problem) -> Option<String> {
        let read = Glossary::read_sources(&self.own.sources(texts)).glossary;
        let is_before = |concept: &&Concept| {
            concept.position.file == problem.position.file && concept.position.line <= problem.position.line
        };
        read.concepts
            .values()
            .filter(is_before)
            .max_by_key(|concept| concept.position.line)
            .map(|it| it.id.clone())
    }

    /// Writes the lines, the files, and the line that says that they are written.
    fn write(&mut self, plan: Plan) -> Result<(), Refused> {
        let Plan { entries, files, .. } = plan;
        if entries.is_empty() {
            return Ok(());
        }
        let failed = |error: io::Error| {
            Refused::Failed(format!(
                "{}: {error}; nothing was written",
                journal_path(self.own.folder()).display()
            ))
        };
        let ids = self.store.append::<io::Error>(|_| Ok(entries)).map_err(failed)?;
        let mut left = BTreeMap::new();
        for (file, text) in &files {
            self.write_file(file, text.as_deref(), self.own.seen(file)).map_err(|error| {
                Refused::Failed(format!("{error}; what you decided is in the journal: save again"))
            })?;
            left.insert(file.clone(), text.as_deref().map_or(String::new(), digest));
        }
        self.note_saved(ids, left)
    }

    fn note_saved(&mut self, ids: Vec<String>, files: BTreeMap<String, String>) -> Result<(), Refused> {
        let line = Entry { saved: Some(ids), files, ..Entry::default() };
        let noted = self.store.append::<io::Error>(|_| Ok(vec![line]));
        noted.map(drop).map_err(|error| Refused::Failed(error.to_string()))
    }

    fn write_file(
        &self,
        name: &str,
        text: Option<&str>,
        seen: Option<Fingerprint>,
    ) -> Result<(), ReplaceError> {
        let path = self.own.path(name);
        let failed = |source| ReplaceError::Io { path: path.clone(), source };
        match text {
            Some(text) => {
                if let Some(folder) = path.parent() {
                    fs::create_dir_all(folder).map_err(failed)?;
                }
                replace_file(&path, text.as_bytes(), seen)
            }
            None if seen.is_some_and(|seen| seen != Fingerprint::of_output(&path)) => {
                Err(ReplaceError::Changed { path })
            }
            None => match fs::remove_file(&path) {
                Err(error) if error.kind() != io::ErrorKind::NotFound => Err(failed(error)),
                _ => Ok(()),
            },
        }
    }

    /// Finishes a save that was cut off between its lines and the one that says that it is done.
    pub(super) fn finish_saving(&mut self, options: &ReviewOptions) -> Result<(), ReviewError> {
        let Some((lines, files)) = cut_off(self.store.journal()) else { return Ok(()) };
        let mut bench = Workbench::new(self.store.journal(), &self.own.texts);
        for line in &lines {
            let act = line.revert.as_ref().or(line.restore.as_ref()).map_or("", String::as_str);
            if bench.put_in(act, &line.edits).is_none() {
                break;
            }
        }
        let redone = bench.texts().clone();
        let mut texts = BTreeMap::new();
        for (name, wanted) in &files {
            let is_wanted =
                |text: Option<&String>| text.map_or(String::new(), |text| digest(text)) == *wanted;
            let after = redone.get(name).filter(|_| !wanted.is_empty());
            // Where the file is neither as it was nor as it was to be, somebody edited it: nothing is touched.
            if is_wanted(self.own.texts.get(name)) {
                continue;
            } else if !is_wanted(after) {
                return Ok(());
            }
            texts.insert(name.clone(), after.cloned());
        }
        let failed = |error: &dyn std::fmt::Display| ReviewError::Decisions {
            path: journal_path(&options.folder),
            source: io::Error::other(error.to_string()),
        };
        for (name, text) in &texts {
            self.write_file(name, text.as_deref(), self.own.seen(name)).map_err(|error| failed(&error))?;
        }
        let ids = lines.into_iter().map(|line| line.id).collect();
        self.note_saved(ids, files).map_err(|_| failed(&"the journal could not be written"))?;
        self.own = super::OwnGlossary::read(options)?;
        Ok(())
    }
}

/// The lines of a save that no later line says is done, and the digests of the files as they were to be.
fn cut_off(journal: &Journal) -> Option<(Vec<Entry>, BTreeMap<String, String>)> {
    let saved = journal.saved();
    let after = journal.entries().rev().take_while(|entry| entry.saved.is_none());
    let mut lines: Vec<Entry> =
        after.filter(|entry| entry.screen == SAVE && !saved.contains(entry.id.as_str())).cloned().collect();
    lines.reverse();
    // The last line of a save has the files; what comes after it are lines of another.
    let end = lines.iter().position(|line| !line.files.is_empty())?;
    lines.truncate(end + 1);
    let files = lines.last().map(|line| line.files.clone())?;
    Some((lines, files))
}

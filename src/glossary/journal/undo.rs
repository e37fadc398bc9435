//! Acts taken back, restored and replayed in the files of a glossary.

use std::collections::{BTreeMap, BTreeSet};

use super::{
    Entry, Journal, TextEdit, digest,
    in_force::InForce,
    places::{lines_of, with_concept, without_concept},
};

/// Why an act cannot be taken back. Nothing was changed.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum UndoError {
    /// There is no such act.
    #[error("the journal has no act «{0}»; `drogman glossary log` lists them")]
    Unknown(String),
    /// It is no act.
    #[error("«{0}» decides nothing: it says that files were written")]
    NoAct(String),
    /// It was taken back.
    #[error("{act} was taken back by {by} already; take {by} back to restore it")]
    TakenBack {
        /// The act.
        act: String,
        /// What took it back.
        by: String,
    },
    /// Later acts change the same words.
    #[error("{} on it: take {} back first", standing(.0), .0.join(", "))]
    Later(Vec<String>),
    /// The file was edited since.
    #[error(
        "{file}: {place} was edited since, «{new}» does not stand there as {act} wrote it; edit the file by hand (it was «{old}»)"
    )]
    Edited {
        /// The act.
        act: String,
        /// The file.
        file: String,
        /// Where in it.
        place: String,
        /// What the act wrote.
        new: String,
        /// What stood there.
        old: String,
    },
}

fn standing(acts: &[String]) -> String {
    let verb = if acts.len() == 1 { "stands" } else { "stand" };
    format!("{} {verb}", acts.join(", "))
}

/// What taking an act back comes to.
#[derive(Clone, Debug, Default)]
pub struct Undone {
    /// The entry for the journal.
    pub entry: Entry,
    /// The files that change, by name, with their new texts; `None`: the file goes.
    pub files: BTreeMap<String, Option<String>>,
}

/// The texts of files by their names below the folder of the journal; one that is not there has no entry.
pub type Replayed = BTreeMap<String, String>;

/// Takes an act back, and only it; one that takes another back is taken back by restoring that. `files` are the files
/// as they are now.
///
/// # Errors
/// When there is no such act, or it cannot go by itself.
pub fn undo(journal: &Journal, asked: &str, files: &Replayed) -> Result<Undone, UndoError> {
    let entry = journal.get(asked).ok_or_else(|| UndoError::Unknown(asked.to_owned()))?;
    if entry.saved.is_some() {
        return Err(UndoError::NoAct(entry.id.clone()));
    }
    let act = entry.revert.as_ref().or(entry.restore.as_ref()).unwrap_or(&entry.id);
    let taken_back = journal.taken_back(act);
    let mut state = InForce::of(journal);
    let mut desk = Desk::new(journal, files);
    let mut entry = match (&entry.revert, taken_back) {
        (Some(_), Some(by)) => {
            let edits = desk.restored(journal, by)?;
            Entry { restore: Some(act.clone()), edits, ..Entry::default() }
        }
        (Some(_), None) => {
            let by = "a later act".to_owned();
            return Err(UndoError::TakenBack { act: entry.id.clone(), by });
        }
        (None, Some(by)) => {
            return Err(UndoError::TakenBack { act: act.clone(), by: by.id.clone() });
        }
        (None, None) => {
            let edits = if state.has(act) {
                let inverses = state.take_back(act).map_err(UndoError::Later)?;
                desk.make_all(act, inverses)?
            } else {
                Vec::new()
            };
            Entry { revert: Some(act.clone()), edits, ..Entry::default() }
        }
    };
    let files = desk.changed(&state);
    let told = |text: &Option<String>| text.as_deref().map_or(String::new(), digest);
    entry.files = files.iter().map(|(name, text)| (name.clone(), told(text))).collect();
    Ok(Undone { entry, files })
}

/// The files as the journal made them of those it began with.
///
/// # Errors
/// When an entry does not fit the files before it: its id.
pub fn replay(journal: &Journal, first: &Replayed) -> Result<Replayed, String> {
    let saved = journal.saved();
    let mut state = InForce::default();
    let mut desk = Desk::new(journal, first);
    for entry in journal.entries().filter(|entry| saved.contains(entry.id.as_str())) {
        if let Some(act) = &entry.revert {
            state.take_back(act).map_err(|_| entry.id.clone())?;
        } else {
            state.make(entry.restore.as_ref().unwrap_or(&entry.id), &entry.edits);
        }
        for edit in &entry.edits {
            desk.make(edit).ok_or_else(|| entry.id.clone())?;
        }
        desk.forget_empty(&state);
    }
    Ok(desk.texts)
}

/// The files of a glossary, from which acts are taken out and into which others are put.
pub(crate) struct Workbench<'f> {
    state: InForce,
    desk: Desk<'f>,
}

impl<'f> Workbench<'f> {
    /// Files as they are now, and what of the journal stands in them.
    pub(crate) fn new(journal: &Journal, files: &'f Replayed) -> Self {
        Self { state: InForce::of(journal), desk: Desk::new(journal, files) }
    }

    /// The acts that stand in the files.
    pub(crate) fn acts(&self) -> BTreeSet<String> {
        self.state.acts().into_iter().map(str::to_owned).collect()
    }

    /// Takes an act out of the files: the edits that does.
    ///
    /// # Errors
    /// When later acts stand on it, or the files were edited since; nothing is changed then.
    pub(crate) fn take_out(&mut self, act: &str) -> Result<Vec<TextEdit>, UndoError> {
        let (state, texts) = (self.state.clone(), self.desk.texts.clone());
        let inverses = self.state.take_back(act).map_err(UndoError::Later)?;
        let made = self.desk.make_all(act, inverses);
        match made {
            Ok(edits) => {
                self.desk.forget_empty(&self.state);
                Ok(edits)
            }
            Err(error) => {
                (self.state, self.desk.texts) = (state, texts);
                Err(error)
            }
        }
    }

    /// Puts edits of an act into the files.
    pub(crate) fn put_in(&mut self, act: &str, edits: &[TextEdit]) -> Option<()> {
        let texts = self.desk.texts.clone();
        for edit in edits {
            if edit.adds && edit.left == EMPTY && !self.desk.were_empty.contains(&edit.file) {
                self.desk.were_empty.push(edit.file.clone());
            }
            if self.desk.make(edit).is_none() {
                self.desk.texts = texts;
                return None;
            }
        }
        self.state.make(act, edits);
        Some(())
    }

    /// The text of a file as it is now; none where there is no such file.
    pub(crate) fn text(&self, file: &str) -> Option<&str> {
        self.desk.texts.get(file).map(String::as_str)
    }

    /// The texts of the files as they are now.
    pub(crate) fn texts(&self) -> &Replayed {
        &self.desk.texts
    }

    /// What a file held that was made for acts, when it is not there now.
    pub(crate) fn created(&self, file: &str) -> Option<&str> {
        self.state.created.get(file).map(String::as_str)
    }

    /// The files that differ from those of the beginning, with their new texts; `None`: the file goes.
    pub(crate) fn changed(self) -> BTreeMap<String, Option<String>> {
        self.desk.changed(&self.state)
    }
}

/// Files that are being changed.
struct Desk<'f> {
    before: &'f Replayed,
    texts: Replayed,
    /// Whether a file is as the journal left it.
    is_own: BTreeMap<String, bool>,
    /// The files that had no concept when one was added.
    were_empty: Vec<String>,
}

impl<'f> Desk<'f> {
    fn new(journal: &Journal, files: &'f Replayed) -> Self {
        let mut left = BTreeMap::new();
        for entry in journal.entries().filter(|entry| entry.saved.is_some()) {
            left.extend(&entry.files);
        }
        let is_told = journal.is_told();
        let is_own = |(name, text): (&String, &String)| {
            let is_left = left.get(name).is_some_and(|said| digest(text) == **said);
            (name.clone(), is_told && is_left && !is_mixed(journal, name))
        };
        let edits = journal.entries().flat_map(|entry| &entry.edits);
        let were_empty = edits.filter(|edit| edit.adds && edit.left == EMPTY).map(|edit| edit.file.clone());
        Self {
            before: files,
            texts: files.clone(),
            is_own: files.iter().map(is_own).collect(),
            were_empty: were_empty.collect(),
        }
    }

    /// Makes an edit at the place it names.
    fn make(&mut self, edit: &TextEdit) -> Option<()> {
        if let Some(created) = edit.created.as_ref().filter(|_| !self.texts.contains_key(&edit.file)) {
            self.texts.insert(edit.file.clone(), created.clone());
        }
        let text = self.texts.get(&edit.file)?;
        let after = if edit.adds && edit.new.is_empty() {
            let range = lines_of(text, edit.concept.as_deref())?;
            if text.get(range.clone())?.trim_end_matches('\n') != edit.old.trim_end_matches('\n') {
                return None;
            }
            without_concept(text, range, self.were_empty.contains(&edit.file))
        } else if edit.adds {
            with_concept(text, &edit.new)?
        } else {
            // The place counts from the start; the lines may end earlier than they did.
            let start = lines_of(text, edit.concept.as_deref())?.start;
            [&text[..start], &edit.make(&text[start..])?].concat()
        };
        self.texts.insert(edit.file.clone(), after);
        Some(())
    }

    /// Makes the inverses of an act’s edits, where a person edited the files since, too.
    fn make_all(&mut self, act: &str, inverses: Vec<TextEdit>) -> Result<Vec<TextEdit>, UndoError> {
        let mut made = Vec::with_capacity(inverses.len());
        for mut inverse in inverses {
            if !inverse.adds && self.is_own.get(&inverse.file) != Some(&true) {
                let text = self.texts.get(&inverse.file);
                let lines = text.and_then(|text| text.get(lines_of(text, inverse.concept.as_deref())?));
                let forward = inverse.inverse(inverse.at);
                let at = lines.and_then(|lines| forward.found_in(lines));
                inverse.at = at.ok_or_else(|| edited(act, &inverse))?;
            }
            self.make(&inverse).ok_or_else(|| edited(act, &inverse))?;
            made.push(inverse);
        }
        Ok(made)
    }

    /// Makes the edits again that an entry took back.
    fn restored(&mut self, journal: &Journal, by: &Entry) -> Result<Vec<TextEdit>, UndoError> {
        let saved = journal.saved();
        let later = journal.entries().skip_while(|entry| entry.id != by.id).skip(1);
        let later: Vec<&Entry> = later.filter(|entry| saved.contains(entry.id.as_str())).collect();
        let mut edits = Vec::new();
        for edit in by.edits.iter().rev() {
            // The edits of the entry that came after it are taken back before it.
            let mut made = edit.made();
            for (act, next) in
                later.iter().flat_map(|entry| entry.edits.iter().map(move |edit| (&entry.id, edit)))
            {
                if next.lines() != edit.lines() {
                    continue;
                }
                let (start, end) = (next.at, next.at + next.old.len());
                if next.adds || (start < made.end && end > made.start) {
                    return Err(UndoError::Later(vec![act.clone()]));
                } else if end <= made.start {
                    let start = made.start - next.old.len() + next.new.len();
                    made = start..start + edit.new.len();
                }
            }
            edits.push(edit.inverse(made.start));
        }
        let created = |edit: &TextEdit| {
            journal.entries().flat_map(|e| &e.edits).find(|e| e.file == edit.file)?.created.clone()
        };
        for edit in &mut edits {
            edit.created = created(edit).filter(|_| !self.texts.contains_key(&edit.file));
        }
        self.make_all(&by.id, edits)
    }

    /// Files that were made for acts none of which is in force any more go.
    fn forget_empty(&mut self, state: &InForce) {
        self.texts.retain(|name, text| state.created.get(name) != Some(text) || state.has_file(name));
    }

    fn changed(mut self, state: &InForce) -> BTreeMap<String, Option<String>> {
        self.forget_empty(state);
        let names = self.before.keys().chain(self.texts.keys());
        let changed = names.filter(|name| self.before.get(*name) != self.texts.get(*name));
        changed.map(|name| (name.clone(), self.texts.get(name).cloned())).collect()
    }
}

/// What a file says that has no concepts, in the place of them.
pub(crate) const EMPTY: &str = "{}";

/// Whether some edits of a file count from its start and others from a concept: then neither tells where the others are.
fn is_mixed(journal: &Journal, file: &str) -> bool {
    let of_file = |edit: &&TextEdit| edit.file == file;
    let mut edits = journal.entries().flat_map(|entry| &entry.edits).filter(of_file);
    let Some(first) = edits.next() else { return false };
    edits.any(|edit| edit.concept.is_some() != first.concept.is_some())
}

fn edited(act: &str, inverse: &TextEdit) -> UndoError {
    let place = inverse.concept.as_ref().map_or_else(|| "the file".to_owned(), |id| format!("«{id}»"));
    let short = |text: &str| crate::text::brief(&text.replace('\n', " "));
    UndoError::Edited {
        act: act.to_owned(),
        file: inverse.file.clone(),
        place,
        new: short(&inverse.old),
        old: short(&inverse.new),
    }
}

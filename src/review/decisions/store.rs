//! The journal, and what of it is in force.

use std::{
    collections::BTreeMap,
    io,
    ops::Bound,
    path::{Path, PathBuf},
};

use rustc_hash::FxHashMap;
use serde_json::Value;

use super::things::Thing;
use crate::glossary::{Entry, Journal, JournalFile, Set, read_journal};

/// An act, as far as the decisions go.
#[derive(Clone, Debug, Default)]
struct Act {
    /// Its place in the journal.
    place: usize,
    /// Whether it is taken back.
    off: bool,
    /// Whether it says itself what it changed in the files.
    is_own: bool,
    /// The lines that take it back and restore it: their places, whether they take it back, whether they count.
    lines: Vec<(usize, bool, bool)>,
    /// What of it stands in the files.
    made: Option<Vec<Set>>,
}

/// What an act said of a field of a thing.
#[derive(Clone, Debug)]
struct Said {
    /// The place of the act among the acts.
    act: usize,
    field: String,
    to: Value,
}

/// The journal of a folder, and what of it is in force. The value in force is that of the last set that was not taken
/// back.
#[derive(Clone, Debug, Default)]
pub(crate) struct Store {
    folder: PathBuf,
    journal: Journal,
    /// How many entries were taken up.
    taken: usize,
    acts: Vec<Act>,
    by_id: FxHashMap<String, usize>,
    /// By thing.
    said: BTreeMap<String, Vec<Said>>,
    /// The names that became the concepts of these ids.
    became: FxHashMap<String, String>,
    /// The lines that change files and are not said to stand there yet: their acts and places.
    waiting: FxHashMap<String, (usize, usize)>,
    version: u64,
}

impl Act {
    /// The last line that counts says whether it is taken back.
    fn settle(&mut self) {
        self.off = self.lines.iter().rev().find(|line| line.2).is_none_or(|line| line.1);
    }
}

impl Store {
    /// What was decided before in a folder.
    ///
    /// # Errors
    /// When the journal is there and cannot be read.
    pub(crate) fn open(folder: &Path) -> io::Result<Self> {
        let journal = read_journal(folder)?;
        let mut store = Self { folder: folder.to_owned(), journal, ..Self::default() };
        store.take_up();
        Ok(store)
    }

    /// The journal.
    pub(crate) fn journal(&self) -> &Journal {
        &self.journal
    }

    /// Grows with each entry of the journal.
    pub(crate) fn version(&self) -> u64 {
        self.version
    }

    /// Holds the journal, with what others wrote meanwhile, while `decide` says what is written; returns when that is
    /// on the disk: the ids.
    ///
    /// # Errors
    /// When the journal cannot be written (nothing was decided then), or those of `decide`.
    pub(crate) fn append<E: From<io::Error>>(
        &mut self,
        decide: impl FnOnce(&Self) -> Result<Vec<Entry>, E>,
    ) -> Result<Vec<String>, E> {
        let mut file = match JournalFile::resume(&self.folder, std::mem::take(&mut self.journal)) {
            Ok(file) => file,
            Err(error) => {
                // What was read of it is lost with the file: it is read again.
                self.journal = read_journal(&self.folder).unwrap_or_default();
                self.take_up();
                return Err(error.into());
            }
        };
        // The journal is lent to the one who decides while the file is held.
        std::mem::swap(&mut self.journal, file.journal_mut());
        self.take_up();
        let decided = decide(self);
        std::mem::swap(&mut self.journal, file.journal_mut());
        let ids = decided.and_then(|entries| match entries.is_empty() {
            true => Ok(Vec::new()),
            false => file.append(entries).map_err(E::from),
        });
        self.journal = file.into_journal();
        self.take_up();
        ids
    }

    /// Takes up what others wrote; whether there was anything.
    ///
    /// # Errors
    /// When the journal cannot be read.
    pub(crate) fn refresh(&mut self) -> io::Result<bool> {
        let before = self.version;
        self.append::<io::Error>(|_| Ok(Vec::new()))?;
        Ok(self.version > before)
    }

    /// Takes up the entries of the journal that are new.
    fn take_up(&mut self) {
        if self.journal.len() < self.taken {
            let (folder, journal, version) =
                (std::mem::take(&mut self.folder), std::mem::take(&mut self.journal), self.version);
            *self = Self { folder, journal, version: version + 1, ..Self::default() };
        }
        while let Some(entry) = self.journal.entry(self.taken).cloned() {
            self.take(&entry);
            self.taken += 1;
            self.version += 1;
        }
    }

    fn take(&mut self, entry: &Entry) {
        if let Some(saved) = &entry.saved {
            for id in saved {
                self.count_line(id);
            }
        } else if entry.is_act() {
            self.take_act(entry);
        } else if let Some(act) = entry.revert.as_ref().or(entry.restore.as_ref())
            && let Some(&act) = self.by_id.get(act)
        {
            // Lines that change files count from when they stand there.
            self.acts[act].lines.push((self.taken, entry.revert.is_some(), entry.edits.is_empty()));
            self.acts[act].settle();
            self.waiting.insert(entry.id.clone(), (act, self.taken));
        }
    }

    fn take_act(&mut self, entry: &Entry) {
        let act = self.acts.len();
        let is_own = !entry.edits.is_empty();
        let lines = vec![(self.taken, false, !is_own)];
        self.acts.push(Act { place: self.taken, off: is_own, is_own, lines, made: None });
        self.by_id.insert(entry.id.clone(), act);
        if is_own {
            self.waiting.insert(entry.id.clone(), (act, self.taken));
        }
        for set in entry.given.iter().chain(&entry.sets) {
            if let (Some(Thing::Name(name)), "id", Some(id)) =
                (Thing::of(&set.on), set.field.as_str(), set.to.as_str())
            {
                self.became.insert(id.to_owned(), name.to_owned());
            }
            let said = Said { act, field: set.field.clone(), to: set.to.clone() };
            self.said.entry(set.on.clone()).or_default().push(said);
        }
    }

    /// Notes that what a line changes stands in the files.
    fn count_line(&mut self, id: &str) {
        let Some((act, place)) = self.waiting.remove(id) else { return };
        let act = &mut self.acts[act];
        if let Some(line) = self.journal.entry(place).filter(|line| !line.is_act()) {
            act.made = line.restore.is_some().then(|| line.sets.clone());
        }
        for line in act.lines.iter_mut().filter(|line| line.0 == place) {
            line.2 = true;
        }
        act.settle();
    }

    /// The concepts that names became, with those names.
    pub(crate) fn names_before(&self) -> impl Iterator<Item = (String, String)> {
        self.became.iter().map(|(id, name)| (id.clone(), name.clone()))
    }

    /// What a field of a thing was set to, and is in force; of a concept, also what was said while it was a name that the
    /// glossary did not have.
    pub(crate) fn value_of_any(&self, on: &str, field: &str) -> Option<&Value> {
        self.value(on, field).or_else(|| {
            let before = match Thing::of(on)? {
                Thing::Name(id) => format!("name/{}", self.became.get(id)?),
                Thing::Form(id, form) => format!("form/{}:{form}", self.became.get(id)?),
                _ => return None,
            };
            self.value(&before, field)
        })
    }

    /// What a field of a thing was set to, and is in force.
    pub(crate) fn value(&self, on: &str, field: &str) -> Option<&Value> {
        let all = self.said.get(on)?.iter().rev();
        all.filter(|said| said.field == field).find(|said| !self.acts[said.act].off).map(|said| &said.to)
    }

    /// The act whose set of a field of a thing is in force.
    pub(crate) fn setter(&self, on: &str, field: &str) -> Option<&str> {
        let all = self.said.get(on)?.iter().rev();
        let said = all.filter(|said| said.field == field).find(|said| !self.acts[said.act].off)?;
        self.journal.entry(self.acts[said.act].place).map(|entry| entry.id.as_str())
    }

    /// The ids that entries were ever to get.
    pub(crate) fn ids(&self) -> impl Iterator<Item = &str> {
        let all = self.said.values().flatten();
        all.filter(|said| said.field == "id").filter_map(|said| said.to.as_str())
    }

    /// Whether anything was ever said of a thing.
    pub(crate) fn knows(&self, on: &str) -> bool {
        self.said.contains_key(on)
    }

    /// What a field of a thing was set to last, in force or not.
    pub(crate) fn ever(&self, on: &str, field: &str) -> Option<&Value> {
        self.said.get(on)?.iter().rev().find(|said| said.field == field).map(|said| &said.to)
    }

    /// What is in force of the things that begin with `prefix`: thing, field, value.
    pub(crate) fn below<'a>(
        &'a self,
        prefix: &'a str,
    ) -> impl Iterator<Item = (&'a str, &'a str, &'a Value)> {
        let from = (Bound::Included(prefix.to_owned()), Bound::Unbounded);
        let things = self.said.range::<String, _>(from).take_while(move |(on, _)| on.starts_with(prefix));
        things.flat_map(move |(on, all)| {
            let is_last = move |at: usize| {
                let said = &all[at];
                !self.acts[said.act].off
                    && !all[at + 1..]
                        .iter()
                        .any(|later| later.field == said.field && !self.acts[later.act].off)
            };
            let in_force = (0..all.len()).filter(move |at| is_last(*at));
            in_force.map(move |at| (on.as_str(), all[at].field.as_str(), &all[at].to))
        })
    }

    /// The acts in force with what of them is in force and belongs to the glossary, in the order they were made; those
    /// that say themselves what they changed in the files are left out.
    pub(crate) fn of_glossary(&self) -> Vec<Standing<'_>> {
        let mut standing: Vec<Vec<Set>> = vec![Vec::new(); self.acts.len()];
        for (on, all) in &self.said {
            let Some(thing) = Thing::of(on).filter(|thing| thing.is_of_glossary()) else { continue };
            let has_entry = self.has_entry(on, thing);
            for (at, said) in all.iter().enumerate() {
                let act = &self.acts[said.act];
                let is_later = |later: &Said| later.field == said.field && !self.acts[later.act].off;
                let is_last = !act.off && !all[at + 1..].iter().any(is_later);
                let is_placed = has_entry || said.field == "family";
                if is_last && !act.is_own && is_placed && thing.is_written(&said.field, &said.to) {
                    standing[said.act].push(Set {
                        on: on.clone(),
                        field: said.field.clone(),
                        from: Value::Null,
                        to: said.to.clone(),
                    });
                }
            }
        }
        let acts = standing.into_iter().enumerate().filter(|(_, sets)| !sets.is_empty());
        let state = |(order, sets)| {
            let act: &Act = &self.acts[order];
            Some(Standing { order, act: self.journal.entry(act.place)?, sets })
        };
        acts.filter_map(state).collect()
    }

    /// Whether the files of the glossary can have what is decided of a thing: a name that the glossary does not have
    /// gets an entry when it is accepted.
    fn has_entry(&self, on: &str, thing: Thing<'_>) -> bool {
        let is_rejected = |on: &str| self.value(on, "state").is_some_and(|state| state == "rejected");
        match thing {
            Thing::Name(name) | Thing::Form(name, _) if name.starts_with('+') => {
                let on = format!("name/{name}");
                self.value(&on, "id").is_some() || is_rejected(&on)
            }
            Thing::Term(_) => self.value(on, "id").is_some() || is_rejected(on),
            thing => thing.is_of_glossary(),
        }
    }

    /// An act, by its id.
    pub(crate) fn act(&self, id: &str) -> Option<ActState<'_>> {
        self.by_id.get(id).and_then(|act| self.state(*act))
    }

    /// The acts, the newest first.
    pub(crate) fn acts(&self) -> impl DoubleEndedIterator<Item = ActState<'_>> {
        (0..self.acts.len()).rev().filter_map(|act| self.state(act))
    }

    /// How many acts there are.
    pub(crate) fn count(&self) -> usize {
        self.acts.len()
    }

    fn state(&self, order: usize) -> Option<ActState<'_>> {
        let act = &self.acts[order];
        let entry = self.journal.entry(act.place)?;
        let is_saved = act.made.is_some() || act.is_own && !act.off;
        Some(ActState { order, entry, off: act.off, is_own: act.is_own, is_saved, made: act.made.as_deref() })
    }

    /// The acts that say something of things that `is_it` names, the newest first.
    pub(crate) fn acts_about(&self, is_it: impl Fn(&str) -> bool) -> Vec<ActState<'_>> {
        let about = |state: &ActState<'_>| {
            state.entry.given.iter().chain(&state.entry.sets).any(|set| is_it(&set.on))
        };
        self.acts().filter(about).collect()
    }
}

/// An act in force.
#[derive(Clone, Debug)]
pub(crate) struct Standing<'s> {
    /// Its place among the acts, the oldest first.
    pub(crate) order: usize,
    /// The act.
    pub(crate) act: &'s Entry,
    /// What of it is in force.
    pub(crate) sets: Vec<Set>,
}

/// An act, and whether it is in force.
#[derive(Clone, Copy, Debug)]
pub(crate) struct ActState<'s> {
    /// Its place among the acts, the oldest first.
    pub(crate) order: usize,
    /// The act.
    pub(crate) entry: &'s Entry,
    /// Whether it is taken back.
    pub(crate) off: bool,
    /// Whether it says itself what it changed in the files.
    pub(crate) is_own: bool,
    /// Whether it stands in the files.
    pub(crate) is_saved: bool,
    /// What of it was put into the files.
    pub(crate) made: Option<&'s [Set]>,
}

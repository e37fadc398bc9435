//! Acts: decided, taken back, restored, listed.

use std::io;

use serde::{Deserialize, Serialize};
use serde_json::Value;

use super::{
    Decisions,
    check::{self, is_what_it_is, undecided},
    cuts::crossed,
    given::{Known, KnownNames, accepted_terms, decided_names, given},
    steps,
    store::{ActState, Store},
};
use crate::{
    document::ReplaceError,
    exchange::{SaveError, WorkingCopy, WorkingCopyError},
    glossary::{Entry, Glossary, Set, UndoError},
    review::{
        Refused, Review,
        events::{Event, Left},
    },
};

/// What can be tried out before it is written: no more than so many settings.
const MOST_TRIED: usize = 40;

/// What the page decides: these settings, or one setting for each row of a view.
#[derive(Clone, Debug, Deserialize)]
#[serde(untagged)]
pub(crate) enum NewAct {
    /// These settings.
    Sets { screen: String, label: Vec<String>, sets: Vec<Set> },
    /// One setting for each row of a view, of one group where it is named; only rows whose field is still `from`.
    All {
        screen: String,
        label: Vec<String>,
        view: String,
        #[serde(default)]
        group: Option<String>,
        field: String,
        #[serde(default)]
        from: Value,
        to: Value,
    },
}

/// What came of an act.
#[derive(Clone, Debug, Serialize)]
pub(crate) struct Acted {
    pub(crate) id: String,
    pub(crate) time: String,
    pub(crate) n: usize,
    left: Left,
    unsaved: usize,
    changed: Vec<String>,
}

/// An act of the journal.
#[derive(Clone, Debug, Serialize)]
pub(crate) struct Act {
    id: String,
    time: String,
    screen: String,
    label: Vec<String>,
    n: usize,
    first: Option<Set>,
    off: bool,
    saved: bool,
}

/// Acts of the journal, the newest first.
#[derive(Clone, Debug, Serialize)]
pub(crate) struct Acts {
    total: usize,
    acts: Vec<Act>,
}

/// So many acts are listed at once.
const MOST_ACTS: usize = 500;

impl Act {
    pub(crate) fn of(state: ActState<'_>) -> Self {
        let Entry { id, time, screen, label, sets, .. } = state.entry.clone();
        let (n, first) = (sets.len(), sets.into_iter().next());
        Self { id, time, screen, label, n, first, off: state.off, saved: state.is_saved }
    }
}

/// An error of the journal, or a refusal.
enum Undecided {
    Io(io::Error),
    Refused(Refused),
}

impl From<io::Error> for Undecided {
    fn from(error: io::Error) -> Self {
        Self::Io(error)
    }
}

impl From<Undecided> for Refused {
    fn from(undecided: Undecided) -> Self {
        match undecided {
            Undecided::Io(error) => {
                Self::Failed(format!("the decision could not be stored: {error}; nothing was decided"))
            }
            Undecided::Refused(refused) => refused,
        }
    }
}

impl Review {
    /// Decides.
    ///
    /// # Errors
    /// When a thing, a field or a value is none, or a field is not what it was taken for.
    pub(crate) fn act(&self, new: NewAct) -> Result<Acted, Refused> {
        let (screen, label, sets, is_one_by_one) = match new {
            NewAct::Sets { screen, label, sets } => (screen, label, sets, true),
            NewAct::All { screen, label, view, group, field, from, to } => {
                (screen, label, self.all_shown(&view, group.as_deref(), &field, &from, &to)?, false)
            }
        };
        if sets.is_empty() {
            return Err(Refused::Bad("nothing is left to decide there".to_owned()));
        }
        let glossary = self.glossary();
        self.check(&glossary, &sets)?;
        let (rows, known, n) = (changed(&sets), self.known_names(&sets), sets.len());
        let mut decisions = self.decisions_mut();
        let may_be = |store: &Store| -> Result<(), Undecided> {
            let mut stale =
                sets.iter().filter(|_| is_one_by_one).filter_map(|set| stale(store, &glossary, set));
            if let Some(stale) = stale.next() {
                return Err(Undecided::Refused(stale));
            }
            match crossed(store, &sets) {
                needs if needs.is_empty() => Ok(()),
                needs => Err(Undecided::Refused(Refused::Needs(needs))),
            }
        };
        // What others wrote meanwhile is known before anything is tried.
        let before = decisions.version();
        decisions.store.append::<Undecided>(|store| may_be(store).map(|()| Vec::new()))?;
        if decisions.version() > before {
            self.take_up_files(&mut decisions)?;
        }
        let given = given(&decisions, &glossary, &known, &sets);
        if is_one_by_one && sets.len() + given.len() <= MOST_TRIED {
            check::try_out(&decisions, &sets, &given)?;
        }
        let entry = Entry { given, ..Entry::act(&screen, label, sets.clone(), Vec::new()) };
        let ids = decisions.store.append::<Undecided>(|store| may_be(store).map(|()| vec![entry]))?;
        Ok(self.acted(decisions, ids.into_iter().next().unwrap_or_default(), n, rows))
    }

    /// Makes sure that every setting is of a thing, a field and a value that there are.
    fn check(&self, glossary: &Glossary, sets: &[Set]) -> Result<(), Refused> {
        let decisions = self.decisions();
        let is_used = |name: &str| self.is_used(&decisions, name);
        sets.iter().try_for_each(|set| check::check(glossary, set, &is_used))
    }

    /// Brings what a list sets into the glossary, as one act.
    ///
    /// # Errors
    /// When it cannot be stored.
    pub(crate) fn act_of_list(&self, name: &str, rows: usize, given: Vec<Set>) -> Result<Acted, Refused> {
        let on = format!("import/{}", name.replace(['\n', '\r'], " "));
        let set = Set { on, field: "rows".into(), from: Value::Null, to: rows.into() };
        let label = vec!["import".to_owned(), name.to_owned(), rows.to_string()];
        let changed = changed(&given);
        let entry = Entry { given, ..Entry::act("glossary", label, vec![set], Vec::new()) };
        let mut decisions = self.decisions_mut();
        let ids = decisions.store.append::<Undecided>(|_| Ok(vec![entry]))?;
        Ok(self.acted(decisions, ids.into_iter().next().unwrap_or_default(), 1, changed))
    }

    /// The settings of all rows of a view whose field is still what it was.
    fn all_shown(
        &self,
        view: &str,
        group: Option<&str>,
        field: &str,
        from: &Value,
        to: &Value,
    ) -> Result<Vec<Set>, Refused> {
        let things = self.views().get(view)?.things(self, group);
        let glossary = self.glossary();
        let decisions = self.decisions();
        let is_open = |on: &String| {
            let now = decisions.value(on, field).cloned().or_else(|| undecided(&glossary, on, field));
            is_what_it_is(from, now.as_ref())
        };
        let set = |on: String| Set { on, field: field.to_owned(), from: from.clone(), to: to.clone() };
        Ok(things.into_iter().filter(is_open).map(set).collect())
    }

    /// Whether a name that the glossary does not have is one of the articles, or was decided of.
    fn is_used(&self, decisions: &Decisions, name: &str) -> bool {
        let is_known = decisions.store().knows(&format!("name/{name}"));
        is_known || !self.unknown_forms(name).is_empty()
    }

    /// Takes an act back, or restores it.
    ///
    /// # Errors
    /// When there is no such act, or others stand on it.
    pub(crate) fn revert(&self, id: &str, on: bool) -> Result<Acted, Refused> {
        let mut decisions = self.decisions_mut();
        decisions.store.refresh().map_err(Undecided::from)?;
        let state = decisions.store.act(id).ok_or(Refused::NotFound)?;
        let (entry, is_own, off) = (state.entry.clone(), state.is_own, state.off);
        let (changed, n) = (changed(&entry.sets), entry.sets.len());
        if off == on {
            // It is so already: in another tab, say.
            return Ok(self.acted(decisions, entry.id.clone(), n, changed));
        }
        if is_own {
            let line = decisions.store.journal().taken_back(&entry.id).map(|by| by.id.clone());
            let undo = if on { entry.id.clone() } else { line.unwrap_or_default() };
            self.undo_in_files(&mut decisions, &undo)?;
        } else {
            let sets: Vec<Set> = entry.sets.iter().filter(|_| !on).cloned().collect();
            let needs = crossed(&decisions.store, &sets);
            if !needs.is_empty() {
                return Err(Refused::Needs(needs));
            }
            let act = Some(entry.id.clone());
            let line = match on {
                true => Entry { revert: act, ..Entry::default() },
                false => Entry { restore: act, ..Entry::default() },
            };
            decisions.store.append::<Undecided>(|_| Ok(vec![line]))?;
        }
        Ok(self.acted(decisions, entry.id, n, changed))
    }

    /// Takes back what says itself what it changed in the files, as `glossary undo` does.
    fn undo_in_files(&self, decisions: &mut Decisions, act: &str) -> Result<(), Refused> {
        let failed = |error: &dyn std::fmt::Display| Refused::Bad(error.to_string());
        let path = match decisions.own.file() {
            Some(path) => path,
            None => return Err(Refused::NotFound),
        };
        let copy = WorkingCopy::open(&path).map_err(|error| failed(&error))?;
        let (files, line) = copy.undo(act).map_err(|error| match error {
            WorkingCopyError::Undo(UndoError::Later(needs)) => Refused::Needs(needs),
            error => failed(&error),
        })?;
        copy.save(&files, vec![line]).map_err(|error| match error {
            SaveError::Replace(ReplaceError::Changed { path }) => {
                Refused::Bad(format!("{}: somebody edits it: try again", path.display()))
            }
            error => failed(&error),
        })?;
        decisions.store.refresh().map_err(Undecided::from)?;
        decisions.read_again(self.options()).map_err(|error| Refused::Failed(error.to_string()))
    }

    /// Reads the files again when another program wrote them.
    fn take_up_files(&self, decisions: &mut Decisions) -> Result<(), Refused> {
        if decisions.own.changed().is_none() {
            return Ok(());
        }
        decisions.read_again(self.options()).map_err(|error| Refused::Failed(error.to_string()))
    }

    /// Tells all tabs, and says what came of it.
    pub(crate) fn acted(
        &self,
        decisions: std::sync::RwLockWriteGuard<'_, Decisions>,
        id: String,
        n: usize,
        changed: Vec<String>,
    ) -> Acted {
        let unsaved = decisions.unsaved();
        let last = decisions.last().to_owned();
        let time = decisions.store.journal().get(&id).map(|entry| entry.time.clone()).unwrap_or_default();
        drop(decisions);
        let left = self.left();
        self.events().tell(&Event::Journal { last, unsaved });
        self.events().tell(&Event::Left(left));
        Acted { id, time, n, left, unsaved, changed }
    }

    /// The journal, the newest act first; of one name where it is named.
    pub(crate) fn acts(&self, from: usize, limit: usize, name: Option<&str>) -> Acts {
        let decisions = self.decisions();
        let limit = limit.min(MOST_ACTS);
        match name {
            None => {
                let acts = decisions.store.acts().skip(from).take(limit).map(Act::of).collect();
                Acts { total: decisions.store.count(), acts }
            }
            Some(name) => {
                let all = self.acts_of(&decisions, name);
                Acts { total: all.len(), acts: all.into_iter().skip(from).take(limit).collect() }
            }
        }
    }

    /// The acts that decide something of a name, the newest first.
    pub(crate) fn acts_of(&self, decisions: &Decisions, name: &str) -> Vec<Act> {
        let is_it = |on: &str| match super::Thing::of(on) {
            Some(super::Thing::Name(id) | super::Thing::Form(id, _)) => {
                id == name || decisions.concept_id(id) == Some(name)
            }
            _ => false,
        };
        decisions.store.acts_about(is_it).into_iter().map(Act::of).collect()
    }
}

impl Review {
    /// What is known of the names and terms that the glossary does not have.
    fn known_names(&self, sets: &[Set]) -> KnownNames {
        let name = |name: &str| {
            let (forms, english) = (self.unknown_forms(name), self.unknown_english(name));
            let kind = self.unknown_type(name).and_then(|word| steps::kind(&word.into()).ok());
            (name.to_owned(), Known { forms, kind, english })
        };
        let term = |on: &str| (on.to_owned(), Known { english: self.term_english(on), ..Known::default() });
        decided_names(sets).map(name).chain(accepted_terms(sets).map(term)).collect()
    }
}

/// Why a setting was made of something that is not so any more, if it was.
fn stale(store: &Store, glossary: &Glossary, set: &Set) -> Option<Refused> {
    let now = store.value(&set.on, &set.field).cloned().or_else(|| undecided(glossary, &set.on, &set.field));
    let now = now.filter(|now| !is_what_it_is(&set.from, Some(now)))?;
    Some(Refused::Stale { on: set.on.clone(), field: set.field.clone(), now })
}

/// The ids of the rows that change.
fn changed(sets: &[Set]) -> Vec<String> {
    let mut rows: Vec<String> = Vec::new();
    let mut seen = rustc_hash::FxHashSet::default();
    let all = sets.iter().filter_map(|set| Some(super::Thing::of(&set.on)?.row(&set.on)));
    for row in all {
        if seen.insert(row) {
            rows.push(row.to_owned());
        }
    }
    rows
}

//! What was decided: acts, what is in force, the glossary with it, and how it is saved.
//!
//! An act is a line of the journal and sets fields of things ([`things`]); the value in force is that of the last set
//! that was not taken back ([`store`]). What is decided of concepts is done to their entries ([`steps`], [`shape`]), in
//! memory ([`applied`]) and, when it is saved, in the files ([`plan`], [`save`]).

mod act;
mod applied;
mod check;
mod cuts;
mod entry;
mod given;
mod groups;
#[cfg(test)]
mod laws;
mod own;
mod plan;
mod save;
mod settled;
mod shape;
mod steps;
mod store;
mod things;

use std::{
    collections::BTreeSet,
    sync::{Arc, Mutex, OnceLock},
};

use rustc_hash::{FxHashMap, FxHashSet};
use serde_json::Value;

pub(crate) use act::{Act, Acted, NewAct};
pub(crate) use applied::{Applied, applied};
pub(crate) use check::field_value;
pub(crate) use things::Thing;

use self::{
    own::OwnGlossary,
    settled::Settled,
    shape::{Shaped, shape},
    store::{Standing, Store},
};
use super::{ReviewError, ReviewOptions, locked};
use crate::{
    glossary::{Glossary, Replayed, Set, Workbench, journal_path},
    session::SharedGlossary,
};

/// What was decided of a concept, and the concept with it.
type DecidedShape = (Vec<Set>, Arc<Shaped>);

/// What was decided.
#[derive(Debug, Default)]
pub(crate) struct Decisions {
    store: Store,
    own: OwnGlossary,
    /// The glossary as the files have it without the decisions that were saved into them.
    base: SharedGlossary,
    /// The acts that stand in the files and cannot be taken out of them: they are part of `base`.
    baked: FxHashSet<String>,
    /// The concepts with what was decided of them, by id.
    shapes: Mutex<FxHashMap<String, DecidedShape>>,
    current: Mutex<Option<(u64, Arc<Settled>, SharedGlossary)>>,
    /// The concepts of `base` by their forms.
    claims: OnceLock<FxHashMap<(bool, String), String>>,
    /// Grows when the files were read again.
    readings: u64,
}

impl Decisions {
    /// What was decided before.
    ///
    /// # Errors
    /// When it cannot be read.
    pub(crate) fn open(options: &ReviewOptions) -> Result<Self, ReviewError> {
        let failed = |source| ReviewError::Decisions { path: journal_path(&options.folder), source };
        let store = Store::open(&options.folder).map_err(failed)?;
        let mut decisions = Self { store, base: options.glossary.clone(), ..Self::default() };
        decisions.own = OwnGlossary::read(options)?;
        decisions.finish_saving(options)?;
        if let Some(texts) = decisions.without_decisions() {
            decisions.read_base(&texts);
        }
        Ok(decisions)
    }

    /// Reads the files again, which somebody else changed.
    ///
    /// # Errors
    /// When they cannot be read.
    pub(crate) fn read_again(&mut self, options: &ReviewOptions) -> Result<(), ReviewError> {
        self.own = OwnGlossary::read(options)?;
        self.finish_saving(options)?;
        let texts = self.without_decisions().unwrap_or_else(|| self.own.texts.clone());
        self.read_base(&texts);
        Ok(())
    }

    /// The texts of the files without the decisions that were saved into them; none where none was.
    fn without_decisions(&mut self) -> Option<Replayed> {
        self.baked.clear();
        let saved: Vec<&str> =
            self.store.acts().filter(|act| act.made.is_some()).map(|act| act.entry.id.as_str()).collect();
        if saved.is_empty() {
            return None;
        }
        let mut bench = Workbench::new(self.store.journal(), &self.own.texts);
        let standing: BTreeSet<String> = bench.acts();
        for act in saved {
            if standing.contains(act) && bench.take_out(act).is_err() {
                self.baked.insert(act.to_owned());
            }
        }
        Some(bench.texts().clone())
    }

    /// Takes the glossary from these texts; the one of before stays where they are none.
    fn read_base(&mut self, texts: &Replayed) {
        if let Ok(glossary) = self.own.glossary(texts) {
            self.base = glossary.into();
        }
        locked(&self.shapes).clear();
        self.claims = OnceLock::new();
        self.readings += 1;
    }

    /// What a field of a thing was set to, and is in force.
    pub(crate) fn value(&self, on: &str, field: &str) -> Option<&Value> {
        self.store.value_of_any(on, field)
    }

    /// What is in force of the things that begin with `prefix`: thing, field, value.
    pub(crate) fn below<'a>(
        &'a self,
        prefix: &'a str,
    ) -> impl Iterator<Item = (&'a str, &'a str, &'a Value)> {
        self.store.below(prefix)
    }

    /// Grows with each act: what is computed from decisions is kept by it.
    pub(crate) fn version(&self) -> u64 {
        self.store.version() + self.readings
    }

    /// The id of the last entry of the journal; empty when there is none.
    pub(crate) fn last(&self) -> &str {
        self.store.journal().last_id()
    }

    /// How many acts belong into the glossary’s files and are not there yet.
    pub(crate) fn unsaved(&self) -> usize {
        plan::unsaved(&self.store, &self.settled().acts, |act| self.is_baked(act))
    }

    /// Where decisions are saved: the file of the glossary, as it is shown.
    pub(crate) fn glossary_file(&self) -> Option<String> {
        Some(self.own.shown())
    }

    /// The id of the concept that a name is, or becomes when it is accepted.
    pub(crate) fn concept_id<'s>(&'s self, name: &'s str) -> Option<&'s str> {
        groups::concept_id(&self.store, name)
    }

    /// The concepts that were names which the glossary did not have: their ids, and those of the names.
    pub(crate) fn names_before(&self) -> impl Iterator<Item = (String, String)> {
        self.store.names_before()
    }

    /// The journal and what of it is in force.
    pub(crate) fn store(&self) -> &Store {
        &self.store
    }

    /// One’s own files.
    pub(crate) fn own(&self) -> &OwnGlossary {
        &self.own
    }

    /// The glossary as the files have it without decisions.
    pub(crate) fn base(&self) -> &Glossary {
        &self.base
    }

    /// Whether an act stands in the files and cannot be taken out of them.
    pub(crate) fn is_baked(&self, act: &str) -> bool {
        self.baked.contains(act)
    }

    /// What is in force and belongs to the glossary, act by act.
    pub(crate) fn standing(&self) -> Vec<Standing<'_>> {
        let mut all = self.store.of_glossary();
        all.retain(|standing| !self.is_baked(&standing.act.id));
        all
    }

    /// A concept with all that was decided of it; kept till something else is.
    pub(crate) fn shaped<'s>(&self, id: &str, sets: impl Iterator<Item = &'s Set> + Clone) -> Arc<Shaped> {
        let mut shapes = locked(&self.shapes);
        let is_same = |known: &Vec<Set>| known.iter().eq(sets.clone());
        if let Some((_, shaped)) = shapes.get(id).filter(|(known, _)| is_same(known)) {
            return shaped.clone();
        }
        let shaped = Arc::new(self.reshaped(id, sets.clone()));
        shapes.insert(id.to_owned(), (sets.cloned().collect(), shaped.clone()));
        shaped
    }

    /// A concept with what these sets say of it.
    pub(crate) fn reshaped<'s>(&self, id: &str, sets: impl Iterator<Item = &'s Set> + Clone) -> Shaped {
        shape(&self.base, id, self.base.concepts.get(id), sets)
    }

    /// The concepts of the glossary without decisions, by the forms that no other may have.
    fn claims(&self) -> &FxHashMap<(bool, String), String> {
        self.claims.get_or_init(|| settled::all_claims(&self.base))
    }

    /// The glossary with the decisions in force.
    pub(crate) fn glossary(&self) -> SharedGlossary {
        self.current().1
    }

    /// What of the decisions in force can be done.
    pub(crate) fn settled(&self) -> Arc<Settled> {
        self.current().0
    }

    fn current(&self) -> (Arc<Settled>, SharedGlossary) {
        let mut current = locked(&self.current);
        if let Some((version, settled, glossary)) = &*current
            && *version == self.version()
        {
            return (settled.clone(), glossary.clone());
        }
        let settled = Arc::new(Settled::of(self));
        let glossary = self.with_decisions(&settled);
        *current = Some((self.version(), settled.clone(), glossary.clone()));
        (settled, glossary)
    }

    fn with_decisions(&self, settled: &Settled) -> SharedGlossary {
        if settled.shaped.values().all(|shaped| shaped.done.is_empty() && shaped.is_known) {
            return self.base.clone();
        }
        let mut glossary = Glossary::clone(&self.base);
        for (id, shaped) in &settled.shaped {
            if let Some(concept) = &shaped.concept {
                glossary.concepts.insert(id.clone(), concept.clone());
            }
        }
        glossary.into()
    }
}

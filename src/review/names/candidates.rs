use rustc_hash::FxHashMap;

use super::families::Families;
use crate::{
    extract::{Candidate, Kind},
    text::fold,
};

/// The names that `extract` proposes, by their spellings.
#[derive(Default)]
pub(super) struct Candidates {
    version: u64,
    all: Vec<Candidate>,
    /// By the folded form.
    numbers: FxHashMap<String, u32>,
}

impl Candidates {
    /// Those of a run; the terms among the candidates are left out.
    pub(super) fn new(version: u64, candidates: Vec<Candidate>) -> Self {
        let all: Vec<Candidate> =
            candidates.into_iter().filter(|candidate| candidate.kind.is_name()).collect();
        let mut numbers = FxHashMap::default();
        for (number, candidate) in all.iter().enumerate() {
            for variant in &candidate.variants {
                numbers.entry(fold(&variant.form)).or_insert(number as u32);
            }
        }
        Self { version, all, numbers }
    }

    /// Grows with each run.
    pub(super) fn version(&self) -> u64 {
        self.version
    }

    /// The one that a form in use is a spelling of.
    pub(super) fn number_of(&self, form: &str) -> Option<u32> {
        self.numbers.get(&fold(form)).copied()
    }

    pub(super) fn get(&self, number: u32) -> &Candidate {
        &self.all[number as usize]
    }

    /// The spelling by which a candidate is called: one that something was decided about, else its head. What was
    /// decided then still holds when another spelling has become more frequent.
    pub(super) fn called<'c>(&'c self, number: u32, families: &Families) -> &'c str {
        let candidate = self.get(number);
        let known = candidate.variants.iter().find(|variant| families.is_called(&variant.form));
        known.map_or(&candidate.head, |variant| &variant.form)
    }
}

/// The word for what a candidate names, among those of a glossary.
pub(super) fn type_of(kind: Kind) -> &'static str {
    match kind {
        Kind::Person => "person",
        Kind::Place => "place",
        Kind::Organisation | Kind::Acronym => "organisation",
        Kind::People => "demonym",
        Kind::Event | Kind::Work | Kind::Term => "term",
    }
}

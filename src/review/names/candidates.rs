use rustc_hash::FxHashMap;

use super::families::Families;
use crate::{
    extract::{Candidate, Kind},
    text::fold,
};

/// A name that `extract` proposes.
pub(super) struct Proposed {
    head: Box<str>,
    pub(super) kind: Kind,
    /// Its spellings, most found first.
    pub(super) forms: Box<[Box<str>]>,
    /// What the translations call it.
    pub(super) english: Option<Box<str>>,
}

impl From<&Candidate> for Proposed {
    fn from(candidate: &Candidate) -> Self {
        let english = candidate.translations.first().map(|best| Box::from(best.form.as_str()));
        let forms = candidate.variants.iter().map(|variant| Box::<str>::from(variant.form.as_str()));
        Self {
            head: Box::from(candidate.head.as_str()),
            kind: candidate.kind,
            forms: forms.collect(),
            english,
        }
    }
}

/// The names that `extract` proposes, by their spellings.
#[derive(Default)]
pub(super) struct Candidates {
    version: u64,
    all: Vec<Proposed>,
    /// By the folded form.
    numbers: FxHashMap<Box<str>, u32>,
}

impl Candidates {
    /// Those of a run; the terms among the candidates are left out.
    pub(super) fn new(version: u64, candidates: &[Candidate]) -> Self {
        let names = candidates.iter().filter(|candidate| candidate.kind.is_name());
        let all: Vec<Proposed> = names.map(Proposed::from).collect();
        let mut numbers = FxHashMap::default();
        for (number, proposed) in all.iter().enumerate() {
            for form in &proposed.forms {
                numbers.entry(fold(form).into_boxed_str()).or_insert(number as u32);
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
        self.numbers.get(fold(form).as_str()).copied()
    }

    pub(super) fn get(&self, number: u32) -> &Proposed {
        &self.all[number as usize]
    }

    /// The spelling by which a candidate is called: one that something was decided about, else its head. What was
    /// decided then still holds when another spelling has become more frequent.
    pub(super) fn called<'c>(&'c self, number: u32, families: &Families) -> &'c str {
        let proposed = self.get(number);
        proposed.forms.iter().find(|form| families.is_called(form)).unwrap_or(&proposed.head)
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

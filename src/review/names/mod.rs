//! The names of the articles as a list, and their cards.
//!
//! A name has the id of its concept; one that the glossary does not have has the id `+FORM`, where FORM is one of its
//! spellings. A spelling that was split off its name (`family`: `new`) makes such a name, too.
//!
//! `table.rs` puts the forms in use together and keeps them in the order of the list, `row.rs` tells what stands in a row
//! with the decisions in force, `list.rs` filters and counts, `card.rs` and `occurrences.rs` answer for one name.

mod candidates;
mod card;
mod changes;
mod context;
mod families;
mod list;
mod near;
mod occurrences;
mod row;
mod search;
mod table;

use std::sync::{Arc, Mutex};

use rustc_hash::FxHashMap;

pub(crate) use card::Example;
pub(crate) use list::NamesAsked;
pub(crate) use occurrences::OccurrencesAsked;
pub(crate) use search::folded;

use self::{
    candidates::Candidates,
    families::Families,
    near::NearNames,
    row::{Shown, State},
    table::Table,
};
use super::{Review, events::Event, locked};
use crate::{extract::Candidate, glossary::StyleId};

/// What the list of names is made from.
#[derive(Default)]
pub(super) struct Names {
    candidates: Mutex<Arc<Candidates>>,
    tables: Mutex<FxHashMap<StyleId, Arc<Table>>>,
    near: Mutex<Option<(u64, Arc<NearNames>)>>,
    /// How many names were in the list when its length was told last.
    told: Mutex<usize>,
}

impl Names {
    /// Takes up the names that are proposed.
    pub(super) fn propose(&self, candidates: &[Candidate]) {
        let mut known = locked(&self.candidates);
        *known = Arc::new(Candidates::new(known.version() + 1, candidates));
    }
}

impl Review {
    /// The names in the order of the list.
    fn name_table(&self, style: StyleId) -> Arc<Table> {
        let families = Families::of(&self.decisions());
        let candidates = locked(&self.names.candidates).clone();
        let corpus = self.corpus();
        let mut tables = locked(&self.names.tables);
        let kept = tables.get(&style).filter(|table| {
            table.is_of(corpus.generation(), candidates.version()) && table.families() == &families
        });
        if let Some(table) = kept {
            return table.clone();
        }
        let table = Arc::new(Table::new(&corpus, &candidates, families, self.files.glossary(), style));
        tables.insert(style, table.clone());
        table
    }

    /// Makes what the first card would wait for.
    pub(super) fn prepare_names(&self) {
        self.near_names(&self.name_table(self.options.style));
    }

    /// The spellings found of a name that the glossary does not have (`+FORM`), most found first.
    pub(super) fn unknown_forms(&self, name: &str) -> Vec<String> {
        let Some(form) = name.strip_prefix('+') else { return Vec::new() };
        let candidates = locked(&self.names.candidates).clone();
        if let Some(number) = candidates.number_of(form) {
            return candidates.get(number).forms.iter().map(|form| form.to_string()).collect();
        }
        let corpus = self.corpus();
        let occurrences = corpus.occurrences();
        let is_found = occurrences.unknown().iter().any(|&unknown| occurrences.get(unknown).form == form);
        if is_found { vec![form.to_owned()] } else { Vec::new() }
    }

    /// What a name that the glossary does not have is taken for, where it was proposed.
    pub(super) fn unknown_type(&self, name: &str) -> Option<&'static str> {
        let candidates = locked(&self.names.candidates).clone();
        let number = candidates.number_of(name.strip_prefix('+')?)?;
        Some(candidates::type_of(candidates.get(number).kind))
    }

    /// What the translations call a name that the glossary does not have; empty when they do not tell.
    pub(super) fn unknown_english(&self, name: &str) -> String {
        let candidates = locked(&self.names.candidates).clone();
        let number = name.strip_prefix('+').and_then(|form| candidates.number_of(form));
        let learnt = number.and_then(|number| candidates.get(number).english.as_deref());
        learnt.unwrap_or_default().to_owned()
    }

    /// Tells that there are more names than before, and how many are left to decide.
    pub(super) fn tell_names(&self) {
        let now = self.name_table(self.options.style).names().len();
        let mut told = locked(&self.names.told);
        let added = now.saturating_sub(*told);
        *told = now;
        drop(told);
        if added > 0 {
            self.events.tell(&Event::Names { added });
            self.events.tell(&Event::Left(self.left()));
        }
    }

    /// How many names are left to decide: those that want a person, and are open.
    pub(super) fn names_left(&self) -> Option<usize> {
        let table = self.name_table(self.options.style);
        let glossary = self.glossary();
        let decisions = self.decisions();
        let shown = Shown::new(glossary, table.style, &decisions);
        let open = table
            .names()
            .iter()
            .filter(|name| name.kind.wants_a_person() && shown.state(name) == State::Open);
        (!table.names().is_empty() || self.read_so_far().finished).then(|| open.count())
    }
}

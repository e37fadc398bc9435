//! What was known of things when they were decided, and is needed to do it again: it stands in the act, since other
//! articles would tell something else.

use rustc_hash::{FxHashMap, FxHashSet};
use serde_json::Value;

use super::{Decisions, things::Thing};
use crate::{
    exchange::new_id,
    extract::kind_of_name,
    glossary::{ConceptKind, Glossary, Set},
};

/// So many spellings of a name are kept.
const MOST_FORMS: usize = 12;

/// What is known of a name or term that the glossary does not have.
#[derive(Clone, Debug, Default)]
pub(crate) struct Known {
    /// Its spellings, most found first.
    pub(crate) forms: Vec<String>,
    /// What kind of thing it is, where that is known.
    pub(crate) kind: Option<ConceptKind>,
    /// What it is called in the target language, as it was shown; empty when that is not known.
    pub(crate) english: String,
}

/// What is known of the names and terms that are decided: of names by their ids, of terms by what decisions are on.
pub(crate) type KnownNames = FxHashMap<String, Known>;

/// The names that the glossary does not have and that are accepted or rejected.
pub(crate) fn decided_names(sets: &[Set]) -> impl Iterator<Item = &str> {
    let is_decided = |set: &&Set| set.field == "state" && (set.to == "accepted" || set.to == "rejected");
    sets.iter().filter(is_decided).filter_map(|set| match Thing::of(&set.on) {
        Some(Thing::Name(name)) if name.starts_with('+') => Some(name),
        _ => None,
    })
}

/// The terms that are accepted.
pub(crate) fn accepted_terms(sets: &[Set]) -> impl Iterator<Item = &str> {
    let is_accepted = |set: &&Set| set.field == "state" && set.to == "accepted";
    let terms = sets.iter().filter(is_accepted).map(|set| set.on.as_str());
    terms.filter(|on| matches!(Thing::of(on), Some(Thing::Term(_))))
}

/// What has to be known of what is set.
pub(crate) fn given(
    decisions: &Decisions,
    glossary: &Glossary,
    known: &KnownNames,
    sets: &[Set],
) -> Vec<Set> {
    let mut ids: FxHashSet<String> = FxHashSet::default();
    let mut given = Given { decisions, glossary, known, sets, ids: &mut ids, out: Vec::new() };
    for set in sets {
        given.of(set);
    }
    given.out
}

struct Given<'g> {
    decisions: &'g Decisions,
    glossary: &'g Glossary,
    known: &'g KnownNames,
    sets: &'g [Set],
    /// The ids that this act gives away.
    ids: &'g mut FxHashSet<String>,
    out: Vec<Set>,
}

impl Given<'_> {
    fn of(&mut self, set: &Set) {
        let is_state = |state: &str| set.field == "state" && set.to == state;
        match Thing::of(&set.on) {
            Some(Thing::Name(name)) if name.starts_with('+') && is_state("accepted") => {
                let kind = self.known.get(name).and_then(|known| known.kind);
                self.entry(&set.on, &name[1..], kind);
                self.forms(name);
                self.english(&set.on, name);
            }
            Some(Thing::Name(name)) if name.starts_with('+') && is_state("rejected") => self.forms(name),
            Some(Thing::Form(name, form)) if set.field == "family" && set.to == "new" => {
                let kind = self.glossary.concepts.get(name).map(|concept| concept.kind);
                self.entry(&format!("name/+{form}"), form, kind);
            }
            Some(Thing::Term(form)) if is_state("accepted") => {
                self.term(&set.on, form);
                self.english(&set.on, &set.on);
            }
            _ => {}
        }
    }

    fn push(&mut self, on: &str, field: &str, to: impl Into<Value>) {
        self.out.push(Set { on: on.to_owned(), field: field.to_owned(), from: Value::Null, to: to.into() });
    }

    fn is_said(&self, on: &str, field: &str) -> bool {
        let is_it = |set: &Set| set.on == on && set.field == field;
        self.decisions.value(on, field).is_some() || self.sets.iter().any(is_it)
    }

    /// The id and the type that a new entry gets.
    fn entry(&mut self, on: &str, head: &str, kind: Option<ConceptKind>) {
        let id = match self.decisions.store().ever(on, "id").and_then(Value::as_str) {
            Some(id) => id.to_owned(),
            None => self.new_id(head),
        };
        self.push(on, "id", id);
        if !self.is_said(on, "type") {
            let kind = kind.unwrap_or_else(|| kind_of_name(head, ""));
            self.push(on, "type", kind.name());
        }
    }

    /// What was shown as its name in the target language holds, where nobody said another.
    fn english(&mut self, on: &str, key: &str) {
        let english = self.known.get(key).map(|known| known.english.clone()).unwrap_or_default();
        if !english.is_empty() && !self.is_said(on, "en") {
            self.push(on, "en", english);
        }
    }

    fn new_id(&mut self, head: &str) -> String {
        let mut taken = self.ids.clone();
        // Only ids that begin alike can be in the way.
        let first = new_id(head, &mut FxHashSet::default());
        let in_store = self.decisions.store().ids();
        let base = self.decisions.base().concepts.keys().map(String::as_str);
        let all = base.chain(self.glossary.concepts.keys().map(String::as_str)).chain(in_store);
        taken.extend(all.filter(|id| id.starts_with(&first)).map(str::to_owned));
        let id = new_id(head, &mut taken);
        self.ids.insert(id.clone());
        id
    }

    fn forms(&mut self, name: &str) {
        let known = self.known;
        for form in known.get(name).into_iter().flat_map(|known| &known.forms).take(MOST_FORMS) {
            let on = format!("form/{name}:{form}");
            if !self.is_said(&on, "in") && !self.is_said(&on, "family") {
                self.push(&on, "in", true);
            }
        }
    }

    /// A candidate that is accepted with its English becomes an entry; one that the glossary has gets the English.
    fn term(&mut self, on: &str, form: &str) {
        let has_it = |concept: &&crate::glossary::Concept| {
            let mut terms = concept.terms_in(self.glossary.languages.source);
            terms.any(|(_, term)| term.text() == form)
        };
        if let Some(concept) = self.glossary.concepts.values().find(has_it) {
            let id = concept.id.clone();
            return self.push(on, "id", id);
        }
        self.entry(on, form, None);
    }
}

//! What is in force of each concept, and of what stands in no concept.

use indexmap::IndexMap;

use super::{
    store::{Standing, Store},
    things::Thing,
};
use crate::glossary::Set;

/// What decisions change.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub(crate) enum Subject {
    /// The entry of a concept, by its id.
    Concept(String),
    /// What was decided and stands in no concept.
    Decisions,
}

/// The id of the concept that a name is: of one that the glossary does not have, the id it is to get.
pub(crate) fn concept_id<'s>(store: &'s Store, name: &'s str) -> Option<&'s str> {
    if !name.starts_with('+') {
        return Some(name);
    }
    store.ever(&format!("name/{name}"), "id").and_then(|id| id.as_str())
}

/// What a set changes, each with the set as that sees it.
pub(crate) fn subjects(store: &Store, set: &Set) -> Vec<(Subject, Set)> {
    let own = |id: &str| (Subject::Concept(id.to_owned()), set.clone());
    match Thing::of(&set.on) {
        Some(Thing::Name(_) | Thing::Term(_)) if set.field == "state" && set.to == "rejected" => {
            vec![(Subject::Decisions, set.clone())]
        }
        Some(Thing::Name(name)) => concept_id(store, name).map(own).into_iter().collect(),
        Some(Thing::Form(name, form)) => {
            let mut all: Vec<_> = concept_id(store, name).map(own).into_iter().collect();
            let family = set.to.as_str().filter(|_| set.field == "family");
            let of_form = format!("+{form}");
            let family = family.map(|family| if family == "new" { of_form.as_str() } else { family });
            if let Some(id) = family.and_then(|family| concept_id(store, family)).filter(|id| *id != name) {
                let moved = Set {
                    on: format!("form/{id}:{form}"),
                    field: "family".into(),
                    to: id.into(),
                    ..set.clone()
                };
                all.push((Subject::Concept(id.to_owned()), moved));
            }
            all
        }
        Some(Thing::Term(_)) => {
            let id = store.ever(&set.on, "id").and_then(|id| id.as_str());
            id.map(own).into_iter().collect()
        }
        Some(Thing::Ignore(..)) => vec![(Subject::Decisions, set.clone())],
        _ => Vec::new(),
    }
}

/// The sets of a concept, each with the place of its act among those in force.
pub(crate) type Sets = Vec<(usize, Set)>;

/// What is in force, by what it changes, in the order of the acts.
pub(crate) fn groups(store: &Store, standing: &[Standing<'_>]) -> IndexMap<Subject, Sets> {
    let mut groups: IndexMap<Subject, Sets> = IndexMap::new();
    for (act, standing) in standing.iter().enumerate() {
        for set in &standing.sets {
            for (subject, set) in subjects(store, set) {
                groups.entry(subject).or_default().push((act, set));
            }
        }
    }
    groups
}

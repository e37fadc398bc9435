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
        Some(Thing::Form(name, form)) => form_subjects(store, set, name, form),
        Some(Thing::Term(_)) => {
            let id = store.ever(&set.on, "id").and_then(|id| id.as_str());
            id.map(own).into_iter().collect()
        }
        Some(Thing::Ignore(..)) => vec![(Subject::Decisions, set.clone())],
        _ => Vec::new(),
    }
}

/// A spelling that was moved to another name is taken out of the one, and belongs to the other with all that is said of it.
fn form_subjects(store: &Store, set: &Set, name: &str, form: &str) -> Vec<(Subject, Set)> {
    let is_move = set.field == "family";
    let family = if is_move { Some(&set.to) } else { store.value(&set.on, "family") };
    let of_form = format!("+{form}");
    let family = family.and_then(|family| family.as_str());
    let family = family.map(|family| if family == "new" { of_form.as_str() } else { family });
    let target = family.filter(|family| *family != name);
    let mut all = Vec::new();
    if let Some(id) = concept_id(store, name).filter(|_| is_move || target.is_none()) {
        all.push((Subject::Concept(id.to_owned()), set.clone()));
    }
    if let Some(id) = target.and_then(|target| concept_id(store, target)) {
        let on = format!("form/{id}:{form}");
        let to = if is_move { id.into() } else { set.to.clone() };
        all.push((Subject::Concept(id.to_owned()), Set { on, to, ..set.clone() }));
    }
    all
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

//! Cuts between sentences must not cross.

use super::{store::Store, things::Thing};
use crate::glossary::Set;

/// A cut that is in force: the pair, and the sentences it stands before.
type Cut<'s> = (&'s str, usize, usize);

/// The cuts that decisions set and that are in force.
fn in_force(store: &Store) -> impl Iterator<Item = (&str, Cut<'_>)> {
    store.below("cut/").filter(|(_, field, value)| *field == "on" && **value == true).filter_map(
        |(on, ..)| match Thing::of(on) {
            Some(Thing::Cut(pair, i, j)) => Some((on, (pair, i, j))),
            _ => None,
        },
    )
}

/// The acts that set cuts which cross those that `sets` would bring into force.
pub(crate) fn crossed(store: &Store, sets: &[Set]) -> Vec<String> {
    let cut = |set: &'_ Set| match Thing::of(&set.on) {
        Some(Thing::Cut(pair, i, j)) if set.field == "on" => Some((pair.to_owned(), i, j, set.to == true)),
        _ => None,
    };
    let new: Vec<_> = sets.iter().filter_map(cut).collect();
    if !new.iter().any(|(.., on)| *on) {
        return Vec::new();
    }
    let is_set = |pair: &str, i: usize, j: usize| {
        new.iter().any(|(known, a, b, _)| (known.as_str(), *a, *b) == (pair, i, j))
    };
    let mut acts: Vec<String> = in_force(store)
        .filter(|(_, (pair, i, j))| !is_set(pair, *i, *j))
        .filter(|(_, (pair, i, j))| {
            let crosses = |a: usize, b: usize| (a < *i && b > *j) || (a > *i && b < *j);
            new.iter().any(|(known, a, b, on)| *on && known == pair && crosses(*a, *b))
        })
        .filter_map(|(on, _)| store.setter(on, "on").map(str::to_owned))
        .collect();
    acts.sort();
    acts.dedup();
    acts
}

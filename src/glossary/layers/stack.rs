//! The entries of all layers by their ids.

use indexmap::{IndexMap, map::Entry};
use rustc_hash::FxBuildHasher;

use crate::glossary::{
    fields::File,
    node::{At, Node},
};

/// What the layers say of one concept.
pub(in crate::glossary) struct Stacked<'n> {
    pub id: &'n str,
    /// Where its uppermost entry stands.
    pub at: At,
    pub top: &'n Node<'n>,
    /// The entries of the layers beneath, the upper ones first.
    pub beneath: Vec<&'n Node<'n>>,
    /// Whether nothing lies beneath the layer of its uppermost entry.
    pub is_lowest: bool,
    /// The lowest layer that speaks of it, and where.
    last: (usize, At),
}

/// An entry as a file has it: its id, where that stands, and what it says.
pub(in crate::glossary) type FileEntry<'n> = (&'n str, At, &'n Node<'n>);

/// The entries of all layers, each concept once: those of the uppermost layer first. An id that a layer has twice is an
/// error; the first entry counts.
pub(in crate::glossary) fn stacked<'n>(
    file: &mut File<'_>,
    layers: &[Vec<&[FileEntry<'n>]>],
) -> Vec<Stacked<'n>> {
    let new = |layer: usize, &(id, at, top): &FileEntry<'n>| Stacked {
        id,
        at,
        top,
        beneath: Vec::new(),
        is_lowest: layer + 1 == layers.len(),
        last: (layer, at),
    };
    if let [files] = layers
        && let [only] = files[..]
    {
        return only.iter().map(|entry| new(0, entry)).collect();
    }
    let all = layers.iter().flatten().map(|file| file.len()).sum();
    let mut stacked: IndexMap<&str, Stacked<'n>, FxBuildHasher> =
        IndexMap::with_capacity_and_hasher(all, FxBuildHasher);
    for (layer, files) in layers.iter().enumerate() {
        for entry in files.iter().copied().flatten() {
            match stacked.entry(entry.0) {
                Entry::Vacant(place) => {
                    place.insert(new(layer, entry));
                }
                Entry::Occupied(known) if known.get().last.0 == layer => {
                    let first = file.position(known.get().last.1);
                    let help = format!("it stands first at {first}; merge the two or rename one");
                    file.error(entry.1, format!("duplicate concept id «{}»", entry.0), Some(help));
                }
                Entry::Occupied(mut known) => {
                    known.get_mut().beneath.push(entry.2);
                    known.get_mut().last = (layer, entry.1);
                }
            }
        }
    }
    stacked.into_values().collect()
}

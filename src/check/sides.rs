//! Whose names a source and its translation use for one thing.

use super::page::{Lack, Page};
use crate::matching::Occurrence;

/// The side whose name an occurrence is, as the style would write it.
pub(super) fn side<'p>(page: &Page<'p>, occurrence: &Occurrence) -> Option<&'p str> {
    let concept = page.glossary.concept(occurrence.concept);
    let term = concept
        .wanted_at(occurrence.term, page.style, occurrence.date)
        .unwrap_or(&concept.terms[occurrence.term]);
    concept.side(term)
}

/// What a translation gets wrong that names the concept of an occurrence of its source: it has other sides’ names
/// for it only. `there` are the occurrences of the translation.
pub(super) fn changed(
    source: &Page<'_>,
    target: &Page<'_>,
    occurrence: usize,
    there: &[usize],
) -> Option<Lack> {
    let found = &source.matches.occurrences[occurrence];
    let concept = target.glossary.concept(found.concept);
    if concept.terms.iter().all(|term| term.party.is_none()) {
        return None;
    }
    let equivalent = concept.equivalent(found.term, target.language, target.style)?;
    let side_there = concept.side(equivalent);
    // Where the other language has no name of this side, any name will do.
    if side_there != side(source, found) {
        return None;
    }
    let mut same = there.iter().filter(|&&at| target.matches.occurrences[at].concept == found.concept);
    let first = *same.clone().next()?;
    let is_kept = same.any(|&at| side(target, &target.matches.occurrences[at]) == side_there);
    (!is_kept).then_some(Lack::OtherSide(occurrence, first))
}

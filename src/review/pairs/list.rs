//! The pairs as a list.

use std::sync::Arc;

use rayon::prelude::*;
use serde::Serialize;

use super::{Aligned, InForce, PairDecisions};
use crate::review::{Refused, Review, views::Coded};

/// Beads less sure than this are to be looked at.
const WEAK: f32 = 0.6;
/// So many names are told of a bead whose sides name others.
const MOST_NAMES: usize = 3;

/// GET /api/pairs.
#[derive(Debug, Serialize)]
pub(crate) struct PairRows {
    pairs: Vec<PairRow>,
}

#[derive(Debug, Serialize)]
struct PairRow {
    id: String,
    fr: String,
    en: String,
    /// None when it is not aligned yet.
    beads: Option<usize>,
    left: Option<usize>,
}

impl Review {
    /// The pairs as a list; what is to be looked at is told of those that are aligned.
    ///
    /// # Errors
    /// When a document is not there any more.
    pub(crate) fn pairs(&self) -> Result<PairRows, Refused> {
        let mut pairs = Vec::new();
        for pair in self.pair_entries().iter() {
            let aligned = self.aligned_already(pair);
            let beads = aligned.map(|aligned| {
                let beads = aligned.beads(&PairDecisions::of(&self.decisions(), &pair.id));
                (beads.len(), beads.iter().filter(|bead| is_left(&aligned, bead)).count())
            });
            pairs.push(PairRow {
                id: pair.id.clone(),
                fr: self.title_of(pair.source)?.0,
                en: self.title_of(pair.target)?.0,
                beads: beads.map(|(beads, _)| beads),
                left: beads.map(|(_, left)| left),
            });
        }
        Ok(PairRows { pairs })
    }

    /// Aligns all pairs, those that are not yet.
    pub(crate) fn align_all(&self) {
        self.pair_entries().par_iter().for_each(|pair| drop(self.aligned(pair)));
    }

    /// Beads to be looked at still; none when pairs are not aligned yet.
    pub(crate) fn pairs_left(&self) -> Option<usize> {
        let decisions = self.decisions();
        let left = |pair: &super::PairEntry| {
            let aligned = self.aligned_already(pair)?;
            let beads = aligned.beads(&PairDecisions::of(&decisions, &pair.id));
            Some(beads.iter().filter(|bead| is_left(&aligned, bead)).count())
        };
        let found = super::locked(&self.lists().pairs.found).clone()?;
        found.iter().map(left).sum()
    }
}

/// Why one should look at a bead; `title` names a concept.
pub(super) fn look(aligned: &Arc<Aligned>, bead: &InForce, title: impl Fn(&str) -> String) -> Option<Coded> {
    if bead.source.is_empty() || bead.target.is_empty() {
        return Some(Coded { code: "one-sided".to_owned(), args: Vec::new() });
    }
    if bead.p.is_some_and(|p| p < WEAK) {
        return Some(Coded { code: "weak".to_owned(), args: Vec::new() });
    }
    let apart = aligned.names_apart(bead);
    let args = apart.iter().take(MOST_NAMES).map(|id| title(id)).collect();
    (!apart.is_empty()).then_some(Coded { code: "names".to_owned(), args })
}

/// Whether a bead is to be looked at still.
fn is_left(aligned: &Arc<Aligned>, bead: &InForce) -> bool {
    !bead.ok && look(aligned, bead, str::to_owned).is_some()
}

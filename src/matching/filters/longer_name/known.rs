//! Which other names stand beside a form.

use crate::{
    glossary::ConceptKind,
    matching::{filters::HitInContext, terms::Terms},
    text::Span,
};

/// A name that was found.
#[derive(Clone, Copy, Debug)]
pub(super) struct KnownName {
    pub span: Span,
    pub kind: ConceptKind,
    pub concept: u32,
}

/// The names found in a block, by their starts and by their ends.
pub(super) struct KnownNames {
    by_start: Vec<KnownName>,
    by_end: Vec<KnownName>,
}

impl KnownNames {
    pub(super) fn new(terms: &Terms, hits: &[HitInContext<'_>]) -> Self {
        let known = hits.iter().map(|hit| KnownName {
            span: hit.found.span,
            kind: terms.facts(hit.found.entry).kind,
            concept: hit.found.entry.concept,
        });
        let mut by_start: Vec<KnownName> = known.collect();
        let mut by_end = by_start.clone();
        by_start.sort_by_key(|name| (name.span.start, usize::MAX - name.span.end));
        by_end.sort_by_key(|name| (name.span.end, name.span.start));
        Self { by_start, by_end }
    }

    /// The longest name that starts at a byte.
    pub(super) fn starting(&self, start: usize) -> Option<KnownName> {
        let at = self.by_start.partition_point(|name| name.span.start < start);
        self.by_start.get(at).filter(|name| name.span.start == start).copied()
    }

    /// The longest name that ends at a byte.
    pub(super) fn ending(&self, end: usize) -> Option<KnownName> {
        let at = self.by_end.partition_point(|name| name.span.end < end);
        self.by_end.get(at).filter(|name| name.span.end == end).copied()
    }
}

/// Whether the kind is that of a place.
pub(super) fn is_place(kind: ConceptKind) -> bool {
    !matches!(
        kind,
        ConceptKind::Person | ConceptKind::Organisation | ConceptKind::Demonym | ConceptKind::Term
    )
}

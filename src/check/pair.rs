//! A source and its translation, row by row.

use super::{
    finding::Finding,
    page::Page,
    rules::{missing_equivalent, wrong_equivalent},
};
use crate::{glossary::Slot, matching::Matcher, text::Span};

/// Places of the source and the places of the translation that stand for them. A place is a block and
/// a span of its text (bytes).
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Row {
    /// The source’s places, in reading order.
    pub source: Vec<(usize, Span)>,
    /// The translation’s places, in reading order.
    pub target: Vec<(usize, Span)>,
}

/// Both pages of a translation.
pub(super) struct Sides<'a, 'p> {
    pub source: &'a Page<'p>,
    pub target: &'a Page<'p>,
}

/// Checks every row; `matcher` finds the forms of the source language.
pub(super) fn check(sides: &Sides<'_, '_>, rows: &[Row], matcher: &Matcher, findings: &mut Vec<Finding>) {
    let sources = by_block(sides.source);
    let targets = by_block(sides.target);
    for row in rows {
        let named = occurrences(&row.source, &sources, sides.source);
        if named.is_empty() {
            continue;
        }
        let present: Vec<usize> = concepts(&row.target, &targets, sides.target);
        let mut seen: Vec<usize> = Vec::new();
        for occurrence in named {
            let found = &sides.source.matches.occurrences[occurrence];
            let concept = found.concept;
            let known =
                sides.target.glossary.concepts[concept].terms_in(sides.target.language).next().is_some();
            if seen.contains(&concept) || !known || !found.certainty.sure {
                continue;
            }
            seen.push(concept);
            if present.contains(&concept) {
                continue;
            }
            match kept_in_source_language(sides, row, matcher, concept) {
                Some((block, span, slot)) => {
                    wrong_equivalent::report(sides, concept, slot, block, span, findings)
                }
                None => missing_equivalent::report(sides, occurrence, findings),
            }
        }
    }
}

/// For each block, its occurrences as a range of the page’s.
fn by_block(page: &Page<'_>) -> Vec<(usize, usize)> {
    let mut ranges = vec![(0, 0); page.document.blocks.len()];
    for (at, occurrence) in page.matches.occurrences.iter().enumerate() {
        let range = &mut ranges[occurrence.block];
        if range.1 == 0 {
            range.0 = at;
        }
        range.1 = at + 1;
    }
    ranges
}

fn occurrences(places: &[(usize, Span)], by_block: &[(usize, usize)], page: &Page<'_>) -> Vec<usize> {
    let within = |&(block, span): &(usize, Span)| {
        let (first, last) = by_block.get(block).copied().unwrap_or_default();
        (first..last).filter(move |&at| span.contains(page.matches.occurrences[at].span))
    };
    places.iter().flat_map(within).collect()
}

/// The concepts named at the places; a name that may mean several counts for each.
fn concepts(places: &[(usize, Span)], by_block: &[(usize, usize)], page: &Page<'_>) -> Vec<usize> {
    let sure = occurrences(places, by_block, page).into_iter().map(|at| page.matches.occurrences[at].concept);
    let ambiguous = page.matches.ambiguous.iter().filter(|ambiguity| {
        places.iter().any(|(block, span)| *block == ambiguity.block && span.contains(ambiguity.span))
    });
    sure.chain(ambiguous.flat_map(|ambiguity| ambiguity.candidates.iter().map(|(concept, _)| *concept)))
        .collect()
}

/// Where the translation has a source form of the concept, and which name of it that is.
fn kept_in_source_language(
    sides: &Sides<'_, '_>,
    row: &Row,
    matcher: &Matcher,
    concept: usize,
) -> Option<(usize, Span, Slot)> {
    row.target.iter().find_map(|&(block, span)| {
        let text = span.of(sides.target.document.text(block));
        let found = matcher.find_in(text).occurrences.into_iter().find(|found| found.concept == concept)?;
        Some((block, found.span.shifted(span.start), found.term(sides.source.glossary).slot))
    })
}

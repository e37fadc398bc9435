//! A source and its translation, row by row.

use indexmap::IndexMap;

use super::{
    page::{Lack, Page},
    sides,
};
use crate::{document::Document, glossary::ConceptId, language::Language, matching::Matcher, text::Span};

/// Places of the source and the places of the translation that stand for them. A place is a block and
/// a span of its text (bytes).
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Row {
    /// The source’s places, in reading order.
    pub source: Vec<(usize, Span)>,
    /// The translation’s places, in reading order.
    pub target: Vec<(usize, Span)>,
}

/// The rows of a bilingual document: its units.
pub(super) fn units(document: &Document, source: Language, target: Language) -> Vec<Row> {
    let mut rows: IndexMap<usize, Row> = IndexMap::new();
    for (block, entry) in document.blocks.iter().enumerate() {
        let Some(unit) = entry.unit else { continue };
        let place = (block, Span::new(0, document.text(block).len()));
        let row = rows.entry(unit).or_default();
        match document.language_of(block) {
            Some(language) if language == source => row.source.push(place),
            Some(language) if language == target => row.target.push(place),
            _ => {}
        }
    }
    rows.into_values().filter(|row| !row.target.is_empty()).collect()
}

/// What the translation of each row lacks; `matcher` finds the forms of the source language.
pub(super) fn lacks(source: &Page<'_>, target: &Page<'_>, rows: &[Row], matcher: &Matcher) -> Vec<Lack> {
    let (sources, targets) = (by_block(source), by_block(target));
    let mut lacks = Vec::new();
    for row in rows {
        let named = occurrences(&row.source, &sources, source);
        if named.is_empty() {
            continue;
        }
        let present: Vec<ConceptId> = concepts(&row.target, &targets, target);
        let mut seen: Vec<(ConceptId, Option<&str>)> = Vec::new();
        for occurrence in named {
            let found = &source.matches.occurrences[occurrence];
            let concept = found.concept;
            let known = target.glossary.concept(concept).terms_in(target.language).next().is_some();
            let named = (concept, sides::side(source, found));
            if seen.contains(&named) || !known || !found.certainty.sure {
                continue;
            }
            seen.push(named);
            if !present.contains(&concept) {
                let kept = kept_in_source_language(target, row, matcher, concept);
                lacks.push(kept.unwrap_or(Lack::Missing(occurrence)));
            } else {
                let there = occurrences(&row.target, &targets, target);
                lacks.extend(sides::changed(source, target, occurrence, &there));
            }
        }
    }
    lacks
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
fn concepts(places: &[(usize, Span)], by_block: &[(usize, usize)], page: &Page<'_>) -> Vec<ConceptId> {
    let sure = occurrences(places, by_block, page).into_iter().map(|at| page.matches.occurrences[at].concept);
    let ambiguous = page.matches.ambiguous.iter().filter(|ambiguity| {
        places.iter().any(|(block, span)| *block == ambiguity.block && span.contains(ambiguity.span))
    });
    sure.chain(ambiguous.flat_map(|ambiguity| ambiguity.candidates.iter().map(|(concept, _)| *concept)))
        .collect()
}

/// The source form of the concept that the translation has, if it has one.
fn kept_in_source_language(
    target: &Page<'_>,
    row: &Row,
    matcher: &Matcher,
    concept: ConceptId,
) -> Option<Lack> {
    row.target.iter().find_map(|&(block, span)| {
        let text = span.of(target.document.text(block));
        let found = matcher.find_in(text).occurrences.into_iter().find(|found| found.concept == concept)?;
        Some(Lack::Untranslated { concept, term: found.term, block, span: found.span.shifted(span.start) })
    })
}

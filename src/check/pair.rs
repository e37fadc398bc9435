//! A source and its translation, row by row.

use indexmap::IndexMap;
use rustc_hash::FxHashMap;

use super::{
    page::{Lack, Page},
    row::Row,
    said::{self, Said},
    sides,
};
use crate::{
    document::Document,
    glossary::ConceptId,
    language::{Language, peoples::Phrase},
    matching::{Deviation, Matcher},
    text::{Span, fold, next_word, previous_word},
};

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

/// What the translation of each row lacks, and what its source has in the wrong language.
pub(super) fn lacks(source: &Page<'_>, target: &Page<'_>, rows: &[Row], matchers: Matchers<'_>) -> Vec<Lack> {
    let (sources, targets) = (by_block(source), by_block(target));
    let present: Vec<Vec<ConceptId>> =
        rows.iter().map(|row| concepts(&row.target, &targets, target)).collect();
    let mut lacks = Vec::new();
    let said = Said::new(rows);
    // In which row each concept was missing last.
    let mut missing: FxHashMap<ConceptId, usize> = FxHashMap::default();
    for (number, row) in rows.iter().enumerate() {
        let named = occurrences(&row.source, &sources, source);
        let here = &present[number];
        lacks.extend(foreign(source, &named, row, here, matchers));
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
            if here.contains(&concept) {
                let there = occurrences(&row.target, &targets, target);
                lacks.extend(sides::changed(source, target, occurrence, &there));
                continue;
            }
            let phrases = said::phrases(target, concept, here);
            if said.in_row(number, &phrases, target) {
                continue;
            }
            if let Some(kept) = kept_in_source_language(target, row, matchers.source, concept, &phrases) {
                lacks.push(kept);
                continue;
            }
            let names = |near: usize| said.in_row(near, &phrases, target) || present[near].contains(&concept);
            if said.near(number, target).any(names) {
                continue;
            }
            // A name that recurs is told once, not in each sentence.
            let before = missing.insert(concept, number);
            if before.is_none_or(|before| number > before + RECURS) {
                lacks.push(Lack::Missing(occurrence));
            }
        }
    }
    lacks
}

/// Within how many rows a name that is missing again is not told again.
const RECURS: usize = 3;

/// What finds the forms of both languages.
#[derive(Clone, Copy)]
pub(crate) struct Matchers<'m> {
    pub source: &'m Matcher,
    /// None where there is no text in the target language.
    pub target: Option<&'m Matcher>,
}

/// The first form of the target language in the source of a row, whose concept the translation names and the source
/// does not.
fn foreign(
    source: &Page<'_>,
    named: &[usize],
    row: &Row,
    present: &[ConceptId],
    matchers: Matchers<'_>,
) -> Option<Lack> {
    let matcher = matchers.target?;
    let glossary = source.glossary;
    let named = || named.iter().map(|&at| &source.matches.occurrences[at]);
    let lacking = |concept: ConceptId| {
        glossary.concept(concept).is_name() && !named().any(|found| found.concept == concept)
    };
    if !present.iter().any(|&concept| lacking(concept)) {
        return None;
    }
    row.source.iter().find_map(|&(block, span)| {
        let known = |found: Span| named().any(|at| at.block == block && at.span.overlaps(found));
        let text = span.of(source.document.text(block));
        let found = matcher.find_in(text).occurrences.into_iter().find(|found| {
            let form = found.span.of(text);
            let own = || glossary.concept(found.concept).terms_in(source.language);
            present.contains(&found.concept)
                && lacking(found.concept)
                && found.certainty.sure
                && found.deviation == Deviation::None
                && !known(found.span.shifted(span.start))
                && !own().any(|(_, term)| fold(term.text()) == fold(form))
                && !is_in_longer_name(text, found.span)
        })?;
        let slot = found.term(glossary).slot;
        Some(Lack::Foreign { concept: found.concept, slot, block, span: found.span.shifted(span.start) })
    })
}

/// Whether a capitalised word or a foreign one stands right beside a name: *Bank of America*, *Germany Tomorrow*.
fn is_in_longer_name(text: &str, span: Span) -> bool {
    let spaced = |gap: &str| gap.chars().all(char::is_whitespace);
    let before = previous_word(text, span.start).filter(|word| spaced(&text[word.end..span.start]));
    let after = next_word(text, span.end).filter(|word| spaced(&text[span.end..word.start]));
    let capital = |word: Option<Span>| word.is_some_and(|word| word.of(text).starts_with(char::is_uppercase));
    let of = before.is_some_and(|word| matches!(word.of(text), "of" | "the" | "in" | "for" | "and"));
    of || capital(before) || capital(after)
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
    own: &[Phrase],
) -> Option<Lack> {
    row.target.iter().find_map(|&(block, span)| {
        let text = span.of(target.document.text(block));
        let mut found = matcher.find_in(text).occurrences.into_iter();
        let found = found
            .find(|found| found.concept == concept && !own.contains(&Phrase::new(found.span.of(text))))?;
        Some(Lack::Untranslated { concept, term: found.term, block, span: found.span.shifted(span.start) })
    })
}

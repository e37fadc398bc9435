//! Runs the rules over documents and translations.

use std::{collections::HashMap, sync::Arc};

use super::{
    finding::Finding,
    names::KnownNames,
    page::Page,
    pair::{self, Row, Sides},
    rules::{Rule, ambiguous_name, mixed, non_preferred, probable_variant, unused_ignore},
};
use crate::{
    document::Document,
    language::{Language, PerLanguage},
    matching::Matcher,
    normalize::{Normalizer, Quotes, SharedPhrases},
    text::{Span, SpanSet},
};

/// The rules, and what they know of a glossary once it was needed.
pub(crate) struct Checker {
    /// Whether names in quotations get a fix; they are reported either way.
    quotes: Quotes,
    phrases: SharedPhrases,
    names: PerLanguage<KnownNames>,
}

impl Checker {
    /// A checker that has not been asked yet.
    pub fn new(quotes: Quotes, phrases: SharedPhrases) -> Self {
        Self { quotes, phrases, names: PerLanguage::default() }
    }

    /// The findings in a document by itself, in reading order; `pages` are its pages in the languages it has, the
    /// source language first. A bilingual document is checked as a translation too, for which `matcher` finds the
    /// forms of the source language.
    pub fn check(&self, pages: &[Page<'_>], matcher: &Matcher) -> Vec<Finding> {
        let mut findings = Vec::new();
        for page in pages {
            self.check_page(page, &mut findings);
        }
        if let [source, target] = pages {
            let rows = units(source.document, source.language, target.language);
            pair::check(&Sides { source, target }, &rows, matcher, &mut findings);
            drop_likenesses(&mut findings);
        }
        if let Some(page) = pages.first() {
            unused_ignore::find(page, &mut findings);
        }
        sort(&mut findings);
        findings
    }

    /// The findings in a document and its translation: each by itself, and what the rows of one lack in
    /// the other. The source’s come first, each side in reading order.
    pub fn check_pair(
        &self,
        source: &Page<'_>,
        target: &Page<'_>,
        rows: &[Row],
        matcher: &Matcher,
    ) -> Vec<Finding> {
        let mut findings = Vec::new();
        self.check_page(source, &mut findings);
        self.check_page(target, &mut findings);
        pair::check(&Sides { source, target }, rows, matcher, &mut findings);
        drop_likenesses(&mut findings);
        unused_ignore::find(source, &mut findings);
        unused_ignore::find(target, &mut findings);
        sort(&mut findings);
        findings
    }

    /// The rules that look at one document.
    fn check_page(&self, page: &Page<'_>, findings: &mut Vec<Finding>) {
        let normalizer = Normalizer::new(page.glossary, page.style, self.quotes).sharing(&self.phrases);
        let changes = normalizer.changes(page.document, page.matches, page.ignores, page.typography);
        non_preferred::find(page, changes, findings);
        mixed::find(page, findings);
        ambiguous_name::find(page, findings);
        if page.severities.of(Rule::ProbableVariant).is_some() {
            self.probable_variants(page, findings);
        }
    }

    fn probable_variants(&self, page: &Page<'_>, findings: &mut Vec<Finding>) {
        let names = self.names.get_or_init(page.language, || KnownNames::new(page.glossary, page.language));
        let mut taken: Vec<(usize, Span)> =
            page.matches.occurrences.iter().map(|found| (found.block, found.span)).collect();
        taken.extend(page.matches.ambiguous.iter().map(|found| (found.block, found.span)));
        taken.sort_unstable();
        let mut at = 0;
        let mut spans = Vec::new();
        let mut found = Vec::new();
        for block in 0..page.document.blocks.len() {
            spans.clear();
            while let Some(&(of, span)) = taken.get(at).filter(|(of, _)| *of <= block) {
                if of == block {
                    spans.push(span);
                }
                at += 1;
            }
            if page.document.language_of(block).is_some_and(|language| language != page.language) {
                continue;
            }
            let protected = &page.document.blocks[block].protected;
            if !protected.is_empty() {
                spans.extend_from_slice(protected);
                spans.sort_unstable();
            }
            found.clear();
            names.find(page.document.text(block), &spans, &mut found);
            probable_variant::report(page, block, &found, findings);
        }
    }
}

/// The rows of a bilingual document: its units.
fn units(document: &Document, source: Language, target: Language) -> Vec<Row> {
    let mut rows: indexmap::IndexMap<usize, Row> = indexmap::IndexMap::new();
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

/// A form of the source language is no probable variant: it is known.
fn drop_likenesses(findings: &mut Vec<Finding>) {
    let mut wrong: HashMap<(Arc<str>, Option<usize>), Vec<Span>> = HashMap::new();
    for finding in findings.iter().filter(|finding| finding.rule == Rule::WrongEquivalent) {
        wrong.entry((finding.path.clone(), finding.block)).or_default().push(finding.span);
    }
    let wrong: HashMap<_, SpanSet> =
        wrong.into_iter().map(|(place, spans)| (place, spans.into_iter().collect())).collect();
    findings.retain(|finding| {
        finding.rule != Rule::ProbableVariant
            || !wrong
                .get(&(finding.path.clone(), finding.block))
                .is_some_and(|spans| spans.overlaps(finding.span))
    });
}

fn sort(findings: &mut [Finding]) {
    findings.sort_by_key(|finding| (finding.side, finding.start.byte, finding.rule, finding.block));
}

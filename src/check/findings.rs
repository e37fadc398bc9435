//! The findings of one rule while it runs.

use std::sync::Arc;

use rustc_hash::FxHashMap;

use super::{
    finding::{Finding, Side},
    page::Page,
    rule_info::RuleInfo,
    severity::Severity,
    source_line::SourceLine,
};
use crate::{
    document::Location,
    glossary::ConceptId,
    text::{Span, SpanSet},
};

/// Takes the findings of a rule.
pub(super) struct Findings<'f> {
    rule: &'static RuleInfo,
    severity: Severity,
    list: &'f mut Vec<Finding>,
}

impl<'f> Findings<'f> {
    /// Adds what `rule` finds to a list.
    pub(super) fn of(rule: &'static RuleInfo, severity: Severity, list: &'f mut Vec<Finding>) -> Self {
        Self { rule, severity, list }
    }

    /// Adds a finding about a span of a block, for the caller to put into words; `None` when the author wants
    /// the place to be passed over.
    pub(super) fn add(
        &mut self,
        page: &Page<'_>,
        block: usize,
        span: Span,
        concept: Option<ConceptId>,
    ) -> Option<&mut Finding> {
        let form = span.of(page.document.text(block));
        let concept = concept.map(|concept| page.glossary.concept(concept).id.as_str());
        if page.ignores.covers(page.document, block, span, self.rule.name, concept, form) {
            return None;
        }
        let start = page.document.locate(block, span.start);
        let source_line = page.source_lines.of(page.document, block, span, start);
        let found = self.push(page, span, (start, page.end(block, span)), source_line);
        (found.side, found.block) = (page.side, Some(block));
        (found.form, found.concept) = (form.to_owned(), concept.map(str::to_owned));
        Some(found)
    }

    /// Adds a finding about a comment: a span of the text of a part.
    pub(super) fn add_comment(&mut self, page: &Page<'_>, part: usize, span: Span) -> &mut Finding {
        let place = |at| {
            let part = &page.document.parts[part];
            let place = part.lines().place(&part.text, at);
            Location { line: place.line, column: place.column, byte: at }
        };
        let (start, end) = (place(span.start), place(span.end));
        let source_line = page.source_lines.of_part(page.document, part, span, start);
        self.push(page, span, (start, end), source_line)
    }

    fn push(
        &mut self,
        page: &Page<'_>,
        span: Span,
        (start, end): (Location, Location),
        source_line: SourceLine,
    ) -> &mut Finding {
        self.list.push_mut(Finding {
            rule: self.rule,
            severity: self.severity,
            path: page.document.path.clone(),
            side: Side::Source,
            block: None,
            span,
            start,
            end,
            form: String::new(),
            preferred: String::new(),
            concept: None,
            message: String::new(),
            notes: Vec::new(),
            source_line,
            fix: None,
            replacements: Vec::new(),
            other_side: None,
        })
    }
}

/// Takes back the findings of `rule` over places that `other` has a finding for, too.
pub(super) fn withdraw_over(findings: &mut Vec<Finding>, rule: &RuleInfo, other: &RuleInfo) {
    let mut told: FxHashMap<(Arc<str>, Option<usize>), Vec<Span>> = FxHashMap::default();
    for finding in findings.iter().filter(|finding| finding.rule.name == other.name) {
        told.entry((finding.path.clone(), finding.block)).or_default().push(finding.span);
    }
    if told.is_empty() {
        return;
    }
    let told: FxHashMap<_, SpanSet> =
        told.into_iter().map(|(place, spans)| (place, spans.into_iter().collect())).collect();
    findings.retain(|finding| {
        let spans = || told.get(&(finding.path.clone(), finding.block));
        finding.rule.name != rule.name || !spans().is_some_and(|spans| spans.overlaps(finding.span))
    });
}

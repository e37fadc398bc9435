//! What the rules look at: a document in one language, and what was found in it.

use super::{
    finding::{Finding, Replaced, Severities, Side},
    rules::{Rule, mixed::MixedName},
    source_line::SourceLines,
};
use crate::{
    document::{BlockEdit, Document, Location},
    glossary::{Glossary, Slot, StyleId},
    language::Language,
    matching::Matches,
    normalize::{Fix, Ignores, Typography},
    text::Span,
};

/// A document, what was found in it in one language, and what findings about it need.
pub(crate) struct Page<'p> {
    pub glossary: &'p Glossary,
    pub document: &'p Document,
    pub language: Language,
    pub matches: &'p Matches,
    pub typography: &'p Typography,
    pub mixed: &'p [MixedName],
    pub style: StyleId,
    pub severities: &'p Severities,
    pub ignores: &'p Ignores<'p>,
    pub side: Side,
    pub source_lines: SourceLines,
}

impl Page<'_> {
    /// A finding without its words; `None` when the rule is off or the place is passed over.
    pub fn finding(&self, rule: Rule, block: usize, span: Span, concept: Option<usize>) -> Option<Finding> {
        let severity = self.severities.of(rule)?;
        let form = span.of(self.document.text(block));
        let concept = concept.map(|concept| self.glossary.concepts[concept].id.as_str());
        if self.ignores.covers(self.document, block, span, rule.name(), concept, form) {
            return None;
        }
        let start = self.document.locate(block, span.start);
        Some(Finding {
            rule,
            severity,
            path: self.document.path.clone(),
            side: self.side,
            block: Some(block),
            span,
            start,
            end: self.end(block, span),
            form: form.to_owned(),
            preferred: String::new(),
            concept: concept.map(str::to_owned),
            message: String::new(),
            notes: Vec::new(),
            source_line: self.source_lines.of(self.document, block, span, start),
            fix: None,
            replacements: Vec::new(),
        })
    }

    /// Where a span ends in the file: right after its last character, before any markup that follows.
    fn end(&self, block: usize, span: Span) -> Location {
        let text = span.of(self.document.text(block));
        let Some(last) = text.chars().next_back() else { return self.document.locate(block, span.end) };
        let before = span.end - last.len_utf8();
        let (from, to) =
            (self.document.part_offset(block, before), self.document.part_offset(block, span.end));
        if to == from + last.len_utf8() {
            return self.document.locate(block, span.end);
        }
        let at = self.document.locate(block, before);
        Location { line: at.line, column: at.column + 1, byte: at.byte + last.len_utf8() }
    }

    /// The edits of a fix as they stand in the file.
    pub fn replacements(&self, fix: Option<&Fix>) -> Vec<Replaced> {
        let edits = fix.map_or(&[][..], |fix| &fix.edits);
        let replaced = |edit: &BlockEdit| Replaced {
            start: self.document.locate(edit.block, edit.span.start),
            end: self.end(edit.block, edit.span),
            replacement: edit.replacement.clone(),
        };
        edits.iter().map(replaced).collect()
    }

    /// The form that the style prefers for a slot of a concept, else for the concept; empty when none.
    pub fn preferred(&self, concept: usize, slot: Slot) -> String {
        let concept = &self.glossary.concepts[concept];
        let preferred = concept.preferred_or_full(self.language, slot, self.style);
        preferred.map_or(String::new(), |(_, term)| term.text().to_owned())
    }
}

//! A document with what was found in it: what every rule looks at.

use super::{
    finding::{Replaced, Side},
    names::KnownNames,
    source_line::SourceLines,
    spellings::MixedName,
};
use crate::{
    document::{BlockEdit, Document, Location},
    glossary::{ConceptId, Glossary, Slot, StyleId},
    language::{Language, PerLanguage},
    matching::Matches,
    normalize::{Change, Fix, Ignores},
    text::Span,
};

/// A document in one of its languages, what was found in it, and what findings about it need.
pub(crate) struct Page<'p> {
    pub glossary: &'p Glossary,
    pub document: &'p Document,
    pub language: Language,
    pub matches: &'p Matches,
    /// Where a concept is first named in a second allowed way.
    pub mixed: &'p [MixedName],
    /// What the style writes otherwise.
    pub changes: Vec<Change>,
    pub style: StyleId,
    pub ignores: &'p Ignores<'p>,
    pub side: Side,
    /// Whether the document has no page before this one.
    pub is_first: bool,
    pub source_lines: SourceLines,
    /// The page with the translation, when this is a source.
    pub translation: Option<Translation<'p>>,
    /// The names of the glossary, once a rule asked for those of a language.
    pub known_names: &'p PerLanguage<KnownNames>,
}

/// The translation of a page.
pub(crate) struct Translation<'p> {
    pub page: &'p Page<'p>,
    /// What it lacks, in reading order.
    pub lacks: Vec<Lack>,
}

/// A concept that the source names in a row, and its translation does not.
pub(crate) enum Lack {
    /// There is nothing for this occurrence of the source.
    Missing(usize),
    /// There is a form of the source language.
    Untranslated {
        /// The concept.
        concept: ConceptId,
        /// The form, by its place among the concept’s terms.
        term: usize,
        /// Where it stands in the translation.
        block: usize,
        /// Where it stands in the block (bytes).
        span: Span,
    },
    /// There is the name of another side, or of none: the occurrence of the source, and that of the translation.
    OtherSide(usize, usize),
    /// The source has a form of the target language.
    Foreign {
        /// The concept.
        concept: ConceptId,
        /// Which name of it the form is.
        slot: Slot,
        /// Where it stands in the source.
        block: usize,
        /// Where it stands in the block (bytes).
        span: Span,
    },
}

impl<'p> Page<'p> {
    /// Calls `look` with each block in the page’s language: its number, its text, and the spans of it that hold names of
    /// the glossary or are protected, in order.
    pub(crate) fn each_unknown(&self, mut look: impl FnMut(usize, &'p str, &[Span])) {
        let sure = self.matches.occurrences.iter().map(|found| (found.block, found.span));
        let ambiguous = self.matches.ambiguous.iter().map(|found| (found.block, found.span));
        let mut taken: Vec<(usize, Span)> = sure.chain(ambiguous).collect();
        taken.sort_unstable();
        let mut taken = taken.into_iter().peekable();
        let mut spans = Vec::new();
        for (block, entry) in self.document.blocks.iter().enumerate() {
            spans.clear();
            while let Some((of, span)) = taken.next_if(|(of, _)| *of <= block) {
                if of == block {
                    spans.push(span);
                }
            }
            if self.document.language_of(block).is_some_and(|language| language != self.language) {
                continue;
            }
            if !entry.protected.is_empty() {
                spans.extend_from_slice(&entry.protected);
                spans.sort_unstable();
            }
            look(block, self.document.text(block), &spans);
        }
    }

    /// The names of the glossary in the page’s language, to be searched by likeness.
    pub(crate) fn known_names(&self) -> &KnownNames {
        self.known_names.get_or_init(self.language, || KnownNames::new(self.glossary, self.language))
    }

    /// Where a span ends in the file: right after its last character, before any markup that follows.
    pub(crate) fn end(&self, block: usize, span: Span) -> Location {
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
    pub(crate) fn replacements(&self, fix: Option<&Fix>) -> Vec<Replaced> {
        let edits = fix.map_or(&[][..], |fix| &fix.edits);
        let replaced = |edit: &BlockEdit| Replaced {
            start: self.document.locate(edit.block, edit.span.start),
            end: self.end(edit.block, edit.span),
            replacement: edit.replacement.clone(),
        };
        edits.iter().map(replaced).collect()
    }

    /// The equivalent, in the page’s language, of a term of a concept, by its place; empty when there is none.
    pub(crate) fn equivalent(&self, concept: ConceptId, term: usize) -> String {
        let equivalent = self.glossary.concept(concept).equivalent(term, self.language, self.style);
        equivalent.map_or(String::new(), |term| term.text().to_owned())
    }

    /// The form that the style prefers for a slot of a concept, else for the concept; empty when none.
    pub(crate) fn preferred(&self, concept: ConceptId, slot: Slot) -> String {
        let concept = self.glossary.concept(concept);
        let preferred = concept.preferred_or_full(self.language, slot, self.style);
        preferred.map_or(String::new(), |(_, term)| term.text().to_owned())
    }
}

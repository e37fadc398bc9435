//! Runs the rules over documents and translations.

use std::{
    collections::HashMap,
    sync::{Arc, OnceLock},
};

use super::{
    finding::{Finding, Replaced, Severities, Side},
    names::KnownNames,
    pair::{self, Row, Sides},
    rules::{Rule, ambiguous_name, mixed, non_preferred, probable_variant, unused_ignore},
    source_line::SourceLines,
};
use crate::{
    document::{BlockEdit, Document, Location},
    glossary::{Glossary, Slot, StyleId},
    language::Language,
    matching::{FullNames, Matcher, Matches, PatternError},
    normalize::{Fix, Ignored, Ignores, Manner, Normalizer, Quotes},
    text::{Span, SpanSet},
};

/// How documents are checked.
///
/// ```
/// use drogman::{check::{Checker, Options}, document::Document, glossary::Glossary, language::Language};
/// let article = Document::from_text("a.txt", "Le maire d’Evlakh.".into());
/// let found = |severity: &str| {
///     let mut options = Options::default();
///     options.severities.set("non-preferred", severity).unwrap();
///     options.severities.set("forbidden", severity).unwrap();
///     Checker::new(Glossary::embedded(), options).unwrap().check(&article, Language::French, &[]).unwrap().len()
/// };
/// assert_eq!((found("error"), found("off")), (1, 0));
/// ```
#[derive(Clone, Debug, Default)]
pub struct Options {
    /// The house style.
    pub style: StyleId,
    /// Whether names in quotations get a fix; they are reported either way.
    pub quotes: Quotes,
    /// The severity of each rule.
    pub severities: Severities,
}

/// Why a glossary cannot be checked against.
pub type CheckError = PatternError;

/// Checks documents against a glossary.
///
/// ```
/// use drogman::{check::{Checker, Options}, document::Document, glossary::Glossary, language::Language};
/// let checker = Checker::new(Glossary::embedded(), Options::default()).unwrap();
/// let article = Document::from_text("a.txt", "Le maire de Bakou.\nLe maire d’Evlakh.".into());
/// let findings = checker.check(&article, Language::French, &[]).unwrap();
/// assert_eq!(findings.len(), 1);
/// let found = &findings[0];
/// assert_eq!((&found.form[..], &found.preferred[..]), ("Evlakh", "Yevlakh"));
/// assert_eq!((found.start.line, found.start.column), (2, 12));
/// ```
pub struct Checker<'g> {
    glossary: &'g Glossary,
    options: Options,
    normalizer: Normalizer<'g>,
    source: Matcher,
    target: OnceLock<Matcher>,
    source_names: OnceLock<KnownNames>,
    target_names: OnceLock<KnownNames>,
}

/// What is known of a document that is checked passage by passage: what all of it says where that decides about
/// the parts, and what stood in the passages before.
#[derive(Debug, Default)]
pub struct Memory {
    source: FullNames,
    target: FullNames,
    manner: Manner,
    mixed: [mixed::Seen; 2],
}

impl Memory {
    fn names(&mut self, side: Side) -> &mut FullNames {
        if side == Side::Source { &mut self.source } else { &mut self.target }
    }
}

/// A document, what was found in it, and what findings about it need.
pub(super) struct Page<'p> {
    pub glossary: &'p Glossary,
    pub document: &'p Document,
    pub language: Language,
    pub matches: Matches,
    pub style: StyleId,
    pub severities: &'p Severities,
    pub ignores: &'p Ignores<'p>,
    pub side: Side,
    pub source_lines: SourceLines,
}

impl<'g> Checker<'g> {
    /// A checker of documents in either language of the glossary.
    ///
    /// # Errors
    /// When a pattern of the glossary is no regular expression.
    pub fn new(glossary: &'g Glossary, options: Options) -> Result<Self, CheckError> {
        Ok(Self {
            glossary,
            normalizer: Normalizer::new(glossary, options.style, options.quotes),
            options,
            source: Matcher::new(glossary, glossary.languages.source)?,
            target: OnceLock::new(),
            source_names: OnceLock::new(),
            target_names: OnceLock::new(),
        })
    }

    /// The findings in a document by itself, in reading order; `language` is that of blocks which state
    /// none. A bilingual document is checked as a translation too. `list` is what the configuration
    /// passes over.
    ///
    /// # Errors
    /// When a pattern of the glossary is no regular expression.
    pub fn check(
        &self,
        document: &Document,
        language: Language,
        list: &[Ignored],
    ) -> Result<Vec<Finding>, CheckError> {
        self.check_in_turn(document, language, list, &mut Memory::default())
    }

    /// Takes note of a passage of a document, before the first of them is checked.
    ///
    /// # Errors
    /// When a pattern of the glossary is no regular expression.
    pub fn survey(
        &self,
        passage: &Document,
        language: Language,
        memory: &mut Memory,
    ) -> Result<(), CheckError> {
        let side = self.side(language);
        self.matcher(language)?.note_full_names(passage, memory.names(side));
        memory.manner.survey(passage);
        Ok(())
    }

    /// Like [`Checker::check`], for a document that comes in [passages](crate::document::Passages), one after
    /// the other: `memory` has been told of all passages ([`Checker::survey`]), and goes on from one to the next.
    ///
    /// # Errors
    /// When a pattern of the glossary is no regular expression.
    pub fn check_in_turn(
        &self,
        document: &Document,
        language: Language,
        list: &[Ignored],
        memory: &mut Memory,
    ) -> Result<Vec<Finding>, CheckError> {
        let ignores = Ignores::new(document, list);
        let mut findings = Vec::new();
        let languages = self.glossary.languages;
        let stated =
            |wanted| (0..document.blocks.len()).any(|block| document.language_of(block) == Some(wanted));
        let mut pages = Vec::new();
        for wanted in [languages.source, languages.target] {
            if wanted == language || stated(wanted) {
                pages.push(self.page(document, wanted, &ignores, wanted == language, memory)?);
            }
        }
        for page in &pages {
            self.by_itself(page, memory, &mut findings)?;
        }
        if let [source, target] = &pages[..] {
            let rows = units(document, languages.source, languages.target);
            pair::check(&Sides { source, target }, &rows, &self.source, &mut findings);
            drop_likenesses(&mut findings);
        }
        if let Some(page) = pages.first() {
            unused_ignore::find(page, &mut findings);
        }
        sort(&mut findings);
        Ok(findings)
    }

    /// The findings in a document and its translation: each by itself, and what the rows of one lack in
    /// the other. The source’s come first, each side in reading order.
    ///
    /// # Errors
    /// When a pattern of the glossary is no regular expression.
    ///
    /// ```
    /// use drogman::{check::{Checker, Options, Row, Rule}, document::Document, glossary::Glossary, text::Span};
    /// let checker = Checker::new(Glossary::embedded(), Options::default()).unwrap();
    /// let article = Document::from_text("a.fr.txt", "Le convoi va de Tbilissi à Bakou.".into());
    /// let translation = Document::from_text("a.en.txt", "The convoy goes from Tbilisi.".into());
    /// let whole = |document: &Document| vec![(0, Span::new(0, document.text(0).len()))];
    /// let rows = [Row { source: whole(&article), target: whole(&translation) }];
    /// let findings = checker.check_pair(&article, &translation, &rows, &[]).unwrap();
    /// assert_eq!((findings[0].rule, &findings[0].form[..]), (Rule::MissingEquivalent, "Bakou"));
    /// ```
    pub fn check_pair(
        &self,
        source: &Document,
        target: &Document,
        rows: &[Row],
        list: &[Ignored],
    ) -> Result<Vec<Finding>, CheckError> {
        let languages = self.glossary.languages;
        let (source_ignores, target_ignores) = (Ignores::new(source, list), Ignores::new(target, list));
        let (mut of_source, mut of_target) = (Memory::default(), Memory::default());
        let source = self.page(source, languages.source, &source_ignores, true, &mut of_source)?;
        let target = self.page(target, languages.target, &target_ignores, true, &mut of_target)?;
        let mut findings = Vec::new();
        self.by_itself(&source, &mut of_source, &mut findings)?;
        self.by_itself(&target, &mut of_target, &mut findings)?;
        pair::check(&Sides { source: &source, target: &target }, rows, &self.source, &mut findings);
        drop_likenesses(&mut findings);
        unused_ignore::find(&source, &mut findings);
        unused_ignore::find(&target, &mut findings);
        sort(&mut findings);
        Ok(findings)
    }

    fn page<'p>(
        &'p self,
        document: &'p Document,
        language: Language,
        ignores: &'p Ignores<'p>,
        unstated: bool,
        memory: &mut Memory,
    ) -> Result<Page<'p>, CheckError> {
        let matcher = self.matcher(language)?;
        let side = self.side(language);
        let mut matches = matcher.matches_in_turn(document, memory.names(side));
        if !unstated {
            matches.occurrences.retain(|found| document.language_of(found.block) == Some(language));
            matches.ambiguous.retain(|found| document.language_of(found.block) == Some(language));
        }
        Ok(Page {
            glossary: self.glossary,
            document,
            language,
            matches,
            style: self.options.style,
            severities: &self.options.severities,
            ignores,
            side,
            source_lines: SourceLines::default(),
        })
    }

    fn side(&self, language: Language) -> Side {
        if language == self.glossary.languages.source { Side::Source } else { Side::Target }
    }

    fn matcher(&self, language: Language) -> Result<&Matcher, CheckError> {
        if language == self.glossary.languages.source {
            return Ok(&self.source);
        }
        if let Some(matcher) = self.target.get() {
            return Ok(matcher);
        }
        let matcher = Matcher::new(self.glossary, language)?;
        Ok(self.target.get_or_init(|| matcher))
    }

    /// The rules that look at one document.
    fn by_itself(
        &self,
        page: &Page<'_>,
        memory: &mut Memory,
        findings: &mut Vec<Finding>,
    ) -> Result<(), CheckError> {
        let changes =
            self.normalizer.changes_in_turn(page.document, &page.matches, page.ignores, &mut memory.manner);
        non_preferred::find(page, changes, findings);
        mixed::find(page, &mut memory.mixed[page.side as usize], findings);
        ambiguous_name::find(page, findings);
        if page.severities.of(Rule::ProbableVariant).is_some() {
            self.probable_variants(page, findings);
        }
        Ok(())
    }

    fn probable_variants(&self, page: &Page<'_>, findings: &mut Vec<Finding>) {
        let names = if page.side == Side::Source { &self.source_names } else { &self.target_names };
        let names = names.get_or_init(|| KnownNames::new(self.glossary, page.language));
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

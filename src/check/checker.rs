//! Runs the rules over documents and translations.

use std::sync::OnceLock;

use super::{
    finding::{Finding, Side},
    findings::Findings,
    memory::Memory,
    names::KnownNames,
    page::{Page, Translation},
    pair::{self, Row},
    rules::{RULES, position},
    severities::Severities,
    source_line::SourceLines,
};
use crate::{
    document::Document,
    glossary::{Glossary, StyleId},
    language::Language,
    matching::{Matcher, PatternError},
    normalize::{Ignored, Ignores, Normalizer, Quotes},
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
    source: Matcher,
    target: OnceLock<Matcher>,
    /// The names of each side, once they are asked for.
    known_names: [OnceLock<KnownNames>; 2],
}

impl<'g> Checker<'g> {
    /// A checker of documents in either language of the glossary.
    ///
    /// # Errors
    /// When a pattern of the glossary is no regular expression.
    pub fn new(glossary: &'g Glossary, options: Options) -> Result<Self, CheckError> {
        Ok(Self {
            glossary,
            options,
            source: Matcher::new(glossary, glossary.languages.source)?,
            target: OnceLock::new(),
            known_names: Default::default(),
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
        self.matcher(language)?.note_full_names(passage, memory.full_names(side));
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
        let languages = self.glossary.languages;
        let stated =
            |wanted| (0..document.blocks.len()).any(|block| document.language_of(block) == Some(wanted));
        let mut page = |wanted: Language| {
            let unstated = wanted == language;
            let is_there = unstated || stated(wanted);
            is_there.then(|| self.page(document, wanted, &ignores, unstated, memory)).transpose()
        };
        let (source, target) = (page(languages.source)?, page(languages.target)?);
        Ok(match (source, target) {
            (Some(source), Some(mut target)) => {
                target.is_first = false;
                let rows = pair::units(document, languages.source, languages.target);
                let source = self.translated(source, &target, &rows);
                self.findings(&[&source, &target], memory)
            }
            (Some(page), None) | (None, Some(page)) => self.findings(&[&page], memory),
            (None, None) => Vec::new(),
        })
    }

    /// The findings in a document and its translation: each by itself, and what the rows of one lack in
    /// the other. The source’s come first, each side in reading order.
    ///
    /// # Errors
    /// When a pattern of the glossary is no regular expression.
    ///
    /// ```
    /// use drogman::{check::{Checker, Options, Row}, document::Document, glossary::Glossary, text::Span};
    /// let checker = Checker::new(Glossary::embedded(), Options::default()).unwrap();
    /// let article = Document::from_text("a.fr.txt", "Le convoi va de Tbilissi à Bakou.".into());
    /// let translation = Document::from_text("a.en.txt", "The convoy goes from Tbilisi.".into());
    /// let whole = |document: &Document| vec![(0, Span::new(0, document.text(0).len()))];
    /// let rows = [Row { source: whole(&article), target: whole(&translation) }];
    /// let findings = checker.check_pair(&article, &translation, &rows, &[]).unwrap();
    /// assert_eq!((findings[0].rule.name, &findings[0].form[..]), ("missing-equivalent", "Bakou"));
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
        let source = self.translated(source, &target, rows);
        Ok(self.findings(&[&source, &target], &mut of_source))
    }

    /// The source’s page, with what its translation lacks.
    fn translated<'p>(&self, source: Page<'p>, target: &'p Page<'p>, rows: &[Row]) -> Page<'p> {
        let lacks = pair::lacks(&source, target, rows, &self.source);
        Page { translation: Some(Translation { page: target, lacks }), ..source }
    }

    /// What the rules find on the pages, in reading order.
    fn findings(&self, pages: &[&Page<'_>], memory: &mut Memory) -> Vec<Finding> {
        let mut found = Vec::new();
        for (number, rule) in RULES.iter().enumerate() {
            let Some(severity) = self.options.severities.of(number) else { continue };
            for page in pages {
                rule.check(page, memory, &mut Findings::of(rule.info(), severity, &mut found));
            }
        }
        for rule in RULES {
            rule.withdraw(&mut found);
        }
        let place = |finding: &Finding| (finding.side, finding.start.byte);
        found.sort_by(|one, other| {
            let number = |finding: &Finding| (position(finding.rule.name), finding.block);
            place(one).cmp(&place(other)).then_with(|| number(one).cmp(&number(other)))
        });
        found
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
        let mut matches = matcher.matches_in_turn(document, memory.full_names(side));
        if !unstated {
            matches.occurrences.retain(|found| document.language_of(found.block) == Some(language));
            matches.ambiguous.retain(|found| document.language_of(found.block) == Some(language));
        }
        let normalizer = Normalizer::new(self.glossary, self.options.style, self.options.quotes);
        let changes = normalizer.changes_in_turn(document, &matches, ignores, &mut memory.manner);
        Ok(Page {
            glossary: self.glossary,
            document,
            language,
            matches,
            changes,
            style: self.options.style,
            ignores,
            side,
            is_first: true,
            source_lines: SourceLines::default(),
            translation: None,
            known_names: &self.known_names[side as usize],
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
}

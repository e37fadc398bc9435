//! What a session knows of a document, and what follows from it.

use std::{borrow::Cow, sync::OnceLock};

use super::{Resolved, Session, SessionError};
use crate::{
    check::{Finding, FormsSeen, Matchers, MixedName, Page, Row, Side, check, check_pair},
    document::{BlockEdit, Document, RewriteError},
    language::Language,
    matching::Matches,
    normalize::{Change, Ignores, Normalizer, Typography, edits, settled},
    sheet::Sheet,
};

/// What was found in a document, or a passage of one.
///
/// The methods answer for the document as it is read. [`Analysis::normalized`] and [`Analysis::checked`] also read a
/// plain text otherwise where its names could not be rewritten as it is, see [`Normalized::document`].
pub struct Analysis<'a> {
    session: &'a Session,
    document: &'a Document,
    language: Language,
    languages: Vec<InLanguage>,
    typography: Typography,
}

/// What was found in one language.
#[derive(Debug)]
pub(super) struct InLanguage {
    language: Language,
    matches: Matches,
    /// Of a passage those that follow from the passages before; else found when asked for.
    mixed: OnceLock<Vec<MixedName>>,
}

impl InLanguage {
    pub(super) fn new(language: Language, matches: Matches, mixed: Option<Vec<MixedName>>) -> Self {
        Self { language, matches, mixed: mixed.map_or_else(OnceLock::new, OnceLock::from) }
    }
}

/// A document to be rewritten.
#[derive(Debug)]
pub struct Normalized<'a> {
    /// The document as it has to be read so that rewriting it once is enough: whether a plain text is hard-wrapped
    /// is a guess, and edits change the lengths of its lines.
    pub document: Cow<'a, Document>,
    /// Every form that the style does not want, in reading order.
    pub changes: Vec<Change>,
    /// The edits of the changes that are made.
    pub edits: Vec<BlockEdit>,
}

impl Normalized<'_> {
    /// The document rewritten.
    ///
    /// # Errors
    /// When a character cannot be written in its encoding, or its format not be written.
    pub fn bytes(&self) -> Result<Vec<u8>, RewriteError> {
        self.document.rewrite(&self.edits)
    }
}

/// A document that was checked.
#[derive(Debug)]
pub struct Checked<'a> {
    /// The document as it was read for it, see [`Normalized::document`].
    pub document: Cow<'a, Document>,
    /// The findings, in reading order.
    pub findings: Vec<Finding>,
}

static NOTHING: Matches = Matches { occurrences: Vec::new(), ambiguous: Vec::new(), plain_capitals: false };

impl<'a> Analysis<'a> {
    /// The analysis of a document or passage whose names are resolved.
    pub fn new(session: &'a Session, document: &'a Document, resolved: Resolved) -> Self {
        let Resolved { language, languages, typography } = resolved;
        Self { session, document, language, languages, typography }
    }

    /// The document.
    pub fn document(&self) -> &'a Document {
        self.document
    }

    /// The language of the blocks that state none.
    pub fn language(&self) -> Language {
        self.language
    }

    /// The names found in the language of the document.
    pub fn matches(&self) -> &Matches {
        let own = self.languages.iter().find(|it| it.language == self.language);
        own.map_or(&NOTHING, |it| &it.matches)
    }

    /// Every form that the style does not want, in reading order, with what to do about it.
    pub fn changes(&self) -> Vec<Change> {
        let ignores = Ignores::new(self.document, &self.session.options.ignored);
        let mut changes: Vec<Change> =
            self.languages.iter().flat_map(|it| self.changes_in(it, &ignores)).collect();
        changes.sort_by_key(|change| (change.block, change.span));
        changes
    }

    fn changes_in(&self, it: &InLanguage, ignores: &Ignores<'_>) -> Vec<Change> {
        let Session { glossary, options, phrases, .. } = self.session;
        let normalizer = Normalizer::new(glossary, options.style, options.quotes).sharing(phrases);
        normalizer.changes(self.document, &it.matches, ignores, &self.typography)
    }

    /// The document with the changes and edits that are made in it.
    ///
    /// # Errors
    /// When a pattern of the glossary is no regular expression.
    pub fn normalized(&self) -> Result<Normalized<'a>, SessionError> {
        let unsure = self.session.options.unsure;
        let made = |analysis: &Analysis<'_>| {
            let changes = analysis.changes();
            let edits = edits(&changes, unsure);
            ((changes, edits.clone()), edits)
        };
        let (document, (changes, edits)) = settled(self.document, made(self), |document| {
            Ok::<_, SessionError>(made(&self.session.analyse(document)?))
        })?;
        Ok(Normalized { document, changes, edits })
    }

    /// What a copy editor would object to in the document by itself.
    ///
    /// # Errors
    /// When a pattern of the glossary is no regular expression.
    pub fn findings(&self) -> Result<Vec<Finding>, SessionError> {
        let ignores = Ignores::new(self.document, &self.session.options.ignored);
        let pages: Vec<Page<'_>> = self.languages.iter().map(|it| self.page(it, &ignores)).collect();
        let is_bilingual = pages.len() > 1;
        Ok(check(pages, &self.session.options.severities, self.session.matchers(is_bilingual)?))
    }

    /// The findings, of the document read so that what is fixed is fixed at once.
    ///
    /// # Errors
    /// When a pattern of the glossary is no regular expression.
    pub fn checked(&self) -> Result<Checked<'a>, SessionError> {
        let made = |analysis: &Analysis<'_>| {
            let findings = analysis.findings()?;
            let edits = self.session.fixes(&findings, &self.document.path);
            Ok::<_, SessionError>((findings, edits))
        };
        let (document, findings) =
            settled(self.document, made(self)?, |document| made(&self.session.analyse(document)?))?;
        Ok(Checked { document, findings })
    }

    /// The forms in use.
    pub fn sheet(&self) -> Sheet {
        let segmenter = self.session.segmenter(self.language);
        Sheet::of(self.document, self.matches(), &self.session.glossary, segmenter)
    }

    fn page<'p>(&'p self, it: &'p InLanguage, ignores: &'p Ignores<'p>) -> Page<'p> {
        let Session { glossary, options, .. } = self.session;
        let mixed = it.mixed.get_or_init(|| FormsSeen::default().next(&it.matches, glossary, options.style));
        Page {
            glossary,
            document: self.document,
            language: it.language,
            matches: &it.matches,
            changes: self.changes_in(it, ignores),
            mixed,
            style: options.style,
            ignores,
            side: if it.language == glossary.languages.source { Side::Source } else { Side::Target },
            is_first: true,
            source_lines: Default::default(),
            translation: None,
            known_names: &self.session.known_names,
        }
    }
}

impl Session {
    /// The findings in a document and its translation: each by itself, and what the rows of one lack in the other.
    /// The documents are read in the glossary’s languages, whatever they state or tell. The source’s findings come
    /// first, each side in reading order.
    ///
    /// # Errors
    /// When a pattern of the glossary is no regular expression.
    ///
    /// ```
    /// use drogman::{document::Document, glossary::Glossary, session::{Options, Session, rows_by_line}};
    /// let session = Session::new(Glossary::embedded(), Options::default());
    /// let article = Document::from_text("a.fr.txt", "Le convoi va de Tbilissi à Bakou.".into());
    /// let translation = Document::from_text("a.en.txt", "The convoy goes from Tbilisi.".into());
    /// let rows = rows_by_line(&article, &translation);
    /// let findings = session.check_translation(&article, &translation, &rows).unwrap();
    /// assert_eq!((findings[0].rule.name, &findings[0].form[..]), ("missing-equivalent", "Bakou"));
    /// ```
    pub fn check_translation(
        &self,
        source: &Document,
        target: &Document,
        rows: &[Row],
    ) -> Result<Vec<Finding>, SessionError> {
        let languages = self.glossary.languages;
        let (source, target) =
            (self.analyse_in(source, languages.source)?, self.analyse_in(target, languages.target)?);
        let ignored = &self.options.ignored;
        let (of_source, of_target) =
            (Ignores::new(source.document, ignored), Ignores::new(target.document, ignored));
        let (Some(in_source), Some(in_target)) = (source.languages.first(), target.languages.first()) else {
            return Ok(Vec::new());
        };
        let (source, target) = (source.page(in_source, &of_source), target.page(in_target, &of_target));
        Ok(check_pair(source, &target, rows, &self.options.severities, self.matchers(true)?))
    }

    /// What finds the forms of both languages; without those of the target language where no text is in it.
    fn matchers(&self, is_bilingual: bool) -> Result<Matchers<'_>, SessionError> {
        let languages = self.glossary.languages;
        let target = is_bilingual.then(|| self.matcher(languages.target)).transpose()?;
        Ok(Matchers { source: self.matcher(languages.source)?, target })
    }
}

//! A glossary and a style at work on documents: what a command line, a page, an editor or another program asks.
//!
//! A [`Session`] is made once and shared by threads: what it compiles, it compiles when it is first needed, and once.
//! It needs no terminal and no path, and everything that can go wrong is an error value. For each document there is
//! one [`Analysis`], and from it a call for each thing to know:
//!
//! ```
//! use drogman::{document::Document, glossary::Glossary, session::{Options, Session}};
//! let glossary: Glossary = "
//! version: 1
//! concepts:
//!   ievlakh: {type: city, fr: {preferred: Yevlakh, variants: [Evlakh]}, en: Yevlakh}
//! ".parse().unwrap();
//! let session = Session::new(glossary, Options::default());
//! let article = Document::from_text("a.txt", "Le maire d’Evlakh part. Yevlakh dort.".into());
//! let analysis = session.analyse(&article).unwrap();
//!
//! assert_eq!(session.segments(&article, analysis.language()).len(), 2);
//! assert_eq!(analysis.matches().occurrences.len(), 2);
//! assert_eq!(analysis.checked().unwrap().findings[0].message, "style default writes «Yevlakh», not «Evlakh»");
//! assert_eq!(analysis.normalized().unwrap().bytes().unwrap(), "Le maire de Yevlakh part. Yevlakh dort.".as_bytes());
//! assert_eq!(analysis.sheet().table(session.glossary(), session.style()).forms.len(), 2);
//! assert_eq!(session.candidates(&article, &Default::default())[0].head, "Evlakh");
//! ```
//!
//! A text too long for memory comes in [passages](crate::document::Passages): [`in_passages`] surveys all of them,
//! then treats them beside each other and hands the results over in order. [`PassageState`] is what it carries from
//! one passage to the next.

mod analysis;
mod batch;
mod counting;
mod passages;
mod segmenting;
mod state;
mod tallying;
mod translation;

use std::{ops::Deref, sync::Arc};

pub use analysis::{Analysis, Checked, Normalized};
pub use batch::{Batch, Extent, Observer, Work, WorkError};
pub use counting::{CaseState, Read};
pub use passages::{Stages, in_passages};
pub use segmenting::{SegmentedPassage, Segmenting, SegmentingState};
pub use state::{PassageState, Resolved, Searched};
pub use tallying::Tallying;
pub use translation::{AlignedDocuments, rows_by_line};

use crate::{
    check::{Finding, KnownNames, Severities},
    document::{BlockEdit, Document, Format, ReadError, ReadOptions, RewriteError},
    extract::{Candidate, Choice, Extractor},
    glossary::{Glossary, StyleId},
    language::{Language, PerLanguage},
    matching::{Matcher, PatternError},
    normalize::{Applicability, Ignored, Quotes, SharedPhrases},
    segment::{Segmenter, SrxRules, document_segments},
    text::Span,
};

/// How a session works.
#[derive(Clone, Debug, Default)]
pub struct Options {
    /// The house style.
    pub style: StyleId,
    /// In which languages names are looked for.
    pub languages: Languages,
    /// What becomes of names in quotations.
    pub quotes: Quotes,
    /// Whether edits that are not sure are made, too.
    pub unsure: bool,
    /// The severity of each rule of the checks.
    pub severities: Severities,
    /// What checking and normalising pass over.
    pub ignored: Vec<Ignored>,
    /// More abbreviations that do not end a segment.
    pub abbreviations: Vec<String>,
    /// The rules to segment by, instead of the built-in ones.
    pub srx: Option<SrxRules>,
}

/// In which languages names are looked for in a document.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Languages {
    /// Of each block in the language it states; of the others in the one that the words of the document tell.
    #[default]
    Told,
    /// Of each block in the language it states; of the others in this one.
    Unstated(Language),
    /// In this one alone, in blocks that state it or none.
    Only(Language),
}

/// Why a session could not do its work.
#[derive(Debug, thiserror::Error)]
pub enum SessionError {
    /// A document cannot be read.
    #[error(transparent)]
    Read(#[from] ReadError),
    /// A pattern of the glossary is no regular expression; reading a glossary reports such patterns earlier.
    #[error(transparent)]
    Pattern(#[from] PatternError),
    /// Edits cannot be made in a document.
    #[error(transparent)]
    Rewrite(#[from] RewriteError),
}

/// The glossary of a session: its own, one shared with others, or one that lives as long as the program.
#[derive(Clone, Debug)]
pub enum SharedGlossary {
    /// Shared with others.
    Shared(Arc<Glossary>),
    /// As long as the program, like [`Glossary::embedded`].
    Static(&'static Glossary),
}

/// The glossary embedded in drogman.
impl Default for SharedGlossary {
    fn default() -> Self {
        Self::Static(Glossary::embedded())
    }
}

impl Deref for SharedGlossary {
    type Target = Glossary;

    fn deref(&self) -> &Glossary {
        match self {
            Self::Shared(glossary) => glossary,
            Self::Static(glossary) => glossary,
        }
    }
}

impl From<Glossary> for SharedGlossary {
    fn from(glossary: Glossary) -> Self {
        Self::Shared(Arc::new(glossary))
    }
}

impl From<Arc<Glossary>> for SharedGlossary {
    fn from(glossary: Arc<Glossary>) -> Self {
        Self::Shared(glossary)
    }
}

impl From<&'static Glossary> for SharedGlossary {
    fn from(glossary: &'static Glossary) -> Self {
        Self::Static(glossary)
    }
}

/// A glossary and a style at work on documents.
pub struct Session {
    glossary: SharedGlossary,
    options: Options,
    known_names: PerLanguage<KnownNames>,
    phrases: SharedPhrases,
    matchers: Arc<PerLanguage<Matcher>>,
    /// Whether what the embedded glossary was compiled to fits this one.
    is_like_embedded: bool,
    segmenters: Arc<PerLanguage<Segmenter>>,
}

impl Session {
    /// A session over a glossary.
    pub fn new(glossary: impl Into<SharedGlossary>, options: Options) -> Self {
        let glossary = glossary.into();
        let embedded = Glossary::embedded;
        let is_embedded =
            matches!(&glossary, SharedGlossary::Static(glossary) if std::ptr::eq(*glossary, embedded()));
        Self {
            glossary,
            is_like_embedded: is_embedded,
            known_names: PerLanguage::new(),
            phrases: SharedPhrases::default(),
            options,
            matchers: Arc::default(),
            segmenters: Arc::default(),
        }
    }

    /// The same session in another house style; what is compiled of the glossary is shared, as it depends on no style.
    ///
    /// ```
    /// use drogman::{glossary::{Glossary, StyleId}, session::{Options, Session}};
    /// let glossary: Glossary = "
    /// version: 1
    /// styles: [onu]
    /// concepts:
    ///   kiev: {type: city, fr: {preferred: {default: Kiev, onu: Kyïv}}, en: Kyiv}
    /// ".parse().unwrap();
    /// let session = Session::new(glossary, Options::default());
    /// let onu = session.in_style(StyleId(1));
    /// assert_eq!(onu.normalize_text("Il part de Kiev pour la Pologne.").unwrap(), "Il part de Kyïv pour la Pologne.");
    /// ```
    pub fn in_style(&self, style: StyleId) -> Self {
        Self {
            glossary: self.glossary.clone(),
            known_names: PerLanguage::new(),
            phrases: SharedPhrases::default(),
            options: Options { style, ..self.options.clone() },
            matchers: self.matchers.clone(),
            is_like_embedded: self.is_like_embedded,
            segmenters: self.segmenters.clone(),
        }
    }

    /// The same session over a glossary with the same forms in the same places: what is compiled of them is shared.
    pub(crate) fn with_same_forms(&self, glossary: SharedGlossary) -> Self {
        Self { glossary, ..self.in_style(self.options.style) }
    }

    /// The glossary.
    pub fn glossary(&self) -> &Glossary {
        &self.glossary
    }

    /// The glossary, to be shared with others.
    pub(crate) fn shared_glossary(&self) -> &SharedGlossary {
        &self.glossary
    }

    /// The house style.
    pub fn style(&self) -> StyleId {
        self.options.style
    }

    /// How the session works.
    pub fn options(&self) -> &Options {
        &self.options
    }

    /// The glossary compiled for a language.
    ///
    /// # Errors
    /// When a pattern of the glossary is no regular expression.
    pub fn matcher(&self, language: Language) -> Result<&Matcher, PatternError> {
        if self.is_like_embedded {
            return Matcher::embedded(language);
        }
        self.matchers.get_or_try_init(language, || Matcher::new(&self.glossary, language))
    }

    /// The segmenter of a language.
    pub fn segmenter(&self, language: Language) -> &Segmenter {
        self.segmenters.get_or_init(language, || {
            let mut segmenter = Segmenter::new(language);
            if !self.options.abbreviations.is_empty() {
                segmenter =
                    segmenter.with_abbreviations(self.options.abbreviations.iter().map(String::as_str));
            }
            match &self.options.srx {
                Some(rules) => segmenter.with_srx(rules),
                None => segmenter,
            }
        })
    }

    /// The language of the blocks of a document that state none: the one the options name, else the one the document
    /// states or its words tell, else the glossary’s source language.
    pub fn language(&self, document: &Document) -> Language {
        match self.options.languages {
            Languages::Unstated(language) | Languages::Only(language) => language,
            Languages::Told => document.told_language().unwrap_or(self.glossary.languages.source),
        }
    }

    /// The segments of a document, each with its block, in reading order; `language` is that of blocks which state
    /// none.
    pub fn segments(&self, document: &Document, language: Language) -> Vec<(usize, Span)> {
        document_segments(document, |block| {
            Some(self.segmenter(document.language_of(block).unwrap_or(language)))
        })
    }

    /// Looks for the names in a whole document.
    ///
    /// # Errors
    /// When a pattern of the glossary is no regular expression.
    pub fn analyse<'a>(&'a self, document: &'a Document) -> Result<Analysis<'a>, SessionError> {
        self.analyse_next(document, &mut self.start(document))
    }

    /// A plain text with every name in the form that the style prefers, and the words around it repaired.
    ///
    /// # Errors
    /// When it is no text, or a pattern of the glossary is no regular expression.
    ///
    /// ```
    /// use drogman::{glossary::Glossary, session::{Options, Session}};
    /// let session = Session::new(Glossary::embedded(), Options::default());
    /// let text = session.normalize_text("Le maire d’Evlakh dit : « Evlakh dort. »");
    /// assert_eq!(text.unwrap(), "Le maire de Yevlakh dit : « Evlakh dort. »");
    /// ```
    pub fn normalize_text(&self, text: &str) -> Result<String, SessionError> {
        let options = ReadOptions {
            format: Some(Format::PLAIN),
            encoding: Some("utf-8".into()),
            ..ReadOptions::default()
        };
        let document = Document::from_bytes("<text>", text.as_bytes().to_vec(), &options)?;
        let bytes = self.analyse(&document)?.normalized()?.bytes()?;
        // What was read as UTF-8 is written as UTF-8: no character is lost here.
        Ok(String::from_utf8_lossy(&bytes).into_owned())
    }

    /// What a glossary of one document should hold, best first; many documents are better served by an
    /// [`Extractor`] of their own.
    pub fn candidates(&self, document: &Document, choice: &Choice) -> Vec<Candidate> {
        let mut extractor = Extractor::new();
        extractor.merge(extractor.document(document));
        extractor.finish(choice, Some(&self.glossary))
    }

    /// The edits of the fixes that findings about the document at `path` offer, as far as the options make them.
    pub fn fixes(&self, findings: &[Finding], path: &str) -> Vec<BlockEdit> {
        findings
            .iter()
            .filter(|finding| *finding.path == *path)
            .filter_map(|finding| finding.fix.as_ref())
            .filter(|fix| self.options.unsure || fix.applicability == Applicability::Safe)
            .flat_map(|fix| fix.edits.iter().cloned())
            .collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn threads_share_a_session_and_what_it_finds() {
        fn is_shared<T: Send + Sync>() {}
        is_shared::<Session>();
        is_shared::<Analysis<'_>>();
        is_shared::<PassageState>();
    }
}

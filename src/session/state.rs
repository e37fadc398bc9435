//! What the passages of a document have in common, and how it is handed from one to the next.

use super::{Analysis, Languages, Session, SessionError, Stages, analysis::InLanguage};
use crate::{
    check::FormsSeen,
    document::Document,
    glossary::LanguagePair,
    language::Language,
    matching::{FullNames, Matches, Unresolved},
    normalize::{Typography, TypographyState},
};

/// What is known of a document that comes in passages: what all of it says, as far as that decides about its parts
/// (which names it has in full, its apostrophes), and what the passages before say (who was named last, whether a
/// quotation is open, which forms were used). A whole document is a single passage.
#[derive(Debug)]
pub struct PassageState {
    language: Language,
    /// Whether blocks that state another language are passed over.
    is_only: bool,
    /// By language.
    names: [FullNames; Language::ALL.len()],
    typography: TypographyState,
    /// By language.
    forms: [FormsSeen; Language::ALL.len()],
}

impl PassageState {
    fn new(language: Language, is_only: bool) -> Self {
        Self {
            language,
            is_only,
            names: Default::default(),
            typography: TypographyState::default(),
            forms: Default::default(),
        }
    }
}

/// The names found in a passage by itself, by language.
#[derive(Debug)]
pub struct Searched(Vec<(Language, Unresolved)>);

/// The names of a passage and who they mean, as the passages before it decide.
#[derive(Debug)]
pub struct Resolved {
    pub(super) language: Language,
    pub(super) languages: Vec<InLanguage>,
    pub(super) typography: Typography,
}

impl Session {
    /// Takes note of a passage, before the first of them is analysed; `state` is the one that the document
    /// [began](Stages::start) with. A whole document need not be surveyed.
    ///
    /// # Errors
    /// When a pattern of the glossary is no regular expression.
    pub fn survey(&self, passage: &Document, state: &mut PassageState) -> Result<(), SessionError> {
        let searched = self.find(passage, state)?;
        self.note(passage, searched, state)
    }

    /// Looks for the names in the next passage of a document, of which all passages were surveyed.
    ///
    /// # Errors
    /// When a pattern of the glossary is no regular expression.
    pub fn analyse_next<'a>(
        &'a self,
        passage: &'a Document,
        state: &mut PassageState,
    ) -> Result<Analysis<'a>, SessionError> {
        let searched = self.find(passage, state)?;
        Ok(Analysis::new(self, passage, self.take_up(passage, searched, state)?))
    }

    /// Looks for the names in a whole document in this language alone.
    pub(crate) fn analyse_in<'a>(
        &'a self,
        document: &'a Document,
        language: Language,
    ) -> Result<Analysis<'a>, SessionError> {
        self.analyse_next(document, &mut PassageState::new(language, true))
    }
}

impl Stages for Session {
    type State = PassageState;
    type Found = Searched;
    type Ready = Resolved;

    fn start(&self, first: &Document) -> PassageState {
        PassageState::new(self.language(first), matches!(self.options.languages, Languages::Only(_)))
    }

    fn find(&self, passage: &Document, state: &PassageState) -> Result<Searched, SessionError> {
        let LanguagePair { source, target } = self.glossary.languages;
        let is_stated =
            |language| (0..passage.blocks.len()).any(|block| passage.language_of(block) == Some(language));
        let wanted: Vec<Language> = match state.is_only {
            true => vec![state.language],
            false => [source, target]
                .into_iter()
                .filter(|&language| language == state.language || is_stated(language))
                .collect(),
        };
        let search = |language| Ok((language, self.matcher(language)?.search(passage)));
        wanted.into_iter().map(search).collect::<Result<_, _>>().map(Searched)
    }

    fn note(
        &self,
        passage: &Document,
        found: Searched,
        state: &mut PassageState,
    ) -> Result<(), SessionError> {
        for (language, unresolved) in &found.0 {
            state.names[*language as usize].note(self.matcher(*language)?, unresolved);
        }
        state.typography.note(passage);
        Ok(())
    }

    fn take_up(
        &self,
        passage: &Document,
        found: Searched,
        state: &mut PassageState,
    ) -> Result<Resolved, SessionError> {
        let mut languages = Vec::with_capacity(found.0.len());
        for (language, unresolved) in found.0 {
            let names = &mut state.names[language as usize];
            let mut matches: Matches =
                self.matcher(language)?.resolve(unresolved, names, |block| passage.text(block));
            if language != state.language {
                let is_stated = |block| passage.language_of(block) == Some(language);
                matches.occurrences.retain(|found| is_stated(found.block));
                matches.ambiguous.retain(|found| is_stated(found.block));
            }
            let forms = (!passage.is_whole()).then(|| &mut state.forms[language as usize]);
            let mixed = forms.map(|seen| seen.next(&matches, &self.glossary, self.options.style));
            languages.push(InLanguage::new(language, matches, mixed));
        }
        Ok(Resolved { language: state.language, languages, typography: state.typography.next(passage) })
    }
}

//! The names of a glossary in both texts of a pair.

use crate::{
    align::Pair,
    glossary::LanguagePair,
    language::Language,
    matching::PatternError,
    session::{Options, Session, SharedGlossary},
    text::Span,
};

/// Finds names in texts of the source and of the target language.
pub struct BitextNames(Session);

impl BitextNames {
    /// Compiles a glossary.
    ///
    /// # Errors
    /// When one of its patterns is no regular expression.
    pub fn new(glossary: impl Into<SharedGlossary>) -> Result<Self, PatternError> {
        let session = Session::new(glossary, Options::default());
        let LanguagePair { source, target } = session.glossary().languages;
        session.matcher(source)?;
        session.matcher(target)?;
        Ok(Self(session))
    }

    /// For every segment of both sides, the spans of its names (bytes) and the concepts.
    pub(super) fn of(&self, pair: &Pair) -> [Vec<Vec<(Span, String)>>; 2] {
        let LanguagePair { source, target } = self.0.glossary().languages;
        [self.side(source, pair.source), self.side(target, pair.target)]
    }

    /// Segments are searched as one text, so that a surname finds the full name before it.
    fn side(&self, language: Language, segments: &[&str]) -> Vec<Vec<(Span, String)>> {
        let mut out = vec![Vec::new(); segments.len()];
        // It was compiled when the names were made.
        let Ok(matcher) = self.0.matcher(language) else { return out };
        let (mut segment, mut start) = (0, 0);
        for found in matcher.find_in(&segments.join("\n")).occurrences {
            while segment < segments.len() && start + segments[segment].len() < found.span.start {
                start += segments[segment].len() + 1;
                segment += 1;
            }
            if segment < segments.len() && found.span.end <= start + segments[segment].len() {
                let concept = &self.0.glossary().concept(found.concept).id;
                let span = Span::new(found.span.start - start, found.span.end - start);
                out[segment].push((span, concept.clone()));
            }
        }
        out
    }
}

//! The names of a glossary in both texts of a pair.

use crate::{
    align::Pair,
    glossary::Glossary,
    matching::{Matcher, PatternError},
    text::Span,
};

/// Finds names in texts of the source and of the target language.
pub struct BitextNames {
    glossary: Glossary,
    source: Matcher,
    target: Matcher,
}

impl BitextNames {
    /// Compiles a glossary.
    ///
    /// # Errors
    /// When one of its patterns is no regular expression.
    pub fn new(glossary: Glossary) -> Result<BitextNames, PatternError> {
        let source = Matcher::new(&glossary, glossary.languages.source)?;
        let target = Matcher::new(&glossary, glossary.languages.target)?;
        Ok(BitextNames { glossary, source, target })
    }

    /// For every segment of both sides, the spans of its names (bytes) and the concepts.
    pub(super) fn of(&self, pair: &Pair) -> [Vec<Vec<(Span, String)>>; 2] {
        [self.side(&self.source, pair.source), self.side(&self.target, pair.target)]
    }

    /// Segments are searched as one text, so that a surname finds the full name before it.
    fn side(&self, matcher: &Matcher, segments: &[&str]) -> Vec<Vec<(Span, String)>> {
        let mut out = vec![Vec::new(); segments.len()];
        let (mut segment, mut start) = (0, 0);
        for found in matcher.find_in(&segments.join("\n")).occurrences {
            while segment < segments.len() && start + segments[segment].len() < found.span.start {
                start += segments[segment].len() + 1;
                segment += 1;
            }
            if segment < segments.len() && found.span.end <= start + segments[segment].len() {
                let concept = &self.glossary.concept(found.concept).id;
                let span = Span::new(found.span.start - start, found.span.end - start);
                out[segment].push((span, concept.clone()));
            }
        }
        out
    }
}

//! How a name stands in its sentence: what governs it, read from the words right before it.

use super::{
    Article, Gender, Number,
    article::Preposition,
    before::{Word, is_elision_mark, is_que, word_before},
    initial::bare,
    noun::{Resolved, own_article, split_article},
    pairs,
};
use crate::text::Span;

/// What stands before the name.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Governor {
    /// Nothing that changes with the name.
    None,
    /// A definite article, alone or with de or à, contracted or not.
    Article { preposition: Option<Preposition>, article: Article },
    /// A bare de or à.
    Preposition(Preposition),
    /// en
    En,
    /// A word that follows gender and initial: ce, nouveau, sa…
    Pair(String),
}

/// The governor and where it stands.
#[derive(Clone, Debug)]
pub(super) struct Frame {
    pub governor: Governor,
    /// From the governor’s first letter to its last space or apostrophe.
    pub region: Span,
    /// The space or apostrophe that ends the region.
    pub gap: Span,
    /// Where the name without an article of its own starts.
    pub name_start: usize,
    /// What the author’s words show of elision before the name.
    pub elided: Option<bool>,
}

impl Frame {
    /// Reads the words before the name at `span`, those after `floor`; an article of the old name’s own may stand in
    /// the span.
    pub(super) fn read(text: &str, floor: usize, span: Span, owns: bool) -> Self {
        if owns {
            let (article, _) = split_article(span.of(text));
            if let Some(found) = own_article(article) {
                return Self::with_article(
                    text,
                    floor,
                    Span::new(span.start, span.start + article.len()),
                    found,
                );
            }
        }
        let none = Self {
            governor: Governor::None,
            region: Span::new(span.start, span.start),
            gap: Span::new(span.start, span.start),
            name_start: span.start,
            elided: None,
        };
        let Some(word) = word_before(text, floor, span.start) else { return none };
        let frame = |governor, elided| Self {
            governor,
            region: word.whole(),
            gap: word.gap,
            name_start: span.start,
            elided,
        };
        let lower = word.lower(text);
        let contracted =
            |preposition, article| frame(Governor::Article { preposition: Some(preposition), article }, None);
        match (word.elided, lower.as_str()) {
            (true, "l") => Self {
                name_start: span.start,
                ..Self::article(text, floor, word, Article::Elided, Some(true))
            },
            (true, "d") => frame(Governor::Preposition(Preposition::De), Some(true)),
            (true, stem) if is_que(stem) => Self { elided: Some(true), ..none },
            (true, _) => none,
            (_, "le") => {
                Self { name_start: span.start, ..Self::article(text, floor, word, Article::Le, Some(false)) }
            }
            (_, "la") => {
                Self { name_start: span.start, ..Self::article(text, floor, word, Article::La, Some(false)) }
            }
            (_, "les") => {
                Self { name_start: span.start, ..Self::article(text, floor, word, Article::Les, None) }
            }
            (_, "du") => contracted(Preposition::De, Article::Le),
            (_, "des") => contracted(Preposition::De, Article::Les),
            (_, "au") => contracted(Preposition::A, Article::Le),
            (_, "aux") => contracted(Preposition::A, Article::Les),
            (_, "de") => frame(Governor::Preposition(Preposition::De), Some(false)),
            (_, "en") => frame(Governor::En, None),
            (_, "que" | "lorsque" | "puisque" | "quoique") => Self { elided: Some(false), ..none },
            _ if is_a(text, &word) => frame(Governor::Preposition(Preposition::A), None),
            (_, "tout" | "tel" | "certain" | "un" | "toute")
                if pairs::form(&lower, None, false).is_none() =>
            {
                none
            }
            _ if pairs::form(&lower, None, false).is_some() => frame(Governor::Pair(lower), None),
            _ => none,
        }
    }

    /// An article at `span`, with the preposition before it.
    fn with_article(text: &str, floor: usize, span: Span, article: Article) -> Self {
        let Span { start, end } = span;
        let words = text[start..end].trim_end_matches(char::is_whitespace);
        let letters = words.trim_end_matches(is_elision_mark);
        let word = Word {
            span: Span::new(start, start + letters.len()),
            gap: Span::new(start + letters.len(), end),
            elided: article == Article::Elided,
        };
        let elided = match article {
            Article::Elided => Some(true),
            Article::Le | Article::La => Some(false),
            Article::Les => None,
        };
        Self { name_start: end, ..Self::article(text, floor, word, article, elided) }
    }

    fn article(text: &str, floor: usize, word: Word, article: Article, elided: Option<bool>) -> Self {
        let before =
            word_before(text, floor, word.span.start).filter(|before| before.gap.end == word.span.start);
        let preposition = before.and_then(|before| {
            let de = !before.elided && before.lower(text) == "de";
            if de {
                Some((Preposition::De, before))
            } else if is_a(text, &before) {
                Some((Preposition::A, before))
            } else {
                None
            }
        });
        let start = preposition.map_or(word.span.start, |(_, before)| before.span.start);
        Self {
            governor: Governor::Article { preposition: preposition.map(|(p, _)| p), article },
            region: Span::new(start, word.gap.end),
            gap: word.gap,
            name_start: word.gap.end,
            elided,
        }
    }

    /// The gender and number the author’s article shows.
    pub(super) fn shown(&self, old: &Resolved<'_>) -> (Option<Gender>, Number) {
        match &self.governor {
            Governor::Article { article: Article::Le, .. } => (Some(Gender::Masculine), Number::Singular),
            Governor::Article { article: Article::La, .. } => (Some(Gender::Feminine), Number::Singular),
            Governor::Article { article: Article::Les, .. } => (old.gender, Number::Plural),
            _ => (old.gender, old.number),
        }
    }
}

/// à, or a capital A without its accent, as typewriters and headlines write it.
pub(super) fn is_a(text: &str, word: &Word) -> bool {
    !word.elided && (bare(word.span.of(text)) == "a" && word.span.of(text) != "a")
}

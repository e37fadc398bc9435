//! Names that share one preposition: *en Perse et Hollande*, *à Ceylan et Java*.

use super::{
    Article, Doubt, Locative,
    article::Preposition,
    before::{Word, word_before},
    concord::{is_coordinator, opens_phrase},
    frame::is_a,
    noun::Resolved,
};
use crate::text::{Span, is_hyphen, is_space_in_line, is_word_char};

/// How many words of the names before are read.
const MAX_WORDS: usize = 12;

/// The preposition of several names.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Shared {
    /// en
    En,
    /// à or de
    Bare(Preposition),
    /// With an article that only the first name can have: *au Bélarus et Russie*.
    Contracted,
}

impl Shared {
    /// Why `new` cannot stand under it where `old` does; `None`: it can.
    pub(super) fn doubt(self, old: &Resolved<'_>, new: &Resolved<'_>) -> Option<Doubt> {
        let takes = |name: &Resolved<'_>| match self {
            Self::En => matches!(name.locative, Some(Locative::En)) || name.place_words('\'') == "en ",
            Self::Bare(Preposition::A) => name.place_words('\'') == "à ",
            Self::Bare(Preposition::De) => !matches!(name.article, Some(Article::Le | Article::Les)),
            Self::Contracted => false,
        };
        let alike = old.article == new.article && old.locative == new.locative;
        (!alike && !takes(new)).then_some(Doubt::SharedPreposition)
    }
}

/// Whether names follow in `after` that have no word of their own before them: *… et Russie*, *…, Perse et Hollande*.
pub(super) fn is_shared(after: &str) -> bool {
    let mut rest = after;
    for _ in 0..MAX_WORDS {
        let at_sign = rest.trim_start_matches(is_space_in_line);
        let (comma, next) = match at_sign.strip_prefix(',') {
            Some(next) => (true, next.trim_start_matches(is_space_in_line)),
            None => (false, at_sign),
        };
        if at_sign.len() == rest.len() && !comma {
            return false;
        }
        let (word, tail) = first_word(next);
        let lower = word.to_lowercase();
        if is_coordinator(&lower) {
            let (name, _) = first_word(tail.trim_start_matches(is_space_in_line));
            return is_name(name);
        }
        if !comma || !is_name(word) {
            return false;
        }
        rest = tail;
        // The other words of the name.
        while let Some(spaced) = rest.strip_prefix(is_space_in_line) {
            let (word, tail) = first_word(spaced);
            if !is_name(word) || is_coordinator(&word.to_lowercase()) {
                break;
            }
            rest = tail;
        }
    }
    false
}

/// The preposition before the names that are listed before `start`; `after` is what follows the name there.
pub(super) fn shared_preposition(text: &str, start: usize, after: &str) -> Option<Shared> {
    let mut at = start;
    let mut listed = false;
    for _ in 0..MAX_WORDS {
        let head = text[..at].trim_end_matches(is_space_in_line);
        if let Some(before) = head.strip_suffix(',') {
            if !listed && !is_shared(after) {
                return None;
            }
            listed = true;
            at = before.len();
            continue;
        }
        let word = last_word(text, at)?;
        let lower = word.lower(text);
        if is_coordinator(&lower) {
            listed = true;
        } else if !listed {
            return None;
        } else if let Some(shared) = preposition(text, &word, &lower).filter(|_| !is_inside_name(text, &word))
        {
            return Some(shared);
        } else if !is_name(word.span.of(text)) && !is_inside_name(text, &word) {
            return None;
        }
        at = word.span.start;
    }
    None
}

fn preposition(text: &str, word: &Word, lower: &str) -> Option<Shared> {
    Some(match lower {
        "en" => Shared::En,
        "de" | "d" => Shared::Bare(Preposition::De),
        "au" | "aux" | "du" | "des" => Shared::Contracted,
        _ if is_a(text, word) => Shared::Bare(Preposition::A),
        _ => return None,
    })
}

/// Whether a *de* stands inside a name: *République de Cuba*.
fn is_inside_name(text: &str, word: &Word) -> bool {
    matches!(word.lower(text).as_str(), "de" | "d" | "du" | "des")
        && last_word(text, word.span.start).is_some_and(|before| is_name(before.span.of(text)))
}

/// The word that ends at `at`, spaces aside, a compound as a whole.
fn last_word(text: &str, at: usize) -> Option<Word> {
    if let Some(word) = word_before(text, 0, at) {
        return Some(word);
    }
    let head = text[..at].trim_end_matches(is_space_in_line);
    let start = head.trim_end_matches(|c: char| is_word_char(c) || is_hyphen(c)).len();
    let span = Span::new(start, head.len());
    (!span.is_empty()).then_some(Word { span, gap: Span::new(head.len(), at), elided: false })
}

/// The first word of `text`, hyphens included, and the rest.
fn first_word(text: &str) -> (&str, &str) {
    text.split_at(text.find(|c: char| !is_word_char(c) && !is_hyphen(c)).unwrap_or(text.len()))
}

/// Whether a word may be a name: it has a capital and is no determiner or preposition in capitals.
fn is_name(word: &str) -> bool {
    word.starts_with(char::is_uppercase) && !opens_phrase(&word.to_lowercase())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_that_follow() {
        for after in
            [" et Russie.", " ou Russie", ", Perse et Hollande", ", Costa Rica ou Cuba.", " ET RUSSIE"]
        {
            assert!(is_shared(after), "{after}");
        }
        for after in [
            "",
            ".",
            " et en Russie",
            " et la Russie",
            ", Minsk attend",
            ", hier et Paris",
            " ET LA RUSSIE",
            "-et Russie",
        ] {
            assert!(!is_shared(after), "{after}");
        }
    }

    #[test]
    fn names_before() {
        let shared = |text: &str, after| shared_preposition(text, text.len(), after);
        assert_eq!(shared("en Russie et ", ""), Some(Shared::En));
        assert_eq!(shared("En Russie, Perse et ", ""), Some(Shared::En));
        assert_eq!(shared("En Russie, ", " et Perse"), Some(Shared::En));
        assert_eq!(shared("né à Java ou ", "."), Some(Shared::Bare(Preposition::A)));
        assert_eq!(shared("le thé d’Inde et ", "."), Some(Shared::Bare(Preposition::De)));
        assert_eq!(shared("en République de Cuba et ", "."), Some(Shared::En));
        assert_eq!(shared("En Russie, ", " attend"), None);
        assert_eq!(shared("la Russie et ", ""), None);
        assert_eq!(shared("Il voit ", ""), None);
    }
}

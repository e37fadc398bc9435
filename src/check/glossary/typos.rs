//! Words a letter away from another: *acord* beside *accord*.

use super::{
    Objections,
    words::{Word, Words},
};
use crate::{
    extract::is_everyday_word,
    glossary::{Concept, Glossary, Status, StyleId, Term},
    language::Language,
    text::fold,
};

/// In what two words differ.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Slip {
    /// *frontiere*, *frontière*.
    Accent,
    /// *acord*, *accord*: a letter once that stands twice, or the other way round.
    Doubling,
    /// *acrocd*, *accord* and the like: two letters in the other order.
    Order,
    /// A letter that is missing or too much, within the word.
    Inner,
    /// Another letter, within the word.
    Letter,
}

/// How long a word is that differs from a French word of no other row (characters).
const LONG: usize = 8;

pub(super) fn check(glossary: &Glossary, objections: &mut Objections<'_>) {
    for language in [glossary.languages.source, glossary.languages.target] {
        let words = Words::of(glossary, language);
        for word in &words.all {
            let (concept, term) = word.first;
            let concept = &glossary.concepts[concept];
            let suspect = Suspect { words: &words, word, language, concept, term: &concept.terms[term] };
            if let Some((meant, why)) = suspect.meant() {
                suspect.object(&meant, &why, objections);
            }
        }
    }
}

/// A word and where it stands first.
struct Suspect<'g> {
    words: &'g Words,
    word: &'g Word,
    language: Language,
    concept: &'g Concept,
    term: &'g Term,
}

impl Suspect<'_> {
    /// The word that was probably meant, and what speaks for it.
    fn meant(&self) -> Option<(String, String)> {
        let lower = &self.word.lower;
        if self.is_known(lower)
            || self.is_in_equivalent()
            || !self.word.is_small && !self.concept_is_of_words()
        {
            return None;
        }
        let near = self.words.near(lower).into_iter().filter(|near| self.is_meant(near));
        if let Some(near) = near.max_by_key(|near| (self.is_known(&near.lower), near.concepts)) {
            let others = match near.concepts {
                1 => "another concept has it".to_owned(),
                count => format!("{count} concepts have it"),
            };
            return Some((near.lower.clone(), others));
        }
        self.meant_by_list().map(|meant| (meant, "a common word".to_owned()))
    }

    /// Whether a near word of the glossary is what was meant.
    fn is_meant(&self, near: &Word) -> bool {
        let Some(slip) = slip(&self.word.lower, &near.lower) else { return false };
        let length = self.word.lower.chars().count();
        if self.has_list() && self.is_known(&near.lower) {
            return slip != Slip::Letter || length > 5 && near.concepts > self.word.concepts;
        }
        let by_count = near.concepts > 1 && near.concepts > self.word.concepts;
        let by_sibling = self.is_in_sibling(near) && near.concepts >= self.word.concepts;
        match slip {
            Slip::Doubling | Slip::Order => (by_count || by_sibling) && length > 4,
            Slip::Inner => (by_count || by_sibling) && length > 6,
            Slip::Accent => by_count && self.has_list(),
            Slip::Letter => false,
        }
    }

    /// A common word of French that no other row has, of which a long word misses a letter or has one too much.
    fn meant_by_list(&self) -> Option<String> {
        let lower = &self.word.lower;
        if !self.has_list() || lower.chars().count() < LONG || !self.word.is_small {
            return None;
        }
        let letters: Vec<char> = lower.chars().collect();
        let is_meant = |meant: &String| {
            self.is_known(meant) && slip(lower, meant).is_some_and(|slip| slip != Slip::Letter)
        };
        let without = (1..letters.len() - 1).map(|at| joined(&letters[..at], None, &letters[at + 1..]));
        let doubled = (1..letters.len()).map(|at| joined(&letters[..at], Some(letters[at]), &letters[at..]));
        let turned = (1..letters.len() - 2).map(|at| {
            let mut turned = letters.clone();
            turned.swap(at, at + 1);
            turned.into_iter().collect()
        });
        let more = (2..letters.len() - 1).flat_map(|at| {
            let letters = &letters;
            "aeiourntlsé".chars().map(move |c| joined(&letters[..at], Some(c), &letters[at..]))
        });
        without.chain(doubled).chain(turned).chain(more).find(is_meant)
    }

    /// Whether there is a list of words of the language.
    fn has_list(&self) -> bool {
        self.language.nouns_agree()
    }

    fn is_known(&self, lower: &str) -> bool {
        self.has_list()
            && (is_everyday_word(lower) || lower.strip_suffix(['s', 'x', 'e']).is_some_and(is_everyday_word))
    }

    /// Whether the word stands in the other language, too: a loan, a name.
    fn is_in_equivalent(&self) -> bool {
        let folded = fold(&self.word.lower);
        let others = self.concept.terms.iter().filter(|term| term.language != self.language);
        others
            .into_iter()
            .any(|term| fold(term.text()).split(|c: char| !c.is_alphanumeric()).any(|word| word == folded))
    }

    /// Whether the preferred form of the same concept has the other word.
    fn is_in_sibling(&self, near: &Word) -> bool {
        let preferred = |term: &&Term| {
            term.language == self.language && term.status(StyleId::DEFAULT) == Status::Preferred
        };
        !preferred(&self.term)
            && !self.concept.is_name()
            && self
                .concept
                .terms
                .iter()
                .filter(preferred)
                .any(|term| super::words::parts(term.text()).any(|word| word.to_lowercase() == near.lower))
    }

    /// Whether the concept is called by words that have a meaning, with a capital as well.
    fn concept_is_of_words(&self) -> bool {
        use crate::glossary::ConceptKind::{Demonym, Organisation, Term};
        self.has_list()
            && matches!(self.concept.kind, Organisation | Demonym | Term)
            && self.term.text().split_whitespace().count() > 1
    }

    fn object(&self, meant: &str, why: &str, objections: &mut Objections<'_>) {
        let form = self.term.text();
        let at = form.to_lowercase().find(&self.word.lower).filter(|at| form.is_char_boundary(*at));
        let written = at.and_then(|at| form.get(at..at + self.word.lower.len())).unwrap_or(&self.word.lower);
        let is_capital = written.starts_with(char::is_uppercase);
        let meant = if is_capital { capital(meant) } else { meant.to_owned() };
        let message = format!("«{written}» is probably a typo for «{meant}» ({why})");
        let help = format!(
            "write «{}», or let «{form}» stand with a reason in {}",
            form.replacen(written, &meant, 1),
            super::REVIEWED
        );
        objections.object(self.term, message, help);
    }
}

fn capital(word: &str) -> String {
    let mut letters = word.chars();
    letters.next().map(|first| first.to_uppercase().chain(letters).collect()).unwrap_or_default()
}

fn joined(before: &[char], between: Option<char>, after: &[char]) -> String {
    before.iter().copied().chain(between).chain(after.iter().copied()).collect()
}

/// In what a word differs from another; `None` for a difference at its start, for an ending of inflection, and for more
/// than one slip.
fn slip(word: &str, other: &str) -> Option<Slip> {
    let (a, b): (Vec<char>, Vec<char>) = (word.chars().collect(), other.chars().collect());
    let start = a.iter().zip(&b).take_while(|(a, b)| a == b).count();
    let end = a.iter().rev().zip(b.iter().rev()).take_while(|(a, b)| a == b).count();
    let end = end.min(a.len() - start.min(a.len())).min(b.len() - start.min(b.len()));
    let (left, right) = (&a[start..a.len() - end], &b[start..b.len() - end]);
    let is_accent = left.len() == 1 && right.len() == 1 && fold(word) == fold(other);
    if is_accent {
        // «élève», «élevé»: an accent at the end is a matter of inflection.
        return (end > 0).then_some(Slip::Accent);
    }
    if start == 0 || end == 0 {
        let doubled = |long: &[char], short: &[char]| {
            short.is_empty() && long.len() == 1 && start > 1 && long[0] == a[start - 1]
        };
        let is_doubled =
            end == 0 && (doubled(left, right) || doubled(right, left)) && !matches!(a[start - 1], 's' | 'e');
        return is_doubled.then_some(Slip::Doubling);
    }
    match (left, right) {
        ([c], []) | ([], [c]) if a[start - 1] == *c || a.get(start) == Some(c) && b.get(start) == Some(c) => {
            Some(Slip::Doubling)
        }
        ([_], []) | ([], [_]) => Some(Slip::Inner),
        ([a, b], [c, d]) if a == d && b == c => Some(Slip::Order),
        ([_], [_]) => Some(Slip::Letter),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn slips_within_a_word() {
        assert_eq!(slip("acord", "accord"), Some(Slip::Doubling));
        assert_eq!(slip("prisonner", "prisonnier"), Some(Slip::Inner));
        assert_eq!(slip("frontiere", "frontière"), Some(Slip::Accent));
        assert_eq!(slip("accrod", "accord"), Some(Slip::Order));
        assert_eq!(slip("marnage", "mariage"), Some(Slip::Letter));
        assert_eq!(slip("trêve", "rêve"), None);
        assert_eq!(slip("cours", "cour"), None);
        assert_eq!(slip("municipal", "municipale"), None);
    }
}

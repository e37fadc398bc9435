//! Words a letter away from another: *acord* beside *accord*.
//!
//! A word that the lists of French have is none. Of others, the slip tells how much must speak for the other word: that it
//! is a known one, that more concepts have it, that the preferred form of the same concept has it.

use super::{
    Objections,
    words::{Word, Words},
};
use crate::{
    extract::{is_common_word, is_everyday_word, is_noun_or_common},
    glossary::{Concept, ConceptKind, Glossary, Status, StyleId, Term},
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
    /// Another letter that is easily taken for it, within the word: *redevence*, *redevance*.
    Confused,
    /// Another letter, within the word.
    Letter,
}

/// How long a word is that differs from a French word of no other row (characters).
const LONG: usize = 7;

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
        if self.is_known(lower) || !self.word.is_small && !self.begins_words() {
            return None;
        }
        let is_loan = self.is_in_equivalent();
        let near = self.words.near(lower).into_iter().filter(|near| self.is_meant(near, is_loan));
        if let Some(near) = near.max_by_key(|near| (self.is_meaningful(&near.lower), near.concepts)) {
            let others = match near.concepts {
                1 => "another concept has it".to_owned(),
                count => format!("{count} concepts have it"),
            };
            return Some((near.lower.clone(), others));
        }
        self.meant_by_list().filter(|_| !is_loan).map(|meant| (meant, "a common word".to_owned()))
    }

    /// Whether a near word of the glossary is what was meant. A word that English has, too, lacks an accent at most.
    fn is_meant(&self, near: &Word, is_loan: bool) -> bool {
        let lower = &self.word.lower;
        let Some(slip) = slip(lower, &near.lower) else { return false };
        let length = lower.chars().count();
        let is_more = near.concepts > self.word.concepts;
        // «ruandais, rwandais»: a people may be called by either.
        let by_sibling = self.is_in_sibling(near) && near.concepts >= self.word.concepts;
        let is_people = self.concept.kind == ConceptKind::Demonym;
        if is_people && by_sibling && !matches!(slip, Slip::Doubling | Slip::Order) {
            return false;
        }
        let is_word = self.is_meaningful(&near.lower);
        // A word that is an entry by itself may be one the lists lack: *mousse*.
        let stands_with_others = self.term.text().contains(' ');
        let is_likely = is_word && (stands_with_others || is_more || by_sibling);
        let is_counted = is_more || by_sibling;
        match slip {
            // A capital may do without its accent.
            Slip::Accent if !self.word.is_small && (is_loan || !same_start(lower, &near.lower)) => false,
            Slip::Accent => {
                is_likely || is_word && lower.is_ascii() || is_more && self.has_list() && !is_loan
            }
            _ if is_loan => false,
            Slip::Doubling | Slip::Order => is_likely || is_counted && length > 4,
            Slip::Inner => is_counted && length > if is_word { 5 } else { 6 },
            // English has «defence» and «defense».
            Slip::Confused => self.has_list() && is_counted && length > 6,
            Slip::Letter => is_more && is_word && length > 5,
        }
    }

    /// A common word of French that no other row has, and that a long word is but for a doubled letter or two letters in
    /// the other order.
    fn meant_by_list(&self) -> Option<String> {
        let lower = &self.word.lower;
        if !self.has_list() || lower.chars().count() < LONG || !self.word.is_small {
            return None;
        }
        let letters: Vec<char> = lower.chars().collect();
        let last = letters.len() - 1;
        let twice = (2..last).filter(|at| letters[*at] == letters[*at - 1]);
        let without = twice.map(|at| joined(&letters[..at], None, &letters[at + 1..]));
        let doubled = (1..last).map(|at| joined(&letters[..at], Some(letters[at]), &letters[at..]));
        let turned = (1..last - 1).map(|at| {
            let mut turned = letters.clone();
            turned.swap(at, at + 1);
            turned.into_iter().collect()
        });
        let is_meant = |meant: &String| {
            is_common_word(meant)
                && slip(lower, meant).is_some_and(|slip| matches!(slip, Slip::Doubling | Slip::Order))
        };
        without.chain(doubled).chain(turned).find(is_meant)
    }

    /// Whether there is a list of words of the language.
    fn has_list(&self) -> bool {
        self.language.nouns_agree()
    }

    fn is_known(&self, lower: &str) -> bool {
        self.has_list()
            && (is_everyday_word(lower) || lower.strip_suffix(['s', 'x', 'e']).is_some_and(is_everyday_word))
    }

    /// Whether a word is one that a term is made of, and no verb form that only looks like one.
    fn is_meaningful(&self, lower: &str) -> bool {
        self.has_list() && is_noun_or_common(lower)
    }

    /// Whether the word stands in the other language, too: a loan, a name.
    fn is_in_equivalent(&self) -> bool {
        let lower = &self.word.lower;
        let mut others = self.concept.terms.iter().filter(|term| term.language != self.language);
        others.any(|term| {
            term.text().to_lowercase().split(|c: char| !c.is_alphanumeric()).any(|word| word == lower)
        })
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

    /// Whether the word begins a name of words that have a meaning, and has its capital for that.
    fn begins_words(&self) -> bool {
        use ConceptKind::{Demonym, Organisation, Term};
        let form = self.term.text();
        self.has_list()
            && matches!(self.concept.kind, Organisation | Demonym | Term)
            && form.contains(' ')
            && form.to_lowercase().starts_with(self.word.lower.as_str())
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

fn same_start(word: &str, other: &str) -> bool {
    word.chars().next() == other.chars().next()
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
    if without_ending(word) == without_ending(other) {
        return None;
    }
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
        ([a], [b]) if is_confused(*a, *b) => Some(Slip::Confused),
        ([_], [_]) => Some(Slip::Letter),
        _ => None,
    }
}

/// Whether two letters are easily taken for one another in French and English words.
fn is_confused(one: char, other: char) -> bool {
    const PAIRS: [(char, char); 7] =
        [('a', 'e'), ('i', 'y'), ('s', 'c'), ('t', 'c'), ('m', 'n'), ('s', 'z'), ('k', 'c')];
    PAIRS.contains(&(one, other)) || PAIRS.contains(&(other, one))
}

/// A word without what a plural or a feminine adds.
fn without_ending(word: &str) -> &str {
    let singular = word.strip_suffix(['s', 'x']).unwrap_or(word);
    singular.strip_suffix('e').unwrap_or(singular)
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
        assert_eq!(slip("redevence", "redevance"), Some(Slip::Confused));
        assert_eq!(slip("trêve", "rêve"), None);
        assert_eq!(slip("cours", "cour"), None);
        assert_eq!(slip("municipal", "municipale"), None);
        assert_eq!(slip("manifestants", "manifestantes"), None);
    }
}

//! What the words around a name tell of its gender and number, and whether any of them agrees with it.

use std::{collections::HashMap, sync::LazyLock};

use super::{Gender, Number, initial::rows};
use crate::text::{Span, closes_bracket, closes_quotation, is_apostrophe, is_long_dash, is_space_in_line};

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Role {
    Singular(Option<Gender>),
    Plural,
    Copula(Number),
    Skip,
    Stop,
    Still,
}

static CONTEXT: LazyLock<HashMap<&'static str, Role>> = LazyLock::new(|| {
    rows(include_str!("data/context.tsv"))
        .filter_map(|row| {
            let (word, role) = row.split_once('\t')?;
            let role = match role {
                "s" => Role::Singular(None),
                "sm" => Role::Singular(Some(Gender::Masculine)),
                "sf" => Role::Singular(Some(Gender::Feminine)),
                "p" => Role::Plural,
                "copula" => Role::Copula(Number::Singular),
                "copula-p" => Role::Copula(Number::Plural),
                "skip" => Role::Skip,
                "stop" => Role::Stop,
                "still" => Role::Still,
                _ => return None,
            };
            Some((word, role))
        })
        .collect()
});

static FOLLOWING: LazyLock<Vec<(&'static str, &'static str)>> = LazyLock::new(|| {
    rows(include_str!("data/following.tsv")).filter_map(|row| row.split_once('\t')).collect()
});

/// Words that end like a masculine participle or adjective and are none.
const NO_PREDICATE: &[&str] = &[
    "ici",
    "ainsi",
    "aussi",
    "plus",
    "sous",
    "dans",
    "devant",
    "avant",
    "pendant",
    "souvent",
    "maintenant",
    "pourtant",
    "cependant",
    "autant",
    "et",
    "lui",
    "celui",
    "mais",
    "jamais",
    "depuis",
    "puis",
    "parmi",
    "près",
    "après",
    "au",
    "du",
    "aujourd'hui",
    "partie",
    "parti",
    "loin",
    "autrefois",
    "pris",
    "ce",
    "le",
    "celle",
    "elle",
    "membre",
    "dont",
    "partout",
];

/// Whether the words on the other side of `c` belong to another phrase.
fn ends_phrase(c: char) -> bool {
    matches!(c, '.' | ',' | ';' | ':' | '!' | '?' | '(' | ')' | '«' | '»' | '"' | '\n') || is_long_dash(c)
}

/// The words of `text`, in lower case and without elided l’, n’, s’; reading stops at punctuation.
fn words_after(text: &str) -> impl Iterator<Item = String> {
    let end = text.find(ends_phrase).unwrap_or(text.len());
    text[..end].split_whitespace().map(|word| {
        let word = word.to_lowercase();
        word.rsplit(is_apostrophe).next().unwrap_or(&word).to_owned()
    })
}

/// The words before, nearest first.
fn words_before(text: &str) -> impl Iterator<Item = &str> {
    let start =
        text.rfind(ends_phrase).map_or(0, |at| at + text[at..].chars().next().map_or(1, char::len_utf8));
    text[start..].rsplit(|c: char| c.is_whitespace() || is_apostrophe(c)).filter(|word| !word.is_empty())
}

fn role(word: &str) -> Option<Role> {
    if word.starts_with(|c: char| c.is_ascii_digit()) {
        return Some(if word == "1" { Role::Singular(None) } else { Role::Plural });
    }
    CONTEXT.get(word).copied()
}

/// Whether a word right beside the name shows the gender `gender`, or a predicate after it does; `before`
/// is what stands before the name’s determiner. A predicate agrees with the name only when nothing
/// governs the name: *la capitale de la Kirghizie est prise*.
pub(super) fn shows_gender(before: &str, after: &str, gender: Gender, governed: bool) -> bool {
    let rest = after.strip_prefix(',').unwrap_or(after);
    let beside = rest.starts_with(char::is_whitespace)
        && words_after(rest).next().is_some_and(|word| follows(&word, gender));
    let governed = governed || is_governed(before);
    beside || (!governed && (has_predicate(after, gender) || fronted_participle(before, gender)))
}

/// Whether an adjective of either gender stands right after the name: *d’Amérique latine*.
pub(super) fn adjective_follows(after: &str) -> bool {
    let rest = after.strip_prefix(',').unwrap_or(after);
    let word = words_after(rest).next().filter(|_| rest.starts_with(char::is_whitespace));
    word.is_some_and(|word| {
        FOLLOWING.iter().any(|(m, f)| word == *m || word == *f) || word.ends_with("ée") || word.ends_with('é')
    })
}

/// Whether a preposition stands at the end of `before`.
pub(super) fn is_governed(before: &str) -> bool {
    let conjunctions = ["et", "ou", "ni", "mais", "que", "qu", "comme"];
    words_before(before).next().is_some_and(|word| {
        let word = word.to_lowercase();
        role(&word) == Some(Role::Stop) && !conjunctions.contains(&word.as_str())
    })
}

/// Whether a name without preposition is the last word of its clause and no subject: *Il quitte la Hollande.* A
/// subject comes last after a relative word or a copula: *le pays que convoite la Hollande*, *c’est la Hollande*.
/// `named`: the words of another name stand before `before`.
pub(super) fn ends_clause(before: &str, after: &str, named: bool) -> bool {
    let last = after.trim_start_matches(|c| {
        closes_quotation(c) || closes_bracket(c) || is_apostrophe(c) || is_space_in_line(c)
    });
    let ends = last.is_empty() || last.starts_with(['.', '!', '?', ';', ':', '…', '\n']);
    let mut words = words_before(before).map(str::to_lowercase).peekable();
    let inverts = |word: &String| {
        matches!(word.as_str(), "que" | "qu" | "où" | "dont" | "comme" | "quand" | "lorsque" | "si")
            || matches!(role(word), Some(Role::Copula(_)))
    };
    ends && (named || words.peek().is_some()) && !words.any(|word| inverts(&word))
}

/// Whether a determiner that shows gender stands before the noun, an unknown adjective between them:
/// *la moindre trêve*.
pub(super) fn is_determined_from_afar(before: &str) -> bool {
    let words: Vec<String> = words_before(before).take(4).map(str::to_lowercase).collect();
    let ends = |word: &String| matches!(role(word), Some(Role::Stop | Role::Copula(_)));
    let stop = words.iter().position(ends).unwrap_or(words.len());
    words[..stop].iter().skip(1).any(|word| matches!(role(word), Some(Role::Singular(_))))
}

/// *… est devenue indépendante*
fn has_predicate(after: &str, gender: Gender) -> bool {
    let mut copula = false;
    for word in words_after(after).take(5) {
        match role(&word) {
            Some(Role::Copula(_)) => copula = true,
            Some(Role::Skip) => {}
            _ if word.ends_with("ment") => {}
            _ => return copula && is_predicate(&word, gender),
        }
    }
    false
}

/// *Enclavée, la Kirghizie…*
fn fronted_participle(before: &str, gender: Gender) -> bool {
    let Some(head) = before.trim_end().strip_suffix(',') else { return false };
    let word = words_before(head).next().unwrap_or("").to_lowercase();
    match gender {
        Gender::Feminine => word.ends_with("ée"),
        Gender::Masculine => word.ends_with('é'),
    }
}

fn follows(word: &str, gender: Gender) -> bool {
    let listed =
        FOLLOWING.iter().any(|(m, f)| m != f && word == if gender == Gender::Feminine { *f } else { *m });
    listed
        || (gender == Gender::Feminine && word.ends_with("ée"))
        || (gender == Gender::Masculine && word.ends_with('é'))
}

fn is_predicate(word: &str, gender: Gender) -> bool {
    const FEMININE: &[&str] = &[
        "ée", "ie", "ue", "ise", "ite", "rte", "nte", "euse", "ive", "ale", "elle", "enne", "aise", "oise",
        "ère", "ète", "ouse", "osse", "ine",
    ];
    const MASCULINE: &[&str] = &[
        "é", "i", "u", "is", "it", "rt", "ant", "ent", "eux", "if", "al", "el", "ien", "ais", "ois", "et",
        "er", "in",
    ];
    let endings = if gender == Gender::Feminine { FEMININE } else { MASCULINE };
    role(word).is_none()
        && !NO_PREDICATE.contains(&word)
        && endings.iter().any(|ending| word.ends_with(ending))
}

/// The number, and the gender if it shows, that the words around the noun or adjective at `span` give it, as far as
/// they stand after the byte `from`; `None` where they tell nothing.
///
/// ```
/// use drogman::grammar::{Number, number_in_context};
/// use drogman::text::Span;
/// let text = "Des soldats azerbaïdjanais";
/// let span = Span::new(12, text.len());
/// assert_eq!(number_in_context(text, 0, span).0, Some(Number::Plural));
/// ```
pub fn number_in_context(text: &str, from: usize, span: Span) -> (Option<Number>, Option<Gender>) {
    let before = &text[from.min(span.start)..span.start];
    let mut nearest: Option<String> = None;
    for word in words_before(before).take(5) {
        let word = word.to_lowercase();
        match role(&word) {
            Some(Role::Singular(gender)) => return (Some(Number::Singular), gender),
            Some(Role::Plural) => return (Some(Number::Plural), None),
            Some(Role::Copula(number)) if nearest.is_none() => return (Some(number), None),
            Some(Role::Stop) if nearest.is_none() => return (loose_number(text, span, &word), None),
            Some(Role::Stop | Role::Copula(_)) => break,
            Some(Role::Skip) => {}
            Some(Role::Still) | None => nearest = nearest.or(Some(word)),
        }
    }
    match nearest {
        Some(word) if role(&word) == Some(Role::Still) => (Some(Number::Singular), None),
        Some(word) if word.ends_with(['s', 'x']) => (Some(Number::Plural), None),
        Some(word) => (Some(Number::Singular), feminine_ending(&word)),
        None => (loose_number(text, span, ""), None),
    }
}

/// A people’s noun without determiner: *des milliers d’Azerbaïdjanais*, *Arméniens et Azerbaïdjanais*.
fn loose_number(text: &str, span: Span, before: &str) -> Option<Number> {
    let capital = span.of(text).starts_with(char::is_uppercase);
    let paired = matches!(before, "et" | "ou" | "ni")
        && words_before(&text[..span.start]).nth(1).is_some_and(|word| word.ends_with(['s', 'x']));
    let verb = words_after(&text[span.end..]).next().unwrap_or_default();
    let plural_verb = verb.ends_with("ent")
        || matches!(verb.as_str(), "et" | "ont" | "sont" | "vont" | "font" | "ne" | "se");
    (paired || (capital && (before.is_empty() && plural_verb || !before.is_empty())))
        .then_some(Number::Plural)
}

fn feminine_ending(noun: &str) -> Option<Gender> {
    ["tion", "sion", "té", "ée", "ure", "ance", "ence", "ude", "esse", "ette"]
        .iter()
        .any(|ending| noun.ends_with(ending))
        .then_some(Gender::Feminine)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn number(text: &str) -> Option<Number> {
        let at = text.find("zerb").unwrap();
        let start = text[..at].char_indices().next_back().unwrap().0;
        let end = text[start..].find(|c: char| !c.is_alphabetic()).map_or(text.len(), |len| start + len);
        number_in_context(text, 0, Span::new(start, end)).0
    }

    #[test]
    fn numbers() {
        for (text, expected) in [
            ("Le président azerbaïdjanais parle", Some(Number::Singular)),
            ("Des soldats azerbaïdjanais", Some(Number::Plural)),
            ("Les Azerbaïdjanais ont", Some(Number::Plural)),
            ("Un Azerbaïdjanais a", Some(Number::Singular)),
            ("l’Azerbaïdjanais a", Some(Number::Singular)),
            ("le pays azerbaïdjanais", Some(Number::Singular)),
            ("un groupe de soldats azerbaïdjanais", Some(Number::Plural)),
            ("un chef de guerre azerbaïdjanais", Some(Number::Singular)),
            ("des milliers d'Azerbaïdjanais", Some(Number::Plural)),
            ("Arméniens et Azerbaïdjanais se battent", Some(Number::Plural)),
            ("Il est azerbaïdjanais", Some(Number::Singular)),
            ("Ils sont azerbaïdjanais", Some(Number::Plural)),
            ("Azerbaïdjanais et Arméniens", Some(Number::Plural)),
            ("Trois Azerbaïdjanais", Some(Number::Plural)),
            ("120 Azerbaïdjanais", Some(Number::Plural)),
        ] {
            assert_eq!(number(text), expected, "{text}");
        }
    }

    #[test]
    fn agreeing_words() {
        let f = Gender::Feminine;
        assert!(shows_gender("", " est devenue indépendante", f, false));
        assert!(shows_gender("", " indépendante vote", f, true));
        assert!(shows_gender("", " s'est effondrée", f, false));
        assert!(shows_gender("Enclavée, ", " souffre", f, false));
        for after in
            [" a fermé sa frontière", " est à 800 mètres", " est membre de l'ONU", " vote, isolée", "."]
        {
            assert!(!shows_gender("", after, f, false), "{after}");
        }
    }

    #[test]
    fn every_row_is_read() {
        assert_eq!(CONTEXT.len(), rows(include_str!("data/context.tsv")).count());
    }
}

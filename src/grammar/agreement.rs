//! What the words around a name tell of its gender and number, and whether any of them agrees with it.

use std::{
    collections::{HashMap, HashSet},
    sync::LazyLock,
};

use super::{
    Doubt, Gender, NounKind, Number, Replacement,
    article::Preposition,
    before::word_before,
    concord::{self, Clash},
    frame::{Frame, Governor},
    initial::rows,
    noun::Resolved,
    pairs,
};
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

/// Words of quantity, after which a verb agrees with the noun.
static QUANTITIES: LazyLock<HashSet<&'static str>> =
    LazyLock::new(|| rows(include_str!("data/quantities.txt")).flat_map(str::split_whitespace).collect());

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

/// Whether a word of the sentence agrees with a gender or number that changes with the name.
pub(super) fn doubt(
    r: &Replacement<'_>,
    frame: &Frame,
    old: &Resolved<'_>,
    new: &Resolved<'_>,
) -> Option<Doubt> {
    let clash = clash(r, frame, old, new)?;
    let start = announced_from(r, frame, clash);
    let before = &r.text[r.floor.min(start)..start];
    let after = &r.text[r.span.end..];
    let governed = matches!(
        frame.governor,
        Governor::Preposition(_) | Governor::En | Governor::Article { preposition: Some(_), .. }
    ) || is_governed(before);
    let governed = governed && !(is_of(frame) && is_quantity(before));
    let noun = concord::Noun {
        clash,
        number: frame.shown(old).1,
        governed: governed || is_governed_with_another(before),
        is_place: matches!(frame.governor, Governor::En | Governor::Preposition(Preposition::A)),
        joined: words_before(before).next().is_some_and(joins),
        all_caps: r.all_caps,
    };
    let bare = frame.governor == Governor::None;
    let head = before.trim_end();
    let opens = head.is_empty() && r.floor == 0 || head.ends_with([',', '.', '!', '?', '…', '\n']);
    let clashes = || noun.clashes_before(before, bare) || noun.clashes_after(after, opens);
    if let Clash::Number(_) = clash {
        let subject = !governed && !ends_clause(before, after, r.floor > 0);
        let determined = matches!(frame.governor, Governor::Pair(_));
        return (subject || determined || clashes()).then_some(Doubt::Number);
    }
    // What stands between a determiner and the name was said of a gender that is known.
    if frame.shown(old).0.is_none_or(|was| Some(was) == new.gender) {
        return clashes().then_some(Doubt::Gender);
    }
    let adjective = word_before(r.text, r.floor, r.span.start).is_some_and(|word| {
        let word = word.lower(r.text);
        pairs::is_fronted_adjective(&word) && pairs::shows_gender(&word)
    });
    let afar = bare && is_determined_from_afar(before);
    (adjective || afar || clashes()).then_some(Doubt::Gender)
}

/// Whether *de*, with an article or without, governs the name.
fn is_of(frame: &Frame) -> bool {
    let de = Preposition::De;
    match &frame.governor {
        Governor::Preposition(preposition) => *preposition == de,
        Governor::Article { preposition, .. } => *preposition == Some(de),
        _ => false,
    }
}

/// Whether `before` ends in a word of quantity: *la plupart (des)*.
fn is_quantity(before: &str) -> bool {
    let word = words_before(before).next().map(str::to_lowercase);
    word.is_some_and(|word| word.ends_with('%') || QUANTITIES.contains(word.as_str()))
}

/// Which words cannot stay as they are; `None`: all can.
fn clash(r: &Replacement<'_>, frame: &Frame, old: &Resolved<'_>, new: &Resolved<'_>) -> Option<Clash> {
    if r.kind == NounKind::Person {
        return None;
    }
    if old.number != new.number {
        return Some(Clash::Number(old.gender));
    }
    let was = if r.kind == NounKind::Common { old.gender } else { frame.shown(old).0 };
    match (was, new.gender) {
        // What takes an article for the first time had no gender that anybody could see.
        (was, Some(is))
            if was.is_some_and(|was| was != is) || old.article.is_none() && new.article.is_some() =>
        {
            Some(Clash::Gender(is.other()))
        }
        (Some(_), None) if r.kind != NounKind::Common => Some(Clash::AnyGender),
        _ => None,
    }
}

/// Where the words before the noun start that are not repaired with it: *tout* before an article is.
fn announced_from(r: &Replacement<'_>, frame: &Frame, clash: Clash) -> usize {
    let start = frame.region.start;
    if !matches!((&frame.governor, clash), (Governor::Article { preposition: None, .. }, Clash::Gender(_))) {
        return start;
    }
    let word = word_before(r.text, r.floor, start).filter(|word| !word.elided);
    let repaired = word.filter(|word| matches!(word.lower(r.text).as_str(), "tout" | "toute"));
    repaired.map_or(start, |word| word.span.start)
}

/// Whether a word joins two nouns.
fn joins(word: &str) -> bool {
    concord::is_coordinator(&word.to_lowercase())
}

/// Whether a preposition governs the name together with one joined to it: *entre la Perse et la Hollande*.
fn is_governed_with_another(before: &str) -> bool {
    let mut words = words_before(before).peekable();
    if words.next_if(|word| joins(word)).is_none() {
        return false;
    }
    let other = |word: &&str| {
        let role = role(&word.to_lowercase());
        word.starts_with(char::is_uppercase) && role != Some(Role::Stop)
            || matches!(role, Some(Role::Singular(_) | Role::Plural))
    };
    let next = words.take(6).find(|word| !other(word));
    next.is_some_and(|word| role(&word.to_lowercase()) == Some(Role::Stop) && !joins(word))
}

/// Whether a preposition stands at the end of `before`.
fn is_governed(before: &str) -> bool {
    let conjunctions = ["et", "ou", "ni", "mais", "que", "qu", "comme"];
    words_before(before).next().is_some_and(|word| {
        let word = word.to_lowercase();
        role(&word) == Some(Role::Stop) && !conjunctions.contains(&word.as_str())
    })
}

/// Whether a name without preposition is the last word of its clause and no subject: *Il quitte la Hollande.* A
/// subject comes last after a relative word or a copula: *le pays que convoite la Hollande*, *c’est la Hollande*.
/// `named`: the words of another name stand before `before`.
fn ends_clause(before: &str, after: &str, named: bool) -> bool {
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
fn is_determined_from_afar(before: &str) -> bool {
    let words: Vec<String> = words_before(before).take(4).map(str::to_lowercase).collect();
    let ends = |word: &String| matches!(role(word), Some(Role::Stop | Role::Copula(_)));
    let stop = words.iter().position(ends).unwrap_or(words.len());
    words[..stop].iter().skip(1).any(|word| matches!(role(word), Some(Role::Singular(_))))
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
    fn every_row_is_read() {
        assert_eq!(CONTEXT.len(), rows(include_str!("data/context.tsv")).count());
    }
}

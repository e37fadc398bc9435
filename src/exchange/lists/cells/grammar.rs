//! Dictionary grammar in cells: (pl.), (n. m.), «canal, -aux», «adjoint(e)».

use super::super::model::gender_of;
use crate::{
    glossary::Gender,
    language::{Language, inflection},
    text::{fold, is_apostrophe, is_hyphen, is_space_in_line},
};

/// Words of dictionary grammar.
const WORDS: [&str; 35] = [
    "m",
    "f",
    "n",
    "pl",
    "plur",
    "pluriel",
    "sg",
    "sing",
    "singulier",
    "nm",
    "nf",
    "npl",
    "masc",
    "fem",
    "fém",
    "masculin",
    "féminin",
    "nom",
    "noun",
    "adj",
    "adjectif",
    "adv",
    "adverbe",
    "v",
    "vb",
    "verbe",
    "verb",
    "loc",
    "inv",
    "invar",
    "invariable",
    "plural",
    "tr",
    "intr",
    "ou",
];

fn words(text: &str) -> impl Iterator<Item = &str> {
    text.split(|c| is_space_in_line(c) || matches!(c, '.' | ',' | '/')).filter(|word| !word.is_empty())
}

/// Whether a text in brackets holds dictionary grammar: (pl.), (n. m.), (f. pl.).
pub(super) fn is_grammar(inside: &str) -> bool {
    let mut words = words(inside).peekable();
    words.peek().is_some() && words.all(|word| WORDS.contains(&word))
}

/// The gender that dictionary grammar says.
pub(super) fn gender(inside: &str) -> Option<Gender> {
    words(inside).find_map(|word| gender_of(word).or_else(|| gender_of(word.strip_prefix('n')?)))
}

/// A form without the grammar behind it, and the gender that says: «trêve, n. f.», «trêve n.f.».
pub(super) fn without_grammar(form: &str) -> Option<(&str, Option<Gender>)> {
    let behind_comma = form.rsplit_once(", ").filter(|(_, behind)| is_grammar(behind));
    // «n. f.», «n.f.», «nf»: the shortest rest that is grammar whole and begins with the part of speech.
    let bare = || {
        form.match_indices(' ').find_map(|(at, _)| {
            let behind = form[at..].trim_start();
            let is_marked = behind.contains('.') || matches!(behind, "nm" | "nf" | "adj" | "adv");
            let begins = behind.starts_with(['n', 'a', 'v', 'l']);
            (is_marked && begins && is_grammar(behind)).then(|| (&form[..at], behind))
        })
    };
    let (form, grammar) = behind_comma.or_else(bare)?;
    // «n. m., pl.»: grammar may stand before the comma as well.
    Some((form.trim_end_matches([',', ' ']), gender(grammar)))
}

/// A form and its plural or feminine, written as a pair: «canal, canaux», «canal, -aux», «adjoint(e) au maire».
pub(super) fn pair(form: &str, language: Language) -> Option<(String, String)> {
    if let Some((first, second)) = form.split_once(", ")
        && !first.contains(' ')
        && !second.contains([' ', ','])
    {
        if let Some(ending) = second.strip_prefix(is_hyphen) {
            return with_ending(first, ending).map(|second| (first.to_owned(), second));
        }
        if is_inflected(first, second, language) {
            return Some((first.to_owned(), second.to_owned()));
        }
    }
    attached(form)
}

/// «adjoint(e) au maire», «élu(e)s»: the form without and with what stands in brackets behind letters.
fn attached(form: &str) -> Option<(String, String)> {
    let (mut without, mut with) = (String::new(), String::new());
    let mut rest = form;
    let mut found = false;
    while let Some((before, behind)) = rest.split_once('(') {
        let (inside, after) = behind.split_once(')')?;
        let stem = before.rsplit(|c| c == ' ' || is_hyphen(c) || is_apostrophe(c)).next().unwrap_or_default();
        let is_ending = (1..=5).contains(&inside.chars().count()) && inside.chars().all(char::is_lowercase);
        if stem.chars().count() < 2 || !stem.ends_with(char::is_lowercase) || !is_ending {
            return None;
        }
        let appended = matches!(inside, "e" | "s" | "x" | "es" | "ne" | "le" | "te" | "nes" | "les" | "tes");
        // «travailleur(se)», «chanteur(euse)».
        let second = if inside == "se" && stem.ends_with("eur") {
            format!("{}se", stem.trim_end_matches('r'))
        } else if appended {
            format!("{stem}{inside}")
        } else {
            with_ending(stem, inside.trim_start_matches('-'))?
        };
        let lead = &before[..before.len() - stem.len()];
        without.push_str(before);
        with.push_str(lead);
        with.push_str(&second);
        (rest, found) = (after, true);
    }
    without.push_str(rest);
    with.push_str(rest);
    found.then_some((without, with))
}

/// *acteur* with the ending *-trice*: from the last letter of the word that begins the ending.
fn with_ending(word: &str, ending: &str) -> Option<String> {
    let first = fold(&ending.chars().next()?.to_string());
    let is_first = |c: char| fold(&c.to_string()) == first;
    let at = word.char_indices().rev().find(|(at, c)| *at > 0 && is_first(*c)).map(|(at, _)| at);
    Some(format!("{}{ending}", &word[..at.unwrap_or(word.len())]))
}

/// The plural in brackets behind a form: «canal (canaux)», «canal (pl. canaux)».
pub(super) fn plural_in_brackets(form: &str, inside: &str, language: Language) -> Option<String> {
    let said = ["pl. ", "plur. ", "pluriel ", "pluriel : ", "plural ", "fém. ", "f. "];
    let after = said.iter().find_map(|word| inside.strip_prefix(word)).map(str::trim);
    match after {
        Some(plural) if !plural.is_empty() => Some(plural.to_owned()),
        _ => is_inflected(form, inside, language).then(|| inside.to_owned()),
    }
}

/// Whether a form is the plural or the feminine of another, word by word.
pub(super) fn is_inflected(form: &str, other: &str, language: Language) -> bool {
    let (mut one, mut two) = (form.split(' '), other.split(' '));
    let mut changed = false;
    loop {
        match (one.next(), two.next()) {
            (None, None) => return changed,
            (Some(a), Some(b)) if a == b => {}
            (Some(a), Some(b)) if is_word_inflected(a, b, language) => changed = true,
            _ => return false,
        }
    }
}

fn is_word_inflected(word: &str, other: &str, language: Language) -> bool {
    const FEMININES: [(&str, &str); 8] = [
        ("teur", "trice"),
        ("eur", "euse"),
        ("er", "ère"),
        ("eux", "euse"),
        ("if", "ive"),
        ("eau", "elle"),
        ("e", "esse"),
        ("eur", "eure"),
    ];
    let by_ending =
        |(a, b): &(&str, &str)| word.strip_suffix(a).zip(other.strip_suffix(b)).is_some_and(|(x, y)| x == y);
    if inflection::plural_in(language, word).is_some_and(|plural| plural == other) {
        return true;
    }
    if !language.nouns_agree() {
        return by_ending(&("", "es")) || by_ending(&("y", "ies"));
    }
    inflection::adjective(word).iter().any(|form| form == other) || FEMININES.iter().any(by_ending)
}

//! What a French word can be, by list and by ending.

pub(crate) use super::classes::*;
use super::inflect::{conjugated, inflected};
use crate::extract::tag::entities::gazetteer::entries;
use crate::grammar::is_fronted_adjective;
use rustc_hash::{FxHashMap, FxHashSet};
use std::sync::OnceLock;

const CLOSED: &str = include_str!("../../data/closed.tsv");
const VERBS: &str = include_str!("../../data/verbs.txt");
const PARTICIPLES: &str = include_str!("../../data/participles.txt");
const ADJECTIVES: &str = include_str!("../../data/adjectives.txt");
const EVERYDAY: &str = include_str!("../../data/everyday.tsv");
const PEOPLES: &str = include_str!("../../data/peoples.txt");
const ENDINGS: &str = include_str!("../../data/endings.tsv");

/// The classes `lower` (lower case, straight apostrophe) can have.
pub(crate) fn classes(lower: &str) -> u32 {
    match table().get(lower) {
        Some(found) if found & (CLOSED_CLASSES | ADVERB) != 0 => *found,
        Some(found) => *found | (guess(lower) & found_more(*found)),
        None => guess(lower),
    }
}

fn table() -> &'static FxHashMap<String, u32> {
    static TABLE: OnceLock<FxHashMap<String, u32>> = OnceLock::new();
    TABLE.get_or_init(build)
}

/// Whether the lists have `lower`.
pub(crate) fn is_listed(lower: &str) -> bool {
    table().contains_key(lower)
}

/// Whether the lists have `lower` as a noun, an adjective or a word of the closed classes.
pub(crate) fn is_listed_noun(lower: &str) -> bool {
    let classes = NOUN | ADJECTIVE | ADVERB | CLOSED_CLASSES;
    table().get(lower).is_some_and(|found| found & classes != 0)
}

/// Whether `lower` is an article, a preposition, a pronoun, a conjunction, a number or an auxiliary verb.
pub(crate) fn is_closed(lower: &str) -> bool {
    table().get(lower).is_some_and(|found| found & (CLOSED_CLASSES | AUXILIARY) & !NUMBER != 0)
}

const CLOSED_CLASSES: u32 = DETERMINER | DE | PREPOSITION | PRONOUN | CONJUNCTION | NUMBER;

/// What an ending may add to a listed word: a verb form may be a noun or an adjective as well.
fn found_more(found: u32) -> u32 {
    if found & VERB != 0 { NOUN | ADJECTIVE } else { 0 }
}

/// Room for the forms of all lists.
const FORMS: usize = 100_000;

fn build() -> FxHashMap<String, u32> {
    let mut table: FxHashMap<String, u32> = FxHashMap::with_capacity_and_hasher(FORMS, Default::default());
    for entry in entries(CLOSED) {
        let Some((class, word)) = entry.split_once('\t') else { continue };
        let bits = match class {
            "D" => DETERMINER,
            "E" => DE,
            "P" => PREPOSITION,
            "O" => PRONOUN,
            "C" => CONJUNCTION,
            "R" => ADVERB,
            "X" => NUMBER,
            _ => irregular(word),
        };
        *table.entry(word.to_owned()).or_insert(0) |= bits | LISTED;
    }
    for entry in entries(EVERYDAY) {
        let Some((class, word)) = entry.split_once('\t') else { continue };
        let adjective = matches!(class, "A" | "a" | "X");
        let bits = match class {
            "A" | "a" => ADJECTIVE | EVERYDAY_WORD,
            "X" => ADJECTIVE | EVERYDAY_WORD | EMPTY,
            "c" => NOUN,
            "x" => NOUN | EVERYDAY_WORD | EMPTY,
            _ => NOUN | EVERYDAY_WORD,
        };
        for form in inflected(word, adjective) {
            *table.entry(form).or_insert(0) |= bits | LISTED;
        }
    }
    for adjective in entries(ADJECTIVES) {
        for form in inflected(adjective, true) {
            *table.entry(form).or_insert(0) |= ADJECTIVE | LISTED;
        }
    }
    for people in entries(PEOPLES) {
        for form in inflected(people, true) {
            *table.entry(form).or_insert(0) |= ADJECTIVE | NOUN | PEOPLE | LISTED;
        }
    }
    for (form, bits) in &mut table {
        let singular = form.strip_suffix(['s', 'x']).unwrap_or(form);
        if *bits & ADJECTIVE != 0 && (is_fronted_adjective(form) || is_fronted_adjective(singular)) {
            *bits |= FRONTED;
        }
    }
    for participle in entries(PARTICIPLES) {
        for form in inflected(participle, true) {
            *table.entry(form).or_insert(0) |= PARTICIPLE | LISTED;
        }
    }
    for verb in entries(VERBS) {
        for (form, bits) in conjugated(verb) {
            *table.entry(form).or_insert(0) |= bits | LISTED;
        }
    }
    table
}

/// The everyday words with how common they are: true very common. Names of things that some trade has terms for
/// are among them.
pub(crate) fn everyday() -> impl Iterator<Item = (&'static str, bool)> {
    entries(EVERYDAY)
        .filter_map(|e| e.split_once('\t'))
        .map(|(class, word)| (word, matches!(class, "N" | "A" | "X" | "x")))
}

/// The class of a listed irregular verb form.
fn irregular(word: &str) -> u32 {
    const ETRE_AVOIR: &[&str] = &[
        "être", "suis", "es", "est", "sommes", "êtes", "sont", "étais", "était", "étions", "étiez",
        "étaient", "fus", "fut", "furent", "sera", "serai", "seras", "serons", "seront", "serais", "serait",
        "seraient", "sois", "soit", "soient", "fût", "été", "étant", "avoir", "ai", "as", "a", "avons",
        "avez", "ont", "avais", "avait", "avions", "avaient", "eut", "eurent", "aura", "auront", "aurait",
        "auraient", "ait", "aient", "ayant",
    ];
    if ETRE_AVOIR.contains(&word) {
        VERB | AUXILIARY
    } else if ["er", "ir", "oir", "re"].iter().any(|e| word.ends_with(e)) {
        VERB | INFINITIVE
    } else {
        VERB
    }
}

/// What an unknown word can be by its ending; a noun when nothing fits.
pub(crate) fn guess(lower: &str) -> u32 {
    if lower.chars().count() == 1 {
        return 0;
    }
    if lower.starts_with(|c: char| c.is_numeric()) || is_number_word(lower) {
        return NUMBER;
    }
    // «fonctionnement» comes from «fonctionner», «clairement» from no verb.
    if let Some(base) = lower.strip_suffix("ement")
        && infinitives().contains(format!("{base}er").as_str())
    {
        return NOUN;
    }
    // The longest ending after three letters at least.
    lower.char_indices().skip(3).find_map(|(at, _)| endings().get(&lower[at..]).copied()).unwrap_or(NOUN)
}

/// «vingt-quatre», «trois-quarts», «XIXe».
fn is_number_word(lower: &str) -> bool {
    let century = lower.strip_suffix("ème").or_else(|| lower.strip_suffix('e'));
    let roman = century.is_some_and(|c| c.len() > 1 && c.chars().all(|c| matches!(c, 'i' | 'v' | 'x')));
    let number = |part: &str| {
        let part = part.strip_suffix('s').unwrap_or(part);
        matches!(part, "et" | "quart" | "demi" | "un" | "une")
            || numbers().contains(part)
            || numbers().contains(format!("{part}s").as_str())
    };
    roman || lower.contains('-') && lower.split('-').all(number)
}

/// Numbers of the closed classes.
fn numbers() -> &'static FxHashSet<&'static str> {
    static TABLE: OnceLock<FxHashSet<&'static str>> = OnceLock::new();
    TABLE.get_or_init(|| entries(CLOSED).filter_map(|e| e.strip_prefix("X\t")).collect())
}

fn infinitives() -> &'static FxHashSet<&'static str> {
    static TABLE: OnceLock<FxHashSet<&'static str>> = OnceLock::new();
    TABLE.get_or_init(|| entries(VERBS).collect())
}

fn endings() -> &'static FxHashMap<&'static str, u32> {
    static TABLE: OnceLock<FxHashMap<&'static str, u32>> = OnceLock::new();
    TABLE.get_or_init(|| {
        let bit = |letter: char| match letter {
            'N' => NOUN,
            'A' => ADJECTIVE,
            'V' => VERB,
            'P' => PARTICIPLE,
            'R' => ADVERB,
            'I' => INFINITIVE,
            _ => 0,
        };
        let parse = |e: &'static str| e.split_once('\t').map(|(e, c)| (e, c.chars().map(bit).sum()));
        entries(ENDINGS).filter_map(parse).collect()
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lists_and_endings() {
        assert_ne!(classes("mange") & VERB, 0);
        assert_ne!(classes("commençait") & VERB, 0);
        assert_ne!(classes("appelle") & VERB, 0);
        assert_ne!(classes("utilisée") & PARTICIPLE, 0);
        assert_ne!(classes("ventriculaire") & ADJECTIVE, 0);
        assert_ne!(classes("rapidement") & (ADVERB | NOUN), 0);
        assert_ne!(classes("du") & DE, 0);
        assert!(inflected("cheval", false).contains(&"chevaux".to_owned()));
    }
}

//! Word lists of the name tagger: places, cities, given names, words that announce a name.

use rustc_hash::{FxHashMap, FxHashSet};
use std::sync::OnceLock;

const PLACES: &str = include_str!("../../data/places.txt");
const CITIES: &str = include_str!("../../data/cities.txt");
const GIVEN_NAMES: &str = include_str!("../../data/given_names.txt");
const TRIGGERS: &str = include_str!("../../data/triggers.tsv");
const KNOWN: &str = include_str!("../../data/known_names.tsv");

/// Country, region, river, planet (whole name or a word of it).
pub const PLACE: u16 = 1;
/// City.
pub const CITY: u16 = 1 << 1;
/// Given name.
pub const GIVEN: u16 = 1 << 2;
/// Title, office or trade of a person.
pub const PERSON_WORD: u16 = 1 << 3;
/// Head noun of an organisation's name.
pub const ORGANISATION_WORD: u16 = 1 << 4;
/// Head noun of a place's name.
pub const PLACE_WORD: u16 = 1 << 5;
/// Head noun of an event's name.
pub const EVENT_WORD: u16 = 1 << 6;
/// Head noun of a work or product.
pub const WORK_WORD: u16 = 1 << 7;
/// A word inside a name of several words of the lists of places and cities.
pub const PLACE_PART: u16 = 1 << 8;

/// Well-known organisation.
pub const ORGANISATION: u16 = 1 << 9;
/// Well-known event.
pub const EVENT: u16 = 1 << 10;
/// Well-known work or product.
pub const WORK: u16 = 1 << 11;

/// The lines of a word list without comments and blank lines.
pub fn entries(list: &'static str) -> impl Iterator<Item = &'static str> {
    list.lines().map(str::trim_end).filter(|l| !l.is_empty() && !l.starts_with('#'))
}

/// What the lists say of `lower`, a word in lower case: the classes above as bits.
pub fn classes(lower: &str) -> u16 {
    static TABLE: OnceLock<FxHashMap<String, u16>> = OnceLock::new();
    let table = TABLE.get_or_init(build);
    let own = table.get(lower).copied().unwrap_or(0);
    // «Paris-Nice», «Jean-Pierre»: a double name is of the class of its first half.
    match lower.split_once('-') {
        Some((first, _)) if own == 0 => table.get(first).copied().unwrap_or(0) & GIVEN,
        _ => own,
    }
}

fn build() -> FxHashMap<String, u16> {
    let mut table = FxHashMap::default();
    for (list, class) in [(PLACES, PLACE), (CITIES, CITY), (GIVEN_NAMES, GIVEN)] {
        for entry in entries(list) {
            let lower = entry.to_lowercase();
            for part in lower.split(' ').filter(|p| p.chars().count() > 2 && *p != lower) {
                *table.entry(part.to_owned()).or_insert(0) |= PLACE_PART;
            }
            *table.entry(lower).or_insert(0) |= class;
        }
    }
    for entry in entries(KNOWN) {
        let Some((class, name)) = entry.split_once('\t') else { continue };
        let bit = match class {
            "organisation" => ORGANISATION,
            "event" => EVENT,
            _ => WORK,
        };
        // A name of several words is judged whole, by its first word and the words after it.
        if !name.contains([' ', '\'']) {
            *table.entry(name.to_lowercase()).or_insert(0) |= bit;
        }
    }
    for entry in entries(TRIGGERS) {
        let Some((class, word)) = entry.split_once('\t') else { continue };
        let bit = match class {
            "person" => PERSON_WORD,
            "organisation" => ORGANISATION_WORD,
            "place" => PLACE_WORD,
            "event" => EVENT_WORD,
            _ => WORK_WORD,
        };
        *table.entry(word.to_owned()).or_insert(0) |= bit;
    }
    table
}

/// The classes of the names of the lists that have several words, by their words in lower case.
pub fn phrases() -> &'static FxHashMap<Vec<String>, u16> {
    static TABLE: OnceLock<FxHashMap<Vec<String>, u16>> = OnceLock::new();
    TABLE.get_or_init(|| {
        let mut table = FxHashMap::default();
        let mut add = |name: &str, bit: u16| {
            let lower = name.to_lowercase();
            let words: Vec<String> = crate::extract::tag::tokeniser::tokenise(&lower)
                .iter()
                .map(|t| t.text(&lower).to_owned())
                .collect();
            if words.len() > 1 {
                *table.entry(words).or_insert(0) |= bit;
            }
        };
        for (list, class) in [(PLACES, PLACE), (CITIES, CITY)] {
            entries(list).for_each(|e| add(e, class));
        }
        for entry in entries(KNOWN) {
            let Some((class, name)) = entry.split_once('\t') else { continue };
            add(
                name,
                match class {
                    "organisation" => ORGANISATION,
                    "event" => EVENT,
                    _ => WORK,
                },
            );
        }
        table
    })
}

/// How many words the longest listed name of several words has that starts with `lower`; 0 when none does.
pub fn longest_phrase(lower: &str) -> usize {
    static STARTS: OnceLock<FxHashMap<&'static str, usize>> = OnceLock::new();
    let starts = STARTS.get_or_init(|| {
        let mut starts: FxHashMap<&str, usize> = FxHashMap::default();
        for name in phrases().keys() {
            let longest = starts.entry(&name[0]).or_default();
            *longest = (*longest).max(name.len());
        }
        starts
    });
    starts.get(lower).copied().unwrap_or(0)
}

/// Whether `lower` is the second word of a listed name of several words.
pub fn goes_on(lower: &str) -> bool {
    static SECONDS: OnceLock<FxHashSet<&'static str>> = OnceLock::new();
    SECONDS.get_or_init(|| phrases().keys().map(|name| name[1].as_str()).collect()).contains(lower)
}

/// For each of the words of a segment, the class of the listed name of several words it stands in, and whether it
/// is its first word; 0 elsewhere. Longest name first, from the left; `longest` is [`longest_phrase`] of a word.
pub fn phrase_marks(words: &[&str], longest: impl Fn(usize) -> usize) -> Vec<(u16, bool)> {
    let table = phrases();
    let mut out = vec![(0, false); words.len()];
    let mut at = 0;
    while at < words.len() {
        let longest = longest(at).min(words.len() - at);
        let found = (2..=longest).rev().find_map(|n| {
            let key: Vec<String> = words[at..at + n].iter().map(|w| (*w).to_owned()).collect();
            table.get(&key).map(|class| (n, *class))
        });
        let step = found.map_or(1, |(n, class)| {
            for (i, mark) in out[at..at + n].iter_mut().enumerate() {
                *mark = (class, i == 0);
            }
            n
        });
        at += step;
    }
    out
}

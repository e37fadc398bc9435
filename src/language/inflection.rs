//! Regular inflection of French adjectives, names of peoples and terms.

use std::sync::LazyLock;

use rustc_hash::FxHashMap;

use super::{Language, names::NameWords};
use crate::text::{fold, is_apostrophe};

/// The four forms of a regular French adjective, from the masculine singular: masculine singular,
/// feminine singular, masculine plural, feminine plural (Grevisse, *Le bon usage*, «Adjectif»).
///
/// Irregular ones (grec, turc…) are written out in the glossary.
///
/// ```
/// use drogman::language::inflection::adjective;
/// assert_eq!(adjective("azéri"), ["azéri", "azérie", "azéris", "azéries"]);
/// assert_eq!(adjective("arménien"), ["arménien", "arménienne", "arméniens", "arméniennes"]);
/// assert_eq!(adjective("albanais"), ["albanais", "albanaise", "albanais", "albanaises"]);
/// assert_eq!(adjective("russe"), ["russe", "russe", "russes", "russes"]);
/// ```
pub fn adjective(masculine: &str) -> [String; 4] {
    let feminine = feminine(masculine);
    let plural = plural(masculine);
    let feminine_plural = format!("{feminine}s");
    [masculine.to_owned(), feminine, plural, feminine_plural]
}

fn feminine(masculine: &str) -> String {
    if masculine.ends_with('e') {
        return masculine.to_owned();
    }
    for (ending, replacement) in ENDINGS {
        if let Some(stem) = masculine.strip_suffix(ending) {
            return format!("{stem}{replacement}");
        }
    }
    format!("{masculine}e")
}

/// Endings whose feminine is not the masculine with -e; the first that fits counts.
const ENDINGS: [(&str, &str); 7] = [
    ("ien", "ienne"),
    ("éen", "éenne"),
    ("yen", "yenne"),
    ("on", "onne"),
    ("el", "elle"),
    ("eux", "euse"),
    ("if", "ive"),
];

/// The regular French plural of a noun or adjective.
///
/// ```
/// use drogman::language::inflection::plural;
/// assert_eq!(plural("accord"), "accords");
/// assert_eq!(plural("pays"), "pays");
/// assert_eq!(plural("drapeau"), "drapeaux");
/// assert_eq!((plural("général"), plural("naval")), ("généraux".into(), "navals".into()));
/// ```
pub fn plural(singular: &str) -> String {
    if let Some(plural) = PLURALS.get(singular) {
        return (*plural).to_owned();
    }
    if singular.ends_with(['s', 'x', 'z']) {
        return singular.to_owned();
    }
    if let Some(stem) = singular.strip_suffix("al") {
        return format!("{stem}aux");
    }
    if singular.ends_with("au") || singular.ends_with("eu") {
        return format!("{singular}x");
    }
    format!("{singular}s")
}

/// The plurals that do not follow from the ending.
static PLURALS: LazyLock<FxHashMap<&str, &str>> = LazyLock::new(|| {
    let lines = include_str!("data/fr/plurals.txt").lines().filter(|line| !line.starts_with('#'));
    lines.filter_map(|line| line.split_once(' ')).collect()
});

/// What a folded French word has in common with its plural, by the spelling alone: *noyaux* and *noyau* come to the same,
/// *chevaux* and *cheval* too.
///
/// ```
/// use drogman::language::inflection::without_plural;
/// assert_eq!(without_plural("bureaux"), without_plural("bureau"));
/// assert_eq!(without_plural("travaux"), without_plural("travail"));
/// assert_ne!(without_plural("bureau"), without_plural("bure"));
/// ```
pub fn without_plural(folded: &str) -> String {
    if let Some(singular) = SINGULARS.get(folded) {
        return without_plural(singular);
    }
    let word = match folded.len() {
        4.. => folded.strip_suffix(['s', 'x']).unwrap_or(folded),
        _ => folded,
    };
    match word.strip_suffix("au") {
        Some(stem) if !stem.is_empty() && !stem.ends_with('e') => format!("{stem}al"),
        _ => word.to_owned(),
    }
}

/// The singulars of [`PLURALS`], folded, by the plurals that change more than their end.
static SINGULARS: LazyLock<FxHashMap<String, String>> = LazyLock::new(|| {
    let folded = PLURALS.iter().map(|(singular, plural)| (fold(plural), fold(singular)));
    folded
        .filter(|(plural, singular)| plural.strip_suffix(['s', 'x']) != Some(singular) && plural != singular)
        .collect()
});

/// The words after which nothing of a French term is in the plural: *postes de contrôle*.
const COMPLEMENTS: [&str; 20] = [
    "de", "du", "des", "à", "au", "aux", "en", "par", "pour", "sur", "sous", "sans", "avec", "contre",
    "dans", "entre", "vers", "hors", "et", "ou",
];

/// The regular plural of a term in a language; none where it does not follow from the singular.
///
/// ```
/// use drogman::language::{Language, inflection::plural_in};
/// let french = |term| plural_in(Language::French, term);
/// assert_eq!(french("poste de contrôle").as_deref(), Some("postes de contrôle"));
/// assert_eq!(french("haut responsable régional").as_deref(), Some("hauts responsables régionaux"));
/// assert_eq!(french("sous-préfet").as_deref(), Some("sous-préfets"));
/// assert_eq!(french("cessez-le-feu"), None);
/// ```
pub fn plural_in(language: Language, singular: &str) -> Option<String> {
    if !language.nouns_agree() {
        return Some(format!("{singular}s"));
    }
    let mut out = String::with_capacity(singular.len() + 4);
    let mut head = true;
    for word in singular.split_inclusive(' ') {
        let (bare, space) = word.strip_suffix(' ').map_or((word, ""), |bare| (bare, " "));
        head &= !COMPLEMENTS.contains(&bare) && !bare.contains(is_apostrophe);
        let is_word = bare.chars().any(char::is_lowercase);
        match head && is_word {
            true => out.push_str(&word_plural(bare, language)?),
            false => out.push_str(bare),
        }
        out.push_str(space);
    }
    Some(out)
}

/// The plural of one word; none of a compound, unless its first part is a prefix.
fn word_plural(word: &str, language: Language) -> Option<String> {
    let prefixed = |(prefix, rest): (&str, &str)| {
        NameWords::of(language).is_prefix(&fold(prefix)) && !rest.contains('-')
    };
    let is_regular = word.split_once('-').is_none_or(prefixed) || PLURALS.contains_key(word);
    is_regular.then(|| plural(word))
}

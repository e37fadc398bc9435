//! Regular inflection of French adjectives and names of peoples.

use super::Language;

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
/// ```
pub fn plural(singular: &str) -> String {
    if singular.ends_with(['s', 'x', 'z']) {
        return singular.to_owned();
    }
    if singular.ends_with("eau") || singular.ends_with("eu") {
        return format!("{singular}x");
    }
    format!("{singular}s")
}

/// The regular plural of a name in a language.
pub(crate) fn plural_in(language: Language, singular: &str) -> String {
    match language {
        Language::French => plural(singular),
        Language::English => format!("{singular}s"),
    }
}

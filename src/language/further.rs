//! Languages that lists have terms in beside French and English.

use std::sync::LazyLock;

use rustc_hash::FxHashMap;

use crate::text::fold;

static FILE: &str = include_str!("data/shared/language-names.txt");

/// The tag of a language, by its names and itself, folded.
static TAGS: LazyLock<FxHashMap<&str, &str>> = LazyLock::new(|| {
    let lines = FILE.lines().filter(|line| !line.starts_with('#'));
    lines
        .filter_map(|line| Some((line, line.split(' ').next()?)))
        .flat_map(|(line, tag)| line.split(' ').map(move |name| (name, tag)))
        .collect()
});

/// The tag of a language that is neither French nor English, by its name in a heading or its code.
///
/// ```
/// use drogman::language::further_language;
/// assert_eq!(further_language("Deutsch"), Some("de"));
/// assert_eq!(further_language("portugais"), Some("pt"));
/// assert_eq!(further_language("PT-br"), Some("pt"));
/// assert_eq!(further_language("anglais"), None);
/// ```
pub fn further_language(name: &str) -> Option<&'static str> {
    let folded = fold(name);
    let code = folded.split(['-', '_']).next().unwrap_or_default();
    let code = Some(code).filter(|code| code.len() == 2);
    TAGS.get(folded.as_str()).or_else(|| TAGS.get(code?)).copied()
}

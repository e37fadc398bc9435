//! Stems: what inflected forms of a word have in common.
//!
//! Two, because they answer different questions: [`lexical_stem`] must not mix terms of one text, [`prefix_stem`] may,
//! if only the words of two languages that look alike meet.

/// A stem of a French word in lower case that brings singular and plural, masculine and feminine together, and keeps words
/// of different roots apart: what is counted under it is one term.
///
/// ```
/// use drogman::language::stem::lexical_stem;
/// assert_eq!(lexical_stem("frontières"), lexical_stem("frontière"));
/// assert_ne!(lexical_stem("frontière"), lexical_stem("front"));
/// assert_eq!(lexical_stem("régionaux"), lexical_stem("régionale"));
/// ```
pub fn lexical_stem(lower: &str) -> &str {
    let mut word = lower;
    for end in ["s", "x"] {
        if word.len() > 4 {
            word = word.strip_suffix(end).unwrap_or(word);
        }
    }
    for (end, least) in [
        ("ère", 5),
        ("elle", 7),
        ("enne", 7),
        ("ive", 5),
        ("euse", 6),
        ("eu", 5),
        ("if", 4),
        ("ale", 6),
        ("au", 5),
        ("al", 5),
    ] {
        if word.len() > least
            && let Some(rest) = word.strip_suffix(end)
        {
            return rest;
        }
    }
    if word.len() > 4 { word.strip_suffix('e').unwrap_or(word) } else { word }
}

/// The first `length` characters of a folded word of any language, its plural ending left out: a stem for comparing
/// texts word by word, where mixing *nation* and *national* helps more than it harms.
///
/// ```
/// use drogman::language::stem::prefix_stem;
/// assert_eq!(prefix_stem("frontieres", 6), "fronti");
/// assert_eq!(prefix_stem("villes", 6), prefix_stem("ville", 6));
/// ```
pub fn prefix_stem(folded: &str, length: usize) -> &str {
    let singular = match folded.len() {
        4.. => folded.strip_suffix(['s', 'x']).unwrap_or(folded),
        _ => folded,
    };
    singular.char_indices().nth(length).map_or(singular, |(end, _)| &singular[..end])
}

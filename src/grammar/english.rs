//! English: *a* and *an* follow the sound of the word after them.

use super::{before::word_before, initial::bare};
use crate::text::{Edit, Span};

/// The edit of *a*/*an* right before the name at `span` when `new` takes its place.
///
/// ```
/// use drogman::grammar::repair_english;
/// use drogman::text::Span;
/// let edit = repair_english("an Evlakh teacher", Span::new(3, 9), "Yevlakh").unwrap();
/// assert_eq!(edit.replacement, "a");
/// assert_eq!(repair_english("a Baku teacher", Span::new(2, 6), "Tbilisi"), None);
/// ```
pub fn repair_english(text: &str, span: Span, new: &str) -> Option<Edit> {
    let word = word_before(text, 0, span.start).filter(|word| !word.elided)?;
    let written = word.span.of(text);
    let an = match written.to_ascii_lowercase().as_str() {
        "a" => false,
        "an" => true,
        _ => return None,
    };
    // The author’s article is changed only when the sound changes, so that his own choice before «h» stays.
    if starts_with_vowel_sound(span.of(text)) == starts_with_vowel_sound(new) {
        return None;
    }
    let wanted = starts_with_vowel_sound(new);
    let replacement = match (written.chars().next()?.is_uppercase(), wanted) {
        (_, wanted) if wanted == an => return None,
        (true, true) if span.of(text).chars().all(|c| !c.is_lowercase()) => "AN",
        (true, true) => "An",
        (true, false) => "A",
        (false, true) => "an",
        (false, false) => "a",
    };
    Some(Edit { span: word.span, replacement: replacement.to_owned() })
}

fn starts_with_vowel_sound(word: &str) -> bool {
    let word = bare(word);
    let exceptions = ["uk", "us", "uni", "eu", "one", "ura", "ut", "ure"];
    let mute = ["hour", "honest", "honour", "heir"];
    if exceptions.iter().any(|start| word.starts_with(start)) {
        return word.starts_with("unin");
    }
    word.starts_with(['a', 'e', 'i', 'o', 'u']) || mute.iter().any(|start| word.starts_with(start))
}

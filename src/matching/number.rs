//! Whether what stands before an adjective or noun makes it plural, when its form does not tell.

use crate::{
    language::names::is_singular_in_s,
    text::{fold, previous_word},
};

/// Whether the French word at `start` follows a plural: «les Azerbaïdjanais», «soldats azerbaïdjanais».
pub(super) fn is_plural(text: &str, start: usize) -> bool {
    let Some(before) = previous_word(text, start) else { return false };
    if text[before.end..start].chars().any(|c| !c.is_whitespace()) {
        return false;
    }
    let word = fold(before.of(text));
    if !word.ends_with(['s', 'x']) {
        return false;
    }
    if !is_singular_in_s(&word) {
        return true;
    }
    // «le pays azerbaïdjanais», «des pays azerbaïdjanais»
    previous_word(text, before.start).is_some_and(|determiner| {
        let determiner = fold(determiner.of(text));
        determiner.ends_with(['s', 'x']) && !is_singular_in_s(&determiner)
    })
}

#[cfg(test)]
mod tests {
    use super::is_plural;

    #[test]
    fn the_word_before_tells() {
        let plural = |text: &str| is_plural(text, text.find("azerb").unwrap());
        for text in [
            "des soldats azerbaïdjanais",
            "les azerbaïdjanais",
            "aux azerbaïdjanais",
            "les pays azerbaïdjanais",
        ] {
            assert!(plural(text), "{text}");
        }
        for text in [
            "un soldat azerbaïdjanais",
            "le pays azerbaïdjanais",
            "azerbaïdjanais",
            "les uns, azerbaïdjanais",
        ] {
            assert!(!plural(text), "{text}");
        }
    }
}

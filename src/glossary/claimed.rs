//! When two forms are the same claim.

use unicode_normalization::UnicodeNormalization as _;

use super::lint::compared;
use crate::text::{CharClass, char_class, is_apostrophe};

/// A form as two concepts may claim it: accents tell words in small letters apart (pêche, péché), as matching does, and
/// names they do not.
pub(crate) fn claimed(form: &str) -> String {
    if form.is_ascii() || !form.starts_with(char::is_lowercase) {
        return compared(form);
    }
    let lower: String = form.nfc().flat_map(char::to_lowercase).collect();
    let mut out = String::with_capacity(lower.len());
    for c in lower.chars() {
        match char_class(c) {
            CharClass::Space if out.ends_with(' ') => {}
            CharClass::Space => out.push(' '),
            CharClass::Dash => out.push('-'),
            _ if is_apostrophe(c) => out.push('\''),
            _ => out.push(c),
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn accents_tell_words_apart_and_not_names() {
        assert_ne!(claimed("pêche"), claimed("péché"));
        assert_eq!(claimed("pêche à la ligne"), claimed("pe\u{302}che  à la ligne"));
        assert_eq!(claimed("Évlakh"), claimed("Evlakh"));
        assert_eq!(claimed("poste d’écoute"), claimed("poste d'écoute"));
    }
}

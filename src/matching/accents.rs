//! In what accents two spellings differ whose foldings are equal, and whether that is a matter of house style.

use super::Deviation;
use crate::{
    glossary::ConceptKind,
    language::Language,
    text::{fold_char_into, is_hyphen},
};

/// How a form found differs from the listed one.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
struct Differences {
    /// In something else than accents: capitals, hyphens, spaces, ligatures.
    other: bool,
    /// A capital has an accent in one of the two only.
    capital: bool,
    /// The form found has an accent where the listed form has none.
    extra: bool,
    /// A small letter has another accent, or one in the listed form only or in the form found only.
    small: bool,
    /// The form found has a capital with an accent.
    accented: bool,
}

/// The deviation of `found` from `listed`, both in NFC with plain apostrophes and hyphens; `None` where the accents
/// make it another word.
pub(super) fn deviation(
    found: &str,
    listed: &str,
    kind: ConceptKind,
    language: Language,
) -> Option<Deviation> {
    let differences = Differences::between(found, listed);
    let common = kind == ConceptKind::Term && language.accents_tell_words_apart();
    if common && (differences.extra || differences.small && is_one_word(listed)) {
        return None;
    }
    if differences.other {
        return Some(Deviation::Spelling);
    }
    let foreign =
        kind == ConceptKind::Person && (is_foreign(found, language) || is_foreign(listed, language));
    Some(match differences {
        Differences { capital: false, small: false, .. } => Deviation::Typography,
        _ if foreign => Deviation::House { capitals: None, diacritics: true },
        Differences { small: true, .. } => Deviation::Spelling,
        Differences { accented, .. } => Deviation::House { capitals: Some(accented), diacritics: false },
    })
}

impl Differences {
    fn between(found: &str, listed: &str) -> Self {
        let mut differences = Self::default();
        let mut wanted = listed.chars();
        for c in found.chars() {
            let accented = is_accented(c);
            differences.accented |= accented && c.is_uppercase();
            match wanted.next() {
                Some(other) if other == c => {}
                Some(other) if is_same_letter(c, other) => {
                    let (upper, other_upper) = (c.is_uppercase(), other.is_uppercase());
                    differences.other |= upper != other_upper;
                    let lacks = !accented && is_accented(other);
                    differences.capital |= upper && accented != is_accented(other);
                    differences.small |= !upper && accented | lacks;
                    differences.extra |= accented && !is_accented(other);
                }
                _ => return Self { other: true, ..differences },
            }
        }
        differences.other |= wanted.next().is_some();
        differences
    }
}

/// Whether two characters are one letter with and without an accent, in any case.
fn is_same_letter(one: char, other: char) -> bool {
    let fold = |c: char| {
        let mut folded = String::new();
        fold_char_into(c, &mut folded);
        folded
    };
    one.is_alphabetic() && other.is_alphabetic() && fold(one) == fold(other)
}

/// Whether a letter is more than a plain one. The capitals that Turkish and Azerbaijani have for i are plain.
fn is_accented(c: char) -> bool {
    !c.is_ascii() && c.is_alphabetic() && c != 'İ'
}

fn is_one_word(text: &str) -> bool {
    !text.contains(|c: char| c == ' ' || is_hyphen(c))
}

/// Whether a name has a letter that the words of the language do not have: á, ğ, ş in French.
pub(crate) fn is_foreign(text: &str, language: Language) -> bool {
    text.chars()
        .filter(|c| !c.is_ascii() && c.is_alphabetic())
        .any(|c| !c.to_lowercase().all(|lower| language.accented_letters().contains(lower)))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(found: &str, listed: &str, kind: ConceptKind) -> Option<Deviation> {
        deviation(found, listed, kind, Language::French)
    }

    const CAPITALS: Option<Deviation> = Some(Deviation::House { capitals: Some(false), diacritics: false });
    const ACCENTED: Option<Deviation> = Some(Deviation::House { capitals: Some(true), diacritics: false });
    const DIACRITICS: Option<Deviation> = Some(Deviation::House { capitals: None, diacritics: true });

    #[test]
    fn capitals_and_foreign_letters_are_house_style() {
        use ConceptKind::{Country, Person};
        assert_eq!(of("Egypte", "Égypte", Country), CAPITALS);
        assert_eq!(of("Érevan", "Erevan", Country), ACCENTED);
        assert_eq!(of("Algerie", "Algérie", Country), Some(Deviation::Spelling));
        assert_eq!(of("Ethiopie du sud", "Éthiopie du Sud", Country), Some(Deviation::Spelling));
        assert_eq!(of("Orban", "Orbán", Person), DIACRITICS);
        assert_eq!(of("Mevlut Cavusoglu", "Mevlüt Çavuşoğlu", Person), DIACRITICS);
        assert_eq!(of("Edouard", "Édouard", Person), CAPITALS);
        assert_eq!(of("Francois", "François", Person), Some(Deviation::Spelling));
    }

    #[test]
    fn accents_tell_common_words_apart() {
        use ConceptKind::Term;
        assert_eq!(of("marché", "marche", Term), None);
        assert_eq!(of("cote", "côte", Term), None);
        assert_eq!(of("pécheur", "pêcheur", Term), None);
        assert_eq!(of("Etat de siège", "État de siège", Term), CAPITALS);
        assert_eq!(of("poste de controle", "poste de contrôle", Term), Some(Deviation::Spelling));
        assert_eq!(of("marché forcée", "marche forcée", Term), None);
    }
}

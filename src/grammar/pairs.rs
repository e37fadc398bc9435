//! Words before a noun that follow its gender and initial: ce/cet/cette, nouveau/nouvel…

use std::{collections::HashMap, sync::LazyLock};

use super::{Gender, initial::rows};

/// The four forms of a word.
struct Forms {
    masculine: &'static str,
    masculine_vowel: &'static str,
    feminine: &'static str,
    feminine_vowel: &'static str,
}

static PAIRS: LazyLock<Vec<Forms>> = LazyLock::new(|| {
    rows(include_str!("data/pairs.tsv"))
        .filter_map(|row| {
            let mut cells = row.split('\t');
            Some(Forms {
                masculine: cells.next()?,
                masculine_vowel: cells.next()?,
                feminine: cells.next()?,
                feminine_vowel: cells.next()?,
            })
        })
        .collect()
});

/// Masculine and feminine of the adjectives that stand before a noun.
static ADJECTIVES: LazyLock<HashMap<&'static str, (&'static str, &'static str)>> = LazyLock::new(|| {
    rows(include_str!("data/adjectives.tsv"))
        .filter_map(|row| row.split_once('\t'))
        .flat_map(|(m, f)| [(m, (m, f)), (f, (m, f))])
        .collect()
});

/// The form of `word` (in lower case) before a noun that starts with a vowel sound or not; `None` when
/// the word is not one of those that change.
///
/// `gender` is the new noun’s; `None`: not known, then the gender that `word` shows stays. `son` and its
/// like show none before a vowel; they stay then.
pub(super) fn form(word: &str, gender: Option<Gender>, vowel: bool) -> Option<&'static str> {
    let forms = PAIRS.iter().find(|forms| {
        [forms.masculine, forms.masculine_vowel, forms.feminine, forms.feminine_vowel].contains(&word)
    })?;
    let shown =
        if word == forms.feminine && word != forms.masculine { Gender::Feminine } else { Gender::Masculine };
    Some(match (gender.unwrap_or(shown), vowel) {
        (Gender::Masculine, false) => forms.masculine,
        (Gender::Masculine, true) => forms.masculine_vowel,
        (Gender::Feminine, false) => forms.feminine,
        (Gender::Feminine, true) => forms.feminine_vowel,
    })
}

/// Whether `word` (in lower case) is an adjective that stands before a noun and carries its determiner.
pub fn is_fronted_adjective(word: &str) -> bool {
    ADJECTIVES.contains_key(word) || word.ends_with("ième")
}

/// Whether that adjective looks different in the other gender.
pub(super) fn shows_gender(word: &str) -> bool {
    ADJECTIVES.get(word).is_some_and(|(m, f)| m != f)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn forms_follow_gender_and_initial() {
        let f = Some(Gender::Feminine);
        let m = Some(Gender::Masculine);
        for (word, gender, vowel, expected) in [
            ("cet", m, false, Some("ce")),
            ("ce", m, true, Some("cet")),
            ("cette", m, false, Some("ce")),
            ("ce", f, true, Some("cette")),
            ("cet", None, false, Some("ce")),
            ("cette", None, false, Some("cette")),
            ("sa", f, true, Some("son")),
            ("nouvel", m, false, Some("nouveau")),
            ("belle", m, true, Some("bel")),
            ("leur", m, true, None),
        ] {
            assert_eq!(form(word, gender, vowel), expected, "{word} {gender:?} {vowel}");
        }
    }

    #[test]
    fn every_row_is_read() {
        assert_eq!(PAIRS.len(), rows(include_str!("data/pairs.tsv")).count());
        assert!(rows(include_str!("data/adjectives.tsv")).all(|row| row.split('\t').count() == 2));
    }
}

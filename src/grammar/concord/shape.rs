//! Whether a word looks like an adjective or a participle of a gender and number.

use std::{
    collections::{HashMap, HashSet},
    sync::LazyLock,
};

use super::super::{Gender, Number, initial::rows, pairs};

/// Masculine and feminine singular of listed adjectives.
static LISTED: LazyLock<HashMap<&'static str, Gender>> = LazyLock::new(|| {
    let pairs = rows(include_str!("../data/following.tsv")).filter_map(|row| row.split_once('\t'));
    pairs
        .filter(|(masculine, feminine)| masculine != feminine)
        .flat_map(|(masculine, feminine)| [(masculine, Gender::Masculine), (feminine, Gender::Feminine)])
        .collect()
});

/// Endings with the gender they show; `None`: that of another word.
static ENDINGS: LazyLock<HashMap<&'static str, Option<Gender>>> = LazyLock::new(|| {
    let endings = rows(include_str!("../data/endings.tsv")).filter_map(|row| row.split_once('\t'));
    endings
        .map(|(ending, gender)| match gender {
            "m" => (ending, Some(Gender::Masculine)),
            "f" => (ending, Some(Gender::Feminine)),
            _ => (ending, None),
        })
        .collect()
});

/// Verbs that end like an adjective.
static FINITE: LazyLock<HashSet<&'static str>> =
    LazyLock::new(|| rows(include_str!("../data/finite.txt")).flat_map(str::split_whitespace).collect());

/// Whether `word` is a listed verb in the third person that ends like an adjective.
pub(super) fn is_finite(word: &str) -> bool {
    FINITE.contains(word)
}

/// Whether `word` looks like an adjective or participle that is `gender` and, if given, `number`, and would be written
/// otherwise in the other gender.
pub(super) fn shows(word: &str, gender: Gender, number: Option<Number>) -> bool {
    let singular = number != Some(Number::Plural) && shown_by_singular(word) == Some(gender);
    let plural = number != Some(Number::Singular) && shown_by_plural(word) == Some(gender);
    singular || plural
}

/// Whether `word` may be an adjective or participle of any gender and number.
pub(super) fn is_adjective(word: &str) -> bool {
    const ALIKE: &[&str] = &[
        "ique", "able", "ible", "aire", "iste", "oire", "ide", "ile", "gène", "phone", "aque", "esque",
        "este",
    ];
    let singular = word.strip_suffix('s').unwrap_or(word);
    shown_by_singular(word).is_some()
        || shown_by_plural(word).is_some()
        || ALIKE.iter().any(|ending| singular.ends_with(ending))
        || pairs::is_fronted_adjective(singular)
        || matches!(singular, "prospère" | "libre" | "russe" | "moderne" | "pauvre" | "fertile" | "neutre")
}

fn shown_by_plural(word: &str) -> Option<Gender> {
    if let Some(stem) = word.strip_suffix("aux") {
        return shown_by_singular(&format!("{stem}al")).or(Some(Gender::Masculine));
    }
    let singular = word.strip_suffix('s').or_else(|| word.strip_suffix('x'))?;
    // Masculine adjectives in -s and -x are written alike in the plural.
    shown_by_singular(singular)
        .or_else(|| shown_by_singular(word).filter(|gender| *gender == Gender::Masculine))
}

fn shown_by_singular(word: &str) -> Option<Gender> {
    if let Some(gender) = LISTED.get(word) {
        return Some(*gender);
    }
    let starts = word.char_indices().map(|(at, _)| at);
    starts.skip(1).find_map(|at| ENDINGS.get(&word[at..]).copied())?
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn shapes() {
        use Gender::{Feminine as F, Masculine as M};
        use Number::{Plural as P, Singular as S};
        for (word, gender, number) in [
            ("prévenue", F, S),
            ("européenne", F, S),
            ("totale", F, S),
            ("forte", F, S),
            ("sanctionnées", F, P),
            ("abattus", M, P),
            ("régionaux", M, P),
            ("mis", M, S),
            ("ukrainien", M, S),
            ("rompu", M, S),
        ] {
            assert!(shows(word, gender, Some(number)), "{word}");
        }
        for word in
            ["démocratique", "rapidement", "refuse", "attend", "neutre", "résiste", "dénonce", "libre"]
        {
            assert!(!shows(word, F, None) && !shows(word, M, None), "{word}");
        }
    }

    #[test]
    fn every_row_is_read() {
        assert_eq!(ENDINGS.len(), rows(include_str!("../data/endings.tsv")).count());
        let words = || rows(include_str!("../data/finite.txt")).flat_map(str::split_whitespace);
        assert_eq!(FINITE.len(), words().count(), "a verb stands twice");
        for verb in words() {
            let shape = shown_by_singular(verb);
            assert!(shape.is_some(), "no adjective ends like {verb}");
        }
    }
}

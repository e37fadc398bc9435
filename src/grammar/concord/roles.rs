//! What the words of a clause say of those after them, and the words that announce a noun from before its article.

use std::{collections::HashMap, sync::LazyLock};

use super::super::{Gender, initial::rows};

/// What a word says of those after it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Role {
    Determiner(Option<Gender>),
    Preposition,
    Copula,
    Reflexive,
    Avoir,
    Adverb,
    Adverbial,
    Relative,
    Conjunction,
    Coordinator,
    Subject,
    Pronoun(Gender),
    Impersonal,
    Unvarying,
}

pub(super) static ROLES: LazyLock<HashMap<&'static str, Role>> = LazyLock::new(|| {
    let mut roles = HashMap::new();
    let mut role = None;
    for row in rows(include_str!("../data/clause.txt")) {
        match row.strip_prefix('[') {
            Some(heading) => role = role_of_heading(heading),
            None => roles.extend(row.split_whitespace().filter_map(|word| Some((word, role?)))),
        }
    }
    roles
});

fn role_of_heading(heading: &str) -> Option<Role> {
    Some(match heading.trim_end_matches(']') {
        "determiners" => Role::Determiner(None),
        "masculine determiners" => Role::Determiner(Some(Gender::Masculine)),
        "feminine determiners" => Role::Determiner(Some(Gender::Feminine)),
        "prepositions" => Role::Preposition,
        "copulas" => Role::Copula,
        "reflexives" => Role::Reflexive,
        "avoir" => Role::Avoir,
        "adverbs" => Role::Adverb,
        "adverbial nouns" => Role::Adverbial,
        "relatives" => Role::Relative,
        "conjunctions" => Role::Conjunction,
        "coordinators" => Role::Coordinator,
        "subjects" => Role::Subject,
        "feminine pronouns" => Role::Pronoun(Gender::Feminine),
        "masculine pronouns" => Role::Pronoun(Gender::Masculine),
        "impersonal" => Role::Impersonal,
        "unvarying" => Role::Unvarying,
        _ => return None,
    })
}

/// Words that announce a noun from before its article, with the gender they show.
pub(super) static ANNOUNCING: LazyLock<HashMap<&'static str, Gender>> = LazyLock::new(|| {
    let words = rows(include_str!("../data/announcing.tsv")).filter_map(|row| row.split_once('\t'));
    words
        .map(|(word, gender)| (word, if gender == "f" { Gender::Feminine } else { Gender::Masculine }))
        .collect()
});

/// Whether `word` (in lower case) joins two nouns: *et*, *ou*, *ni*.
pub fn is_coordinator(word: &str) -> bool {
    word != "mais" && ROLES.get(word) == Some(&Role::Coordinator)
}

/// Whether `word` (in lower case, an elided one without its apostrophe) is a determiner or a preposition.
pub fn opens_phrase(word: &str) -> bool {
    matches!(ROLES.get(word), Some(Role::Determiner(_) | Role::Preposition))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_word_stands_under_one_heading() {
        let lists = || rows(include_str!("../data/clause.txt"));
        assert!(lists().filter(|row| row.starts_with('[')).all(|row| role_of_heading(&row[1..]).is_some()));
        let words: Vec<_> =
            lists().filter(|row| !row.starts_with('[')).flat_map(str::split_whitespace).collect();
        let mut seen = std::collections::HashSet::new();
        let twice: Vec<_> = words.iter().filter(|word| !seen.insert(**word)).collect();
        assert!(twice.is_empty(), "{twice:?}");
        assert_eq!(ANNOUNCING.len(), rows(include_str!("../data/announcing.tsv")).count());
    }
}

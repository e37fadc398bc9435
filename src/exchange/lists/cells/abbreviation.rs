//! Whether letters abbreviate some words: SEP of *sclérose en plaques*.

use crate::text::{fold, is_apostrophe};

/// How long an abbreviation may be (characters).
const MAX_LENGTH: usize = 10;

/// How many words are looked at.
const MAX_WORDS: usize = 16;

/// Whether a word looks like an abbreviation: two capitals at least, with digits, full stops and hyphens; small letters in
/// between (ARNm) count as long as capitals lead.
pub(super) fn has_shape(word: &str) -> bool {
    let capitals = word.chars().filter(|c| c.is_uppercase()).count();
    let small = word.chars().filter(|c| c.is_lowercase()).count();
    let has_digit = word.chars().any(|c| c.is_ascii_digit());
    word.starts_with(|c: char| c.is_uppercase() || c.is_ascii_digit())
        && capitals >= if has_digit { 1 } else { 2 }
        && small < capitals
        && word.chars().count() <= MAX_LENGTH
        && word.chars().all(|c| c.is_alphabetic() || c.is_ascii_digit() || matches!(c, '.' | '-'))
}

/// Whether the letters of an abbreviation stand, in their order, in words: the first at the start of the first word, each
/// that follows at the start of a later word or further on in the same. Two words at least give a letter; one common
/// noun alone may give all (*télévision*, TV).
pub(super) fn fits(abbreviation: &str, words: &str) -> bool {
    let letters: Vec<char> = fold(abbreviation).chars().filter(|c| c.is_alphabetic()).collect();
    let is_small = words.starts_with(char::is_lowercase);
    let has_digit = abbreviation.chars().any(|c| c.is_ascii_digit());
    let folded = fold(words);
    let parted =
        |c: char| c.is_whitespace() || is_apostrophe(c) || matches!(c, '-' | '/' | ',' | '(' | ')' | '.');
    let words: Vec<&str> =
        folded.split(parted).filter(|word| !word.is_empty()).skip_while(is_article).take(MAX_WORDS).collect();
    let least = if has_digit || words.len() == 1 && is_small { 1 } else { 2 };
    let Some(first) = words.first() else { return false };
    letters.first().is_some_and(|letter| first.starts_with(*letter)) && stand_in(&letters, &words, least)
}

fn is_article(word: &&str) -> bool {
    matches!(*word, "le" | "la" | "les" | "l" | "the")
}

/// Whether letters stand in words, of which `least` at least give one.
fn stand_in(letters: &[char], words: &[&str], least: usize) -> bool {
    let Some(letter) = letters.first() else { return least == 0 };
    if letters.len() < least {
        return false;
    }
    (0..words.len()).filter(|at| words[*at].starts_with(*letter)).any(|at| {
        // How many letters this word can give, the first at its start and the others further on.
        let mut rest = words[at].chars().skip(1);
        let more = letters[1..].iter().take_while(|letter| rest.any(|c| c == **letter)).count();
        (0..=more).any(|more| stand_in(&letters[more + 1..], &words[at + 1..], least.saturating_sub(1)))
    })
}

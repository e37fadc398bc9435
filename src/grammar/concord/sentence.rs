//! The words of the sentence a name stands in, on either side of it and within bounds.

use unicode_normalization::UnicodeNormalization;

use crate::text::{first_sentence_end, is_hyphen, is_ignorable, is_long_dash, is_word_char};

/// How much of a sentence is read on either side of a name (bytes).
const MAX_BYTES: usize = 600;

/// A word of a sentence.
#[derive(Clone, Debug)]
pub(super) struct SentenceWord {
    /// In lower case; of an elided word what stands before the apostrophe.
    pub lower: String,
    /// Whether it is written with a capital.
    pub capital: bool,
    /// Whether a comma, a dash, a bracket or a quotation mark parts it from what stands before.
    pub parted: bool,
    /// Whether it is a pronoun that a hyphen joins to its verb: *est-elle*.
    pub inverted: bool,
}

impl SentenceWord {
    /// The word as it is looked up.
    pub(super) fn as_str(&self) -> &str {
        &self.lower
    }
}

/// What of `text` after a name belongs to its sentence.
pub(super) fn rest_of_sentence(text: &str) -> &str {
    let text = &text[..text.floor_char_boundary(MAX_BYTES)];
    &text[..first_sentence_end(text).unwrap_or(text.len())]
}

/// What of `text` before a name belongs to its sentence.
pub(super) fn start_of_sentence(text: &str) -> &str {
    let mut text = &text[text.ceil_char_boundary(text.len().saturating_sub(MAX_BYTES))..];
    while let Some(end) = first_sentence_end(text).filter(|end| *end < text.len()) {
        text = &text[end..];
    }
    text
}

/// The words of `text`, from left to right; where all of it is in capitals they mean nothing.
pub(super) fn sentence_words(text: &str, all_caps: bool) -> Vec<SentenceWord> {
    let mut found = Vec::new();
    let mut parted = false;
    let mut rest = text;
    loop {
        let start = rest.find(is_word_char).unwrap_or(rest.len());
        parted |= rest[..start].contains(parts);
        rest = &rest[start..];
        if rest.is_empty() {
            return found;
        }
        let mut end = rest.find(|c: char| !is_word_char(c) && !is_hyphen(c)).unwrap_or(rest.len());
        // «aujourd’hui» is one word; a hyphen that ends a word is a dash.
        while rest[..end].ends_with(is_hyphen) {
            end -= rest[..end].chars().next_back().map_or(1, char::len_utf8);
        }
        let word = &rest[..end];
        let capital = !all_caps && word.starts_with(char::is_uppercase);
        let lower: String = word.nfc().filter(|c| !is_ignorable(*c)).flat_map(char::to_lowercase).collect();
        let mut push = |lower: &str, parted, inverted| {
            found.push(SentenceWord { lower: lower.to_owned(), capital, parted, inverted });
        };
        match inverted_pronoun(&lower) {
            Some((verb, pronoun)) => {
                push(verb, parted, false);
                push(pronoun, false, true);
                // An incise («, dit-il,») keeps what parts it.
                found.last_mut().into_iter().for_each(|word| word.parted = parted);
            }
            None => push(&lower, parted, false),
        }
        parted = false;
        rest = &rest[end..];
    }
}

/// *est-elle*, *a-t-il*: the verb and the pronoun.
fn inverted_pronoun(word: &str) -> Option<(&str, &str)> {
    let (verb, pronoun) = word.rsplit_once(is_hyphen)?;
    let verb = verb.strip_suffix("-t").unwrap_or(verb);
    matches!(pronoun, "il" | "ils" | "elle" | "elles").then_some((verb, pronoun))
}

/// Whether a sign parts two phrases.
fn parts(c: char) -> bool {
    is_long_dash(c)
        || matches!(c, ',' | ';' | ':' | '(' | ')' | '«' | '»' | '“' | '”' | '"' | '?' | '!' | '…' | '.')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sentences() {
        assert_eq!(rest_of_sentence(" de M. Macron est seule. Elle"), " de M. Macron est seule.");
        assert_eq!(rest_of_sentence(" compte 1.5 million"), " compte 1.5 million");
        assert_eq!(start_of_sentence("Assez. Enfin, seule, "), " Enfin, seule, ");
        assert_eq!(start_of_sentence("Assez. "), "Assez. ");
    }

    #[test]
    fn words() {
        let words = sentence_words(" s’est, dit-elle, vue là-bas - hier", false);
        let words: Vec<_> = words.iter().map(|word| (word.as_str(), word.parted, word.inverted)).collect();
        assert_eq!(
            words,
            [
                ("s", false, false),
                ("est", false, false),
                ("dit", true, false),
                ("elle", true, true),
                ("vue", true, false),
                ("là-bas", false, false),
                ("hier", false, false)
            ]
        );
        let notes = sentence_words("Perse¹ vote-", false);
        assert_eq!(notes.iter().map(SentenceWord::as_str).collect::<Vec<_>>(), ["perse", "vote"]);
    }
}

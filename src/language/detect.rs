//! The language of a text, told by its function words.

use std::sync::LazyLock;

use rustc_hash::FxHashMap;

use super::Language;

/// How much is read of a text whose words tell at once, and of one whose words do not (bytes).
const SAMPLE: usize = 1 << 12;
const LONGEST_SAMPLE: usize = 1 << 16;

/// The function words of one language that no other one has.
static FUNCTION_WORDS: LazyLock<FxHashMap<&'static str, Language>> = LazyLock::new(|| {
    Language::ALL
        .into_iter()
        .flat_map(|language| function_words(language).map(move |w| (w, language)))
        .collect()
});

fn function_words(language: Language) -> impl Iterator<Item = &'static str> {
    let list = match language {
        Language::French => include_str!("data/fr/function-words.txt"),
        Language::English => include_str!("data/en/function-words.txt"),
    };
    list.lines().filter(|line| !line.starts_with('#')).flat_map(str::split_whitespace)
}

/// Whether a word in lower case is a function word of the language.
///
/// ```
/// use drogman::language::{Language, is_function_word};
/// assert!(is_function_word(Language::ALL[0], "est"));
/// ```
pub fn is_function_word(language: Language, lower: &str) -> bool {
    function_words(language).any(|word| word == lower)
}

/// How many function words of each language stand in the texts that were [added](Self::add).
///
/// ```
/// use drogman::language::{FunctionWords, Language};
/// let mut words = FunctionWords::default();
/// words.add("Le directeur a sorti sa calculette.");
/// assert_eq!((words.of(Language::French), words.of(Language::English)), (2, 0));
/// assert_eq!(words.commonest(), Some(Language::French));
/// ```
#[derive(Clone, Copy, Debug, Default)]
pub struct FunctionWords([usize; Language::ALL.len()]);

impl FunctionWords {
    /// Counts those of a text too.
    pub fn add(&mut self, text: &str) {
        for word in text.split(|c: char| !c.is_alphabetic()).filter(|word| !word.is_empty()) {
            if let Some(language) = FUNCTION_WORDS.get(word.to_lowercase().as_str()) {
                self.0[language.number()] += 1;
            }
        }
    }

    /// How many are of `language`.
    pub fn of(&self, language: Language) -> usize {
        self.0[language.number()]
    }

    /// The language with more of them than any other has.
    pub fn commonest(&self) -> Option<Language> {
        let best = Language::ALL.into_iter().max_by_key(|&language| self.of(language))?;
        let rivals = Language::ALL.into_iter().filter(|&other| other != best);
        rivals.map(|other| self.of(other)).all(|count| count < self.of(best)).then_some(best)
    }
}

/// The language of `text`, guessed by its function words; `None` when they do not tell.
///
/// ```
/// use drogman::language::{Language, detect};
/// assert_eq!(detect("Le directeur a sorti sa calculette."), Some(Language::French));
/// assert_eq!(detect("Mr. Soghomonyan was more upbeat than the others."), Some(Language::English));
/// assert_eq!(detect("Bakou 1988"), None);
/// ```
pub fn detect(text: &str) -> Option<Language> {
    detect_in([text])
}

/// The language of a text that comes in pieces (blocks, lines, segments), guessed by the function words at its
/// beginning: the first 4 KiB, and up to 64 KiB while they do not tell.
///
/// ```
/// use drogman::language::{Language, detect_in};
/// assert_eq!(detect_in("Bakou\nLe convoi est parti.".lines()), Some(Language::French));
/// ```
pub fn detect_in<'t>(pieces: impl IntoIterator<Item = &'t str>) -> Option<Language> {
    let mut words = FunctionWords::default();
    let mut read = 0;
    for mut piece in pieces {
        while !piece.is_empty() {
            let room = if read < SAMPLE { SAMPLE - read } else { SAMPLE };
            // Up to the end of a word: half a word may be one of the list.
            let room = piece.ceil_char_boundary(room);
            let more = piece[room..].find(|c: char| !c.is_alphabetic());
            let (sample, rest) = piece.split_at(more.map_or(piece.len(), |more| room + more));
            words.add(sample);
            (read, piece) = (read + sample.len(), rest);
            if read >= LONGEST_SAMPLE || read >= SAMPLE && words.commonest().is_some() {
                return words.commonest();
            }
        }
    }
    words.commonest()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_lists_have_no_word_in_common() {
        let listed: usize = Language::ALL.into_iter().map(|language| function_words(language).count()).sum();
        assert_eq!(FUNCTION_WORDS.len(), listed, "a word stands twice");
    }

    #[test]
    fn names_of_the_other_language_do_not_mislead() {
        let french = "Le Washington Post et The Guardian publient la même photo de l'incendie.";
        assert_eq!(detect(french), Some(Language::French));
        let english = "The paper Le Monde published a photo of the fire, and so did La Croix.";
        assert_eq!(detect(english), Some(Language::English));
        assert_eq!(detect(""), None);
    }

    #[test]
    fn a_text_that_begins_with_names_is_read_further() {
        let names = "Bakou Erevan Tbilissi ".repeat(400);
        assert_eq!(detect_in([names.as_str(), "The convoy left the town."]), Some(Language::English));
        assert_eq!(detect_in([names.repeat(9).as_str(), "The convoy left the town."]), None);
    }
}

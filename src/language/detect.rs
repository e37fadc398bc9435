use super::Language;

/// Words that one language uses all the time and the other never or seldom does.
const FRENCH: &str = include_str!("function-words/fr.txt");
const ENGLISH: &str = include_str!("function-words/en.txt");

/// How much of a text is looked at, in bytes.
const SAMPLE: usize = 1 << 16;

/// The language of `text`, guessed by its function words; `None` when they do not tell.
///
/// ```
/// use drogman::language::{Language, detect};
/// assert_eq!(detect("Le directeur a sorti sa calculette."), Some(Language::French));
/// assert_eq!(detect("Mr. Soghomonyan was more upbeat than the others."), Some(Language::English));
/// assert_eq!(detect("Bakou 1988"), None);
/// ```
pub fn detect(text: &str) -> Option<Language> {
    let mut end = text.len().min(SAMPLE);
    while !text.is_char_boundary(end) {
        end -= 1;
    }
    let (french, english) = (list(FRENCH), list(ENGLISH));
    let (mut fr, mut en) = (0, 0);
    for word in text[..end].split(|c: char| !c.is_alphabetic()).filter(|word| !word.is_empty()) {
        let lower = word.to_lowercase();
        fr += usize::from(french.contains(&lower.as_str()));
        en += usize::from(english.contains(&lower.as_str()));
    }
    match fr.cmp(&en) {
        std::cmp::Ordering::Greater => Some(Language::French),
        std::cmp::Ordering::Less => Some(Language::English),
        std::cmp::Ordering::Equal => None,
    }
}

fn list(words: &'static str) -> rustc_hash::FxHashSet<&'static str> {
    words.lines().filter(|line| !line.starts_with('#')).flat_map(str::split_whitespace).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_lists_have_no_word_in_common() {
        let english = list(ENGLISH);
        let common: Vec<_> = list(FRENCH).into_iter().filter(|word| english.contains(word)).collect();
        assert!(common.is_empty(), "{common:?}");
    }

    #[test]
    fn names_of_the_other_language_do_not_mislead() {
        let french = "Le Washington Post et The Guardian publient la même photo de l'incendie.";
        assert_eq!(detect(french), Some(Language::French));
        let english = "The paper Le Monde published a photo of the fire, and so did La Croix.";
        assert_eq!(detect(english), Some(Language::English));
        assert_eq!(detect(""), None);
    }
}

//! Which names of lands, adjectives and names of peoples say the same: *Armenia*, *Armenian*.

use rustc_hash::FxHashMap;

use super::{Language, PerLanguage, inflection};
use crate::text::{fold_char_into, is_combining_mark};

/// The lands of one language and their peoples.
#[derive(Debug)]
pub(crate) struct Peoples {
    groups: Vec<Vec<Phrase>>,
    /// Which groups have a phrase.
    by_phrase: FxHashMap<String, Vec<usize>>,
}

/// Some words to be looked for in a [`PlainText`].
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Phrase {
    /// Between spaces.
    words: String,
    /// Whether the capitals count: *US* is not *us*.
    exact: bool,
}

/// A text without signs: its words between single spaces, with and without capitals and accents.
#[derive(Clone, Debug, Default)]
pub(crate) struct PlainText {
    folded: String,
    cased: String,
}

static PEOPLES: PerLanguage<Peoples> = PerLanguage::new();

impl Peoples {
    /// Those of a language.
    pub(crate) fn of(language: Language) -> &'static Self {
        PEOPLES.get_or_init(language, || {
            Self::read(
                language,
                match language {
                    Language::French => include_str!("data/fr/peoples.txt"),
                    Language::English => include_str!("data/en/peoples.txt"),
                },
            )
        })
    }

    fn read(language: Language, data: &str) -> Self {
        let mut peoples = Self { groups: Vec::new(), by_phrase: FxHashMap::default() };
        for line in data.lines().filter(|line| !line.starts_with('#') && !line.trim().is_empty()) {
            let number = peoples.groups.len();
            let mut group = Vec::new();
            for form in line.split(',').map(str::trim) {
                let inflects = language.nouns_agree() && form.starts_with(char::is_lowercase);
                let forms =
                    if inflects { inflection::adjective(form).to_vec() } else { vec![form.to_owned()] };
                for phrase in forms.iter().map(|form| Phrase::new(form)) {
                    let groups = peoples.by_phrase.entry(phrase.words.clone()).or_default();
                    if !groups.contains(&number) {
                        groups.push(number);
                        group.push(phrase);
                    }
                }
            }
            peoples.groups.push(group);
        }
        peoples
    }

    /// The phrases that say the same as this one, itself among them; none when it is no land or people.
    pub(crate) fn akin(&self, phrase: &Phrase) -> impl Iterator<Item = &Phrase> {
        let groups = self.by_phrase.get(&phrase.words).map_or(&[][..], Vec::as_slice);
        groups.iter().flat_map(|&group| &self.groups[group])
    }
}

impl Phrase {
    /// The words of a form.
    pub(crate) fn new(form: &str) -> Self {
        let letters = || form.chars().filter(|c| c.is_alphabetic());
        let exact = letters().count() < 5 && letters().all(char::is_uppercase);
        let PlainText { folded, cased } = PlainText::new(form);
        Self { words: if exact { cased } else { folded }, exact }
    }
}

impl PlainText {
    /// The words of a text. A full stop that touches a letter is left out: *U.S.* is *US*.
    pub(crate) fn new(text: &str) -> Self {
        Self::joined([text])
    }

    /// The words of texts, one after the other.
    pub(crate) fn joined<'t>(texts: impl IntoIterator<Item = &'t str>) -> Self {
        let mut plain = Self { folded: " ".to_owned(), cased: " ".to_owned() };
        for text in texts {
            let mut last = ' ';
            for c in text.chars().filter(|&c| !is_combining_mark(c)) {
                if c.is_alphanumeric() {
                    plain.cased.push(c);
                    fold_char_into(c, &mut plain.folded);
                } else if !(c == '.' && last.is_uppercase() && Self::ends_initial(&plain.cased)) {
                    plain.end_word();
                }
                last = c;
            }
            plain.end_word();
        }
        plain
    }

    /// Whether the text so far ends in an initial, or in initials whose full stops were left out.
    fn ends_initial(cased: &str) -> bool {
        let word = cased.rsplit(' ').next().unwrap_or_default();
        !word.is_empty() && word.chars().all(char::is_uppercase) && word.chars().count() < 6
    }

    fn end_word(&mut self) {
        for text in [&mut self.folded, &mut self.cased] {
            if !text.ends_with(' ') {
                text.push(' ');
            }
        }
    }

    /// Whether it has a word, in lower case without accents, of which `is` is true.
    pub(crate) fn has_word(&self, is: impl Fn(&str) -> bool) -> bool {
        self.folded.split(' ').any(|word| !word.is_empty() && is(word))
    }

    /// Whether the words of a phrase stand in it, the last one perhaps in a plural in -s.
    pub(crate) fn has(&self, phrase: &Phrase) -> bool {
        let words = phrase.words.trim_end();
        if words.trim_start().is_empty() {
            return false;
        }
        let text = if phrase.exact { &self.cased } else { &self.folded };
        memchr::memmem::find_iter(text.as_bytes(), words.as_bytes()).any(|at| {
            let rest = &text[at + words.len()..];
            rest.starts_with(' ') || !phrase.exact && rest.starts_with("s ")
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_land_and_its_people_say_the_same() {
        let peoples = Peoples::of(Language::English);
        let says = |form: &str, text: &str| {
            let text = PlainText::new(text);
            peoples.akin(&Phrase::new(form)).any(|phrase| text.has(phrase))
        };
        assert!(says("Norwegian", "Norway’s fishermen"));
        assert!(says("Norway", "two NORWEGIANS, at sea"));
        assert!(says("American", "a U.S. official") && says("United States", "the US-led force"));
        assert!(!says("American", "they told us."));
        assert!(says("British", "UK police") && says("Dutch", "in the Netherlands."));
        assert!(!says("Niger", "the Nigerian army"));
        assert!(!says("Gori", "Gori sleeps"), "no land");
    }

    #[test]
    fn french_adjectives_agree() {
        let peoples = Peoples::of(Language::French);
        let says = |form: &str, text: &str| {
            let text = PlainText::new(text);
            peoples.akin(&Phrase::new(form)).any(|phrase| text.has(phrase))
        };
        assert!(says("Norvège", "les îles norvégiennes"));
        assert!(says("suédois", "l’armée de Suède"));
    }
}

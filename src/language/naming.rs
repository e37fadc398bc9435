//! The words by which a text speaks of a name instead of using it: «rebaptisée», «sous le nom de».

use rustc_hash::FxHashSet;

use super::{Language, PerLanguage};

/// What a word does beside a name.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Naming {
    /// It gives a name, in any form.
    Giving,
    /// A participle that names, unless it stands after *to have*.
    Called,
    /// It names when a pronoun says what is named.
    Calling,
    /// A verb of speech that names, unless it closes a quotation.
    Saying,
    /// A noun for a name.
    Noun,
    /// A noun for a word, which stands right before it.
    Word,
    /// Before such a noun: nothing is said of the name.
    Behalf,
    /// A language, as it stands after [`Naming::In`].
    LanguageName,
    /// The preposition of languages.
    In,
    /// A pronoun for what is named, beside the verb.
    Object,
    /// A word for what is named, between the verb and the name.
    ObjectAfter,
    /// A relative pronoun for it, further away.
    Relative,
    /// A pronoun for who speaks.
    Speaker,
    /// A form of *to have*.
    Having,
    /// What may stand between a verb and the name.
    Between,
    /// Right before a name: it is no object of the verb.
    Preposition,
    /// Between a noun for a name and the name.
    Of,
    /// After a name that opens a bracket, or an aside.
    For,
    /// After a name and a comma, before a verb that names.
    As,
    /// *To be*: what stands before it may be a noun for a name.
    Being,
    /// After a name: a verb for what a word means.
    Meaning,
    /// Joined to the name: *ex-*.
    Former,
}

/// The headings of a file, in the order of [`Naming`].
const HEADINGS: [&str; 22] = [
    "naming",
    "called",
    "calling",
    "saying",
    "nouns",
    "words",
    "behalf",
    "language",
    "in",
    "objects",
    "objects-after",
    "relatives",
    "speakers",
    "having",
    "between",
    "prepositions",
    "of",
    "for",
    "as",
    "being",
    "meaning",
    "former",
];

/// The naming words of a language.
#[derive(Debug)]
pub(crate) struct NamingWords {
    /// By [`Naming`].
    words: [FxHashSet<&'static str>; HEADINGS.len()],
    /// Beginnings of words, by [`Naming`].
    stems: [Vec<&'static str>; HEADINGS.len()],
}

static WORDS: PerLanguage<NamingWords> = PerLanguage::new();

impl NamingWords {
    /// Those of a language.
    pub(crate) fn of(language: Language) -> &'static Self {
        WORDS.get_or_init(language, || match language {
            Language::French => Self::new(include_str!("data/fr/naming.txt")),
            Language::English => Self::new(include_str!("data/en/naming.txt")),
        })
    }

    fn new(data: &'static str) -> Self {
        let mut naming = Self { words: Default::default(), stems: Default::default() };
        let mut heading = None;
        for line in data.lines().map(str::trim).filter(|line| !line.starts_with('#')) {
            if let Some(name) = line.strip_prefix('[').and_then(|line| line.strip_suffix(']')) {
                heading = HEADINGS.iter().position(|known| *known == name);
                continue;
            }
            let Some(heading) = heading else { continue };
            for word in line.split_whitespace() {
                match word.strip_suffix('*') {
                    Some(stem) => naming.stems[heading].push(stem),
                    None => {
                        naming.words[heading].insert(word);
                    }
                }
            }
        }
        naming
    }

    /// Whether a word, in lower case with its diacritics, does this beside a name.
    pub(crate) fn is(&self, what: Naming, word: &str) -> bool {
        let at = what as usize;
        self.words[at].contains(word) || self.stems[at].iter().any(|stem| word.starts_with(stem))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_heading_is_known_and_in_every_file() {
        for data in [include_str!("data/fr/naming.txt"), include_str!("data/en/naming.txt")] {
            let headings: Vec<&str> =
                data.lines().filter_map(|line| line.trim().strip_prefix('[')?.strip_suffix(']')).collect();
            assert_eq!(headings, HEADINGS);
        }
    }

    #[test]
    fn words_and_stems() {
        let french = NamingWords::of(Language::French);
        assert!(french.is(Naming::Giving, "rebaptisée") && french.is(Naming::Noun, "nom"));
        assert!(!french.is(Naming::Giving, "ville"));
    }
}

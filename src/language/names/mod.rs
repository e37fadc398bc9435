//! The words that stand around names: titles, street words, prefixes, elisions, given names.

use std::sync::LazyLock;

use rustc_hash::{FxHashMap, FxHashSet};

use super::{Language, PerLanguage};
use crate::text::fold;

/// The word lists of one language; all keys are folded ([`fold`]).
#[derive(Debug)]
pub struct NameWords {
    /// Titles and functions, with the gender of the bearer (`m`, `f`, `-`).
    titles: FxHashMap<String, char>,
    openers: FxHashSet<String>,
    determiners: FxHashSet<String>,
    prefixes: FxHashSet<String>,
    suffixes: FxHashSet<String>,
    /// Street words, and whether they reach over *de*, *du*, *de la*.
    odonyms: FxHashMap<String, bool>,
    /// In lower case, with their diacritics.
    surroundings: FxHashSet<&'static str>,
    /// One bit for the first letter and the length of each word that may stand between a street word
    /// and a name, street words included: most words need no closer look.
    towards_street: [u32; 32],
}

/// The word lists of a language, as they stand in their files.
struct Files {
    titles: &'static str,
    openers: &'static str,
    determiners: &'static str,
    prefixes: &'static str,
    suffixes: &'static str,
    odonyms: &'static str,
    surroundings: &'static str,
}

impl Files {
    const fn of(language: Language) -> Self {
        match language {
            Language::French => Self {
                titles: include_str!("../data/fr/titles.tsv"),
                openers: include_str!("../data/fr/openers.txt"),
                determiners: include_str!("../data/fr/determiners.txt"),
                prefixes: include_str!("../data/fr/prefixes.txt"),
                suffixes: include_str!("../data/fr/suffixes.txt"),
                odonyms: include_str!("../data/fr/odonyms.txt"),
                surroundings: include_str!("../data/fr/surroundings.txt"),
            },
            Language::English => Self {
                titles: include_str!("../data/en/titles.tsv"),
                openers: include_str!("../data/en/openers.txt"),
                determiners: include_str!("../data/en/determiners.txt"),
                prefixes: include_str!("../data/en/prefixes.txt"),
                suffixes: include_str!("../data/en/suffixes.txt"),
                odonyms: include_str!("../data/en/odonyms.txt"),
                surroundings: include_str!("../data/en/surroundings.txt"),
            },
        }
    }
}

/// The words that may stand between a street word and a name, titles apart.
const PREPOSITIONS: [&str; 6] = ["de", "du", "des", "d", "l", "la"];

fn towards_street(odonyms: &FxHashMap<String, bool>, titles: &FxHashMap<String, char>) -> [u32; 32] {
    let mut bits = [0; 32];
    let all = odonyms.keys().chain(titles.keys()).map(String::as_str).chain(PREPOSITIONS);
    for word in all {
        bits[word.len() & 31] |= 1 << (word.as_bytes()[0] & 31);
    }
    bits
}

static WORDS: PerLanguage<NameWords> = PerLanguage::new();

static ELISIONS: LazyLock<FxHashSet<String>> =
    LazyLock::new(|| words(include_str!("../data/fr/elisions.txt")));
static JOINERS: LazyLock<FxHashSet<String>> =
    LazyLock::new(|| words(include_str!("../data/shared/joiners.txt")));
static GIVEN: LazyLock<FxHashSet<String>> = LazyLock::new(|| words(include_str!("../data/shared/given.txt")));
static SINGULAR_IN_S: LazyLock<FxHashSet<String>> =
    LazyLock::new(|| words(include_str!("../data/fr/singular-in-s.txt")));
static PRONOUNS: PerLanguage<FxHashSet<String>> = PerLanguage::new();
static DOMAINS: LazyLock<FxHashSet<String>> =
    LazyLock::new(|| words(include_str!("../data/shared/domains.txt")));

impl NameWords {
    /// The lists of a language.
    pub fn of(language: Language) -> &'static Self {
        WORDS.get_or_init(language, || Self::new(&Files::of(language)))
    }

    fn new(files: &Files) -> Self {
        let (titles, odonyms) = (titles(files.titles), marked(files.odonyms));
        Self {
            towards_street: towards_street(&odonyms, &titles),
            titles,
            openers: words(files.openers),
            determiners: words(files.determiners),
            prefixes: words(files.prefixes),
            suffixes: words(files.suffixes),
            odonyms,
            surroundings: files.surroundings.lines().filter(|line| !line.starts_with('#')).collect(),
        }
    }

    /// Whether a word as written may be a street word or stand between one and a name; a quick answer
    /// that is never wrongly no.
    pub fn may_lead_to_street(&self, written: &str) -> bool {
        let bytes = written.as_bytes();
        !written.is_ascii() || self.towards_street[bytes.len() & 31] >> (bytes[0] & 31) & 1 == 1
    }

    /// Whether the folded word is a title, and whose: `m`, `f`, or `-` for either.
    ///
    /// ```
    /// use drogman::language::{Language, names::NameWords};
    /// let french = NameWords::of(Language::French);
    /// assert!(french.title("president").is_some());
    /// assert!(french.title("voiture").is_none());
    /// ```
    pub fn title(&self, folded: &str) -> Option<char> {
        self.titles.get(folded).copied()
    }

    /// Whether the folded word may open a sentence without being a given name.
    pub fn opens_sentence(&self, folded: &str) -> bool {
        self.openers.contains(folded)
    }

    /// Whether a capitalised word after the folded word is a noun, not a given name.
    ///
    /// ```
    /// use drogman::language::{Language, names::NameWords};
    /// assert!(NameWords::of(Language::French).is_determiner("cette"));
    /// assert!(!NameWords::of(Language::English).is_determiner("cette"));
    /// ```
    pub fn is_determiner(&self, folded: &str) -> bool {
        self.determiners.contains(folded)
    }

    /// Whether the folded word may be hyphened before a name (pro-).
    pub fn is_prefix(&self, folded: &str) -> bool {
        self.prefixes.contains(folded)
    }

    /// Whether the folded word may be hyphened after a name (-là).
    pub fn is_suffix(&self, folded: &str) -> bool {
        self.suffixes.contains(folded)
    }

    /// Whether the word, in lower case with its diacritics, makes the name after it that of something else: *le canal de …*.
    pub fn makes_other_name(&self, lower: &str) -> bool {
        self.surroundings.contains(lower)
    }

    /// Whether the folded word makes a street of the name beside it; `Some(true)`: over *de* as well.
    pub fn odonym(&self, folded: &str) -> Option<bool> {
        self.odonyms.get(folded).copied()
    }
}

/// Whether an apostrophe after the folded word elides it (d’, l’, jusqu’), in either language.
///
/// ```
/// use drogman::language::names::is_elision;
/// assert!(is_elision("d") && is_elision("qu"));
/// assert!(!is_elision("o"), "the O of O’Brien is part of the name");
/// ```
pub fn is_elision(folded: &str) -> bool {
    ELISIONS.contains(folded)
}

/// Whether the folded word, written in lower case, joins two capitalised words into one name.
pub fn is_joiner(folded: &str) -> bool {
    JOINERS.contains(folded)
}

/// Whether the folded word is a common given name.
///
/// ```
/// use drogman::language::names::is_given_name;
/// assert!(is_given_name("marie"));
/// assert!(!is_given_name("erevan"));
/// ```
pub fn is_given_name(folded: &str) -> bool {
    GIVEN.contains(folded)
}

/// Whether a folded French word in -s or -x leaves the word after it singular.
pub fn is_singular_in_s(folded: &str) -> bool {
    SINGULAR_IN_S.contains(folded)
}

/// Whether the folded word is a pronoun of the third person, in place of a name: *he*, *their*.
pub(crate) fn is_pronoun(folded: &str, language: Language) -> bool {
    let list = PRONOUNS.get_or_init(language, || {
        words(match language {
            Language::French => include_str!("../data/fr/pronouns.txt"),
            Language::English => include_str!("../data/en/pronouns.txt"),
        })
    });
    list.contains(folded)
}

/// Whether a lower-case last label makes a dotted word a domain or a file name.
///
/// ```
/// use drogman::language::names::is_domain_or_extension;
/// // «armenpress.am» and «carte.pdf» are no sentences that lack a space.
/// assert!(is_domain_or_extension("am") && is_domain_or_extension("pdf"));
/// assert!(!is_domain_or_extension("bakou"));
/// ```
pub fn is_domain_or_extension(label: &str) -> bool {
    DOMAINS.contains(label)
}

/// The lines of a data file, comments and empty lines left out.
fn lines(data: &'static str) -> impl Iterator<Item = &'static str> {
    data.lines().map(str::trim).filter(|line| !line.is_empty() && !line.starts_with('#'))
}

fn words(data: &'static str) -> FxHashSet<String> {
    lines(data).flat_map(str::split_whitespace).map(fold).collect()
}

fn marked(data: &'static str) -> FxHashMap<String, bool> {
    lines(data)
        .flat_map(str::split_whitespace)
        .map(|word| (fold(word.trim_end_matches('+')), word.ends_with('+')))
        .collect()
}

fn titles(data: &'static str) -> FxHashMap<String, char> {
    lines(data)
        .filter_map(|line| line.split_once('\t'))
        .filter_map(|(word, gender)| Some((fold(word), gender.trim().chars().next()?)))
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_title_has_a_known_gender() {
        for data in [include_str!("../data/fr/titles.tsv"), include_str!("../data/en/titles.tsv")] {
            for line in lines(data) {
                let (_, gender) = line.split_once('\t').expect("a tab between word and gender");
                assert!(matches!(gender, "m" | "f" | "-"), "{line}");
            }
        }
    }

    #[test]
    fn lists_are_folded() {
        let french = NameWords::of(Language::French);
        assert_eq!(french.title("president"), Some('m'));
        assert_eq!(french.odonym("avenue"), Some(true));
        assert_eq!(french.odonym("place"), Some(false));
        assert!(french.is_suffix("la") && french.is_prefix("apres") && is_elision("jusqu"));
    }
}

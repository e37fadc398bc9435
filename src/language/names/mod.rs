//! The words that stand around names: titles, street words, prefixes, elisions, given names.

mod longer;

pub use longer::{LongerNames, PersonNoun};

use std::sync::LazyLock;

use rustc_hash::{FxHashMap, FxHashSet};

use super::{
    Language, PerLanguage,
    consonants::{Reading, consonants},
    romanisation::{PATRONYMICS as PATRONYMIC_ENDINGS, rows},
};
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
    odonyms: FxHashMap<String, StreetReach>,
    /// In lower case, with their diacritics.
    surroundings: FxHashSet<&'static str>,
    place_heads: FxHashSet<String>,
    /// One bit for the first letter and the length of each word that may stand between a street word
    /// and a name, street words included: most words need no closer look.
    towards_street: [u32; 32],
}

/// How far a street word reaches to a name that it makes that of a street.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum StreetReach {
    /// To the name beside it: *place Stepanakert*.
    Beside,
    /// Over *de*, *du*, *de la* as well: *rue d’Erevan*.
    OverPreposition,
    /// After the number of a house alone, but then over *de* as well: *3, chemin d’Erevan*.
    InAddress,
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
    place_heads: &'static str,
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
                place_heads: include_str!("../data/fr/place-heads.txt"),
            },
            Language::English => Self {
                titles: include_str!("../data/en/titles.tsv"),
                openers: include_str!("../data/en/openers.txt"),
                determiners: include_str!("../data/en/determiners.txt"),
                prefixes: include_str!("../data/en/prefixes.txt"),
                suffixes: include_str!("../data/en/suffixes.txt"),
                odonyms: include_str!("../data/en/odonyms.txt"),
                surroundings: include_str!("../data/en/surroundings.txt"),
                place_heads: include_str!("../data/en/place-heads.txt"),
            },
        }
    }
}

/// Shorter endings than this are those of too many given names: *Friedrich*.
const SHORTEST_PATRONYMIC: usize = 4;

/// The words that may stand between a street word and a name, titles apart.
const PREPOSITIONS: [&str; 6] = ["de", "du", "des", "d", "l", "la"];

fn towards_street(odonyms: &FxHashMap<String, StreetReach>, titles: &FxHashMap<String, char>) -> [u32; 32] {
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
static CIVIL_TITLES: LazyLock<FxHashSet<String>> =
    LazyLock::new(|| words(include_str!("../data/shared/civil-titles.txt")));
static PARTICLES: LazyLock<FxHashSet<String>> =
    LazyLock::new(|| words(include_str!("../data/shared/particles.txt")));
static GIVEN_GENDER: LazyLock<Vec<(&str, &str)>> = LazyLock::new(|| {
    let rows = rows(include_str!("../data/shared/given-gender.tsv")).filter(|row| row.len() == 2);
    rows.map(|row| (row[0].trim_matches('-'), row[1].trim_matches('-'))).collect()
});
/// One folded word a line, sorted: searched as it stands, for it is long and often needed for a few words only.
static GIVEN: &str = include_str!("../data/shared/given.txt");
static SINGULAR_IN_S: LazyLock<FxHashSet<String>> =
    LazyLock::new(|| words(include_str!("../data/fr/singular-in-s.txt")));
static PATRONYMICS: LazyLock<Vec<(String, char)>> = LazyLock::new(|| {
    let rows = rows(PATRONYMIC_ENDINGS).filter(|row| row[0].len() >= SHORTEST_PATRONYMIC);
    rows.map(|row| (fold(row[0]), if row.get(1) == Some(&"f") { 'f' } else { 'm' })).collect()
});
static FILIATIONS: LazyLock<FxHashMap<String, char>> =
    LazyLock::new(|| titles(include_str!("../data/shared/filiations.tsv")));
static PRONOUNS: PerLanguage<FxHashSet<String>> = PerLanguage::new();
static DOMAINS: LazyLock<FxHashSet<String>> =
    LazyLock::new(|| words(include_str!("../data/shared/domains.txt")));

impl NameWords {
    /// The lists of a language.
    pub fn of(language: Language) -> &'static Self {
        WORDS.get_or_init(language, || Self::new(&Files::of(language)))
    }

    fn new(files: &Files) -> Self {
        let (titles, odonyms) = (titles(files.titles), odonyms(files.odonyms));
        Self {
            towards_street: towards_street(&odonyms, &titles),
            titles,
            openers: words(files.openers),
            determiners: words(files.determiners),
            prefixes: words(files.prefixes),
            suffixes: words(files.suffixes),
            odonyms,
            place_heads: words(files.place_heads),
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

    /// Whether the folded word, with a capital, may stand before a name without being part of it: a title, the first
    /// word of a sentence, a determiner.
    ///
    /// ```
    /// use drogman::language::{Language, names::NameWords};
    /// let words = NameWords::of(Language::French);
    /// assert!(words.precedes_names("president") && words.precedes_names("cette"));
    /// assert!(!words.precedes_names("ilham"));
    /// ```
    pub fn precedes_names(&self, folded: &str) -> bool {
        self.title(folded).is_some() || self.opens_sentence(folded) || self.is_determiner(folded)
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

    /// Whether the folded noun makes the name after it, over *de* or *of*, that of a place: *la ville de …*.
    pub fn heads_place(&self, folded: &str) -> bool {
        self.place_heads.contains(folded)
    }

    /// How far the folded word makes a street of a name, if it is a street word.
    pub fn odonym(&self, folded: &str) -> Option<StreetReach> {
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

/// Whether the folded word is a title that anybody has: it tells a man from a woman, and no function.
///
/// ```
/// use drogman::language::names::is_civil_title;
/// assert!(is_civil_title("mme") && !is_civil_title("juge"));
/// ```
pub fn is_civil_title(folded: &str) -> bool {
    CIVIL_TITLES.contains(folded)
}

/// Whether the folded word belongs to the surname after it: *van der Leyen*, *el-Sissi*.
///
/// ```
/// use drogman::language::names::is_particle;
/// assert!(is_particle("von") && is_particle("el"));
/// assert!(!is_particle("de"), "a word of French, which stands before names of all kinds");
/// ```
pub fn is_particle(folded: &str) -> bool {
    PARTICLES.contains(folded)
}

/// Whether of two folded given names one is a man’s and the other a woman’s of the same stem.
///
/// ```
/// use drogman::language::names::are_man_and_woman;
/// assert!(are_man_and_woman("renee", "rene") && are_man_and_woman("alexandre", "alexandra"));
/// assert!(are_man_and_woman("nikol", "nicole"));
/// assert!(!are_man_and_woman("nikol", "nicol") && !are_man_and_woman("mykola", "mikola"));
/// ```
pub fn are_man_and_woman(one: &str, other: &str) -> bool {
    let differ = |man: &str, woman: &str| {
        GIVEN_GENDER.iter().any(|(m, w)| {
            let stems = man.strip_suffix(m).zip(woman.strip_suffix(w));
            // *Renée* adds to *René*; *Mikola* is another spelling of *Mykola*.
            let adds = || !man.ends_with(w) || m.is_empty() && woman.strip_suffix(w) == Some(man);
            stems.is_some_and(|(stem, other)| stem.len() > 2 && adds() && are_one_stem(stem, other))
        })
    };
    differ(one, other) || differ(other, one)
}

/// Whether two stems are spellings of one.
fn are_one_stem(one: &str, other: &str) -> bool {
    one == other
        || one.len().abs_diff(other.len()) <= 1 && {
            let [one, other] = [one, other].map(|stem| consonants(stem, Reading::Known));
            one == other
        }
}

/// Whether the folded word is a common given name.
///
/// ```
/// use drogman::language::names::is_given_name;
/// assert!(is_given_name("marie"));
/// assert!(!is_given_name("erevan"));
/// ```
pub fn is_given_name(folded: &str) -> bool {
    is_line_of(GIVEN, folded)
}

/// Whether one of the sorted lines is the word.
fn is_line_of(lines: &str, word: &str) -> bool {
    let (mut from, mut to) = (0, lines.len());
    while from < to {
        let middle = from + (to - from) / 2;
        let Some(before) = lines.as_bytes().get(from..middle) else { return false };
        let start = memchr::memrchr(b'\n', before).map_or(from, |at| from + at + 1);
        let end = memchr::memchr(b'\n', &lines.as_bytes()[middle..]).map_or(lines.len(), |at| middle + at);
        match lines.as_bytes()[start..end].cmp(word.as_bytes()) {
            std::cmp::Ordering::Equal => return true,
            std::cmp::Ordering::Less => from = end + 1,
            std::cmp::Ordering::Greater => to = start,
        }
    }
    false
}

/// Whether the folded word is a patronymic by its ending, and of a man (`m`) or a woman (`f`).
///
/// ```
/// use drogman::language::names::patronymic;
/// assert_eq!(patronymic("vladimirovitch"), Some('m'));
/// assert_eq!(patronymic("vladimirovna"), Some('f'));
/// assert_eq!(patronymic("vladimir"), None);
/// ```
pub fn patronymic(folded: &str) -> Option<char> {
    // All of them end in one of these letters.
    if !folded.ends_with(['h', 'c', 'z', 'a', 'u', 'i', 'y']) {
        return None;
    }
    let is = |ending: &str| folded.len() > ending.len() + 1 && folded.ends_with(ending);
    PATRONYMICS.iter().find(|(ending, _)| is(ending)).map(|&(_, gender)| gender)
}

/// Whether the folded word stands for son (`m`) or daughter (`f`) after the father’s name: *Heydar oglu*.
pub fn filiation(folded: &str) -> Option<char> {
    FILIATIONS.get(folded).copied()
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

fn odonyms(data: &'static str) -> FxHashMap<String, StreetReach> {
    let odonym = |word: &str| {
        let reach = match word.as_bytes().last() {
            Some(b'+') => StreetReach::OverPreposition,
            Some(b'*') => StreetReach::InAddress,
            _ => StreetReach::Beside,
        };
        (fold(word.trim_end_matches(['+', '*'])), reach)
    };
    lines(data).flat_map(str::split_whitespace).map(odonym).collect()
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
    fn given_names_are_sorted_and_folded() {
        let names: Vec<&str> = GIVEN.lines().filter(|line| !line.starts_with('#')).collect();
        assert!(names.is_sorted(), "the list is searched as it stands");
        for name in lines(GIVEN) {
            assert_eq!(fold(name), name);
            assert!(is_given_name(name), "{name}");
        }
        assert!(!is_given_name("") && !is_given_name("zzz") && !is_given_name("mari e"));
    }

    #[test]
    fn lists_are_folded() {
        let french = NameWords::of(Language::French);
        assert_eq!(french.title("president"), Some('m'));
        assert_eq!(french.odonym("avenue"), Some(StreetReach::OverPreposition));
        assert_eq!(french.odonym("place"), Some(StreetReach::Beside));
        assert_eq!(french.odonym("chemin"), Some(StreetReach::InAddress));
        assert!(french.is_suffix("la") && french.is_prefix("apres") && is_elision("jusqu"));
    }
}

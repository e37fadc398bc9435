//! The words that make a name beside them part of a longer proper name: *l'hôtel Erevan*, *Erevan Times*.

use rustc_hash::{FxHashMap, FxHashSet};

use super::{Language, lines, words};
use crate::{
    language::PerLanguage,
    text::{fold, words as words_of},
};

/// When a noun for a person makes the name after it that of a person.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PersonNoun {
    /// Always: *le poète Fuzuli*.
    Always,
    /// After a determiner, for it is a verb as well: *le juge Karki*, but *Paris juge Bakou*.
    AfterDeterminer,
    /// Not before a country or a continent, which may be what the person is in charge of: *le directeur Afrique*.
    NotOfCountry,
}

/// The word lists of one language; all keys are folded ([`fold`]).
#[derive(Debug)]
pub struct LongerNames {
    persons: FxHashMap<String, PersonNoun>,
    /// Endings of adjectives of peoples.
    people_endings: Vec<&'static str>,
    /// Endings of foreign given names.
    foreign_endings: Vec<&'static str>,
    geographic: FxHashSet<String>,
    namesakes: FxHashSet<String>,
    tails: FxHashSet<String>,
    /// Words of other languages, and whether they need no capital.
    foreign: FxHashMap<String, bool>,
    institutions: FxHashSet<String>,
    fields: FxHashSet<String>,
    /// First and last words of well-known names, and whether small words join them.
    known: FxHashMap<String, Vec<(String, bool)>>,
    /// Which words in small letters may matter before and after a name, before «de» and a name.
    leading: QuickList,
    following: QuickList,
    heading: QuickList,
    ending: QuickList,
    outskirts: FxHashSet<String>,
}

/// The word lists of a language, as they stand in their files.
struct Files {
    persons: &'static str,
    namesakes: &'static str,
    foreign: &'static str,
    institutions: &'static str,
    fields: &'static str,
    outskirts: &'static str,
    people_endings: &'static str,
    foreign_endings: &'static str,
    geographic: &'static str,
    longer_names: &'static str,
}

impl Files {
    const fn of(language: Language) -> Self {
        match language {
            Language::French => Self {
                persons: include_str!("../data/fr/persons.txt"),
                namesakes: include_str!("../data/fr/namesakes.txt"),
                foreign: include_str!("../data/fr/foreign-words.txt"),
                institutions: include_str!("../data/fr/institutions.txt"),
                fields: include_str!("../data/fr/fields.txt"),
                outskirts: include_str!("../data/fr/outskirts.txt"),
                people_endings: include_str!("../data/fr/people-endings.txt"),
                foreign_endings: include_str!("../data/fr/foreign-endings.txt"),
                geographic: include_str!("../data/fr/geographic.txt"),
                longer_names: include_str!("../data/fr/longer-names.txt"),
            },
            Language::English => Self {
                persons: include_str!("../data/en/persons.txt"),
                namesakes: "",
                foreign: "",
                institutions: "",
                fields: "",
                outskirts: "",
                people_endings: "",
                foreign_endings: "",
                geographic: "",
                longer_names: "",
            },
        }
    }
}

static LONGER: PerLanguage<LongerNames> = PerLanguage::new();

impl LongerNames {
    /// The lists of a language.
    pub fn of(language: Language) -> &'static Self {
        LONGER.get_or_init(language, || Self::new(&Files::of(language)))
    }

    fn new(files: &Files) -> Self {
        let (persons, foreign) = (persons(files.persons), foreign(files.foreign));
        let namesakes = words(files.namesakes);
        let mut known: FxHashMap<String, Vec<(String, bool)>> = FxHashMap::default();
        for line in lines(files.longer_names) {
            let folded = fold(line);
            let mut parts = words_of(&folded).map(|word| word.of(&folded).to_owned());
            let joined = parts.clone().count() > 2;
            if let (Some(first), Some(last)) = (parts.next(), parts.last()) {
                known.entry(first).or_default().push((last, joined));
            }
        }
        let small = || foreign.iter().filter(|(_, small)| **small).map(|(word, _)| word);
        Self {
            leading: {
                // «m», «dr», «fc» need a capital.
                let nouns = persons.keys().chain(&namesakes).filter(|noun| noun.len() > 2);
                QuickList::new(nouns.chain(small()).chain(known.keys()))
            },
            following: QuickList::new(known.values().flatten().map(|(last, _)| last).chain(small())),
            heading: QuickList::new(known.keys()),
            ending: QuickList::new(known.values().flatten().map(|(last, _)| last)),
            outskirts: words(files.outskirts),
            people_endings: lines(files.people_endings).flat_map(str::split_whitespace).collect(),
            foreign_endings: lines(files.foreign_endings).flat_map(str::split_whitespace).collect(),
            geographic: words(files.geographic),
            tails: words(include_str!("../data/shared/name-tails.txt")),
            institutions: words(files.institutions),
            fields: words(files.fields),
            persons,
            namesakes,
            foreign,
            known,
        }
    }

    /// Whether a word in small letters before a name may make a longer one; a quick answer that is never wrongly no.
    pub fn may_lead(&self, written: &str) -> bool {
        self.leading.may_have(written)
    }

    /// As [`may_lead`](Self::may_lead), for the word after a name.
    pub fn may_follow(&self, written: &str) -> bool {
        self.following.may_have(written)
    }

    /// As [`may_lead`](Self::may_lead), for the word that «de» joins to a name.
    pub fn may_head(&self, written: &str) -> bool {
        self.heading.may_have(written)
    }

    /// As [`may_lead`](Self::may_lead), for a name of one word that a well-known name may end in.
    pub fn may_end(&self, written: &str) -> bool {
        self.ending.may_have(written)
    }

    /// When the folded word makes the name after it a person’s, if it is a noun for one.
    ///
    /// ```
    /// use drogman::language::{Language, names::{LongerNames, PersonNoun}};
    /// let french = LongerNames::of(Language::French);
    /// assert_eq!(french.person("poete"), Some(PersonNoun::Always));
    /// assert_eq!(french.person("juge"), Some(PersonNoun::AfterDeterminer));
    /// assert_eq!(french.person("ville"), None);
    /// ```
    pub fn person(&self, folded: &str) -> Option<PersonNoun> {
        self.persons.get(folded).copied()
    }

    /// Whether things of this kind are called after places: *hôtel*, *porte-avions*.
    pub fn is_namesake(&self, folded: &str) -> bool {
        self.namesakes.contains(folded)
    }

    /// Whether the folded word, with a capital, ends the name of a club, a newspaper, a firm: *FK*, *Times*.
    pub fn is_tail(&self, folded: &str) -> bool {
        self.tails.contains(folded)
    }

    /// Whether the folded word is of another language and part of names; `Some(true)`: without a capital, too.
    pub fn foreign(&self, folded: &str) -> Option<bool> {
        self.foreign.get(folded).copied()
    }

    /// Whether the folded word, with a capital, begins the name of an institution.
    pub fn is_institution(&self, folded: &str) -> bool {
        self.institutions.contains(folded)
    }

    /// Whether a federation or a council may be one «de» the folded word: *athlétisme*.
    pub fn is_field(&self, folded: &str) -> bool {
        self.fields.contains(folded)
    }

    /// Whether the folded word is a part of a town or of its surroundings: *banlieue*.
    pub fn is_outskirts(&self, folded: &str) -> bool {
        self.outskirts.contains(folded)
    }

    /// Whether the folded word ends like the adjective of a people: *australien*.
    pub fn ends_like_people(&self, folded: &str) -> bool {
        self.people_endings.iter().any(|ending| folded.len() > ending.len() + 2 && folded.ends_with(ending))
    }

    /// Whether a well-known name begins and ends with these folded words, side by side or with small words to join them.
    ///
    /// ```
    /// use drogman::language::{Language, names::LongerNames};
    /// let french = LongerNames::of(Language::French);
    /// assert!(french.is_known("coupe", "monde", true) && french.is_known("france", "insoumise", false));
    /// assert!(!french.is_known("lecteur", "monde", true));
    /// ```
    pub fn is_known(&self, first: &str, last: &str, joined: bool) -> bool {
        let lasts = self.known.get(first);
        lasts.is_some_and(|lasts| lasts.iter().any(|(word, of)| word == last && *of == joined))
    }

    /// Whether the folded noun says what kind of place the name after it is: *mont*, *ville*.
    pub fn is_geographic(&self, folded: &str) -> bool {
        self.geographic.contains(folded)
    }

    /// Whether the word, as written, ends as hardly a word of the language does that may open a sentence before a name.
    pub fn looks_foreign(&self, written: &str) -> bool {
        self.foreign_endings.iter().any(|ending| written.ends_with(ending))
    }
}

fn persons(data: &'static str) -> FxHashMap<String, PersonNoun> {
    let person = |word: &str| {
        let noun = match word.as_bytes().last() {
            Some(b'*') => PersonNoun::AfterDeterminer,
            Some(b'^') => PersonNoun::NotOfCountry,
            _ => PersonNoun::Always,
        };
        (fold(word.trim_end_matches(['*', '^'])), noun)
    };
    lines(data).flat_map(str::split_whitespace).map(person).collect()
}

/// The words of a list, and whether they bear the mark +.
fn foreign(data: &'static str) -> FxHashMap<String, bool> {
    let words = lines(data).flat_map(str::split_whitespace);
    words.map(|word| (fold(word.trim_end_matches('+')), word.ends_with('+'))).collect()
}

/// One bit for the first letter and the length of each word of a list: most words need no closer look.
#[derive(Debug)]
struct QuickList([u32; 32]);

impl QuickList {
    fn new<'w>(words: impl Iterator<Item = &'w String>) -> Self {
        let mut bits = [0; 32];
        // Of a compound the last part stands beside the name.
        for word in words.filter_map(|word| word.rsplit('-').next()).filter(|word| !word.is_empty()) {
            bits[word.len() & 31] |= 1 << (word.as_bytes()[0] & 31);
        }
        Self(bits)
    }

    /// A word with letters beyond ASCII is not told by its length; none of the lists has so short a one as *à*.
    fn may_have(&self, written: &str) -> bool {
        let bytes = written.as_bytes();
        match bytes.first() {
            Some(first) if written.is_ascii() => self.0[bytes.len() & 31] >> (first & 31) & 1 == 1,
            Some(_) => bytes.len() > 2,
            None => false,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_told_quickly() {
        let french = LongerNames::of(Language::French);
        for word in ["poète", "ministre", "hôtel", "avions", "of"] {
            assert!(french.may_lead(word), "{word}");
        }
        assert!(!french.may_lead("à") && !french.may_lead("de"));
        assert!(french.may_follow("insoumise") && french.may_follow("and"));
        assert!(french.may_head("Coupe"));
    }
}

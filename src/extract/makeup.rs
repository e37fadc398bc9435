//! What a term is made of: the words that carry meaning, with their parts of speech.

use super::names::lists::entries;
use super::pos::lexicon;
use super::tokens;
use rustc_hash::FxHashSet;
use std::sync::OnceLock;

const ROOTS: &str = include_str!("data/roots.txt");

/// A word of a term that carries meaning, with its letter in the pattern (N, A or M).
pub struct Content<'k> {
    /// In lower case.
    pub word: &'k str,
    /// Its letter in the pattern.
    pub letter: char,
    classes: u32,
}

impl Content<'_> {
    /// Whether the word can be of one of these classes ([`lexicon`]).
    pub fn is(&self, class: u32) -> bool {
        self.classes & class != 0
    }

    /// A past participle that is no adjective besides.
    pub fn is_past_participle(&self) -> bool {
        self.letter == 'A' && self.is(lexicon::PARTICIPLE) && !self.is(lexicon::ADJECTIVE)
    }

    /// A present participle, of which terms are seldom made.
    pub fn is_present_participle(&self) -> bool {
        let verbal = self.letter == 'A' || self.letter == 'N' && self.is(lexicon::VERB);
        let ends = ["ant", "ants", "ante", "antes"].iter().any(|e| self.word.ends_with(e));
        verbal && ends && !self.is(lexicon::EVERYDAY_WORD)
    }

    /// Whether it ends like a plural.
    pub fn is_plural(&self) -> bool {
        self.word.ends_with(['s', 'x'])
    }

    /// Whether Greek or Latin parts make it a word of some science or trade.
    pub fn is_learned(&self) -> bool {
        let singular = self.word.strip_suffix('s').unwrap_or(self.word);
        static TABLE: OnceLock<[FxHashSet<&'static str>; 2]> = OnceLock::new();
        let [openings, endings] = TABLE.get_or_init(|| {
            let roots = || entries(ROOTS);
            let openings = roots().filter_map(|r| r.strip_suffix('-')).collect();
            [openings, roots().filter_map(|r| r.strip_prefix('-')).collect()]
        });
        let mut cuts = singular.char_indices().skip(1).map(|(at, _)| singular.split_at(at));
        singular.chars().count() > 5
            && !self.is(lexicon::EVERYDAY_WORD)
            && cuts.any(|(before, after)| openings.contains(before) || endings.contains(after))
    }

    /// An adjective that tells what its noun belongs to («ventriculaire»), not how it is.
    pub fn is_relational(&self) -> bool {
        const ENDINGS: &[&str] = &["ique", "aire", "al", "ale", "au", "ien", "ienne"];
        let singular = self.word.strip_suffix(['s', 'x']).unwrap_or(self.word);
        self.letter == 'A'
            && !self.is(lexicon::EVERYDAY_WORD)
            && ENDINGS.iter().any(|e| singular.ends_with(e))
    }
}

/// What a term is made of.
pub struct Makeup<'k> {
    /// The words that carry meaning.
    pub content: Vec<Content<'k>>,
    /// Whether «du» or «des» joins two of them: «le réglage du superviseur» speaks of one, «réglage de fréquence»
    /// names a kind.
    pub definite: bool,
    /// Every run of two tokens and more that is not the whole and has words that carry meaning at both ends.
    pub parts: Vec<&'k str>,
}

impl<'k> Makeup<'k> {
    /// Cuts `key`; none when the pattern is not that of the key.
    pub fn new(key: &'k str, pattern: &str) -> Option<Makeup<'k>> {
        let cut = tokens::tokenise(key);
        let letters: Vec<char> = pattern.chars().collect();
        if cut.len() != letters.len() {
            return None;
        }
        let carries = |i: usize| matches!(letters[i], 'N' | 'A' | 'M');
        let content = (0..cut.len())
            .filter(|i| carries(*i))
            .map(|i| {
                let word = cut[i].text(key);
                Content { word, letter: letters[i], classes: lexicon::classes(word) }
            })
            .collect();
        let definite = (0..cut.len()).any(|i| letters[i] == 'E' && matches!(cut[i].text(key), "du" | "des"));
        let mut parts = Vec::new();
        for a in (0..cut.len()).filter(|a| carries(*a)) {
            for b in (a + 1..cut.len()).filter(|b| carries(*b) && b - a + 1 < cut.len()) {
                parts.push(&key[cut[a].start..cut[b].end]);
            }
        }
        Some(Makeup { content, definite, parts })
    }
}

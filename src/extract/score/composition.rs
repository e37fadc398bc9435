//! What a term is made of: the words that carry meaning, with their parts of speech.

use crate::extract::tag::entities::gazetteer::entries;
use crate::extract::tag::pos::lexicon;
use crate::extract::tag::tokeniser;
use crate::language::stem::lexical_stem;
use rustc_hash::{FxHashMap, FxHashSet};
use std::sync::OnceLock;

const ROOTS: &str = include_str!("../data/roots.txt");

/// A word of a term that carries meaning, with its letter in the pattern (N, A or M).
#[derive(Clone, Copy)]
pub(crate) struct Content<'k> {
    /// In lower case.
    pub word: &'k str,
    /// Its letter in the pattern.
    pub letter: char,
    /// Its number among the words of all terms ([`Compositions::words`]).
    pub number: usize,
    /// The number of its stem among theirs.
    pub stem: usize,
    classes: u32,
    learned: bool,
}

impl Content<'_> {
    /// Whether the word can be of one of these classes ([`lexicon`]).
    pub(crate) fn is(&self, class: u32) -> bool {
        self.classes & class != 0
    }

    /// A past participle that is no adjective besides.
    pub(crate) fn is_past_participle(&self) -> bool {
        self.letter == 'A' && self.is(lexicon::PARTICIPLE) && !self.is(lexicon::ADJECTIVE)
    }

    /// A present participle, of which terms are seldom made.
    pub(crate) fn is_present_participle(&self) -> bool {
        let verbal = self.letter == 'A' || self.letter == 'N' && self.is(lexicon::VERB);
        let ends = ["ant", "ants", "ante", "antes"].iter().any(|e| self.word.ends_with(e));
        verbal && ends && !self.is(lexicon::EVERYDAY_WORD)
    }

    /// Whether it ends like a plural.
    pub(crate) fn is_plural(&self) -> bool {
        self.word.ends_with(['s', 'x'])
    }

    /// Whether Greek or Latin parts make it a word of some science or trade.
    pub(crate) fn is_learned(&self) -> bool {
        self.learned
    }

    /// An adjective that tells what its noun belongs to («ventriculaire»), not how it is.
    pub(crate) fn is_relational(&self) -> bool {
        const ENDINGS: &[&str] = &["ique", "aire", "al", "ale", "au", "ien", "ienne"];
        let singular = self.word.strip_suffix(['s', 'x']).unwrap_or(self.word);
        self.letter == 'A'
            && !self.is(lexicon::EVERYDAY_WORD)
            && ENDINGS.iter().any(|e| singular.ends_with(e))
    }
}

/// Whether Greek or Latin parts make `word`, of these classes, one of some science or trade.
fn is_learned(word: &str, classes: u32) -> bool {
    let singular = word.strip_suffix('s').unwrap_or(word);
    static TABLE: OnceLock<[FxHashSet<&'static str>; 2]> = OnceLock::new();
    let [openings, endings] = TABLE.get_or_init(|| {
        let roots = || entries(ROOTS);
        let openings = roots().filter_map(|r| r.strip_suffix('-')).collect();
        [openings, roots().filter_map(|r| r.strip_prefix('-')).collect()]
    });
    let mut cuts = singular.char_indices().skip(1).map(|(at, _)| singular.split_at(at));
    singular.chars().count() > 5
        && classes & lexicon::EVERYDAY_WORD == 0
        && cuts.any(|(before, after)| openings.contains(before) || endings.contains(after))
}

/// What a term is made of.
pub(crate) struct Composition<'k, 'm> {
    /// The words that carry meaning.
    pub content: Vec<Content<'k>>,
    /// Whether «du» or «des» joins two of them: «le réglage du superviseur» speaks of one, «réglage de fréquence»
    /// names a kind.
    pub definite: bool,
    key: &'k str,
    words: &'m [Piece],
    tokens: u8,
}

impl<'k, 'm> Composition<'k, 'm> {
    /// Every run of two tokens and more that is not the whole and has words that carry meaning at both ends.
    pub(crate) fn parts(&self) -> impl Iterator<Item = &'k str> + use<'k, 'm> {
        let (key, words, tokens) = (self.key, self.words, self.tokens);
        let from = move |(i, a): (usize, &'m Piece)| {
            let whole = move |b: &Piece| b.token - a.token + 1 == tokens;
            let ends = words[i + 1..].iter().filter(move |b| !whole(b));
            ends.map(move |b| &key[a.start as usize..b.end as usize])
        };
        words.iter().enumerate().flat_map(from)
    }
}

/// A word that carries meaning, in a term.
struct Piece {
    number: u32,
    start: u32,
    end: u32,
    token: u8,
    letter: u8,
}

/// A term cut into its words.
struct Cut {
    /// Where its words end in the list of all.
    end: u32,
    /// How many tokens it has; 0 when they are not those of the pattern.
    tokens: u8,
    definite: bool,
}

/// What the terms of a corpus are made of: each is cut once, each of their words looked up once.
pub(crate) struct Compositions<'k> {
    words: Vec<Content<'k>>,
    stems: usize,
    pieces: Vec<Piece>,
    cuts: Vec<Cut>,
}

impl<'k> Compositions<'k> {
    /// Cuts terms, given with their patterns.
    pub(crate) fn new<'p>(terms: impl Iterator<Item = (&'k str, &'p str)>) -> Compositions<'k> {
        let mut out = Compositions { words: Vec::new(), stems: 0, pieces: Vec::new(), cuts: Vec::new() };
        let mut numbers: FxHashMap<&str, u32> = FxHashMap::default();
        let mut stems: FxHashMap<&str, usize> = FxHashMap::default();
        let mut tokens = Vec::new();
        for (key, pattern) in terms {
            tokeniser::tokenise_into(key, &mut tokens);
            let fits = tokens.len() == pattern.len() && tokens.len() <= usize::from(u8::MAX);
            let mut definite = false;
            for (at, (token, letter)) in tokens.iter().zip(pattern.bytes()).enumerate().filter(|_| fits) {
                let word = token.text(key);
                definite |= letter == b'E' && matches!(word, "du" | "des");
                if !matches!(letter, b'N' | b'A' | b'M') {
                    continue;
                }
                let number = *numbers.entry(word).or_insert_with(|| {
                    let fresh = stems.len();
                    let stem = *stems.entry(lexical_stem(word)).or_insert(fresh);
                    let classes = lexicon::classes(word);
                    let (number, learned) = (out.words.len(), is_learned(word, classes));
                    out.words.push(Content { word, letter: 'N', number, stem, classes, learned });
                    number as u32
                });
                let (start, end) = (token.span.start as u32, token.span.end as u32);
                out.pieces.push(Piece { number, start, end, token: at as u8, letter });
            }
            let tokens = if fits { tokens.len() as u8 } else { 0 };
            out.cuts.push(Cut { end: out.pieces.len() as u32, tokens, definite });
        }
        out.stems = stems.len();
        out
    }

    /// The words that carry meaning in any term, by number, with no letter in particular.
    pub(crate) fn words(&self) -> &[Content<'k>] {
        &self.words
    }

    /// How many stems they have.
    pub(crate) fn stems(&self) -> usize {
        self.stems
    }

    /// What the term at a place in the list is made of, `key`; none when the pattern is not that of the key.
    pub(crate) fn get(&self, place: usize, key: &'k str) -> Option<Composition<'k, '_>> {
        let cut = self.cuts.get(place).filter(|cut| cut.tokens > 0)?;
        let start = place.checked_sub(1).map_or(0, |before| self.cuts[before].end);
        let words = &self.pieces[start as usize..cut.end as usize];
        let content =
            |piece: &Piece| Content { letter: char::from(piece.letter), ..self.words[piece.number as usize] };
        let content = words.iter().map(content).collect();
        Some(Composition { content, definite: cut.definite, key, words, tokens: cut.tokens })
    }
}

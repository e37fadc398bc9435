//! How likely a counted form is a term or name worth an entry: a sum of hand-set parts.
//!
//! The parts were chosen on texts of three domains (law, sport, energy) and rounded; nothing is trained.

use super::general;
use super::names::labels::NameKind;
use super::names::lists::{self, entries};
use super::pos::lexicon;
use super::tally::{NameTally, Tally, TermTally};
use rustc_hash::FxHashMap;
use std::sync::OnceLock;

const PATTERNS: &str = include_str!("data/patterns.tsv");

/// From this score on a term is proposed.
pub const CUT: f64 = 1.5;
/// From this score on a name is proposed; below, ordinary words or digits make it doubtful.
pub const DOUBTFUL: f64 = 1.8;

/// The most a word's weirdness counts.
const WEIRDEST: f64 = 6.0;

/// How frequent the words of the corpus are, by stem.
pub struct Words<'t> {
    stems: FxHashMap<&'t str, u64>,
    total: f64,
}

impl<'t> Words<'t> {
    /// From the counts of the lower-case words and their sum.
    pub fn new(words: impl Iterator<Item = (&'t str, u32)>, total: u64) -> Words<'t> {
        let mut stems = FxHashMap::default();
        for (word, n) in words {
            *stems.entry(lexicon::stem(word)).or_insert(0) += u64::from(n);
        }
        Words { stems, total: total.max(1) as f64 }
    }

    /// Weirdness of a word (Ahmad et al. 1999): the log of how much more frequent it is here than in general
    /// French (or in `reference`, a contrast corpus), by stem, at most [`WEIRDEST`].
    pub fn weirdness(&self, lower: &str, reference: Option<&Words>) -> f64 {
        let stem = lexicon::stem(lower);
        let here = self.stems.get(stem).copied().unwrap_or(1) as f64 / self.total;
        let mut general = general::frequency_of_stem(stem);
        if let Some(r) = reference {
            general = general.max((r.stems.get(stem).copied().unwrap_or(0) as f64 + 0.5) / r.total);
        }
        (here / general).ln().min(WEIRDEST)
    }
}

/// The letters of a part-of-speech pattern: N, A, M (name), E (de), P, D and ? for the rest.
pub fn pattern_letters(mut pattern: u64) -> String {
    const LETTERS: [char; 10] = ['N', 'A', 'M', 'E', 'P', 'D', '?', '?', '?', '?'];
    let mut out = Vec::new();
    while pattern > 0 {
        out.push(LETTERS[((pattern & 15) as usize).clamp(1, 10) - 1]);
        pattern >>= 4;
    }
    out.iter().rev().collect()
}

/// The prior of a pattern; content words, articles and joins decide for patterns not listed.
fn prior(pattern: &str) -> f64 {
    static TABLE: OnceLock<FxHashMap<&'static str, f64>> = OnceLock::new();
    let table = TABLE.get_or_init(|| {
        let parse = |e: &'static str| e.split_once('\t').and_then(|(p, v)| Some((p, v.parse().ok()?)));
        entries(PATTERNS).filter_map(parse).collect()
    });
    if let Some(found) = table.get(pattern) {
        return *found;
    }
    let content = pattern.chars().filter(|c| matches!(c, 'N' | 'A' | 'M')).count();
    let article = pattern.contains('D');
    let plain = content <= 3 && !article && !pattern.contains('P');
    let base = if plain { -0.3 } else { -1.0 };
    base - if article { 0.4 } else { 0.0 } - if content >= 4 { 0.3 } else { 0.0 }
}

/// A word of a term that carries meaning, with its letter in the pattern.
struct Content<'k> {
    word: &'k str,
    letter: char,
    classes: u16,
}

impl Content<'_> {
    fn is(&self, class: u16) -> bool {
        self.classes & class != 0
    }

    /// A present participle, of which terms are seldom made.
    fn is_present_participle(&self) -> bool {
        let verbal = self.letter == 'A' || self.letter == 'N' && self.is(lexicon::VERB);
        let ends = ["ant", "ants", "ante", "antes"].iter().any(|e| self.word.ends_with(e));
        verbal && ends && !self.is(lexicon::EVERYDAY_WORD)
    }

    fn is_plural(&self) -> bool {
        self.word.ends_with(['s', 'x'])
    }
}

/// The words of `key` that carry meaning; none when the pattern is not that of the key.
fn contents<'k>(key: &'k str, pattern: &str) -> Vec<Content<'k>> {
    let cut = super::tokens::tokenise(key);
    if cut.len() != pattern.len() {
        return Vec::new();
    }
    (cut.iter().zip(pattern.chars()))
        .filter(|(_, letter)| matches!(letter, 'N' | 'A' | 'M'))
        .map(|(token, letter)| {
            let word = token.text(key);
            Content { word, letter, classes: lexicon::classes(word) }
        })
        .collect()
}

/// Scores the terms of a tally.
pub struct Scorer<'t> {
    words: Words<'t>,
    contrast: Option<Words<'t>>,
    /// How many distinct longer candidates each stem heads.
    heads: FxHashMap<String, u32>,
}

impl<'t> Scorer<'t> {
    /// For the terms of `tally`; words as frequent in `reference` are not weird.
    pub fn new(tally: &'t Tally, reference: Option<&'t Tally>) -> Scorer<'t> {
        let words = |t: &'t Tally| Words::new(t.words.iter().map(|(w, n)| (&**w, *n)), t.total);
        let mut heads: FxHashMap<String, u32> = FxHashMap::default();
        for (key, term) in &tally.terms {
            let content = contents(key, &pattern_letters(term.pattern.0));
            if let [head, _] | [head, _, _] = &content[..] {
                *heads.entry(lexicon::stem(head.word).to_owned()).or_default() += 1;
            }
        }
        Scorer { words: words(tally), contrast: reference.map(words), heads }
    }

    /// The score of a term; none when it can't be one. `plural`: its singular or plural was seen too.
    pub fn term(&self, key: &str, tally: &TermTally, plural: bool) -> Option<f64> {
        let pattern = pattern_letters(tally.pattern.0);
        let content = contents(key, &pattern);
        if content.is_empty() || content.iter().any(|c| !readable(c.word)) {
            return None;
        }
        let mut score = prior(&pattern) + self.made_of(&content) + used(tally, content.len() == 1);
        score += if content.len() == 1 { self.single(&content[0]) } else { joined(&content, &pattern) };
        score += common(key, tally.documents, plural);
        if key.chars().count() < 4 {
            score -= if tally.capital < tally.count { 1.0 } else { 0.5 };
        }
        Some(score)
    }

    /// What the words of a term say: how weird they are, and forms of which terms are seldom made.
    fn made_of(&self, content: &[Content]) -> f64 {
        // An everyday word by itself may be frequent here and still be no term.
        let plain = content.len() == 1 && content[0].is(lexicon::EVERYDAY_WORD);
        let most = if plain { 3.0 } else { WEIRDEST };
        let weird = content.iter().map(|c| self.words.weirdness(c.word, self.contrast.as_ref()).min(most));
        let (sum, least) = weird.fold((0.0, WEIRDEST), |(sum, least), w| (sum + w, f64::min(least, w)));
        let mut score = 0.15 * least + 0.15 * sum / content.len() as f64;
        if plain {
            score -= 1.0;
        }
        if content.iter().any(|c| c.is(lexicon::EMPTY)) {
            score -= 2.0;
        }
        let participle = lexicon::PARTICIPLE;
        if content.iter().any(|c| c.letter == 'A' && c.is(participle) && !c.is(lexicon::ADJECTIVE)) {
            score -= 0.7;
        }
        score - if content.iter().any(Content::is_present_participle) { 1.5 } else { 0.0 }
    }

    /// What else is said of a word by itself: one that heads many longer candidates is too general.
    fn single(&self, word: &Content) -> f64 {
        let heads = self.heads.get(lexicon::stem(word.word)).copied().unwrap_or(0);
        let verb = word.letter == 'N' && word.is(lexicon::VERB) && !word.is(lexicon::EVERYDAY_WORD);
        -0.5 - 0.1 * f64::from(1 + heads).ln() - if verb { 0.5 } else { 0.0 }
    }
}

/// What the occurrences of a term say: how many, how often inside a longer candidate, between how many words.
fn used(tally: &TermTally, single: bool) -> f64 {
    let count = f64::from(tally.count);
    let variety = tally.around.0.count_ones().min(tally.around.1.count_ones());
    let once = if !single && tally.count == 1 { 0.5 } else { 0.0 };
    (if single { 0.15 } else { 0.25 }) * count.ln() - 0.5 * f64::from(tally.nested) / count - once
        + 0.4 * f64::from(variety.max(1)).ln().min(2.0)
}

/// What is said of several words together.
fn joined(content: &[Content], pattern: &str) -> f64 {
    let mut score = 0.0;
    let (first, last) = (&content[0], &content[content.len() - 1]);
    if first.letter == 'N' && first.is(lexicon::EVERYDAY_WORD) {
        score -= 0.5;
    }
    if last.letter == 'A' && last.is(lexicon::EVERYDAY_WORD) {
        score -= 0.3;
    }
    // «déontologie administratives» was cut out of something longer.
    if matches!(pattern, "NA" | "AN") && first.is_plural() != last.is_plural() {
        score -= 0.8;
    }
    score
}

/// Whether a word is one a reader would look up: two Latin letters, no Roman number, no variable of a formula.
fn readable(word: &str) -> bool {
    let latin = |c: char| c.is_ascii_alphabetic() || matches!(c, 'À'..='ɏ') && !matches!(c, '×' | '÷');
    let letters = word.chars().filter(|c| latin(*c)).count();
    let foreign = word.chars().any(|c| c.is_alphabetic() && (!latin(c) || matches!(c, 'Ȁ'..='ɏ')));
    let roman = word.chars().all(|c| matches!(c, 'i' | 'v' | 'x')) && word != "vix";
    letters >= 2 && !foreign && !roman
}

/// What length, digits, a hyphen, spread and a plural say of any form.
fn common(key: &str, documents: u32, plural: bool) -> f64 {
    let mut score = 0.03 * key.chars().count().min(30) as f64 + 0.3 * f64::from(documents.max(1)).ln();
    if key.chars().any(|c| c.is_numeric() || c == '_') {
        score -= 1.5;
    }
    if key.contains('-') {
        score += 0.5;
    }
    score + if plural { 0.4 } else { 0.0 }
}

/// The score of a name of the corpus whose words are `words`.
pub fn name(form: &str, tally: &NameTally, words: &FxHashMap<Box<str>, u32>) -> f64 {
    let count = tally.count();
    let plain = 2.6 + 0.25 * f64::from(count.max(1)).ln();
    plain + common(&form.to_lowercase(), tally.documents, false) - doubt(form, tally, words)
}

/// What speaks against a name: ordinary words in it.
fn doubt(form: &str, tally: &NameTally, words: &FxHashMap<Box<str>, u32>) -> f64 {
    let kind = tally.kind();
    let cut = super::tokens::tokenise(form);
    let little = lexicon::DE | lexicon::DETERMINER | lexicon::PREPOSITION | lexicon::CONJUNCTION;
    let content: Vec<(&str, String)> = cut
        .iter()
        .map(|t| (t.text(form), t.text(form).to_lowercase()))
        .filter(|(w, lower)| w.starts_with(char::is_alphabetic) && lexicon::classes(lower) & little == 0)
        .collect();
    let mut doubt = match kind {
        Some(NameKind::Event | NameKind::Work) => 0.5,
        _ => 0.0,
    };
    if kind == Some(NameKind::Organisation) && content.iter().any(|(w, _)| w.starts_with(char::is_lowercase))
    {
        doubt += if tally.count() == 1 { 0.6 } else { 0.2 };
    }
    // The corpus has the word mostly in other uses.
    let elsewhere = |lower: &String| {
        words.get(lower.as_str()).is_some_and(|n| u64::from(*n) > 3 * u64::from(tally.count()))
    };
    let given = |lower: &String| lists::classes(lower) & lists::GIVEN != 0;
    doubt += match &content[..] {
        [(_, word)] if elsewhere(word) => 1.2,
        [(_, first), _, ..]
            if kind == Some(NameKind::Person)
                && !given(first)
                && content.iter().any(|(w, l)| w.starts_with(char::is_uppercase) && elsewhere(l)) =>
        {
            1.2
        }
        _ => 0.0,
    };
    doubt + if content.len() >= 6 { 0.3 } else { 0.0 }
}

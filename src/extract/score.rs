//! How likely a counted form is a term or name worth an entry: a sum of hand-set parts.
//!
//! The parts were chosen on texts of three domains (law, sport, energy) and rounded; nothing is trained.

use super::general;
use super::names::lists::entries;
use super::pos::lexicon;
use super::tally::{NameTally, TermTally};
use rustc_hash::FxHashMap;
use std::sync::OnceLock;

const PATTERNS: &str = include_str!("data/patterns.tsv");

/// From this score on a candidate is proposed.
pub const CUT: f64 = 2.4;

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
    /// French (or in `reference`, a contrast corpus), by stem, at most 6.
    pub fn weirdness(&self, lower: &str, reference: Option<&Words>) -> f64 {
        let stem = lexicon::stem(lower);
        let here = self.stems.get(stem).copied().unwrap_or(1) as f64 / self.total;
        let mut general = general::frequency_of_stem(stem);
        if let Some(r) = reference {
            general = general.max((r.stems.get(stem).copied().unwrap_or(0) as f64 + 0.5) / r.total);
        }
        (here / general).ln().min(6.0)
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

/// The score of a term.
pub fn term(
    key: &str,
    tally: &TermTally,
    words: &Words,
    reference: Option<&Words>,
    plural: bool,
) -> Option<f64> {
    let pattern = pattern_letters(tally.pattern.0);
    let cut = super::tokens::tokenise(key);
    if cut.len() != pattern.len() {
        return None;
    }
    let content: Vec<&str> = (cut.iter().zip(pattern.chars()))
        .filter(|(_, p)| matches!(p, 'N' | 'A' | 'M'))
        .map(|(t, _)| t.text(key))
        .collect();
    if content.iter().any(|w| !readable(w)) {
        return None;
    }
    let everyday = |w: &&str| lexicon::classes(w) & lexicon::EVERYDAY_WORD != 0;
    let plain = content.len() == 1 && content.iter().any(everyday);
    // An everyday word by itself may be frequent here and still be no term.
    let most = if plain { 3.0 } else { 6.0 };
    let weird: Vec<f64> = content.iter().map(|w| words.weirdness(w, reference).min(most)).collect();
    let mean = weird.iter().sum::<f64>() / weird.len().max(1) as f64;
    let least = weird.iter().copied().fold(6.0, f64::min);
    let count = f64::from(tally.count);
    let mut score = prior(&pattern) + 0.25 * count.ln() + 0.25 * least + 0.15 * mean;
    score -= 0.5 * f64::from(tally.nested) / count;
    if plain {
        score -= 1.0;
    }
    score += common(key, tally.documents, plural);
    if key.chars().count() < 4 {
        score -= if tally.capital < tally.count { 1.0 } else { 0.5 };
    }
    let variety = tally.around.0.count_ones().min(tally.around.1.count_ones());
    score += 0.4 * f64::from(variety.max(1)).ln().min(2.0);
    Some(score)
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

/// The score of a name.
pub fn name(form: &str, tally: &NameTally) -> f64 {
    2.6 + 0.25 * f64::from(tally.count().max(1)).ln() + common(&form.to_lowercase(), tally.documents, false)
}

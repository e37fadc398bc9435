//! Which of the proposed stretches is the equivalent of a term.

use super::corpus::{Corpus, Place, Proposal};
use super::words::Word;
use crate::language::is_english_stopword;
use rustc_hash::{FxHashMap, FxHashSet};

/// A proposal for the translation of a term.
#[derive(Clone, Debug, PartialEq)]
pub struct Equivalent {
    /// As it is written most often in the translations.
    pub form: String,
    /// How well it fits, from 0 to 1; candidates of a term stand in this order.
    pub score: f32,
    /// Occurrences of the term that it translates.
    pub count: usize,
    /// Numbers of pairs where it does, the first few.
    pub examples: Vec<usize>,
}

/// Candidates kept for a term.
const MAX_CANDIDATES: usize = 10;

/// How often words are linked, over the whole corpus.
pub(super) struct Lexical<'c> {
    links: FxHashMap<(&'c str, &'c str), f32>,
    source: FxHashMap<&'c str, f32>,
    target: FxHashMap<&'c str, f32>,
}

impl<'c> Lexical<'c> {
    pub(super) fn new(corpus: &'c Corpus) -> Lexical<'c> {
        let mut lexical = Lexical {
            links: FxHashMap::default(),
            source: FxHashMap::default(),
            target: FxHashMap::default(),
        };
        for ((source, target), links) in corpus.texts.iter().zip(&corpus.links) {
            for &(s, t, p) in links {
                let pair = (source[s as usize].form.as_str(), target[t as usize].form.as_str());
                *lexical.links.entry(pair).or_default() += p;
            }
            source.iter().for_each(|w| *lexical.source.entry(&w.form).or_default() += 1.0);
            target.iter().for_each(|w| *lexical.target.entry(&w.form).or_default() += 1.0);
        }
        lexical
    }

    /// Share of the term's words that the candidate's words translate, and the reverse.
    fn cover(&self, term: &[Word], candidate: &str) -> (f32, f32) {
        let words: Vec<&str> = candidate.split(' ').collect();
        let link = |s: &str, t: &str| self.links.get(&(s, t)).copied().unwrap_or(0.0);
        let mean = |values: Vec<f32>| values.iter().sum::<f32>() / values.len().max(1) as f32;
        let forward = (term.iter().filter(|w| w.form.chars().count() > 3))
            .map(|w| {
                let all = self.source.get(w.form.as_str()).copied().unwrap_or(1.0);
                words.iter().map(|t| link(&w.form, t) / all).fold(0.0, f32::max).min(1.0)
            })
            .collect();
        let backward = (words.iter())
            .map(|t| {
                let all = self.target.get(*t).copied().unwrap_or(1.0);
                term.iter().map(|w| link(&w.form, t) / all).fold(0.0, f32::max).min(1.0)
            })
            .collect();
        (mean(forward), mean(backward))
    }
}

/// What speaks for a candidate, in logarithms, with the weight of each. The weights are round numbers under
/// which news, science, debates and laws all do well; none of them moves the result by much.
const WEIGHTS: [f32; 11] = [0.5, 0.25, 0.5, 0.5, 0.75, 0.375, 0.25, 0.25, 0.25, 0.25, 0.25];

/// Scores and sorts the candidates of a term.
pub(super) fn rank(
    term: &[Word],
    places: &[Place],
    found: FxHashMap<String, Proposal>,
    frequencies: &FxHashMap<String, usize>,
    lexical: &Lexical,
) -> Vec<Equivalent> {
    let length = term.iter().filter(|w| w.form.chars().count() > 3).count().max(1) as f32;
    let content = |key: &str| key.split(' ').filter(|w| !is_english_stopword(w)).count().max(1) as f32;
    let wholes = wholes(&found, frequencies);
    let number = number(term, lexical);
    let other_number: FxHashSet<&str> = match number {
        Some(Number::Plural) => {
            found.keys().filter(|k| found.contains_key(&format!("{k}s"))).map(String::as_str).collect()
        }
        Some(Number::Singular) => found
            .keys()
            .filter(|k| k.strip_suffix('s').is_some_and(|one| found.contains_key(one)))
            .map(String::as_str)
            .collect(),
        None => FxHashSet::default(),
    };
    let score = |key: &str, p: &Proposal| -> f32 {
        let places = places.len() as f32;
        let all = frequencies.get(key).copied().unwrap_or(0) as f32;
        let together = p.linked + p.beside;
        let (forward, backward) = lexical.cover(term, key);
        // Terms of two languages mostly have the same number of content words.
        let longer = content(key) - length;
        let mean = |sum: f32| sum / together.max(1.0);
        let features = [
            ((p.linked + 0.5 * p.beside) / places).max(0.01).ln(),
            (2.0 * together / (places + all.max(together))).max(0.01).ln(),
            (0.1 + forward).ln(),
            (0.3 + backward).ln(),
            longer.min(0.0),
            -longer.max(0.0),
            (0.1 + mean(p.precision)).ln(),
            (0.1 + mean(p.recall)).ln(),
            -mean(p.cut),
            (1.0 - 0.9 * wholes.get(key).copied().unwrap_or(0.0)).ln(),
            if other_number.contains(key) { -1.0 } else { 0.0 },
        ];
        let most = (1.1_f32 * 1.3 * 1.1).sqrt();
        let score: f32 = features.iter().zip(WEIGHTS).map(|(f, w)| f * w).sum::<f32>().exp() / most;
        score.min(1.0)
    };
    let mut out: Vec<Equivalent> = (found.iter())
        .map(|(key, p)| {
            let count = p.forms.values().sum();
            let form = p.forms.iter().max_by(|a, b| a.1.cmp(b.1).then(b.0.cmp(a.0)));
            let form = form.map(|f| f.0.clone()).unwrap_or_default();
            Equivalent { form, score: score(key, p), count, examples: p.examples.clone() }
        })
        .collect();
    out.sort_by(|a, b| b.score.total_cmp(&a.score).then_with(|| a.form.cmp(&b.form)));
    out.truncate(MAX_CANDIDATES);
    out
}

/// How surely each candidate is but a part of another, one word longer: «enforcement» of «law enforcement».
fn wholes<'a>(
    found: &'a FxHashMap<String, Proposal>,
    frequencies: &FxHashMap<String, usize>,
) -> FxHashMap<&'a str, f32> {
    let count = |key: &str| frequencies.get(key).copied().unwrap_or(0).max(1) as f32;
    let mut out: FxHashMap<&str, f32> = FxHashMap::default();
    for whole in found.keys() {
        let first = whole.split_once(' ').map(|(_, rest)| rest);
        let last = whole.rsplit_once(' ').map(|(rest, _)| rest);
        for part in [first, last].into_iter().flatten().filter(|part| found.contains_key(*part)) {
            let share = (count(whole) - 1.0) / count(part);
            let known = out.entry(part).or_default();
            *known = known.max(share.min(1.0));
        }
    }
    out
}

#[derive(Clone, Copy)]
enum Number {
    Singular,
    Plural,
}

/// The number of a French term, as far as its words tell: plural when one of them also stands in the
/// articles without its -s, singular when none ends in -s or -x.
fn number(term: &[Word], lexical: &Lexical) -> Option<Number> {
    let ends = |w: &Word| w.form.chars().count() > 3 && w.form.ends_with(['s', 'x']);
    let singular = |w: &Word| lexical.source.contains_key(&w.form[..w.form.len() - 1]);
    match () {
        () if !term.iter().any(ends) => Some(Number::Singular),
        () if term.iter().any(|w| ends(w) && singular(w)) => Some(Number::Plural),
        () => None,
    }
}

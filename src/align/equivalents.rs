//! Term equivalents learnt from beads: which stretch of the translation stands for a term.

use std::ops::Range;

use super::tokens::coarse;
use super::words::{Links, WordOptions, align_words};
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

/// Pairs named as examples of an equivalent.
const EXAMPLES: usize = 5;

/// Candidates kept for a term.
const CANDIDATES: usize = 10;

/// A word of a text: its comparable form and where it stands.
struct Word {
    form: String,
    span: Range<usize>,
    /// A hyphen joins it to the word before.
    hyphen: bool,
}

/// The words of a text, elisions and hyphens open, in lower case.
fn words(text: &str) -> Vec<Word> {
    let mut out: Vec<Word> = Vec::new();
    let mut start = None;
    for (at, c) in text.char_indices().chain([(text.len(), ' ')]) {
        match (c.is_alphanumeric(), start) {
            (true, None) => start = Some(at),
            (false, Some(from)) => {
                let hyphen = out.last().is_some_and(|w| {
                    matches!(&text[w.span.end..from], "-" | "\u{2010}" | "\u{2011}") && is_word(&w.form)
                });
                out.push(Word { form: text[from..at].to_lowercase(), span: from..at, hyphen });
                start = None;
            }
            _ => {}
        }
        if !c.is_alphanumeric()
            && !c.is_whitespace()
            && at < text.len()
            && !matches!(c, '\'' | '’' | '-' | '\u{2010}' | '\u{2011}')
        {
            out.push(Word { form: c.to_string(), span: at..at + c.len_utf8(), hyphen: false });
        }
    }
    out
}

fn is_word(form: &str) -> bool {
    form.chars().next().is_some_and(char::is_alphanumeric)
}

/// Proposes translations for terms, from pairs of texts that translate each other (beads).
///
/// `terms` are source-language terms; each gets its candidates, best first, or none if it never stands
/// in the pairs.
pub fn equivalents(pairs: &[(&str, &str)], terms: &[&str]) -> Vec<Vec<Equivalent>> {
    let texts: Vec<(Vec<Word>, Vec<Word>)> = pairs.iter().map(|(s, t)| (words(s), words(t))).collect();
    let links = {
        let forms = |side: &[Word]| -> Vec<String> { side.iter().map(|w| coarse(&w.form)).collect() };
        let stems: Vec<(Vec<String>, Vec<String>)> =
            texts.iter().map(|(s, t)| (forms(s), forms(t))).collect();
        let refs: Vec<(Vec<&str>, Vec<&str>)> = (stems.iter())
            .map(|(s, t)| (s.iter().map(String::as_str).collect(), t.iter().map(String::as_str).collect()))
            .collect();
        align_words(&refs, &WordOptions { least: 0.05, ..WordOptions::default() })
    };
    let corpus = Corpus { pairs, texts, links };
    let places = corpus.occurrences(terms);
    let proposals: Vec<FxHashMap<String, Proposal>> = places.iter().map(|p| corpus.propose(p)).collect();
    let frequencies = corpus.frequencies(&proposals);
    let lexical = Lexical::new(&corpus);
    (terms.iter().zip(places).zip(proposals))
        .map(|((term, places), found)| rank(&words(term), &places, found, &frequencies, &lexical))
        .collect()
}

/// Where a term stands: the pair and the words.
struct Place {
    pair: usize,
    words: Range<usize>,
}

#[derive(Default)]
struct Proposal {
    /// Occurrences whose links give just this stretch.
    linked: f32,
    /// Occurrences where it stands round the stretch that the links give.
    beside: f32,
    forms: FxHashMap<String, usize>,
    examples: Vec<usize>,
}

struct Corpus<'a> {
    pairs: &'a [(&'a str, &'a str)],
    texts: Vec<(Vec<Word>, Vec<Word>)>,
    links: Vec<Links>,
}

impl Corpus<'_> {
    /// Where each term stands: as it is written or, if it never is, in another inflection.
    fn occurrences(&self, terms: &[&str]) -> Vec<Vec<Place>> {
        let mut out = self.places(terms, str::to_owned);
        let absent: Vec<usize> = (0..terms.len()).filter(|k| out[*k].is_empty()).collect();
        let inflected = self.places(&absent.iter().map(|k| terms[*k]).collect::<Vec<_>>(), coarse);
        absent.into_iter().zip(inflected).for_each(|(k, places)| out[k] = places);
        out
    }

    /// Where each term stands, words compared by a key.
    fn places(&self, terms: &[&str], key: impl Fn(&str) -> String) -> Vec<Vec<Place>> {
        let mut by_first: FxHashMap<String, Vec<(usize, Vec<String>)>> = FxHashMap::default();
        for (k, term) in terms.iter().enumerate() {
            let forms: Vec<String> = words(term).iter().map(|w| key(&w.form)).collect();
            if let Some(first) = forms.first() {
                by_first.entry(first.clone()).or_default().push((k, forms));
            }
        }
        let mut out: Vec<Vec<Place>> = terms.iter().map(|_| Vec::new()).collect();
        if by_first.is_empty() {
            return out;
        }
        for (pair, (source, _)) in self.texts.iter().enumerate() {
            let keys: Vec<String> = source.iter().map(|w| key(&w.form)).collect();
            for at in 0..keys.len() {
                for (k, forms) in by_first.get(&keys[at]).map_or(&[][..], Vec::as_slice) {
                    let end = at + forms.len();
                    if keys.get(at..end).is_some_and(|here| here == forms) {
                        out[*k].push(Place { pair, words: at..end });
                    }
                }
            }
        }
        out
    }

    /// The stretches of the translations that the word links propose for a term; if they propose none,
    /// what nothing else accounts for near the translations of its neighbours.
    fn propose(&self, places: &[Place]) -> FxHashMap<String, Proposal> {
        let mut out: FxHashMap<String, Proposal> = FxHashMap::default();
        for place in places {
            let target = &self.texts[place.pair].1;
            let pull = pull(target, &self.links[place.pair], &place.words);
            let Some(span) = best_span(target, &pull) else { continue };
            for span in longer(target, &pull, &span) {
                self.add(&mut out, place.pair, span, false);
            }
            self.add(&mut out, place.pair, span, true);
        }
        if out.is_empty() {
            for place in places {
                let target = &self.texts[place.pair].1;
                let links = &self.links[place.pair];
                if let Some(word) = left_over(target, &pull(target, links, &place.words), links, &place.words)
                {
                    self.add(&mut out, place.pair, word..word + 1, false);
                }
            }
        }
        out
    }

    fn add(&self, out: &mut FxHashMap<String, Proposal>, pair: usize, span: Range<usize>, linked: bool) {
        let target = &self.texts[pair].1;
        let text = &self.pairs[pair].1[target[span.start].span.start..target[span.end - 1].span.end];
        let proposal = out.entry(key(&target[span])).or_default();
        *(if linked { &mut proposal.linked } else { &mut proposal.beside }) += 1.0;
        *proposal.forms.entry(text.to_owned()).or_default() += 1;
        if proposal.examples.len() < EXAMPLES && proposal.examples.last() != Some(&pair) {
            proposal.examples.push(pair);
        }
    }

    /// How often each proposed stretch stands in the translations.
    fn frequencies(&self, proposals: &[FxHashMap<String, Proposal>]) -> FxHashMap<String, usize> {
        let mut counts: FxHashMap<String, usize> =
            proposals.iter().flat_map(|p| p.keys()).map(|k| (k.clone(), 0)).collect();
        let longest = counts.keys().map(|k| k.split(' ').count()).max().unwrap_or(0);
        let first: FxHashSet<String> =
            counts.keys().filter_map(|k| k.split(' ').next()).map(str::to_owned).collect();
        for (_, target) in &self.texts {
            for at in 0..target.len() {
                if !first.contains(&target[at].form) {
                    continue;
                }
                for end in at + 1..=(at + longest).min(target.len()) {
                    if let Some(count) = counts.get_mut(&key(&target[at..end])) {
                        *count += 1;
                    }
                }
            }
        }
        counts
    }
}

fn key(words: &[Word]) -> String {
    words.iter().map(|w| w.form.as_str()).collect::<Vec<_>>().join(" ")
}

fn function_words() -> FxHashSet<&'static str> {
    include_str!("function-words.en.txt")
        .lines()
        .filter(|l| !l.starts_with('#'))
        .flat_map(str::split_whitespace)
        .collect()
}

fn is_function_word(form: &str) -> bool {
    thread_local!(static FUNCTION_WORDS: FxHashSet<&'static str> = function_words());
    FUNCTION_WORDS.with(|f| f.contains(form))
}

/// How strongly each word of the translation is drawn into the term, links out of it subtracted.
fn pull(target: &[Word], links: &Links, term: &Range<usize>) -> Vec<f32> {
    let mut pull: Vec<f32> = target.iter().map(|w| if is_word(&w.form) { 0.0 } else { -0.5 }).collect();
    for &(s, t, p) in links {
        pull[t as usize] += if term.contains(&(s as usize)) { p } else { -p };
    }
    pull
}

/// The stretch most of whose links lead into the term; failing that, the word most drawn into it.
fn best_span(target: &[Word], pull: &[f32]) -> Option<Range<usize>> {
    let mut best: Option<(f32, Range<usize>)> = None;
    let (mut sum, mut start) = (0.0, 0);
    for (k, p) in pull.iter().enumerate() {
        // Kadane's algorithm; words without links cost a little.
        if sum <= 0.0 {
            sum = 0.0;
            start = k;
        }
        sum += p - if is_function_word(&target[k].form) { 0.05 } else { 0.15 };
        if best.as_ref().is_none_or(|(b, _)| sum > *b) {
            best = Some((sum, start..k + 1));
        }
    }
    let mut span = best?.1;
    let edge = |k: usize| is_function_word(&target[k].form) || !is_word(&target[k].form);
    while !span.is_empty() && edge(span.start) {
        span.start += 1;
    }
    while !span.is_empty() && edge(span.end - 1) {
        span.end -= 1;
    }
    // Compounds stay whole: «anti-corruption», «winding-up».
    let glued = |k: usize| target[k - 1].span.end + 3 >= target[k].span.start && target[k].hyphen;
    while !span.is_empty() && span.start > 0 && glued(span.start) {
        span.start -= 1;
    }
    while !span.is_empty() && span.end < target.len() && glued(span.end) {
        span.end += 1;
    }
    let drawn = pull[span.clone()].iter().any(|p| *p > 0.05);
    (!span.is_empty() && drawn).then_some(span)
}

/// The word that is least linked to others, near the words that the term's neighbours are linked to.
fn left_over(target: &[Word], pull: &[f32], links: &Links, term: &Range<usize>) -> Option<usize> {
    const NEAR: usize = 4;
    let near: Vec<(f32, f32)> = (links.iter())
        .filter(|(s, ..)| (*s as usize + NEAR >= term.start) && (*s as usize) < term.end + NEAR)
        .map(|&(_, t, p)| (t as f32, p))
        .collect();
    let value = |k: usize| {
        let close: f32 = near.iter().map(|(t, p)| p / (1.0 + (t - k as f32).abs())).sum();
        (1.0 + pull[k]) * close
    };
    (0..target.len())
        .filter(|k| is_word(&target[*k].form) && !is_function_word(&target[*k].form) && pull[*k] > -0.5)
        .map(|k| (value(k), k))
        .filter(|(value, _)| *value > 0.0)
        .max_by(|a, b| a.0.total_cmp(&b.0).then(b.1.cmp(&a.1)))
        .map(|(_, k)| k)
}

/// Words that a stretch may grow by at each end.
const GROWTH: usize = 3;

/// Stretches round the linked one: it is often clipped. Words that are surely drawn elsewhere, and
/// punctuation, end the growth.
fn longer(target: &[Word], pull: &[f32], span: &Range<usize>) -> Vec<Range<usize>> {
    let free =
        |k: &usize| is_word(&target[*k].form) && (pull[*k] > -0.6 || is_function_word(&target[*k].form));
    let left = (0..span.start).rev().take(GROWTH).take_while(free).count();
    let right = (span.end..target.len()).take(GROWTH).take_while(free).count();
    let edge = |k: usize| is_function_word(&target[k].form);
    let mut out = Vec::new();
    for start in span.start - left..=span.start {
        for end in span.end..=span.end + right {
            if (start, end) != (span.start, span.end) && !edge(start) && !edge(end - 1) {
                out.push(start..end);
            }
        }
    }
    out
}

/// How often words are linked, over the whole corpus.
struct Lexical {
    links: FxHashMap<(String, String), f32>,
    source: FxHashMap<String, f32>,
    target: FxHashMap<String, f32>,
}

impl Lexical {
    fn new(corpus: &Corpus) -> Lexical {
        let mut lexical = Lexical {
            links: FxHashMap::default(),
            source: FxHashMap::default(),
            target: FxHashMap::default(),
        };
        for ((source, target), links) in corpus.texts.iter().zip(&corpus.links) {
            for &(s, t, p) in links {
                let (s, t) = (&source[s as usize].form, &target[t as usize].form);
                *lexical.links.entry((s.clone(), t.clone())).or_default() += p;
            }
            source.iter().for_each(|w| *lexical.source.entry(w.form.clone()).or_default() += 1.0);
            target.iter().for_each(|w| *lexical.target.entry(w.form.clone()).or_default() += 1.0);
        }
        lexical
    }

    /// Share of the term's words that the candidate's words translate, and the reverse.
    fn cover(&self, term: &[Word], candidate: &str) -> (f32, f32) {
        let words: Vec<&str> = candidate.split(' ').collect();
        let link = |s: &str, t: &str| self.links.get(&(s.to_owned(), t.to_owned())).copied().unwrap_or(0.0);
        let mean = |values: Vec<f32>| values.iter().sum::<f32>() / values.len().max(1) as f32;
        let forward = (term.iter().filter(|w| w.form.chars().count() > 3))
            .map(|w| {
                let all = self.source.get(&w.form).copied().unwrap_or(1.0);
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

/// Scores and sorts the candidates of a term. Exponents and offsets were set on EU texts.
fn rank(
    term: &[Word],
    places: &[Place],
    found: FxHashMap<String, Proposal>,
    frequencies: &FxHashMap<String, usize>,
    lexical: &Lexical,
) -> Vec<Equivalent> {
    // Terms of two languages mostly have the same number of content words.
    let length = term.iter().filter(|w| w.form.chars().count() > 3).count().max(1) as f32;
    let content = |key: &str| key.split(' ').filter(|w| !is_function_word(w)).count().max(1);
    let mut out: Vec<Equivalent> = (found.into_iter())
        .map(|(key, p)| {
            let all = frequencies.get(&key).copied().unwrap_or(0).max(1) as f32;
            let together = p.linked + p.beside;
            let dice = 2.0 * together / (places.len() as f32 + all.max(together));
            let (forward, backward) = lexical.cover(term, &key);
            let share = (p.linked + 0.5 * p.beside) / places.len().max(1) as f32;
            let longer = content(&key) as f32 - length;
            let fit = (-0.3 * longer.abs()).exp();
            let score =
                fit * share.sqrt() * dice.powf(0.3) * (0.1 + forward) * (0.3 + backward) / (1.1 * 1.3);
            let mut forms: Vec<(String, usize)> = p.forms.into_iter().collect();
            forms.sort_by(|a, b| b.1.cmp(&a.1).then_with(|| a.0.cmp(&b.0)));
            let count = forms.iter().map(|f| f.1).sum();
            let form = forms.into_iter().next().map(|f| f.0).unwrap_or_default();
            Equivalent { form, score, count, examples: p.examples }
        })
        .collect();
    out.sort_by(|a, b| b.score.total_cmp(&a.score).then_with(|| a.form.cmp(&b.form)));
    out.truncate(CANDIDATES);
    out
}

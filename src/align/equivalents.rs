//! Term equivalents learnt from beads: which stretch of the translation stands for a term.

use std::ops::Range;

use super::ranking::{Lexical, rank};
use super::spans::{best_span, left_over, longer, pull, second, shorter};
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
pub(super) const CANDIDATES: usize = 10;

/// A word of a text: its comparable form and where it stands.
pub(super) struct Word {
    pub form: String,
    pub span: Range<usize>,
    /// A hyphen joins it to the word before.
    pub hyphen: bool,
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

pub(super) fn is_word(form: &str) -> bool {
    form.chars().next().is_some_and(char::is_alphanumeric)
}

/// Proposes translations for terms, from pairs of texts that translate each other (beads).
///
/// `terms` are source-language terms; each gets its candidates, best first, or none if it never stands
/// in the pairs.
///
/// ```
/// use drogman::align::equivalents;
/// let pairs = [
///     ("Le cessez-le-feu tient.", "The ceasefire holds."),
///     ("Un cessez-le-feu est signé.", "A ceasefire is signed."),
///     ("La trêve est rompue.", "The truce is broken."),
/// ];
/// let found = equivalents(&pairs, &["cessez-le-feu", "pétrole"]);
/// assert_eq!(found[0][0].form, "ceasefire");
/// assert!(found[1].is_empty(), "a term that is nowhere in the pairs");
/// ```
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
pub(super) struct Place {
    pub pair: usize,
    /// The words of the source.
    pub words: Range<usize>,
}

/// What was seen of a stretch that may stand for a term.
#[derive(Default)]
pub(super) struct Proposal {
    /// Occurrences whose links give just this stretch.
    pub linked: f32,
    /// Occurrences where it is longer or shorter than what the links give, or the second best.
    pub beside: f32,
    /// Sums over the occurrences: share of the stretch's links that lead into the term, share of the term's
    /// links that lead into the stretch.
    pub precision: f32,
    pub recall: f32,
    /// Occurrences where a hyphen or a run of capitals goes on beyond the stretch.
    pub cut: f32,
    pub forms: FxHashMap<String, usize>,
    pub examples: Vec<usize>,
}

/// Why a stretch is proposed.
#[derive(Clone, Copy)]
enum Evidence {
    /// The links give just this stretch.
    Links,
    /// It is longer or shorter than what they give, or the second best.
    Beside,
    /// Nothing else accounts for it.
    None,
}

/// The pairs in words, with the links between them.
pub(super) struct Corpus<'a> {
    pairs: &'a [(&'a str, &'a str)],
    pub texts: Vec<(Vec<Word>, Vec<Word>)>,
    pub links: Vec<Links>,
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

    /// The stretches of the translations that the word links propose for a term; when they propose few, also
    /// what nothing else accounts for near the translations of its neighbours.
    fn propose(&self, places: &[Place]) -> FxHashMap<String, Proposal> {
        const FEW: usize = 3;
        let mut out: FxHashMap<String, Proposal> = FxHashMap::default();
        for place in places {
            let target = &self.texts[place.pair].1;
            let pull = pull(target, &self.links[place.pair], &place.words);
            let Some(span) = best_span(target, &pull) else { continue };
            let mut others = longer(target, &pull, &span);
            others.extend(shorter(target, &span));
            let second = second(target, &pull, &span).filter(|other| !others.contains(other));
            others.extend(second);
            self.add(&mut out, place, span, Evidence::Links);
            for span in others {
                self.add(&mut out, place, span, Evidence::Beside);
            }
        }
        if out.len() < FEW {
            let mut guesses = FxHashMap::default();
            for place in places {
                let target = &self.texts[place.pair].1;
                let links = &self.links[place.pair];
                let pull = pull(target, links, &place.words);
                if let Some(word) = left_over(target, &pull, links, &place.words) {
                    self.add(&mut guesses, place, word..word + 1, Evidence::None);
                }
            }
            for (key, guess) in guesses {
                out.entry(key).or_insert(guess);
            }
        }
        out
    }

    fn add(
        &self,
        out: &mut FxHashMap<String, Proposal>,
        place: &Place,
        span: Range<usize>,
        evidence: Evidence,
    ) {
        let (whole, target) = (self.pairs[place.pair].1, &self.texts[place.pair].1);
        let proposal = out.entry(key(&target[span.clone()])).or_default();
        match evidence {
            Evidence::Links => proposal.linked += 1.0,
            Evidence::Beside => proposal.beside += 1.0,
            Evidence::None => {}
        }
        let (mut both, mut into, mut of) = (0.0, 0.0, 0.0);
        for &(s, t, p) in &self.links[place.pair] {
            let (s, t) = (place.words.contains(&(s as usize)), span.contains(&(t as usize)));
            both += if s && t { p } else { 0.0 };
            into += if t { p } else { 0.0 };
            of += if s { p } else { 0.0 };
        }
        proposal.precision += both / into.max(0.1);
        proposal.recall += both / of.max(0.1);
        let cut = (span.start > 0 && goes_on(whole, target, span.start))
            || (span.end < target.len() && goes_on(whole, target, span.end));
        proposal.cut += f32::from(u8::from(cut));
        let text = &whole[target[span.start].span.start..target[span.end - 1].span.end];
        *proposal.forms.entry(text.to_owned()).or_default() += 1;
        if proposal.examples.len() < EXAMPLES && proposal.examples.last() != Some(&place.pair) {
            proposal.examples.push(place.pair);
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

/// Whether a word and the one before are one compound or stand in one run of capitals.
fn goes_on(text: &str, words: &[Word], k: usize) -> bool {
    let capital = |w: &Word| text[w.span.clone()].starts_with(char::is_uppercase);
    let gap = &text[words[k - 1].span.end..words[k].span.start];
    // The first word of a sentence has its capital anyway.
    words[k].hyphen || (k > 1 && gap == " " && capital(&words[k - 1]) && capital(&words[k]))
}

/// How a stretch is looked up.
fn key(words: &[Word]) -> String {
    words.iter().map(|w| w.form.as_str()).collect::<Vec<_>>().join(" ")
}

//! Where terms occur in the pairs, and the stretches of the translations proposed for them.

use super::spans::{best_span, left_over, longer, pull, second, shorter};
use super::word_alignment::Links;
use super::words::{Word, words};
use crate::align::vocabulary::coarse;
use rustc_hash::{FxHashMap, FxHashSet};
use std::ops::Range;

/// Pairs named as examples of an equivalent.
const MAX_EXAMPLES: usize = 5;

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
    pub pairs: &'a [(&'a str, &'a str)],
    pub texts: Vec<(Vec<Word>, Vec<Word>)>,
    pub links: Vec<Links>,
}

impl Corpus<'_> {
    /// Where each term stands: as it is written or, if it never is, in another inflection.
    pub(super) fn occurrences(&self, terms: &[&str]) -> Vec<Vec<Place>> {
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
    pub(super) fn propose(&self, places: &[Place]) -> FxHashMap<String, Proposal> {
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
        if proposal.examples.len() < MAX_EXAMPLES && proposal.examples.last() != Some(&place.pair) {
            proposal.examples.push(place.pair);
        }
    }

    /// How often each proposed stretch stands in the translations.
    pub(super) fn frequencies(&self, proposals: &[FxHashMap<String, Proposal>]) -> FxHashMap<String, usize> {
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
    let capital = |w: &Word| w.span.of(text).starts_with(char::is_uppercase);
    let gap = &text[words[k - 1].span.end..words[k].span.start];
    // The first word of a sentence has its capital anyway.
    words[k].hyphen || (k > 1 && gap == " " && capital(&words[k - 1]) && capital(&words[k]))
}

/// How a stretch is looked up.
fn key(words: &[Word]) -> String {
    words.iter().map(|w| w.form.as_str()).collect::<Vec<_>>().join(" ")
}

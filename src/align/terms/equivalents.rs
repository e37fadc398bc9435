//! Term equivalents learnt from beads: which stretch of the translation stands for a term.

use super::corpus::{Corpus, Proposal};
use super::ranking::{Equivalent, Lexical, rank};
use super::word_alignment::{WordOptions, align_words};
use super::words::{Word, words};
use crate::align::vocabulary::coarse;
use rustc_hash::FxHashMap;

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

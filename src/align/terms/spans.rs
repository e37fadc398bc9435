//! Which stretches of a translation the word links give for a term.

use super::word_alignment::Links;
use super::words::{Word, is_word};
use crate::language::is_english_stopword;
use std::ops::Range;

/// Weight of a link to a word outside the term, against one into the term.
const AWAY: f32 = 0.7;

/// Subtracted for each word of a stretch: words without links do not lengthen it.
const COST: f32 = 0.1;

/// For each word of the translation: the sum of its link probabilities into the term, less those to other words.
pub(super) fn pull(target: &[Word], links: &Links, term: &Range<usize>) -> Vec<f32> {
    let mut pull: Vec<f32> = target.iter().map(|w| if is_word(&w.form) { 0.0 } else { -0.5 }).collect();
    for &(s, t, p) in links {
        pull[t as usize] += if term.contains(&(s as usize)) { p } else { -AWAY * p };
    }
    pull
}

/// The stretch most of whose links lead into the term; failing that, the word most drawn into it.
pub(super) fn best_span(target: &[Word], pull: &[f32]) -> Option<Range<usize>> {
    let mut best: Option<(f32, Range<usize>)> = None;
    let (mut sum, mut start) = (0.0, 0);
    for (k, p) in pull.iter().enumerate() {
        // Kadane's algorithm.
        if sum <= 0.0 {
            sum = 0.0;
            start = k;
        }
        sum += p - COST;
        if best.as_ref().is_none_or(|(b, _)| sum > *b) {
            best = Some((sum, start..k + 1));
        }
    }
    let mut span = trimmed(target, best?.1);
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

/// A stretch without function words and punctuation at its ends.
fn trimmed(target: &[Word], mut span: Range<usize>) -> Range<usize> {
    let edge = |k: usize| is_english_stopword(&target[k].form) || !is_word(&target[k].form);
    while !span.is_empty() && edge(span.start) {
        span.start += 1;
    }
    while !span.is_empty() && edge(span.end - 1) {
        span.end -= 1;
    }
    span
}

/// The word that is least linked to others, near the words that the term's neighbours are linked to.
pub(super) fn left_over(target: &[Word], pull: &[f32], links: &Links, term: &Range<usize>) -> Option<usize> {
    const NEAR_WORDS: usize = 4;
    let near: Vec<(f32, f32)> = (links.iter())
        .filter(|(s, ..)| (*s as usize + NEAR_WORDS >= term.start) && (*s as usize) < term.end + NEAR_WORDS)
        .map(|&(_, t, p)| (t as f32, p))
        .collect();
    let value = |k: usize| {
        let close: f32 = near.iter().map(|(t, p)| p / (1.0 + (t - k as f32).abs())).sum();
        (1.0 + pull[k]) * close
    };
    (0..target.len())
        .filter(|k| is_word(&target[*k].form) && !is_english_stopword(&target[*k].form) && pull[*k] > -0.5)
        .map(|k| (value(k), k))
        .filter(|(value, _)| *value > 0.0)
        .max_by(|a, b| a.0.total_cmp(&b.0).then(b.1.cmp(&a.1)))
        .map(|(_, k)| k)
}

/// Words that a stretch may grow by at each end.
const MAX_GROWTH_WORDS: usize = 3;

/// Stretches round the linked one: it is often clipped. Words that are surely drawn elsewhere, and
/// punctuation, end the growth.
pub(super) fn longer(target: &[Word], pull: &[f32], span: &Range<usize>) -> Vec<Range<usize>> {
    let free =
        |k: &usize| is_word(&target[*k].form) && (pull[*k] > -0.6 || is_english_stopword(&target[*k].form));
    let left = (0..span.start).rev().take(MAX_GROWTH_WORDS).take_while(free).count();
    let right = (span.end..target.len()).take(MAX_GROWTH_WORDS).take_while(free).count();
    let edge = |k: usize| is_english_stopword(&target[k].form);
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

/// Stretches within the linked one, without its first or its last word.
pub(super) fn shorter(target: &[Word], span: &Range<usize>) -> Vec<Range<usize>> {
    let mut out = vec![trimmed(target, span.start + 1..span.end), trimmed(target, span.start..span.end - 1)];
    out.retain(|part| !part.is_empty());
    out.dedup();
    out
}

/// The stretch most of whose links lead into the term, the best one left out.
pub(super) fn second(target: &[Word], pull: &[f32], best: &Range<usize>) -> Option<Range<usize>> {
    let mut rest = pull.to_vec();
    rest[best.clone()].fill(-1.0);
    best_span(target, &rest)
}

//! What the translation of the corpus calls a candidate.

mod examples;

use std::collections::BTreeMap;

pub use examples::{ExampleSource, Examples, ExamplesError, is_english};

/// A proposal for the translation of a candidate, learnt from a translation of the corpus.
#[derive(Clone, Debug, PartialEq)]
pub struct Translation {
    /// As it is written most often.
    pub form: String,
    /// How well it fits, from 0 to 1.
    pub score: f32,
    /// Occurrences of the candidate that it translates.
    pub count: usize,
    /// Sentences with their translations, the first few.
    pub examples: Vec<(String, String)>,
}

/// Proposals kept for a candidate.
const MOST: usize = 3;

/// Puts the proposals for all forms of a candidate together, best first: those for the head («Nikol Pashinyan»)
/// before those for its other forms («Pashinyan»); what is written alike but for capitals counts as one, and
/// a part of a better proposal, or a rarer stretch round it, is none.
pub(super) fn together(
    of_head: impl IntoIterator<Item = Translation>,
    of_others: impl IntoIterator<Item = Translation>,
) -> Vec<Translation> {
    let mut by_form: BTreeMap<String, (bool, f32, Translation)> = BTreeMap::new();
    let all = of_head.into_iter().map(|found| (true, found));
    for (head, found) in all.chain(of_others.into_iter().map(|found| (false, found))) {
        let weight = found.score * (1.0 + found.count as f32).ln();
        match by_form.get_mut(&found.form.to_lowercase()) {
            Some((of_head, most, known)) => {
                if !*of_head {
                    *most += weight;
                }
                if (found.count, &known.form) > (known.count, &found.form) {
                    known.form = found.form;
                }
                known.count += found.count;
                known.score = known.score.max(found.score);
                known.examples.extend(found.examples);
                known.examples.truncate(MOST);
            }
            None => {
                by_form.insert(found.form.to_lowercase(), (head, weight, found));
            }
        }
    }
    let mut out: Vec<_> = by_form.into_values().collect();
    out.sort_by(|a, b| b.0.cmp(&a.0).then(b.1.total_cmp(&a.1)).then_with(|| a.2.form.cmp(&b.2.form)));
    let padded = |form: &str| format!(" {} ", form.to_lowercase());
    let mut kept: Vec<Translation> = Vec::new();
    for (_, _, found) in out {
        let form = padded(&found.form);
        let adds_nothing = |better: &Translation| {
            let other = padded(&better.form);
            other.contains(&form) || (found.count < better.count && form.contains(&other))
        };
        if kept.len() < MOST && !kept.iter().any(adds_nothing) {
            kept.push(found);
        }
    }
    kept
}

//! What the translation of the corpus calls a candidate.

use std::collections::BTreeMap;

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

/// Puts the proposals for all forms of a candidate together, best first: what is written alike but for
/// capitals counts as one.
pub fn together(proposals: impl IntoIterator<Item = Translation>) -> Vec<Translation> {
    let mut by_form: BTreeMap<String, Translation> = BTreeMap::new();
    for found in proposals {
        match by_form.get_mut(&found.form.to_lowercase()) {
            Some(known) => {
                if (found.count, &known.form) > (known.count, &found.form) {
                    known.form = found.form;
                }
                known.count += found.count;
                known.score = known.score.max(found.score);
                known.examples.extend(found.examples);
                known.examples.truncate(MOST);
            }
            None => {
                by_form.insert(found.form.to_lowercase(), found);
            }
        }
    }
    let mut out: Vec<Translation> = by_form.into_values().collect();
    let weight = |t: &Translation| t.score * (1.0 + t.count as f32).ln();
    out.sort_by(|a, b| weight(b).total_cmp(&weight(a)).then_with(|| a.form.cmp(&b.form)));
    out.truncate(MOST);
    out
}

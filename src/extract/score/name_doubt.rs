//! How likely a counted name is one: ordinary words in it speak against it.

use super::scorer::common;
use crate::extract::count::key::Counts;
use crate::extract::count::tally::NameTally;
use crate::extract::tag::entities::gazetteer;
use crate::extract::tag::entities::labels::NameKind;
use crate::extract::tag::pos::lexicon;

/// The score of a name of the corpus whose words are `words`.
pub(crate) fn name(form: &str, tally: &NameTally, words: &Counts<u32>) -> f64 {
    let count = tally.count();
    let plain = 2.6 + 0.25 * f64::from(count.max(1)).ln();
    plain + common(&form.to_lowercase(), tally.documents, false) - doubt(form, tally, words)
}

/// What speaks against a name: ordinary words in it.
fn doubt(form: &str, tally: &NameTally, words: &Counts<u32>) -> f64 {
    let kind = tally.kind();
    let cut = crate::extract::tag::tokeniser::tokenise(form);
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
    let given = |lower: &String| gazetteer::classes(lower) & gazetteer::GIVEN != 0;
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

//! The lexicon before anything is learnt.

use super::cognates;
use super::frequency::Frequencies;
use super::table::Lexicon;
use crate::align::vocabulary::{Kind, Vocabulary, kind};
use crate::align::weights::Weights;

/// What is known before anything is learnt: identical strings, cognates, the shipped and given equivalents.
pub(in crate::align) fn seed(
    vocabulary: &Vocabulary,
    f: &Frequencies,
    given: &[(u32, u32, f32)],
    w: &Weights,
) -> Lexicon {
    let mut lexicon = Lexicon::new(vocabulary.len());
    for (id, string) in vocabulary.strings.iter().enumerate() {
        if f.source[id] == 0 || f.target[id] == 0 {
            continue;
        }
        let strength = match kind(string) {
            Kind::Number => 1.0,
            Kind::Mark => w.mark,
            Kind::Word if string.len() < 3 => 0.3,
            Kind::Word => 1.0,
        };
        lexicon.raise(id as u32, id as u32, strength);
    }
    for &(s, t, strength) in given {
        if f.source[s as usize] > 0 && f.target[t as usize] > 0 {
            lexicon.raise(s, t, strength);
        }
    }
    cognates::add(vocabulary, f, &mut lexicon, w);
    lexicon
}

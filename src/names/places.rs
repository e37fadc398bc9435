//! What place names do that other names do not: translate a word of theirs, make an adjective of a town.

use rustc_hash::FxHashMap;

use super::spelling::{GAP, Letter, Spelling, base};
use crate::language::romanisation::{self, ADJECTIVES, GENERICS};

/// The word lists of places.
pub(super) struct Places {
    endings: Vec<Vec<Letter>>,
    /// For each word the meanings it has, as row numbers.
    meanings: FxHashMap<Vec<Letter>, Vec<Meaning>>,
}

/// A meaning of a word, and whether the word is often left out.
#[derive(Clone, Copy)]
struct Meaning {
    row: usize,
    drop: bool,
}

/// The fewest letters before the ending of an adjective.
const STEM: usize = 3;

impl Places {
    /// Reads the shipped lists.
    pub(super) fn shipped() -> Places {
        let mut meanings: FxHashMap<Vec<Letter>, Vec<Meaning>> = FxHashMap::default();
        for (row, fields) in romanisation::rows(GENERICS).enumerate() {
            for word in &fields[1..] {
                let meaning = Meaning { row, drop: fields[0] == "drop" };
                meanings.entry(Spelling::new(word).letters).or_default().push(meaning);
            }
        }
        let endings = romanisation::rows(ADJECTIVES).map(|row| Spelling::new(row[0]).letters);
        Places { endings: endings.collect(), meanings }
    }

    /// Whether two words mean the same («New», «Novaya»).
    pub(super) fn translates(&self, x: &[Letter], y: &[Letter]) -> bool {
        let (Some(x), Some(y)) = (self.meanings.get(x), self.meanings.get(y)) else { return false };
        x.iter().any(|x| y.iter().any(|y| x.row == y.row))
    }

    /// Whether a word is often left out.
    pub(super) fn may_go(&self, word: &[Letter]) -> bool {
        self.meanings.get(word).is_some_and(|meanings| meanings.iter().any(|meaning| meaning.drop))
    }

    /// The letters before each ending of an adjective that a name of one word has.
    pub(super) fn stems<'w>(&'w self, word: &'w [Letter]) -> impl Iterator<Item = &'w [Letter]> {
        // All of them have an s and a k near the end.
        let tail = &word[word.len().saturating_sub(6)..];
        let may = tail.windows(2).any(|pair| (base(pair[0]), pair[1]) == (S, K)) && !word.contains(&GAP);
        let endings = if may { &self.endings[..] } else { &[] };
        endings.iter().filter_map(move |ending| {
            let stem = word.len().checked_sub(ending.len()).filter(|&stem| stem >= STEM)?;
            (word[stem..] == ending[..]).then_some(&word[..stem])
        })
    }
}

const S: Letter = 19;
const K: Letter = 11;

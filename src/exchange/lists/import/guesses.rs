//! Types that a list does not say, guessed from the words.

use std::fmt;

use super::super::model::Entry;
use crate::{
    extract::kind_of_name,
    glossary::{ConceptKind, LanguagePair, Slot},
    language::Language,
};

/// How many types were guessed, by type.
///
/// ```
/// use drogman::exchange::{Import, Input, Wanted, list_format};
/// let list = "fr,en\nlac Sevan,Lake Sevan\ntrêve,truce\n";
/// let input = Input::new(Box::new(list.as_bytes()) as Box<dyn std::io::Read>).unwrap();
/// let import = Import::read(list_format("csv").unwrap(), input, &Wanted::default(), None, |_, _| {}).unwrap();
/// let guesses = import.write_yaml(&mut Vec::new()).unwrap();
/// assert_eq!(guesses.to_string(), "1 place, 1 term");
/// ```
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Guesses([usize; ConceptKind::ALL.len()]);

impl Guesses {
    /// Whether no type was guessed.
    pub fn is_empty(&self) -> bool {
        self.0.iter().all(|count| *count == 0)
    }

    pub(super) fn add(&mut self, guess: Option<ConceptKind>) {
        let place = guess.and_then(|guess| ConceptKind::ALL.iter().position(|kind| *kind == guess));
        if let Some(place) = place {
            self.0[place] += 1;
        }
    }
}

impl fmt::Display for Guesses {
    /// `12 person, 3 place`.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let said = ConceptKind::ALL.iter().zip(&self.0).filter(|(_, count)| **count > 0);
        for (number, (kind, count)) in said.enumerate() {
            let gap = if number > 0 { ", " } else { "" };
            write!(f, "{gap}{count} {}", kind.name())?;
        }
        Ok(())
    }
}

/// The type the words of an entry make likely.
pub(super) fn guess(entry: &Entry, languages: LanguagePair) -> ConceptKind {
    let name = |language: Language| {
        let term = entry.recommended(language, Slot::Full).or_else(|| entry.terms_in(language).next());
        term.map_or("", |term| term.form.as_str())
    };
    let (source, target) = (name(languages.source), name(languages.target));
    // The words are French, on whichever side they stand.
    if languages.source.nouns_agree() { kind_of_name(source, target) } else { kind_of_name(target, source) }
}

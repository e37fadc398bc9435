//! One concept that stands twice, under two spellings.

use rustc_hash::FxHashMap;

use super::Objections;
use crate::{
    glossary::{Concept, Glossary, Slot, StyleId, Term, claimed},
    language::Language,
    text::fold,
};

/// How long forms are that may differ by some letters (characters).
const LONG: usize = 6;

pub(super) fn check(glossary: &Glossary, objections: &mut Objections<'_>) {
    let mut search = Search::default();
    for concept in glossary.concepts.values() {
        let name = |language: Language| concept.preferred(language, Slot::Full, StyleId::DEFAULT);
        let (Some((_, source)), target) = (name(glossary.languages.source), name(glossary.languages.target))
        else {
            continue;
        };
        let target = target.map(|(_, term)| term.text());
        if let Some(first) = search.twin(concept, source, target) {
            let (other, known) = first;
            let message =
                format!("«{}» is probably «{}» of «{}» again", source.text(), known.text(), other.id);
            let help = format!(
                "merge it with {}, or let it stand with a reason in {}",
                known.position,
                super::REVIEWED
            );
            objections.object(source, message, help);
        }
    }
}

type Named<'g> = (&'g Concept, &'g Term);

/// The concepts so far, by their names.
#[derive(Default)]
struct Search<'g> {
    by_letters: FxHashMap<String, Named<'g>>,
    by_words: FxHashMap<(String, String), Named<'g>>,
    by_target: FxHashMap<String, Named<'g>>,
}

impl<'g> Search<'g> {
    /// The concept before that has the same name in another spelling.
    fn twin(&mut self, concept: &'g Concept, source: &'g Term, target: Option<&str>) -> Option<Named<'g>> {
        let form = source.text();
        let here = (concept, source);
        let is_small = form.starts_with(char::is_lowercase);
        // A name has no plural.
        let words: fn(&str) -> String = if is_small { singular } else { |form| letters(&fold(form)) };
        let is_other = |(other, known): &Named<'g>| {
            !std::ptr::eq(*other, concept)
                && known.text().starts_with(char::is_lowercase) == is_small
                && claimed(known.text()) != claimed(form)
        };
        let same_letters = is_small
            .then(|| *self.by_letters.entry(letters(&claimed(form))).or_insert(here))
            .filter(is_other);
        let Some(target) = target.map(words) else { return same_letters };
        let same_words = *self.by_words.entry((words(form), target.clone())).or_insert(here);
        let same_target = *self.by_target.entry(target).or_insert(here);
        let like = |named: &Named<'g>| is_alike(&fold(named.1.text()), &fold(form));
        same_letters
            .or(Some(same_words).filter(is_other))
            .or_else(|| Some(same_target).filter(is_other).filter(like))
    }
}

/// The letters and digits of a form.
fn letters(form: &str) -> String {
    form.chars().filter(|c| c.is_alphanumeric()).collect()
}

/// The words of a form without case, accents and plural endings.
fn singular(form: &str) -> String {
    let folded = fold(form);
    let words = folded.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty());
    words.map(|word| if word.len() > 3 { word.trim_end_matches(['s', 'x']) } else { word }).collect()
}

/// Whether two forms differ by few letters: one in six, within one run.
fn is_alike(one: &str, other: &str) -> bool {
    let (a, b): (Vec<char>, Vec<char>) = (one.chars().collect(), other.chars().collect());
    let (short, long) = (a.len().min(b.len()), a.len().max(b.len()));
    let start = a.iter().zip(&b).take_while(|(a, b)| a == b).count();
    let end = a.iter().rev().zip(b.iter().rev()).take_while(|(a, b)| a == b).count().min(short - start);
    short >= LONG && start > 0 && long - start - end <= (long / LONG).min(3)
}

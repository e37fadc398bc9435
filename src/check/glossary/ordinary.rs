//! Forms that match what they do not mean: words without a meaning of their own, given names.

use super::{Objections, REVIEWED, written};
use crate::{
    extract::is_closed_class_word,
    glossary::{Concept, ConceptKind, Glossary, Slot, Term},
    language::{is_english_stopword, names::is_given_name},
    text::{fold, is_apostrophe, is_hyphen},
};

pub(super) fn check(glossary: &Glossary, objections: &mut Objections<'_>) {
    for concept in glossary.concepts.values() {
        for term in written(concept)
            .filter(|term| !term.text().contains(|c| c == ' ' || is_hyphen(c) || is_apostrophe(c)))
        {
            given_name(concept, term, objections);
            small_word(concept, term, objections);
        }
    }
}

/// A person’s short name that is a given name of many.
fn given_name(concept: &Concept, term: &Term, objections: &mut Objections<'_>) {
    let is_short = concept.kind == ConceptKind::Person && term.slot == Slot::Short && term.alone.is_none();
    // A surname of the person that many bear as a given name; a person known by the given name alone has it as full.
    let form = term.text();
    let full = concept.terms_in(term.language).find(|(_, full)| full.slot == Slot::Full);
    let begins = full.is_some_and(|(_, full)| full.text().starts_with(form));
    if is_short && begins && is_given_name(&fold(form)) {
        let message = format!("«{form}» is a given name and will be found where another person bears it");
        let help = format!("say `alone: false`, or let it stand with a reason in {REVIEWED}");
        objections.object(term, message, help);
    }
}

/// A term that is a word of the grammar, such as *or*, *car*, *est*.
fn small_word(concept: &Concept, term: &Term, objections: &mut Objections<'_>) {
    let form = term.text();
    if term.slot == Slot::Abbreviation || form != form.to_lowercase() || concept.is_name() {
        return;
    }
    let is_small = match term.language.nouns_agree() {
        true => is_closed_class_word(form),
        false => is_english_stopword(form),
    };
    if is_small {
        let message = format!("«{form}» is a word of the grammar as well and will be found everywhere");
        let help = format!("write a longer form, or let it stand with a reason in {REVIEWED}");
        objections.object(term, message, help);
    }
}

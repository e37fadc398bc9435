//! A term that is proposed.

use std::{path::PathBuf, sync::Arc};

use rustc_hash::FxHashMap;

use crate::{
    extract::Candidate,
    glossary::{Concept, Glossary, Slot, StyleId},
    review::names::folded,
    text::fold,
};

/// So many examples are shown.
const MOST_EXAMPLES: usize = 3;

/// A term that is proposed.
#[derive(Clone, Debug)]
pub(super) struct TermEntry {
    /// The form that stands for all.
    pub(super) term: String,
    /// All forms, most frequent first.
    pub(super) forms: Vec<String>,
    pub(super) n: u32,
    pub(super) docs: u32,
    pub(super) score: f64,
    /// What the glossary calls it in the target language, where it has it; empty when it has no name there.
    pub(super) known: Option<String>,
    /// What the translations call it: form, share of what was learnt, how often.
    pub(super) proposals: Vec<(String, f32, usize)>,
    /// The document and a sentence of it.
    pub(super) examples: Vec<(PathBuf, Arc<str>)>,
    /// What is searched for.
    pub(super) folded: String,
}

/// The terms among candidates, in their order.
pub(super) fn entries(candidates: &[Candidate], glossary: &Glossary) -> Vec<TermEntry> {
    let known = known_forms(glossary);
    let terms = candidates.iter().filter(|candidate| !candidate.kind.is_name());
    terms.map(|candidate| entry(candidate, glossary, &known)).collect()
}

/// The concept of each form that the glossary has in its source language.
fn known_forms(glossary: &Glossary) -> FxHashMap<String, usize> {
    let source = glossary.languages.source;
    let mut forms = FxHashMap::default();
    for (place, concept) in glossary.concepts.values().enumerate() {
        for (_, term) in concept.terms_in(source) {
            for inflected in term.inflected() {
                forms.entry(fold(&inflected.form)).or_insert(place);
            }
        }
    }
    forms
}

fn entry(candidate: &Candidate, glossary: &Glossary, known: &FxHashMap<String, usize>) -> TermEntry {
    let forms: Vec<String> = candidate.variants.iter().map(|variant| variant.form.clone()).collect();
    let concept =
        forms.iter().find_map(|form| known.get(&fold(form)).map(|&place| &glossary.concepts[place]));
    let seen: usize = candidate.translations.iter().map(|it| it.count).sum();
    let share = |count: usize| count as f32 / seen.max(1) as f32;
    let proposals = candidate.translations.iter();
    let proposals = proposals.map(|it| (it.form.clone(), share(it.count), it.count)).collect();
    let examples = candidate.examples.iter().take(MOST_EXAMPLES);
    TermEntry {
        term: candidate.head.clone(),
        n: candidate.frequency,
        docs: candidate.documents,
        score: candidate.score,
        known: concept.map(|concept| equivalent(concept, glossary)),
        proposals,
        examples: examples.map(|it| (PathBuf::from(&*it.document), it.text.clone())).collect(),
        folded: folded(&forms.join("\n")),
        forms,
    }
}

/// What a concept is called in the target language.
fn equivalent(concept: &Concept, glossary: &Glossary) -> String {
    let term = concept.preferred_or_full(glossary.languages.target, Slot::Full, StyleId::DEFAULT);
    term.map_or_else(String::new, |(_, term)| term.text().to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        document::Document,
        extract::{Choice, Examples, Extractor},
    };

    #[test]
    fn terms_know_their_glossary_and_their_translations() {
        let mut extractor = Extractor::new();
        let text = "Le cessez-le-feu tient. Un cessez-le-feu fragile est signé. Les séparatistes rompent le \
                    cessez-le-feu. Les séparatistes attendent. Les séparatistes partent.";
        extractor.merge(extractor.document(&Document::from_text("a.txt", text.into())));
        let mut candidates = extractor.finish(&Choice { cut: f64::MIN, most: None }, None);
        let pair = |source: &str, target: &str| (source.to_owned(), target.to_owned());
        let pairs = vec![
            pair("Le cessez-le-feu tient.", "The ceasefire holds."),
            pair("Un cessez-le-feu fragile est signé.", "A fragile ceasefire is signed."),
            pair("Les séparatistes attendent.", "The separatists wait."),
        ];
        Examples { pairs, ..Examples::default() }.translate(&mut candidates);
        let glossary: Glossary = "
version: 1
concepts:
  separatiste: {type: term, fr: {preferred: séparatiste, variants: [séparatistes]}, en: separatist}
"
        .parse()
        .unwrap();
        let all = entries(&candidates, &glossary);
        let of = |form: &str| all.iter().find(|entry| entry.forms.iter().any(|it| it == form)).unwrap();
        assert_eq!(of("séparatistes").known.as_deref(), Some("separatist"));
        let truce = of("cessez-le-feu");
        assert_eq!((&truce.known, truce.proposals[0].0.as_str()), (&None, "ceasefire"));
        assert_eq!(truce.examples[0].0, PathBuf::from("a.txt"));
    }
}

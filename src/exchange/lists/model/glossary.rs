//! Between a [`Glossary`] and a [`TermList`].

use std::collections::BTreeMap;

use super::{Entry, EntryTerm, TermList};
use crate::{
    glossary::{Concept, Form, Glossary, Relation, Slot, StyleId, Term},
    text::counted,
};

impl TermList {
    /// The concepts of a glossary as `style` sees them, and in words what a term list has no place for.
    /// With `keep`, only the concepts it agrees to.
    ///
    /// ```
    /// use drogman::{exchange::TermList, glossary::{ConceptKind, Glossary, StyleId}};
    /// let keep = |kind| move |concept: &drogman::glossary::Concept| concept.kind == kind;
    /// let (rivers, _) = TermList::of(Glossary::embedded(), StyleId::DEFAULT, keep(ConceptKind::River));
    /// assert!(!rivers.entries.is_empty());
    /// assert!(rivers.entries.iter().all(|entry| entry.kind == Some(ConceptKind::River)));
    /// ```
    pub fn of(glossary: &Glossary, style: StyleId, keep: impl Fn(&Concept) -> bool) -> (Self, Vec<String>) {
        let mut lost: BTreeMap<&'static str, usize> = BTreeMap::new();
        let mut lose = |what, when: bool| {
            if when {
                *lost.entry(what).or_default() += 1;
            }
        };
        let mut entries = Vec::new();
        for concept in glossary.concepts.values().filter(|concept| keep(concept)) {
            let mut terms = Vec::with_capacity(concept.terms.len());
            for term in &concept.terms {
                let Form::Literal(_) = term.form else {
                    lose("patterns", true);
                    continue;
                };
                lose("statuses of other styles", term.statuses.iter().any(|&s| s != term.status(style)));
                let grammar = &term.grammar;
                lose("articles", grammar.article.is_some() || grammar.own_article);
                lose("prepositions of place", grammar.locative.is_some());
                lose("elision", grammar.elides.is_some());
                lose("inflected forms", !grammar.inflections.is_empty());
                lose("whether a short name may stand alone", term.alone.is_some());
                terms.push(of_term(term, style));
            }
            entries.push(Entry {
                id: concept.id.clone(),
                kind: Some(concept.kind),
                note: concept.note.clone(),
                source: concept.source.clone(),
                terms,
                details: concept.details.clone(),
                line: concept.position.line,
            });
        }
        let lost =
            lost.into_iter().map(|(what, count)| format!("{what} ({})", counted(count, "term"))).collect();
        let style = glossary.styles.get(style.0).filter(|_| style != StyleId::DEFAULT).cloned();
        (Self { languages: glossary.languages, entries, style }, lost)
    }
}

fn of_term(term: &Term, style: StyleId) -> EntryTerm {
    let usual = match term.slot {
        Slot::Full => Relation::Base,
        Slot::Short => Relation::Short,
        Slot::Abbreviation => Relation::Abbreviation,
    };
    EntryTerm {
        language: term.language,
        form: term.text().to_owned(),
        slot: term.slot,
        status: Some(term.status(style)),
        relation: Some(term.relation).filter(|&relation| relation != usual),
        party: term.party.clone(),
        gender: term.grammar.gender,
        note: term.note.clone(),
        details: term.details.clone(),
        article: None,
        own_article: false,
    }
}

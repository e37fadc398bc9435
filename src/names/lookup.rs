//! Looking names up in a glossary and in lists.

use super::{Hit, Index, Reason};
use crate::glossary::{Concept, Glossary};

/// The forms of a glossary and the names of lists, gathered to be looked up.
///
/// ```
/// use drogman::{glossary::Glossary, names::LookupNames};
/// let mut names = LookupNames::of_glossary(Glossary::embedded());
/// names.add("Q42", "Douglas Adams");
/// let lookup = names.finish();
///
/// let answer = lookup.answer("Tiflis", 3);
/// assert_eq!(answer.known().unwrap().id, "tbilissi");
/// let answer = lookup.answer("Duglas Adams", 3);
/// assert!(answer.known().is_none());
/// assert_eq!(answer.near()[0].id, "Q42");
/// ```
pub struct LookupNames<'g> {
    names: Vec<(u32, String)>,
    sources: Vec<NameSource<'g>>,
    /// The id of the next thing that is named.
    next: u32,
}

/// Where a name comes from.
enum NameSource<'g> {
    /// A form of a concept.
    Form(&'g Concept),
    /// A line of a list, with its id; empty when it has none.
    Listed(String),
}

impl<'g> LookupNames<'g> {
    /// Every form of both languages of a glossary.
    pub fn of_glossary(glossary: &'g Glossary) -> Self {
        let mut all = Self { names: Vec::new(), sources: Vec::new(), next: 0 };
        for concept in glossary.concepts.values() {
            for inflected in concept.terms.iter().flat_map(|term| term.inflected()) {
                all.names.push((all.next, inflected.form));
                all.sources.push(NameSource::Form(concept));
            }
            all.next += 1;
        }
        all
    }

    /// Adds a name of a list, and its id there or an empty text.
    pub fn add(&mut self, id: &str, name: &str) {
        self.names.push((self.next, name.to_owned()));
        self.sources.push(NameSource::Listed(id.to_owned()));
        self.next += 1;
    }

    /// Adds the names of a list: one a line, or an id, a tab and a name.
    pub fn add_list(&mut self, list: &str) {
        for line in list.trim_start_matches('\u{feff}').lines().filter(|line| !line.trim().is_empty()) {
            let (id, name) = line.split_once('\t').unwrap_or(("", line));
            let name = name.split('\t').next().unwrap_or(name);
            self.add(id.trim(), name.trim());
        }
    }

    /// Indexes the names.
    pub fn finish(self) -> Lookup<'g> {
        let index = Index::build(self.names.iter().map(|(id, name)| (*id, name.as_str())));
        Lookup { index, sources: self.sources }
    }
}

/// An index of names to look others up in.
pub struct Lookup<'g> {
    index: Index,
    sources: Vec<NameSource<'g>>,
}

impl Lookup<'_> {
    /// Looks a name up: what it is if it is known, and at most `near` names like it, the likeliest first.
    pub fn answer(&self, query: &str, near: usize) -> Answer<'_> {
        let mut hits = self.index.query(query, near + 1);
        let known = hits.first().is_some_and(|hit| hit.reason == Reason::Same);
        // A known name is told in full; the near names follow it.
        hits.truncate(if known { near + 1 } else { near });
        Answer { hits: hits.into_iter().map(|hit| self.found(hit)).collect(), known }
    }

    fn found(&self, hit: Hit) -> FoundName<'_> {
        let (id, concept) = match &self.sources[hit.name] {
            NameSource::Form(concept) => (&concept.id, Some(*concept)),
            NameSource::Listed(id) => (id, None),
        };
        FoundName { name: self.index.name(hit.name), id, concept, score: hit.score, reason: hit.reason }
    }
}

/// What is known of a name.
#[derive(Clone, Debug)]
pub struct Answer<'l> {
    hits: Vec<FoundName<'l>>,
    known: bool,
}

impl<'l> Answer<'l> {
    /// The name itself, where it is known.
    pub fn known(&self) -> Option<&FoundName<'l>> {
        self.hits.first().filter(|_| self.known)
    }

    /// Other names like it, the likeliest first.
    pub fn near(&self) -> &[FoundName<'l>] {
        &self.hits[usize::from(self.known)..]
    }

    /// The name itself and those like it, the likeliest first.
    pub fn all(&self) -> &[FoundName<'l>] {
        &self.hits
    }
}

/// A name that was found for another.
#[derive(Clone, Debug)]
pub struct FoundName<'l> {
    /// The name.
    pub name: &'l str,
    /// The id of its concept, or that of the list; empty where the list has none.
    pub id: &'l str,
    /// Its concept; none for a name of a list.
    pub concept: Option<&'l Concept>,
    /// How sure it is that this is the name asked for, from 0 to 1.
    pub score: f32,
    /// Why.
    pub reason: Reason,
}

//! From an entry to a concept of a glossary.

use rustc_hash::FxHashSet;

use super::{
    super::model::{Entry, EntryTerm},
    hash,
};
use crate::glossary::{Concept, ConceptKind, Grammar, LanguagePair, Relation, Slot, Status, Term, compared};

pub(super) fn concept(mut entry: Entry, id: String, kind: ConceptKind) -> Concept {
    let mut terms: Vec<Term> = std::mem::take(&mut entry.terms).into_iter().map(term).collect();
    terms.sort_by_key(|term| (term.slot, term.status(Default::default()) != Status::Preferred));
    let Entry { note, source, details, .. } = entry;
    Concept { note, source, details, ..Concept::new(id, kind, terms) }
}

fn term(term: EntryTerm) -> Term {
    let status = term.status.unwrap_or(Status::Admitted);
    let usual = match (status, term.slot) {
        (Status::Preferred, Slot::Full) => Relation::Base,
        (Status::Preferred, Slot::Short) => Relation::Short,
        (Status::Preferred, Slot::Abbreviation) => Relation::Abbreviation,
        (_, _) => Relation::Spelling,
    };
    // A synonym of which nothing is known is no misspelling.
    let usual = if status == Status::Admitted { Relation::NearSynonym } else { usual };
    Term {
        slot: term.slot,
        relation: term.relation.unwrap_or(usual),
        party: term.party,
        statuses: vec![status],
        grammar: Grammar {
            article: term.article,
            gender: term.gender,
            own_article: term.own_article,
            ..Grammar::default()
        },
        note: term.note,
        details: term.details,
        ..Term::new(term.language, term.form)
    }
}

/// An id no other concept has: the list’s own, else made from the name. `ids` holds hashes.
pub(super) fn unique(entry: &Entry, languages: LanguagePair, ids: &mut FxHashSet<u64>) -> String {
    let mut base: String = if entry.id.is_empty() {
        let name = entry.recommended(languages.target, Slot::Full).or(entry.terms.first());
        slug(name.map_or("concept", |term| &term.form))
    } else if entry.id.contains(char::is_whitespace) {
        entry.id.split_whitespace().collect::<Vec<_>>().join("-")
    } else {
        entry.id.clone()
    };
    if base.is_empty() {
        base = "concept".into();
    }
    let mut take = |id: &str| ids.insert(hash(id));
    if take(&base) {
        return base;
    }
    (2..).map(|number: u64| format!("{base}-{number}")).find(|id| take(id)).unwrap_or(base)
}

fn slug(form: &str) -> String {
    let folded = compared(form);
    let words = folded.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty());
    words.collect::<Vec<_>>().join("-")
}

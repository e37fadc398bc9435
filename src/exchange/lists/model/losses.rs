//! What a format did not carry, found by reading back what was written.

use std::{borrow::Cow, collections::BTreeMap};

use super::{Entry, EntryTerm, TermList};
use crate::glossary::ConceptRecord;

/// What of `original` is missing or different in `back`, which was written and read again; each kind of
/// loss once, with how often. Empty when the two are equal.
///
/// ```
/// use drogman::exchange::{Entry, TermList, losses};
/// let list = |note: Option<&str>| TermList {
///     entries: vec![Entry { note: note.map(str::to_owned), ..Entry::default() }],
///     ..TermList::default()
/// };
/// assert!(losses(&list(Some("a port")), &list(Some("a port"))).is_empty());
/// assert_eq!(losses(&list(Some("a port")), &list(None)), ["notes on concepts (1)"]);
/// ```
pub fn losses(original: &TermList, back: &TermList) -> Vec<String> {
    let mut lost = Lost::default();
    lost.note("the languages", original.languages != back.languages);
    let by_id = back.entries.iter().all(|entry| !entry.id.is_empty());
    let found: BTreeMap<&str, &Entry> = back.entries.iter().map(|entry| (entry.id.as_str(), entry)).collect();
    for (number, entry) in original.entries.iter().enumerate() {
        let twin = if by_id { found.get(entry.id.as_str()).copied() } else { back.entries.get(number) };
        match twin {
            Some(twin) => lost.entry(entry, twin),
            None => lost.note("concepts without a pair of terms", true),
        }
    }
    lost.note("the number of concepts", lost.0.is_empty() && original.entries.len() != back.entries.len());
    lost.0.into_iter().map(|(what, count)| format!("{what} ({count})")).collect()
}

#[derive(Default)]
struct Lost(BTreeMap<Cow<'static, str>, usize>);

impl Lost {
    fn note(&mut self, what: &'static str, when: bool) {
        if when {
            *self.0.entry(what.into()).or_default() += 1;
        }
    }

    fn entry(&mut self, entry: &Entry, twin: &Entry) {
        self.note("concept ids", entry.id != twin.id);
        self.note("types", entry.kind != twin.kind);
        self.note("notes on concepts", entry.note != twin.note);
        self.note("sources", entry.source != twin.source);
        let (record, other) = (entry.record(), twin.record());
        self.note("domains", record.domains != other.domains);
        let has = |one: &ConceptRecord, two: &ConceptRecord| {
            one.definitions.iter().all(|definition| two.definitions.contains(definition))
        };
        self.note("definitions", !has(record, other) || !has(other, record));
        self.note("roles", record.roles != other.roles);
        for language in &record.others {
            if !other.others.contains(language) {
                *self.0.entry(format!("terms in «{}»", language.tag).into()).or_default() += 1;
            }
        }
        for term in &entry.terms {
            let same = |other: &&EntryTerm| {
                other.language == term.language && other.form == term.form && other.slot == term.slot
            };
            let alike = |other: &&EntryTerm| other.language == term.language && other.form == term.form;
            match twin.terms.iter().find(same).or_else(|| twin.terms.iter().find(alike)) {
                Some(other) => self.term(term, other),
                None => self.note("terms", true),
            }
        }
    }

    fn term(&mut self, term: &EntryTerm, other: &EntryTerm) {
        self.note("slots", term.slot != other.slot);
        self.note("statuses", term.status != other.status);
        self.note("relations", term.relation != other.relation);
        self.note("whose names they are", term.party != other.party);
        self.note("genders", term.gender != other.gender);
        self.note("notes on terms", term.note != other.note);
        let (record, other) = (term.record(), other.record());
        if record == other {
            return;
        }
        self.note("parts of speech", record.pos != other.pos);
        self.note("sources of terms", record.source != other.source);
        self.note("examples", record.examples != other.examples);
        self.note("reliabilities", record.reliability != other.reliability);
        self.note("dates of use", (record.from, record.until) != (other.from, other.until));
        self.note("exact case", record.exact_case != other.exact_case);
    }
}

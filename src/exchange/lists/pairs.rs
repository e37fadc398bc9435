//! Term lists as pairs of a source and a target form, for the formats that know nothing else.
//!
//! Each source form stands with the target form to write for it, and what else is known of both stands
//! beside them under keys. A target form that must not be written never stands in the place of a target.

use std::collections::BTreeMap;

use indexmap::IndexMap;

use super::model::{
    Entry, EntryTerm, RecordField, TermList, add_other, gender_of, gender_word, kind_of, language_tag,
    relation_of, slot_of, status_of,
};
use crate::{
    glossary::{ConceptRecord, FormRecord, LanguagePair, OtherLanguage, OtherTerm, Slot, Status},
    language::Language,
};

/// A source form and the target form to write for it.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct Pair {
    pub source: String,
    pub target: String,
    /// What else is known, by key: `concept`, `type`, `about`, `origin` of the concept; `slot`, `status`,
    /// `relation`, `party`, `gender`, `note` of the source form and, with `target-` before, of the target form.
    pub facts: Vec<(String, String)>,
    /// What further languages call it: the tag of each, and a form.
    pub others: Vec<(String, String)>,
}

impl Pair {
    /// The value of a key.
    pub(super) fn fact(&self, key: &str) -> Option<&str> {
        self.facts.iter().find(|(known, _)| known == key).map(|(_, value)| value.as_str())
    }

    /// Adds what is known; of two values of a key the first counts.
    pub(super) fn put(&mut self, key: &str, value: &str) {
        self.facts.push((key.to_owned(), value.to_owned()));
    }
}

/// The pairs of a list, concept by concept. Concepts that lack a side give none.
pub(super) fn pairs(list: &TermList) -> Vec<Pair> {
    let mut out = Vec::new();
    for entry in &list.entries {
        of_entry(entry, list.languages, &mut out);
    }
    out
}

fn of_entry(entry: &Entry, languages: LanguagePair, out: &mut Vec<Pair>) {
    let mut said: Vec<&EntryTerm> = Vec::new();
    for source in entry.terms_in(languages.source) {
        let Some(target) = entry.recommended(languages.target, source.slot) else { continue };
        out.push(pair(entry, source, target));
        said.push(target);
    }
    for target in entry.terms_in(languages.target) {
        let allowed = target.status.is_none_or(Status::is_allowed);
        if allowed
            && !said.iter().any(|known| std::ptr::eq(*known, target))
            && let Some(source) = entry.recommended(languages.source, target.slot)
        {
            out.push(pair(entry, source, target));
        }
    }
}

fn pair(entry: &Entry, source: &EntryTerm, target: &EntryTerm) -> Pair {
    let mut facts = Vec::new();
    let mut put = |key: String, value: Option<&str>| {
        if let Some(value) = value.filter(|value| !value.is_empty()) {
            facts.push((key, value.to_owned()));
        }
    };
    for (prefix, term) in [("", source), ("target-", target)] {
        put(format!("{prefix}status"), term.status.map(Status::name));
        put(format!("{prefix}slot"), Some(term.slot.name()).filter(|_| term.slot != Slot::Full));
        put(format!("{prefix}relation"), term.relation.map(|relation| relation.name()));
        put(format!("{prefix}party"), term.party.as_deref());
        put(format!("{prefix}gender"), term.gender.map(gender_word));
        put(format!("{prefix}note"), term.note.as_deref());
        if term.details.is_some() {
            for field in RecordField::ALL.into_iter().filter(|field| !field.is_of_concept()) {
                let text = field.text(ConceptRecord::empty(), term.record());
                put(format!("{prefix}{}", field.key()), Some(&text));
            }
        }
    }
    if entry.details.is_some() {
        for field in RecordField::ALL.into_iter().filter(|field| field.is_of_concept()) {
            put(field.key().into(), Some(&field.text(entry.record(), FormRecord::empty())));
        }
    }
    put("concept".into(), Some(&entry.id));
    put("type".into(), entry.kind.map(|kind| kind.name()));
    put("origin".into(), entry.source.as_deref());
    put("about".into(), entry.note.as_deref());
    // A further language is told once, with the form to write.
    let is_first = entry.terms_in(source.language).next().is_some_and(|first| std::ptr::eq(first, source));
    let others = entry.record().others.iter().filter(|_| is_first);
    let others = others.filter_map(|other| Some((other.tag.clone(), other.terms.first()?.form.clone())));
    Pair { source: source.form.clone(), target: target.form.clone(), facts, others: others.collect() }
}

/// Gathers pairs into entries: by concept where the pairs name one, else each its own.
pub(super) struct Gather {
    languages: LanguagePair,
    /// How often each key stood in a pair that nothing is known to do with.
    dropped: BTreeMap<String, usize>,
    entries: IndexMap<String, Entry>,
}

impl Gather {
    pub(super) fn new(languages: LanguagePair) -> Self {
        Self { languages, dropped: BTreeMap::new(), entries: IndexMap::new() }
    }

    /// Adds a pair read at a line.
    pub(super) fn push(&mut self, pair: &Pair, line: usize) {
        for (key, _) in pair.facts.iter().filter(|(key, _)| !is_known(key)) {
            *self.dropped.entry(key.clone()).or_default() += 1;
        }
        let id = pair.fact("concept").unwrap_or_default();
        // A pair without a concept is one of its own, but for other translations there; its key cannot be an id.
        let key = if id.is_empty() { format!("\0{line}\0{}", pair.source) } else { id.to_owned() };
        let entry =
            self.entries.entry(key).or_insert_with(|| Entry { id: id.into(), line, ..Entry::default() });
        entry.kind = entry.kind.or_else(|| pair.fact("type").and_then(kind_of));
        entry.source = entry.source.take().or_else(|| pair.fact("origin").map(str::to_owned));
        entry.note = entry.note.take().or_else(|| pair.fact("about").map(str::to_owned));
        for field in RecordField::ALL.into_iter().filter(|field| field.is_of_concept()) {
            if let Some(text) = pair.fact(field.key())
                && field.text(entry.record(), FormRecord::empty()).is_empty()
            {
                // Nothing in these fields cannot be read.
                let _ = entry.with_record(|record| field.put(text, record, &mut FormRecord::default()));
            }
        }
        for (tag, form) in pair.others.iter().filter(|(_, form)| !form.is_empty()) {
            let tag = &language_tag(tag).unwrap_or_default();
            let is_it =
                |known: &OtherLanguage| known.tag == *tag && known.terms.iter().any(|it| it.form == *form);
            if !entry.record().others.iter().any(is_it) {
                let term = OtherTerm { form: form.clone(), ..OtherTerm::default() };
                entry.with_record(|record| add_other(record, tag, term));
            }
        }
        add(entry, self.languages.source, &pair.source, "", pair);
        add(entry, self.languages.target, &pair.target, "target-", pair);
    }

    /// Counts something that was read and has no place in an entry.
    pub(super) fn pass_over(&mut self, what: &str) {
        *self.dropped.entry(what.to_owned()).or_default() += 1;
    }

    /// What stood in the pairs and is in no entry, in words.
    pub(super) fn dropped(&self) -> impl Iterator<Item = String> {
        self.dropped.iter().map(|(key, count)| format!("{count} × {key}: not imported"))
    }

    /// The entries, source terms before target terms.
    pub(super) fn finish(self) -> impl Iterator<Item = Entry> {
        let source = self.languages.source;
        self.entries.into_values().map(move |mut entry| {
            entry.terms.sort_by_key(|term| term.language != source);
            entry
        })
    }
}

/// Whether a key of a fact is one that entries have a place for.
fn is_known(key: &str) -> bool {
    const OF_CONCEPT: [&str; 4] = ["concept", "type", "origin", "about"];
    const OF_FORM: [&str; 6] = ["status", "slot", "relation", "party", "gender", "note"];
    let is_field = |key: &str, of_concept: bool| {
        RecordField::ALL.into_iter().any(|field| field.is_of_concept() == of_concept && field.key() == key)
    };
    let form = key.strip_prefix("target-").unwrap_or(key);
    OF_CONCEPT.contains(&key) || OF_FORM.contains(&form) || is_field(key, true) || is_field(form, false)
}

fn add(entry: &mut Entry, language: Language, form: &str, prefix: &str, pair: &Pair) {
    let fact = |key: &str| pair.fact(&format!("{prefix}{key}"));
    let slot = fact("slot").and_then(slot_of).unwrap_or(Slot::Full);
    if form.is_empty()
        || entry.terms.iter().any(|term| term.language == language && term.form == form && term.slot == slot)
    {
        return;
    }
    let mut record = FormRecord::default();
    for field in RecordField::ALL.into_iter().filter(|field| !field.is_of_concept()) {
        if let Some(text) = fact(field.key()) {
            // What cannot be read is not ours.
            let _ = field.put(text, &mut ConceptRecord::default(), &mut record);
        }
    }
    entry.terms.push(EntryTerm {
        slot,
        details: record.boxed(),
        status: fact("status").and_then(status_of),
        relation: fact("relation").and_then(relation_of),
        party: fact("party").map(str::to_owned),
        gender: fact("gender").and_then(gender_of),
        note: fact("note").map(str::to_owned),
        ..EntryTerm::new(language, form)
    });
}

//! From other people’s lists to a glossary: one preferred form a language and slot, duplicates merged,
//! nothing forbidden made recommended.

use std::{
    hash::{DefaultHasher, Hash as _, Hasher as _},
    io::{self, Write},
};

use rayon::iter::{IntoParallelIterator as _, ParallelIterator as _};
use rustc_hash::{FxHashMap, FxHashSet};

use super::list::{Entry, EntryTerm};
use crate::{
    glossary::{
        Concept, ConceptKind, Form, Glossary, Grammar, LanguagePair, Position, Relation, Slot, Status, Term,
        folded,
    },
    language::Language,
};

/// How many concepts are turned into YAML side by side.
const CHUNK: usize = 2048;

/// Gathers the entries of lists into a glossary.
pub struct Import {
    languages: LanguagePair,
    kind: Option<ConceptKind>,
    entries: Vec<Entry>,
    /// Which entry has a form; glossaries allow each form once, but for short names.
    owners: FxHashMap<u64, u32>,
    reports: Vec<(usize, String)>,
}

impl Import {
    /// An empty import; `kind` is for entries whose list does not say what they are.
    pub fn new(languages: LanguagePair, kind: Option<ConceptKind>) -> Self {
        Self { languages, kind, entries: Vec::new(), owners: FxHashMap::default(), reports: Vec::new() }
    }

    /// Adds an entry, or merges it with one that shares a form.
    pub fn add(&mut self, mut entry: Entry) {
        if let Err(message) = settle(&mut entry, self.languages) {
            self.reports.push((entry.line, message));
            return;
        }
        let owner = entry.terms.iter().find_map(|term| {
            let allowed = term.status.is_none_or(Status::is_allowed);
            (allowed && term.slot != Slot::Short).then(|| self.owners.get(&key(term)).copied()).flatten()
        });
        match owner {
            Some(owner) => self.merge(entry, owner),
            None => self.insert(entry),
        }
    }

    /// What was merged, dropped or refused: the line, and a message.
    pub fn reports(&self) -> &[(usize, String)] {
        &self.reports
    }

    /// Notes what a reader could not use.
    pub fn reject(&mut self, line: usize, message: String) {
        self.reports.push((line, message));
    }

    /// How many concepts there are.
    pub fn len(&self) -> usize {
        self.entries.len()
    }

    /// Whether there is no concept.
    pub fn is_empty(&self) -> bool {
        self.entries.is_empty()
    }

    /// Writes the glossary as YAML, concept by concept.
    ///
    /// # Errors
    /// When `out` cannot be written.
    pub fn write_yaml(self, out: &mut dyn Write) -> io::Result<()> {
        let frame = Glossary { languages: self.languages, ..Glossary::default() };
        out.write_all(frame.yaml_head().as_bytes())?;
        out.write_all(if self.entries.is_empty() { b"concepts: {}\n" } else { b"concepts:\n" })?;
        let kind = self.kind;
        let mut ids = FxHashSet::default();
        drop(self.owners);
        let mut entries = self.entries.into_iter().peekable();
        while entries.peek().is_some() {
            let chunk = entries.by_ref().take(CHUNK);
            let named: Vec<(String, Entry)> =
                chunk.map(|entry| (unique(&entry, self.languages, &mut ids), entry)).collect();
            let texts: Vec<String> = named
                .into_par_iter()
                .map(|(id, entry)| frame.yaml_concept(&concept(entry, id, kind)))
                .collect();
            for text in texts {
                out.write_all(text.as_bytes())?;
            }
        }
        Ok(())
    }

    fn insert(&mut self, mut entry: Entry) {
        let number = u32::try_from(self.entries.len()).unwrap_or(u32::MAX);
        let (owners, reports, line) = (&mut self.owners, &mut self.reports, entry.line);
        entry.terms.retain(|term| {
            if term.slot == Slot::Short {
                return true;
            }
            let owner = *owners.entry(key(term)).or_insert(number);
            if owner != number {
                reports
                    .push((line, format!("«{}» is a form of another concept; it was left out", term.form)));
            }
            owner == number
        });
        entry.terms.shrink_to_fit();
        self.entries.push(entry);
    }

    fn merge(&mut self, entry: Entry, owner: u32) {
        let Some(first) = self.entries.get_mut(owner as usize) else { return };
        let name = |entry: &Entry| {
            entry
                .recommended(self.languages.source, Slot::Full)
                .map(|term| term.form.clone())
                .unwrap_or_default()
        };
        let line = entry.line;
        let message =
            format!("«{}» shares a form with «{}» at line {}; merged", name(&entry), name(first), first.line);
        self.reports.push((line, message));
        for mut term in entry.terms {
            let same = |known: &&EntryTerm| known.language == term.language && known.slot == term.slot;
            if first.terms.iter().filter(same).any(|known| known.form == term.form) {
                continue;
            }
            if term.slot != Slot::Short && *self.owners.entry(key(&term)).or_insert(owner) != owner {
                self.reports
                    .push((line, format!("«{}» is a form of another concept; it was left out", term.form)));
                continue;
            }
            let preferred =
                first.terms.iter().filter(same).any(|known| known.status == Some(Status::Preferred));
            if preferred && term.status == Some(Status::Preferred) {
                term.status = Some(Status::Admitted);
            }
            first.terms.push(term);
        }
        first.note = first.note.take().or(entry.note);
        first.source = first.source.take().or(entry.source);
        first.kind = first.kind.or(entry.kind);
    }
}

/// A hash that stands for a form as the lint of glossaries compares it: 64 bits are enough for millions.
fn key(term: &EntryTerm) -> u64 {
    let mut hasher = DefaultHasher::new();
    (term.language, term.form.starts_with(char::is_lowercase), folded(&term.form)).hash(&mut hasher);
    hasher.finish()
}

/// Gives every language and slot one preferred term and every other term a status.
fn settle(entry: &mut Entry, languages: LanguagePair) -> Result<(), String> {
    entry.terms.retain(|term| term.form.chars().any(char::is_alphanumeric));
    if entry.terms.is_empty() {
        return Err("no usable term".into());
    }
    for language in [languages.source, languages.target] {
        for slot in [Slot::Short, Slot::Abbreviation, Slot::Full] {
            let mut terms: Vec<&mut EntryTerm> = entry
                .terms
                .iter_mut()
                .filter(|term| term.language == language && term.slot == slot)
                .collect();
            let wish = [Some(Status::Preferred), None, Some(Status::Admitted)];
            let best = wish.into_iter().find_map(|wish| terms.iter().position(|term| term.status == wish));
            for (number, term) in terms.iter_mut().enumerate() {
                let allowed = term.status.is_none_or(Status::is_allowed);
                match best {
                    Some(best) if number == best => term.status = Some(Status::Preferred),
                    Some(_) if allowed => term.status = Some(Status::Admitted),
                    Some(_) => {}
                    // A slot of forms that must not be written has none to prefer: they are variants of the full form.
                    None => {
                        term.slot = Slot::Full;
                        term.relation = term.relation.or(match slot {
                            Slot::Short => Some(Relation::Short),
                            Slot::Abbreviation => Some(Relation::Abbreviation),
                            Slot::Full => None,
                        });
                    }
                }
            }
        }
        let mut of_language = entry.terms.iter_mut().filter(|term| term.language == language).peekable();
        let any = of_language.peek().is_some();
        let full = entry.terms.iter().any(|term| {
            term.language == language && term.slot == Slot::Full && term.status == Some(Status::Preferred)
        });
        if any && !full {
            raise(entry, language)?;
        }
    }
    Ok(())
}

/// Makes a preferred short or abbreviated form the full one, where a language has no other.
fn raise(entry: &mut Entry, language: Language) -> Result<(), String> {
    let found = entry
        .terms
        .iter()
        .position(|term| term.language == language && term.status == Some(Status::Preferred));
    let Some(found) = found else {
        let form = entry.terms_in(language).next().map(|term| term.form.clone()).unwrap_or_default();
        entry.terms.retain(|term| term.language != language);
        return Err(format!("no term in «{language}» may be written («{form}» is deprecated or forbidden)"));
    };
    let slot = entry.terms[found].slot;
    for term in &mut entry.terms {
        if term.language == language && term.slot == slot {
            term.slot = Slot::Full;
        }
    }
    Ok(())
}

fn concept(entry: Entry, id: String, kind: Option<ConceptKind>) -> Concept {
    let lower = entry.terms.iter().filter(|term| term.status == Some(Status::Preferred));
    let lower = lower.clone().any(|term| term.form.starts_with(char::is_lowercase));
    let guess = if lower { ConceptKind::Term } else { ConceptKind::Place };
    let mut terms: Vec<Term> = entry.terms.into_iter().map(term).collect();
    terms.sort_by_key(|term| (term.slot, term.status(Default::default()) != Status::Preferred));
    Concept {
        id,
        kind: entry.kind.or(kind).unwrap_or(guess),
        note: entry.note,
        source: entry.source,
        terms,
        position: Position::nowhere(),
    }
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
        language: term.language,
        form: Form::Literal(term.form),
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
        alone: None,
        note: term.note,
        position: Position::nowhere(),
    }
}

/// An id no other concept has: the list’s own, else made from the name.
fn unique(entry: &Entry, languages: LanguagePair, ids: &mut FxHashSet<String>) -> String {
    let mut base: String = if entry.id.is_empty() {
        let name = entry.recommended(languages.target, Slot::Full).or(entry.terms.first());
        slug(name.map_or("concept", |term| &term.form))
    } else {
        entry.id.split_whitespace().collect::<Vec<_>>().join("-")
    };
    if base.is_empty() {
        base = "concept".into();
    }
    let mut id = base.clone();
    let mut number = 1;
    while !ids.insert(id.clone()) {
        number += 1;
        id = format!("{base}-{number}");
    }
    id
}

fn slug(form: &str) -> String {
    let folded = folded(form);
    let words = folded.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty());
    words.collect::<Vec<_>>().join("-")
}

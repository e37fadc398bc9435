//! From other people’s lists to a glossary: one preferred form a language and slot, duplicates merged,
//! nothing forbidden made recommended.

use std::{
    cell::RefCell,
    hash::{DefaultHasher, Hash as _, Hasher as _},
    io::{self, Write},
};

use rayon::iter::{IntoParallelIterator as _, ParallelIterator as _};
use rustc_hash::{FxHashMap, FxHashSet};

use super::{
    entry_store::EntryStore,
    format::{ListFormat, Sink, Wanted},
    model::{Entry, EntryTerm},
};
use crate::{
    exchange::{ReadError, Source},
    glossary::{
        Concept, ConceptKind, Glossary, Grammar, LanguagePair, Relation, Slot, Status, Term, compared,
    },
    language::Language,
};

/// How many concepts are turned into YAML side by side.
const CHUNK: usize = 512;

/// How many forms merging may give one concept.
const MAX_FORMS: usize = 1000;

/// Gathers the entries of lists into a glossary.
///
/// Of a list of any size, memory holds 64 MB of packed entries (the others wait in a temporary file), and some
/// twenty bytes a form and an entry to find duplicates by.
///
/// ```
/// use drogman::{exchange::{Entry, EntryTerm, Import}, glossary::{ConceptKind, Glossary}, language::Language};
/// let entry = |english: &str| Entry {
///     terms: vec![EntryTerm::new(Language::French, "Gori"), EntryTerm::new(Language::English, english)],
///     ..Entry::default()
/// };
/// let mut import = Import::new(Default::default(), Some(ConceptKind::City), |_, _| {});
/// import.add(entry("Gori"));
/// import.add(entry("Gory"));
/// assert_eq!(import.len(), 1, "entries that share a form are one concept");
/// let mut yaml = Vec::new();
/// import.write_yaml(&mut yaml).unwrap();
/// let glossary: Glossary = String::from_utf8(yaml).unwrap().parse().unwrap();
/// assert_eq!(glossary.concepts[0].terms_in(Language::English).count(), 2);
/// ```
pub struct Import<'r> {
    languages: LanguagePair,
    kind: Option<ConceptKind>,
    held: EntryStore,
    /// Which entry has a form; glossaries allow each form once, but for short names.
    owners: FxHashMap<Key, u32>,
    /// Takes what was merged, dropped or refused: the line, and a message.
    report: Box<dyn FnMut(usize, String) + 'r>,
    failed: Option<io::Error>,
}

impl<'r> Import<'r> {
    /// An empty import; `kind` is for entries whose list does not say what they are. What is merged, dropped
    /// or refused goes to `report` at once: the line, and a message.
    pub fn new(
        languages: LanguagePair,
        kind: Option<ConceptKind>,
        report: impl FnMut(usize, String) + 'r,
    ) -> Self {
        Self {
            languages,
            kind,
            held: EntryStore::default(),
            owners: FxHashMap::default(),
            report: Box::new(report),
            failed: None,
        }
    }

    /// Reads a list in a format; the rest is as for [`Import::new`].
    ///
    /// # Errors
    /// When the list is not in this format, damaged or too large.
    ///
    /// ```
    /// use drogman::exchange::{Import, Input, Wanted, list_format};
    /// let list = "fr,en\nGori,Gori\nBatoumi,Batumi\n";
    /// let input = Input::new(Box::new(list.as_bytes()) as Box<dyn std::io::Read>).unwrap();
    /// let csv = list_format("csv").unwrap();
    /// let import = Import::read(csv, input, &Wanted::default(), None, |_, _| {}).unwrap();
    /// let mut glossary = Vec::new();
    /// import.write_yaml(&mut glossary).unwrap();
    /// assert!(String::from_utf8(glossary).unwrap().contains("Batumi"));
    /// ```
    pub fn read(
        format: &dyn ListFormat,
        input: Source<'_>,
        wanted: &Wanted,
        kind: Option<ConceptKind>,
        report: impl FnMut(usize, String) + 'r,
    ) -> Result<Self, ReadError> {
        let import = RefCell::new(Self::new(wanted.languages, kind, report));
        let mut sink = Sink {
            entry: &mut |entry| import.borrow_mut().add(entry),
            reject: &mut |line, message| import.borrow_mut().reject(line, message),
        };
        format.read(input, wanted, &mut sink)?;
        Ok(import.into_inner())
    }

    /// Adds an entry, or merges it with one that shares a form.
    pub fn add(&mut self, mut entry: Entry) {
        if let Err(message) = settle(&mut entry, self.languages) {
            self.reject(entry.line, message);
            return;
        }
        let owner = entry.terms.iter().find_map(|term| {
            let allowed = term.status.is_none_or(Status::is_allowed);
            (allowed && term.slot != Slot::Short).then(|| self.owners.get(&key(term)).copied()).flatten()
        });
        let done = match owner {
            Some(owner) => self.merge(entry, owner),
            None => self.insert(entry),
        };
        if let Err(error) = done {
            self.failed.get_or_insert(error);
        }
    }

    /// Notes what a reader could not use.
    pub fn reject(&mut self, line: usize, message: String) {
        (self.report)(line, message);
    }

    /// How many concepts there are.
    pub fn len(&self) -> usize {
        self.held.len()
    }

    /// Whether there is no concept.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// Writes the glossary as YAML, concept by concept.
    ///
    /// # Errors
    /// When `out` cannot be written, or entries could not be held for want of disk space.
    pub fn write_yaml(mut self, out: &mut dyn Write) -> io::Result<()> {
        if let Some(error) = self.failed.take() {
            return Err(error);
        }
        let frame = Glossary { languages: self.languages, ..Glossary::default() };
        out.write_all(frame.yaml_head().as_bytes())?;
        out.write_all(if self.is_empty() { b"concepts: {}\n" } else { b"concepts:\n" })?;
        let kind = self.kind;
        let mut ids = FxHashSet::default();
        drop(self.owners);
        for start in (0..self.held.len()).step_by(CHUNK) {
            let end = self.held.len().min(start + CHUNK);
            let mut named = Vec::with_capacity(end - start);
            for number in start..end {
                let entry = self.held.get(number)?;
                named.push((unique(&entry, self.languages, &mut ids), entry));
            }
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

    fn insert(&mut self, mut entry: Entry) -> io::Result<()> {
        let number = u32::try_from(self.held.len()).unwrap_or(u32::MAX);
        let (owners, report, line) = (&mut self.owners, &mut self.report, entry.line);
        entry.terms.retain(|term| {
            if term.slot == Slot::Short {
                return true;
            }
            let owner = *owners.entry(key(term)).or_insert(number);
            if owner != number {
                report(line, format!("«{}» is a form of another concept; it was left out", term.form));
            }
            owner == number
        });
        self.held.push(&entry)
    }

    fn merge(&mut self, entry: Entry, owner: u32) -> io::Result<()> {
        let mut first = self.held.get(owner as usize)?;
        let name = |entry: &Entry| {
            entry
                .recommended(self.languages.source, Slot::Full)
                .map(|term| term.form.clone())
                .unwrap_or_default()
        };
        let line = entry.line;
        let message = format!(
            "«{}» shares a form with «{}» at line {}; merged",
            name(&entry),
            name(&first),
            first.line
        );
        (self.report)(line, message);
        for mut term in entry.terms {
            let same = |known: &&EntryTerm| known.language == term.language && known.slot == term.slot;
            if first.terms.iter().filter(same).any(|known| known.form == term.form) {
                continue;
            }
            if first.terms.len() >= MAX_FORMS {
                let message =
                    format!("«{}» was left out: the concept has {MAX_FORMS} forms already", term.form);
                (self.report)(line, message);
                continue;
            }
            if term.slot != Slot::Short && *self.owners.entry(key(&term)).or_insert(owner) != owner {
                let message = format!("«{}» is a form of another concept; it was left out", term.form);
                (self.report)(line, message);
                continue;
            }
            let preferred =
                first.terms.iter().filter(same).any(|known| known.status == Some(Status::Preferred));
            if preferred && term.status == Some(Status::Preferred) {
                term.status = Some(Status::Admitted);
            }
            first.terms.push(term);
        }
        first.details = first.details.take().or(entry.details);
        first.note = first.note.take().or(entry.note);
        first.source = first.source.take().or(entry.source);
        first.kind = first.kind.or(entry.kind);
        self.held.replace(owner as usize, &first)
    }
}

/// What stands for a form: 64 bits, in halves so that a table of them has no gaps.
type Key = [u32; 2];

/// The hash of a form as the lint of glossaries compares it: 64 bits are enough for millions. A hyphen counts
/// as a space: lists that differ in it mean the same.
fn key(term: &EntryTerm) -> Key {
    let mut hasher = DefaultHasher::new();
    let mut form = compared(&term.form);
    if form.contains('-') {
        form = form.replace('-', " ");
    }
    (term.language, term.form.starts_with(char::is_lowercase), form).hash(&mut hasher);
    let hash = hasher.finish();
    [hash as u32, (hash >> 32) as u32]
}

/// Gives every language and slot one preferred term and every other term a status.
fn settle(entry: &mut Entry, languages: LanguagePair) -> Result<(), String> {
    entry.terms.retain(|term| term.form.chars().any(char::is_alphanumeric));
    if entry.terms.is_empty() {
        return Err("no usable term".into());
    }
    for language in [languages.source, languages.target] {
        for slot in [Slot::Short, Slot::Abbreviation, Slot::Full] {
            settle_slot(&mut entry.terms, language, slot);
        }
        let any = entry.terms_in(language).next().is_some();
        let full = entry
            .terms_in(language)
            .any(|term| term.slot == Slot::Full && term.status == Some(Status::Preferred));
        if any && !full {
            raise(entry, language)?;
        }
    }
    Ok(())
}

fn settle_slot(terms: &mut [EntryTerm], language: Language, slot: Slot) {
    let of_slot = |term: &EntryTerm| term.language == language && term.slot == slot;
    let wish = [Some(Status::Preferred), None, Some(Status::Admitted)];
    let best =
        wish.into_iter().find_map(|wish| terms.iter().position(|term| of_slot(term) && term.status == wish));
    for (number, term) in terms.iter_mut().enumerate().filter(|(_, term)| of_slot(term)) {
        let allowed = term.status.is_none_or(Status::is_allowed);
        match best {
            Some(best) if number == best => term.status = Some(Status::Preferred),
            Some(_) if allowed => {
                let implied = term.relation.map_or(Status::Admitted, Relation::implied_status);
                term.status = Some(term.status.map_or(implied, |_| Status::Admitted));
            }
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

fn concept(mut entry: Entry, id: String, kind: Option<ConceptKind>) -> Concept {
    let lower = entry.terms.iter().filter(|term| term.status == Some(Status::Preferred));
    let lower = lower.clone().any(|term| term.form.starts_with(char::is_lowercase));
    let guess = if lower { ConceptKind::Term } else { ConceptKind::Place };
    let mut terms: Vec<Term> = std::mem::take(&mut entry.terms).into_iter().map(term).collect();
    terms.sort_by_key(|term| (term.slot, term.status(Default::default()) != Status::Preferred));
    let kind = entry.kind.or(kind).unwrap_or(guess);
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
fn unique(entry: &Entry, languages: LanguagePair, ids: &mut FxHashSet<u64>) -> String {
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
    let mut take = |id: &str| {
        let mut hasher = DefaultHasher::new();
        id.hash(&mut hasher);
        ids.insert(hasher.finish())
    };
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

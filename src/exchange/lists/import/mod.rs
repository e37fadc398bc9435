//! From other people’s lists to a glossary: a concept an entry, one preferred form a language and slot, nothing
//! forbidden made recommended.

mod concept;
mod guesses;
mod join;
mod onto;
mod settle;

pub use guesses::Guesses;
pub use onto::{OnConflict, Onto};

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
    model::Entry,
};
use crate::{
    exchange::{ReadError, Source},
    glossary::{ConceptKind, Glossary, LanguagePair, Slot, Status},
};
use join::{Key, Owner, Why};
use settle::{settle, usable};

/// How many concepts are turned into YAML side by side.
const CHUNK: usize = 512;

/// Gathers the entries of lists into a glossary.
///
/// An entry with an id is a concept, whatever it shares with others. An entry without one is a row of a plain list: it
/// joins the concept that has its name already; and where a list says that its name is not the one to write, the
/// concept of the same equivalent.
///
/// Of a list of any size, memory holds 16 MB of packed entries (the others wait in a temporary file), and some
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
/// assert_eq!(import.len(), 1, "rows with the same name are one concept");
/// let mut yaml = Vec::new();
/// import.write_yaml(&mut yaml).unwrap();
/// let glossary: Glossary = String::from_utf8(yaml).unwrap().parse().unwrap();
/// assert_eq!(glossary.concepts[0].terms_in(Language::English).count(), 2);
/// ```
pub struct Import<'r> {
    languages: LanguagePair,
    kind: Option<ConceptKind>,
    held: EntryStore,
    /// Rows whose source forms are all said not to be the preferred one: the concept they belong to may stand below.
    waiting: EntryStore,
    /// Which entry has a form first.
    owners: FxHashMap<Key, Owner>,
    /// Which entry has an id, by its hash.
    ids: FxHashMap<u64, u32>,
    /// How many target forms two concepts share.
    shared: usize,
    /// Takes what was joined, dropped or refused: the line, and a message.
    report: Box<dyn FnMut(usize, String) + 'r>,
    failed: Option<io::Error>,
}

impl<'r> Import<'r> {
    /// An empty import; `kind` is for entries whose list does not say what they are; without it, types are guessed.
    /// What is joined, dropped or refused goes to `report` at once: the line, and a message.
    pub fn new(
        languages: LanguagePair,
        kind: Option<ConceptKind>,
        report: impl FnMut(usize, String) + 'r,
    ) -> Self {
        Self {
            languages,
            kind,
            held: EntryStore::default(),
            waiting: EntryStore::default(),
            owners: FxHashMap::default(),
            ids: FxHashMap::default(),
            shared: 0,
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
        let mut import = import.into_inner();
        import.finish();
        Ok(import)
    }

    /// Adds an entry, or joins it with the concept it belongs to.
    pub fn add(&mut self, mut entry: Entry) {
        if let Err(message) = usable(&mut entry) {
            self.reject(entry.line, message);
            return;
        }
        let done = self.place(entry);
        self.note(done);
    }

    /// Finds a place for the rows that waited for their concept; nothing is added after.
    fn finish(&mut self) {
        let mut waiting = std::mem::take(&mut self.waiting);
        for number in 0..waiting.len() {
            let done = waiting.get(number).and_then(|entry| self.place_waiting(entry));
            self.note(done);
        }
        self.say_shared();
    }

    fn note(&mut self, done: io::Result<()>) {
        if let Err(error) = done {
            self.failed.get_or_insert(error);
        }
    }

    fn place(&mut self, mut entry: Entry) -> io::Result<()> {
        if !entry.id.is_empty() {
            if let Some(&owner) = self.ids.get(&hash(&entry.id)) {
                settle(&mut entry, self.languages);
                return self.join(entry, owner, Why::Id);
            }
        } else if self.is_unwanted(&entry) {
            return self.waiting.push(&entry);
        }
        settle(&mut entry, self.languages);
        if entry.id.is_empty()
            && let Some(owner) = self.owner_of_name(&entry)
        {
            return self.join(entry, owner, Why::Name);
        }
        self.insert(entry)
    }

    /// Places a row whose source forms are not to be preferred: beside the form that is, which has the same
    /// equivalent. Without such a concept it is one of its own.
    fn place_waiting(&mut self, mut entry: Entry) -> io::Result<()> {
        let target = entry.recommended(self.languages.target, Slot::Full).map(join::key);
        let owner = target.and_then(|key| self.owners.get(&key).copied());
        match owner {
            Some(owner) => self.join(entry, owner.number(), Why::Equivalent),
            None if self.is_contradicted(&entry)? => Ok(()),
            None => {
                settle(&mut entry, self.languages);
                self.insert(entry)
            }
        }
    }

    /// Whether a row says of each of its source forms that another is preferred.
    fn is_unwanted(&self, entry: &Entry) -> bool {
        let mut source = entry.terms_in(self.languages.source).peekable();
        source.peek().is_some()
            && source.all(|term| term.status.is_some_and(|status| status != Status::Preferred))
    }

    /// Notes what a reader could not use.
    pub fn reject(&mut self, line: usize, message: String) {
        (self.report)(line, message);
    }

    /// How many concepts there are.
    pub fn len(&self) -> usize {
        self.held.len() + self.waiting.len()
    }

    /// Whether there is no concept.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// Writes the glossary as YAML, concept by concept, and tells how many types were guessed.
    ///
    /// # Errors
    /// When `out` cannot be written, or entries could not be held for want of disk space.
    pub fn write_yaml(mut self, out: &mut dyn Write) -> io::Result<Guesses> {
        self.finish();
        if let Some(error) = self.failed.take() {
            return Err(error);
        }
        let frame = Glossary { languages: self.languages, ..Glossary::default() };
        out.write_all(frame.yaml_head().as_bytes())?;
        out.write_all(if self.is_empty() { b"concepts: {}\n" } else { b"concepts:\n" })?;
        let (kind, languages) = (self.kind, self.languages);
        let (mut ids, mut guesses) = (FxHashSet::default(), Guesses::default());
        drop((self.owners, self.ids));
        for start in (0..self.held.len()).step_by(CHUNK) {
            let end = self.held.len().min(start + CHUNK);
            let mut named = Vec::with_capacity(end - start);
            for number in start..end {
                let entry = self.held.get(number)?;
                named.push((concept::unique(&entry, languages, &mut ids), entry));
            }
            let texts: Vec<(Option<ConceptKind>, String)> = named
                .into_par_iter()
                .map(|(id, entry)| {
                    let said = entry.kind.or(kind);
                    let kind = said.unwrap_or_else(|| guesses::guess(&entry, languages));
                    let concept = concept::concept(entry, id, kind);
                    (said.is_none().then_some(kind), frame.yaml_concept(&concept))
                })
                .collect();
            for (guess, text) in texts {
                guesses.add(guess);
                out.write_all(text.as_bytes())?;
            }
        }
        Ok(guesses)
    }
}

fn hash(id: &str) -> u64 {
    let mut hasher = DefaultHasher::new();
    id.hash(&mut hasher);
    hasher.finish()
}

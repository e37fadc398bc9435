//! Which concept an entry belongs to, and what becomes of forms that two of them have.

use std::{
    hash::{DefaultHasher, Hash as _, Hasher as _},
    io,
};

use super::{
    super::model::{Entry, EntryTerm, append},
    Import, hash,
    settle::settle,
};
use crate::glossary::{ConceptRecord, Relation, Slot, Status, claimed};

/// How many forms joining may give one concept.
const MAX_FORMS: usize = 1000;

/// How many of the target forms that two concepts share are named one by one.
const MAX_SHARED: usize = 20;

/// What stands for a form: 64 bits, in halves so that a table of them has no gaps.
pub(super) type Key = [u32; 2];

/// The hash of a form as the lint of glossaries compares it: 64 bits are enough for millions. A hyphen counts
/// as a space: lists that differ in it mean the same.
pub(super) fn key(term: &EntryTerm) -> Key {
    let mut hasher = DefaultHasher::new();
    let mut form = claimed(&term.form);
    if form.contains('-') {
        form = form.replace('-', " ");
    }
    (term.language, term.form.starts_with(char::is_lowercase), form).hash(&mut hasher);
    let hash = hasher.finish();
    [hash as u32, (hash >> 32) as u32]
}

/// The entry that has a form first, and whether it has it as an abbreviation, which others may have as well.
#[derive(Clone, Copy)]
pub(super) struct Owner(u32);

impl Owner {
    fn new(number: u32, term: &EntryTerm) -> Self {
        Self(number << 1 | u32::from(is_abbreviation(term)))
    }

    pub(super) fn number(self) -> u32 {
        self.0 >> 1
    }

    fn abbreviates(self) -> bool {
        self.0 & 1 == 1
    }
}

fn is_abbreviation(term: &EntryTerm) -> bool {
    term.slot == Slot::Abbreviation || term.relation == Some(Relation::Abbreviation)
}

/// Why an entry joins another.
#[derive(Clone, Copy, PartialEq)]
pub(super) enum Why {
    /// It has the id of the other.
    Id,
    /// It has the name of the other.
    Name,
    /// Its form is not to be written, and its equivalent is that of the other.
    Equivalent,
}

impl Import<'_> {
    /// The concept that has the name of a row already.
    pub(super) fn owner_of_name(&self, entry: &Entry) -> Option<u32> {
        let name = entry.recommended(self.languages.source, Slot::Full)?;
        self.owners.get(&key(name)).map(|owner| owner.number())
    }

    /// Adds a concept. A source form that another concept has stays there, unless both have it as an abbreviation;
    /// an entry that has no other form joins that concept.
    pub(super) fn insert(&mut self, mut entry: Entry) -> io::Result<()> {
        let number = u32::try_from(self.held.len()).unwrap_or(u32::MAX >> 1);
        let keys: Vec<Key> = entry.terms.iter().map(key).collect();
        let taken = entry.terms.iter().zip(&keys).map(|(term, key)| self.is_taken_by_key(term, key));
        let taken: Vec<bool> = taken.collect();
        if taken.contains(&true)
            && self.has_no_other(&entry, &taken)
            && let Some(owner) = self.owner_of_name(&entry)
        {
            return self.join(entry, owner, Why::Name);
        }
        let mut kept = Vec::with_capacity(entry.terms.len());
        for ((term, key), taken) in std::mem::take(&mut entry.terms).into_iter().zip(keys).zip(taken) {
            if taken {
                self.say_taken(&term, entry.line)?;
                continue;
            }
            if term.slot != Slot::Short {
                let owner = *self.owners.entry(key).or_insert(Owner::new(number, &term));
                if owner.number() != number {
                    self.say_shares(&term, entry.line, owner.number())?;
                }
            }
            kept.push(term);
        }
        entry.terms = kept;
        if !entry.id.is_empty() {
            self.ids.insert(hash(&entry.id), number);
        }
        settle(&mut entry, self.languages);
        self.held.push(&entry)
    }

    /// Whether the source forms of an entry that may be written are all taken.
    fn has_no_other(&self, entry: &Entry, taken: &[bool]) -> bool {
        let written = entry.terms.iter().zip(taken).filter(|(term, _)| {
            term.language == self.languages.source && term.status.is_none_or(Status::is_allowed)
        });
        let mut written = written.peekable();
        written.peek().is_some() && written.all(|(_, taken)| *taken)
    }

    /// Whether a source form is that of a concept before, so that a text could not tell which is meant.
    fn is_taken(&self, term: &EntryTerm) -> bool {
        self.is_taken_by_key(term, &key(term))
    }

    fn is_taken_by_key(&self, term: &EntryTerm, key: &Key) -> bool {
        let is_name = term.language == self.languages.source && term.slot != Slot::Short;
        let is_shared = |owner: &Owner| owner.abbreviates() && is_abbreviation(term);
        is_name && self.owners.get(key).is_some_and(|owner| !is_shared(owner))
    }

    /// Leaves out a row that forbids what another concept has, under another equivalent: that form is to be written
    /// there. True when it was left out.
    pub(super) fn is_contradicted(&mut self, entry: &Entry) -> io::Result<bool> {
        let source = self.languages.source;
        let contradicted = entry.terms_in(source).all(|term| self.is_taken(term));
        if contradicted && let Some(term) = entry.terms_in(source).next() {
            let status = term.status.map_or("", Status::name);
            let Some(owner) = self.owners.get(&key(term)).copied() else { return Ok(false) };
            let first = self.held.get(owner.number() as usize)?;
            let (name, place) = (self.name(&first), place(first.line));
            let message =
                format!("«{}» is {status} here and a form of «{name}»{place}; it stays so", term.form);
            (self.report)(entry.line, message);
        }
        Ok(contradicted)
    }

    /// Adds the terms of an entry, and what is said of it, to a concept.
    pub(super) fn join(&mut self, entry: Entry, owner: u32, why: Why) -> io::Result<()> {
        let mut first = self.held.get(owner as usize)?;
        let (line, before) = (entry.line, first.terms.len());
        let name = entry.terms_in(self.languages.source).next().map(|term| term.form.clone());
        for term in entry.terms {
            self.join_term(&mut first, term, owner, line)?;
        }
        join_record(&mut first.details, entry.details);
        append_other(&mut first.note, entry.note);
        append_other(&mut first.source, entry.source);
        first.kind = first.kind.or(entry.kind);
        let joined = first.terms[before..].iter().map(|term| match term.status {
            Some(status) => format!("«{}» is {}", term.form, status.name()),
            None => format!("«{}»", term.form),
        });
        let (joined, name) = (joined.collect::<Vec<_>>().join(", "), name.unwrap_or_default());
        let known = first.recommended(self.languages.source, Slot::Full).or(first.terms.first());
        let known = known.map_or("", |term| &term.form);
        let place = place(first.line);
        match why {
            Why::Id => {}
            Why::Name if joined.is_empty() => {
                (self.report)(line, format!("«{name}» says no more than «{known}»{place}"));
            }
            Why::Name => (self.report)(line, format!("«{name}» joins «{known}»{place}: {joined}")),
            Why::Equivalent => {
                let message = format!("«{name}» joins «{known}»{place}, which has its equivalent: {joined}");
                (self.report)(line, message);
            }
        }
        settle(&mut first, self.languages);
        self.held.replace(owner as usize, &first)
    }

    fn join_term(
        &mut self,
        first: &mut Entry,
        mut term: EntryTerm,
        owner: u32,
        line: usize,
    ) -> io::Result<()> {
        let same = |known: &&mut EntryTerm| known.language == term.language && known.form == term.form;
        if let Some(known) = first.terms.iter_mut().find(same) {
            let wanted = |status: Option<Status>| status.is_none_or(Status::is_allowed);
            if wanted(known.status) && !wanted(term.status) {
                let (status, place) = (term.status.map_or("", Status::name), place(first.line));
                let message =
                    format!("«{}» is {status} here and may be written{place}; it stays so", term.form);
                (self.report)(line, message);
            }
            known.gender = known.gender.or(term.gender);
            known.article = known.article.or(term.article);
            known.relation = known.relation.or(term.relation);
            known.party = known.party.take().or(term.party);
            known.details = known.details.take().or(term.details);
            append_other(&mut known.note, term.note);
            return Ok(());
        }
        if first.terms.len() >= MAX_FORMS {
            let message = format!("«{}» was left out: the concept has {MAX_FORMS} forms already", term.form);
            (self.report)(line, message);
            return Ok(());
        }
        if term.slot != Slot::Short {
            let taken = self.is_taken(&term);
            let first_owner = *self.owners.entry(key(&term)).or_insert(Owner::new(owner, &term));
            if first_owner.number() != owner && taken {
                return self.say_taken(&term, line);
            }
        }
        let has_preferred = first.terms.iter().any(|known| {
            (known.language, known.slot, known.status) == (term.language, term.slot, Some(Status::Preferred))
        });
        if has_preferred && term.status.is_none_or(|status| status == Status::Preferred) {
            term.status = Some(Status::Admitted);
        }
        first.terms.push(term);
        Ok(())
    }

    fn say_taken(&mut self, term: &EntryTerm, line: usize) -> io::Result<()> {
        let Some(owner) = self.owners.get(&key(term)).copied() else { return Ok(()) };
        let first = self.held.get(owner.number() as usize)?;
        let name = self.name(&first);
        let place = place(first.line);
        (self.report)(line, format!("«{}» is a form of «{name}»{place} and stays there alone", term.form));
        Ok(())
    }

    /// Says that two concepts share a target form or an abbreviation, which both keep.
    fn say_shares(&mut self, term: &EntryTerm, line: usize, owner: u32) -> io::Result<()> {
        self.shared += 1;
        if self.shared <= MAX_SHARED {
            let first = self.held.get(owner as usize)?;
            let (name, place) = (self.name(&first), place(first.line));
            let message = format!("«{}» is a form of «{name}»{place}, too; both keep it", term.form);
            (self.report)(line, message);
        }
        Ok(())
    }

    /// Says how many shared forms were not named.
    pub(super) fn say_shared(&mut self) {
        let more = std::mem::take(&mut self.shared).saturating_sub(MAX_SHARED);
        if more > 0 {
            (self.report)(
                0,
                format!("{more} more forms that two concepts share; `drogman glossary lint` names them"),
            );
        }
    }

    fn name(&self, entry: &Entry) -> String {
        let name = entry.recommended(self.languages.source, Slot::Full).or(entry.terms.first());
        name.map(|term| term.form.clone()).unwrap_or_default()
    }
}

/// Adds what the record of an entry has besides.
fn join_record(known: &mut Option<Box<ConceptRecord>>, more: Option<Box<ConceptRecord>>) {
    let Some(more) = more else { return };
    let Some(known) = known else {
        *known = Some(more);
        return;
    };
    add_new(&mut known.domains, more.domains);
    add_new(&mut known.definitions, more.definitions);
    add_new(&mut known.roles, more.roles);
    for other in more.others {
        match known.others.iter_mut().find(|known| known.tag == other.tag) {
            Some(known) => add_new(&mut known.terms, other.terms),
            None => known.others.push(other),
        }
    }
}

fn add_new<T: PartialEq>(known: &mut Vec<T>, more: Vec<T>) {
    for one in more {
        if !known.contains(&one) {
            known.push(one);
        }
    }
}

/// Adds a text that says something else.
fn append_other(known: &mut Option<String>, text: Option<String>) {
    if let Some(text) =
        text.filter(|text| known.as_deref().is_none_or(|known| !known.contains(text.as_str())))
    {
        append(known, &text, "; ");
    }
}

fn place(line: usize) -> String {
    if line == 0 { String::new() } else { format!(" at line {line}") }
}

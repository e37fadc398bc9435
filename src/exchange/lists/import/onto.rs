//! A list that is imported into a glossary there is already: what is new is added, what differs is decided.

use std::io;

use rustc_hash::{FxHashMap, FxHashSet};

use super::{
    super::model::{Entry, EntryTerm},
    Guesses, Import, concept, guesses, hash,
};
use crate::{
    exchange::delimited::table,
    glossary::{Concept, ConceptKind, Form, Glossary, Slot, Status, StyleId, Term, claimed},
    language::Language,
};

/// What counts where the list says something else than the glossary.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum OnConflict {
    /// The glossary; further forms of the list are admitted.
    Keep,
    /// The list.
    Replace,
    /// Neither yet: what they differ in goes into a table to decide by.
    Ask,
}

impl OnConflict {
    /// Every way, by what the command line calls it.
    pub const ALL: [(&str, Self); 3] =
        [("keep", Self::Keep), ("replace", Self::Replace), ("ask-file", Self::Ask)];
}

/// What a list adds to a glossary and changes in it.
#[derive(Clone, Debug, Default)]
pub struct Onto {
    /// The changes of concepts that are known, as a review of them (CSV); empty when there are none.
    pub review: String,
    /// What is to be decided, as a review (CSV) of which the rows that are not wanted are taken out before it is merged.
    pub asked: String,
    /// How many rows that are.
    pub conflicts: usize,
    /// How often the list and the glossary differed and one of them was followed.
    pub decided: usize,
    /// The YAML of the new concepts, as it stands below `concepts:`.
    pub concepts: String,
    /// How many they are.
    pub added: usize,
    /// How many types were guessed.
    pub guesses: Guesses,
}

/// The columns of the reviews; a review without the others leaves them as they are.
const COLUMNS: [&str; 9] =
    ["concept", "type", "language", "form", "slot", "status", "relation", "note", "the glossary has"];

type Row = [String; COLUMNS.len()];

impl Import<'_> {
    /// What the list adds to a glossary and changes in it. Concepts are the same by their id or by their name in the
    /// source language. What the list does not say stays.
    ///
    /// # Errors
    /// When entries could not be held for want of disk space.
    ///
    /// ```
    /// use drogman::{exchange::{Import, Input, OnConflict, Wanted, list_format}, glossary::Glossary};
    /// let glossary: Glossary = "version: 1\nconcepts:\n  bac: {type: term, fr: bac, en: ferry}\n".parse().unwrap();
    /// let read = || {
    ///     let list: &[u8] = b"fr,en\nbac,ferryboat\nquai,quay\n";
    ///     let input = Input::new(Box::new(list) as Box<dyn std::io::Read>).unwrap();
    ///     Import::read(list_format("csv").unwrap(), input, &Wanted::default(), None, |_, _| {}).unwrap()
    /// };
    /// let kept = read().onto(&glossary, OnConflict::Keep).unwrap();
    /// assert!(kept.added == 1 && kept.review.contains("ferryboat,full,admitted"));
    /// let asked = read().onto(&glossary, OnConflict::Ask).unwrap();
    /// assert!(asked.conflicts == 1 && asked.asked.contains("ferryboat,full,preferred"));
    /// ```
    pub fn onto(mut self, glossary: &Glossary, how: OnConflict) -> io::Result<Onto> {
        self.finish();
        if let Some(error) = self.failed.take() {
            return Err(error);
        }
        let known = Known::of(glossary);
        let mut ids: FxHashSet<u64> = glossary.concepts.keys().map(|id| hash(id)).collect();
        let (mut onto, mut changed, mut asked) = (Onto::default(), Vec::new(), Vec::new());
        for number in 0..self.held.len() {
            let mut entry = self.held.get(number)?;
            if let Some(place) = known.concept(glossary, &entry) {
                let concept = &glossary.concepts[place];
                let (changed, asked) = (&mut changed, &mut asked);
                onto.decided +=
                    Differences { entry: &entry, concept, glossary, how, decided: 0, changed, asked }.find();
                continue;
            }
            self.leave_out_known(&known, glossary, &mut entry);
            let said = entry.kind.or(self.kind);
            let kind = said.unwrap_or_else(|| guesses::guess(&entry, self.languages));
            onto.guesses.add(said.is_none().then_some(kind));
            let id = concept::unique(&entry, self.languages, &mut ids);
            onto.concepts.push_str(&glossary.yaml_concept(&concept::concept(entry, id, kind)));
            onto.added += 1;
        }
        onto.conflicts = asked.len();
        (onto.review, onto.asked) = (table(&COLUMNS, &changed), table(&COLUMNS, &asked));
        Ok(onto)
    }

    /// Takes the source forms out of a new entry that a concept of the glossary has.
    fn leave_out_known(&mut self, known: &Known, glossary: &Glossary, entry: &mut Entry) {
        let (source, line) = (self.languages.source, entry.line);
        entry.terms.retain(|term| {
            let owner = (term.language == source && term.slot == Slot::Full)
                .then(|| known.owner(&term.form))
                .flatten();
            if let Some(owner) = owner {
                let id = &glossary.concepts[owner].id;
                (self.report)(
                    line,
                    format!("«{}» is a form of «{id}» in the glossary and stays there", term.form),
                );
            }
            owner.is_none()
        });
    }
}

/// The concepts of a glossary by the forms of the source language that they may be called.
struct Known(FxHashMap<(bool, String), usize>);

impl Known {
    fn of(glossary: &Glossary) -> Self {
        let mut known = FxHashMap::default();
        for (place, concept) in glossary.concepts.values().enumerate() {
            for (_, term) in concept.terms_in(glossary.languages.source) {
                if term.slot == Slot::Full && matches!(term.form, Form::Literal(_)) {
                    known.entry(key(term.text())).or_insert(place);
                }
            }
        }
        Self(known)
    }

    fn owner(&self, form: &str) -> Option<usize> {
        self.0.get(&key(form)).copied()
    }

    /// The concept an entry is about.
    fn concept(&self, glossary: &Glossary, entry: &Entry) -> Option<usize> {
        let by_id = glossary.concepts.get_index_of(&entry.id);
        let name = || entry.recommended(glossary.languages.source, Slot::Full).map(|term| &term.form);
        by_id.or_else(|| self.owner(name()?))
    }
}

fn key(form: &str) -> (bool, String) {
    (form.starts_with(char::is_lowercase), claimed(form))
}

/// In what an entry differs from the concept it is about.
struct Differences<'a> {
    entry: &'a Entry,
    concept: &'a Concept,
    glossary: &'a Glossary,
    how: OnConflict,
    decided: usize,
    changed: &'a mut Vec<Row>,
    asked: &'a mut Vec<Row>,
}

impl Differences<'_> {
    /// Finds them; how many were decided at once.
    fn find(mut self) -> usize {
        for term in &self.entry.terms {
            let same = |known: &&Term| known.language == term.language && known.text() == term.form;
            match self.concept.terms.iter().find(same) {
                Some(known) => self.of_known(term, known),
                None => self.of_new(term),
            }
        }
        self.of_concept();
        self.decided
    }

    fn of_known(&mut self, term: &EntryTerm, known: &Term) {
        let (now, said) = (known.status(StyleId::DEFAULT), term.status.unwrap_or(Status::Admitted));
        // That a form is admitted is what a list implies of every form but the first.
        if now == said || now == Status::Preferred && said == Status::Admitted {
            return;
        }
        let has = format!("«{}» is {}", known.text(), now.name());
        let row = self.row(term.language, known.text(), known.slot, Some(said), &has);
        self.decide(row, term.language, known.slot, said);
    }

    fn of_new(&mut self, term: &EntryTerm) {
        let said = term.status.unwrap_or(Status::Admitted);
        let preferred = self.preferred(term.language, term.slot);
        let is_conflict = said == Status::Preferred && preferred.is_some();
        let has = preferred.map(|form| format!("«{form}» is preferred")).unwrap_or_default();
        let mut row = self.row(term.language, &term.form, term.slot, Some(said), &has);
        row[6] = term.relation.map(|relation| relation.name().to_owned()).unwrap_or_default();
        match (is_conflict, self.how) {
            (false, _) => self.changed.push(row),
            (true, OnConflict::Keep) => {
                row[5] = Status::Admitted.name().to_owned();
                row[6] = "near-synonym".to_owned();
                self.decided += 1;
                self.changed.push(row);
            }
            (true, _) => self.decide(row, term.language, term.slot, said),
        }
    }

    /// Takes up a row about a form on which the list and the glossary disagree.
    fn decide(&mut self, row: Row, language: Language, slot: Slot, said: Status) {
        self.decided += usize::from(self.how != OnConflict::Ask);
        let rows: &mut Vec<Row> = match self.how {
            OnConflict::Keep => return,
            OnConflict::Replace => self.changed,
            OnConflict::Ask => self.asked,
        };
        rows.push(row);
        // What was preferred is another good form still.
        if self.how == OnConflict::Replace
            && said == Status::Preferred
            && let Some(form) = self.preferred(language, slot).map(str::to_owned)
        {
            let row = self.row(language, &form, slot, Some(Status::Admitted), "");
            self.changed.push(row);
        }
    }

    /// Type and note, where the list says them.
    fn of_concept(&mut self) {
        let kind = self.entry.kind.filter(|kind| *kind != self.concept.kind);
        let (known, said) = (self.concept.note.as_deref(), self.entry.note.as_deref());
        let note = said.filter(|said| !known.is_some_and(|known| known.contains(*said)));
        let language = self.glossary.languages.source;
        let Some((form, slot)) =
            self.concept.terms_in(language).next().map(|(_, term)| (term.text().to_owned(), term.slot))
        else {
            return;
        };
        let (how, place) = (self.how, (language, form.as_str(), slot));
        if let Some(note) = note {
            match (known, how) {
                (None, _) | (_, OnConflict::Replace) => self.say(place, None, Some(note), "", false),
                (Some(known), OnConflict::Ask) => self.say(place, None, Some(note), known, true),
                (Some(_), OnConflict::Keep) => {}
            }
        }
        if let (Some(kind), false) = (kind, how == OnConflict::Keep) {
            let has = self.concept.kind.name();
            self.say(place, Some(kind), None, has, how == OnConflict::Ask);
        }
    }

    /// Says something of the whole concept in the row of one of its forms.
    fn say(
        &mut self,
        (language, form, slot): (Language, &str, Slot),
        kind: Option<ConceptKind>,
        note: Option<&str>,
        has: &str,
        asked: bool,
    ) {
        let mut row = self.row(language, form, slot, None, has);
        row[1] = kind.map(|kind| kind.name().to_owned()).unwrap_or_default();
        row[7] = note.unwrap_or_default().to_owned();
        if asked { self.asked.push(row) } else { self.changed.push(row) }
    }

    fn preferred(&self, language: Language, slot: Slot) -> Option<&str> {
        self.concept.preferred(language, slot, StyleId::DEFAULT).map(|(_, term)| term.text())
    }

    fn row(&self, language: Language, form: &str, slot: Slot, status: Option<Status>, has: &str) -> Row {
        [
            self.concept.id.clone(),
            String::new(),
            language.code().to_owned(),
            form.to_owned(),
            slot.name().to_owned(),
            status.map(|status| status.name().to_owned()).unwrap_or_default(),
            String::new(),
            String::new(),
            has.to_owned(),
        ]
    }
}

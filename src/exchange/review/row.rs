//! What one row asks for.

use super::{
    super::{
        decision::Decision,
        lists::{RecordField, gender_of, relation_of, slot_of},
    },
    Cell, Review, ReviewRow,
    alike::alike,
    change::{Change, TermRef},
    compare::differences,
    expected::Expected,
};
use crate::{
    glossary::{
        Concept, ConceptKind, ConceptRecord, FormRecord, Glossary, Relation, Slot, Status, StyleId, Term,
    },
    language::Language,
};

/// A row with what it is about.
pub(super) struct Row<'a> {
    pub row: &'a ReviewRow,
    pub concept: &'a Concept,
    pub language: Language,
    /// What drogman would write; `None` when the concept has no such form.
    pub expected: Option<&'a Expected>,
    pub review: &'a Review,
    pub glossary: &'a Glossary,
    pub style: StyleId,
}

/// What a row asks for.
#[derive(Default)]
pub(super) struct Asked {
    pub changes: Vec<Change>,
    pub conflicts: Vec<String>,
}

impl Row<'_> {
    /// What the row asks for.
    ///
    /// # Errors
    /// When a cell cannot be read: which, and what to write there.
    pub(super) fn asked(&self) -> Result<Asked, String> {
        let decision = Decision::of_word(self.row.text(Cell::Decision))?;
        let mut asked = Asked::default();
        let Some(expected) = self.expected else {
            self.of_no_term(decision, &mut asked)?;
            return Ok(asked);
        };
        let term = &self.concept.terms[expected.term];
        let edited = differences(self.row, expected, self.review.is_whole);
        self.decided(decision, term, expected, &mut asked);
        let is_new = !expected.is_listed && edited.iter().any(|&cell| is_of_form(cell));
        if is_new && decision != Some(Decision::Reject) {
            asked.changes.push(self.new_form(term.slot)?);
            asked.changes.extend(self.new_record(term.slot)?);
        }
        for &cell in &edited {
            if is_of_form(cell) && (decision == Some(Decision::Reject) || !expected.is_listed) {
                continue;
            }
            self.edited(cell, term, &mut asked)?;
        }
        Ok(asked)
    }

    /// A row about a form that the concept does not have (any more).
    fn of_no_term(&self, decision: Option<Decision>, asked: &mut Asked) -> Result<(), String> {
        let (form, new_form) = (self.row.text(Cell::Form), self.row.text(Cell::NewForm));
        let has = |form: &str| self.concept.terms_in(self.language).any(|(_, term)| term.text() == form);
        let is_done = decision == Some(Decision::Reject) || has(new_form);
        let is_list =
            self.row.cells.get(Cell::Slot).is_some() && self.row.cells.get(Cell::Relation).is_some();
        if is_list && !self.review.is_sheet && decision.is_none() && new_form.is_empty() {
            let slot = match self.row.text(Cell::Slot) {
                "" => Slot::Full,
                word => slot_of(word).ok_or_else(|| unknown_slot(word))?,
            };
            asked.changes.push(self.new_form(slot)?);
            asked.changes.extend(self.new_record(slot)?);
        } else if !is_done {
            let (id, language) = (&self.concept.id, self.language);
            asked.conflicts.push(format!("«{form}» is no form of «{id}» in «{language}» any more"));
        }
        Ok(())
    }

    /// The form of the row as a new one of the concept.
    fn new_form(&self, slot: Slot) -> Result<Change, String> {
        let term = TermRef { language: self.language, slot, form: self.row.text(Cell::Form).to_owned() };
        let status = match self.row.text(Cell::Status) {
            "" => Status::Admitted,
            word => own_status(word)?,
        };
        let relation = match self.row.text(Cell::Relation) {
            "" => None,
            word => Some(relation_of(word).ok_or_else(|| unknown_relation(word))?),
        };
        let party = Some(self.row.text(Cell::Party).to_owned()).filter(|party| !party.is_empty());
        Ok(match status {
            Status::Preferred => Change::Prefer(term),
            status => Change::Add { term, status, relation, party },
        })
    }

    fn decided(&self, decision: Option<Decision>, term: &Term, expected: &Expected, asked: &mut Asked) {
        let (form, new_form) = (self.row.text(Cell::Form), self.row.text(Cell::NewForm));
        let reference = reference(term);
        let is_written_so = !new_form.is_empty() && !alike(new_form, form);
        if decision == Some(Decision::Reject) {
            if expected.is_listed {
                asked.changes.push(Change::Remove(reference));
            } else {
                asked.conflicts.push(format!(
                    "«{form}» is not in the glossary, only found in texts as «{}»",
                    reference.form
                ));
            }
        } else if is_written_so && alike(form, &reference.form) {
            asked.changes.push(Change::Rename(reference, new_form.to_owned()));
        } else if is_written_so {
            asked.conflicts.push(format!("«{form}» stands for «{}»: correct that form", reference.form));
        } else if decision == Some(Decision::Correct) {
            asked.conflicts.push(format!("«{form}» is to be corrected, but not to what"));
        }
    }

    /// What an edited cell asks for.
    fn edited(&self, cell: Cell, term: &Term, asked: &mut Asked) -> Result<(), String> {
        let now = self.row.text(cell);
        let text = || Some(now.to_owned()).filter(|text| !text.is_empty());
        let place = reference(term);
        if now.is_empty() && must_be_filled(cell) {
            let message = format!("{} of «{}» of «{}» was emptied", name(cell), place.form, self.concept.id);
            asked.conflicts.push(message);
            return Ok(());
        }
        let change = match cell {
            cell if let Some(field) = cell.record() => match self.record(field, now, place)? {
                Some(change) => change,
                None => return Ok(()),
            },
            Cell::Kind => Change::Kind(own_kind(now)?),
            Cell::Status => match own_status(now)? {
                Status::Preferred => Change::Prefer(place),
                status => Change::Status(place, status),
            },
            Cell::Relation => Change::Relation(place, relation_of(now).ok_or_else(|| unknown_relation(now))?),
            Cell::Party => Change::Party(place, text()),
            Cell::Gender if now.is_empty() => Change::Gender(place, None),
            Cell::Gender => {
                let unknown = || format!("gender «{now}»: write masculine or feminine");
                Change::Gender(place, Some(gender_of(now).ok_or_else(unknown)?))
            }
            Cell::FormNote => Change::FormNote(place, text()),
            Cell::Note if self.review.is_sheet && term.note.is_some() => Change::FormNote(place, text()),
            // What is said once of a concept may be said again in another of its rows.
            Cell::Note if self.concept.note.as_deref().is_some_and(|note| alike(now, note)) => return Ok(()),
            Cell::Source if self.concept.source.as_deref().is_some_and(|it| alike(now, it)) => return Ok(()),
            Cell::Note => Change::Note(text()),
            Cell::Source => Change::Source(text()),
            Cell::Slot => Change::Slot(place, slot_of(now).ok_or_else(|| unknown_slot(now))?),
            Cell::Preferred => self.preferred(self.glossary.languages.source, self.slot(term), now),
            Cell::Target => return self.target(term, now, asked),
            Cell::TargetAdmitted => {
                self.admitted(term, asked);
                return Ok(());
            }
            _ => return Ok(()),
        };
        asked.changes.push(change);
        Ok(())
    }

    /// Another value of a field of the full record; none where another row of the concept says the same.
    fn record(&self, field: RecordField, now: &str, place: TermRef) -> Result<Option<Change>, String> {
        field.put(now, &mut ConceptRecord::default(), &mut FormRecord::default())?;
        let said = Some(now.to_owned()).filter(|text| !text.is_empty());
        if !field.is_of_concept() {
            return Ok(Some(Change::Record(field, Some(place), said)));
        }
        let known = field.text(self.concept.record(), FormRecord::empty());
        Ok((!alike(now, &known)).then_some(Change::Record(field, None, said)))
    }

    /// What a row of a new form says of its record.
    fn new_record(&self, slot: Slot) -> Result<Vec<Change>, String> {
        let term = TermRef { language: self.language, slot, form: self.row.text(Cell::Form).to_owned() };
        let mut changes = Vec::new();
        for field in RecordField::ALL.into_iter().filter(|field| !field.is_of_concept()) {
            let now = self.row.text(Cell::Record(field));
            if now.is_empty() {
                continue;
            }
            changes.extend(self.record(field, now, term.clone())?);
        }
        Ok(changes)
    }

    /// The slot whose preferred form stands in the row of a term.
    fn slot(&self, term: &Term) -> Slot {
        if self.review.is_sheet { term.slot } else { Slot::Full }
    }

    fn preferred(&self, language: Language, slot: Slot, form: &str) -> Change {
        let known = self.concept.preferred_or_full(language, slot, self.style);
        let slot = known.map_or(Slot::Full, |(_, term)| term.slot);
        Change::Prefer(TermRef { language, slot, form: form.to_owned() })
    }

    /// Another equivalent: the preferred form of the language, or what the side calls it whose name the row has.
    fn target(&self, term: &Term, now: &str, asked: &mut Asked) -> Result<(), String> {
        let target = self.glossary.languages.target;
        let place = self.concept.terms.iter().position(|known| std::ptr::eq(known, term));
        let of_side = place
            .filter(|_| self.review.is_sheet)
            .and_then(|place| self.concept.same_side(place, target, self.style));
        let Some(side) = of_side else {
            asked.changes.push(self.preferred(target, self.slot(term), now));
            return Ok(());
        };
        if self.concept.terms_in(target).any(|(_, known)| known.text() == now && known.slot == side.slot) {
            asked.conflicts.push(format!(
                "«{}» is the name of the side «{}»; «{now}» is another name in the glossary: edit the glossary",
                side.text(),
                side.party.as_deref().unwrap_or_default()
            ));
        } else {
            asked.changes.push(Change::Rename(reference(side), now.to_owned()));
        }
        Ok(())
    }

    /// Other forms admitted in the target language, and some no longer.
    fn admitted(&self, term: &Term, asked: &mut Asked) {
        let target = self.glossary.languages.target;
        let list = |text: &str| -> Vec<String> {
            text.split(';').map(|form| form.trim().to_owned()).filter(|form| !form.is_empty()).collect()
        };
        let written = self.expected.and_then(|expected| expected.cells.get(Cell::TargetAdmitted));
        let (now, before) = (list(self.row.text(Cell::TargetAdmitted)), list(written.unwrap_or_default()));
        let slot = self.concept.preferred_or_full(target, term.slot, self.style);
        let slot = slot.map_or(Slot::Full, |(_, term)| term.slot);
        for form in now.iter().filter(|form| !before.contains(form)) {
            let reference = TermRef { language: target, slot, form: form.clone() };
            let known = self.concept.terms_in(target).any(|(_, t)| t.text() == form && t.slot == slot);
            asked.changes.push(if known {
                Change::Status(reference, Status::Admitted)
            } else {
                Change::Add { term: reference, status: Status::Admitted, relation: None, party: None }
            });
        }
        for form in before.into_iter().filter(|form| !now.contains(form)) {
            let reference = TermRef { language: target, slot: term.slot, form };
            asked.changes.push(Change::Status(reference, Status::Deprecated));
        }
    }
}

fn reference(term: &Term) -> TermRef {
    TermRef { language: term.language, slot: term.slot, form: term.text().to_owned() }
}

/// Whether a cell tells of the form, and not of its concept.
fn is_of_form(cell: Cell) -> bool {
    matches!(cell, Cell::Slot | Cell::Status | Cell::Relation | Cell::Party | Cell::Gender | Cell::FormNote)
        || cell.record().is_some_and(|field| !field.is_of_concept())
}

fn must_be_filled(cell: Cell) -> bool {
    matches!(cell, Cell::Kind | Cell::Slot | Cell::Status | Cell::Relation | Cell::Preferred | Cell::Target)
}

fn name(cell: Cell) -> &'static str {
    match cell {
        Cell::Kind => "the type",
        Cell::Slot => "the slot",
        Cell::Status => "the status",
        Cell::Relation => "the relation",
        Cell::Preferred => "the preferred form",
        Cell::Target => "the equivalent",
        _ => "the cell",
    }
}

fn unknown_status(word: &str) -> String {
    format!("status «{word}»: write preferred, admitted, deprecated or forbidden")
}

fn unknown_slot(word: &str) -> String {
    format!("slot «{word}»: write full, short or abbreviation")
}

/// The status of a cell. The columns are drogman’s own, and the words for them a closed list: what other lists may mean by
/// a word is not guessed at where it would change a glossary.
fn own_status(word: &str) -> Result<Status, String> {
    let lower = word.trim().to_lowercase();
    Status::ALL.into_iter().find(|status| status.name() == lower).ok_or_else(|| unknown_status(word))
}

/// The type of a cell, as [`own_status`].
fn own_kind(word: &str) -> Result<ConceptKind, String> {
    let lower = word.trim().to_lowercase();
    ConceptKind::ALL.into_iter().find(|kind| kind.name() == lower).ok_or_else(|| unknown_kind(word))
}

fn unknown_kind(word: &str) -> String {
    format!("type «{word}»: write one of {}", ConceptKind::ALL.map(ConceptKind::name).join(", "))
}

fn unknown_relation(word: &str) -> String {
    format!("relation «{word}»: write one of {}", Relation::ALL.map(Relation::name).join(", "))
}

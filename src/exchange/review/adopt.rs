//! Candidates that a reviewer accepted become concepts, or variants of the concepts they belong to.

use std::collections::hash_map::Entry;

use rustc_hash::{FxHashMap, FxHashSet};

use super::CandidateRow;
use crate::{
    exchange::candidates::{NewConcept, new_id, preferred_form},
    extract::Kind,
    glossary::{EditError, Glossary, GlossaryText, Place, Slot, compared, decision_key},
};

/// What a row of a sheet of candidates comes to.
pub(super) enum Adoption {
    /// A new concept: its id and its YAML.
    New(String, String),
    /// Forms that a concept of the glossary, by its id, is to have besides.
    Known(String, Vec<String>),
}

/// Why a row cannot be done.
pub(super) enum Refusal {
    /// It has a cell that cannot be read.
    Row(String),
    /// Something else stands in the way.
    Conflict(String),
}

/// The forms and ids that are taken.
pub(super) struct Adopter {
    owners: FxHashMap<String, String>,
    ids: FxHashSet<String>,
}

impl Adopter {
    pub(super) fn new(glossary: &Glossary) -> Self {
        let source = glossary.languages.source;
        let mut owners = FxHashMap::default();
        for (id, concept) in &glossary.concepts {
            for (_, term) in concept.terms_in(source) {
                owners.insert(compared(term.text()), id.clone());
                owners.extend(term.inflected().iter().map(|i| (compared(&i.form), id.clone())));
            }
        }
        Self { owners, ids: glossary.concepts.keys().cloned().collect() }
    }

    /// What a row comes to.
    ///
    /// # Errors
    /// What stands in the way.
    pub(super) fn adopt(&mut self, glossary: &Glossary, row: &CandidateRow) -> Result<Adoption, Refusal> {
        let unknown = || {
            let words = Kind::ALL.map(Kind::word).join(", ");
            Refusal::Row(format!("type «{}»: write one of {words}", row.kind))
        };
        let kind = Kind::of_word(&row.kind).ok_or_else(unknown)?;
        self.adopted(glossary, kind, row).map_err(Refusal::Conflict)
    }

    fn adopted(&mut self, glossary: &Glossary, kind: Kind, row: &CandidateRow) -> Result<Adoption, String> {
        let head = if row.new_form.is_empty() { &row.form } else { &row.new_form };
        // What was corrected is no form of the concept, in whatever number or case.
        let wrong = row.is_corrected().then(|| decision_key(&row.form));
        let is_wrong =
            |form: &String| form != head && wrong.as_ref().is_some_and(|it| *it == decision_key(form));
        let forms = [head, &row.form].into_iter().chain(&row.forms).filter(|form| !is_wrong(form));
        if row.concept.is_empty() {
            let owner = |form: &String| self.owners.get(&compared(form));
            if let Some(first) = owner(head).filter(|first| forms.clone().all(|f| owner(f) == Some(first))) {
                // Merged before.
                return Ok(Adoption::Known(first.clone(), Vec::new()));
            }
            return self.new_concept(kind, head, forms, row);
        }
        if !glossary.concepts.contains_key(&row.concept) {
            return Err(format!("no concept «{}» in the glossary", row.concept));
        }
        let mut new = Vec::new();
        for form in forms.filter(|form| !form.is_empty()) {
            match self.owners.get(&compared(form)) {
                None => {
                    self.owners.insert(compared(form), row.concept.clone());
                    new.push(form.clone());
                }
                Some(owner) if *owner == row.concept => {}
                Some(owner) => return Err(format!("«{form}» is a form of «{owner}»")),
            }
        }
        Ok(Adoption::Known(row.concept.clone(), new))
    }

    fn new_concept<'f>(
        &mut self,
        kind: Kind,
        head: &str,
        forms: impl Iterator<Item = &'f String>,
        row: &CandidateRow,
    ) -> Result<Adoption, String> {
        let head = preferred_form(kind, head);
        if let Some(owner) = self.owners.get(&compared(&head)) {
            return Err(format!("«{head}» is a form of «{owner}» already"));
        }
        let id = new_id(&head, &mut self.ids);
        self.owners.insert(compared(&head), id.clone());
        let mut variants = Vec::new();
        for form in forms.filter(|form| !form.is_empty()) {
            if let Entry::Vacant(free) = self.owners.entry(compared(form)) {
                free.insert(id.clone());
                variants.push(form.as_str());
            }
        }
        let english = Some(row.target.as_str()).filter(|english| !english.is_empty());
        let note = row.note.as_deref();
        let yaml = NewConcept { id: &id, kind, head: &head, variants, english, note }.to_string();
        Ok(Adoption::New(id, yaml))
    }
}

/// Adds forms to a concept as spellings to be rewritten.
pub(super) fn add_variants(
    text: &GlossaryText,
    concept: &str,
    glossary: &Glossary,
    forms: &[String],
) -> Result<(), EditError> {
    for form in forms {
        let language = glossary.languages.source;
        text.add_variant(Place { concept, language, slot: Slot::Full, form }, &[])?;
    }
    Ok(())
}

//! The forms of a slot while it is read.

use super::{
    grammar::Grammars,
    model::{FormRecord, Position, Relation, Status},
};

/// The forms of a slot while it is read, in file order.
#[derive(Default)]
pub(super) struct Drafts(pub Vec<Draft>);

impl Drafts {
    /// The draft of a form, new if the slot has none.
    pub(super) fn get(&mut self, form: &str, position: Position) -> &mut Draft {
        let at = self.0.iter().position(|draft| draft.form == form).unwrap_or_else(|| {
            self.0.push(Draft::new(form, position));
            self.0.len() - 1
        });
        &mut self.0[at]
    }
}

/// One form of a slot while it is read.
pub(super) struct Draft {
    pub form: String,
    pub position: Position,
    pub pattern: bool,
    pub is_variant: bool,
    /// Which styles prefer it.
    pub preferred: Vec<bool>,
    pub status: Option<Status>,
    pub by_style: Vec<Option<Status>>,
    pub relation: Option<Relation>,
    pub party: Option<String>,
    pub note: Option<String>,
    pub alone: Option<bool>,
    pub details: Option<Box<FormRecord>>,
    pub own: Option<Grammars>,
    /// The grammar it inherits from, where that is not the slot’s.
    pub base: Option<Grammars>,
}

impl Draft {
    pub(super) fn new(form: &str, position: Position) -> Self {
        Self {
            form: form.to_owned(),
            position,
            pattern: false,
            is_variant: false,
            preferred: Vec::new(),
            status: None,
            by_style: Vec::new(),
            relation: None,
            party: None,
            note: None,
            alone: None,
            details: None,
            own: None,
            base: None,
        }
    }
}

/// What a variant says besides form, relation, party and grammar.
#[derive(Default)]
pub(super) struct Said {
    pub note: Option<String>,
    pub alone: Option<bool>,
    pub status: Option<Status>,
    pub by_style: Vec<Option<Status>>,
    pub details: Option<Box<FormRecord>>,
}

impl Said {
    /// Says it of a draft.
    pub(super) fn of(self, draft: &mut Draft) {
        draft.note = self.note.or(draft.note.take());
        draft.alone = self.alone.or(draft.alone);
        draft.status = self.status;
        draft.by_style = self.by_style;
        draft.details = match (self.details, draft.details.take()) {
            (Some(own), Some(known)) => own.or(*known).boxed(),
            (own, known) => own.or(known),
        };
    }
}

/// A side whose spellings are read.
#[derive(Clone, Copy)]
pub(super) struct Side<'a> {
    pub party: &'a str,
    /// What the side’s name says of its grammar.
    pub base: &'a Grammars,
}

impl Side<'_> {
    /// Makes a draft a spelling of the side’s name.
    pub(super) fn of(self, draft: &mut Draft) {
        draft.party = Some(self.party.to_owned());
        draft.base = Some(self.base.clone());
    }
}

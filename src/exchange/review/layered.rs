//! A change of a concept that the layers beneath speak of, too, written into the entry of the uppermost layer.

use super::{
    apply::{apply, is_fulfilled, is_preferred, place as place_of},
    change::{Change, TermRef},
};
use crate::glossary::{
    Concept, EditError, Form, Glossary, GlossaryText, Layer, Place, Relation, SourceFile, StyleId, Term,
};

/// What an entry by itself is read below.
const HEAD: &str = "concepts:\n";

/// A concept that the layers beneath the uppermost one have.
pub(crate) struct Layered<'g> {
    /// The concept as all layers say it.
    pub concept: &'g Concept,
    /// All layers.
    pub glossary: &'g Glossary,
    /// The layers beneath.
    pub beneath: &'g Glossary,
}

impl Layered<'_> {
    /// An entry of the concept that changes nothing and that `change` can be made in; as it stands below `concepts:`.
    pub(crate) fn blank(&self, change: &Change) -> String {
        let key = match change {
            Change::Kind(_) => "type".to_owned(),
            Change::Note(_) => "note".to_owned(),
            Change::Source(_) => "source".to_owned(),
            Change::Record(field, None, _) => field.yaml_key().to_owned(),
            change => change.term().map_or_else(String::new, |term| term.language.code().to_owned()),
        };
        let value = match change {
            Change::Kind(_) => self.concept.kind.name(),
            Change::Note(_) | Change::Source(_) | Change::Record(_, None, _) => "~",
            _ => "{}",
        };
        let entry = self.glossary.yaml_concept(self.concept);
        let id = entry.lines().next().unwrap_or_default();
        format!("{id}\n    {key}: {value}\n")
    }

    /// The lines of an entry, below `concepts:`, or a whole file with it, with the change made: what differs from the
    /// layers beneath is said, and where that cannot be done, the whole concept is.
    ///
    /// # Errors
    /// When neither can be done.
    pub(crate) fn changed(&self, text: &str, change: &Change, style: StyleId) -> Result<String, EditError> {
        let before = self.read(text).ok_or(EditError::NotEditable("entry"))?;
        let patched = self.patched(text, &before, change, style);
        if let Ok(patched) = &patched
            && self.is_right(patched, &before, change, style)
        {
            return Ok(patched.clone());
        }
        let whole = self.whole(text, &before, change, style);
        match whole {
            Ok(whole) if self.is_right(&whole, &before, change, style) => Ok(whole),
            _ => Err(patched.err().unwrap_or(EditError::NotEditable("entry"))),
        }
    }

    fn patched(
        &self,
        text: &str,
        before: &Concept,
        change: &Change,
        style: StyleId,
    ) -> Result<String, EditError> {
        let document = GlossaryText::new(text)?;
        if document.stands_alone(&before.id) {
            apply(&document, before, change, style, self.glossary)?;
        } else {
            patch(&document, before, change, style, self.glossary)?;
        }
        Ok(document.text())
    }

    /// The change made in an entry that says the whole concept. An entry with remarks of somebody’s is not written anew.
    fn whole(
        &self,
        text: &str,
        before: &Concept,
        change: &Change,
        style: StyleId,
    ) -> Result<String, EditError> {
        let entry = text.strip_prefix(HEAD).filter(|entry| !entry.contains('#'));
        let entry = entry.ok_or(EditError::NotEditable("entry"))?;
        let indent = entry.len() - entry.trim_start_matches(' ').len();
        let yaml = self.glossary.yaml_concept(before);
        let mut lines: Vec<&str> = yaml.lines().collect();
        lines.insert(1, "    replace: true");
        let more = " ".repeat(indent.saturating_sub(2));
        let lines: Vec<String> = lines.iter().map(|line| format!("{more}{line}\n")).collect();
        let document = GlossaryText::new(&format!("{HEAD}{}", lines.concat()))?;
        apply(&document, before, change, style, self.glossary)?;
        Ok(document.text())
    }

    /// The concept as the layers say it with this entry on top.
    fn read(&self, text: &str) -> Option<Concept> {
        let layer = |text: String| Layer {
            name: String::new(),
            files: vec![SourceFile { name: String::new(), text }],
        };
        let head = if text.starts_with(HEAD) { "version: 1\n" } else { "" };
        let id = self.concept.id.as_str();
        let lower = self.beneath.yaml_concept(self.beneath.concepts.get(id)?);
        let lower = layer(format!("{}{HEAD}{lower}", self.glossary.yaml_head()));
        let reading = Glossary::read_layers(&[layer(format!("{head}{text}")), lower]);
        reading.accept().ok()?.0.concepts.shift_remove(id)
    }

    /// Whether an entry makes of the concept what the change wants, and nothing else.
    fn is_right(&self, text: &str, before: &Concept, change: &Change, style: StyleId) -> bool {
        let Some(after) = self.read(text) else { return false };
        let is_about_concept = change.term().is_none();
        let kept = |change_of: bool, same: bool| change_of || same;
        is_fulfilled(&after, change, style)
            && kept(matches!(change, Change::Kind(_)), after.kind == before.kind)
            && kept(matches!(change, Change::Note(_)), after.note == before.note)
            && kept(matches!(change, Change::Source(_)), after.source == before.source)
            && kept(is_about_concept, after.record() == before.record())
            && self.are_terms_right(before, &after, change, style)
    }

    fn are_terms_right(&self, before: &Concept, after: &Concept, change: &Change, style: StyleId) -> bool {
        let is_changed = |term: &&Term| match change {
            // Which form is preferred says something of all forms of the slot.
            Change::Prefer(of) => (term.language, term.slot) == (of.language, of.slot),
            change => change.names(term),
        };
        let rest = |concept: &Concept| -> Vec<Term> {
            let mut rest: Vec<Term> =
                concept.terms.iter().filter(|term| !is_changed(term)).cloned().collect();
            rest.sort_by(|a, b| {
                (a.language.code(), a.slot, a.text()).cmp(&(b.language.code(), b.slot, b.text()))
            });
            rest
        };
        let find = |concept: &Concept, of: &TermRef| concept.terms.iter().find(|term| of.is(term)).cloned();
        let is_term_right = match change {
            Change::Status(of, status) => find(after, of).is_some_and(|term| term.status(style) == *status),
            Change::Relation(of, relation) => find(after, of).is_some_and(|term| term.relation == *relation),
            Change::Party(of, party) => find(after, of).is_some_and(|term| term.party == *party),
            Change::Gender(of, gender) => find(after, of).is_some_and(|term| term.grammar.gender == *gender),
            Change::FormNote(of, note) => find(after, of).is_some_and(|term| term.note == *note),
            Change::Record(field, Some(of), said) => find(after, of).is_some_and(|term| {
                field.text(after.record(), term.record()).trim() == said.as_deref().unwrap_or_default()
            }),
            Change::Rename(of, form) => {
                let renamed = find(before, of).map(|term| Term { form: Form::Literal(form.clone()), ..term });
                find(after, of).is_none()
                    && find(after, &TermRef { form: form.clone(), ..of.clone() }) == renamed
            }
            Change::Prefer(of) => {
                let forms = |concept: &Concept| -> std::collections::BTreeSet<String> {
                    let slot = concept
                        .terms
                        .iter()
                        .filter(|term| (term.language, term.slot) == (of.language, of.slot));
                    slot.map(|term| term.text().to_owned()).chain([of.form.clone()]).collect()
                };
                forms(before) == forms(after)
            }
            _ => true,
        };
        is_term_right && rest(before) == rest(after)
    }
}

/// Makes a change in an entry that says only what differs from the layers beneath. `concept` is what all layers say.
fn patch(
    text: &GlossaryText,
    concept: &Concept,
    change: &Change,
    style: StyleId,
    glossary: &Glossary,
) -> Result<(), EditError> {
    let id = concept.id.as_str();
    let place = |term| place_of(id, term);
    let is_first = |term: &TermRef| {
        let first = concept.preferred(term.language, term.slot, StyleId::DEFAULT);
        first.is_some_and(|(_, first)| first.text() == term.form)
    };
    let restate = |term: &TermRef| text.restate(place_of(id, term), is_first(term));
    match change {
        Change::Note(None) => text.silence(id, "note"),
        Change::Source(None) => text.silence(id, "source"),
        Change::Record(field, None, None) => text.silence(id, field.yaml_key()),
        Change::Kind(_) | Change::Note(_) | Change::Source(_) | Change::Record(_, None, _) => {
            apply(text, concept, change, style, glossary)
        }
        Change::Add { term, status, relation, party } => {
            text.restate(place(term), false)?;
            let relation = relation.filter(|relation| *relation != Relation::Base);
            let mut fields: Vec<(&str, &str)> = Vec::new();
            fields.extend(relation.map(|relation| ("relation", relation.name())));
            fields.extend(party.as_deref().map(|party| ("party", party)));
            fields.push(("status", status.name()));
            text.describe(place(term), &fields)
        }
        Change::Prefer(term) => match concept.preferred(term.language, term.slot, style) {
            Some((_, before)) => text.prefer_above(place(term), before.text(), &glossary.styles[style.0]),
            None => text.restate(place(term), true),
        },
        Change::Status(term, _) => {
            text.restate(place(term), false)?;
            apply(text, concept, change, style, glossary)
        }
        Change::Party(term, None) => restate(term).and_then(|()| text.silence_at(place(term), "party")),
        Change::Gender(term, None) => restate(term).and_then(|()| text.silence_at(place(term), "gender")),
        Change::FormNote(term, None) => restate(term).and_then(|()| text.silence_at(place(term), "note")),
        Change::Record(field, Some(term), None) => {
            restate(term).and_then(|()| text.silence_at(place(term), field.yaml_key()))
        }
        Change::Relation(term, _)
        | Change::Party(term, _)
        | Change::Gender(term, _)
        | Change::FormNote(term, _)
        | Change::Record(_, Some(term), _) => {
            restate(term)?;
            apply(text, concept, change, style, glossary)
        }
        Change::Remove(term) if is_preferred(concept, term) => Err(EditError::Preferred(term.form.clone())),
        Change::Remove(term) => text.remove_above(place(term)),
        Change::Rename(term, form) if !is_preferred(concept, term) => {
            let known = concept.terms.iter().find(|known| term.is(known)).ok_or(EditError::NoForm)?;
            text.remove_above(place(term))?;
            let renamed = Place { form, ..place(term) };
            text.restate(renamed, false)?;
            let mut fields = vec![("relation", known.relation.name())];
            fields.extend(known.party.as_deref().map(|party| ("party", party)));
            fields.push(("status", known.status(StyleId::DEFAULT).name()));
            text.describe(renamed, &fields)
        }
        // What is said of the form would have to be said again.
        Change::Rename(..) | Change::Slot(..) => Err(EditError::NotEditable("entry")),
    }
}

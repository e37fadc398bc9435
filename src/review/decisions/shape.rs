//! A concept with what was decided of it.
//!
//! What is decided is done to the YAML of the concept, as it will be in the files, and that is read again: what is shown
//! is what will be saved.

use super::{
    steps::{self, Step, steps},
    things::Thing,
};
use crate::{
    exchange::{NewConcept, preferred_form},
    extract::Kind,
    glossary::{Concept, ConceptKind, Glossary, GlossaryText, Set, SourceFile},
};

/// What stands before a concept that is read by itself.
pub(crate) const HEAD: &str = "concepts:\n";

/// A concept with what was decided of it.
#[derive(Clone, Debug, Default)]
pub(crate) struct Shaped {
    /// Whether the glossary has the concept without decisions.
    pub(crate) is_known: bool,
    /// The concept; none where nothing makes one.
    pub(crate) concept: Option<Concept>,
    /// What each set changes in it: the place of the set, the concept before it, and the changes.
    pub(crate) done: Vec<(usize, Concept, Vec<Step>)>,
    /// The sets that cannot be done: their places, and why.
    pub(crate) refused: Vec<(usize, String)>,
}

/// A concept, as `known` has it where it is, with what was decided of it.
pub(crate) fn shape<'s>(
    glossary: &Glossary,
    id: &str,
    known: Option<&Concept>,
    sets: impl Iterator<Item = &'s Set> + Clone,
) -> Shaped {
    let mut shaped = Shaped { is_known: known.is_some(), ..Shaped::default() };
    let born = match known {
        Some(_) => None,
        None => Born::of(sets.clone()).and_then(|born| born.concept(glossary, id)),
    };
    let Some(mut concept) = known.cloned().or(born) else { return shaped };
    let mut text = glossary.yaml_concept(&concept);
    for (place, set) in sets.enumerate() {
        match changed(glossary, &concept, &text, set) {
            Ok(None) => {}
            Ok(Some((steps, after, changed))) => {
                shaped.done.push((place, std::mem::replace(&mut concept, changed), steps));
                text = after;
            }
            Err(why) => shaped.refused.push((place, why)),
        }
    }
    if let Some(known) = known {
        keep_order(&mut concept, known);
        concept.position = known.position.clone();
    }
    shaped.concept = Some(concept);
    shaped
}

/// What a set changes in a concept and its text, which are given.
type Changed = (Vec<Step>, String, Concept);

fn changed(glossary: &Glossary, concept: &Concept, text: &str, set: &Set) -> Result<Option<Changed>, String> {
    let steps = steps(glossary, concept, set)?;
    if steps.is_empty() {
        return Ok(None);
    }
    let after = made(glossary, concept, text, &steps).map_err(|error| error.to_string())?;
    let changed = read_entry(glossary, &concept.id, &after)?;
    Ok(Some((steps, after, changed)))
}

/// The text of a concept with changes made in it.
pub(crate) fn made(
    glossary: &Glossary,
    concept: &Concept,
    text: &str,
    steps: &[Step],
) -> Result<String, crate::glossary::EditError> {
    let entry = GlossaryText::new(&format!("{HEAD}{text}"))?;
    for step in steps {
        step.make(&entry, concept, glossary)?;
    }
    let text = entry.text();
    let after = text.strip_prefix(HEAD).ok_or(crate::glossary::EditError::NotEditable("YAML"))?;
    Ok(after.to_owned())
}

/// Reads the text of one concept.
///
/// # Errors
/// The first mistake.
pub(crate) fn read_entry(glossary: &Glossary, id: &str, text: &str) -> Result<Concept, String> {
    let text = format!("{}{HEAD}{text}", glossary.yaml_head());
    let reading = Glossary::read_sources(&[SourceFile { name: id.to_owned(), text }]);
    let (mut read, _) = reading
        .accept()
        .map_err(|problems| problems.0.first().map_or_else(String::new, |problem| problem.message.clone()))?;
    read.concepts.swap_remove(id).ok_or_else(|| format!("«{id}» would not be in the glossary any more"))
}

/// Keeps the forms where they were, new ones behind them: a compiled matcher knows them by their places.
fn keep_order(concept: &mut Concept, known: &Concept) {
    let place = |term: &crate::glossary::Term| {
        let is_it = |it: &crate::glossary::Term| {
            (it.language, it.slot, &it.form) == (term.language, term.slot, &term.form)
        };
        known.terms.iter().position(is_it).unwrap_or(usize::MAX)
    };
    concept.terms.sort_by_cached_key(place);
}

/// A concept that is new.
struct Born<'s> {
    entry: Option<&'s str>,
    head: &'s str,
    forms: Vec<&'s str>,
    kind: ConceptKind,
    english: Option<&'s str>,
}

impl<'s> Born<'s> {
    /// What the sets of a concept that the glossary does not have make; nothing where none says that there is to be one.
    fn of(sets: impl Iterator<Item = &'s Set> + Clone) -> Option<Self> {
        let value = |field: &str| {
            let of_name = |set: &&Set| matches!(Thing::of(&set.on), Some(Thing::Name(_) | Thing::Term(_)));
            let found = sets.clone().filter(of_name).filter(|set| set.field == field);
            found.last().map(|set| (&set.on, &set.to))
        };
        let entry = value("entry").and_then(|(_, entry)| entry.as_str());
        let (on, _) = value("id").or_else(|| value("entry"))?;
        let own = match Thing::of(on)? {
            Thing::Name(name) => name.strip_prefix('+').unwrap_or(name),
            Thing::Term(term) => term,
            _ => return None,
        };
        let text = |field| value(field).and_then(|(_, text)| text.as_str()).filter(|text| !text.is_empty());
        let forms = sets.clone().filter(|set| set.field == "in" && set.to == true);
        let form = |set: &'s Set| match Thing::of(&set.on) {
            Some(Thing::Form(_, form)) => Some(form),
            _ => None,
        };
        let forms: Vec<&str> = forms.filter_map(form).collect();
        let is_term = matches!(Thing::of(on), Some(Thing::Term(_)));
        // A term whose equivalent nobody knows yet is no entry.
        if is_term && text("en").is_none() {
            return None;
        }
        let kind = value("type").and_then(|(_, kind)| steps::kind(kind).ok());
        let kind = kind.unwrap_or(if is_term { ConceptKind::Term } else { ConceptKind::Place });
        Some(Self { entry, head: text("write:default").unwrap_or(own), forms, kind, english: text("en") })
    }

    fn concept(&self, glossary: &Glossary, id: &str) -> Option<Concept> {
        if let Some(entry) = self.entry {
            return read_entry(glossary, id, entry).ok();
        }
        let kind = extracted(self.kind);
        let head = preferred_form(kind, self.head);
        let mut variants: Vec<&str> = Vec::new();
        for form in &self.forms {
            if *form != head && !variants.contains(form) {
                variants.push(form);
            }
        }
        let text =
            NewConcept { id, kind, head: &head, variants, english: self.english, note: None }.to_string();
        let mut concept = read_entry(glossary, id, &text).ok()?;
        concept.kind = self.kind;
        Some(concept)
    }
}

/// What `extract` calls the kind of a concept.
fn extracted(kind: ConceptKind) -> Kind {
    match kind {
        ConceptKind::Person => Kind::Person,
        ConceptKind::Organisation | ConceptKind::Polity => Kind::Organisation,
        ConceptKind::Demonym => Kind::People,
        ConceptKind::Term => Kind::Term,
        _ => Kind::Place,
    }
}

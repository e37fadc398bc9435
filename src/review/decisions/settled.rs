//! What of the decisions in force can be done.
//!
//! An act that was taken back and restored may meet others that were made meanwhile: what cannot be done then is left out,
//! with the reason, and the rest is done.

use std::sync::Arc;

use indexmap::IndexMap;
use rustc_hash::FxHashMap;

use super::{
    Decisions,
    groups::{Sets, Subject, groups},
    shape::Shaped,
    store::Standing,
    things::Thing,
};
use crate::glossary::{Concept, Glossary, Relation, Set, Slot, Term, claimed};

/// What of an act is in force and can be done.
#[derive(Clone, Debug)]
pub(crate) struct Doable {
    /// Its place among the acts, the oldest first.
    pub(crate) order: usize,
    /// The id of the act.
    pub(crate) act: String,
    /// What it sets.
    pub(crate) sets: Vec<Set>,
}

/// What of the decisions in force can be done.
#[derive(Clone, Debug, Default)]
pub(crate) struct Settled {
    /// Act by act, the oldest first.
    pub(crate) acts: Vec<Doable>,
    /// By what it changes.
    pub(crate) groups: IndexMap<Subject, Sets>,
    /// The concepts with what was decided of them.
    pub(crate) shaped: IndexMap<String, Arc<Shaped>>,
    /// The acts of which something cannot be done, and why.
    pub(crate) refused: Vec<(String, String)>,
}

impl Settled {
    /// Finds out what can be done.
    pub(super) fn of(decisions: &Decisions) -> Self {
        let mut standing = decisions.standing();
        let mut settled = Self::default();
        loop {
            settled.groups = groups(decisions.store(), &standing);
            settled.shaped = shaped(decisions, &settled.groups);
            let out = refused(&standing, &settled).or_else(|| clash(decisions, &standing, &settled));
            let Some(out) = out else { break };
            let mut is_less = false;
            for out in out {
                let Standing { act, sets, .. } = &mut standing[out.at];
                let before = sets.len();
                sets.retain(|set| (&set.on, &set.field) != (&out.on, &out.field));
                if sets.len() < before {
                    is_less = true;
                    settled.refused.extend(out.why.map(|why| (act.id.clone(), why)));
                }
            }
            if !is_less {
                break;
            }
        }
        let doable = |standing: Standing<'_>| Doable {
            order: standing.order,
            act: standing.act.id.clone(),
            sets: standing.sets,
        };
        settled.acts = standing.into_iter().map(doable).collect();
        settled
    }
}

/// A set that cannot be done.
struct Out {
    /// The place of its act among those in force.
    at: usize,
    on: String,
    field: String,
    /// Why, where somebody is to be told.
    why: Option<String>,
}

fn shaped(decisions: &Decisions, groups: &IndexMap<Subject, Sets>) -> IndexMap<String, Arc<Shaped>> {
    let concept = |(subject, sets): (&Subject, &Sets)| match subject {
        Subject::Concept(id) => Some((id.clone(), decisions.shaped(id, sets.iter().map(|(_, set)| set)))),
        Subject::Decisions => None,
    };
    groups.iter().filter_map(concept).collect()
}

/// The sets that their concepts refuse; those of concepts that nothing makes go without a word.
fn refused(standing: &[Standing<'_>], settled: &Settled) -> Option<Vec<Out>> {
    let mut all = Vec::new();
    for (id, shaped) in &settled.shaped {
        let sets = &settled.groups[&Subject::Concept(id.clone())];
        if shaped.concept.is_none() {
            all.extend(sets.iter().map(|(at, set)| {
                let (on, field) = original(standing, *at, set);
                Out { at: *at, on, field, why: None }
            }));
        }
        for (place, why) in &shaped.refused {
            let (at, set) = &sets[*place];
            let (on, field) = original(standing, *at, set);
            all.push(Out { at: *at, on, field, why: Some(format!("«{id}»: {why}")) });
        }
    }
    (!all.is_empty()).then_some(all)
}

/// The thing and the field of a set as its act has them: what is said of a spelling that was moved is said of another
/// thing there.
fn original(standing: &[Standing<'_>], at: usize, set: &Set) -> (String, String) {
    let sets = &standing[at].sets;
    let is_it = |own: &&Set| own.on == set.on && own.field == set.field;
    let form = |on: &str| match Thing::of(on) {
        Some(Thing::Form(_, form)) => Some(form.to_owned()),
        _ => None,
    };
    let is_moved =
        |own: &&Set| own.field == set.field && form(&own.on).is_some() && form(&own.on) == form(&set.on);
    let own = sets.iter().find(is_it).or_else(|| sets.iter().find(is_moved));
    own.map_or_else(|| (set.on.clone(), set.field.clone()), |own| (own.on.clone(), own.field.clone()))
}

/// The last set that gives a concept a form which another has.
fn clash(decisions: &Decisions, standing: &[Standing<'_>], settled: &Settled) -> Option<Vec<Out>> {
    let base = decisions.base();
    let mut owners: FxHashMap<(bool, String), &str> = FxHashMap::default();
    let concepts = settled.shaped.iter().filter_map(|(id, shaped)| Some((id, shaped.concept.as_ref()?)));
    for (id, concept) in concepts.clone() {
        for form in claims(base, concept) {
            if let Some(owner) = owners.get(&form).filter(|owner| *owner != id) {
                return Some(vec![culprit(standing, settled, &form, [id, owner])?]);
            }
            owners.insert(form, id);
        }
    }
    let known = decisions.claims();
    for (id, concept) in concepts {
        for form in claims(base, concept) {
            let owner = known.get(&form).filter(|owner| *owner != id && !settled.shaped.contains_key(*owner));
            if let Some(owner) = owner {
                let is_new = base.concepts.get(id).is_none_or(|before| !claims(base, before).contains(&form));
                if is_new {
                    return Some(vec![culprit(standing, settled, &form, [id, owner])?]);
                }
            }
        }
    }
    None
}

/// The last set that speaks of a form of either concept.
fn culprit(
    standing: &[Standing<'_>],
    settled: &Settled,
    form: &(bool, String),
    ids: [&str; 2],
) -> Option<Out> {
    let groups = ids.iter().filter_map(|id| settled.groups.get(&Subject::Concept((*id).to_owned())));
    let speaks = |set: &Set| {
        let on = match Thing::of(&set.on) {
            Some(Thing::Form(_, form)) | Some(Thing::Term(form)) => Some(form),
            Some(Thing::Name(name)) => name.strip_prefix('+'),
            _ => None,
        };
        let texts = on.into_iter().chain(set.to.as_str());
        texts.map(key).any(|text| text == *form)
    };
    let all: Vec<&(usize, Set)> = groups.flatten().collect();
    let (at, set) = all
        .iter()
        .filter(|(_, set)| speaks(set))
        .max_by_key(|(at, _)| *at)
        .or_else(|| all.iter().max_by_key(|(at, _)| *at))?;
    let (on, field) = original(standing, *at, set);
    let why = format!("«{}» is a form of «{}» already", form.1, ids[1]);
    Some(Out { at: *at, on, field, why: Some(why) })
}

/// What tells a form from others: its letters, and whether it begins with a capital.
fn key(form: &str) -> (bool, String) {
    (form.starts_with(char::is_lowercase), claimed(form))
}

/// The forms of the source language that no other concept may have.
fn claims(glossary: &Glossary, concept: &Concept) -> Vec<(bool, String)> {
    let is_alone = |term: &Term| {
        !matches!(term.slot, Slot::Short | Slot::Abbreviation) && term.relation != Relation::Abbreviation
    };
    let terms =
        concept.terms_in(glossary.languages.source).map(|(_, term)| term).filter(|term| is_alone(term));
    let mut all: Vec<_> = terms.flat_map(|term| term.inflected()).map(|form| key(&form.form)).collect();
    all.sort();
    all.dedup();
    all
}

/// The concepts of a glossary by the forms that no other may have.
pub(super) fn all_claims(glossary: &Glossary) -> FxHashMap<(bool, String), String> {
    let mut all = FxHashMap::default();
    for concept in glossary.concepts.values() {
        for form in claims(glossary, concept) {
            all.entry(form).or_insert_with(|| concept.id.clone());
        }
    }
    all
}

impl Decisions {
    /// A form that a concept would get and that is another’s; `now` are the concepts that are changed with it, as they
    /// would be.
    pub(super) fn taken_form(&self, concept: &Concept, now: &[Concept]) -> Option<(String, String)> {
        let (glossary, settled) = (self.glossary(), self.settled());
        let before = glossary.concepts.get(&concept.id);
        let before = before.map(|before| claims(&glossary, before)).unwrap_or_default();
        let changed: Vec<(&str, Vec<(bool, String)>)> = settled
            .shaped
            .iter()
            .filter(|(id, _)| !now.iter().any(|now| now.id == **id))
            .filter_map(|(id, shaped)| Some((id.as_str(), shaped.concept.as_ref()?)))
            .chain(now.iter().map(|now| (now.id.as_str(), now)))
            .filter(|(id, _)| *id != concept.id)
            .map(|(id, changed)| (id, claims(&glossary, changed)))
            .collect();
        for form in claims(&glossary, concept).into_iter().filter(|form| !before.contains(form)) {
            let is_changed = |id: &str| settled.shaped.contains_key(id) || now.iter().any(|now| now.id == id);
            let of_base = self.claims().get(&form).map(String::as_str).filter(|owner| !is_changed(owner));
            let of_changed = || changed.iter().find(|(_, forms)| forms.contains(&form)).map(|(id, _)| *id);
            if let Some(owner) = of_base.or_else(of_changed) {
                return Some((form.1, owner.to_owned()));
            }
        }
        None
    }
}

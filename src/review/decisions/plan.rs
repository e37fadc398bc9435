//! What saving changes in the files.
//!
//! The files are to be those of the beginning with every act in force done to them, in the order of the acts. What stands
//! in them and is not wanted any more is taken out, and with it what later acts said of the same concepts; then what is
//! wanted and not there is put in.

use std::collections::{BTreeMap, BTreeSet};

use rustc_hash::{FxHashMap, FxHashSet};

use super::{
    Decisions,
    entry::Writer,
    groups::{Subject, concept_id, subjects},
    settled::{Doable, Settled},
    shape::Shaped,
    store::Store,
    things::Thing,
};
use crate::glossary::{
    DECISIONS, Decisions as DecisionsFile, EditError, Entry, IgnoredFinding, NEW_FILE, Rejected, SAVE, Set,
    TextEdit, UndoError, Workbench, digest, text_edits, with_ignored, with_rejected,
};

/// What saving changes.
#[derive(Debug, Default)]
pub(crate) struct Plan {
    /// The lines for the journal.
    pub(crate) entries: Vec<Entry>,
    /// The files that change, with their new texts; none: the file goes.
    pub(crate) files: BTreeMap<String, Option<String>>,
    /// How many acts it puts in or takes out.
    pub(crate) acts: usize,
    /// The acts that cannot be written, and why.
    pub(crate) refused: Vec<(String, String)>,
}

/// What of an act is wanted in the files, or stands there.
type ByAct<'s> = BTreeMap<usize, (&'s str, Vec<Set>)>;

/// What saving changes in the files as they were read; acts that are left out are not put in, for the reasons given.
pub(crate) fn plan(decisions: &Decisions, left_out: &BTreeMap<String, String>) -> Plan {
    let store = decisions.store();
    let settled = decisions.settled();
    let refused = settled.refused.clone();
    let mut planner = Planner { decisions, store, settled: &settled, refused };
    let wanted = planner.wanted(left_out);
    let made: ByAct<'_> = store
        .acts()
        .filter(|act| !decisions.is_baked(&act.entry.id))
        .filter_map(|act| Some((act.order, (act.entry.id.as_str(), act.made?.to_vec()))))
        .collect();
    let (go, make) = planner.difference(&made, &wanted);
    let mut bench = Workbench::new(store.journal(), &decisions.own().texts);
    let mut entries = Vec::new();
    let stuck = planner.take_out(&mut bench, &go, &made, &mut entries);
    let mut acts: BTreeSet<usize> = go.iter().copied().filter(|order| !stuck.contains(order)).collect();
    let mut done: FxHashSet<usize> = made.keys().copied().filter(|order| !go.contains(order)).collect();
    done.extend(&stuck);
    for order in make.into_iter().filter(|order| !stuck.contains(order)) {
        let (act, sets) = &wanted[&order];
        let entry = planner.make(&mut bench, order, act, sets, &done);
        done.insert(order);
        if !entry.sets.is_empty() {
            acts.insert(order);
            entries.push(entry);
        } else if go.contains(&order) {
            // It is in force, though it does not stand in the files any more.
            entries.push(Entry { edits: Vec::new(), sets: Vec::new(), ..entry });
        }
    }
    // An act that was taken out and put in again as it was is none that is saved.
    acts.retain(|order| {
        let sets = |acts: &ByAct<'_>| acts.get(order).map(|(_, sets)| sorted(sets));
        sets(&made) != sets(&wanted)
    });
    let files = bench.changed();
    if let Some(last) = entries.last_mut() {
        let told = |text: &Option<String>| text.as_deref().map_or(String::new(), digest);
        last.files = files.iter().map(|(name, text)| (name.clone(), told(text))).collect();
    }
    Plan { entries, files, acts: acts.len(), refused: planner.refused }
}

/// The sets of an act, to be compared with others.
pub(crate) fn sorted(sets: &[Set]) -> Vec<(String, String, String)> {
    let mut all: Vec<_> =
        sets.iter().map(|set| (set.on.clone(), set.field.clone(), set.to.to_string())).collect();
    all.sort();
    all
}

struct Planner<'d> {
    decisions: &'d Decisions,
    store: &'d Store,
    settled: &'d Settled,
    refused: Vec<(String, String)>,
}

impl<'d> Planner<'d> {
    /// What of each act is wanted in the files.
    fn wanted(&mut self, left_out: &BTreeMap<String, String>) -> ByAct<'d> {
        let mut wanted = ByAct::new();
        for Doable { order, act, sets } in &self.settled.acts {
            match left_out.get(act) {
                Some(why) => self.refused.push((act.clone(), why.clone())),
                None if sets.is_empty() => {}
                None => drop(wanted.insert(*order, (act.as_str(), sets.clone()))),
            }
        }
        wanted
    }

    /// The acts that have to go from the files, and those that have to be put in.
    fn difference(&self, made: &ByAct<'_>, wanted: &ByAct<'_>) -> (Vec<usize>, Vec<usize>) {
        let orders: BTreeSet<usize> = made.keys().chain(wanted.keys()).copied().collect();
        let sets_of = |order: &usize| {
            [made.get(order), wanted.get(order)].into_iter().flatten().flat_map(|(_, sets)| sets)
        };
        let is_same = |order: &usize| match (made.get(order), wanted.get(order)) {
            (Some((_, made)), Some((_, wanted))) => sorted(made) == sorted(wanted),
            _ => false,
        };
        // What is said of a spelling goes where the spelling goes.
        let moves = orders.iter().filter(|order| !is_same(order)).flat_map(sets_of);
        let moved: FxHashSet<&str> =
            moves.filter(|set| set.field == "family").map(|set| set.on.as_str()).collect();
        let mut touched: FxHashSet<Subject> = FxHashSet::default();
        let (mut go, mut make) = (Vec::new(), Vec::new());
        for order in &orders {
            let mut own: Vec<Subject> = Vec::new();
            let mut is_moved = false;
            for set in sets_of(order) {
                own.extend(subjects(self.store, set).into_iter().map(|(subject, _)| subject));
                if moved.contains(set.on.as_str())
                    && let Some(Thing::Form(name, _)) = Thing::of(&set.on)
                {
                    is_moved = true;
                    own.extend(concept_id(self.store, name).map(|id| Subject::Concept(id.to_owned())));
                }
            }
            if is_same(order) && !is_moved && !own.iter().any(|subject| touched.contains(subject)) {
                continue;
            }
            touched.extend(own);
            go.extend(made.get(order).map(|_| *order));
            make.extend(wanted.get(order).map(|_| *order));
        }
        (go, make)
    }

    /// Takes acts out of the files, the newest first; those that cannot go are told, and returned.
    fn take_out(
        &mut self,
        bench: &mut Workbench<'_>,
        go: &[usize],
        made: &ByAct<'_>,
        entries: &mut Vec<Entry>,
    ) -> FxHashSet<usize> {
        let standing = bench.acts();
        let mut stuck = FxHashSet::default();
        for order in go.iter().rev() {
            let act = made[order].0;
            let edits = if standing.contains(act) { bench.take_out(act) } else { Ok(Vec::new()) };
            match edits {
                Ok(edits) => entries.push(Entry {
                    screen: SAVE.into(),
                    revert: Some(act.to_owned()),
                    edits,
                    ..Entry::default()
                }),
                Err(error) => {
                    stuck.insert(*order);
                    self.refused.push((act.to_owned(), why_stuck(&error)));
                }
            }
        }
        stuck
    }

    /// Puts an act into the files; the line for it, with the sets that could be done.
    fn make(
        &mut self,
        bench: &mut Workbench<'_>,
        order: usize,
        act: &str,
        sets: &[Set],
        done: &FxHashSet<usize>,
    ) -> Entry {
        let is_mine: FxHashSet<(&str, &str)> =
            sets.iter().map(|set| (set.on.as_str(), set.field.as_str())).collect();
        let mut edits = Vec::new();
        let mut failed: FxHashSet<Subject> = FxHashSet::default();
        let mut own: Vec<Subject> = Vec::new();
        for set in sets {
            own.extend(subjects(self.store, set).into_iter().map(|(subject, _)| subject));
        }
        let mut seen = FxHashSet::default();
        own.retain(|subject| seen.insert(subject.clone()));
        for subject in own {
            let made = match &subject {
                Subject::Concept(id) => self.concept(bench, id, order, done),
                Subject::Decisions => decided(bench, &is_mine, sets, self.store),
            };
            let put = made.and_then(|made| {
                bench
                    .put_in(act, &made)
                    .ok_or_else(|| "the file could not be changed".to_owned())
                    .map(|()| made)
            });
            match put {
                Ok(made) => edits.extend(made),
                Err(why) => {
                    self.refused.push((act.to_owned(), why));
                    failed.insert(subject);
                }
            }
        }
        let is_done = |set: &&Set| {
            let all = subjects(self.store, set);
            !all.iter().any(|(subject, _)| failed.contains(subject))
        };
        let sets: Vec<Set> = sets.iter().filter(is_done).cloned().collect();
        Entry { screen: SAVE.into(), restore: Some(act.to_owned()), sets, edits, ..Entry::default() }
    }

    /// What an act changes in the entry of a concept.
    fn concept(
        &self,
        bench: &Workbench<'_>,
        id: &str,
        order: usize,
        done: &FxHashSet<usize>,
    ) -> Result<Vec<TextEdit>, String> {
        let order_of = |at: usize| self.settled.acts[at].order;
        let subject = Subject::Concept(id.to_owned());
        let sets = self.settled.groups.get(&subject).map(Vec::as_slice).unwrap_or_default();
        let is_counted = |at: usize| order_of(at) == order || done.contains(&order_of(at));
        let counted: Vec<(usize, &Set)> =
            sets.iter().filter(|(at, _)| is_counted(*at)).map(|(at, set)| (*at, set)).collect();
        let shaped: Shaped = self.decisions.reshaped(id, counted.iter().map(|(_, set)| *set));
        let is_new = |place: usize| order_of(counted[place].0) == order;
        let writer = Writer { glossary: self.decisions.base(), own: self.decisions.own() };
        writer.edits(bench, id, &shaped, &is_new).map_err(|why| format!("«{id}»: {why}"))
    }
}

/// Why an act cannot be taken out of the files, and what to do.
fn why_stuck(error: &UndoError) -> String {
    match error {
        UndoError::Later(acts) => {
            format!("{} changed the same words since: take that back first", acts.join(", "))
        }
        error => error.to_string(),
    }
}

/// What an act changes in what was decided beside the glossary.
fn decided(
    bench: &Workbench<'_>,
    is_mine: &FxHashSet<(&str, &str)>,
    sets: &[Set],
    store: &Store,
) -> Result<Vec<TextEdit>, String> {
    let mut created = None;
    let before = match bench.text(DECISIONS) {
        Some(text) => text.to_owned(),
        None => {
            created = Some(bench.created(DECISIONS).unwrap_or(NEW_FILE).to_owned());
            created.clone().unwrap_or_default()
        }
    };
    let mut text = before.clone();
    let broken = |error: EditError| format!("{DECISIONS}: {error}");
    for set in sets.iter().filter(|set| is_mine.contains(&(set.on.as_str(), set.field.as_str()))) {
        let known = DecisionsFile::read(DECISIONS, &text)
            .map_err(|problems| format!("{DECISIONS} has mistakes: {}", problems.to_string().trim_end()))?;
        for item in items(store, set, sets) {
            text = match item {
                Item::Rejected(form) if known.is_rejected(&form) => text,
                Item::Rejected(form) => {
                    with_rejected(&text, &Rejected { form, ..Rejected::default() }).map_err(broken)?
                }
                Item::Ignored(ignored) if known.ignored.contains(&ignored) => text,
                Item::Ignored(ignored) => with_ignored(&text, &ignored).map_err(broken)?,
            };
        }
    }
    let mut edits = text_edits(DECISIONS, None, &before, &text);
    if let Some(first) = edits.first_mut() {
        first.created = created;
    }
    Ok(edits)
}

enum Item {
    Rejected(String),
    Ignored(IgnoredFinding),
}

/// What a set adds to what was decided beside the glossary.
fn items(store: &Store, set: &Set, sets: &[Set]) -> Vec<Item> {
    let is_rejected = set.field == "state" && set.to == "rejected";
    match Thing::of(&set.on) {
        Some(Thing::Term(form)) if is_rejected => vec![Item::Rejected(form.to_owned())],
        Some(Thing::Name(name)) if is_rejected => match name.strip_prefix('+') {
            None => {
                let concept = Some(name.to_owned());
                vec![Item::Ignored(IgnoredFinding { concept, ..IgnoredFinding::default() })]
            }
            Some(own) => {
                let of_name = |set: &Set| match Thing::of(&set.on) {
                    Some(Thing::Form(it, form)) if it == name && set.field == "in" => Some(form.to_owned()),
                    _ => None,
                };
                let is_out = |form: &String| {
                    store.value(&format!("form/{name}:{form}"), "in").is_some_and(|is_in| is_in == false)
                };
                let forms = sets.iter().filter_map(of_name).filter(|form| form != own && !is_out(form));
                [own.to_owned()].into_iter().chain(forms).map(Item::Rejected).collect()
            }
        },
        Some(Thing::Ignore(rule, form)) if set.to == true => {
            let (rule, form) = (Some(rule.to_owned()), Some(form.to_owned()));
            vec![Item::Ignored(IgnoredFinding { rule, form, ..IgnoredFinding::default() })]
        }
        _ => Vec::new(),
    }
}

/// How many acts saving would put in or take out, without looking at the files.
pub(crate) fn unsaved(store: &Store, acts: &[Doable], is_baked: impl Fn(&str) -> bool) -> usize {
    let wanted: FxHashMap<usize, &Doable> =
        acts.iter().filter(|act| !act.sets.is_empty()).map(|act| (act.order, act)).collect();
    let is_unsaved = |act: &super::store::ActState<'_>| {
        let wanted = wanted.get(&act.order).map(|wanted| sorted(&wanted.sets));
        !is_baked(&act.entry.id) && act.made.map(sorted) != wanted
    };
    store.acts().filter(is_unsaved).count()
}

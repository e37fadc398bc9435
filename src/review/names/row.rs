//! What stands in a row, with the decisions in force.

use std::borrow::Cow;

use rustc_hash::{FxHashMap, FxHashSet};
use serde::Serialize;
use serde_json::Value;

use super::{
    families::form_on,
    table::{Kind, Name, Use},
};
use crate::{
    glossary::{Concept, Slot, Status, StyleId, Term},
    review::{
        decisions::{Decisions, Thing},
        views::Coded,
    },
    session::SharedGlossary,
};

/// So many spellings stand in a row.
const MOST_FORMS: usize = 8;

/// What was decided of a name.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize)]
#[serde(rename_all = "lowercase")]
pub(super) enum State {
    Open,
    Accepted,
    Rejected,
}

impl State {
    pub(super) const fn name(self) -> &'static str {
        match self {
            Self::Open => "open",
            Self::Accepted => "accepted",
            Self::Rejected => "rejected",
        }
    }
}

/// A row of the list.
#[derive(Serialize)]
pub(super) struct NameRow {
    id: String,
    kind: Kind,
    #[serde(rename = "type")]
    kind_of_thing: String,
    state: State,
    fr: String,
    en: String,
    n: usize,
    docs: usize,
    forms: Vec<RowForm>,
    split: Vec<(String, usize)>,
    note: String,
    known: bool,
}

#[derive(Serialize)]
struct RowForm {
    form: String,
    n: usize,
    status: &'static str,
    party: Option<String>,
    #[serde(rename = "in")]
    is_in: bool,
}

/// A spelling on the card of a name.
#[derive(Clone, Debug, Serialize)]
pub(super) struct Spelling {
    /// The name it came from, where a decision gave it to this one.
    #[serde(skip_serializing_if = "Option::is_none")]
    of: Option<String>,
    pub(super) form: String,
    pub(super) n: usize,
    docs: usize,
    #[serde(serialize_with = "status_name")]
    pub(super) status: Option<Status>,
    pub(super) party: Option<String>,
    slot: Slot,
    why: Why,
    #[serde(rename = "in")]
    pub(super) is_in: bool,
    write: bool,
}

/// Why a spelling belongs to its name.
#[derive(Clone, Debug, Serialize)]
struct Why {
    #[serde(flatten)]
    code: Coded,
    #[serde(skip_serializing_if = "Option::is_none")]
    score: Option<f32>,
}

/// One side’s name of a concept.
#[derive(Clone, Debug, Serialize)]
pub(super) struct Side {
    pub(super) party: String,
    pub(super) fr: String,
    pub(super) en: String,
    pub(super) n: usize,
}

fn status_name<S: serde::Serializer>(status: &Option<Status>, serializer: S) -> Result<S::Ok, S::Error> {
    serializer.serialize_str(status.map_or("candidate", Status::name))
}

/// Names as they are shown: with the decisions in force.
pub(super) struct Shown<'s> {
    /// The glossary with the decisions in force.
    glossary: SharedGlossary,
    pub(super) decisions: &'s Decisions,
    style: StyleId,
    style_name: String,
    /// By name, what was decided of it; the others are open.
    states: FxHashMap<Cow<'s, str>, State>,
    /// The names that something was decided about.
    touched: FxHashSet<Cow<'s, str>>,
    /// By name, what kind of thing it was decided to be.
    kinds: FxHashMap<Cow<'s, str>, &'s str>,
}

impl<'s> Shown<'s> {
    /// `glossary` is [`Review::glossary`], which is to be asked for before the decisions are held.
    pub(super) fn new(glossary: SharedGlossary, style: StyleId, decisions: &'s Decisions) -> Self {
        let style_name = glossary.styles.get(style.0).cloned().unwrap_or_default();
        let (mut states, mut kinds) = (FxHashMap::default(), FxHashMap::default());
        let mut touched = FxHashSet::default();
        for (on, ..) in decisions.below("form/") {
            touched.extend(match Thing::of(on) {
                Some(Thing::Form(id, _)) => Some(Cow::Borrowed(id)),
                _ => None,
            });
        }
        for (on, field, value) in decisions.below("name/") {
            let (id, value) = (on.strip_prefix("name/").unwrap_or(on), value.as_str());
            touched.insert(Cow::Borrowed(id));
            let Some(value) = value else { continue };
            match (field, value) {
                ("state", "accepted") => drop(states.insert(Cow::Borrowed(id), State::Accepted)),
                ("state", "rejected") => drop(states.insert(Cow::Borrowed(id), State::Rejected)),
                ("type", kind) => drop(kinds.insert(Cow::Borrowed(id), kind)),
                _ => {}
            }
        }
        // What was said of a name before the glossary had it.
        for (id, name) in decisions.names_before() {
            touched.insert(Cow::Owned(id.clone()));
            if let Some(state) = states.get(name.as_str()).copied() {
                states.entry(Cow::Owned(id.clone())).or_insert(state);
            }
            if let Some(kind) = kinds.get(name.as_str()).copied() {
                kinds.entry(Cow::Owned(id)).or_insert(kind);
            }
        }
        Self { glossary, decisions, style, style_name, states, touched, kinds }
    }

    fn decided(&self, name: &Name, field: &str) -> Option<&Value> {
        if !self.touched.contains(&*name.id) {
            return None;
        }
        self.decisions.value(&format!("name/{}", name.id), field)
    }

    fn text(&self, name: &Name, field: &str) -> Option<String> {
        self.decided(name, field)?.as_str().map(str::to_owned)
    }

    pub(super) fn state(&self, name: &Name) -> State {
        self.states.get(&*name.id).copied().unwrap_or(State::Open)
    }

    /// The concept of a name; also of one that a decision brings into the glossary.
    pub(super) fn concept(&self, name: &Name) -> Option<&Concept> {
        let id = if name.concept.is_some() { Some(&*name.id) } else { self.decisions.concept_id(&name.id) };
        self.glossary.concepts.get(id?)
    }

    pub(super) fn kind_of_thing<'n>(&'n self, name: &'n Name) -> &'n str {
        self.kinds.get(&*name.id).copied().unwrap_or(name.kind_of_thing)
    }

    /// The form of the glossary that a spelling in use is.
    fn term(&self, name: &Name, used: &Use) -> Option<&Term> {
        let listed = used.listed.as_ref().map_or(used.form.as_str(), |listed| &listed.text);
        let slot = used.listed.as_ref().map(|listed| listed.slot);
        let mut terms = self.concept(name)?.terms_in(self.glossary.languages.source).map(|(_, term)| term);
        terms.find(|term| term.text() == listed && slot.is_none_or(|slot| slot == term.slot))
    }

    /// Whether what each article writes is kept, where the name has several sides.
    pub(super) fn keeps(&self, name: &Name, sides: &[Side]) -> bool {
        let decided = self.decided(name, "keep").and_then(Value::as_bool);
        decided.unwrap_or_else(|| !sides.is_empty() && !self.style_takes_a_side(name))
    }

    /// Whether the style is a side’s own.
    fn style_takes_a_side(&self, name: &Name) -> bool {
        let Some(concept) = self.concept(name) else { return false };
        concept.terms.iter().any(|term| term.party.as_deref() == Some(self.style_name.as_str()))
    }

    /// The form to write of a slot.
    pub(super) fn written(&self, name: &Name, slot: Slot) -> Option<String> {
        let field = match slot {
            Slot::Full => format!("write:{}", self.style_name),
            Slot::Short => format!("write-short:{}", self.style_name),
            Slot::Abbreviation => format!("write-abbreviation:{}", self.style_name),
        };
        if let Some(decided) = self.text(name, &field) {
            return Some(decided);
        }
        let source = self.glossary.languages.source;
        match self.concept(name) {
            Some(concept) => {
                concept.preferred(source, slot, self.style).map(|(_, term)| term.text().to_owned())
            }
            None => name.uses.iter().find(|used| slot_of(name, used) == slot).map(|used| used.form.clone()),
        }
    }

    /// The form that is the title: that of the full name, else of any name that it has.
    pub(super) fn title(&self, name: &Name) -> String {
        let slots = [Slot::Full, Slot::Short, Slot::Abbreviation];
        let written = slots.into_iter().find_map(|slot| self.written(name, slot));
        written.unwrap_or_else(|| name.uses.first().map_or_else(String::new, |used| used.form.clone()))
    }

    /// The names of the sides; none when fewer than two have one.
    pub(super) fn sides(&self, name: &Name) -> Vec<Side> {
        let Some(concept) = self.concept(name) else { return Vec::new() };
        let mut parties: Vec<&str> = concept.terms.iter().filter_map(|term| term.party.as_deref()).collect();
        parties.sort_unstable();
        parties.dedup();
        let source = self.glossary.languages.source;
        let has_name =
            |party: &&str| concept.terms_in(source).any(|(_, term)| term.party.as_deref() == Some(*party));
        parties.retain(has_name);
        if parties.len() < 2 {
            return Vec::new();
        }
        parties.into_iter().map(|party| self.side(name, concept, party)).collect()
    }

    fn side(&self, name: &Name, concept: &Concept, party: &str) -> Side {
        let own = |language| {
            let of_party = concept.terms_in(language).map(|(_, term)| term);
            let of_party = of_party.filter(|term| term.party.as_deref() == Some(party));
            let best = of_party.min_by_key(|term| (term.slot, term.status(self.style)));
            best.map_or_else(String::new, |term| term.text().to_owned())
        };
        let languages = self.glossary.languages;
        let of_party = name.uses.iter().filter(|used| self.party(used).as_deref() == Some(party));
        Side {
            party: party.to_owned(),
            fr: own(languages.source),
            en: own(languages.target),
            n: of_party.map(|used| used.n).sum(),
        }
    }

    fn form_decided(&self, used: &Use, field: &str) -> Option<&Value> {
        if !self.touched.contains(used.of.as_str()) {
            return None;
        }
        self.decisions.value(&form_on(&used.of, &used.form), field)
    }

    pub(super) fn is_in(&self, used: &Use) -> bool {
        self.form_decided(used, "in").and_then(Value::as_bool).unwrap_or(true)
    }

    fn party(&self, used: &Use) -> Option<String> {
        match self.form_decided(used, "party") {
            Some(decided) => decided.as_str().map(str::to_owned),
            None => used.listed.as_ref()?.party.clone(),
        }
    }

    /// How the style treats a spelling; `None` for one that nothing is known of.
    pub(super) fn status(&self, name: &Name, used: &Use) -> Option<Status> {
        let decided = self.form_decided(used, "status").and_then(Value::as_str);
        let decided = decided.and_then(|word| Status::ALL.into_iter().find(|status| status.name() == word));
        if decided.is_some() {
            return decided;
        }
        // What is chosen of a name that nobody has accepted yet is a wish.
        if self.concept(name).is_some()
            && self.written(name, slot_of(name, used)).as_ref() == Some(&used.form)
        {
            return Some(Status::Preferred);
        }
        let listed = used.listed.as_ref();
        let now = self.term(name, used).map(|term| term.status(self.style));
        match (now, listed) {
            (Some(now), Some(listed))
                if now.is_allowed() && !listed.status.is_allowed() && listed.is_misspelt =>
            {
                Some(listed.status)
            }
            (Some(now), _) => Some(now),
            (None, listed) => listed.map(|listed| listed.status),
        }
    }

    /// The spellings with what is known of them, most found first.
    pub(super) fn spellings(&self, name: &Name) -> Vec<Spelling> {
        let spelling = |used: &Use| {
            let slot = slot_of(name, used);
            let written = self.written(name, slot);
            Spelling {
                of: (*used.of != *name.id).then(|| used.of.clone()),
                form: used.form.clone(),
                n: used.n,
                docs: used.docs,
                status: self.status(name, used),
                party: self.party(used),
                slot,
                why: why(name, used),
                is_in: self.is_in(used),
                write: written.as_deref() == Some(used.form.as_str()),
            }
        };
        name.uses.iter().map(spelling).collect()
    }

    /// The parts of the bar: how much is written as is preferred, allowed or to be replaced; where there are sides, by
    /// whose name it is.
    fn split(&self, name: &Name, spellings: &[Spelling]) -> Vec<(String, usize)> {
        let mut parts: Vec<(String, usize)> = Vec::new();
        for spelling in spellings.iter().filter(|spelling| spelling.is_in) {
            let party = spelling.party.as_deref().filter(|_| name.kind == Kind::Sides);
            let part = party.unwrap_or(match spelling.status {
                Some(Status::Preferred) => "preferred",
                Some(Status::Deprecated | Status::Forbidden) => "replace",
                Some(Status::Admitted) | None => "admitted",
            });
            match parts.iter_mut().find(|(known, _)| known == part) {
                Some((_, n)) => *n += spelling.n,
                None => parts.push((part.to_owned(), spelling.n)),
            }
        }
        parts
    }

    pub(super) fn row(&self, name: &Name) -> NameRow {
        let spellings = self.spellings(name);
        let (fr, en) = self.titles(name, &self.sides(name));
        NameRow {
            id: name.id.to_string(),
            kind: name.kind,
            kind_of_thing: self.kind_of_thing(name).to_owned(),
            state: self.state(name),
            fr,
            en,
            n: name.n,
            docs: name.documents.len(),
            split: self.split(name, &spellings),
            note: self.note(name),
            known: name.concept.is_some(),
            forms: spellings.into_iter().take(MOST_FORMS).map(RowForm::from).collect(),
        }
    }

    /// What stands as title, and the English beside it.
    pub(super) fn titles(&self, name: &Name, sides: &[Side]) -> (String, String) {
        let joined = |of: fn(&Side) -> &str| {
            let mut names: Vec<&str> = sides.iter().map(of).filter(|name| !name.is_empty()).collect();
            names.sort_unstable();
            names.dedup();
            names.join(" · ")
        };
        let english = self.text(name, "en");
        match name.kind == Kind::Sides && !sides.is_empty() {
            true => (joined(|side| &side.fr), english.unwrap_or_else(|| joined(|side| &side.en))),
            false => (self.title(name), english.unwrap_or_else(|| name.english.clone())),
        }
    }

    fn note(&self, name: &Name) -> String {
        let noted = self.text(name, "note");
        noted.or_else(|| self.concept(name)?.note.clone()).unwrap_or_default()
    }
}

impl From<Spelling> for RowForm {
    fn from(spelling: Spelling) -> Self {
        Self {
            status: spelling.status.map_or("candidate", Status::name),
            form: spelling.form,
            n: spelling.n,
            party: spelling.party,
            is_in: spelling.is_in,
        }
    }
}

/// Which name of its concept a spelling is; of a name that the glossary does not have, a single word beside a longer
/// spelling of a person is the surname.
pub(super) fn slot_of(name: &Name, used: &Use) -> Slot {
    if let Some(listed) = &used.listed {
        return listed.slot;
    }
    let has_words = |form: &str| form.contains(' ');
    let is_short = name.kind_of_thing == "person" && !has_words(&used.form);
    match is_short && name.uses.iter().any(|other| has_words(&other.form)) {
        true => Slot::Short,
        false => Slot::Full,
    }
}

/// Why a spelling belongs to its name.
fn why(name: &Name, used: &Use) -> Why {
    let is_moved = *used.of != *name.id;
    let code = match &used.listed {
        _ if is_moved => "decided",
        Some(listed) if listed.is_misspelt => "spelling",
        Some(listed) if listed.is_inflected => "inflection",
        Some(listed) => listed.relation.name(),
        None if name.uses.first().is_some_and(|first| first.form == used.form) => "base",
        None => "alike",
    };
    let score = (code == "alike").then(|| {
        let first = name.uses.first().map_or("", |first| &first.form);
        crate::names::similarity(first, &used.form).score
    });
    Why { code: Coded { code: code.to_owned(), args: Vec::new() }, score }
}

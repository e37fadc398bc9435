//! The names of the articles, in the order of the list. It depends on what was found, on the style, and on which
//! spellings decisions moved; all else that is decided is asked for when a row is shown, so that rows stay where they are.

use std::sync::{
    Arc,
    atomic::{AtomicU64, Ordering},
};

use indexmap::IndexMap;
use rustc_hash::FxHashMap;
use serde::Serialize;

use super::{
    candidates::{Candidates, type_of},
    families::{Families, UNKNOWN},
    folded,
};
use crate::{
    glossary::{Concept, Glossary, Relation, Slot, Status, StyleId},
    matching::Deviation,
    review::corpus::{Corpus, FormId, Occurrences},
};

/// Why a name stands where it stands in the list.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "lowercase")]
pub(crate) enum Kind {
    /// It is written in several ways, or in one that the style does not want.
    Several,
    /// The names of two sides were found.
    Sides,
    /// The glossary does not have it.
    Unknown,
    /// All is well.
    Known,
}

impl Kind {
    pub(super) const ALL: [Self; 4] = [Self::Several, Self::Sides, Self::Unknown, Self::Known];

    pub(super) const fn name(self) -> &'static str {
        match self {
            Self::Several => "several",
            Self::Sides => "sides",
            Self::Unknown => "unknown",
            Self::Known => "known",
        }
    }

    /// Whether somebody has to decide about it.
    pub(super) fn wants_a_person(self) -> bool {
        self != Self::Known
    }
}

/// A spelling in use.
#[derive(Clone, Debug)]
pub(super) struct Use {
    pub(super) form: String,
    pub(super) ids: Vec<FormId>,
    pub(super) n: usize,
    pub(super) docs: usize,
    /// What the glossary says of it; `None` for a candidate.
    pub(super) listed: Option<Listed>,
    /// The name it belongs to before any decision.
    pub(super) of: String,
}

/// What the glossary says of a spelling in use.
#[derive(Clone, Debug)]
pub(super) struct Listed {
    pub(super) term: usize,
    /// The form as the glossary writes it.
    pub(super) text: String,
    pub(super) slot: Slot,
    pub(super) relation: Relation,
    pub(super) party: Option<String>,
    pub(super) status: Status,
    /// Whether it differs from the form of the glossary in accents, hyphens or case.
    pub(super) is_misspelt: bool,
    /// Whether it is an inflected form of the one that the glossary lists.
    pub(super) is_inflected: bool,
}

/// A name in use.
#[derive(Clone, Debug)]
pub(super) struct Name {
    pub(super) id: Arc<str>,
    pub(super) kind: Kind,
    /// Its concept’s place in the glossary, where it has one.
    pub(super) concept: Option<usize>,
    /// What it names, before any decision.
    pub(super) kind_of_thing: &'static str,
    /// The equivalent that is proposed, before any decision; empty where there is none.
    pub(super) english: String,
    /// Most found first.
    pub(super) uses: Vec<Use>,
    pub(super) n: usize,
    /// The documents, in order.
    pub(super) documents: Box<[u32]>,
    search: String,
}

/// How many tables were made.
static TABLES: AtomicU64 = AtomicU64::new(0);

/// The names of the articles.
pub(crate) struct Table {
    number: u64,
    generation: u64,
    candidates: u64,
    families: Families,
    pub(super) style: StyleId,
    names: Vec<Name>,
    numbers: FxHashMap<Arc<str>, u32>,
}

/// The forms that are put together as one name.
#[derive(Default)]
struct Gathered {
    forms: Vec<(FormId, String)>,
    candidate: Option<u32>,
}

impl Table {
    pub(super) fn new(
        corpus: &Corpus,
        candidates: &Candidates,
        families: Families,
        glossary: &Glossary,
        style: StyleId,
    ) -> Self {
        let gathered = gathered(corpus.occurrences(), candidates, &families, glossary);
        let maker = Maker { occurrences: corpus.occurrences(), candidates, glossary, style };
        let mut names: Vec<Name> =
            gathered.into_iter().filter_map(|(id, gathered)| maker.name(id, gathered)).collect();
        names.sort_by(|a, b| a.kind.cmp(&b.kind).then_with(|| b.n.cmp(&a.n)).then_with(|| a.id.cmp(&b.id)));
        let numbers =
            names.iter().enumerate().map(|(number, name)| (name.id.clone(), number as u32)).collect();
        let (generation, candidates) = (corpus.generation(), candidates.version());
        let number = TABLES.fetch_add(1, Ordering::Relaxed);
        Self { number, generation, candidates, families, style, names, numbers }
    }

    /// A number that no other table has.
    pub(super) fn number(&self) -> u64 {
        self.number
    }

    pub(super) fn is_of(&self, generation: u64, candidates: u64) -> bool {
        (self.generation, self.candidates) == (generation, candidates)
    }

    pub(super) fn families(&self) -> &Families {
        &self.families
    }

    pub(super) fn names(&self) -> &[Name] {
        &self.names
    }

    pub(super) fn get(&self, id: &str) -> Option<&Name> {
        self.numbers.get(id).map(|number| &self.names[*number as usize])
    }
}

/// The forms of each name.
fn gathered(
    occurrences: &Occurrences,
    candidates: &Candidates,
    families: &Families,
    glossary: &Glossary,
) -> IndexMap<String, Gathered> {
    let mut names: IndexMap<String, Gathered> = IndexMap::new();
    let mut add = |own: &str, form: FormId, candidate: Option<u32>| {
        if occurrences.get(form).count() == 0 {
            return;
        }
        let family = families.get(own, &occurrences.get(form).form).unwrap_or(own);
        let name = match names.get_mut(family) {
            Some(name) => name,
            None => names.entry(family.to_owned()).or_default(),
        };
        name.forms.push((form, own.to_owned()));
        name.candidate = name.candidate.or(candidate.filter(|_| family == own));
    };
    let mut concepts: Vec<_> = occurrences.concepts().collect();
    concepts.sort_by_key(|(concept, _)| *concept);
    for (concept, forms) in concepts {
        let Some(concept) = glossary.get_concept(concept) else { continue };
        forms.iter().for_each(|form| add(&concept.id, *form, None));
    }
    for form in occurrences.unknown() {
        let Some(candidate) = candidates.number_of(&occurrences.get(*form).form) else { continue };
        let own = format!("{UNKNOWN}{}", candidates.called(candidate, families));
        add(&own, *form, Some(candidate));
    }
    names
}

/// Makes names of forms.
struct Maker<'t> {
    occurrences: &'t Occurrences,
    candidates: &'t Candidates,
    glossary: &'t Glossary,
    style: StyleId,
}

impl Maker<'_> {
    fn name(&self, id: String, gathered: Gathered) -> Option<Name> {
        let uses = self.uses(&gathered.forms);
        let all: Vec<FormId> = gathered.forms.iter().map(|(form, _)| *form).collect();
        let in_use = self.occurrences.in_use(&all);
        let place = self.glossary.concepts.get_index_of(&id);
        let concept = place.map(|place| &self.glossary.concepts[place]);
        let (kind_of_thing, english) = match (concept, gathered.candidate) {
            (Some(concept), _) => (concept.kind.name(), self.english(concept)),
            (None, Some(candidate)) => {
                let proposed = self.candidates.get(candidate);
                let english = proposed.english.as_deref().unwrap_or_default().to_owned();
                (type_of(proposed.kind), english)
            }
            // It was split off a name, and is of its kind till somebody says otherwise.
            (None, None) => {
                let origin = uses.first().and_then(|used| self.glossary.concepts.get(&used.of));
                (origin.map_or("term", |origin| origin.kind.name()), String::new())
            }
        };
        let kind = match concept {
            None => Kind::Unknown,
            Some(_) => kind(&uses),
        };
        let search = self.search(&uses, concept, &english);
        let documents = in_use.documents.into_iter().map(|document| document.0).collect();
        let id = Arc::from(id);
        Some(Name { id, kind, concept: place, kind_of_thing, english, uses, n: in_use.n, documents, search })
            .filter(|name| name.n > 0)
    }

    /// The spellings of forms, most found first. Two terms of a concept may be written alike: they are one spelling.
    fn uses(&self, forms: &[(FormId, String)]) -> Vec<Use> {
        let mut uses: Vec<Use> = Vec::new();
        for (id, of) in forms {
            let form = self.occurrences.get(*id);
            match uses.iter_mut().find(|used| used.form == form.form) {
                Some(used) => {
                    used.ids.push(*id);
                    used.n += form.count();
                    used.docs = self.occurrences.in_use(&used.ids).documents.len();
                }
                None => uses.push(Use {
                    form: form.form.clone(),
                    ids: vec![*id],
                    n: form.count(),
                    docs: form.documents,
                    listed: self.listed(*id),
                    of: of.clone(),
                }),
            }
        }
        uses.sort_by(|a, b| b.n.cmp(&a.n).then_with(|| a.form.cmp(&b.form)));
        uses
    }

    fn listed(&self, form: FormId) -> Option<Listed> {
        let form = self.occurrences.get(form);
        let first = form.first.as_ref()?;
        let term = first.term(self.glossary);
        Some(Listed {
            term: first.term,
            text: term.text().to_owned(),
            slot: term.slot,
            relation: term.relation,
            party: term.party.clone(),
            status: first.status(self.glossary, self.style),
            is_misspelt: first.deviation == Deviation::Spelling,
            is_inflected: first.inflection > 0,
        })
    }

    fn english(&self, concept: &Concept) -> String {
        let target = self.glossary.languages.target;
        let preferred = concept.preferred_or_full(target, Slot::Full, self.style);
        preferred.map_or_else(String::new, |(_, term)| term.text().to_owned())
    }

    fn search(&self, uses: &[Use], concept: Option<&Concept>, english: &str) -> String {
        let source = self.glossary.languages.source;
        let preferred = concept.and_then(|concept| concept.preferred_or_full(source, Slot::Full, self.style));
        let texts = uses.iter().map(|used| used.form.as_str()).chain(preferred.map(|(_, term)| term.text()));
        texts.chain([english]).map(folded).collect::<Vec<_>>().join("\n")
    }
}

impl Name {
    /// Whether what is searched, folded, stands in it.
    pub(super) fn has(&self, folded: &str) -> bool {
        self.search.contains(folded)
    }
}

/// Where a name of the glossary stands in the list.
fn kind(uses: &[Use]) -> Kind {
    let listed = || uses.iter().filter_map(|used| used.listed.as_ref());
    let mut parties = listed().filter_map(|listed| listed.party.as_deref());
    let first = parties.next();
    if parties.any(|party| Some(party) != first) {
        return Kind::Sides;
    }
    // The inflected forms of a term are one spelling; the full name and the surname of a person are two names.
    let mut spellings: Vec<(Slot, usize, bool)> = listed()
        .filter(|listed| listed.relation != Relation::Inflection)
        .map(|listed| (listed.slot, listed.term, listed.is_misspelt))
        .collect();
    spellings.sort_unstable();
    spellings.dedup();
    let is_written_twice = spellings.windows(2).any(|pair| pair[0].0 == pair[1].0);
    let is_unwanted = listed().any(|listed| !listed.status.is_allowed());
    // What was joined to it is another spelling.
    let is_joined = uses.len() > 1 && uses.iter().any(|used| used.listed.is_none());
    if is_written_twice || is_unwanted || is_joined { Kind::Several } else { Kind::Known }
}

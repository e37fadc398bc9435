//! Forms under one head: spellings of a name, a surname under its full name, an acronym under what it stands
//! for, singular and plural of a term.

use super::clusters::{INDEXED_IN_CORPUS, Spelled, clusters_of};
use super::skeleton::Skeletons;
use crate::extract::count::tally::Example;
use crate::extract::score::counted::{Counted, Kind, Variant};
use crate::extract::tag::acronyms::is_acronym;
use crate::extract::tag::pos::lexicon;
use crate::extract::tag::tokeniser;
use crate::extract::translation::Translation;
use crate::language::stem::lexical_stem;
use crate::names::Scratch;
use crate::text::is_space_in_line;
use rustc_hash::FxHashMap;
use std::cell::OnceCell;

/// Likeness from which a short name may stand for (the last word of) a longer one.
const SHORT: f32 = 0.85;
/// Names grouped by likeness; beyond, the rarest are grouped by case and accents alone.
const MOST_NAMES: usize = 60_000;

/// A candidate: forms under one head.
#[derive(Clone, Debug, PartialEq)]
pub struct Candidate {
    /// The form that stands for all: the most frequent full one.
    pub head: String,
    /// What it names.
    pub kind: Kind,
    /// The best score of its forms.
    pub score: f64,
    /// Occurrences of all forms.
    pub frequency: u32,
    /// Documents, at most: the sum over forms, but not more than there are.
    pub documents: u32,
    /// The forms, most frequent first, head included.
    pub variants: Vec<Variant>,
    /// Sentences.
    pub examples: Vec<Example>,
    /// What an acronym among the forms stands for, as a text of the corpus says.
    pub expansion: Option<String>,
    /// The known concept it may belong to.
    pub known: Option<Known>,
    /// What a translation of the corpus calls it, best first; empty when none was given.
    pub translations: Vec<Translation>,
}

/// A concept of the glossary that a candidate may belong to: a suggestion.
#[derive(Clone, Debug, PartialEq)]
pub struct Known {
    /// The concept's id.
    pub concept: String,
    /// Its form.
    pub form: String,
    /// How sure, 0 to 1.
    pub score: f32,
    /// Why.
    pub reason: String,
}

/// Which names are judged for likeness together.
fn class(kind: Kind) -> u8 {
    match kind {
        Kind::Person => 0,
        Kind::People => 1,
        Kind::Term | Kind::Acronym => 2,
        _ => 3,
    }
}

/// Groups counted forms; `acronyms` are pairs of acronym and expansion found in the texts, most frequent first.
pub(crate) fn group(counted: Vec<Counted>, acronyms: &[(String, String)], documents: u32) -> Vec<Candidate> {
    let mut groups: Vec<Vec<Counted>> = Vec::new();
    let mut by_class: [Vec<Counted>; 4] = Default::default();
    for c in counted {
        by_class[usize::from(class(c.kind))].push(c);
    }
    let [persons, peoples, terms, others] = by_class;
    let (persons, others) = rayon::join(|| named(persons), || named(others));
    groups.extend(persons);
    groups.extend(others);
    groups.extend(by_stem(peoples));
    groups.extend(by_stem(terms));
    expand(&mut groups, acronyms);
    let mut expansions: FxHashMap<&str, &str> = FxHashMap::default();
    for (acronym, expansion) in acronyms {
        expansions.entry(acronym).or_insert(expansion);
    }
    let mut out: Vec<Candidate> = groups.into_iter().map(|g| candidate(g, &expansions, documents)).collect();
    out.sort_by(|a, b| b.score.total_cmp(&a.score).then_with(|| a.head.cmp(&b.head)));
    out
}

/// Groups of spellings, then short names put under the one full name they can stand for.
fn named(mut names: Vec<Counted>) -> Vec<Vec<Counted>> {
    names.sort_by(|a, b| {
        b.variant.count.cmp(&a.variant.count).then_with(|| a.variant.form.cmp(&b.variant.form))
    });
    let rest = names.split_off(names.len().min(MOST_NAMES));
    let forms: Vec<Spelled> = names.iter().map(|n| Spelled::new(&n.variant.form)).collect();
    let found = clusters_of(&forms, INDEXED_IN_CORPUS);
    let shorts = short_names(&forms, &found);
    let mut target: Vec<usize> = (0..found.len()).collect();
    drop(forms);
    for (short, full) in shorts {
        target[short] = full;
    }
    let mut slots: Vec<Option<Counted>> = names.into_iter().map(Some).collect();
    let mut groups: Vec<Vec<Counted>> = vec![Vec::new(); found.len()];
    for (g, members) in found.iter().enumerate() {
        let taken = members.iter().filter_map(|m| slots[*m].take());
        groups[target[g]].extend(taken);
    }
    groups.retain(|g| !g.is_empty());
    groups.extend(rest.into_iter().map(|n| vec![n]));
    groups
}

/// The last word of a name, particles and all: «Van Rompuy» has «Rompuy».
fn last_word(form: &str) -> &str {
    form.rsplit(is_space_in_line).next().unwrap_or(form)
}

/// Clusters of short names, each with the one cluster of full names it can stand for.
fn short_names(forms: &[Spelled], found: &[Vec<usize>]) -> Vec<(usize, usize)> {
    let is_full = |m: usize| forms[m].form.contains(' ') || forms[m].translated.1 > 0;
    let mut by_last: FxHashMap<String, Vec<usize>> = FxHashMap::default();
    let mut long: Vec<(&str, usize)> = Vec::new();
    for (g, members) in found.iter().enumerate() {
        for m in members.iter().filter(|m| is_full(**m)) {
            let last = last_word(&forms[*m].translated.0);
            let groups = by_last.entry(last.to_lowercase()).or_default();
            if !groups.contains(&g) {
                groups.push(g);
                long.push((last, g));
            }
        }
    }
    let skeletons = Skeletons::new(long.iter().map(|l| l.0));
    let lasts: Vec<OnceCell<Spelled>> = long.iter().map(|_| OnceCell::new()).collect();
    let mut scratch = Scratch::default();
    let mut out = Vec::new();
    for (g, members) in found.iter().enumerate() {
        if members.iter().any(|m| is_full(*m)) {
            continue;
        }
        let short = &forms[members[0]];
        let mut full = by_last.get(&short.form.to_lowercase()).cloned().unwrap_or_default();
        if full.is_empty() {
            for near in skeletons.near(short.form) {
                let (last, group) = long[near];
                let last = lasts[near].get_or_init(|| Spelled::new(last));
                if !full.contains(&group)
                    && short.may_be(last, &mut scratch)
                    && short.alike(last, &mut scratch) >= SHORT
                {
                    full.push(group);
                }
            }
        }
        if let [one] = full[..] {
            out.push((g, one));
        }
    }
    out
}

/// Groups by the stems of the words, little words left out.
fn by_stem(items: Vec<Counted>) -> Vec<Vec<Counted>> {
    let mut order: Vec<String> = Vec::new();
    let mut groups: FxHashMap<String, Vec<Counted>> = FxHashMap::default();
    for item in items {
        let lower = item.variant.form.to_lowercase();
        let mut key = String::new();
        for token in tokeniser::tokenise(&lower) {
            let word = token.text(&lower);
            if lexicon::classes(word) & (lexicon::DE | lexicon::DETERMINER) == 0 {
                key.push_str(lexical_stem(word));
                key.push(' ');
            } else if lexicon::classes(word) & lexicon::DE != 0 {
                key.push_str("de ");
            }
        }
        groups
            .entry(key.clone())
            .or_insert_with(|| {
                order.push(key);
                Vec::new()
            })
            .push(item);
    }
    order.iter().filter_map(|key| groups.remove(key)).collect()
}

/// Puts acronyms into the group of what they stand for.
fn expand(groups: &mut Vec<Vec<Counted>>, acronyms: &[(String, String)]) {
    let mut place: FxHashMap<String, usize> = FxHashMap::default();
    for (g, group) in groups.iter().enumerate() {
        for c in group {
            place.entry(c.variant.form.to_lowercase()).or_insert(g);
        }
    }
    for (acronym, expansion) in acronyms {
        let (Some(&a), Some(&e)) = (place.get(&acronym.to_lowercase()), place.get(&expansion.to_lowercase()))
        else {
            continue;
        };
        if a != e && groups[a].len() == 1 && !groups[e].is_empty() {
            let moved = std::mem::take(&mut groups[a]);
            groups[e].extend(moved);
        }
    }
    groups.retain(|g| !g.is_empty());
}

fn candidate(mut group: Vec<Counted>, expansions: &FxHashMap<&str, &str>, documents: u32) -> Candidate {
    let words = |c: &Counted| c.variant.form.split(' ').count().min(2);
    // The kind most of the occurrences have; the head is the most frequent form of it, full before short.
    let mut kinds: FxHashMap<Kind, u32> = FxHashMap::default();
    for c in &group {
        *kinds.entry(c.kind).or_default() += c.variant.count;
    }
    let most = kinds.iter().max_by_key(|(k, n)| (**n, std::cmp::Reverse(**k))).map_or(Kind::Term, |k| *k.0);
    let spelled_out = group.iter().find_map(|c| expansions.get(c.variant.form.as_str()).copied());
    // Capitals make an acronym look like a name; what it is, its full form says.
    let kind = match spelled_out {
        Some(long) => match group.iter().find(|c| c.variant.form.to_lowercase() == long.to_lowercase()) {
            Some(full) if full.kind == Kind::Term => Kind::Term,
            None if !long.contains(char::is_uppercase) => Kind::Acronym,
            _ => most,
        },
        None => most,
    };
    group.sort_by(|a, b| {
        let full = |c: &Counted| {
            let acronym = is_acronym(&c.variant.form);
            if kind == Kind::Person { words(c) } else { usize::from(!acronym) }
        };
        (full(b), b.variant.count)
            .cmp(&(full(a), a.variant.count))
            .then_with(|| a.variant.form.cmp(&b.variant.form))
    });
    let head = group.first().map(|c| c.variant.form.clone()).unwrap_or_default();
    let expansion = spelled_out.filter(|e| e.to_lowercase() != head.to_lowercase()).map(str::to_owned);
    let kind = if kind == Kind::Term && is_acronym(&head) { Kind::Acronym } else { kind };
    let mut examples: Vec<Example> = Vec::new();
    for example in group.iter().flat_map(|c| &c.examples) {
        if examples.len() < 3 && !examples.contains(example) {
            examples.push(example.clone());
        }
    }
    let frequency = group.iter().map(|c| c.variant.count).sum();
    let spread: u32 = group.iter().map(|c| c.variant.documents).sum();
    let score = group.iter().map(|c| c.variant.score).fold(f64::MIN, f64::max);
    let variants = group.into_iter().map(|c| c.variant).collect();
    Candidate {
        head,
        kind,
        score,
        frequency,
        documents: spread.min(documents),
        variants,
        examples,
        expansion,
        known: None,
        translations: Vec::new(),
    }
}

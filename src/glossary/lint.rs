//! What is wrong with a glossary as a whole: forms that two concepts claim, forms that can never match,
//! missing equivalents.

use std::{
    cmp::Ordering,
    hash::{Hash as _, Hasher as _},
};

use rustc_hash::{FxHashMap, FxHashSet, FxHasher};

use super::{
    claimed::claimed,
    model::{Concept, ConceptKind, Form, Glossary, Position, Relation, Slot, Status, Term},
    problem::{Problem, Severity},
};
use crate::text::{CharClass, char_class, fold, is_apostrophe, is_combining_mark};

/// In which layer a term stands; 0 is the uppermost.
pub(super) type LayerOf<'a> = &'a dyn Fn(&Position) -> usize;

/// The problems of a glossary beyond the reading of its files; their `line` is left empty. Where it has `layers`, a form
/// that an upper one gives to another concept is taken from the lower one.
pub(super) fn check(glossary: &mut Glossary, layers: Option<LayerOf<'_>>) -> Vec<Problem> {
    let mut problems = Vec::new();
    let taken = Claims { glossary, layers, taken: Vec::new(), problems: &mut problems }.check();
    take(glossary, taken);
    for concept in glossary.concepts.values() {
        equivalents(glossary, concept, &mut problems);
        for term in &concept.terms {
            dead(term, &mut problems);
        }
    }
    problems.sort_by(|a, b| {
        let key = |p: &Problem| (p.position.file.clone(), p.position.line, p.position.column);
        key(a).cmp(&key(b))
    });
    problems
}

/// A form as matching compares it: folded, with one kind of hyphen and of space.
pub(crate) fn compared(form: &str) -> String {
    let folded = fold(form);
    let plain = |byte: u8| byte > b' ' && byte.is_ascii();
    let is_plain =
        folded.as_bytes().chunk_by(|a, b| plain(*a) == plain(*b)).all(|run| plain(run[0]) || run == b" ");
    if is_plain {
        return folded;
    }
    let mut out = String::with_capacity(folded.len());
    for c in folded.chars() {
        match char_class(c) {
            CharClass::Space if out.ends_with(' ') => {}
            CharClass::Space => out.push(' '),
            CharClass::Dash => out.push('-'),
            _ => out.push(c),
        }
    }
    out
}

/// The places of a concept in the glossary and of a term in it.
type TermPlace = (usize, usize);

/// A form and the concept that has it.
#[derive(Clone, Copy)]
struct Claim<'g> {
    place: TermPlace,
    term: &'g Term,
    form: &'g str,
}

impl Claim<'_> {
    /// Whether the two are found in the same texts. Forms that both count only as written may differ in their accents:
    /// Tigre, Tigré.
    fn is_same(&self, other: &Self) -> bool {
        let exact = |claim: &Self| claim.term.record().exact_case;
        if exact(self) && exact(other) {
            return self.form == other.form;
        }
        claimed(self.form) == claimed(other.form)
    }
}

/// Forms that two concepts claim. Short names may be shared, and abbreviations: the document decides what they mean. A
/// name and a lower-case word may be alike (l’Argentine, argentine): the capital tells them apart.
struct Claims<'g, 'p> {
    glossary: &'g Glossary,
    layers: Option<LayerOf<'g>>,
    /// The terms that an upper layer takes from a lower one.
    taken: Vec<TermPlace>,
    problems: &'p mut Vec<Problem>,
}

impl<'g> Claims<'g, '_> {
    fn check(mut self) -> Vec<TermPlace> {
        // By hash, so that not every form is held; forms of one hash are compared.
        let mut owners: FxHashMap<u64, Claim<'g>> = FxHashMap::default();
        owners.reserve(self.glossary.concepts.len());
        for claim in claims(self.glossary, false) {
            let owner = owners.entry(hash(claim.term, claim.form)).or_insert(claim);
            if owner.place.0 != claim.place.0 && claim.is_same(owner) {
                *owner = self.settle(*owner, claim);
            }
        }
        if self.layers.is_some() {
            for claim in claims(self.glossary, true) {
                let owner = owners.get(&hash(claim.term, claim.form));
                let owner = owner.filter(|owner| claim.is_same(owner));
                if let Some(owner) = owner.filter(|owner| owner.place.0 != claim.place.0) {
                    self.settle_short(*owner, claim);
                }
            }
        }
        self.taken
    }

    /// Says whose a form is that two concepts claim.
    fn settle(&mut self, owner: Claim<'g>, other: Claim<'g>) -> Claim<'g> {
        let layer = |claim: Claim<'_>| self.layers.map_or(0, |layer| layer(&claim.term.position));
        let (above, below) = match layer(owner).cmp(&layer(other)) {
            Ordering::Less => (owner, other),
            Ordering::Greater => (other, owner),
            Ordering::Equal => {
                self.tell(owner, other);
                return owner;
            }
        };
        // Another concept may well have the same equivalent.
        if !self.is_target(below) || below.term.statuses.first() != Some(&Status::Preferred) {
            self.taken.push(below.place);
        }
        above
    }

    /// A short name in an upper layer takes a form as any name does, but for a surname, which people share.
    fn settle_short(&mut self, owner: Claim<'g>, short: Claim<'g>) {
        let Some(layer) = self.layers else { return };
        match layer(&short.term.position).cmp(&layer(&owner.term.position)) {
            Ordering::Less if self.glossary.concepts[short.place.0].kind != ConceptKind::Person => {
                self.settle(owner, short);
            }
            Ordering::Greater => {
                self.settle(owner, short);
            }
            _ => {}
        }
    }

    fn is_target(&self, claim: Claim<'_>) -> bool {
        claim.term.language == self.glossary.languages.target
    }

    /// Tells of a form that two concepts of one layer claim.
    fn tell(&mut self, owner: Claim<'_>, other: Claim<'_>) {
        let (form, place) = (other.form, &owner.term.position);
        let id = |claim: Claim<'_>| &self.glossary.concepts[claim.place.0].id;
        let (id, owner_id) = (id(other), id(owner));
        let found = if self.is_target(other) {
            let message = format!("«{id}» is called «{form}», as «{owner_id}» is");
            let help = format!("it has that at {place}; leave it where one word translates both");
            (Severity::Warning, message, help)
        } else if is_abbreviation(owner.term) && is_abbreviation(other.term) {
            return;
        } else {
            let message = format!("«{id}» claims «{form}», which another concept has");
            let help = format!("«{owner_id}» has it at {place}; keep it in one of the two");
            (Severity::Error, message, help)
        };
        let (severity, message, help) = found;
        self.problems.push(problem(severity, &other.term.position, message, Some(help)));
    }
}

fn is_abbreviation(term: &Term) -> bool {
    term.slot == Slot::Abbreviation || term.relation == Relation::Abbreviation
}

/// The forms of the short names, or of all other terms, as they are written.
fn claims(glossary: &Glossary, short: bool) -> impl Iterator<Item = Claim<'_>> {
    glossary.concepts.values().enumerate().flat_map(move |(number, concept)| {
        let terms = concept.terms.iter().enumerate();
        terms.filter(move |(_, term)| (term.slot == Slot::Short) == short).flat_map(move |(at, term)| {
            written(term).map(move |form| Claim { place: (number, at), term, form })
        })
    })
}

/// Takes terms out of the glossary, and concepts of which none is left in the language translated from.
fn take(glossary: &mut Glossary, mut taken: Vec<TermPlace>) {
    taken.sort_unstable();
    taken.dedup();
    let source = glossary.languages.source;
    let mut is_empty = FxHashSet::default();
    for terms in taken.chunk_by(|one, other| one.0 == other.0) {
        let Some((_, concept)) = glossary.concepts.get_index_mut(terms[0].0) else { continue };
        let mut at = 0..;
        concept.terms.retain(|_| {
            let at = at.next().unwrap_or_default();
            terms.binary_search_by_key(&at, |&(_, term)| term).is_err()
        });
        if concept.terms_in(source).next().is_none() {
            is_empty.insert(concept.id.clone());
        }
    }
    if !is_empty.is_empty() {
        glossary.concepts.retain(|id, _| !is_empty.contains(id));
    }
}

/// The forms of a term as they are written, inflected ones included.
fn written(term: &Term) -> impl Iterator<Item = &str> {
    let inflections = &term.grammar.inflections;
    let literal = matches!(term.form, Form::Literal(_));
    let alone = (literal && inflections.is_empty()).then(|| term.text());
    alone.into_iter().chain(inflections.iter().filter(move |_| literal).map(|form| form.form.as_str()))
}

fn hash(term: &Term, form: &str) -> u64 {
    let mut hasher = FxHasher::default();
    (term.language, form.starts_with(char::is_lowercase), claimed(form)).hash(&mut hasher);
    hasher.finish()
}

/// Languages in which a concept has no preferred term.
fn equivalents(glossary: &Glossary, concept: &Concept, problems: &mut Vec<Problem>) {
    for language in [glossary.languages.source, glossary.languages.target] {
        if concept.terms_in(language).next().is_none() {
            let message = format!("«{}» has no term in «{language}»", concept.id);
            let help = format!("add `{language}:` with the equivalent");
            problems.push(problem(Severity::Warning, &concept.position, message, Some(help)));
        }
    }
}

/// Forms that can never match, or never as they are meant.
fn dead(term: &Term, problems: &mut Vec<Problem>) {
    let Form::Literal(form) = &term.form else { return };
    let mut warn = |message: String, help: &str| {
        problems.push(problem(Severity::Warning, &term.position, message, Some(help.to_owned())));
    };
    if !form.chars().any(char::is_alphanumeric) {
        warn(format!("«{form}» has no letter and can never match"), "remove it");
    } else if form.starts_with(|c: char| !c.is_alphanumeric()) {
        warn(format!("«{form}» starts with punctuation and can never match"), "begin with a letter or digit");
    } else if form.ends_with(|c: char| !c.is_alphanumeric() && c != '.' && c != ')' && !is_combining_mark(c))
    {
        warn(format!("«{form}» ends with punctuation and can never match"), "end with a letter or digit");
    } else if term.language.articles_agree() && elided_start(form) {
        warn(
            format!("«{form}» begins with an elided word"),
            "write the form without l’, d’…, and `article:`",
        );
    } else if starts_shortly(form)
        && !is_capitals(form)
        && compared(form).split([' ', '-', '\'']).all(|word| FUNCTION_WORDS.contains(&word))
    {
        warn(format!("«{form}» is made of function words only and would match everywhere"), "remove it");
    }
}

/// Whether the first word is as short as those of [`FUNCTION_WORDS`]; most names are done with here.
fn starts_shortly(form: &str) -> bool {
    form.chars().take(5).take_while(|c| c.is_alphanumeric()).count() < 5
}

fn elided_start(form: &str) -> bool {
    if !form.chars().take(4).any(is_apostrophe) {
        return false;
    }
    let folded = fold(form);
    ["l'", "d'"].iter().any(|start| folded.starts_with(start))
}

/// Whether a form is an acronym such as AU, which lower-case words never match.
fn is_capitals(form: &str) -> bool {
    form.chars().filter(|c| c.is_alphabetic()).count() > 1 && !form.chars().any(char::is_lowercase)
}

/// Words that say nothing by themselves.
const FUNCTION_WORDS: [&str; 28] = [
    "a", "an", "and", "au", "aux", "ce", "d", "de", "des", "du", "elle", "en", "et", "il", "in", "l", "la",
    "le", "les", "of", "ou", "par", "pour", "que", "sur", "the", "un", "une",
];

fn problem(severity: Severity, position: &Position, message: String, help: Option<String>) -> Problem {
    Problem { severity, position: position.clone(), message, help, line: String::new(), before: 0 }
}

#[cfg(test)]
mod tests {
    use super::super::read::SourceFile;
    use super::*;

    fn problems(concepts: &str) -> Vec<String> {
        let text = format!("version: 1\nlanguages: {{source: fr, target: en}}\nconcepts:\n{concepts}");
        let source = SourceFile { name: "g.yaml".into(), text };
        Glossary::read_sources(&[source]).problems.into_iter().map(|problem| problem.message).collect()
    }

    #[test]
    fn a_name_and_a_common_word_may_differ_in_capitals_alone() {
        let shared = "  a: {type: country, fr: Argentine, en: Argentina}\n  \
                        b: {type: demonym, fr: {preferred: argentin, inflect: adjective}, en: Argentine}\n";
        assert!(problems(shared).is_empty(), "{:?}", problems(shared));
        let claimed =
            "  a: {type: country, fr: Suisse, en: Switzerland}\n  b: {type: city, fr: SUISSE, en: Bern}\n";
        assert_eq!(problems(claimed), ["«b» claims «SUISSE», which another concept has"]);
    }

    #[test]
    fn function_words_are_dead_unless_they_abbreviate() {
        let abbreviation = "  a: {type: organisation, fr: Nations unies, en: {preferred: United Nations, abbreviation: UN}}\n";
        assert!(problems(abbreviation).is_empty(), "{:?}", problems(abbreviation));
        assert_eq!(problems("  a: {type: term, fr: un, en: one}\n").len(), 1);
    }
}

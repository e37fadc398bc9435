//! Names in a text that the glossary does not know, and the known name they probably stand for.

use std::sync::RwLock;

use rustc_hash::{FxHashMap, FxHashSet};

use super::{
    bearers::{Bearers, are_romanisations},
    capitals::{capitalised_tokens, is_space},
    other_names::{
        count_words, is_in_other_language, is_other_name, may_be_as_long, names_something_else,
        without_particles,
    },
};
use crate::{
    extract::{is_listed_name, is_noun_or_common},
    glossary::{ConceptId, ConceptKind, Form, Glossary, Slot},
    language::{Language, names::NameWords},
    matching::{in_protected_place, in_street_name},
    names::{Index, Reason, SUGGEST, Skeletons},
    text::{Span, fold, is_apostrophe, is_hyphen, words},
};

/// Shorter names than this have too many neighbours.
const SHORTEST: usize = 4;
/// The longest run of words compared as one name.
const LONGEST: usize = 4;
/// How many judgements are remembered before all are forgotten.
const REMEMBERED: usize = 1 << 17;

/// The names of a glossary in one language, to be searched by likeness.
pub(crate) struct KnownNames {
    index: Index,
    terms: Vec<KnownName>,
    bearers: Bearers,
    skeletons: Skeletons,
    /// How many words each name has without its particles.
    lengths: Vec<u8>,
    /// What other languages call countries, folded: no misspelling, but part of a foreign name (*l’Australia*).
    foreign: FxHashSet<String>,
    language: Language,
    judged: RwLock<FxHashMap<String, Option<usize>>>,
}

/// A name of the index.
#[derive(Clone, Copy, Debug)]
struct KnownName {
    concept: ConceptId,
    term: usize,
    person: bool,
    slot: Slot,
}

/// Words with a capital that only spaces part, none of them of a name that was found.
#[derive(Default)]
struct Run {
    tokens: Vec<Span>,
    /// Whether a name that was found stands right before it.
    is_preceded: bool,
    /// Whether one stands right after it.
    is_followed: bool,
}

/// The last word with a capital.
#[derive(Default)]
struct Last {
    token: Span,
    is_taken: bool,
}

/// A name that probably stands for a known one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Likeness {
    pub span: Span,
    pub concept: ConceptId,
    pub term: usize,
    /// What the name says of a person; nothing of a name of something else.
    pub naming: Option<Naming>,
}

/// How a name like a person’s names somebody.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Naming {
    /// In full, or by a surname that can only be that person’s.
    Clear,
    /// By a surname that may be anybody’s, unless the document names the person in full.
    BareSurname,
}

impl KnownNames {
    pub(crate) fn new(glossary: &Glossary, language: Language) -> Self {
        let mut terms = Vec::new();
        let mut names: Vec<(u32, &str)> = Vec::new();
        let mut skeletons = Skeletons::default();
        let mut lengths = Vec::new();
        let mut foreign = FxHashSet::default();
        for (number, concept) in
            glossary.concepts.values().enumerate().filter(|(_, concept)| concept.is_name())
        {
            if concept.kind == ConceptKind::Country {
                let others = concept.terms.iter().filter(|term| term.language != language);
                foreign.extend(others.map(|term| fold(term.text())));
            }
            for (place, term) in concept.terms_in(language) {
                let Form::Literal(text) = &term.form else { continue };
                let acronym = !text.chars().any(char::is_lowercase);
                if acronym || text.chars().count() < SHORTEST {
                    continue;
                }
                terms.push(KnownName {
                    concept: ConceptId::at(number),
                    term: place,
                    person: concept.kind == ConceptKind::Person,
                    slot: term.slot,
                });
                names.push((number as u32, text));
                let folded = fold(text);
                skeletons.add(&without_particles(&folded));
                lengths.push(count_words(&folded).min(255) as u8);
            }
        }
        let index = Index::build(names);
        let bearers = Bearers::of(glossary, language);
        Self { index, terms, bearers, skeletons, lengths, foreign, language, judged: RwLock::default() }
    }

    /// The names of `text` outside `taken` that probably stand for known ones.
    pub(crate) fn find(&self, text: &str, taken: &[Span], found: &mut Vec<Likeness>) {
        if self.terms.is_empty() {
            return;
        }
        let mut run = Run::default();
        let mut next_taken = 0;
        let mut last = Last::default();
        for token in capitalised_tokens(text) {
            while taken.get(next_taken).is_some_and(|span| span.end <= token.start) {
                next_taken += 1;
            }
            let is_taken = taken.get(next_taken).is_some_and(|span| span.overlaps(token));
            let joins = last.token.end > 0 && text.get(last.token.end..token.start).is_some_and(is_space);
            if !joins || is_taken {
                run.is_followed = joins && is_taken;
                self.run(text, &run, found);
                run.tokens.clear();
            }
            if !is_taken {
                if run.tokens.is_empty() {
                    run.is_preceded = joins && last.is_taken && !self.is_free(last.token.of(text));
                }
                run.tokens.push(token);
            }
            last = Last { token, is_taken };
        }
        run.is_followed = false;
        self.run(text, &run, found);
    }

    /// A run of capitalised words: the longest names in it that are like known ones.
    fn run(&self, text: &str, run: &Run, found: &mut Vec<Likeness>) {
        let tokens = &run.tokens;
        let mut at = 0;
        while at < tokens.len() {
            let most = LONGEST.min(tokens.len() - at);
            let hit = (1..=most).rev().find_map(|len| {
                let span = Span::new(tokens[at].start, tokens[at + len - 1].end);
                let written = span.of(text);
                let name = match self.remembered(written) {
                    Some(known) => known.filter(|_| self.fits(text, run, at, len))?,
                    None if self.fits(text, run, at, len) => self.judge(written)?,
                    None => return None,
                };
                let person = self.terms[name].person;
                let other = names_something_else(text, span.start, self.language, person)
                    || is_in_other_language(text, span, self.language);
                (!other).then_some((len, span, name))
            });
            match hit {
                Some((len, span, name)) => {
                    let KnownName { concept, term, .. } = self.terms[name];
                    let naming = self.naming(text, span, name);
                    found.push(Likeness { span, concept, term, naming });
                    at += len;
                }
                None => at += 1,
            }
        }
    }

    /// How the name at a span names the bearer of a known name, when that is a person’s.
    fn naming(&self, text: &str, span: Span, name: usize) -> Option<Naming> {
        let KnownName { concept, person, slot, .. } = self.terms[name];
        let folded = fold(span.of(text));
        let is_clear = || {
            slot == Slot::Full && count_words(&folded) > 1
                || are_romanisations(&folded, &fold(self.index.name(name)))
                || self.bearers.has_title(text, span.start, concept, self.language)
        };
        person.then(|| if is_clear() { Naming::Clear } else { Naming::BareSurname })
    }

    /// Whether the words around leave the name to stand for the known one.
    fn fits(&self, text: &str, run: &Run, at: usize, len: usize) -> bool {
        let tokens = &run.tokens;
        let span = Span::new(tokens[at].start, tokens[at + len - 1].end);
        let written = span.of(text);
        let shouted = !written.chars().any(char::is_lowercase);
        let alone = match at.checked_sub(1) {
            Some(before) => self.is_free(tokens[before].of(text)),
            None => !run.is_preceded,
        };
        let alone = alone && at + len == tokens.len() && !run.is_followed;
        // «Solidar'Monde»: the word goes on.
        let goes_on = text[span.end..]
            .strip_prefix(is_apostrophe)
            .is_some_and(|rest| rest.starts_with(char::is_uppercase));
        (alone || shouted)
            && !goes_on
            && !in_protected_place(text, span)
            && !in_street_name(text, span, self.language)
    }

    /// Whether a word with a capital is no part of the name after it.
    fn is_free(&self, word: &str) -> bool {
        NameWords::of(self.language).precedes_names(&fold(word))
    }

    /// What was judged of a name before, for names recur.
    fn remembered(&self, name: &str) -> Option<Option<usize>> {
        self.judged.read().ok()?.get(name).copied()
    }

    /// The known name that `name` is like enough to; remembered.
    fn judge(&self, name: &str) -> Option<usize> {
        let known = self.nearest(name);
        if let Ok(mut judged) = self.judged.write() {
            if judged.len() >= REMEMBERED {
                judged.clear();
            }
            judged.insert(name.to_owned(), known);
        }
        known
    }

    /// The known name that `name` is like enough to: it shares its skeleton, and the index answers it.
    fn nearest(&self, name: &str) -> Option<usize> {
        let folded = fold(name);
        if folded.len() < SHORTEST
            || has_initial(name)
            || self.foreign.contains(&folded)
            || stands_for_itself(name)
        {
            return None;
        }
        let mut near = self.skeletons.near(&without_particles(&folded));
        let length = count_words(&folded);
        // Most are told apart more cheaply than the index does it.
        near.retain(|&known| {
            may_be_as_long(usize::from(self.lengths[known as usize]), length)
                && !is_other_name(&folded, &fold(self.index.name(known as usize)))
        });
        let hit = self.index.answer(name, &near, SUGGEST)?;
        // Words written as one are the same letters, too.
        let joined = usize::from(self.lengths[hit.name]) != length;
        let alike = matches!(hit.reason, Reason::Spelling(_)) || joined && hit.reason == Reason::Same;
        (alike && near.contains(&(hit.name as u32))).then_some(hit.name)
    }
}

/// Whether the name is one word that is a word of French (*Constante*, not *Constanta*), a city or a given name of its
/// own.
fn stands_for_itself(name: &str) -> bool {
    let lower = name.to_lowercase();
    !lower.contains(|c| c == ' ' || is_hyphen(c)) && (is_noun_or_common(&lower) || is_listed_name(&lower))
}

/// Whether a word of the name is an initial: «Mark R.» may be anybody.
fn has_initial(name: &str) -> bool {
    words(name)
        .any(|word| word.of(name).chars().count() == 1 && word.of(name).starts_with(char::is_uppercase))
}

#[cfg(test)]
mod tests {
    use super::*;

    /// What [`KnownNames::nearest`] answers, without sparing itself a query.
    fn plainly(names: &KnownNames, name: &str) -> Option<usize> {
        let folded = fold(name);
        let hit = names.index.query(name, 1).into_iter().next()?;
        let joined = usize::from(names.lengths[hit.name]) != count_words(&folded);
        let alike = matches!(hit.reason, Reason::Spelling(_)) || joined && hit.reason == Reason::Same;
        let alike = hit.score >= SUGGEST && alike;
        let known = fold(names.index.name(hit.name));
        let as_long = may_be_as_long(count_words(&known), count_words(&folded));
        let near = names.skeletons.near(&without_particles(&folded)).contains(&(hit.name as u32));
        let other = is_other_name(&folded, &known);
        let left_out = has_initial(name) || names.foreign.contains(&folded);
        (alike && as_long && near && !other && !left_out).then_some(hit.name)
    }

    #[test]
    fn a_spared_query_would_have_found_nothing() {
        let glossary = Glossary::embedded();
        let names = KnownNames::new(glossary, Language::French);
        let slips = [
            ("ch", "sh"),
            ("i", "y"),
            ("e", ""),
            ("ou", "u"),
            ("k", "kh"),
            ("a", "aa"),
            ("n", "nn"),
            ("t", "d"),
        ];
        let mut found = 0;
        for (at, known) in (0..names.terms.len()).step_by(9).enumerate() {
            let (from, to) = slips[at % slips.len()];
            let slip = names.index.name(known).replacen(from, to, 1);
            let answer = names.nearest(&slip);
            assert_eq!(answer, plainly(&names, &slip), "{slip}");
            found += usize::from(answer.is_some());
        }
        assert!(found > 30, "{found} slips were found: the test tries too little");
    }
}

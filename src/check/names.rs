//! Names in a text that the glossary does not know, and the known name they probably stand for.

use std::sync::RwLock;

use rustc_hash::FxHashMap;

use crate::{
    glossary::{ConceptId, Form, Glossary, Slot},
    language::{Language, names::NameWords},
    matching::{in_protected_place, in_street_name},
    names::{Index, Reason, Skeletons},
    text::{Span, fold, is_apostrophe, is_hyphen, previous_word, words},
};

/// From this likeness on a name is reported. Romanisations of one name and slips of a letter or two lie
/// above .97 (measured on the variants of the acceptance cases), look-alikes below .96.
const THRESHOLD: f32 = 0.966;
/// Shorter names than this have too many neighbours.
const SHORTEST: usize = 4;
/// The longest run of words compared as one name.
const LONGEST: usize = 4;
/// How many judgements are remembered before all are forgotten.
const REMEMBERED: usize = 1 << 17;

/// The names of a glossary in one language, to be searched by likeness.
pub(crate) struct KnownNames {
    index: Index,
    /// For each name of the index: concept, term, whether it is a person’s surname.
    terms: Vec<(ConceptId, usize, bool)>,
    skeletons: Skeletons,
    language: Language,
    judged: RwLock<FxHashMap<String, Option<usize>>>,
}

/// A name that probably stands for a known one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Likeness {
    pub span: Span,
    pub concept: ConceptId,
    pub term: usize,
}

impl KnownNames {
    pub(crate) fn new(glossary: &Glossary, language: Language) -> Self {
        let mut terms = Vec::new();
        let mut names: Vec<(u32, &str)> = Vec::new();
        let mut skeletons = Skeletons::default();
        for (number, concept) in
            glossary.concepts.values().enumerate().filter(|(_, concept)| concept.is_name())
        {
            for (place, term) in concept.terms_in(language) {
                let Form::Literal(text) = &term.form else { continue };
                let acronym = !text.chars().any(char::is_lowercase);
                if acronym || text.chars().count() < SHORTEST {
                    continue;
                }
                let person = concept.kind == crate::glossary::ConceptKind::Person;
                terms.push((ConceptId::at(number), place, person && term.slot == Slot::Short));
                names.push((number as u32, text));
                skeletons.add(&fold(text));
            }
        }
        let index = Index::build(names);
        Self { index, terms, skeletons, language, judged: RwLock::default() }
    }

    /// The names of `text` outside `taken` that probably stand for known ones.
    pub(crate) fn find(&self, text: &str, taken: &[Span], found: &mut Vec<Likeness>) {
        if self.terms.is_empty() {
            return;
        }
        let mut run: Vec<Span> = Vec::new();
        let mut next_taken = 0;
        for token in capitalised_tokens(text) {
            while taken.get(next_taken).is_some_and(|span| span.end <= token.start) {
                next_taken += 1;
            }
            let is_taken = taken.get(next_taken).is_some_and(|span| span.overlaps(token));
            let joins = run.last().is_some_and(|last| is_space(&text[last.end..token.start]));
            if !joins || is_taken {
                self.run(text, &run, found);
                run.clear();
            }
            if !is_taken {
                run.push(token);
            }
        }
        self.run(text, &run, found);
    }

    /// A run of capitalised words: the longest names in it that are like known ones.
    fn run(&self, text: &str, run: &[Span], found: &mut Vec<Likeness>) {
        let mut at = 0;
        while at < run.len() {
            let most = LONGEST.min(run.len() - at);
            let hit = (1..=most).rev().find_map(|len| {
                let span = Span::new(run[at].start, run[at + len - 1].end);
                let written = span.of(text);
                let name = match self.remembered(written) {
                    Some(known) => known.filter(|_| self.fits(text, run, at, len))?,
                    None if self.fits(text, run, at, len) => self.judge(written)?,
                    None => return None,
                };
                Some((len, span, name))
            });
            match hit {
                Some((len, span, name)) => {
                    let (concept, term, _) = self.terms[name];
                    found.push(Likeness { span, concept, term });
                    at += len;
                }
                None => at += 1,
            }
        }
    }

    /// Whether the words around leave the name to stand for the known one.
    fn fits(&self, text: &str, run: &[Span], at: usize, len: usize) -> bool {
        let span = Span::new(run[at].start, run[at + len - 1].end);
        let written = span.of(text);
        let shouted = !written.chars().any(char::is_lowercase);
        let lists = NameWords::of(self.language);
        let free = |token: &Span| {
            let folded = fold(token.of(text));
            lists.title(&folded).is_some() || lists.opens_sentence(&folded) || lists.is_determiner(&folded)
        };
        let alone = at.checked_sub(1).is_none_or(|before| free(&run[before])) && run.get(at + len).is_none();
        (alone || shouted)
            && !in_protected_place(text, span)
            && !in_street_name(text, span, self.language)
            && !self.is_something_else(text, span.start)
    }

    /// *le canal de …*, *des …*: the name of something else, or of a people.
    fn is_something_else(&self, text: &str, at: usize) -> bool {
        let lists = NameWords::of(self.language);
        let mut at = at;
        for _ in 0..3 {
            let Some(word) = previous_word(text, at) else { return false };
            let gap = &text[word.end..at];
            if !gap.chars().all(|c| c.is_whitespace() || is_apostrophe(c) || is_hyphen(c)) {
                return false;
            }
            let lower = word.of(text).to_lowercase();
            if lists.makes_other_name(&lower) {
                return true;
            }
            if !matches!(lower.as_str(), "de" | "d" | "du" | "la" | "le" | "l" | "of") {
                return false;
            }
            at = word.start;
        }
        false
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
        if folded.len() < SHORTEST || has_initial(name) {
            return None;
        }
        let mut near = self.skeletons.near(&folded);
        let length = words(&folded).count();
        near.retain(|&known| words(self.index.name(known as usize)).count() == length);
        let hit = self.index.answer(name, &near, THRESHOLD)?;
        (matches!(hit.reason, Reason::Spelling(_)) && near.contains(&(hit.name as u32))).then_some(hit.name)
    }
}

/// Whether a word of the name is an initial: «Mark R.» may be anybody.
fn has_initial(name: &str) -> bool {
    words(name)
        .any(|word| word.of(name).chars().count() == 1 && word.of(name).starts_with(char::is_uppercase))
}

/// The words of a text that start with a capital, hyphenated ones as a whole.
fn capitalised_tokens(text: &str) -> impl Iterator<Item = Span> + '_ {
    let mut at = 0;
    std::iter::from_fn(move || {
        loop {
            let start = next_capital(text, at)?;
            let mut end = start;
            for (offset, c) in text[start..].char_indices() {
                let hyphen =
                    is_hyphen(c) && text[start + offset + c.len_utf8()..].starts_with(char::is_alphabetic);
                if !(hyphen
                    || c.is_alphanumeric()
                    || c == '_'
                    || unicode_normalization::char::is_combining_mark(c))
                {
                    break;
                }
                end = start + offset + c.len_utf8();
            }
            at = end.max(start + 1);
            if end > start {
                return Some(Span::new(start, end));
            }
        }
    })
}

/// The next capital that starts a word, from byte `at` on.
fn next_capital(text: &str, at: usize) -> Option<usize> {
    let bytes = text.as_bytes();
    let mut at = at;
    while at < bytes.len() {
        let byte = bytes[at];
        if byte.is_ascii_uppercase() || byte >= 0xC0 {
            let capital = byte.is_ascii_uppercase() || text[at..].starts_with(char::is_uppercase);
            let inside = text[..at].ends_with(|c: char| c.is_alphanumeric() || c == '_' || is_hyphen(c));
            if capital && !inside {
                return Some(at);
            }
        }
        at += 1;
        while at < bytes.len() && !text.is_char_boundary(at) {
            at += 1;
        }
    }
    None
}

fn is_space(gap: &str) -> bool {
    !gap.is_empty() && gap.chars().all(char::is_whitespace)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// What [`KnownNames::nearest`] answers, without sparing itself a query.
    fn plainly(names: &KnownNames, name: &str) -> Option<usize> {
        let folded = fold(name);
        let hit = names.index.query(name, 1).into_iter().next()?;
        let alike = hit.score >= THRESHOLD && matches!(hit.reason, Reason::Spelling(_));
        let as_long = words(names.index.name(hit.name)).count() == words(&folded).count();
        let near = names.skeletons.near(&folded).contains(&(hit.name as u32));
        (alike && as_long && near && !has_initial(name)).then_some(hit.name)
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

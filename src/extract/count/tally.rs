//! What is counted: words, names, terms, acronyms. Tallies of parts of a corpus merge into that of the whole.

use super::key::Counts;
use super::votes::Votes;
use crate::extract::tag::entities::labels::NameKind;
use crate::text::{is_apostrophe, is_hyphen, is_ignorable, is_single_spaced};
use indexmap::IndexMap;
use rustc_hash::FxBuildHasher;
use std::sync::Arc;

/// Distinct terms, names, words and acronyms kept; beyond, the rarest are forgotten (and counted again from one when
/// they come back).
const KEPT_TERMS: usize = 1_500_000;
const KEPT_NAMES: usize = 500_000;
const KEPT_WORDS: usize = 3_000_000;
const KEPT_ACRONYMS: usize = 500_000;
/// Example sentences kept for a candidate.
const EXAMPLES: usize = 3;

/// A sentence a candidate stands in.
///
/// Examples are in the order of their documents' names, whatever order the documents come in.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Example {
    /// The document's name.
    pub document: Arc<str>,
    /// The sentence, or what stands around the candidate in a long one.
    pub text: Arc<str>,
}

/// How a document writes a form; in the order of the documents' names.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Spelling {
    /// The document's name.
    pub document: Arc<str>,
    /// The form as written there first.
    pub form: Box<str>,
}

/// What is counted of a name.
#[derive(Clone, Debug, Default)]
pub struct NameTally {
    /// Occurrences by kind ([`NameKind`] order), then as a people.
    pub kinds: [u32; 6],
    /// Documents.
    pub documents: u32,
    /// Occurrences that are a whole segment: a heading or a menu item, whose capital means little.
    pub alone: u32,
    /// The first sentence of each of the first documents, in the order of their names.
    pub examples: Vec<Example>,
}

impl NameTally {
    /// Occurrences in all.
    pub fn count(&self) -> u32 {
        self.kinds.iter().sum()
    }

    /// The kind most occurrences have; none for a people.
    pub fn kind(&self) -> Option<NameKind> {
        let place = (0..self.kinds.len()).max_by_key(|i| (self.kinds[*i], std::cmp::Reverse(*i)))?;
        NameKind::ALL.get(place).copied()
    }
}

/// What is counted of a term.
#[derive(Clone, Debug, Default)]
pub struct TermTally {
    /// Occurrences.
    pub count: u32,
    /// Documents.
    pub documents: u32,
    /// Occurrences inside a longer candidate.
    pub nested: u32,
    /// Occurrences with a capital.
    pub capital: u32,
    /// Part-of-speech patterns.
    pub patterns: Votes,
    /// Which of 64 classes of words stood before and after.
    pub around: (u64, u64),
    /// The first sentence of the first document.
    pub example: Option<Arc<Example>>,
    /// The first spelling that is not the key itself, of the first document that has one.
    pub form: Option<Box<Spelling>>,
}

/// Counts of a corpus or of a part of one.
#[derive(Clone, Debug, Default)]
pub struct Tally {
    /// Documents.
    pub documents: u32,
    /// Words, by lower-case form.
    pub words: Counts<u32>,
    /// Words in all.
    pub total: u64,
    /// Names, by form.
    pub names: Counts<NameTally>,
    /// Terms, by lower-case form.
    pub terms: Counts<TermTally>,
    /// Acronyms with an expansion: acronym, expansion, how often.
    pub acronyms: IndexMap<(Box<str>, Box<str>), u32, FxBuildHasher>,
}

/// A form with its spaces and apostrophes made plain.
pub(crate) fn plain(form: &str) -> String {
    let mut out = String::with_capacity(form.len());
    plain_into(form, &mut out);
    out
}

/// As [`plain`], into a string that is emptied first.
pub(super) fn plain_into(form: &str, out: &mut String) {
    out.clear();
    // What else is made plain begins with the same bytes as white space, but for the first of «ʼ».
    if is_single_spaced(form) && !form.as_bytes().contains(&0xCA) {
        out.push_str(form);
        return;
    }
    let mut spaced = false;
    for c in form.chars() {
        if c.is_whitespace() {
            spaced = true;
            continue;
        }
        if std::mem::take(&mut spaced) && !out.is_empty() {
            out.push(' ');
        }
        match c {
            c if is_ignorable(c) => {}
            c if is_apostrophe(c) => out.push('\''),
            c if is_hyphen(c) => out.push('-'),
            c => out.push(c),
        }
    }
}

impl Tally {
    /// Adds the tally of further documents. The order of parts matters only for what is forgotten in a very large
    /// corpus.
    pub fn merge(&mut self, other: Tally) {
        self.add(other, Next::Documents);
    }

    /// Adds the tally of the next passage of the same document.
    pub fn go_on(&mut self, passage: Tally) {
        self.add(passage, Next::Passage);
    }

    fn add(&mut self, other: Tally, next: Next) {
        if self.documents == 0 {
            *self = other;
        } else {
            self.add_counts(other, next);
        }
        forget_rarest(&mut self.terms, KEPT_TERMS, |term| term.count);
        forget_rarest(&mut self.names, KEPT_NAMES, NameTally::count);
        forget_rarest(&mut self.words, KEPT_WORDS, |count| *count);
        forget_rarest(&mut self.acronyms, KEPT_ACRONYMS, |count| *count);
    }

    fn add_counts(&mut self, other: Tally, next: Next) {
        self.documents = next.documents(self.documents, other.documents);
        self.total += other.total;
        for (word, n) in other.words {
            *self.words.entry(word).or_default() += n;
        }
        for (form, tally) in other.names {
            let own = self.names.entry(form).or_default();
            own.kinds.iter_mut().zip(tally.kinds).for_each(|(a, b)| *a += b);
            own.documents = next.documents(own.documents, tally.documents);
            own.alone += tally.alone;
            next.examples(&mut own.examples, tally.examples);
        }
        for (form, tally) in other.terms {
            let own = self.terms.entry(form).or_default();
            own.count += tally.count;
            own.documents = next.documents(own.documents, tally.documents);
            own.nested += tally.nested;
            own.capital += tally.capital;
            own.patterns.merge(&tally.patterns);
            own.around.0 |= tally.around.0;
            own.around.1 |= tally.around.1;
            next.choose(&mut own.example, tally.example);
            next.choose(&mut own.form, tally.form);
        }
        for (pair, n) in other.acronyms {
            *self.acronyms.entry(pair).or_default() += n;
        }
    }
}

/// What a tally that is added comes from.
#[derive(Clone, Copy)]
enum Next {
    /// Other documents, which may come in any order: what is kept of them is the least.
    Documents,
    /// The next passage of the same document: what is kept is what came first.
    Passage,
}

impl Next {
    /// In how many documents something is that both tallies have.
    fn documents(self, own: u32, others: u32) -> u32 {
        match self {
            Next::Documents => own + others,
            Next::Passage => own.max(others),
        }
    }

    fn choose<T: Ord>(self, own: &mut Option<T>, other: Option<T>) {
        let Some(other) = other else { return };
        let better = |own: &T| matches!(self, Next::Documents) && other < *own;
        if own.as_ref().is_none_or(better) {
            *own = Some(other);
        }
    }

    /// Adds examples, one of each document.
    fn examples(self, own: &mut Vec<Example>, others: Vec<Example>) {
        match self {
            Next::Passage if own.is_empty() => *own = others,
            Next::Passage => {}
            Next::Documents => {
                own.extend(others);
                own.sort_unstable();
                own.dedup_by(|later, kept| later.document == kept.document);
                own.truncate(EXAMPLES);
            }
        }
    }
}

/// Bounds what is counted to `most` forms: beyond, those seen least are forgotten until a quarter is free again.
fn forget_rarest<K, V, S>(counted: &mut IndexMap<K, V, S>, most: usize, count: impl Fn(&V) -> u32) {
    if counted.len() <= most {
        return;
    }
    let mut least = 1;
    while counted.len() > most / 4 * 3 {
        counted.retain(|_, form| count(form) > least);
        least *= 2;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_sign_is_made_plain() {
        for (signs, made) in
            [("\u{AD}\u{200B}", ""), ("\u{2019}\u{2018}\u{02BC}", "'"), ("\u{2010}\u{2011}", "-")]
        {
            signs
                .chars()
                .for_each(|c| assert_eq!(plain(&format!("l{c}été")), format!("l{made}été"), "{c:?}"));
        }
    }

    #[test]
    fn the_rarest_are_forgotten_beyond_a_bound() {
        let counts = |few: u32| -> IndexMap<u32, u32> { (0..few).map(|n| (n, 1 + n % 8)).collect() };
        let mut within = counts(80);
        forget_rarest(&mut within, 80, |count| *count);
        assert_eq!(within.len(), 80);
        let mut beyond = counts(81);
        forget_rarest(&mut beyond, 80, |count| *count);
        assert!(beyond.len() <= 60 && beyond.values().all(|count| *count > 2), "{beyond:?}");
        let mut all_alike: IndexMap<u32, u32> = (0..100).map(|n| (n, 1)).collect();
        forget_rarest(&mut all_alike, 10, |count| *count);
        assert!(all_alike.is_empty());
    }
}

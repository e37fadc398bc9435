//! The tally of one document.

use super::forms::{Form, Forms};
use super::key::Key;
use super::tally::{Example, NameTally, Spelling, Tally, TermTally, plain_into};
use crate::extract::analyse::Analysed;
use crate::extract::tag::acronyms;
use crate::extract::tag::entities::features::{self, Case};
use crate::extract::tag::entities::labels::NameKind;
use crate::extract::tag::pos::{Pos, lexicon};
use crate::extract::tag::term_spans;
use crate::text::{TokenKind, cluster_start, single_spaced};
use rustc_hash::FxHashMap;
use std::sync::Arc;

/// Longest example, in bytes.
const LONGEST_EXAMPLE: usize = 400;
/// A text has about one distinct term in so many tokens, or fewer.
const TOKENS_OF_A_TERM: usize = 3;
/// Terms remembered from document to document; when there are more, all are forgotten.
const KEPT: usize = 300_000;

/// Tallies documents one after another; remembers the terms met, so that each is spelled out once.
#[derive(Default)]
pub(crate) struct Counter {
    /// The number of a term by the hash of its tokens.
    numbers: FxHashMap<u64, u32>,
    /// Each term with the last document it was met in, and its place in the tally of that document.
    terms: Vec<(Key, u32, u32)>,
    document: u32,
    /// Occurrences of each form in lower case, by its number.
    words: Vec<u32>,
    spans: Vec<(usize, usize)>,
    written: String,
}

/// The document that is tallied.
struct Counting<'a> {
    name: Arc<str>,
    forms: &'a Forms,
    out: Tally,
    written: String,
}

/// A segment of it, and its words with plain spaces once an example has needed them.
struct Line<'a> {
    text: &'a str,
    segment: &'a Analysed,
    sentence: Option<Arc<Example>>,
    /// How many of its tokens are more than punctuation.
    words: usize,
}

impl Counter {
    /// The tally of one document: `name`, its blocks and their analysis.
    pub(crate) fn document(
        &mut self,
        name: &str,
        blocks: &[&str],
        segments: &[Analysed],
        forms: &Forms,
    ) -> Tally {
        if self.terms.len() > KEPT {
            *self = Counter::default();
        }
        self.document += 1;
        self.words.clear();
        self.words.resize(forms.lowers().len(), 0);
        let mut out = Tally { documents: 1, ..Tally::default() };
        let tokens: usize = segments.iter().map(|segment| segment.tokens.len()).sum();
        out.terms.reserve(tokens / TOKENS_OF_A_TERM);
        let mut counting = Counting { name: Arc::from(name), forms, out, written: String::new() };
        for segment in segments {
            let text = &blocks[segment.block][segment.range.clone()];
            let words = segment.tokens.iter().filter(|token| token.kind != TokenKind::Mark).count();
            self.segment(&mut counting, Line { text, segment, sentence: None, words });
        }
        let mut out = counting.out;
        for (word, &count) in forms.lowers().iter().zip(&self.words).filter(|(_, count)| **count > 0) {
            out.words.insert(word.clone(), count);
        }
        out.names.values_mut().for_each(|name| name.documents = 1);
        out.terms.values_mut().for_each(|term| term.documents = 1);
        out
    }

    fn segment(&mut self, counting: &mut Counting, mut line: Line) {
        for number in &line.segment.forms {
            let form = counting.forms.get(*number);
            if form.kind == TokenKind::Word {
                counting.out.total += 1;
                self.words[form.lower as usize] += 1;
            }
        }
        counting.names(&mut line);
        self.terms(counting, &mut line);
        if line.text.contains('(') {
            for (acronym, expansion) in acronyms::pairs(line.text, &line.segment.tokens) {
                *counting.out.acronyms.entry((acronym.into(), expansion.into())).or_default() += 1;
            }
        }
    }

    fn terms(&mut self, counting: &mut Counting, line: &mut Line) {
        let segment = line.segment;
        let mut spans = std::mem::take(&mut self.spans);
        term_spans::spans(&segment.tags, |i| counting.forms.get(segment.forms[i]).joins, &mut spans);
        // Spans come in order of their starts, then of their ends: how far those before reach.
        let (mut reach, mut at) = (0, 0);
        while let Some(&(start, _)) = spans.get(at) {
            let alike = spans[at..].iter().take_while(|span| span.0 == start).count();
            let longest = spans[at + alike - 1].1;
            let mut hash = 0;
            let mut hashed = start;
            for &(a, b) in &spans[at..at + alike] {
                while hashed < b {
                    hash = line.joined(counting.forms, hash, start, hashed);
                    hashed += 1;
                }
                let whole = segment.names.is_empty()
                    || term_spans::leaves_names_whole(&segment.names, &segment.tags, (a, b));
                if whole {
                    // «soldats de maintien de la paix russes»: whose they are makes no longer term.
                    let next = segment.forms.get(b).map(|next| counting.forms.get(*next));
                    let people = next.is_some_and(|next| next.classes & lexicon::PEOPLE != 0);
                    let nested = reach >= b || longest > b + usize::from(people);
                    self.term(counting, line, (a, b), hash, nested);
                }
            }
            reach = reach.max(longest);
            at += alike;
        }
        self.spans = spans;
    }

    /// Counts the occurrence of a term, tokens `a` to `b`, whose tokens hash to `hash`.
    fn term(
        &mut self,
        counting: &mut Counting,
        line: &mut Line,
        (a, b): (usize, usize),
        hash: u64,
        nested: bool,
    ) {
        let s = line.segment;
        let form = |i: usize| counting.forms.get(s.forms[i]);
        let is_key = (a..b).all(|i| form(i).is_key);
        let number = match self.numbers.get(&hash) {
            Some(number) => *number,
            None => {
                line.write(a, b, &mut self.written);
                let key =
                    if is_key { Key::new(&self.written) } else { Key::new(&self.written.to_lowercase()) };
                let number = self.terms.len() as u32;
                self.terms.push((key, 0, 0));
                self.numbers.insert(hash, number);
                number
            }
        };
        let (key, document, place) = &mut self.terms[number as usize];
        let pattern = s.tags[a..b].iter().fold(0, |p, t| p << 4 | code(*t));
        if *document != self.document {
            *document = self.document;
            // Written in another way it may have been met before.
            let entry = counting.out.terms.entry(key.clone());
            *place = entry.index() as u32;
            entry.or_insert_with(|| TermTally {
                example: Some(line.example(&counting.name, a)),
                ..TermTally::default()
            });
        }
        let Some((_, tally)) = counting.out.terms.get_index_mut(*place as usize) else { return };
        let around = |i: Option<usize>| 1_u64 << i.map_or(0, |i| form(i).word.hash % 64);
        tally.count += 1;
        tally.nested += u32::from(nested);
        tally.capital += u32::from(form(a).word.case != Case::Lower);
        tally.patterns.add(pattern, 1);
        tally.around.0 |= around(a.checked_sub(1));
        tally.around.1 |= around(Some(b).filter(|b| *b < s.forms.len()));
        if tally.form.is_none() && a > 0 && !is_key {
            line.write(a, b, &mut self.written);
            tally.form = (self.written != **key).then(|| {
                Box::new(Spelling { document: counting.name.clone(), form: self.written.as_str().into() })
            });
        }
    }
}

impl Line<'_> {
    /// Writes the tokens `a` to `b`, with plain spaces and apostrophes, into `out`, emptied first.
    fn write(&self, a: usize, b: usize, out: &mut String) {
        let tokens = &self.segment.tokens;
        plain_into(&self.text[tokens[a].span.start..tokens[b - 1].span.end], out);
    }

    /// The hash of tokens of which `hash` is that of those before token `at`; `start` is the first.
    fn joined(&self, forms: &Forms, hash: u64, start: usize, at: usize) -> u64 {
        let tokens = &self.segment.tokens;
        let gap = if at == start { "" } else { &self.text[tokens[at - 1].span.end..tokens[at].span.start] };
        let gap = match gap {
            "" => 0,
            " " => 1,
            _ if gap.chars().all(char::is_whitespace) => 1,
            _ => features::hash_bytes(gap.as_bytes()),
        };
        let key = forms.get(self.segment.forms[at]).key;
        (hash ^ gap).wrapping_mul(0x9e37_79b9_7f4a_7c15).rotate_left(23) ^ key
    }

    /// What stands around token `at`.
    fn example(&mut self, document: &Arc<str>, at: usize) -> Arc<Example> {
        let of =
            |text: &str| Arc::new(Example { document: document.clone(), text: single_spaced(text).into() });
        if self.text.len() <= LONGEST_EXAMPLE {
            return self.sentence.get_or_insert_with(|| of(self.text)).clone();
        }
        let at = self.segment.tokens[at].span.start;
        let start = cluster_start(self.text, at.saturating_sub(LONGEST_EXAMPLE / 2));
        let end = cluster_start(self.text, start + LONGEST_EXAMPLE);
        of(&self.text[start..end])
    }
}

impl Counting<'_> {
    fn names(&mut self, line: &mut Line) {
        let s = line.segment;
        for &(mut a, b, kind) in &s.names {
            while a + 1 < b && self.forms.get(s.forms[a]).title {
                a += 1;
            }
            self.name(line, (a, b), kind as usize);
        }
        for at in 1..s.forms.len() {
            let (before, form) = (self.forms.get(s.forms[at - 1]), self.forms.get(s.forms[at]));
            if is_people(before, form) && term_spans::names_within(&s.names, (at, at + 1)).is_empty() {
                self.name(line, (at, at + 1), NameKind::ALL.len());
            }
        }
    }

    fn name(&mut self, line: &mut Line, (a, b): (usize, usize), kind: usize) {
        line.write(a, b, &mut self.written);
        let place = match self.out.names.get_index_of(self.written.as_str()) {
            Some(place) => place,
            None => self.out.names.insert_full(Key::new(&self.written), NameTally::default()).0,
        };
        let tally = &mut self.out.names[place];
        tally.kinds[kind] += 1;
        tally.alone += u32::from(b - a == line.words);
        if tally.examples.is_empty() {
            tally.examples.push((*line.example(&self.name, a)).clone());
        }
    }
}

/// Four bits for a part of speech.
fn code(pos: Pos) -> u64 {
    pos as u64 + 1
}

/// Whether a form is the name of a people: a capitalised inhabitant's name after a determiner or number.
fn is_people(before: &Form, form: &Form) -> bool {
    let opens =
        lexicon::DETERMINER | lexicon::DE | lexicon::NUMBER | lexicon::PREPOSITION | lexicon::ADJECTIVE;
    form.people && before.classes & opens != 0
}

//! One document at a time: tokens, parts of speech, names.

use super::general;
use super::names::crf::{self, Row};
use super::names::features::{self, Case, Seen, Word};
use super::names::labels::{self, LABELS, NameKind};
use super::names::{evidence, lists, weights::Weights};
use super::pos::{Pos, lexicon, tagger as pos_tagger};
use super::tokens::{self, Token, TokenKind};
use rustc_hash::FxHashMap;
use std::ops::Range;

/// Forms whose properties are kept; when there are more, the store is emptied and filled anew.
const KEPT_FORMS: usize = 200_000;

/// What a ministry's «Affaires» are; the name goes on with it.
const AFFAIRS: &[&str] =
    &["étrangères", "sociales", "européennes", "intérieures", "religieuses", "culturelles"];

/// Whether `form` after `before` is a verb in lower case: «Commission invite», and a name ends before it.
fn predicates(form: &Form, before: &Form, after: Option<&Form>) -> bool {
    const FUTURE: &[&str] = &["era", "ira", "dra", "eront", "iront", "dront", "rait", "raient"];
    let opens = lexicon::DE | lexicon::DETERMINER | lexicon::PREPOSITION | lexicon::NUMBER;
    let verb = lexicon::VERB | lexicon::LISTED;
    let other = lexicon::EVERYDAY_WORD | lexicon::ADJECTIVE | lexicon::INFINITIVE;
    let completed = after.is_some_and(|a| a.classes & (lexicon::DETERMINER | lexicon::INFINITIVE) != 0);
    form.word.case == Case::Lower
        && form.classes & verb == verb
        && form.classes & (other | opens) == 0
        && before.classes & opens == 0
        && (completed || FUTURE.iter().any(|e| form.word.lower.ends_with(e)))
}

/// A form as the analyser keeps it.
pub struct Form {
    /// What the name tagger knows of it.
    pub word: Word,
    /// What it can be ([`lexicon::classes`]).
    pub classes: u32,
    /// Word, number, mark or address.
    pub kind: TokenKind,
    /// Weights of its own features, seen from two places to the right up to two to the left.
    rows: [Row; 5],
}

/// A segment, analysed. Spans are bytes of the block; `forms` index the analyser's store.
pub struct Analysed {
    /// The block it stands in.
    pub block: usize,
    /// The segment, in bytes of its block.
    pub range: Range<usize>,
    /// Its tokens, in bytes of the segment.
    pub tokens: Vec<Token>,
    /// The form of each token.
    pub forms: Vec<u32>,
    /// Part of speech of each token.
    pub tags: Vec<Pos>,
    /// Names: first token, one past the last, kind.
    pub names: Vec<(usize, usize, NameKind)>,
}

/// Analyses documents one after another; keeps what it knows of each form.
pub struct Analyser {
    weights: &'static Weights,
    index: FxHashMap<Box<str>, u32>,
    forms: Vec<Form>,
    emissions: Vec<Row>,
    features: Vec<u32>,
    labels: Vec<u8>,
}

impl Default for Analyser {
    fn default() -> Self {
        Analyser::new(Weights::embedded())
    }
}

impl Analyser {
    /// An analyser with the given weights.
    pub fn new(weights: &'static Weights) -> Analyser {
        Analyser {
            weights,
            index: FxHashMap::default(),
            forms: Vec::new(),
            emissions: Vec::new(),
            features: Vec::new(),
            labels: Vec::new(),
        }
    }

    /// A form of the last document analysed.
    pub fn form(&self, id: u32) -> &Form {
        &self.forms[id as usize]
    }

    /// Analyses a document: its blocks, each cut into segments by `split`.
    pub fn document(&mut self, blocks: &[&str], split: impl Fn(&str) -> Vec<Range<usize>>) -> Vec<Analysed> {
        if self.forms.len() > KEPT_FORMS {
            self.index.clear();
            self.forms.clear();
        }
        let mut out = Vec::new();
        for (block, text) in blocks.iter().enumerate() {
            for range in split(text) {
                let segment = &text[range.clone()];
                let tokens = tokens::tokenise(segment);
                if tokens.is_empty() {
                    continue;
                }
                let forms = tokens.iter().map(|t| self.intern(t.text(segment), t.kind)).collect();
                out.push(Analysed { block, range, tokens, forms, tags: Vec::new(), names: Vec::new() });
            }
        }
        let case = self.case_counts(&out);
        for segment in &mut out {
            let capitals: Vec<u8> = segment.forms.iter().map(|f| self.capitals(*f, &case)).collect();
            segment.names = self.names(segment, &capitals);
            segment.tags = self.tags(segment);
        }
        out
    }

    fn intern(&mut self, form: &str, kind: TokenKind) -> u32 {
        if let Some(id) = self.index.get(form) {
            return *id;
        }
        let mut word = Word::new(form, 0);
        word.general = general::class(&word.lower);
        let plain = matches!(kind, TokenKind::Word | TokenKind::Number);
        let classes = if plain { lexicon::classes(&word.lower) } else { 0 };
        let mut rows = [[0.0; LABELS]; 5];
        for (i, row) in rows.iter_mut().enumerate() {
            self.features.clear();
            features::word_features(form, &word, i as i8 - 2, &mut self.features);
            for f in &self.features {
                self.weights.add(*f, row);
            }
        }
        let id = self.forms.len() as u32;
        self.forms.push(Form { word, classes, kind, rows });
        self.index.insert(form.into(), id);
        id
    }

    /// How each word is capitalised inside the sentences of this document.
    fn case_counts(&self, segments: &[Analysed]) -> FxHashMap<u64, (u32, u32)> {
        let mut counts: FxHashMap<u64, (u32, u32)> = FxHashMap::default();
        for segment in segments {
            let word = |i: usize| &self.forms[segment.forms[i] as usize].word;
            evidence::count_case(segment.forms.len(), word, |hash, up| {
                let c = counts.entry(hash).or_default();
                if up {
                    c.0 += 1;
                } else {
                    c.1 += 1;
                }
            });
        }
        counts
    }

    fn capitals(&self, form: u32, case: &FxHashMap<u64, (u32, u32)>) -> u8 {
        let (up, low) = case.get(&self.forms[form as usize].word.hash).copied().unwrap_or_default();
        evidence::capitals(up, low)
    }

    /// The names of a segment.
    fn names(&mut self, segment: &Analysed, capitals: &[u8]) -> Vec<(usize, usize, NameKind)> {
        let forms: Vec<&Form> = segment.forms.iter().map(|f| &self.forms[*f as usize]).collect();
        if !forms.iter().any(|f| f.word.capitalised()) {
            return Vec::new();
        }
        let lower: Vec<&str> = forms.iter().map(|f| f.word.lower.as_str()).collect();
        let phrases = lists::phrase_marks(&lower);
        let seen: Vec<Seen> = forms
            .iter()
            .zip(capitals)
            .zip(phrases)
            .map(|((f, capitals), phrase)| Seen { word: &f.word, capitals: *capitals, phrase })
            .collect();
        self.emissions.clear();
        for i in 0..forms.len() {
            let mut row = [0.0; LABELS];
            for offset in 0..5 {
                if let Some(f) = (i + offset).checked_sub(2).and_then(|j| forms.get(j)) {
                    for (a, b) in row.iter_mut().zip(&f.rows[offset]) {
                        *a += b;
                    }
                }
            }
            self.features.clear();
            features::context_features(&seen, i, &mut self.features);
            for f in &self.features {
                self.weights.add(*f, &mut row);
            }
            self.emissions.push(row);
        }
        crf::decode(&self.emissions, &self.weights.transitions, &mut self.labels);
        let mut spans = labels::spans(&self.labels);
        for span in spans.iter_mut().filter(|s| s.2 == NameKind::Organisation) {
            let verb = (span.0 + 1..span.1)
                .find(|i| predicates(forms[*i], forms[*i - 1], forms.get(i + 1).copied()));
            span.1 = verb.unwrap_or(span.1);
        }
        for span in &mut spans {
            // «©ANNA DUPONT / AFP»: capitals throughout look like an organisation.
            let words = &forms[span.0..span.1];
            if words.len() > 1
                && words.iter().all(|w| w.word.case == Case::Upper)
                && words[0].word.classes & lists::GIVEN != 0
            {
                span.2 = NameKind::Person;
            }
            let next = lower.get(span.1).copied().unwrap_or("");
            if lower[span.1 - 1] == "affaires" && AFFAIRS.contains(&next) {
                span.1 += 1;
            }
        }
        spans
    }

    fn tags(&self, segment: &Analysed) -> Vec<Pos> {
        let mut items: Vec<pos_tagger::Item> = Vec::with_capacity(segment.forms.len());
        for id in &segment.forms {
            let form = &self.forms[*id as usize];
            let mark = matches!(form.kind, TokenKind::Mark | TokenKind::Address);
            items.push(pos_tagger::Item { classes: form.classes, mark, name: false });
        }
        let inside_sentence = |i: usize| {
            segment.forms[..i].iter().rev().map(|f| &self.forms[*f as usize]).next().is_some_and(|before| {
                before.kind == TokenKind::Word
                    || matches!(before.word.lower.as_str(), "," | ")" | "/" | "-il")
            })
        };
        for &(a, b, _) in &segment.names {
            for item in items[a..b].iter_mut().filter(|i| !i.mark) {
                let closed = lexicon::DE | lexicon::DETERMINER | lexicon::PREPOSITION | lexicon::CONJUNCTION;
                item.name = item.classes & closed == 0;
            }
        }
        let upper =
            segment.forms.iter().filter(|f| self.forms[**f as usize].word.case == Case::Upper).count();
        let shouted = upper * 5 > segment.forms.len() * 3;
        for (i, item) in items.iter_mut().enumerate() {
            let form = &self.forms[segment.forms[i] as usize];
            let listed = form.classes & lexicon::LISTED != 0;
            if form.kind == TokenKind::Word
                && form.word.capitalised()
                && !listed
                && !shouted
                && inside_sentence(i)
            {
                item.name = true;
            }
        }
        let mut tags = Vec::new();
        pos_tagger::tag(&items, &mut tags);
        tags
    }
}

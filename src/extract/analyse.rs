//! One document at a time: tokens, parts of speech, names.

use super::count::forms::{Form, Forms};
use super::count::key::{Counts, Key};
use super::tag::entities::crf::{Decoder, Row};
use super::tag::entities::features::{self, Case, Seen};
use super::tag::entities::labels::{self, NameKind};
use super::tag::entities::{
    evidence, gazetteer,
    weights::{Sums, Weights},
};
use super::tag::pos::{Pos, lexicon, tagger as pos_tagger};
use super::tag::tokeniser;
use crate::text::{Token, TokenKind};
use std::ops::Range;

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

/// A segment, analysed. Spans are bytes of the block; `forms` index the analyser's store.
pub(super) struct Analysed {
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

/// Analyses documents, or parts of them, one after another; keeps what it knows of each form.
pub(super) struct Analyser {
    weights: &'static Weights,
    decoder: Decoder,
    forms: Forms,
    /// How often each form in lower case is seen with a capital and without, inside the sentences of what is read.
    case: Vec<(u32, u32)>,
    emissions: Vec<Row>,
    features: Vec<u32>,
    labels: Vec<u8>,
    tokens: Vec<Token>,
}

impl Default for Analyser {
    fn default() -> Self {
        Analyser::new(Weights::embedded())
    }
}

impl Analyser {
    /// An analyser with the given weights.
    pub(super) fn new(weights: &'static Weights) -> Analyser {
        Analyser {
            weights,
            decoder: Decoder::new(&weights.transitions),
            forms: Forms::new(weights),
            case: Vec::new(),
            emissions: Vec::new(),
            features: Vec::new(),
            labels: Vec::new(),
            tokens: Vec::new(),
        }
    }

    /// The forms of the last document analysed.
    pub(super) fn forms(&self) -> &Forms {
        &self.forms
    }

    /// Reads a part of a document: those of its blocks, each cut into segments by `split`. What
    /// [`Analyser::judge`] finds in the segments is still missing.
    pub(super) fn read(
        &mut self,
        blocks: &[&str],
        part: Range<usize>,
        split: impl Fn(&str) -> Vec<Range<usize>>,
    ) -> Vec<Analysed> {
        self.forms.tidy();
        let mut out = Vec::new();
        for block in part {
            let text = blocks[block];
            for range in split(text) {
                let segment = &text[range.clone()];
                tokeniser::tokenise_into(segment, &mut self.tokens);
                if self.tokens.is_empty() {
                    continue;
                }
                // As long as they are: a document has many segments.
                let tokens = self.tokens.clone();
                let forms = tokens.iter().map(|t| self.forms.number(t.text(segment), t.kind)).collect();
                out.push(Analysed { block, range, tokens, forms, tags: Vec::new(), names: Vec::new() });
            }
        }
        self.count_case(&out);
        out
    }

    /// How often each word of the part read last, by its form in lower case, has a capital inside a sentence and
    /// how often not.
    pub(super) fn case(&self) -> impl Iterator<Item = (&Key, (u32, u32))> {
        self.forms.lowers().iter().zip(self.case.iter().copied()).filter(|(_, seen)| *seen != (0, 0))
    }

    /// Makes the case of words in a whole document known to the analyser that has read a part of it.
    pub(super) fn learn_case(&mut self, whole: &Counts<(u32, u32)>) {
        for (word, seen) in self.forms.lowers().iter().zip(&mut self.case) {
            *seen = whole.get(word).copied().unwrap_or_default();
        }
    }

    /// Finds the names and the parts of speech of segments read.
    pub(super) fn judge(&mut self, segments: &mut [Analysed]) {
        for segment in segments {
            segment.names = self.names(segment);
            segment.tags = self.tags(segment);
        }
    }

    /// Counts how each word is capitalised inside the sentences of what was read.
    fn count_case(&mut self, segments: &[Analysed]) {
        self.case.clear();
        self.case.resize(self.forms.lowers().len(), (0, 0));
        for segment in segments {
            let form = |i: usize| self.forms.get(segment.forms[i]);
            evidence::count_case(
                segment.forms.len(),
                |i| &form(i).word,
                |i, up| {
                    let count = &mut self.case[form(i).lower as usize];
                    if up {
                        count.0 += 1;
                    } else {
                        count.1 += 1;
                    }
                },
            );
        }
    }

    /// The names of a segment.
    fn names(&mut self, segment: &Analysed) -> Vec<(usize, usize, NameKind)> {
        let forms: Vec<&Form> = segment.forms.iter().map(|f| self.forms.get(*f)).collect();
        if !forms.iter().any(|f| f.word.capitalised()) {
            return Vec::new();
        }
        let mut seen: Vec<Seen> = Vec::with_capacity(forms.len());
        seen.extend(forms.iter().map(|f| {
            let (up, low) = self.case[f.lower as usize];
            Seen { word: &f.word, capitals: evidence::capitals(up, low), phrase: (0, false) }
        }));
        // Only where the next word may follow in a listed name is one looked for.
        let longest = |i: usize| forms.get(i + 1).filter(|next| next.goes_on).map_or(0, |_| forms[i].phrase);
        if (0..forms.len()).any(|i| longest(i) > 0) {
            let lower: Vec<&str> = forms.iter().map(|f| f.word.lower.as_str()).collect();
            let marks = gazetteer::phrase_marks(&lower, longest);
            seen.iter_mut().zip(marks).for_each(|(seen, mark)| seen.phrase = mark);
        }
        self.emissions.clear();
        for i in 0..forms.len() {
            let mut sums = Sums::default();
            for offset in 0..5 {
                if let Some(f) = (i + offset).checked_sub(2).and_then(|j| forms.get(j)) {
                    for (a, b) in sums.iter_mut().zip(&f.sums[offset]) {
                        *a += b;
                    }
                }
            }
            self.features.clear();
            features::context_features(&seen, i, &mut self.features);
            for f in &self.features {
                self.weights.add(*f, &mut sums);
            }
            self.emissions.push(self.weights.scores(&sums));
        }
        self.decoder.decode(&self.emissions, &mut self.labels);
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
                && words[0].word.classes & gazetteer::GIVEN != 0
            {
                span.2 = NameKind::Person;
            }
            let next = forms.get(span.1).map_or("", |f| f.word.lower.as_str());
            if forms[span.1 - 1].word.lower == "affaires" && AFFAIRS.contains(&next) {
                span.1 += 1;
            }
        }
        spans
    }

    fn tags(&self, segment: &Analysed) -> Vec<Pos> {
        let mut items: Vec<pos_tagger::Item> = Vec::with_capacity(segment.forms.len());
        for id in &segment.forms {
            let form = self.forms.get(*id);
            let mark = matches!(form.kind, TokenKind::Mark | TokenKind::Address);
            items.push(pos_tagger::Item { classes: form.classes, mark, name: false });
        }
        let inside_sentence = |i: usize| {
            segment.forms[..i].iter().rev().map(|f| self.forms.get(*f)).next().is_some_and(|before| {
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
        let upper = segment.forms.iter().filter(|f| self.forms.get(**f).word.case == Case::Upper).count();
        let shouted = upper * 5 > segment.forms.len() * 3;
        for (i, item) in items.iter_mut().enumerate() {
            let form = self.forms.get(segment.forms[i]);
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

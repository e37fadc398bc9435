//! What is counted: words, names, terms, acronyms. Tallies of parts of a corpus merge into that of the whole.

use super::analyse::{Analysed, Analyser};
use super::names::features::Case;
use super::names::labels::NameKind;
use super::pos::{Pos, lexicon};
use super::tokens::TokenKind;
use super::{acronyms, terms};
use rustc_hash::FxHashMap;
use std::sync::Arc;

/// Distinct terms, names, words and acronyms kept; beyond, the rarest are forgotten (and counted again from one when
/// they come back).
const KEPT_TERMS: usize = 1_500_000;
const KEPT_NAMES: usize = 500_000;
const KEPT_WORDS: usize = 3_000_000;
const KEPT_ACRONYMS: usize = 500_000;
/// Example sentences kept for a candidate.
const EXAMPLES: usize = 3;
/// Longest example, in bytes.
const LONGEST_EXAMPLE: usize = 400;

/// A sentence a candidate stands in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Example {
    /// The document's name.
    pub document: Arc<str>,
    /// The sentence, or what stands around the candidate in a long one.
    pub text: Arc<str>,
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
    /// First sentences.
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
    /// Part-of-speech pattern, four bits a token from the last, and how far ahead it is of others.
    pub pattern: (u64, u32),
    /// Which of 64 classes of words stood before and after.
    pub around: (u64, u64),
    /// First sentence.
    pub example: Option<Example>,
    /// Most seen spelling with capitals, when it is not the key itself.
    pub form: Option<Box<str>>,
}

/// Counts of a corpus or of a part of one.
#[derive(Clone, Debug, Default)]
pub struct Tally {
    /// Documents.
    pub documents: u32,
    /// Words, by lower-case form.
    pub words: FxHashMap<Box<str>, u32>,
    /// Words in all.
    pub total: u64,
    /// Names, by form.
    pub names: FxHashMap<Box<str>, NameTally>,
    /// Terms, by lower-case form.
    pub terms: FxHashMap<Box<str>, TermTally>,
    /// Acronyms with an expansion: acronym, expansion, how often.
    pub acronyms: FxHashMap<(Box<str>, Box<str>), u32>,
}

/// A form with its spaces and apostrophes made plain.
pub fn plain(form: &str) -> String {
    let mut out = String::with_capacity(form.len());
    for word in form.split_whitespace() {
        if !out.is_empty() {
            out.push(' ');
        }
        out.extend(word.chars().filter(|c| !matches!(c, '\u{AD}' | '\u{200B}')).map(|c| match c {
            '\u{2019}' | '\u{2018}' | '\u{02BC}' => '\'',
            '\u{2010}' | '\u{2011}' => '-',
            c => c,
        }));
    }
    out
}

impl Tally {
    /// The tally of one document: `name`, its blocks and their analysis.
    pub fn document(name: &str, blocks: &[&str], segments: &[Analysed], analyser: &Analyser) -> Tally {
        let mut out = Tally { documents: 1, ..Tally::default() };
        let mut counter = Counter { name: Arc::from(name), analyser, out: &mut out, spans: Vec::new() };
        for segment in segments {
            counter.segment(&blocks[segment.block][segment.range.clone()], segment);
        }
        for name in out.names.values_mut() {
            name.documents = 1;
        }
        for term in out.terms.values_mut() {
            term.documents = 1;
        }
        out
    }

    /// Adds the tally of a further part of the corpus. The order of parts matters only for which examples
    /// are kept, and for what is forgotten in a very large corpus.
    pub fn merge(&mut self, other: Tally) {
        self.documents += other.documents;
        self.total += other.total;
        for (word, n) in other.words {
            *self.words.entry(word).or_default() += n;
        }
        for (form, tally) in other.names {
            let own = self.names.entry(form).or_default();
            own.kinds.iter_mut().zip(tally.kinds).for_each(|(a, b)| *a += b);
            own.documents += tally.documents;
            own.alone += tally.alone;
            own.examples.extend(tally.examples);
            own.examples.truncate(EXAMPLES);
        }
        for (form, tally) in other.terms {
            let own = self.terms.entry(form).or_default();
            own.count += tally.count;
            own.documents += tally.documents;
            own.nested += tally.nested;
            own.capital += tally.capital;
            own.pattern = vote(own.pattern, tally.pattern);
            own.around.0 |= tally.around.0;
            own.around.1 |= tally.around.1;
            own.example = own.example.take().or(tally.example);
            own.form = own.form.take().or(tally.form);
        }
        for (pair, n) in other.acronyms {
            *self.acronyms.entry(pair).or_default() += n;
        }
        forget_rarest(&mut self.terms, KEPT_TERMS, |term| term.count);
        forget_rarest(&mut self.names, KEPT_NAMES, NameTally::count);
        forget_rarest(&mut self.words, KEPT_WORDS, |count| *count);
        forget_rarest(&mut self.acronyms, KEPT_ACRONYMS, |count| *count);
    }
}

/// Bounds what is counted to `most` forms: beyond, those seen least are forgotten until a quarter is free again.
fn forget_rarest<K, V>(counted: &mut FxHashMap<K, V>, most: usize, count: impl Fn(&V) -> u32) {
    if counted.len() <= most {
        return;
    }
    let mut least = 1;
    while counted.len() > most / 4 * 3 {
        counted.retain(|_, form| count(form) > least);
        least *= 2;
    }
}

/// The more frequent of two patterns (majority vote of Boyer and Moore, weighted).
fn vote(a: (u64, u32), b: (u64, u32)) -> (u64, u32) {
    match () {
        () if a.0 == b.0 => (a.0, a.1 + b.1),
        () if a.1 >= b.1 => (a.0, a.1 - b.1),
        () => (b.0, b.1 - a.1),
    }
}

/// Four bits for a part of speech.
fn code(pos: Pos) -> u64 {
    pos as u64 + 1
}

/// What is no part of a name it stands before.
const TITLES: &[&str] = &["m.", "mm.", "m", "mm", "mme", "mmes", "mlle", "dr", "me", "monsieur", "madame"];

struct Counter<'a> {
    name: Arc<str>,
    analyser: &'a Analyser,
    out: &'a mut Tally,
    spans: Vec<(usize, usize)>,
}

impl Counter<'_> {
    fn segment(&mut self, text: &str, segment: &Analysed) {
        for id in &segment.forms {
            let form = self.analyser.form(*id);
            if form.kind == TokenKind::Word {
                self.out.total += 1;
                match self.out.words.get_mut(form.word.lower.as_str()) {
                    Some(n) => *n += 1,
                    None => drop(self.out.words.insert(form.word.lower.as_str().into(), 1)),
                }
            }
        }
        let mut sentence: Option<Arc<str>> = None;
        self.names(text, segment, &mut sentence);
        self.terms(text, segment, &mut sentence);
        for (acronym, expansion) in acronyms::pairs(text, &segment.tokens) {
            *self.out.acronyms.entry((acronym.into(), expansion.into())).or_default() += 1;
        }
    }

    fn example(&self, text: &str, at: usize, sentence: &mut Option<Arc<str>>) -> Example {
        let text = if text.len() <= LONGEST_EXAMPLE {
            sentence.get_or_insert_with(|| plain_spaces(text).into()).clone()
        } else {
            let start = text.floor_char_boundary(at.saturating_sub(LONGEST_EXAMPLE / 2));
            let end = text.floor_char_boundary((start + LONGEST_EXAMPLE).min(text.len()));
            plain_spaces(&text[start..end]).into()
        };
        Example { document: self.name.clone(), text }
    }

    fn names(&mut self, text: &str, segment: &Analysed, sentence: &mut Option<Arc<str>>) {
        for &(mut a, b, kind) in &segment.names {
            let title = |i: usize| TITLES.contains(&self.analyser.form(segment.forms[i]).word.lower.as_str());
            while a + 1 < b && title(a) {
                a += 1;
            }
            self.name(text, segment, (a, b), kind as usize, sentence);
        }
        for at in 0..segment.tokens.len() {
            let taken = segment.names.iter().any(|n| n.0 <= at && at < n.1);
            if !taken && people(self.analyser, segment, at) {
                self.name(text, segment, (at, at + 1), NameKind::ALL.len(), sentence);
            }
        }
    }

    fn name(
        &mut self,
        text: &str,
        s: &Analysed,
        (a, b): (usize, usize),
        kind: usize,
        sentence: &mut Option<Arc<str>>,
    ) {
        let (start, end) = (s.tokens[a].start, s.tokens[b - 1].end);
        let form = plain(&text[start..end]);
        let words = s.tokens.iter().filter(|t| t.kind != TokenKind::Mark).count();
        let example = self.example(text, start, sentence);
        let tally = self.out.names.entry(form.into()).or_default();
        tally.kinds[kind] += 1;
        tally.alone += u32::from(b - a == words);
        if tally.examples.is_empty() {
            tally.examples.push(example);
        }
    }

    fn terms(&mut self, text: &str, segment: &Analysed, sentence: &mut Option<Arc<str>>) {
        let mut spans = std::mem::take(&mut self.spans);
        let lower = |i: usize| self.analyser.form(segment.forms[i]).word.lower.as_str();
        let joins = |i: usize| {
            matches!(lower(i), "à" | "au" | "aux" | "en" | "par" | "pour" | "sur" | "avec" | "sans")
        };
        terms::spans(&segment.tags, joins, &mut spans);
        for &(a, b) in &spans {
            if b - a > 15 || !terms::leaves_names_whole(&segment.names, &segment.tags, (a, b)) {
                continue;
            }
            // «soldats de maintien de la paix russes»: whose they are makes no longer term.
            let people =
                segment.forms.get(b).is_some_and(|f| self.analyser.form(*f).classes & lexicon::PEOPLE != 0);
            let longer = |s: &&(usize, usize)| s.0 <= a && s.1 >= b && s.1 - s.0 > b - a;
            let nested = spans.iter().filter(longer).any(|s| !people || *s != (a, b + 1));
            self.term(text, segment, (a, b), nested, sentence);
        }
        self.spans = spans;
    }

    fn term(
        &mut self,
        text: &str,
        s: &Analysed,
        (a, b): (usize, usize),
        nested: bool,
        sentence: &mut Option<Arc<str>>,
    ) {
        let form = plain(&text[s.tokens[a].start..s.tokens[b - 1].end]);
        let key = form.to_lowercase();
        let pattern = s.tags[a..b].iter().fold(0, |p, t| p << 4 | code(*t));
        let hash = |i: Option<&u32>| i.map_or(0, |f| self.analyser.form(*f).word.hash % 64);
        let before = 1 << hash(a.checked_sub(1).map(|i| &s.forms[i]));
        let after = 1 << hash(s.forms.get(b));
        let capital = self.analyser.form(s.forms[a]).word.case != Case::Lower;
        if !self.out.terms.contains_key(key.as_str()) {
            let example = Some(self.example(text, s.tokens[a].start, sentence));
            let fresh = TermTally { pattern: (pattern, 0), example, ..TermTally::default() };
            self.out.terms.insert(key.as_str().into(), fresh);
        }
        let Some(tally) = self.out.terms.get_mut(key.as_str()) else { return };
        tally.count += 1;
        tally.nested += u32::from(nested);
        tally.capital += u32::from(capital);
        tally.pattern = vote(tally.pattern, (pattern, 1));
        tally.around.0 |= before;
        tally.around.1 |= after;
        if tally.form.is_none() && a > 0 && form != key {
            tally.form = Some(form.into());
        }
    }
}

fn plain_spaces(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Whether token `at` is the name of a people: a capitalised inhabitant's name after a determiner or number.
fn people(analyser: &Analyser, segment: &Analysed, at: usize) -> bool {
    const ENDINGS: &[&str] = &[
        "ais", "aise", "aises", "ois", "oise", "oises", "ien", "ienne", "iens", "iennes", "éen", "éenne",
        "éens", "éennes", "ain", "aine", "ains", "aines", "éri", "éris", "érie", "éries", "iote", "iotes",
    ];
    let form = analyser.form(segment.forms[at]);
    if form.word.case != Case::Capital || at == 0 {
        return false;
    }
    let before = analyser.form(segment.forms[at - 1]);
    let opens =
        lexicon::DETERMINER | lexicon::DE | lexicon::NUMBER | lexicon::PREPOSITION | lexicon::ADJECTIVE;
    if before.classes & opens == 0 {
        return false;
    }
    let lower = form.word.lower.as_str();
    form.classes & lexicon::PEOPLE != 0
        || form.classes & lexicon::EVERYDAY_WORD == 0 && ENDINGS.iter().any(|e| lower.ends_with(e))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_rarest_are_forgotten_beyond_a_bound() {
        let counts = |few: u32| -> FxHashMap<u32, u32> { (0..few).map(|n| (n, 1 + n % 8)).collect() };
        let mut within = counts(80);
        forget_rarest(&mut within, 80, |count| *count);
        assert_eq!(within.len(), 80);
        let mut beyond = counts(81);
        forget_rarest(&mut beyond, 80, |count| *count);
        assert!(beyond.len() <= 60 && beyond.values().all(|count| *count > 2), "{beyond:?}");
        let mut all_alike: FxHashMap<u32, u32> = (0..100).map(|n| (n, 1)).collect();
        forget_rarest(&mut all_alike, 10, |count| *count);
        assert!(all_alike.is_empty());
    }
}

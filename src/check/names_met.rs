//! The names of a document that its glossary does not know, and which of them are spellings of one name.

use rustc_hash::FxHashMap;

use super::{
    capitals::{capitalised_tokens, is_space},
    other_names::is_other_name,
    page::Page,
};
use crate::{
    language::{
        Language,
        consonants::{Consonant, Reading, consonants},
        names::{NameWords, is_given_name},
    },
    names::{SUGGEST, similarity},
    text::{Span, fold, is_apostrophe, is_hyphen, single_spaced, words},
};

/// A name of one word that is shorter than this has too many neighbours (letters).
const SHORTEST: usize = 6;
/// The longest run of words taken for one name.
const LONGEST: usize = 4;
/// How many names with the same consonants are compared with each other.
const MAX_ALIKE: usize = 12;

/// A name the glossary does not know.
#[derive(Clone, Copy, Debug)]
pub(super) struct MetName<'t> {
    /// As it is first written.
    pub written: &'t str,
    /// The block it first stands in.
    pub block: usize,
    /// Where it first stands in the block (bytes).
    pub span: Span,
    /// How often it stands in the document.
    count: usize,
    /// Whether a word stands right before it somewhere: no capital of a sentence start alone.
    inside: bool,
}

/// The names of a document that the glossary does not know, in the order they are met.
pub(super) struct NamesMet<'t> {
    names: Vec<MetName<'t>>,
    language: Language,
}

impl<'t> NamesMet<'t> {
    /// Those of a page, outside phrases of another language.
    pub(super) fn of(page: &Page<'t>) -> Self {
        let mut met = Self { names: Vec::new(), language: page.language };
        let mut places: FxHashMap<&str, Option<usize>> = FxHashMap::default();
        page.each_unknown(|block, text, taken| {
            each_run(text, taken, |run| {
                let place = match places.get(run.of(text)) {
                    Some(&place) => place,
                    None => {
                        let name = met.name_in(text, run);
                        let place = name.map(|span| met.place_of(block, span, span.of(text), &mut places));
                        places.insert(run.of(text), place);
                        place
                    }
                };
                if let Some(name) = place.map(|place| &mut met.names[place]) {
                    name.count += 1;
                    name.inside |= name.written.len() < run.len() || follows_word(text, run.start);
                }
            });
        });
        met
    }

    /// A run of words with capitals without what opens a sentence before the name, titles and articles.
    fn name_in(&self, text: &str, run: Span) -> Option<Span> {
        let lists = NameWords::of(self.language);
        let free = |word: &Span| lists.precedes_names(&fold(word.shifted(run.start).of(text)));
        let start = words(run.of(text)).find(|word| !free(word))?.start + run.start;
        Some(Span::new(start, run.end))
    }

    /// The place of a name among those met, where it is put when it is new.
    fn place_of(
        &mut self,
        block: usize,
        span: Span,
        written: &'t str,
        places: &mut FxHashMap<&'t str, Option<usize>>,
    ) -> usize {
        let new = self.names.len();
        let place = *places.entry(written).or_insert(Some(new));
        let place = place.unwrap_or(new);
        if place == new {
            self.names.push(MetName { written, block, span, count: 0, inside: false });
        }
        place
    }

    /// The pairs of names that are two spellings of one: the rarer, else the later, and the other. Each name is the
    /// first of one pair at most.
    pub(super) fn two_spellings(&self) -> Vec<(&MetName<'t>, &MetName<'t>)> {
        let mut alike: FxHashMap<Vec<Consonant>, Vec<(usize, String)>> = FxHashMap::default();
        for (number, name) in self.names.iter().enumerate() {
            if let Some(folded) = self.candidate(name) {
                let bucket = alike.entry(consonants(&folded, Reading::Corpus)).or_default();
                if bucket.len() < MAX_ALIKE {
                    bucket.push((number, folded));
                }
            }
        }
        let mut pairs = Vec::new();
        for bucket in alike.values().filter(|bucket| bucket.len() > 1) {
            let by_count = |&at: &usize| (std::cmp::Reverse(self.names[bucket[at].0].count), bucket[at].0);
            let mut order: Vec<usize> = (0..bucket.len()).collect();
            order.sort_by_key(by_count);
            for (rank, &rarer) in order.iter().enumerate() {
                let same = |&&other: &&usize| self.is_one_name(&bucket[rarer], &bucket[other]);
                if let Some(&other) = order[..rank].iter().find(same) {
                    pairs.push((bucket[rarer].0, bucket[other].0));
                }
            }
        }
        pairs.sort_unstable();
        pairs.into_iter().map(|(rarer, other)| (&self.names[rarer], &self.names[other])).collect()
    }

    /// The folded name when it is worth comparing.
    fn candidate(&self, name: &MetName<'_>) -> Option<String> {
        if !name.written.contains(char::is_lowercase) || name.written.contains(|c: char| c.is_numeric()) {
            return None;
        }
        let folded = fold(name.written);
        let several = words(&folded).nth(1).is_some();
        if several {
            let initial = words(&folded).any(|word| word.len() == 1);
            return (!initial).then_some(folded);
        }
        (name.inside && folded.len() >= SHORTEST && !is_given_name(&folded)).then_some(folded)
    }

    /// Whether two names are spellings of one.
    fn is_one_name(
        &self,
        (one, one_folded): &(usize, String),
        (other, other_folded): &(usize, String),
    ) -> bool {
        let (one, other) = (self.names[*one].written, self.names[*other].written);
        if is_other_name(one_folded, other_folded) || is_inflected(one_folded, other_folded) {
            return false;
        }
        if one_folded == other_folded {
            return differs_inside(one, other);
        }
        similarity(one, other).score >= SUGGEST
    }
}

/// Calls `found` with each run of words with capitals that only spaces part, outside the spans `taken`.
fn each_run(text: &str, taken: &[Span], mut found: impl FnMut(Span)) {
    let mut next_taken = 0;
    let mut run: Option<(Span, usize)> = None;
    // A name beside one that was found is a part of something longer.
    let mut after_taken = 0;
    for token in capitalised_tokens(text) {
        while taken.get(next_taken).is_some_and(|span| span.end <= token.start) {
            next_taken += 1;
        }
        let is_taken = taken.get(next_taken).is_some_and(|span| span.overlaps(token));
        let end = run.map_or(after_taken, |(run, _)| run.end);
        let joins = end > 0 && text.get(end..token.start).is_some_and(is_space);
        match run {
            Some((span, count)) if joins && !is_taken => {
                run = Some((Span::new(span.start, token.end), count + 1));
                continue;
            }
            Some((span, count)) if !joins && count <= LONGEST => found(span),
            _ => {}
        }
        (run, after_taken) = if is_taken || joins { (None, token.end) } else { (Some((token, 1)), 0) };
    }
    if let Some((span, _)) = run.filter(|&(_, count)| count <= LONGEST) {
        found(span);
    }
}

/// Whether a word in small letters, an elided one too, stands right before the byte `at`.
fn follows_word(text: &str, at: usize) -> bool {
    let before = text[..at].strip_suffix(|c: char| c == ' ' || is_apostrophe(c));
    before.is_some_and(|before| before.ends_with(|c: char| c.is_lowercase() || c == ','))
}

/// Whether one name differs from the other at its end as words do that are inflected.
fn is_inflected(one: &str, other: &str) -> bool {
    let (short, long) = if one.len() < other.len() { (one, other) } else { (other, one) };
    let same = short.bytes().zip(long.bytes()).take_while(|(a, b)| a == b).count();
    // What is left of both are their endings.
    same + 2 >= short.len() && words(one).nth(1).is_none() && short != long && {
        let vowels =
            |rest: &str| rest.chars().all(|c| matches!(c, 'a' | 'e' | 'i' | 'o' | 'u' | 's' | 'x' | 'n'));
        vowels(&short[same..]) && vowels(&long[same..])
    }
}

/// Whether two names with one folding differ in more than capitals, the kind of a space or hyphen and the accent of the
/// first letter.
fn differs_inside(one: &str, other: &str) -> bool {
    let [one, other] = [one, other].map(|name| {
        let lower = single_spaced(&name.to_lowercase().replace(is_hyphen, "-"));
        let mut rest = lower.chars();
        rest.next();
        rest.as_str().to_owned()
    });
    one != other
}

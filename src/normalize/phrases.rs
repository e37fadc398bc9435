//! Forms of several words that a rewrite must not bring about.

use std::sync::{Arc, OnceLock};

use rustc_hash::FxHashMap;

use crate::{
    glossary::{Glossary, StyleId},
    text::{Edit, Span, apply, fold, is_apostrophe, is_hyphen, next_word, previous_word},
};

/// How many words on either side of a new form are read with it.
const MAX_WORDS_BESIDE: usize = 3;
/// How far from it they may stand (bytes).
const MAX_BYTES_BESIDE: usize = 120;

/// The unwanted phrases of one glossary in one style, worked out when first needed and shared by all that ask.
#[derive(Clone, Debug, Default)]
pub(crate) struct SharedPhrases(Arc<OnceLock<UnwantedPhrases>>);

impl SharedPhrases {
    /// Those of a glossary in a style, always the same two.
    pub(super) fn of(&self, glossary: &Glossary, style: StyleId) -> &UnwantedPhrases {
        self.0.get_or_init(|| UnwantedPhrases::new(glossary, style))
    }
}

/// The forms of more than one word, folded, with the spellings that the style leaves as they are: none of a form that it
/// does not want.
#[derive(Clone, Debug)]
pub(crate) struct UnwantedPhrases(FxHashMap<String, Vec<String>>);

impl UnwantedPhrases {
    /// Those of a glossary in a style.
    pub(super) fn new(glossary: &Glossary, style: StyleId) -> Self {
        let mut phrases: FxHashMap<String, Vec<String>> = FxHashMap::default();
        for term in glossary.concepts.values().flat_map(|concept| &concept.terms) {
            let is_allowed = term.status(style).is_allowed();
            let forms = term.inflected().into_iter().map(|inflected| inflected.form);
            for form in forms.filter(|form| is_phrase(form)) {
                let spellings = phrases.entry(fold(&form)).or_default();
                spellings.extend(is_allowed.then(|| plain(&form)));
            }
        }
        Self(phrases)
    }

    /// Whether `edits`, which rewrite the name at `name` of `text`, would make one of these forms, in a spelling that is
    /// not left, out of the new name and the words beside it: «Anadolu Agency Agency» would become «Anadolu Agency»,
    /// «Française Du Jeux» would have «Des Jeux», and the next run rewrite it again.
    pub(super) fn arises(&self, text: &str, edits: &[Edit], name: Span) -> bool {
        let (starts, ends) = (starts_before(text, edits, name), ends_after(text, name));
        let edited = |from: usize, to: usize| {
            let moved = edits.iter().filter(|edit| from <= edit.span.start && edit.span.end <= to);
            let moved = moved.map(|edit| Edit {
                span: Span::new(edit.span.start - from, edit.span.end - from),
                replacement: edit.replacement.clone(),
            });
            apply(&text[from..to], &moved.collect::<Vec<_>>()).ok()
        };
        let longer = starts.iter().flat_map(|&from| ends.iter().map(move |&to| (from, to)));
        longer.skip(1).filter_map(|(from, to)| edited(from, to)).any(|phrase| self.is_unwanted(phrase.trim()))
    }

    fn is_unwanted(&self, phrase: &str) -> bool {
        let Some(spellings) = self.0.get(&fold(phrase)) else { return false };
        let written = plain(phrase);
        let shouts = !written.contains(char::is_lowercase);
        // The first letter may be the capital of a sentence.
        let rest = |text: &str| text.chars().skip(1).collect::<String>();
        let is_left = |spelling: &String| {
            *spelling == written
                || rest(spelling) == rest(&written)
                || shouts && spelling.to_uppercase() == written
        };
        !spellings.iter().any(is_left)
    }
}

fn is_phrase(form: &str) -> bool {
    form.contains(|c: char| c == ' ' || is_hyphen(c) || is_apostrophe(c))
}

/// A form with one kind of space, of hyphen and of apostrophe.
fn plain(form: &str) -> String {
    let one = |c: char| match c {
        _ if c.is_whitespace() => ' ',
        _ if is_hyphen(c) => '-',
        _ if is_apostrophe(c) => '\'',
        _ => c,
    };
    form.chars().map(one).collect()
}

/// Where the name starts, and the words before it, nearest first.
fn starts_before(text: &str, edits: &[Edit], name: Span) -> Vec<usize> {
    // An edited determiner is read with the words before it, and without it.
    let first = edits.first().map_or(name.start, |edit| edit.span.start.min(name.start));
    let mut starts = vec![name.start];
    starts.extend((first < name.start).then_some(first));
    let mut at = first;
    for _ in 0..MAX_WORDS_BESIDE {
        match previous_word(text, at).filter(|word| first - word.start <= MAX_BYTES_BESIDE) {
            Some(word) if joins(&text[word.end..at]) => at = word.start,
            _ => break,
        }
        starts.push(at);
    }
    starts
}

/// Where the name ends, and the words after it, nearest first.
fn ends_after(text: &str, name: Span) -> Vec<usize> {
    let mut ends = vec![name.end];
    let mut at = name.end;
    for _ in 0..MAX_WORDS_BESIDE {
        match next_word(text, at).filter(|word| word.end - name.end <= MAX_BYTES_BESIDE) {
            Some(word) if joins(&text[at..word.start]) => at = word.end,
            _ => break,
        }
        ends.push(at);
    }
    ends
}

/// Whether what stands between two words may stand inside a name.
fn joins(gap: &str) -> bool {
    !gap.contains([',', ';', ':', '.', '!', '?', '(', ')', '«', '»'])
}

//! Forms of several words that a rewrite must not bring about.

use std::sync::{Arc, OnceLock};

use rustc_hash::{FxHashMap, FxHashSet};

use crate::{
    glossary::{Glossary, StyleId},
    text::{Edit, Span, apply, fold, is_apostrophe, is_hyphen, next_word, previous_word, words},
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
pub(crate) struct UnwantedPhrases {
    spellings: FxHashMap<String, Vec<String>>,
    /// The first words of them.
    firsts: FxHashSet<String>,
}

impl UnwantedPhrases {
    /// Those of a glossary in a style.
    pub(super) fn new(glossary: &Glossary, style: StyleId) -> Self {
        let (mut phrases, mut firsts) = (FxHashMap::<String, Vec<String>>::default(), FxHashSet::default());
        for term in glossary.concepts.values().flat_map(|concept| &concept.terms) {
            let is_allowed = term.status(style).is_allowed();
            let forms = term.inflected().into_iter().map(|inflected| inflected.form);
            for form in forms.filter(|form| is_phrase(form)) {
                let folded = fold(&form);
                firsts.extend(words(&folded).next().map(|first| first.of(&folded).to_owned()));
                let spellings = phrases.entry(folded).or_default();
                spellings.extend(is_allowed.then(|| plain(&form)));
            }
        }
        Self { spellings: phrases, firsts }
    }

    /// Whether `edits`, which rewrite the name at `name` of `text`, would make one of these forms, in a spelling that is
    /// not left, out of the new name and the words beside it: «Anadolu Agency Agency» would become «Anadolu Agency»,
    /// «Française Du Jeux» would have «Des Jeux», and the next run rewrite it again.
    pub(super) fn arises(&self, text: &str, edits: &[Edit], name: Span) -> bool {
        let first = edits.first().map_or(name.start, |edit| edit.span.start.min(name.start));
        // The edit of the name may take a full stop along.
        let of_name = edits.iter().filter(|edit| edit.span.start <= name.end).map(|edit| edit.span.end);
        let end = end_after(text, name.end).max(of_name.max().unwrap_or_default());
        let window = Span::new(start_before(text, first), end);
        let moved = edits.iter().filter(|edit| window.contains(edit.span)).map(|edit| Edit {
            span: Span::new(edit.span.start - window.start, edit.span.end - window.start),
            replacement: edit.replacement.clone(),
        });
        let moved: Vec<Edit> = moved.collect();
        let Ok(edited) = apply(window.of(text), &moved) else { return false };
        // Where a byte of the text stands after the edits before it.
        let after = |at: usize| {
            let at = at - window.start;
            let before = moved.iter().filter(|edit| edit.span.end <= at);
            before.fold(at, |at, edit| at + edit.replacement.len() - edit.span.len())
        };
        let (first, new) = (first - window.start, Span::new(after(name.start), after(name.end)));
        let words: Vec<Span> = words(&edited).collect();
        let begins = |word: &Span| word.start <= new.start && self.firsts.contains(&fold(word.of(&edited)));
        words.iter().enumerate().filter(|(_, word)| begins(word)).any(|(at, start)| {
            let mut end = start.end;
            let rest = words[at + 1..].iter().take_while(|word| {
                let goes_on = joins(&edited[end..word.start]);
                end = word.end;
                goes_on
            });
            // What begins with the name is longer; what begins before it may end within it.
            let least = if start.start == new.start { new.end } else { first };
            let mut runs = rest.filter(|word| word.end > least);
            runs.any(|last| self.is_unwanted(&edited[start.start..last.end]))
        })
    }

    fn is_unwanted(&self, phrase: &str) -> bool {
        let Some(spellings) = self.spellings.get(&fold(phrase)) else { return false };
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

/// Where the words before the byte `first` begin that may be of one name with what follows.
fn start_before(text: &str, first: usize) -> usize {
    let mut at = first;
    for _ in 0..MAX_WORDS_BESIDE {
        match previous_word(text, at).filter(|word| first - word.start <= MAX_BYTES_BESIDE) {
            Some(word) if joins(&text[word.end..at]) => at = word.start,
            _ => break,
        }
    }
    at
}

/// Where the words after the byte `last` end that may be of one name with what stands before.
fn end_after(text: &str, last: usize) -> usize {
    let mut at = last;
    for _ in 0..MAX_WORDS_BESIDE {
        match next_word(text, at).filter(|word| word.end - last <= MAX_BYTES_BESIDE) {
            Some(word) if joins(&text[at..word.start]) => at = word.end,
            _ => break,
        }
    }
    at
}

/// Whether what stands between two words may stand inside a name.
fn joins(gap: &str) -> bool {
    !gap.contains([',', ';', ':', '.', '!', '?', '(', ')', '«', '»'])
}

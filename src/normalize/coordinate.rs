//! Names that stand together, *entre la Perse et la Hollande*, are rewritten together or not at all.

use std::ops::Range;

use super::change::{Applicability, Change};
use crate::{
    document::Document,
    grammar::{Doubt, is_coordinator, opens_phrase},
    text::{Span, is_apostrophe, is_hyphen, is_word_char},
};

/// How far apart two names of one list may stand (bytes).
const MAX_GAP: usize = 120;

/// Makes the changes of a list of names unsure where the grammar of one of them is.
pub(super) fn hold_together(changes: &mut [Change], document: &Document) {
    for list in lists(changes, document) {
        changes[list].iter_mut().for_each(hold);
    }
}

/// The changes, in reading order, that can only be made together: for each a range of one or more.
///
/// ```
/// use drogman::{document::Document, glossary::Glossary, normalize::together, session::{Options, Session}};
/// let session = Session::new(Glossary::embedded(), Options::default());
/// let article = Document::from_text("a.txt", "Evlakh dort. Evlakh attend.".into());
/// let changes = session.analyse(&article).unwrap().changes();
/// assert_eq!(together(&changes, &article), [0..1, 1..2]);
/// ```
pub fn together(changes: &[Change], document: &Document) -> Vec<Range<usize>> {
    let mut out = Vec::new();
    let mut at = 0;
    for list in lists(changes, document) {
        out.extend((at..list.start).map(|alone| alone..alone + 1));
        at = list.end;
        out.push(list);
    }
    out.extend((at..changes.len()).map(|alone| alone..alone + 1));
    out
}

/// The lists of names of which the grammar of one is in doubt.
fn lists(changes: &[Change], document: &Document) -> Vec<Range<usize>> {
    let mut out = Vec::new();
    let mut start = 0;
    for at in 1..=changes.len() {
        let goes_on = at < changes.len() && are_joined(&changes[at - 1], &changes[at], document);
        if goes_on {
            continue;
        }
        let list = &changes[start..at];
        if list.len() > 1 && list.iter().any(is_in_doubt) {
            out.push(start..at);
        }
        start = at;
    }
    out
}

/// Whether it is the grammar of the sentence that makes a change unsure.
fn is_in_doubt(change: &Change) -> bool {
    let doubt = change.fix.as_ref().and_then(|fix| fix.doubt);
    matches!(
        doubt,
        Some(
            Doubt::Gender
                | Doubt::Number
                | Doubt::SharedPreposition
                | Doubt::PlaceOrRecipient
                | Doubt::OutOfReach
        )
    )
}

fn hold(change: &mut Change) {
    if let Some(fix) = change.fix.as_mut().filter(|fix| fix.applicability == Applicability::Safe) {
        fix.applicability = Applicability::Unsure;
        fix.doubt = Some(Doubt::SharedPreposition);
    }
}

/// Whether two changes are of names of one list: only names, little words and *et*, *ou*, a comma or a hyphen between
/// them.
fn are_joined(first: &Change, second: &Change, document: &Document) -> bool {
    if first.block != second.block || second.span.start.saturating_sub(first.span.end) > MAX_GAP {
        return false;
    }
    let text = document.text(first.block);
    let gap = Span::new(first.span.end, second.span.start).of(text);
    if gap.chars().all(is_hyphen) && !gap.is_empty() {
        return true;
    }
    let mut conjunction = false;
    let belongs = |word: &str| {
        let joins = is_coordinator(&word.to_lowercase());
        conjunction |= joins;
        joins || may_stand_in_list(word)
    };
    let signs =
        |c: char| !parts_words(c) || c.is_whitespace() || is_apostrophe(c) || matches!(c, ',' | '/' | '&');
    let plain = gap.chars().all(signs) && words(gap).all(belongs);
    // After a comma the list has to go on: «En Perse, la Hollande dort» is none.
    plain
        && (conjunction || gap.contains(['/', '&']) || gap.contains(',') && goes_on(&text[second.span.end..]))
}

/// Whether a list of names goes on in `after`, to *et* and its last one: *, la Russie et la Serbie*.
fn goes_on(after: &str) -> bool {
    let head = &after[..after.floor_char_boundary(MAX_GAP)];
    let head =
        head.split(['.', ';', ':', '!', '?', '(', ')', '«', '»', '"', '\n']).next().unwrap_or_default();
    for word in words(head) {
        if is_coordinator(&word.to_lowercase()) {
            return true;
        }
        if !may_stand_in_list(word) {
            return false;
        }
    }
    false
}

/// Whether a word may stand between the names of a list: a determiner, a preposition, a word with a capital. In a
/// headline, where the little words have capitals as well, capitals do not tell a name.
fn may_stand_in_list(word: &str) -> bool {
    if opens_phrase(&word.to_lowercase()) {
        return !word.starts_with(char::is_uppercase) || !word.contains(char::is_lowercase);
    }
    word.starts_with(char::is_uppercase)
}

fn words(text: &str) -> impl Iterator<Item = &str> {
    text.split(parts_words).filter(|word| !word.is_empty())
}

fn parts_words(c: char) -> bool {
    !is_word_char(c) && !is_hyphen(c)
}

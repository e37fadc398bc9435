//! Runs of words: what stands around an anchor, folded and compared.

use super::scan::is_letter;
use crate::text::{
    CharClass, Span, char_class, fold_word_into, is_ignorable, next_word, previous_word, words,
};

/// How far a plain comparison of a name with the text around its anchor came.
pub(super) enum Agreement {
    /// Something differs.
    None,
    /// The name stands here, at this span.
    Exact(Span),
    /// Folding must tell.
    Open,
}

/// Whether the bytes of the text are the folded name’s and a word ends after them; `None` where they are
/// not plain ASCII words with one space, hyphen or apostrophe between them.
pub(super) fn agreement<'a>(
    text: impl Iterator<Item = &'a u8>,
    folded: impl Iterator<Item = &'a u8>,
) -> Option<bool> {
    let mut text = text.copied();
    for &wanted in folded {
        let Some(byte) = text.next() else { return Some(false) };
        if byte >= 0x80 || wanted >= 0x80 {
            return None;
        }
        let same = match (is_letter(byte), is_letter(wanted)) {
            (true, true) => byte.to_ascii_lowercase() == wanted,
            (true, false) => false,
            (false, true) => return None,
            (false, false) => match (byte, wanted) {
                (b' ' | b'-', b' ') | (b'\'', b'\'') => true,
                _ => return None,
            },
        };
        if !same {
            return Some(false);
        }
    }
    match text.next() {
        Some(next) if next >= 0x80 => None,
        next => Some(next.is_none_or(|next| !is_letter(next))),
    }
}

/// The span of `count` words of which `word` is number `back` (from 0), if there are so many near by.
pub(super) fn run_around(text: &str, word: Span, back: u8, count: u8) -> Option<Span> {
    let mut run = word;
    for _ in 0..back {
        run.start = previous_word(text, run.start)?.start;
    }
    for _ in back + 1..count {
        run.end = next_word(text, run.end)?.end;
    }
    Some(run)
}

/// The end of the occurrence when what the listed form has after its last word (the full stop of
/// «O.S.C.E.») follows at `end`.
pub(super) fn after_tail(text: &str, end: usize, listed: &str) -> Option<usize> {
    if listed.as_bytes().last().is_some_and(|&byte| is_letter(byte)) {
        return Some(end);
    }
    if listed.ends_with(|c| char_class(c) == CharClass::Word && !is_ignorable(c)) {
        return Some(end);
    }
    let tail = &listed[words(listed).last()?.end..];
    text[end..].starts_with(tail).then_some(end + tail.len())
}

/// Appends the run of words in `span`, folded, each gap in its plainest form.
pub(super) fn fold_run(text: &str, span: Span, out: &mut Vec<u8>) {
    if fold_plain_run(&text.as_bytes()[span.start..span.end], out) {
        return;
    }
    out.clear();
    let mut at = span.start;
    while at < span.end {
        let Some(word) = next_word(text, at).filter(|word| word.end <= span.end) else { return };
        if at > span.start {
            fold_gap(&text[at..word.start], out);
        }
        fold_word_into(word.of(text), out);
        at = word.end;
    }
}

/// Appends a run of ASCII words with one space, hyphen or apostrophe between them; `false`, and half a run
/// in `out`, when it is not that plain.
fn fold_plain_run(run: &[u8], out: &mut Vec<u8>) -> bool {
    let mut after_letter = false;
    for &byte in run {
        let letter = is_letter(byte);
        out.push(match byte {
            _ if letter => byte.to_ascii_lowercase(),
            b' ' | b'-' if after_letter => b' ',
            b'\'' if after_letter => b'\'',
            _ => return false,
        });
        after_letter = letter;
    }
    after_letter
}

/// Appends what stands between two words: white space or a hyphen as one space, an apostrophe as `'`,
/// anything else as it is.
pub(super) fn fold_gap(gap: &str, out: &mut Vec<u8>) {
    let mut chars = gap.chars().filter(|&c| !is_ignorable(c)).map(|c| (c, char_class(c)));
    let (spaces, dashes, others) =
        chars.by_ref().fold((0, 0, 0), |(spaces, dashes, others), (_, class)| match class {
            CharClass::Space => (spaces + 1, dashes, others),
            CharClass::Dash => (spaces, dashes + 1, others),
            _ => (spaces, dashes, others + 1),
        });
    let space_outside = |c: Option<char>| c.is_some_and(|c| char_class(c) == CharClass::Space);
    let torn = space_outside(gap.chars().next()) && space_outside(gap.chars().next_back());
    if others == 0 && (dashes == 0 || dashes == 1 && (spaces == 0 || !torn)) {
        out.push(b' ');
        return;
    }
    let mut after_space = false;
    for c in gap.chars().filter(|&c| !is_ignorable(c)) {
        let class = char_class(c);
        match class {
            CharClass::Space if after_space => {}
            CharClass::Space => out.push(b' '),
            CharClass::Dash => out.push(b'-'),
            CharClass::Apostrophe => out.push(b'\''),
            _ => out.extend_from_slice(c.encode_utf8(&mut [0; 4]).as_bytes()),
        }
        after_space = class == CharClass::Space;
    }
}

/// Puts the folding of `word` into `out`.
pub(super) fn fold_into(word: &str, out: &mut Vec<u8>) {
    out.clear();
    fold_word_into(word, out);
}

/// Whether the first character is a capital.
pub(super) fn starts_with_capital(word: &str) -> bool {
    word.chars().find(|&c| !is_ignorable(c)).is_some_and(char::is_uppercase)
}

//! What may have happened to a text before drogman reads it.

use unicode_normalization::UnicodeNormalization as _;

use crate::draw::Draw;

pub(crate) type Mutation = fn(&str, &mut Draw) -> String;

/// Every mutation but the splicing of names, which needs them, with its name.
pub(crate) const ALL: [(&str, Mutation); 27] = [
    ("in capitals", |text, _| text.to_uppercase()),
    ("in lower case", |text, _| text.to_lowercase()),
    ("in title case", |text, _| title_case(text)),
    ("wrapped at 40", |text, _| wrapped(text, 40)),
    ("wrapped at 60", |text, _| wrapped(text, 60)),
    ("wrapped at 72", |text, _| wrapped(text, 72)),
    ("wrapped at 78", |text, _| wrapped(text, 78)),
    ("lines joined", |text, _| text.lines().collect::<Vec<_>>().join(" ")),
    ("decomposed", |text, _| text.nfd().collect()),
    ("straight apostrophes", |text, _| text.replace('’', "'")),
    ("curly apostrophes", |text, _| text.replace('\'', "’")),
    ("apostrophes of all kinds", |text, draw| each(text, draw, "'’", 1, &["'", "’", "ʼ", "′"])),
    ("hyphens of all kinds", |text, draw| each(text, draw, "-", 2, &["\u{2010}", "\u{2011}", "–", " "])),
    ("no-break spaces", |text, draw| each(text, draw, " ", 6, &["\u{a0}"])),
    ("narrow no-break spaces", |text, draw| each(text, draw, " ", 6, &["\u{202f}"])),
    ("CRLF", |text, _| text.replace('\n', "\r\n")),
    ("CR", |text, _| text.replace('\n', "\r")),
    ("soft hyphens", |text, draw| between_letters(text, draw, '\u{ad}')),
    ("marks of no width", |text, draw| between_letters(text, draw, '\u{200b}')),
    ("doubled spaces", |text, draw| each(text, draw, " ", 5, &["  "])),
    ("words dropped", |text, draw| words(text, draw, |_| String::new())),
    ("words doubled", |text, draw| words(text, draw, |word| format!("{word} {word}"))),
    ("words quoted", |text, draw| words(text, draw, |word| format!("«\u{a0}{word}\u{a0}»"))),
    ("quotation left open", |text, draw| words(text, draw, |word| format!("“{word}"))),
    ("trailing spaces", |text, draw| each(text, draw, "\n", 2, &[" \n", "\t\n"])),
    ("cut short", |text, draw| text[..text.floor_char_boundary(draw.below(text.len()))].to_owned()),
    ("lines broken anywhere", |text, draw| each(text, draw, " ", 8, &["\n"])),
];

/// What may stand before a name.
const BEFORE: [&str; 10] = ["de ", "d'", "l’", "la ", "en ", "à ", "qu'", "des ", "du ", "le "];

/// Puts names of the glossary between words, and in the place of words.
pub(crate) fn spliced(text: &str, names: &[String], draw: &mut Draw) -> String {
    let mut out = String::with_capacity(text.len() * 2);
    for word in text.split_inclusive(' ') {
        match draw.below(12) {
            0 => out.push_str(&names[draw.below(names.len())]),
            1 => {
                out.push_str(BEFORE[draw.below(BEFORE.len())]);
                out.push_str(&names[draw.below(names.len())]);
            }
            _ => {
                out.push_str(word);
                continue;
            }
        }
        out.push(' ');
    }
    out
}

fn title_case(text: &str) -> String {
    let mut inside = false;
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match inside {
            false => out.extend(c.to_uppercase()),
            true => out.push(c),
        }
        inside = c.is_alphanumeric();
    }
    out
}

/// Wraps each line to a width in characters.
fn wrapped(text: &str, width: usize) -> String {
    let mut out = String::with_capacity(text.len());
    for line in text.lines() {
        let mut used = 0;
        for word in line.split(' ') {
            let len = word.chars().count();
            if used > 0 && used + 1 + len > width {
                out.push('\n');
                used = 0;
            } else if used > 0 {
                out.push(' ');
                used += 1;
            }
            out.push_str(word);
            used += len;
        }
        out.push('\n');
    }
    out
}

/// Replaces about one in `of` of the characters `which` by one of `by`.
fn each(text: &str, draw: &mut Draw, which: &str, of: usize, by: &[&str]) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        if which.contains(c) && draw.below(of) == 0 {
            out.push_str(by[draw.below(by.len())]);
        } else {
            out.push(c);
        }
    }
    out
}

fn between_letters(text: &str, draw: &mut Draw, mark: char) -> String {
    let mut out = String::with_capacity(text.len());
    let mut letter_before = false;
    for c in text.chars() {
        if letter_before && c.is_alphabetic() && draw.below(12) == 0 {
            out.push(mark);
        }
        out.push(c);
        letter_before = c.is_alphabetic();
    }
    out
}

/// Changes about one word in eight.
fn words(text: &str, draw: &mut Draw, change: impl Fn(&str) -> String) -> String {
    let mut out = String::with_capacity(text.len());
    for word in text.split_inclusive(char::is_whitespace) {
        let bare = word.trim_end();
        match draw.below(8) {
            0 => out.push_str(&change(bare)),
            _ => out.push_str(bare),
        }
        out.push_str(&word[bare.len()..]);
    }
    out
}

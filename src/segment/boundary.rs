//! Whether a run of terminators ends a segment, and where.

use super::{
    around::{
        char_at, char_before, is_dash_or_bullet, is_emoji, letters_end, skip_spaces, skip_spaces_back,
        token_end, token_start, word_before,
    },
    brackets::Brackets,
    closing::{Closers, StraightQuotes, closers},
    following::{First, Following, tail_end},
    full_stop::{FullStop, word_at},
    terminators::{Kind, Run},
};
use crate::language::{
    Language,
    abbreviations::{Abbreviations, Classes},
};
use crate::text::is_apostrophe;

/// How far back an open quote is looked for, in bytes.
const QUOTE_HORIZON: usize = 400;

/// What the decisions of one block share.
#[derive(Clone, Debug)]
pub(super) struct Boundaries<'s, 't> {
    pub text: &'t str,
    pub language: Language,
    pub words: &'s Abbreviations,
    pub quotes: StraightQuotes,
    pub brackets: Brackets,
}

impl Boundaries<'_, '_> {
    /// Where the segment from `start` ends, if it does so at `run`. The next may start right there.
    pub(super) fn end_at(&mut self, start: usize, run: Run) -> Option<usize> {
        let text = self.text;
        if run.kind == Kind::Ellipsis && is_bracketed(text, run) {
            return None;
        }
        let closed = closers(text, run.end, &mut self.quotes);
        let next_at = skip_spaces(text, closed.end);
        let Some(sign) = char_at(text, next_at) else { return Some(text.len()) };
        if matches!(sign, ',' | ';' | ':' | ')' | ']' | '»' | '”' | '%' | '/' | '|' | '.' | '!' | '?' | '&')
            && !self.is_leading_ellipsis(next_at)
        {
            return None;
        }
        let ends = if next_at == closed.end {
            self.ends_glued(start, run, &closed, sign)
        } else {
            let next = Following::at(text, next_at);
            let ends = self.ends_before(start, run, &closed, &next);
            if let Some(end) = tail(sign, text, next_at) {
                let over = skip_spaces(text, end) == text.len();
                return if over { Some(text.len()) } else { ends.then_some(end) };
            }
            ends
        };
        if !ends || self.is_embedded(start, run, &closed, next_at) {
            return None;
        }
        Some(closed.end)
    }

    /// A bracket that is open at the terminator, or closes right after it, and opened inside the segment.
    fn is_embedded(&mut self, start: usize, run: Run, closed: &Closers, next_at: usize) -> bool {
        if !self.brackets.embed(self.text, start, run.start) {
            return false;
        }
        if !closed.bracket {
            return true;
        }
        // The sentence may have ended with its bracket («… (et ce n'est pas fini !) Le»).
        !Following::at(self.text, next_at).may_open()
    }

    fn is_leading_ellipsis(&self, at: usize) -> bool {
        self.text[at..].starts_with("...") || self.text[at..].starts_with('…')
    }

    fn ends_before(&self, start: usize, run: Run, closed: &Closers, next: &Following) -> bool {
        if next.first == First::Nothing {
            return false;
        }
        match run.kind {
            Kind::Stop => {
                let stop = FullStop { text: self.text, words: self.words, start, at: run.start };
                stop.ends(next, closed.none(), closed.quote)
            }
            Kind::Ellipsis => match next.first {
                First::Lower => false,
                First::Digit => !closed.none() || next.dashed,
                _ => !self.is_reporting_clause(run, closed, next),
            },
            Kind::Mark => match next.first {
                First::Lower => self.ends_before_lower_case(start, run, closed, next),
                _ => !self.is_brand(start, run, next) && !self.is_reporting_clause(run, closed, next),
            },
        }
    }

    /// `?` or `!` before a lower-case word: a question in careless writing, unless a reporting clause or
    /// an interjection goes on (S3).
    fn ends_before_lower_case(&self, start: usize, run: Run, closed: &Closers, next: &Following) -> bool {
        if !closed.none() || next.opened || next.dashed || self.quotes_open(start, run.start) {
            return false;
        }
        let first = skip_spaces(self.text, start);
        if char_at(self.text, first).is_some_and(is_dash_or_bullet) {
            return false;
        }
        if self.word_before(run.start, start).any(Classes::INTERJECTION) {
            return false;
        }
        let classes = self.words.classes(next.letters(self.text));
        if self.language.reports_subject_first() {
            !classes.any(Classes::JOINER | Classes::REPORTING)
                && !self.is_brand(start, run, next)
                && !self.has_reporting_verb(next.word)
        } else {
            // «Ah ! la belle affaire», «il plonge ! il se meut !» go on; questions do not.
            classes.any(Classes::SUBJECT)
                && self.text[run.start..run.end].ends_with('?')
                && self.text[first..run.start].split_whitespace().nth(2).is_some()
        }
    }

    /// Whether a quotation is open at `at`, as far as the segment or a little before tells.
    fn quotes_open(&self, start: usize, at: usize) -> bool {
        let mut floor = start.max(at.saturating_sub(QUOTE_HORIZON));
        while !self.text.is_char_boundary(floor) {
            floor += 1;
        }
        let before = &self.text[floor..at];
        let straight = before.bytes().filter(|byte| *byte == b'"').count() % 2 == 1;
        straight
            || before
                .rfind(['«', '“', '‹', '»', '”', '›'])
                .is_some_and(|sign| before[sign..].starts_with(['«', '“', '‹']))
    }

    /// What is known of the word before the place `at`, white space passed over.
    fn word_before(&self, at: usize, start: usize) -> Classes {
        let end = skip_spaces_back(self.text, at, start);
        word_before(self.text, end, start)
            .map_or(Classes::default(), |at| self.words.before_stop(&self.text[at..end]))
    }

    fn is_brand(&self, start: usize, run: Run, next: &Following) -> bool {
        self.word_before(run.start, start).any(Classes::BRAND)
            && !(next.first == First::Upper
                && self.words.classes(next.letters(self.text)).any(Classes::OPENER))
    }

    /// `“When?” I asked`, `“Sit!” Mr. Smith said`: English puts the verb last (S3).
    fn is_reporting_clause(&self, run: Run, closed: &Closers, next: &Following) -> bool {
        self.language.reports_subject_first()
            && closed.quote
            && run.kind != Kind::Stop
            && next.first == First::Upper
            && !next.opened
            && self.has_reporting_verb(next.word)
    }

    /// Whether one of the next words is a verb of speech, with only a short subject before it.
    fn has_reporting_verb(&self, from: usize) -> bool {
        let text = self.text;
        let mut at = from;
        for number in 0..5 {
            let word = word_at(text, at);
            if word.is_empty() {
                return false;
            }
            if number > 0 && self.words.classes(word).any(Classes::REPORTING) {
                return true;
            }
            // The subject: a pronoun, or capitalised words; «the old man» stays short too.
            let subject = number < 1 || word.starts_with(char::is_uppercase);
            if !subject {
                return false;
            }
            let mut end = at + word.len();
            if text.as_bytes().get(end) == Some(&b'.') && self.words.classes(word).any(Classes::TITLE) {
                end += 1;
            }
            at = skip_spaces(text, end);
            if at == end {
                return false;
            }
        }
        false
    }

    /// The end of an address or of a file name: `Amazon.Com`, `Rapport.Final.docx`.
    fn is_domain(&self, start: usize, end: usize) -> bool {
        let text = self.text;
        let known = |start: usize, end: usize| self.words.classes(&text[start..end]).any(Classes::DOMAIN);
        known(start, end)
            || text.as_bytes().get(end) == Some(&b'.') && known(end + 1, letters_end(text, end + 1))
    }

    /// A missing space after the terminator (S17).
    fn ends_glued(&self, start: usize, run: Run, closed: &Closers, sign: char) -> bool {
        let text = self.text;
        let at = closed.end;
        let quote = matches!(sign, '«' | '“' | '"' | '‘');
        if !quote && !sign.is_uppercase() {
            return false;
        }
        let before = char_before(text, run.start);
        let digit = before.is_some_and(|c| c.is_ascii_digit());
        if run.kind != Kind::Mark
            && !digit
            && !before.is_some_and(|c| c.is_lowercase() || matches!(c, ')' | '»' | '%' | '”'))
        {
            return false;
        }
        if !quote {
            let word_end = letters_end(text, at);
            let second = at + sign.len_utf8();
            let lower = char_at(text, second)
                .is_some_and(|c| c.is_lowercase() || is_apostrophe(c) || c == ' ' && !digit);
            if !lower || self.is_domain(at, word_end) {
                return false;
            }
        }
        if closed.none() {
            let token = &text[token_start(text, run.start, 200)..token_end(text, at, 200)];
            if token.contains(['/', '@', '=', '\\', '_']) || token.starts_with("www.") {
                return false;
            }
        }
        run.kind != Kind::Stop
            || !closed.none()
            || digit
            || FullStop { text, words: self.words, start, at: run.start }.is_plain()
    }
}

/// `[...]`, `(…)`: no end of its own (S7).
fn is_bracketed(text: &str, run: Run) -> bool {
    matches!(char_before(text, run.start), Some('(' | '['))
        && matches!(char_at(text, run.end), Some(')' | ']'))
}

/// The end of the hashtags, addresses and emoji that start at `at` with `sign`.
fn tail(sign: char, text: &str, at: usize) -> Option<usize> {
    let may_be = matches!(sign, '#' | '@' | 'h' | 'w' | 'p' | 't') || is_emoji(sign);
    may_be.then(|| tail_end(text, at)).flatten()
}

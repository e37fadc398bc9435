//! Whether one full stop, with nothing closing after it, ends a segment (S13, S14).

use super::{
    around::{
        char_at, char_before, is_dash_or_bullet, is_opening, is_space, letters_end, skip_spaces,
        skip_spaces_back, word_before,
    },
    following::{First, Following},
};
use crate::language::abbreviations::{Abbreviations, Classes};
use crate::text::is_apostrophe;

/// How far back from a word the start of its segment is looked for, in bytes.
const NEAR: usize = 64;

/// A full stop of a text: the segment from `start`, the stop at `at`.
pub(super) struct FullStop<'a> {
    pub text: &'a str,
    pub words: &'a Abbreviations,
    pub start: usize,
    pub at: usize,
}

/// A word before a full stop.
#[derive(Clone, Copy)]
struct Core<'a> {
    at: usize,
    text: &'a str,
    classes: Classes,
}

impl FullStop<'_> {
    /// Whether the segment ends before `next`. `bare`: nothing closed between the stop and the space.
    #[inline]
    pub(super) fn ends(&self, next: &Following, bare: bool, quote_closed: bool) -> bool {
        let Some(core_at) = word_before(self.text, self.at, self.start) else { return true };
        let core = self.core(core_at);
        if next.first == First::Lower {
            return !next.opened && !quote_closed && self.ends_before_lower_case(core);
        }
        if !bare {
            return true;
        }
        if self.is_list_number(core) {
            return false;
        }
        self.ends_after(core, next)
    }

    /// Whether the word before the stop is one that may be glued to the next segment (S17).
    pub(super) fn is_plain(&self) -> bool {
        let Some(core_at) = word_before(self.text, self.at, self.start) else { return true };
        let core = self.core(core_at);
        !core.classes.any(Classes::ABBREVIATION)
            && core.text.chars().nth(1).is_some()
            && !core.text.contains('.')
    }

    #[inline]
    fn core(&self, at: usize) -> Core<'_> {
        let text = &self.text[at..self.at];
        let mut classes = self.words.before_stop(text);
        if classes == Classes::default() && text.as_bytes().contains(&b'-') {
            // «vice-prés.» is what «prés.» is.
            if let Some((_, last)) = text.rsplit_once('-').filter(|(_, last)| last.len() > 2) {
                classes = self.words.before_stop(last);
            }
        }
        // «p. ex.», «e. g.», «op. cit.»: two parts of one abbreviation.
        if let Some(whole) = self.with_part_before(at, text) {
            classes = classes | whole;
        }
        // After a number, «34 p.», «200 m.» count units: no title, no reference.
        if classes.any(Classes::ABBREVIATION) && text.starts_with(char::is_lowercase) && self.after_digit(at)
        {
            let counted = text.len() == 1;
            classes =
                classes.without(if counted { Classes::TITLE | Classes::REFERENCE } else { Classes::TITLE });
        }
        Core { at, text, classes }
    }

    /// What is known of the abbreviation made of the one before and `last`: `p.` `ex.` is `p.ex`.
    #[inline]
    fn with_part_before(&self, at: usize, last: &str) -> Option<Classes> {
        let end = skip_spaces_back(self.text, at, self.start);
        if end == at || end <= self.start || self.text.as_bytes()[end - 1] != b'.' || last.len() > 8 {
            return None;
        }
        let first = &self.text[word_before(self.text, end - 1, self.start)?..end];
        let mut whole = [0_u8; 16];
        let length = first.len() + last.len();
        let place = whole.get_mut(..length)?;
        place[..first.len()].copy_from_slice(first.as_bytes());
        place[first.len()..].copy_from_slice(last.as_bytes());
        let whole = std::str::from_utf8(&whole[..length]).ok()?;
        Some(self.words.before_stop(whole)).filter(|classes| whole != "." && *classes != Classes::default())
    }

    #[inline]
    fn after_digit(&self, at: usize) -> bool {
        let before = skip_spaces_back(self.text, at, self.start);
        before < at && char_before(self.text, before).is_some_and(|c| c.is_ascii_digit())
    }

    fn ends_before_lower_case(&self, core: Core<'_>) -> bool {
        let text = core.text;
        let last = char_before(self.text, self.at);
        if text.is_empty() {
            return last.is_some_and(|c| matches!(c, ')' | ']' | '»' | '”' | '"'));
        }
        if text.chars().nth(1).is_none() || text.contains('.') || core.classes.any(Classes::ABBREVIATION) {
            return false;
        }
        if text.bytes().all(|byte| byte.is_ascii_digit()) {
            return !self.opens_segment(core.at);
        }
        last.is_some_and(|c| c.is_alphanumeric() || matches!(c, '%' | '€' | '°'))
    }

    /// Whether only opening signs stand between the start of the segment and `at`.
    fn opens_segment(&self, at: usize) -> bool {
        let floor = self.start.max(at.saturating_sub(NEAR));
        let mut place = at;
        while place > floor {
            match char_before(self.text, place) {
                Some(c) if is_space(c) || is_opening(c) || is_dash_or_bullet(c) => place -= c.len_utf8(),
                _ => return false,
            }
        }
        place <= self.start
    }

    /// `1.`, `a.`, `IV.` that opens the segment, or an item of a list after a semicolon.
    fn is_list_number(&self, core: Core<'_>) -> bool {
        let number = core.text.len() <= 3 && core.text.bytes().all(|byte| byte.is_ascii_digit());
        let letter = core.text.len() == 1 && core.text.bytes().all(|byte| byte.is_ascii_alphabetic());
        let roman = core.text.len() <= 5
            && (core.text.bytes().all(|byte| b"IVX".contains(&byte))
                || core.text.bytes().all(|byte| b"ivx".contains(&byte)));
        let dotted = core.text.len() <= 7
            && core.text.split('.').all(|part| !part.is_empty() && part.bytes().all(|b| b.is_ascii_digit()));
        if core.text.is_empty() || !(number || letter || roman || dotted) {
            return false;
        }
        let before = skip_spaces_back(self.text, core.at, self.start.max(core.at.saturating_sub(NEAR)));
        self.opens_segment(core.at)
            || number && before < core.at && matches!(char_before(self.text, before), Some(';'))
    }

    fn ends_after(&self, core: Core<'_>, next: &Following) -> bool {
        let classes = core.classes;
        if classes == Classes::default() && !may_be_initials(core.text) {
            return true;
        }
        let opener = || self.is_opener(next);
        let alphabetic = next.first == First::Upper;
        if classes.any(Classes::CONNECTIVE) {
            // «PS.» is a party, too: it announces only at the start.
            return core.text.starts_with(char::is_uppercase)
                && !self.opens_segment(core.at)
                && (opener() || next.dashed);
        }
        if classes.any(Classes::TITLE) && alphabetic {
            return next.opened && opener();
        }
        if classes.any(Classes::ERA) && self.is_era(next) {
            return false;
        }
        if classes.any(Classes::REFERENCE) && self.is_number(next) {
            return false;
        }
        if classes.any(Classes::MONTH) {
            return next.first != First::Digit && opener();
        }
        if classes.any(Classes::TIME) {
            return opener() || !self.goes_on_after_time(next);
        }
        if is_initials(core.text) {
            return self.ends_after_initials(core, next);
        }
        if classes.any(Classes::LOOSE) {
            return opener();
        }
        true
    }

    fn ends_after_initials(&self, core: Core<'_>, next: &Following) -> bool {
        let opener = self.is_opener(next);
        let single = core.text.chars().nth(1).is_none();
        if single {
            if opener {
                return !self.is_name_particle(next);
            }
            if next.opened && next.first == First::Upper {
                return false;
            }
            return self.is_label(core.at);
        }
        if opener {
            return true;
        }
        if core.text == "J.-C" || core.text == "JC" || core.text == "J.C" {
            let before = self.word_ending_at(skip_spaces_back(self.text, core.at, self.start));
            return self.words.classes(before.trim_end_matches('.')).any(Classes::ERA);
        }
        let letters = core.text.chars().filter(|c| c.is_alphabetic()).count();
        letters >= 3
            && !next.opened
            && next.may_open()
            && !core.classes.any(Classes::CLUB)
            && self.is_determined(core.at)
    }

    /// `l'O.N.U.`, `the U.S.S.R.`: a noun, not the initials of a name.
    fn is_determined(&self, at: usize) -> bool {
        let before = match char_before(self.text, at) {
            Some(c) if is_apostrophe(c) => at - c.len_utf8(),
            _ => skip_spaces_back(self.text, at, self.start),
        };
        self.words.classes(self.word_ending_at(before)).any(Classes::DETERMINER)
    }

    /// A letter that is a noun's name or a unit: `plan B`, `21 C`.
    fn is_label(&self, at: usize) -> bool {
        let before = skip_spaces_back(self.text, at, self.start);
        before < at
            && (char_before(self.text, before).is_some_and(|c| c.is_ascii_digit() || c == '°')
                || self.words.classes(self.word_ending_at(before)).any(Classes::LABEL))
    }

    fn word_ending_at(&self, end: usize) -> &str {
        word_before(self.text, end, self.start).map_or("", |at| &self.text[at..end])
    }

    fn is_opener(&self, next: &Following) -> bool {
        let letters = next.letters(self.text);
        if next.first != First::Upper || !self.words.classes(letters).any(Classes::OPENER) {
            return false;
        }
        // «A. S. Markarian»: a letter alone opens a sentence before an apostrophe or a word.
        letters.chars().nth(1).is_some()
            || char_at(self.text, next.word + letters.len()).is_some_and(|c| is_space(c) || is_apostrophe(c))
    }

    /// `J. Le Goff`: a particle and a capitalised word.
    fn is_name_particle(&self, next: &Following) -> bool {
        let letters = next.letters(self.text);
        if next.opened || next.dashed || !self.words.classes(letters).any(Classes::PARTICLE) {
            return false;
        }
        let mut after = next.word + letters.len();
        if let Some(apostrophe) = char_at(self.text, after).filter(|&c| is_apostrophe(c)) {
            after += apostrophe.len_utf8();
        }
        char_at(self.text, skip_spaces(self.text, after)).is_some_and(char::is_uppercase)
    }

    fn is_number(&self, next: &Following) -> bool {
        next.first == First::Digit
            || {
                let letters = next.letters(self.text);
                !letters.is_empty()
                    && letters.len() <= 7
                    && letters.bytes().all(|byte| b"IVXLCM".contains(&byte))
                    && !(self.is_opener(next))
            }
            || matches!(next.first, First::Sign('°' | '§' | '+' | '#'))
    }

    fn is_era(&self, next: &Following) -> bool {
        let rest = &self.text[next.word..];
        rest.starts_with("J.")
            || rest.starts_with("JC")
            || rest.starts_with("J-C")
            || rest.starts_with("notre ère")
    }

    fn goes_on_after_time(&self, next: &Following) -> bool {
        let letters = next.letters(self.text);
        next.first == First::Digit
            || next.opened
            || self.words.classes(letters).any(Classes::FOLLOWER | Classes::MONTH)
    }
}

/// Whether a word may be initials at all, told by its first sign.
#[inline]
fn may_be_initials(core: &str) -> bool {
    core.len() < 24 && core.starts_with(|c: char| c.is_uppercase())
}

/// `A`, `J.-P`, `H.R.F`, `Ph`, `Th.-C`: capitals (the first perhaps with a small letter) and full stops.
fn is_initials(core: &str) -> bool {
    let mut letters = 0;
    for part in core.split(['.', '-']) {
        if part.is_empty() {
            continue;
        }
        let mut chars = part.chars();
        if !chars.next().is_some_and(char::is_uppercase) {
            return false;
        }
        match (chars.next(), chars.next()) {
            (None, _) => {}
            (Some('h' | 'r'), None)
                if core.contains(['.', '-']) || matches!(part, "Ph" | "Th" | "Ch" | "Chr") => {}
            (Some('h'), Some('r')) if part == "Chr" => {}
            _ => return false,
        }
        letters += 1;
    }
    letters > 0
}

/// The end of the word that starts at `at`, its letters only.
pub(super) fn word_at(text: &str, at: usize) -> &str {
    &text[at..letters_end(text, at)]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn initials_are_told_from_words() {
        for core in ["A", "É", "J.-P", "H.R.F", "O.N.U", "Ph", "S.E.M"] {
            assert!(is_initials(core), "{core}");
        }
        for core in ["", "Non", "XIV", "R2", "p.ex", "Le"] {
            assert!(!is_initials(core), "{core}");
        }
    }
}

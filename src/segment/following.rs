//! What follows a possible end of a segment.

use super::around::{
    char_at, is_dash_or_bullet, is_emoji, is_opening, is_space, letters_end, skip_spaces, token_end,
};

/// The kind of the first sign of a possible new segment, opening signs passed over.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum First {
    /// A lower-case letter.
    Lower,
    /// A capital, a letter without case, or a lower-case brand (`iPhone`).
    Upper,
    /// A digit.
    Digit,
    /// Another sign.
    Sign(char),
    /// Nothing: the block ends.
    Nothing,
}

/// What stands after a possible end.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Following {
    /// Where the first sign of the word stands.
    pub word: usize,
    /// Its kind.
    pub first: First,
    /// Whether a quote or a bracket opens before it.
    pub opened: bool,
    /// Whether a dash or a bullet stands before it.
    pub dashed: bool,
}

impl Following {
    /// Looks at what starts at `at`, the first place after the white space.
    #[inline]
    pub(super) fn at(text: &str, at: usize) -> Self {
        let mut found = Self { word: at, first: First::Nothing, opened: false, dashed: false };
        loop {
            let Some(c) = char_at(text, found.word) else { return found };
            if is_space(c) {
                found.word = skip_spaces(text, found.word);
            } else if let Some(end) = ellipsis_end(text, found.word, c) {
                found.word = end;
            } else if is_opening(c) {
                found.opened = true;
                found.word += c.len_utf8();
            } else if is_dash_or_bullet(c) {
                found.dashed = true;
                found.word += c.len_utf8();
            } else {
                found.first = first(text, found.word, c);
                return found;
            }
        }
    }

    /// The run of letters that the word begins with, up to an apostrophe or a hyphen.
    #[inline]
    pub(super) fn letters<'t>(&self, text: &'t str) -> &'t str {
        &text[self.word..letters_end(text, self.word)]
    }

    /// Whether it could open a sentence by its first sign.
    pub(super) fn may_open(&self) -> bool {
        matches!(self.first, First::Upper | First::Digit)
    }
}

#[inline]
fn first(text: &str, at: usize, c: char) -> First {
    if c.is_ascii_digit() {
        First::Digit
    } else if c.is_lowercase() {
        let brand = char_at(text, at + c.len_utf8()).is_some_and(char::is_uppercase);
        if brand { First::Upper } else { First::Lower }
    } else if c.is_alphabetic() {
        First::Upper
    } else {
        First::Sign(c)
    }
}

/// The end of a bracketed ellipsis (`[...]`, `(…)`) or of one glued to the word after it (`...et`).
fn ellipsis_end(text: &str, at: usize, c: char) -> Option<usize> {
    let rest = &text[at..];
    match c {
        '[' => rest.strip_prefix("[...]").or_else(|| rest.strip_prefix("[…]")),
        '(' => rest.strip_prefix("(...)").or_else(|| rest.strip_prefix("(…)")),
        '.' => rest.strip_prefix("..."),
        '…' => rest.strip_prefix('…'),
        _ => None,
    }
    .map(|after| text.len() - after.len())
}

/// How many bytes of a tail are looked at.
const LONGEST_TAIL: usize = 600;

/// The end of the hashtags, handles, addresses and emoji that start at `at` (S16), when the block ends
/// or a sentence opens after them.
pub(super) fn tail_end(text: &str, at: usize) -> Option<usize> {
    let (mut place, mut end) = (at, at);
    while place < text.len() && place - at < LONGEST_TAIL {
        let token = token_end(text, place, LONGEST_TAIL);
        if !is_tail_token(&text[place..token]) {
            break;
        }
        end = token;
        place = skip_spaces(text, token);
    }
    if end == at || place == text.len() {
        return (end > at).then_some(end);
    }
    // A handle that opens a sentence addresses someone: «@Jean Je ne crois pas».
    let opens = matches!(Following::at(text, place).first, First::Upper | First::Digit);
    (opens && !text[at..].starts_with('@')).then_some(end)
}

fn is_tail_token(token: &str) -> bool {
    let token = token.trim_end_matches(['”', '»', '"', ')', '.', ',']);
    match token.chars().next() {
        None => true,
        Some('#' | '@') => token.chars().nth(1).is_some_and(|c| c.is_alphanumeric() || c == '_'),
        Some('h') => token.starts_with("http://") || token.starts_with("https://"),
        Some('w') => token.starts_with("www."),
        Some('p') => token.starts_with("pic.twitter.com/"),
        Some('t') => token.starts_with("t.co/"),
        Some(_) => token.chars().all(is_emoji),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn opening_signs_are_passed_over() {
        let follows = |text| Following::at(text, 0);
        assert_eq!(follows("« – Oui").first, First::Upper);
        assert!(follows("« – Oui").opened && follows("« – Oui").dashed);
        assert_eq!(follows("[...] il").first, First::Lower);
        assert_eq!(follows("iPhone").first, First::Upper);
        assert_eq!(follows("12").first, First::Digit);
        assert_eq!(follows("").first, First::Nothing);
        assert_eq!(follows("…").first, First::Nothing);
    }

    #[test]
    fn tails_hold_no_words() {
        let tail = "#Latchine 🚚🚚 https://t.co/xK7pQ2";
        assert_eq!(tail_end(tail, 0), Some(tail.len()));
        assert_eq!(tail_end("#Latchine Les camions", 0), Some(9));
        for text in ["#Latchine reste fermé", "@Jean Je pars", ""] {
            assert_eq!(tail_end(text, 0), None, "{text}");
        }
    }
}

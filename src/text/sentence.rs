//! Where a sentence starts and ends, as far as a few characters tell.
//!
//! The segmenter cuts a text by the rules of its language. This serves whoever looks at the words around a name and
//! must not read those of the next sentence, or asks whether a word has its capital from its place.

use super::{
    Span,
    chars::{
        closes_bracket, closes_quotation, is_apostrophe, is_dash, is_hyphen, is_word_char, opens_quotation,
    },
    words::previous_word,
};

/// Letters that an abbreviation with a capital has at most: *M.*, *Dr.*, *Mme.*
const MAX_ABBREVIATED: usize = 3;

/// What may stand before the first word of a sentence.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Opening {
    /// The end of another sentence, and opening marks.
    Sentence,
    /// Also a colon, a dash, a bullet, a quotation mark: what they introduce starts like a sentence.
    Phrase,
    /// Also the end of a line, in texts whose lines are not wrapped.
    Line,
}

/// Whether the character ends sentences: a full stop, an ellipsis, an exclamation or question mark.
pub const fn is_terminator(c: char) -> bool {
    matches!(c, '.' | '!' | '?' | '…')
}

/// Whether a sentence, or what is like one, starts at the byte `at`.
///
/// ```
/// use drogman::text::{Opening, starts_sentence};
/// let text = "Enfin ! « Erevan vote : Gumri aussi.";
/// let at = |word| text.find(word).unwrap();
/// assert!(starts_sentence(text, at("Erevan"), Opening::Sentence));
/// assert!(starts_sentence(text, at("Gumri"), Opening::Phrase));
/// assert!(!starts_sentence(text, at("Gumri"), Opening::Sentence));
/// ```
pub fn starts_sentence(text: &str, at: usize, opening: Opening) -> bool {
    let before = &text[..at];
    let lead = match opening {
        Opening::Sentence => before.trim_end_matches(|c: char| {
            c.is_whitespace() || opens_quotation(c) || matches!(c, '(' | '*' | '_')
        }),
        Opening::Phrase => before.trim_end(),
        Opening::Line => before.trim_end_matches(|c: char| c.is_whitespace() && c != '\n'),
    };
    let Some(last) = lead.chars().next_back() else { return true };
    if opening == Opening::Sentence {
        return is_terminator(last);
    }
    if is_dash(last) || is_hyphen(last) {
        // The hyphen inside a name («Amir-Abdollahian») opens nothing.
        let stem = &lead[..lead.len() - last.len_utf8()];
        return lead.len() < before.len() || !stem.ends_with(is_word_char);
    }
    !is_word_char(last) && !is_apostrophe(last) && !matches!(last, ',' | ';' | '/' | '&')
}

/// Whether a sentence ends with the character at the byte `at`: a terminator, and behind it a new sentence. The full
/// stop of an abbreviation with a capital («M. Macron») ends none.
///
/// ```
/// use drogman::text::ends_sentence_at;
/// assert!(ends_sentence_at("Il vient. Elle part.", 8));
/// assert!(!ends_sentence_at("M. Macron", 1));
/// assert!(!ends_sentence_at("1.5 million", 1));
/// ```
pub fn ends_sentence_at(text: &str, at: usize) -> bool {
    text[at..].chars().next().is_some_and(|c| {
        is_terminator(c)
            && (c != '.' || !is_abbreviated(text, at))
            && opens_sentence(&text[at + c.len_utf8()..])
    })
}

/// Where the first sentence of `text`, or its first line, ends: the byte after its mark.
pub fn first_sentence_end(text: &str) -> Option<usize> {
    text.char_indices()
        .find(|&(at, c)| c == '\n' || is_terminator(c) && ends_sentence_at(text, at))
        .map(|(at, c)| at + c.len_utf8())
}

/// Whether the last dot of a dotted acronym at `span` is the full stop of its sentence too: the text ends there, or
/// a capital starts a new sentence.
///
/// ```
/// use drogman::text::{Span, acronym_ends_sentence};
/// let acronym = Span::new(0, 6);
/// assert!(acronym_ends_sentence("O.N.U. Le vote", acronym));
/// assert!(!acronym_ends_sentence("O.N.U. et FMI", acronym));
/// ```
pub fn acronym_ends_sentence(text: &str, span: Span) -> bool {
    let rest = &text[span.end..];
    let closing = |c: char| c.is_whitespace() || closes_quotation(c) || closes_bracket(c);
    span.of(text).ends_with('.') && (rest.trim_start_matches(closing).is_empty() || opens_sentence(rest))
}

/// Whether a new sentence opens in `rest`: white space, and with it marks that close and open, then a capital or a digit.
fn opens_sentence(rest: &str) -> bool {
    let next = rest.trim_start_matches(|c: char| {
        c.is_whitespace()
            || is_terminator(c)
            || opens_quotation(c)
            || closes_quotation(c)
            || is_dash(c)
            || closes_bracket(c)
            || matches!(c, '(' | '[')
    });
    rest[..rest.len() - next.len()].contains(char::is_whitespace)
        && next.starts_with(|c: char| c.is_uppercase() || c.is_numeric())
}

/// Whether the full stop at `at` ends an abbreviation or initial: a few letters with a capital.
fn is_abbreviated(text: &str, at: usize) -> bool {
    previous_word(text, at).filter(|word| word.end == at).is_some_and(|word| {
        let word = word.of(text);
        word.starts_with(char::is_uppercase) && word.chars().nth(MAX_ABBREVIATED).is_none()
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sentences_end() {
        assert_eq!(first_sentence_end("de M. Macron est seule. Elle"), Some(23));
        assert_eq!(first_sentence_end("compte 1.5 million"), None);
        assert_eq!(first_sentence_end("« Fini ! » Il part"), Some(8 + '«'.len_utf8() - 1));
        assert_eq!(first_sentence_end("un vers\nun autre"), Some(8));
        assert_eq!(first_sentence_end("il dit… rien"), None);
    }

    #[test]
    fn sentences_start() {
        for (text, opening, expected) in [
            ("", Opening::Sentence, true),
            ("Il dit : ", Opening::Sentence, false),
            ("Il dit : ", Opening::Phrase, true),
            ("Amir-", Opening::Phrase, false),
            ("- ", Opening::Phrase, true),
            ("Il dit, ", Opening::Line, false),
            ("L'", Opening::Line, false),
            ("un titre\n", Opening::Line, true),
            ("un titre\n", Opening::Phrase, false),
            ("Fin. (", Opening::Sentence, true),
        ] {
            assert_eq!(starts_sentence(text, text.len(), opening), expected, "{text:?}");
        }
    }

    #[test]
    fn acronyms_end_sentences() {
        for (text, expected) in [
            ("O.S.C.E.", true),
            ("O.S.C.E. publiera", false),
            ("O.S.C.E. Moscou", true),
            ("O.S.C.E., dit", false),
            ("O.S.C.E. » Moscou", true),
        ] {
            assert_eq!(acronym_ends_sentence(text, Span::new(0, 8)), expected, "{text}");
        }
    }
}

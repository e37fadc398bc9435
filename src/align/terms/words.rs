//! The words of a text and where they are.

use crate::text::{Span, TokenKind, TokenOptions, is_apostrophe, is_hyphen, tokens};

/// A word of a text, or a mark: its comparable form and where it stands.
pub(super) struct Word {
    pub form: String,
    pub span: Span,
    /// A hyphen joins it to the word before.
    pub hyphen: bool,
}

/// The words and marks of a text, elisions and hyphens open, in lower case.
pub(super) fn words(text: &str) -> Vec<Word> {
    let mut out: Vec<Word> = Vec::new();
    for token in tokens(text, TokenOptions::WORDS_AND_MARKS) {
        let (form, span) = (token.text(text).to_lowercase(), token.span);
        let is_word = token.kind != TokenKind::Mark;
        if !is_word && form.chars().all(|c| is_apostrophe(c) || is_hyphen(c)) {
            continue;
        }
        let joins = |before: &Word| {
            text[before.span.end..span.start].chars().map(is_hyphen).eq([true]) && self::is_word(&before.form)
        };
        let hyphen = is_word && out.last().is_some_and(joins);
        out.push(Word { form, span, hyphen });
    }
    out
}

pub(super) fn is_word(form: &str) -> bool {
    form.chars().next().is_some_and(char::is_alphanumeric)
}

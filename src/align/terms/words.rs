//! The words of a text and where they are.

use crate::text::{is_apostrophe, is_hyphen};
use std::ops::Range;

/// A word of a text: its comparable form and where it stands.
pub(super) struct Word {
    pub form: String,
    pub span: Range<usize>,
    /// A hyphen joins it to the word before.
    pub hyphen: bool,
}

/// The words of a text, elisions and hyphens open, in lower case.
pub(super) fn words(text: &str) -> Vec<Word> {
    let mut out: Vec<Word> = Vec::new();
    let mut start = None;
    for (at, c) in text.char_indices().chain([(text.len(), ' ')]) {
        match (c.is_alphanumeric(), start) {
            (true, None) => start = Some(at),
            (false, Some(from)) => {
                let hyphen = out.last().is_some_and(|w| {
                    text[w.span.end..from].chars().map(is_hyphen).eq([true]) && is_word(&w.form)
                });
                out.push(Word { form: text[from..at].to_lowercase(), span: from..at, hyphen });
                start = None;
            }
            _ => {}
        }
        if !c.is_alphanumeric() && !c.is_whitespace() && at < text.len() && !is_apostrophe(c) && !is_hyphen(c)
        {
            out.push(Word { form: c.to_string(), span: at..at + c.len_utf8(), hyphen: false });
        }
    }
    out
}

pub(super) fn is_word(form: &str) -> bool {
    form.chars().next().is_some_and(char::is_alphanumeric)
}

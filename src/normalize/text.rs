//! A text normalised in one call.

use super::{
    change::{Normalizer, edits},
    ignore::Ignores,
    quotes::Quotes,
    settle::settled,
};
use crate::{
    document::{Document, Format, ReadError, ReadOptions, RewriteError},
    glossary::{Glossary, StyleId},
    matching::{Matcher, PatternError},
};

/// Why a text could not be normalised.
#[derive(Debug, thiserror::Error)]
pub enum NormalizeError {
    /// It is no text: it has control characters that only binary files have.
    #[error(transparent)]
    Read(#[from] ReadError),
    /// A pattern of the glossary is no regular expression.
    #[error(transparent)]
    Pattern(#[from] PatternError),
    /// The edits cannot be made.
    #[error(transparent)]
    Rewrite(#[from] RewriteError),
}

/// The plain text with every name in the form that `style` prefers, and the words around it repaired. What
/// `drogman normalize` does by default: edits that are not sure are not made, quotations are kept. Whether the text
/// is French or English is told by its words; where they do not tell, it is in the glossary’s source language.
///
/// It compiles the glossary for each call; many texts are better served by one [`Matcher`] and one [`Normalizer`].
///
/// # Errors
/// When it is no text, or a pattern of the glossary is no regular expression.
///
/// ```
/// use drogman::{glossary::{Glossary, StyleId}, normalize::normalize_text};
/// let glossary: Glossary = "
/// version: 1
/// concepts:
///   ievlakh: {type: city, fr: {preferred: Yevlakh, variants: [Evlakh]}, en: Yevlakh}
/// ".parse().unwrap();
/// let text = "Le maire d’Evlakh dit : « Evlakh dort. »";
/// let normalized = normalize_text(&glossary, StyleId::DEFAULT, text);
/// assert_eq!(normalized.unwrap(), "Le maire de Yevlakh dit : « Evlakh dort. »");
/// ```
pub fn normalize_text(glossary: &Glossary, style: StyleId, text: &str) -> Result<String, NormalizeError> {
    let options =
        ReadOptions { format: Some(Format::PLAIN), encoding: Some("utf-8".into()), ..ReadOptions::default() };
    let document = Document::from_bytes("<text>", text.as_bytes().to_vec(), &options)?;
    let language = document.told_language().unwrap_or(glossary.languages.source);
    let matcher = Matcher::new(glossary, language)?;
    let normalizer = Normalizer::new(glossary, style, Quotes::Keep);
    let (document, edits) = settled(&document, |document| {
        let changes = normalizer.changes(document, &matcher.matches(document), &Ignores::none());
        let edits = edits(&changes, false);
        Ok::<_, NormalizeError>((edits.clone(), edits))
    })?;
    let bytes = document.rewrite(&edits)?;
    // What was read as UTF-8 is written as UTF-8: no character is lost here.
    Ok(String::from_utf8_lossy(&bytes).into_owned())
}

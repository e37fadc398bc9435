//! French text into tokens, as candidates are made of them.
//!
//! An elided article or preposition («l'», «d'», «qu'») is a token of its own, apostrophe included; a hyphenated word is
//! one token, except for a pronoun hung on a verb («dit-il»). Initials («J.», «U.R.S.S.») keep their full stops.

use crate::text::{self, Hyphens, Marks, Token, TokenOptions};

const OPTIONS: TokenOptions = TokenOptions {
    marks: Marks::StopsTogether,
    hyphens: Hyphens::JoinBut(HUNG),
    elided: Some(ELIDED),
    compounds: true,
};

/// Words before an apostrophe that are cut off, in lower case. Fewer than an apostrophe elides before a name: «quelqu'un»
/// and «presqu'île» are words.
const ELIDED: &[&str] =
    &["l", "d", "j", "m", "t", "s", "n", "c", "qu", "jusqu", "lorsqu", "puisqu", "quoiqu", "parc"];

/// Pronouns hung on a verb by a hyphen; «-t-» before them goes too.
const HUNG: &[&str] = &[
    "il", "ils", "elle", "elles", "on", "je", "tu", "nous", "vous", "ce", "moi", "toi", "lui", "leur", "le",
    "la", "les", "y", "en", "là", "ci",
];

/// Cuts `text` into tokens; white space falls away. Total: any text is cut.
///
/// ```
/// use drogman::extract::training::tokeniser::tokenise;
/// let text = "L'ONU, dit-il, aide J. F. Kennedy.";
/// let cut: Vec<&str> = tokenise(text).iter().map(|t| t.text(text)).collect();
/// assert_eq!(cut, ["L'", "ONU", ",", "dit", "-il", ",", "aide", "J.", "F.", "Kennedy", "."]);
/// ```
pub fn tokenise(text: &str) -> Vec<Token> {
    let mut out = Vec::with_capacity(text.len() / 5);
    tokenise_into(text, &mut out);
    out
}

/// As [`tokenise`], into a vector that is cleared first.
pub fn tokenise_into(text: &str, out: &mut Vec<Token>) {
    out.clear();
    out.extend(text::tokens(text, OPTIONS));
}

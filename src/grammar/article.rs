//! Definite articles, and how de and à run together with them.

use super::{Article, Gender, Number};

/// A preposition that contracts with an article.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Preposition {
    De,
    A,
}

/// The article of a noun of this gender and number.
pub(super) fn definite(gender: Gender, number: Number, elides: bool) -> Article {
    match (number, elides, gender) {
        (Number::Plural, ..) => Article::Les,
        (_, true, _) => Article::Elided,
        (_, _, Gender::Masculine) => Article::Le,
        (_, _, Gender::Feminine) => Article::La,
    }
}

/// What stands before a noun: `du `, `à l’`, `les `, `d’`…; ends in a space or an apostrophe.
///
/// `elides` matters only where no article stands.
pub(super) fn words(
    preposition: Option<Preposition>,
    article: Option<Article>,
    elides: bool,
    apostrophe: char,
) -> String {
    use {Article::*, Preposition::*};
    let words = match (preposition, article) {
        (None, None) => "",
        (None, Some(Le)) => "le ",
        (None, Some(La)) => "la ",
        (None, Some(Elided)) => "l'",
        (None, Some(Les)) => "les ",
        (Some(De), None) if elides => "d'",
        (Some(De), None) => "de ",
        (Some(De), Some(Le)) => "du ",
        (Some(De), Some(La)) => "de la ",
        (Some(De), Some(Elided)) => "de l'",
        (Some(De), Some(Les)) => "des ",
        (Some(A), None) => "à ",
        (Some(A), Some(Le)) => "au ",
        (Some(A), Some(La)) => "à la ",
        (Some(A), Some(Elided)) => "à l'",
        (Some(A), Some(Les)) => "aux ",
    };
    words.replace('\'', apostrophe.encode_utf8(&mut [0; 4]))
}

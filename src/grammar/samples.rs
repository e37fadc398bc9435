//! A name with the words before it that change with it, to show what its grammar comes to.

use super::{
    Noun, NounKind,
    article::{Preposition, words},
    noun::Resolved,
};

/// The name after its article, after *de*, and after the word of place or *à*.
///
/// ```
/// use drogman::grammar::{Article, Grammar, Locative, Noun, NounKind, Number, samples};
/// let grammar = Grammar { article: Some(Article::Le), locative: Some(Locative::Au), ..Grammar::default() };
/// let noun = Noun { form: "Haut-Karabakh", grammar: &grammar, gender: None, number: Number::Singular };
/// assert_eq!(samples(&noun, NounKind::Land), ["le Haut-Karabakh", "du Haut-Karabakh", "au Haut-Karabakh"]);
///
/// let grammar = Grammar::default();
/// let noun = Noun { form: "Ilham Aliev", grammar: &grammar, gender: None, number: Number::Singular };
/// assert_eq!(samples(&noun, NounKind::Person), ["Ilham Aliev", "d’Ilham Aliev", "à Ilham Aliev"]);
/// ```
pub fn samples(noun: &Noun<'_>, kind: NounKind) -> [String; 3] {
    const APOSTROPHE: char = '’';
    let resolved = Resolved::new(noun, kind, None);
    let after = |preposition| words(preposition, resolved.article, resolved.elides, APOSTROPHE);
    let alone = match noun.grammar.own_article {
        true => resolved.own_words(true, APOSTROPHE),
        false => after(None),
    };
    let place = match kind {
        NounKind::Land | NounKind::Place => resolved.place_words(APOSTROPHE),
        _ => after(Some(Preposition::A)),
    };
    [alone, after(Some(Preposition::De)), place].map(|words| words + resolved.form)
}

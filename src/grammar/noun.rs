//! A name or noun as the sentence sees it.

use super::{
    Article, Elides, Gender, Grammar, LetterClass, Locative, Number,
    article::{Preposition, definite, words},
    elides_before, letter_class,
};
use crate::text::is_space_in_line;

/// What kind of noun stands there: places take prepositions of place, common nouns an article by their
/// gender, persons none.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NounKind {
    /// A country or region: *en Arménie*, *au Kirghizstan*.
    Land,
    /// A city, river, strait or other place: *à Bakou*.
    Place,
    /// A person.
    Person,
    /// An organisation or a polity, named with its article.
    Name,
    /// A demonym or a common term: it takes whatever determiner the sentence wants.
    Common,
}

/// A form of a name or noun with its grammar.
#[derive(Clone, Copy, Debug)]
pub struct Noun<'a> {
    /// The form as the glossary writes it.
    pub form: &'a str,
    /// What the glossary says of it.
    pub grammar: &'a Grammar,
    /// The gender of the inflected form; `None`: the grammar’s.
    pub gender: Option<Gender>,
    /// The number of the inflected form.
    pub number: Number,
}

/// A noun with what the glossary leaves open filled in.
#[derive(Clone, Copy, Debug)]
pub(super) struct Resolved<'a> {
    /// The form without an article of its own.
    pub form: &'a str,
    /// The article it takes; for common nouns the one of its gender.
    pub article: Option<Article>,
    pub gender: Option<Gender>,
    pub number: Number,
    pub elides: bool,
    pub locative: Option<Locative>,
    pub kind: NounKind,
}

impl<'a> Resolved<'a> {
    /// Resolves `noun`; `habit` is the elision of the author before a name of that initial, if he shows one.
    pub(super) fn new(noun: &Noun<'a>, kind: NounKind, habit: Option<(bool, LetterClass)>) -> Self {
        let grammar = noun.grammar;
        let (own, form) = if grammar.own_article { split_article(noun.form) } else { ("", noun.form) };
        let stated = own_article(own).or(grammar.article);
        let elides = stated == Some(Article::Elided) || elision(form, grammar.elides, habit);
        let gender = noun.gender.or(grammar.gender).or(match stated {
            Some(Article::Le) => Some(Gender::Masculine),
            Some(Article::La) => Some(Gender::Feminine),
            _ => None,
        });
        let number = if stated == Some(Article::Les) { Number::Plural } else { noun.number };
        let article = match (kind, stated) {
            (NounKind::Common, _) => Some(definite(gender.unwrap_or(Gender::Masculine), number, elides)),
            (_, Some(Article::Le | Article::La)) if elides => Some(Article::Elided),
            (_, stated) => stated,
        };
        Self { form, article, gender, number, elides, locative: grammar.locative, kind }
    }

    /// The article as part of the name (*Le* Caire), if it has one of its own.
    pub(super) fn own_words(&self, owns: bool, apostrophe: char) -> String {
        if !owns {
            return String::new();
        }
        let words = words(None, self.article, self.elides, apostrophe);
        capitalised(&words)
    }

    /// The words of place before it: *en*, *au*, *à la*… with the space or apostrophe after them.
    pub(super) fn place_words(&self, apostrophe: char) -> String {
        let article = |preposition, article| words(Some(preposition), article, self.elides, apostrophe);
        let dans = || format!("dans {}", words(None, self.article, self.elides, apostrophe));
        match self.locative {
            Some(Locative::En) => "en ".into(),
            Some(Locative::Au) => "au ".into(),
            Some(Locative::Aux) => "aux ".into(),
            Some(Locative::A) => "à ".into(),
            Some(Locative::ALa) => "à la ".into(),
            Some(Locative::AL) => article(Preposition::A, Some(Article::Elided)),
            Some(Locative::Dans) => dans(),
            None if self.kind == NounKind::Place => article(Preposition::A, self.article),
            None => match self.article {
                Some(Article::La | Article::Elided) => "en ".into(),
                Some(Article::Le) => "au ".into(),
                Some(Article::Les) => "aux ".into(),
                None => "à ".into(),
            },
        }
    }
}

/// `words` with a capital first letter.
pub(super) fn capitalised(words: &str) -> String {
    let mut letters = words.chars();
    letters.next().map_or(String::new(), |first| first.to_uppercase().chain(letters).collect())
}

fn elision(form: &str, stated: Option<Elides>, habit: Option<(bool, LetterClass)>) -> bool {
    let class = letter_class(form);
    let by_letter = matches!(class, LetterClass::Vowel | LetterClass::IVowel);
    match stated.unwrap_or_else(|| elides_before(form)) {
        Elides::Yes => true,
        Elides::No => false,
        Elides::Either => match habit {
            Some((elided, before)) if before == class => elided,
            _ => by_letter,
        },
    }
}

/// The article a form starts with, space or apostrophe included and "" for none, and the rest.
///
/// ```
/// use drogman::grammar::split_article;
/// assert_eq!(split_article("Le Caire"), ("Le ", "Caire"));
/// assert_eq!(split_article("Lepanto"), ("", "Lepanto"));
/// ```
pub fn split_article(form: &str) -> (&str, &str) {
    for article in ["Le ", "La ", "Les ", "L'", "L’", "L\u{a0}"] {
        let Some(head) = form.get(..article.len()) else { continue };
        if head.to_lowercase() == article.to_lowercase() {
            return form.split_at(article.len());
        }
    }
    // The spaces of a text may be of another kind than the glossary’s.
    match form.split_once(is_space_in_line) {
        Some((word, _)) if matches!(word.to_lowercase().as_str(), "le" | "la" | "les") => {
            let len = word.len() + form[word.len()..].chars().next().map_or(0, char::len_utf8);
            form.split_at(len)
        }
        _ => ("", form),
    }
}

/// The definite article that a name starts with as part of it: *Le* Caire, *L’*Aquila.
///
/// ```
/// use drogman::grammar::{Article, own_article_of};
/// assert_eq!(own_article_of("Le Caire"), Some(Article::Le));
/// assert_eq!(own_article_of("Lepanto"), None);
/// ```
pub fn own_article_of(name: &str) -> Option<Article> {
    own_article(split_article(name).0)
}

/// Which article the words of [`split_article`] are.
pub(super) fn own_article(words: &str) -> Option<Article> {
    match words.trim_end().to_lowercase().as_str() {
        "le" => Some(Article::Le),
        "la" => Some(Article::La),
        "les" => Some(Article::Les),
        "l'" | "l’" => Some(Article::Elided),
        _ => None,
    }
}

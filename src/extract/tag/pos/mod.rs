//! A light part-of-speech tagger for French: hand-made closed classes, generated verb forms, endings, and
//! rules on the word before and after. No weights.

pub(crate) mod classes;
mod inflect;
pub(crate) mod lexicon;
pub(crate) mod tagger;

/// What a word is in its sentence, as far as terms need to know.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[repr(u8)]
pub(crate) enum Pos {
    /// Noun.
    Noun,
    /// Adjective, participle used as one included.
    Adjective,
    /// Capitalised word inside a sentence.
    Name,
    /// «de», «d'», «du», «des».
    De,
    /// «à», «en», «au», «aux» and other prepositions.
    Preposition,
    /// Article or determiner.
    Determiner,
    /// Verb form.
    Verb,
    /// Number.
    Number,
    /// Adverb, conjunction, pronoun.
    Other,
    /// Punctuation: no candidate crosses it.
    Mark,
}

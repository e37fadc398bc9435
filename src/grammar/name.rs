use serde::{Deserialize, Serialize};

/// What repairing the French around a name needs to know; what is `None` was not said in the glossary.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Grammar {
    /// The definite article the name takes in a sentence; none when absent.
    pub article: Option<Article>,
    /// Grammatical gender.
    pub gender: Option<Gender>,
    /// The preposition of place.
    pub locative: Option<Locative>,
    /// Whether de, que, le, la… elide before it.
    pub elides: Option<Elides>,
    /// The article is part of the name and contracts (Le Mans: du Mans).
    pub own_article: bool,
    /// The inflected forms, the one the glossary lists among them; empty when the term is not inflected.
    pub inflections: Vec<Inflected>,
    /// It is a common noun, whose regular plural needs no listing.
    pub regular_plural: bool,
}

/// A definite article.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum Article {
    /// le
    Le,
    /// la
    La,
    /// l’
    Elided,
    /// les
    Les,
}

/// Grammatical gender.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[allow(missing_docs)]
pub enum Gender {
    Masculine,
    Feminine,
}

impl Gender {
    /// The other one.
    pub(super) const fn other(self) -> Self {
        match self {
            Self::Masculine => Self::Feminine,
            Self::Feminine => Self::Masculine,
        }
    }
}

/// Grammatical number.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[allow(missing_docs)]
pub enum Number {
    Singular,
    Plural,
}

/// The preposition of place a name takes: *en* Artsakh, *au* Haut-Karabakh, *à* Bakou.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum Locative {
    /// en
    En,
    /// au
    Au,
    /// aux
    Aux,
    /// à
    A,
    /// à la
    ALa,
    /// à l’
    AL,
    /// dans le, dans la, dans l’, dans les
    Dans,
}

/// Whether de, que, le, la… elide before a name.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum Elides {
    /// d’Erevan
    Yes,
    /// de Yevlakh, de Hambourg
    No,
    /// Both are seen: the author’s choice stays.
    Either,
}

/// One inflected form.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Inflected {
    /// Its gender.
    pub gender: Gender,
    /// Its number.
    pub number: Number,
    /// The form.
    pub form: String,
}

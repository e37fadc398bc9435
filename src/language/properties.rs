//! What rules elsewhere ask of a language, as properties: a rule names the one it needs and not the languages.

use super::Language;

/// Where the street word stands beside the name in the name of a street.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum StreetWord {
    /// *rue Aliev*, and with words between: *avenue du président Aliev*.
    BeforeName,
    /// *Aliyev Street*.
    AfterName,
}

impl Language {
    /// Whether an article follows the gender, the number and the first sound of its noun (*le, la, l’, les*) and
    /// merges with prepositions (*du, aux*).
    pub(crate) const fn articles_agree(self) -> bool {
        self.invariable_article().is_none()
    }

    /// The definite article, where it has but one form.
    pub(crate) const fn invariable_article(self) -> Option<&'static str> {
        match self {
            Self::French => None,
            Self::English => Some("the"),
        }
    }

    /// Whether nouns have a gender and agree, so that a glossary lists their inflections; where they do not, names
    /// are also found in a plural that the glossary does not list.
    pub(crate) const fn nouns_agree(self) -> bool {
        match self {
            Self::French => true,
            Self::English => false,
        }
    }

    /// Whether an accent makes a common word another word: *marché* is not *marche*.
    pub(crate) const fn accents_tell_words_apart(self) -> bool {
        !self.accented_letters().is_empty()
    }

    /// The small letters beyond a to z that its own words are written with.
    pub(crate) const fn accented_letters(self) -> &'static str {
        match self {
            Self::French => "àâéèêëîïôùûüÿçæœ",
            Self::English => "",
        }
    }

    /// Whether a title or term may have capitals in all its words and a hyphen or a space between them: *Secretary
    /// General*, *secretary-general*.
    pub(crate) const fn capitalises_terms(self) -> bool {
        !self.nouns_agree()
    }

    /// Whether the clause that reports a quotation may put its subject first: *“When?” I asked*. French inverts:
    /// *« Quand ? » demandai-je*.
    pub(crate) const fn reports_subject_first(self) -> bool {
        match self {
            Self::French => false,
            Self::English => true,
        }
    }

    /// Where street words stand.
    pub(crate) const fn street_word(self) -> StreetWord {
        match self {
            Self::French => StreetWord::BeforeName,
            Self::English => StreetWord::AfterName,
        }
    }

    /// Whether a name before a capitalised noun says more about it (*Baku Mayor*, *Armenia Foreign Ministry*), so that
    /// two of them need not be one name.
    pub(crate) const fn names_qualify_nouns(self) -> bool {
        match self {
            Self::French => false,
            Self::English => true,
        }
    }

    /// The language of the originals of translations into this one, where nothing tells it.
    pub(crate) const fn default_source(self) -> Self {
        match self {
            Self::French => Self::English,
            Self::English => Self::French,
        }
    }
}

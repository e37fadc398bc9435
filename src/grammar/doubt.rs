use std::fmt;

/// Why a repair is not certain.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Doubt {
    /// *au Haut-Karabakh*: a place (*en Artsakh*) or a recipient (*à l’Artsakh*)?
    PlaceOrRecipient,
    /// The gender changes and a word nearby agrees with the name.
    Gender,
    /// The number changes and a word nearby agrees with the name.
    Number,
    /// The preposition, or the rewriting, of several names holds for all of them, and one of them cannot follow.
    SharedPreposition,
    /// The form found does not tell its gender or number, nor do the words around it.
    Inflection,
    /// The word to change stands where nothing may change.
    OutOfReach,
    /// Rewritten, the text would be read in other lines and paragraphs, and more of it would change.
    Lines,
    /// The new form, before the full name, could be taken for somebody else’s.
    OtherBearer,
    /// The new form and the words beside it are another unwanted form («Anadolu Agency Agency»).
    LongerName,
    /// In a line of capitals, an abbreviation could be a common word.
    Capitals,
}

impl fmt::Display for Doubt {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::PlaceOrRecipient => "the preposition depends on whether a place or a recipient is meant",
            Self::Gender => "the gender changes, and words nearby agree with it",
            Self::Number => "the number changes, and words nearby agree with it",
            Self::SharedPreposition => "it stands with other names, and they can only be rewritten together",
            Self::Inflection => {
                "the words around do not tell whether it is singular or plural, masculine or feminine"
            }
            Self::OutOfReach => "the word before it would have to change, where nothing may change",
            Self::OtherBearer => {
                "written so before the full name, it could be taken for somebody else’s name"
            }
            Self::LongerName => "with the words beside it, it would read as another form to be rewritten",
            Self::Capitals => "in a line of capitals it could be a common word",
            Self::Lines => "it decides whether the text is hard-wrapped; say --wrapped or --not-wrapped",
        })
    }
}

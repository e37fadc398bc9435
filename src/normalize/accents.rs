//! With which accents a name is written: the author’s, the glossary’s or none, as the style decides.

use std::borrow::Cow;

use unicode_normalization::UnicodeNormalization as _;

use crate::{
    glossary::{Accents, Capitals, ConceptKind, Diacritics, Glossary, StyleId},
    language::Language,
    matching::{Matches, Occurrence, is_foreign},
    text::{fold, is_combining_mark, words},
};

/// What the style decides about the accents of the name that takes an occurrence’s place.
#[derive(Clone, Copy, Debug)]
pub(super) struct Writing {
    accents: Accents,
    person: bool,
    language: Language,
}

impl Writing {
    /// The writing of what takes the place of `occurrence`, one of `matches`.
    pub(super) fn of(
        occurrence: &Occurrence,
        matches: &Matches,
        glossary: &Glossary,
        style: StyleId,
    ) -> Self {
        let mut accents = glossary.accents(style);
        // A name that is new to the document is written as its other names are.
        if accents.capitals == Capitals::Keep && matches.plain_capitals {
            accents.capitals = Capitals::Plain;
        }
        Self {
            accents,
            person: occurrence.concept(glossary).kind == ConceptKind::Person,
            language: occurrence.language,
        }
    }

    /// `new` with the accents of the style, or with those that the same words have in `found`.
    pub(super) fn written<'n>(&self, found: &str, new: &'n str) -> Cow<'n, str> {
        let kept = self.accents.capitals == Capitals::Keep || self.accents.diacritics == Diacritics::Keep;
        if new.is_ascii() && (found.is_ascii() || !kept) {
            return Cow::Borrowed(new);
        }
        let foreign = is_foreign(new, self.language);
        if self.accents.capitals == Capitals::Plain && !foreign {
            return Cow::Owned(new.chars().flat_map(plain_capital).collect());
        }
        let foreign = self.person && (foreign || is_foreign(found, self.language));
        let mut out = String::with_capacity(new.len());
        let mut end = 0;
        for (old, word) in words(found).zip(words(new)) {
            out.push_str(&new[end..word.start]);
            self.push_word(&mut out, old.of(found), word.of(new), foreign);
            end = word.end;
        }
        out.push_str(&new[end..]);
        Cow::Owned(out)
    }

    /// Appends `new`, with the accents of `old` where it is the same word and the author may choose them.
    fn push_word(&self, out: &mut String, old: &str, new: &str, foreign: bool) {
        if old == new || fold(old) != fold(new) {
            out.push_str(new);
            return;
        }
        let old: String = old.nfc().collect();
        if foreign {
            let cased = old.chars().map(char::is_uppercase).eq(new.chars().map(char::is_uppercase));
            let keeps = self.accents.diacritics == Diacritics::Keep && cased;
            out.push_str(if keeps { &old } else { new });
            return;
        }
        if self.accents.capitals != Capitals::Keep || old.chars().count() != new.chars().count() {
            out.push_str(new);
            return;
        }
        let capital = |(old, new): (char, char)| {
            if old.is_uppercase() && new.is_uppercase() { old } else { new }
        };
        out.extend(old.chars().zip(new.chars()).map(capital));
    }
}

/// A capital without its accent; another character as it is.
fn plain_capital(c: char) -> impl Iterator<Item = char> {
    let strips = !c.is_ascii() && c.is_uppercase();
    std::iter::once(c).nfd().filter(move |&part| !(strips && is_combining_mark(part))).nfc()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn written(capitals: Capitals, person: bool, found: &str, new: &str) -> String {
        let accents = Accents { capitals, diacritics: Diacritics::Keep };
        Writing { accents, person, language: Language::French }.written(found, new).into_owned()
    }

    #[test]
    fn capitals_are_as_the_style_or_the_author_has_them() {
        use Capitals::{Accented, Keep, Plain};
        assert_eq!(written(Keep, false, "Etats Unis", "États-Unis"), "Etats-Unis");
        assert_eq!(written(Keep, false, "Elysee", "Élysée"), "Elysée");
        assert_eq!(written(Keep, false, "USA", "États-Unis"), "États-Unis");
        assert_eq!(written(Accented, false, "Etats Unis", "États-Unis"), "États-Unis");
        assert_eq!(written(Plain, false, "USA", "États-Unis"), "Etats-Unis");
        assert_eq!(written(Plain, false, "ÉGYPTE", "ÉGYPTE"), "EGYPTE");
        assert_eq!(written(Plain, false, "Algérie", "Algérie"), "Algérie");
        assert_eq!(
            written(Keep, true, "Recep Tayip Erdogan", "Recep Tayyip Erdoğan"),
            "Recep Tayyip Erdogan"
        );
    }
}

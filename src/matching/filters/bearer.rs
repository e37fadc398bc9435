//! Whether a surname stands for its known bearer, or the word before it makes it someone else’s (N5).

use super::{Block, HitInContext, hyphenated};
use crate::{
    glossary::Gender,
    language::{
        Language,
        names::{NameWords, is_given_name},
    },
    matching::{
        Casing,
        parted_names::is_initial,
        search::UnlistedPerson,
        spelling::is_all_caps,
        surroundings::{Surroundings, is_spaces},
    },
    text::{Opening, fold, is_apostrophe, next_word, previous_word, starts_sentence},
};

/// Drops surnames that someone else bears; where a person the glossary does not know is named in full with such a
/// surname is added to `unlisted_people`.
pub(in crate::matching) fn drop_other_people(
    block: Block<'_>,
    hits: &mut Vec<HitInContext<'_>>,
    unlisted_people: &mut Vec<UnlistedPerson>,
) {
    let terms = block.terms;
    if !hits.iter().any(|hit| terms.facts(hit.found.entry).is_surname()) {
        return;
    }
    let others = hits.iter().filter(|hit| !terms.facts(hit.found.entry).person);
    let mut others: Vec<usize> = others.map(|hit| hit.found.span.end).collect();
    others.sort_unstable();
    let first = unlisted_people.len();
    hits.retain_mut(|hit| {
        let HitInContext { found, around } = hit;
        let facts = terms.facts(found.entry);
        if !facts.is_surname() {
            return true;
        }
        let surname =
            Surname { around, casing: found.casing, language: block.language, gender: facts.gender };
        let concept = found.entry.concept;
        let bearer =
            surname.bearer(|word| terms.is_own_word(concept, word), |end| others.binary_search(&end).is_ok());
        found.titled = bearer == Bearer::Titled;
        if bearer == Bearer::Stranger {
            unlisted_people.push((block.number, found.span.start, concept));
        }
        matches!(bearer, Bearer::Known | Bearer::Titled)
    });
    unlisted_people[first..].sort_unstable();
}

/// A surname found, and what is known of its bearer.
struct Surname<'a, 't> {
    around: &'a Surroundings<'t>,
    casing: Casing,
    language: Language,
    gender: Option<Gender>,
}

/// Whose a surname is, by the words around it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Bearer {
    /// It may be the known bearer’s.
    Known,
    /// It is the known bearer’s as far as a title says («le président Aliev»).
    Titled,
    /// Somebody else’s, who is named in full («Natig Aliev»).
    Stranger,
    /// No surname here, or one that a title gives to somebody else.
    Nobody,
}

impl Surname<'_, '_> {
    /// Whose the surname is. `own` tells whether a folded word, or the letter of an initial, belongs to the
    /// known bearer’s full name; `other_name` whether a known name that is no person’s ends at a byte.
    fn bearer(&self, own: impl Fn(&str) -> bool, other_name: impl Fn(usize) -> bool) -> Bearer {
        let Surroundings { text, span, .. } = *self.around;
        if self.starts_another_name() {
            return Bearer::Nobody;
        }
        if self.precedes_given_name(&own) {
            return Bearer::Stranger;
        }
        let before = &text[..span.start];
        let stem = before.trim_end();
        if stem.len() == before.len() {
            return Bearer::Known;
        }
        let lists = NameWords::of(self.language);
        if let Some(abbreviated) = stem.strip_suffix('.') {
            // «l’O.S.C.E. Aliev» has no initial: the letters are those of a name.
            if other_name(stem.len()) {
                return Bearer::Known;
            }
            return self.follows_abbreviation(abbreviated, own, lists);
        }
        let Some(word) = self.around.before().filter(|word| word.is_spaced()) else {
            return Bearer::Known;
        };
        let (written, folded) = (word.written, word.folded());
        let token = hyphenated(text, word.span);
        let title = lists.title(folded).or_else(|| lists.title(&fold(token.of(text))));
        if let Some(gender) = title {
            return self.agrees(gender);
        }
        if !written.starts_with(char::is_uppercase) || own(folded) || other_name(word.span.end) {
            return Bearer::Known;
        }
        if is_all_caps(written) {
            return known_if(self.casing != Casing::AllCaps || !is_given_name(folded));
        }
        let determined = previous_word(text, token.start)
            .filter(|&before| parts_from_determiner(&text[before.end..token.start]))
            .is_some_and(|before| lists.is_determiner(&fold(before.of(text))));
        known_if(determined || (!is_given_name(folded) && self.opens(folded, token.start, lists)))
    }

    /// «Michel Barnier»: the name is also a given name, and a surname follows.
    fn starts_another_name(&self) -> bool {
        self.around.after().is_some_and(|next| {
            next.is_spaced()
                && next.written.starts_with(char::is_uppercase)
                && !is_all_caps(next.written)
                && is_given_name(&fold(self.around.span.of(self.around.text)))
        })
    }

    /// «ALIEV Natig», «Aliev, Natig (Gandja)»: a given name that is not the known bearer’s follows the surname.
    fn precedes_given_name(&self, own: impl Fn(&str) -> bool) -> bool {
        let text = self.around.text;
        let starts_name = |word: &str| word.starts_with(char::is_uppercase);
        let Some(next) = self.around.after().filter(|next| starts_name(next.written) && !own(next.folded()))
        else {
            return false;
        };
        let comma = next.gap.strip_prefix(',').is_some_and(is_spaces);
        if !comma && !next.is_spaced() {
            return false;
        }
        let in_capitals = self.casing == Casing::AllCaps && is_all_caps(self.around.span.of(text));
        let before = self.around.before().filter(|before| before.is_spaced()).map(|before| before.folded());
        let follows_given = before.is_some_and(|before| own(before) || is_given_name(before));
        if is_initial(next.written) {
            let dotted = text[next.span.end..].starts_with('.');
            let after = next_word(text, next.span.end + usize::from(dotted));
            let begins_name = || after.is_some_and(|word| starts_name(word.of(text)));
            return dotted && !follows_given && (in_capitals || comma && !begins_name());
        }
        let after = next_word(text, next.span.end);
        let gap = after.map_or("", |after| &text[next.span.end..after.start]);
        if is_given_name(next.folded()) && !is_all_caps(next.written) {
            // In a running text the given name may be the first word of another name.
            let goes_on = after.is_some_and(|word| is_spaces(gap) && (comma || starts_name(word.of(text))))
                || comma && gap.starts_with(',');
            return !goes_on && !follows_given;
        }
        let lists = NameWords::of(self.language);
        let titled = before.is_some_and(|before| lists.title(before).is_some());
        !comma
            && in_capitals
            && !is_all_caps(next.written)
            && !lists.precedes_names(next.folded())
            && !follows_given
            && !titled
    }

    /// «M. Aliev», «H. Aliev», «I. H. Aliev», «à Goris. Aliev».
    fn follows_abbreviation(&self, before: &str, own: impl Fn(&str) -> bool, lists: &NameWords) -> Bearer {
        let Some(mut word) = previous_word(before, before.len()).filter(|word| word.end == before.len())
        else {
            return Bearer::Known;
        };
        if let Some(gender) = lists.title(&fold(word.of(before))) {
            return self.agrees(gender);
        }
        if !is_initial(word.of(before)) {
            return Bearer::Known;
        }
        // Of several initials the first is that of the given name.
        for _ in 0..MAX_INITIALS {
            match previous_word(before, word.start).filter(|first| is_initial(first.of(before))) {
                Some(first) if before[first.end..word.start].trim_end() == "." => word = first,
                _ => break,
            }
        }
        let named = previous_word(before, word.start).is_some_and(|given| {
            let (written, folded) = (given.of(before), fold(given.of(before)));
            is_spaces(&before[given.end..word.start])
                && written.starts_with(char::is_uppercase)
                && !own(&folded)
                && lists.title(&folded).is_none()
                && !lists.opens_sentence(&folded)
                && (is_given_name(&folded) || !starts_sentence(before, given.start, Opening::Phrase))
        });
        known_if(own(&fold(word.of(before))) && !named)
    }

    /// Whose the surname is after a title of this gender.
    fn agrees(&self, title: char) -> Bearer {
        match (title, self.gender) {
            ('m', Some(Gender::Feminine)) | ('f', Some(Gender::Masculine)) => Bearer::Nobody,
            _ => Bearer::Titled,
        }
    }

    /// Whether a capitalised word is no given name but a function word, or the first of its sentence and
    /// a participle or adverb by its ending.
    fn opens(&self, folded: &str, start: usize, lists: &NameWords) -> bool {
        if lists.opens_sentence(folded) {
            return true;
        }
        let endings = self.language.opener_endings();
        folded.len() >= 6
            && endings.iter().any(|ending| folded.ends_with(ending))
            && starts_sentence(self.around.text, start, Opening::Phrase)
    }
}

/// How many initials before a surname are looked at.
const MAX_INITIALS: usize = 3;

fn known_if(known: bool) -> Bearer {
    if known { Bearer::Known } else { Bearer::Stranger }
}

/// Whether nothing stands between a determiner and its word but its apostrophe and white space: «le Putin», «l’Putin»
/// and, from an old typewriter or a bad scan, «l’ Putin».
fn parts_from_determiner(gap: &str) -> bool {
    !gap.is_empty() && gap.chars().all(|c| c.is_whitespace() || is_apostrophe(c))
}

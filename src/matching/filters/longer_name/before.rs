//! What stands before a form: a given name, a title, a thing that bears the name, the head of a well-known name.

use super::{
    Form, head_before, hyphenated, is_gap_in_line, is_joining, known::is_place, starts_with_capital,
};
use crate::{
    glossary::ConceptKind,
    language::names::{PersonNoun, is_given_name},
    matching::{Casing, spelling::is_all_caps, surroundings::Neighbour},
    text::{Opening, Span, fold, is_apostrophe, is_hyphen, next_word, previous_word, starts_sentence},
};

/// Letters of an abbreviated title, at most: *Mgr.*
const MAX_ABBREVIATED: usize = 4;

/// How many words may lie between the name of an institution and a term in it.
const MAX_TO_INSTITUTION: usize = 8;

/// Whether two letters with stops stand right before the letter at a byte: «U.R.S». Given names have two initials at most.
fn is_last_of_abbreviation(text: &str, at: usize) -> bool {
    let before = |end: usize| {
        let stem = text[..end].strip_suffix('.')?;
        previous_word(stem, stem.len())
            .filter(|word| word.end == stem.len() && word.of(stem).chars().count() == 1)
    };
    before(at).and_then(|letter| before(letter.start)).is_some()
}

impl Form<'_, '_> {
    /// Whether the word before makes the form, that of a place, a person's name or that of a thing or a club.
    pub(super) fn follows_name(&self) -> bool {
        let Some(word) = self.around().before() else { return false };
        if word.gap.starts_with('.') && is_gap_in_line(&word.gap[1..]) {
            return self.follows_abbreviation(word);
        }
        if !is_gap_in_line(word.gap) {
            return false;
        }
        if starts_with_capital(word.written) { self.follows_capital(word) } else { self.follows_noun(word) }
    }

    /// «M. Racca», «H. Karki».
    fn follows_abbreviation(&self, word: &Neighbour<'_>) -> bool {
        let letters = word.written.chars().count();
        if !starts_with_capital(word.written) || letters > MAX_ABBREVIATED {
            return false;
        }
        if letters > 1 || self.lists.person(word.folded()).is_some() {
            return self.lists.person(word.folded()).is_some();
        }
        // «l'O.S.C.E. Bakou»: the last letter of an abbreviation.
        let stop = word.span.end + 1;
        if self.known.ending(stop).or(self.known.ending(word.span.end)).is_some()
            || is_last_of_abbreviation(self.text(), word.span.start)
        {
            return false;
        }
        // «Il a choisi le plan B. Bakou…» ends a sentence; the initial of a person begins one or follows one.
        let before = previous_word(self.text(), word.span.start);
        before.is_none_or(|before| {
            let folded = fold(before.of(self.text()));
            starts_sentence(self.text(), word.span.start, Opening::Line)
                || self.names.opens_sentence(&folded)
                || self.lists.person(&folded).is_some()
                || is_given_name(&folded)
        })
    }

    /// «le poète Fuzuli», «l'hôtel Erevan», «made in USA», «le poète azéri Fuzuli».
    fn follows_noun(&self, word: &Neighbour<'_>) -> bool {
        if self.block.language.names_qualify_nouns() {
            return false;
        }
        if self.is_noun_before(word.span, word.folded()) || self.lists.foreign(word.folded()) == Some(true) {
            return true;
        }
        // «Chez les Karki»: a town has no plural.
        if word.written == "les" && self.facts.kind == ConceptKind::City || self.follows_coordinated(word) {
            return true;
        }
        // A people's adjective between a person's function and name.
        let people =
            self.known.ending(word.span.end).filter(|name| name.kind == ConceptKind::Demonym).is_some();
        people
            && previous_word(self.text(), word.span.start).is_some_and(|noun| {
                let written = noun.of(self.text());
                is_gap_in_line(&self.text()[noun.end..word.span.start])
                    && !starts_with_capital(written)
                    && self.is_person_at(noun, &fold(written))
            })
    }

    /// «MM. Lvov et Racca»: the second of several persons.
    fn follows_coordinated(&self, word: &Neighbour<'_>) -> bool {
        let text = self.text();
        if word.written != "et" {
            return false;
        }
        let first = previous_word(text, word.span.start).filter(|first| starts_with_capital(first.of(text)));
        let title = first.and_then(|first| previous_word(text, first.start));
        title.is_some_and(|title| {
            let folded = fold(title.of(text));
            (folded == "mm" || folded.ends_with('s')) && self.lists.person(&folded).is_some()
        })
    }

    /// Whether the word at the span is a noun for a person, or for things that are called after places.
    fn is_noun_before(&self, span: Span, folded: &str) -> bool {
        let whole = hyphenated(self.text(), span);
        let compound = (whole != span).then(|| fold(whole.of(self.text())));
        self.lists.is_namesake(compound.as_deref().unwrap_or(folded)) || self.is_person_at(span, folded)
    }

    fn is_person_at(&self, span: Span, folded: &str) -> bool {
        // «300 m», «me»: no title in so few small letters.
        if folded.len() <= 2 {
            return false;
        }
        self.lists.person(folded).is_some_and(|noun| match noun {
            PersonNoun::Always => true,
            PersonNoun::NotOfCountry => {
                !matches!(self.facts.kind, ConceptKind::Country | ConceptKind::Place | ConceptKind::Region)
            }
            PersonNoun::AfterDeterminer => previous_word(self.text(), span.start).is_some_and(|before| {
                let gap = &self.text()[before.end..span.start];
                (is_gap_in_line(gap) || gap.chars().all(is_apostrophe))
                    && self.names.is_determiner(&fold(before.of(self.text())))
            }),
        })
    }

    /// «Sushila Karki», «Mme Karki», «Dynamo Kiev», «le Qarabağ Agdam».
    fn follows_capital(&self, word: &Neighbour<'_>) -> bool {
        let folded = word.folded();
        if let Some(other) = self.known.ending(word.span.end) {
            let given = other.span == word.span && is_given_name(folded);
            return is_place(other.kind) && (given || self.is_club(other.span.start, self.facts.kind));
        }
        if self.lists.person(folded).is_some() {
            return true;
        }
        let qualifies = self.block.language.names_qualify_nouns();
        if !qualifies && self.lists.is_namesake(folded) {
            return true;
        }
        if self.names.opens_sentence(folded) {
            return false;
        }
        if is_given_name(folded) {
            return true;
        }
        let shouts = self.hit.found.casing == Casing::AllCaps && is_all_caps(word.written);
        !qualifies
            && !shouts
            && !self.lists.is_geographic(folded)
            && (!starts_sentence(self.text(), word.span.start, Opening::Line)
                || self.lists.looks_foreign(word.written))
            && !self.is_in_headline()
    }

    /// Whether two places side by side are a club: the first starts at `start` after the article of a club or a team («le
    /// Qarabağ Agdam»), the second is of the kind.
    pub(super) fn is_club(&self, start: usize, second: ConceptKind) -> bool {
        second == ConceptKind::City
            && previous_word(self.text(), start).is_some_and(|word| {
                let written = word.of(self.text());
                is_gap_in_line(&self.text()[word.end..start])
                    && matches!(&*fold(written), "le" | "du" | "au" | "ce")
            })
    }

    /// «la Coupe du Monde», «la Croix du Sud», «la France insoumise».
    pub(super) fn is_in_known_name(&self) -> bool {
        let text = self.text();
        let leads = |word: Span, own: &str, joined| self.lists.is_known(&fold(word.of(text)), own, joined);
        let (_, last) = self.own_words();
        if let Some(word) = self.spaced_before().filter(|word| self.lists.may_lead(word.written))
            && leads(word.span, &last, false)
        {
            return true;
        }
        if let Some(head) =
            head_before(text, self.span().start).filter(|head| self.lists.may_head(head.of(text)))
            && leads(head, &last, true)
        {
            return true;
        }
        self.last_of_phrase()
            .is_some_and(|(word, joined)| self.lists.is_known(&last, &fold(word.of(text)), joined))
    }

    /// The word after the form, and whether it stands behind small joining words.
    fn last_of_phrase(&self) -> Option<(Span, bool)> {
        let text = self.text();
        let mut at = self.span().end;
        for _ in 0..3 {
            let word = next_word(text, at)?;
            let gap = &text[at..word.start];
            if !(is_gap_in_line(gap) || at > self.span().end && gap.chars().all(is_apostrophe)) {
                return None;
            }
            if !is_joining(word.of(text)) {
                return Some((word, at > self.span().end));
            }
            at = word.end;
        }
        None
    }

    /// «la Ligue des droits de l'Homme»: a term with the capitals of an institution that is named after it.
    pub(super) fn is_in_institution(&self) -> bool {
        let text = self.text();
        let mut at = self.span().start;
        for _ in 0..MAX_TO_INSTITUTION {
            let Some(word) = previous_word(text, at) else { return false };
            let gap = &text[word.end..at];
            if !is_gap_in_line(gap)
                && (gap.is_empty() || !gap.chars().all(|c| is_apostrophe(c) || is_hyphen(c)))
            {
                return false;
            }
            // A known name is passed as a whole: its capitals may be another's after a rewrite.
            if let Some(name) = self.known.ending(word.end).filter(|name| name.span.start < word.start) {
                at = name.span.start;
                continue;
            }
            let written = word.of(text);
            if starts_with_capital(written) && self.lists.is_institution(&fold(written)) {
                // «l'Union européenne au sujet des droits de l'Homme»: a known name is whole without the term.
                return self.known.starting(word.start).is_none();
            }
            at = word.start;
        }
        false
    }
}

//! What stands after a form: the rest of a foreign name, a surname, the tail of a club or a newspaper.

use super::{Form, head_before, is_gap_in_line, is_joining, known::is_place, starts_with_capital};
use crate::{
    glossary::{ConceptKind, Slot},
    language::names::is_given_name,
    matching::{Casing, spelling::is_all_caps, surroundings::Neighbour},
    text::{Span, fold, is_apostrophe, is_dash, next_word},
};

/// How many words after a form may belong to one name with it.
const MAX_RUN: usize = 5;

/// How many words after a form may tell the town that it is a part of.
const MAX_TO_TOWN: usize = 7;

/// Digits of the number of a channel.
const MAX_CHANNEL: usize = 2;

/// The capitalised words after a form.
struct Run {
    /// How many, up to the next known name.
    words: usize,
    /// Whether one of them shows a foreign name or the name of a club, a newspaper, a firm.
    telling: bool,
}

impl<'t> Form<'_, 't> {
    /// Whether the words after the form, that of a place, go on with the name it begins.
    pub(super) fn goes_on(&self) -> bool {
        let Some(word) = self.spaced_after() else { return false };
        if word.written.starts_with(|c: char| c.is_ascii_digit()) {
            return self.is_channel(word);
        }
        if starts_with_capital(word.written) { self.goes_on_with(word) } else { self.goes_on_in_small(word) }
    }

    /// Whether the tail of a club, a newspaper, a firm follows: «Qarabağ FK».
    pub(super) fn has_tail(&self) -> bool {
        self.spaced_after().is_some_and(|word| {
            starts_with_capital(word.written)
                && self.known.starting(word.span.start).is_none()
                && self.lists.is_tail(word.folded())
        })
    }

    /// «Trump Tower», «Bolton and Zanna»: a surname in a name or a citation of another language.
    pub(super) fn is_beside_foreign_word(&self) -> bool {
        let small = |word: &Neighbour<'_>| self.lists.foreign(word.folded()) == Some(true);
        if self.facts.slot != Slot::Short {
            return false;
        }
        self.spaced_before().is_some_and(|word| self.lists.may_lead(word.written) && small(word))
            || self.spaced_after().is_some_and(|word| {
                if starts_with_capital(word.written) {
                    self.lists.foreign(word.folded()).is_some()
                        && self.known.starting(word.span.start).is_none()
                } else {
                    self.lists.may_follow(word.written) && small(word)
                }
            })
    }

    /// «Scotland Yard», «Lori Loughlin», «le Qarabağ Agdam».
    fn goes_on_with(&self, word: &Neighbour<'_>) -> bool {
        if let Some(other) = self.known.starting(word.span.start) {
            // «Lachin Ievlakh»: what makes the second a surname makes the first a given name.
            let given = || is_given_name(&fold(self.span().of(self.text())));
            return is_place(other.kind) && (self.is_club(self.span().start, other.kind) || given());
        }
        if self.has_tail() {
            return true;
        }
        let folded = word.folded();
        if self.block.language.names_qualify_nouns()
            || self.opens_sentence(word.span, folded)
            || self.lists.person(folded).is_some()
            || is_roman_numeral(word.written)
        {
            return false;
        }
        let shouts = self.hit.found.casing == Casing::AllCaps && is_all_caps(word.written);
        let run = self.run(if shouts { 1 } else { MAX_RUN });
        if run.telling {
            return true;
        }
        if shouts || self.has_bearer_of_office() || self.is_in_headline() {
            return false;
        }
        if is_given_name(&self.own_words().0) {
            return true;
        }
        let led = self.is_led_by_small_word();
        match run.words {
            // «le président des États-Unis Joe Biden», «à Erevan Hayk Maroutian»: somebody is named after the place.
            _ if is_given_name(folded) => false,
            0 | 1 => !self.follows_locative(),
            _ => !led,
        }
    }

    /// «Copper and Molybdenum», «un Shiraz australien».
    fn goes_on_in_small(&self, word: &Neighbour<'_>) -> bool {
        if self.lists.may_follow(word.written) && self.lists.foreign(word.folded()) == Some(true) {
            return true;
        }
        // A town with an indefinite article and a people's adjective is what is made there.
        self.facts.kind == ConceptKind::City
            && self
                .spaced_before()
                .is_some_and(|word| matches!(word.folded(), "un" | "une" | "ce" | "des" | "le" | "du"))
            && (self.lists.ends_like_people(word.folded())
                || self.known.starting(word.span.start).is_some_and(|name| name.kind == ConceptKind::Demonym))
    }

    /// «sur France 3», «Europe 1»: a country that has lost its article, and a short number.
    fn is_channel(&self, number: &Neighbour<'_>) -> bool {
        let text = self.text();
        let digits = number.written.bytes().all(|byte| byte.is_ascii_digit());
        let ends = next_word(text, number.span.end).is_none_or(|word| {
            let gap = &text[number.span.end..word.start];
            !is_gap_in_line(gap)
                || self.names.opens_sentence(&fold(word.of(text)))
                || starts_with_capital(word.of(text))
        });
        let bare = self.spaced_before().is_some_and(|word| {
            word.written.starts_with(char::is_lowercase)
                && !matches!(word.folded(), "la" | "en" | "le" | "au" | "aux" | "les")
        });
        matches!(self.facts.kind, ConceptKind::Country | ConceptKind::Region | ConceptKind::Place)
            && digits
            && number.written.len() <= MAX_CHANNEL
            && text[number.span.end..].chars().next().is_none_or(|c| !is_dash(c) && !matches!(c, '%' | '°'))
            && ends
            && bare
    }

    /// The capitalised words after the form, `most` of them.
    fn run(&self, most: usize) -> Run {
        let text = self.text();
        let mut run = Run { words: 0, telling: false };
        let mut at = self.span().end;
        for _ in 0..most {
            let Some(word) = next_word(text, at).filter(|word| is_gap_in_line(&text[at..word.start])) else {
                break;
            };
            let written = word.of(text);
            if self.known.starting(word.start).is_some() {
                break;
            }
            let folded = fold(written);
            let foreign = self.lists.foreign(&folded);
            if foreign.is_none() && self.opens_sentence(word, &folded) {
                break;
            }
            if starts_with_capital(written) {
                run.words += 1;
                run.telling |= foreign.is_some() || self.lists.is_tail(&folded);
            } else if foreign == Some(true) {
                run.telling = true;
            } else {
                break;
            }
            at = word.end;
        }
        run
    }

    /// Whether the word at the span opens a sentence; so does an elided one, *qu'* as *que*.
    fn opens_sentence(&self, word: Span, folded: &str) -> bool {
        self.names.opens_sentence(folded)
            || self.text()[word.end..].starts_with(is_apostrophe)
                && self.names.opens_sentence(&format!("{folded}e"))
    }

    /// «le maire d'Erevan Hayk Maroutian»: a function «de» the place, and who has it.
    fn has_bearer_of_office(&self) -> bool {
        let text = self.text();
        let joined = self.around().before().is_some_and(|word| is_joining(word.written));
        joined
            && head_before(text, self.span().start).is_some_and(|head| {
                let folded = fold(head.of(text));
                self.lists.person(&folded).is_some() || self.names.title(&folded).is_some()
            })
    }

    /// Whether a preposition, an article, a conjunction leads to the form.
    fn is_led_by_small_word(&self) -> bool {
        self.around().before().is_some_and(|word| {
            (is_gap_in_line(word.gap) || word.gap.chars().all(is_apostrophe))
                && (!starts_with_capital(word.written) || self.names.opens_sentence(word.folded()))
        })
    }

    /// «en Turquie», «aux États-Unis»: a country with its own preposition begins no other name.
    fn follows_locative(&self) -> bool {
        self.spaced_before().is_some_and(|word| matches!(word.folded(), "en" | "aux"))
    }

    /// «la Fédération russe d'athlétisme»: the name of a country begins like one of an institution, and goes on so.
    pub(super) fn has_field(&self) -> bool {
        let text = self.text();
        let joined = self.spaced_after().is_some_and(|word| is_joining(word.written));
        if !joined || !self.lists.is_institution(&self.own_words().0) {
            return false;
        }
        let mut at = self.span().end;
        for _ in 0..MAX_RUN {
            let Some(word) = next_word(text, at) else { return false };
            let gap = &text[at..word.start];
            if !is_gap_in_line(gap) && !gap.chars().all(is_apostrophe) {
                return false;
            }
            if !is_joining(word.of(text)) {
                return self.lists.is_field(&fold(word.of(text)));
            }
            at = word.end;
        }
        false
    }

    /// «Kouba, sur les hauteurs d'Alger»: a town in the outskirts of another one is none of the known towns.
    pub(super) fn is_in_outskirts(&self) -> bool {
        let text = self.text();
        let after_comma = self.around().after().is_some_and(|word| word.gap == ", ");
        if self.facts.kind != ConceptKind::City || !after_comma {
            return false;
        }
        let mut at = self.span().end;
        let mut outskirts = false;
        for nth in 0..MAX_TO_TOWN {
            let Some(word) = next_word(text, at) else { return false };
            let gap = &text[at..word.start];
            if nth > 0 && !is_gap_in_line(gap) && !gap.chars().all(is_apostrophe) {
                return false;
            }
            if outskirts && self.is_other_town(word) {
                return true;
            }
            outskirts |= self.lists.is_outskirts(&fold(word.of(text)));
            at = word.end;
        }
        false
    }

    fn is_other_town(&self, word: Span) -> bool {
        self.known.starting(word.start).is_some_and(|name| {
            name.kind == ConceptKind::City && name.concept != self.hit.found.entry.concept
        })
    }
}

/// «les accords de Minsk II»: the number of what is named after the place.
fn is_roman_numeral(written: &str) -> bool {
    !written.is_empty() && written.bytes().all(|byte| matches!(byte, b'I' | b'V' | b'X'))
}

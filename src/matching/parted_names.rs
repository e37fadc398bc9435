//! Persons’ full names that are not simply written like the term: with an initial or a patronymic between given name
//! and surname (*Ilham H. Aliev*), with the surname first (*Aliev, Ilham*), with the surname in capitals
//! (*Ilham ALIEV*).
//!
//! The search finds the surname. When the words beside it are its bearer’s, given name and surname are put side by
//! side and looked up as they would stand otherwise.

use super::{
    Casing, Deviation, Matcher, NameParts,
    filters::HitInContext,
    index::{Entry, Hit},
    search::Found,
    spelling::{is_all_caps, judge_part},
    surroundings::{Edge, Surroundings, is_spaces, right_edge},
};
use crate::{
    glossary::{Gender, Slot},
    language::{
        Language,
        names::{NameWords, filiation, is_given_name, patronymic},
    },
    text::{Span, fold, is_hyphen, next_word, previous_word, words},
};

/// How many initials and patronymics a name may have.
const MAX_MIDDLES: usize = 3;
/// How many words a given name may have.
const MAX_GIVEN: usize = 3;

/// Makes full names of the surnames among the hits that have their bearer’s given name before an initial or a
/// patronymic, or after them.
pub(super) fn join_parts<'t>(matcher: &Matcher, text: &'t str, hits: &mut [HitInContext<'t>]) {
    let mut joined = Joined { matcher, text, side_by_side: String::new(), hits: Vec::new() };
    for hit in hits {
        let facts = matcher.terms.facts(hit.found.entry);
        if !facts.is_surname() {
            continue;
        }
        let full = joined.with_middle(hit, facts.gender).or_else(|| joined.reversed(hit));
        if let Some(full) = full {
            *hit = HitInContext { found: full, around: Surroundings::new(text, full.span) };
        }
    }
}

/// The parts of a person’s full name at `span`, with how they are spelt, when words of it are in capitals.
pub(super) fn capital_parts(
    matcher: &Matcher,
    text: &str,
    span: Span,
    name: u32,
) -> Option<(NameParts, Deviation)> {
    let facts = matcher.terms.facts(matcher.names.entry(name));
    if !facts.person || facts.slot != Slot::Full {
        return None;
    }
    let source = span.of(text);
    let all: Vec<Span> = words(source).collect();
    let in_capitals = |word: &Span| is_all_caps(word.of(source));
    if all.len() < 2 || !all[1..].iter().any(in_capitals) {
        return None;
    }
    let surname = match usize::from(facts.surname_words) {
        // What nothing tells apart the author does.
        0 => all.iter().rev().take_while(|word| in_capitals(word)).count(),
        known => known,
    };
    let first = all.len().checked_sub(surname).filter(|&first| first > 0 && first < all.len())?;
    let parts = NameParts {
        given: Span::new(0, all[first - 1].end).shifted(span.start),
        surname: Span::new(all[first].start, source.len()).shifted(span.start),
    };
    let deviation = spelling_of(text, parts, matcher.names.listed(name), matcher.language())?;
    Some((parts, deviation))
}

/// How the parts of a full name are spelt beside the listed name; `None` when they have not its words.
fn spelling_of(text: &str, parts: NameParts, listed: &str, language: Language) -> Option<Deviation> {
    let given = parts.given.of(text);
    let first = words(listed).nth(words(given).count())?;
    let (listed_given, listed_surname) = listed.split_at(first.start);
    let given = judge_part(given, listed_given.trim_end(), language);
    let surname = judge_part(parts.surname.of(text), listed_surname, language);
    let worse = |part: Deviation| (part.distance(), matches!(part, Deviation::House { .. }));
    Some(if worse(given) > worse(surname) { given } else { surname })
}

/// Given names and surnames put side by side.
struct Joined<'m, 't> {
    matcher: &'m Matcher,
    text: &'t str,
    side_by_side: String,
    hits: Vec<Hit>,
}

impl Joined<'_, '_> {
    /// The full name whose surname is at the hit, and whose given name stands before initials and patronymics.
    fn with_middle(&mut self, hit: &HitInContext<'_>, gender: Option<Gender>) -> Option<Found> {
        let surname = hit.found.span;
        let concept = hit.found.entry.concept;
        hit.around.before().filter(|word| may_be_middle(word.written, word.folded()))?;
        let start = self.start_of_middles(surname.start, concept, gender)?;
        let mut given = Span::new(start, start);
        let mut full = None;
        for nth in 0..MAX_GIVEN {
            let Some(word) = previous_word(self.text, given.start) else { break };
            let gap = &self.text[word.end..given.start];
            if !(is_spaces(gap) || nth > 0 && is_one_hyphen(gap)) || !self.is_own(concept, word) {
                break;
            }
            given = Span::new(word.start, if nth == 0 { word.end } else { given.end });
            full = self.look_up(given, surname, hit.found.entry).or(full);
        }
        full
    }

    /// Where the initials and patronymics before the byte `end` start; `None` when there is none or one is somebody
    /// else’s.
    fn start_of_middles(&self, end: usize, concept: u32, gender: Option<Gender>) -> Option<usize> {
        let mut start = end;
        for _ in 0..MAX_MIDDLES {
            let Some(word) = previous_word(self.text, start) else { break };
            let (written, folded) = (word.of(self.text), fold(word.of(self.text)));
            let gap = &self.text[word.end..start];
            let (first, of_gender) = if is_initial(written) && is_spaces(gap.strip_prefix('.').unwrap_or(gap))
            {
                (word, None)
            } else if !is_spaces(gap) {
                break;
            } else if let Some(gender) = filiation(&folded) {
                let father = previous_word(self.text, word.start)?;
                let gap = &self.text[father.end..word.start];
                if !(is_spaces(gap) || is_one_hyphen(gap)) {
                    return None;
                }
                (father, Some(gender))
            } else if let Some(gender) = patronymic(&folded).filter(|_| starts_with_capital(written)) {
                (word, Some(gender))
            } else {
                break;
            };
            if !self.matcher.terms.may_have_middle(concept, &folded) || is_other_gender(of_gender, gender) {
                return None;
            }
            start = first.start;
        }
        (start < end).then_some(start)
    }

    /// The full name whose surname is at the hit, and whose given name follows it.
    fn reversed(&mut self, hit: &HitInContext<'_>) -> Option<Found> {
        let surname = hit.found.span;
        let concept = hit.found.entry.concept;
        let next = hit.around.after()?;
        let comma = next.gap.strip_prefix(',').is_some_and(is_spaces);
        if !(comma || next.is_spaced()) || !self.is_own(concept, next.span) || self.follows_name(hit) {
            return None;
        }
        let shouted = hit.found.casing == Casing::AllCaps && !is_all_caps(next.written);
        if !shouted && is_given_name(&fold(surname.of(self.text))) {
            return None;
        }
        let mut given = Span::new(next.span.start, next.span.start);
        let mut full = None;
        for nth in 0..MAX_GIVEN {
            let Some(word) = next_word(self.text, given.end) else { break };
            let gap = &self.text[given.end..word.start];
            let joins = nth == 0 || is_spaces(gap) || is_one_hyphen(gap);
            if !joins || !self.is_own(concept, word) {
                break;
            }
            given.end = word.end;
            full = self.look_up(given, surname, hit.found.entry).or(full);
        }
        full.filter(|full: &Found| self.ends_reversed(full.span.end, comma))
    }

    /// Whether a name stands right before the surname: its own given name, or another person’s.
    fn follows_name(&self, hit: &HitInContext<'_>) -> bool {
        hit.around.before().is_some_and(|before| {
            let lists = NameWords::of(self.matcher.language());
            before.is_spaced()
                && starts_with_capital(before.written)
                && !lists.precedes_names(before.folded())
        })
    }

    /// Whether a name with the surname first may end here. After a comma the given name could belong to what comes
    /// next: *Aliev, Ilham Mammadov et…*
    fn ends_reversed(&self, end: usize, comma: bool) -> bool {
        if right_edge(self.text, end) != Edge::Free {
            return false;
        }
        let Some(next) = next_word(self.text, end) else { return true };
        if !is_spaces(&self.text[end..next.start]) {
            return true;
        }
        let written = next.of(self.text);
        let is_middle = may_be_middle(written, &fold(written));
        is_middle || !comma && (!starts_with_capital(written) || is_all_caps(written))
    }

    /// Whether a word with a capital belongs to the concept’s full names.
    fn is_own(&self, concept: u32, word: Span) -> bool {
        let written = word.of(self.text);
        starts_with_capital(written) && self.matcher.terms.is_own_word(concept, &fold(written))
    }

    /// The full name of the surname’s bearer that given name and surname are when they stand side by side.
    fn look_up(&mut self, given: Span, surname: Span, bearer: Entry) -> Option<Found> {
        let parts = NameParts { given, surname };
        let Self { matcher, text, side_by_side, hits } = self;
        side_by_side.clear();
        side_by_side.push_str(given.of(text));
        side_by_side.push(' ');
        side_by_side.push_str(surname.of(text));
        hits.clear();
        matcher.names.scan(side_by_side, hits);
        let all = Span::new(0, side_by_side.len());
        let full = hits.iter().filter(|hit| hit.span == all).filter_map(|hit| {
            let entry = matcher.names.entry(hit.name);
            let facts = matcher.terms.facts(entry);
            let is_full = entry.concept == bearer.concept && facts.slot == Slot::Full;
            let deviation = is_full
                .then(|| spelling_of(text, parts, matcher.names.listed(hit.name), matcher.language()))??;
            Some((deviation.distance(), facts.preference, entry.term, entry.inflection, entry, deviation))
        });
        let (.., entry, deviation) = full.min_by_key(|&(spelling, preference, term, inflection, ..)| {
            (spelling, preference, term, inflection)
        })?;
        let casing = if is_all_caps(side_by_side) { Casing::AllCaps } else { Casing::Listed };
        let (span, rank) = (parts.span(), 2 * deviation.distance());
        Some(Found { span, entry, casing, deviation, rank, titled: false, parts: Some(parts) })
    }
}

/// Whether a word may stand between given name and surname.
fn may_be_middle(written: &str, folded: &str) -> bool {
    is_initial(written)
        || filiation(folded).is_some()
        || starts_with_capital(written) && patronymic(folded).is_some()
}

/// Whether the word is one capital letter.
pub(super) fn is_initial(written: &str) -> bool {
    let mut chars = written.chars();
    chars.next().is_some_and(char::is_uppercase) && chars.next().is_none()
}

fn is_other_gender(patronymic: Option<char>, bearer: Option<Gender>) -> bool {
    matches!((patronymic, bearer), (Some('m'), Some(Gender::Feminine)) | (Some('f'), Some(Gender::Masculine)))
}

fn is_one_hyphen(gap: &str) -> bool {
    let mut chars = gap.chars();
    chars.next().is_some_and(is_hyphen) && chars.next().is_none()
}

fn starts_with_capital(word: &str) -> bool {
    word.starts_with(char::is_uppercase)
}

//! Forms that are only part of a longer proper name are not the concept: *Sushila Karki*, *Scotland Yard*, *Qarabağ FK*,
//! *la Coupe du Monde*.
//!
//! What stands on the left of a form is read in [`before`], what stands on its right in [`after`]; [`line`] says how the
//! line around it uses capitals, and [`known`] which other names were found. Nothing farther than some words is looked at.

mod after;
mod before;
mod known;
mod line;

use self::known::KnownNames;
use super::{Block, HitInContext, hyphenated};
use crate::{
    glossary::{ConceptKind, Slot},
    language::names::{LongerNames, NameWords},
    matching::{
        Casing, Deviation,
        surroundings::{Neighbour, Surroundings},
        terms::{TermFacts, Terms},
    },
    text::{Span, SpanSet, fold, is_apostrophe, is_hyphen, next_word, previous_word},
};

/// Drops what is part of a longer proper name.
pub(in crate::matching) fn drop_parts_of_longer_names(block: Block<'_>, hits: &mut Vec<HitInContext<'_>>) {
    let lists = LongerNames::of(block.language);
    let may_be = |at: usize, hits: &[HitInContext<'_>]| {
        let facts = block.terms.facts(hits[at].found.entry);
        may_be_part(&hits[at], facts, at.checked_sub(1).map(|at| hits[at].found.span.end), lists)
    };
    let Some(first) = (0..hits.len()).find(|&at| may_be(at, hits)) else { return };
    let known = KnownNames::new(block.terms, hits);
    let is_part = |at: usize| {
        let (hit, facts) = (&hits[at], block.terms.facts(hits[at].found.entry));
        let names = NameWords::of(block.language);
        may_be(at, hits) && Form { block, hit, facts, lists, names, known: &known }.is_part()
    };
    let part: Vec<bool> = (first..hits.len()).map(is_part).collect();
    drop_with_what_they_hold(block.terms, hits, first, &part);
}

/// Drops the hits from `first` on that are parts, and what stands inside of one: a name within a part of a longer name is
/// part of that longer name, too.
fn drop_with_what_they_hold(terms: &Terms, hits: &mut Vec<HitInContext<'_>>, first: usize, is_part: &[bool]) {
    let spans = hits[first..].iter().map(|hit| hit.found.span);
    let dropped: SpanSet = spans.zip(is_part).filter(|(_, part)| **part).map(|(span, _)| span).collect();
    // A people's adjective says of any name what it says: «la Fédération russe d'athlétisme» is Russian.
    let is_adjective = |hit: &HitInContext<'_>| terms.facts(hit.found.entry).kind == ConceptKind::Demonym;
    let mut parts = is_part.iter();
    let mut at = 0;
    hits.retain(|hit| {
        let is_part = at >= first && parts.next().is_some_and(|part| *part);
        at += 1;
        !is_part && (is_adjective(hit) || !dropped.covers(hit.found.span))
    });
}

/// Whether anything beside a form may make it part of a longer name; a quick answer that is never wrongly no. `end` is where
/// the hit before it ends.
fn may_be_part(hit: &HitInContext<'_>, facts: TermFacts, end: Option<usize>, lists: &LongerNames) -> bool {
    let HitInContext { found, around } = hit;
    let written = found.span.of(around.text);
    match facts.kind {
        ConceptKind::Demonym => return false,
        ConceptKind::Term => {
            return found.casing != Casing::AllCaps && written.chars().skip(1).any(char::is_uppercase);
        }
        _ => {}
    }
    let leads = |word: &Neighbour<'_>| {
        starts_with_capital(word.written)
            || word.gap.starts_with('.')
            || facts.kind == ConceptKind::City
                && matches!(word.written, "un" | "une" | "ce" | "des" | "les" | "le" | "du" | "et")
            || lists.may_lead(word.written)
            || Some(word.span.end) == end
            || is_joining(word.written) && lists.may_end(written)
    };
    let follows = |word: &Neighbour<'_>| {
        word.written.starts_with(|c: char| c.is_uppercase() || c.is_ascii_digit())
            || facts.kind == ConceptKind::City && word.gap.starts_with(',')
            || lists.may_follow(word.written)
            || is_joining(word.written) && (written.contains(' ') || lists.may_head(written))
    };
    around.after().is_some_and(follows)
        || around.before().is_some_and(leads)
        || facts.person && written.contains(is_hyphen)
}

/// A form found, and what may be asked about it.
struct Form<'a, 't> {
    block: Block<'a>,
    hit: &'a HitInContext<'t>,
    facts: TermFacts,
    lists: &'static LongerNames,
    names: &'static NameWords,
    known: &'a KnownNames,
}

impl<'t> Form<'_, 't> {
    /// Whether the form is part of a longer name.
    fn is_part(&self) -> bool {
        match self.facts.kind {
            ConceptKind::Demonym => false,
            ConceptKind::Term => self.is_in_institution(),
            ConceptKind::Person => self.names_a_thing() || self.has_tail() || self.is_beside_foreign_word(),
            ConceptKind::Organisation => self.is_in_known_name() || self.has_field() || self.has_tail(),
            _ => {
                self.is_in_known_name()
                    || self.has_field()
                    || self.follows_name()
                    || self.goes_on()
                    || self.is_in_outskirts()
            }
        }
    }

    fn around(&self) -> &Surroundings<'t> {
        &self.hit.around
    }

    fn text(&self) -> &'t str {
        self.hit.around.text
    }

    fn span(&self) -> Span {
        self.hit.found.span
    }

    /// The word before the form where but spaces of the same line part them.
    fn spaced_before(&self) -> Option<&Neighbour<'t>> {
        self.around().before().filter(|word| is_gap_in_line(word.gap))
    }

    /// The word after the form where but spaces of the same line part them.
    fn spaced_after(&self) -> Option<&Neighbour<'t>> {
        self.around().after().filter(|word| is_gap_in_line(word.gap))
    }

    /// The first and the last word of the form, folded.
    fn own_words(&self) -> (String, String) {
        let (text, span) = (self.text(), self.span());
        let first = next_word(text, span.start).filter(|word| word.end <= span.end).unwrap_or(span);
        let last = previous_word(text, span.end).filter(|word| word.start >= span.start).unwrap_or(span);
        (fold(first.of(text)), fold(last.of(text)))
    }

    /// «le Charles-de-Gaulle»: hyphens in all of a person's name make it that of a ship, a school, an airport; one hyphen
    /// does after an article.
    fn names_a_thing(&self) -> bool {
        let written = self.span().of(self.text());
        let after_article = || {
            self.spaced_before().is_some_and(|word| matches!(word.folded(), "le" | "la" | "du" | "au" | "un"))
        };
        let hyphens = written.chars().filter(|&c| is_hyphen(c)).count();
        self.facts.slot == Slot::Full
            && self.hit.found.deviation == Deviation::Spelling
            && !written.contains(char::is_whitespace)
            && (hyphens > 1 || hyphens == 1 && after_article())
    }
}

/// Whether a gap is white space without the end of a line, and not empty.
fn is_gap_in_line(gap: &str) -> bool {
    gap == " " || !gap.is_empty() && gap.chars().all(|c| c.is_whitespace() && c != '\n' && c != '\r')
}

fn starts_with_capital(word: &str) -> bool {
    match word.as_bytes().first() {
        Some(byte) if byte.is_ascii() => byte.is_ascii_uppercase(),
        _ => word.starts_with(char::is_uppercase),
    }
}

/// Whether the word, as written, is one of those that join two nouns into one name.
fn is_joining(written: &str) -> bool {
    matches!(written, "de" | "du" | "des" | "d" | "la" | "les" | "l" | "le" | "aux" | "au")
}

/// The word before `at` that «de», with or without an article, joins to what starts there.
fn head_before(text: &str, mut at: usize) -> Option<Span> {
    for _ in 0..3 {
        let word = previous_word(text, at)?;
        let gap = &text[word.end..at];
        if !is_gap_in_line(gap) && (gap.is_empty() || !gap.chars().all(is_apostrophe)) {
            return None;
        }
        if !is_joining(word.of(text)) {
            return Some(word);
        }
        at = word.start;
    }
    None
}

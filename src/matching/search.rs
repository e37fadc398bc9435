//! The search of a document: hits of the index and of the patterns, filtered, the best of each place.

use super::{
    Casing, Deviation, Matcher, NameParts,
    filters::{self, Block, HitInContext},
    index::{Entry, Hit},
    parted_names::{capital_parts, join_parts},
    spelling::{is_common_word, judge},
    surroundings::Surroundings,
};
use crate::{glossary::Date, text::Span};

/// A form at a span that passed every test of its own surroundings.
#[derive(Clone, Copy, Debug)]
pub(super) struct Found {
    pub span: Span,
    pub entry: Entry,
    pub casing: Casing,
    pub deviation: Deviation,
    /// Exactly listed before a pattern before a spelling like it; a name before a common word that has
    /// borrowed its capitals («l’Argentine» is the country, not one of its people).
    pub rank: u8,
    /// Whether a title stands before a surname («le président Aliev»).
    pub titled: bool,
    /// The parts of a person’s full name that is not simply written like the term.
    pub parts: Option<NameParts>,
}

/// The names found in a document before it is decided whom each of them means: places in the text, each with the
/// terms it may be. From [`Matcher::search`], for [`Matcher::resolve`].
#[derive(Debug, Default)]
pub struct Unresolved {
    pub(super) places: Vec<Place>,
    pub(super) found: Vec<Found>,
    /// By block.
    pub(super) unlisted_people: Vec<UnlistedPerson>,
    /// The date the document gives itself.
    pub(super) date: Option<Date>,
}

/// Where a person the glossary does not know is named in full with the surname of a known one: the block, the byte
/// in it, and the concept of the known one.
pub(super) type UnlistedPerson = (usize, usize, u32);

/// One winner: a span of a block, and its terms as a range of [`Unresolved::found`].
#[derive(Clone, Copy, Debug)]
pub(super) struct Place {
    pub block: usize,
    pub span: Span,
    pub first: usize,
    pub last: usize,
}

/// The search through one document; buffers are kept from block to block.
pub(super) struct Search<'m, 't> {
    matcher: &'m Matcher,
    scanned: Vec<Hit>,
    hits: Vec<HitInContext<'t>>,
    pub groups: Unresolved,
}

impl Matcher {
    fn block<'b>(&'b self, number: usize, text: &'b str, protected: &'b [Span]) -> Block<'b> {
        Block { number, text, protected, language: self.language(), terms: &self.terms }
    }
}

impl<'m, 't> Search<'m, 't> {
    /// A search that has found nothing yet.
    pub(super) fn new(matcher: &'m Matcher) -> Self {
        Self { matcher, scanned: Vec::new(), hits: Vec::new(), groups: Unresolved::default() }
    }

    /// Searches one block.
    pub(super) fn block(&mut self, number: usize, text: &'t str, protected: &[Span]) {
        self.scanned.clear();
        self.hits.clear();
        self.collect(text);
        if self.hits.is_empty() {
            return;
        }
        let Self { matcher, hits, groups, .. } = self;
        let block = matcher.block(number, text, protected);
        filters::keep_whole_names(block, hits);
        join_parts(matcher, text, hits);
        filters::drop_street_names(block, hits);
        filters::drop_protected(block, hits);
        filters::drop_parts_of_longer_names(block, hits);
        filters::drop_other_people(block, hits, &mut groups.unlisted_people);
        self.select(number);
    }

    /// The whole names in a text, whoever is meant.
    pub(super) fn whole_names(&mut self, text: &'t str) -> impl Iterator<Item = Span> {
        self.scanned.clear();
        self.hits.clear();
        self.collect(text);
        let block = self.matcher.block(0, text, &[]);
        filters::keep_whole_names(block, &mut self.hits);
        self.hits.iter().map(|hit| hit.found.span)
    }

    /// What was found in all blocks.
    pub(super) fn finish(self) -> Unresolved {
        self.groups
    }

    /// All literal and pattern hits whose capitals are right.
    fn collect(&mut self, text: &'t str) {
        let Self { matcher, scanned, hits, .. } = self;
        let language = matcher.language();
        matcher.names.scan(text, scanned);
        for hit in &*scanned {
            let entry = matcher.names.entry(hit.name);
            let around = Surroundings::new(text, hit.span);
            if entry.contracted && !filters::follows_article(&around) {
                continue;
            }
            let listed = matcher.names.listed(hit.name);
            let kind = matcher.terms.facts(entry).kind;
            let judged = judge(hit.span.of(text), listed, entry.exact, kind, language);
            if let Some((casing, deviation)) =
                judged.filter(|_| entry.exact || !is_common_word(text, hit.span, listed, language))
            {
                let deviation = if entry.unlisted { Deviation::Spelling } else { deviation };
                let parts = match deviation {
                    Deviation::Spelling => capital_parts(matcher, text, hit.span, hit.name),
                    _ => None,
                };
                let (parts, deviation) =
                    parts.map_or((None, deviation), |(parts, spelt)| (Some(parts), spelt));
                let borrowed = !entry.capitals && casing != Casing::Listed;
                let rank = 2 * deviation.distance() + u8::from(borrowed);
                let found = Found { span: hit.span, entry, casing, deviation, rank, titled: false, parts };
                hits.push(HitInContext { found, around });
            }
        }
        matcher.patterns.scan(text, |span, entry, casing| {
            let deviation = Deviation::None;
            let found = Found { span, entry, casing, deviation, rank: 4, titled: false, parts: None };
            hits.push(HitInContext { found, around: Surroundings::new(text, span) });
        });
    }

    /// The earliest, then longest; of equal spans the best spelt.
    fn select(&mut self, block: usize) {
        let Self { hits, groups, matcher, .. } = self;
        if hits.windows(2).all(|pair| pair[0].found.span.end <= pair[1].found.span.start) {
            for HitInContext { found, .. } in &*hits {
                let first = groups.found.len();
                groups.found.push(*found);
                groups.places.push(Place { block, span: found.span, first, last: first + 1 });
            }
            return;
        }
        let mut found: Vec<Found> = hits.iter().map(|hit| hit.found).collect();
        found.sort_unstable_by_key(|found| {
            let Span { start, end } = found.span;
            let facts = matcher.terms.facts(found.entry);
            let entry = found.entry;
            (
                start,
                usize::MAX - end,
                found.rank,
                entry.concept,
                facts.preference,
                entry.term,
                entry.inflection,
            )
        });
        let mut done = 0;
        let mut at = 0;
        while at < found.len() {
            let best = found[at];
            let same = found[at..].iter().take_while(|found| found.span == best.span).count();
            if best.span.start >= done {
                done = best.span.end;
                let first = groups.found.len();
                let as_good = found[at..at + same].iter().take_while(|found| found.rank == best.rank);
                for found in as_good {
                    if groups.found[first..]
                        .last()
                        .is_none_or(|last| last.entry.concept != found.entry.concept)
                    {
                        groups.found.push(*found);
                    }
                }
                groups.places.push(Place { block, span: best.span, first, last: groups.found.len() });
            }
            at += same;
        }
    }
}

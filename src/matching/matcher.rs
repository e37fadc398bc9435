use super::{
    Casing, Deviation, Matches, Occurrence,
    compile::NameIndexBuilder,
    edges::{self, Edge},
    index::{Entry, Hit, NameIndex},
    mixes::mixes,
    pattern::{PatternError, Patterns},
    resolve::{self, FullNames},
    spelling::judge,
    surname::{Bearer, Surname},
    terms::Terms,
};
use crate::{
    document::{BlockKind, Document, Format},
    glossary::{Form, Glossary, Term},
    language::{Language, grammar::own_article_of},
    text::Span,
};

/// A glossary compiled for one language: finds its names in documents and says who is meant.
///
/// It depends on no house style: statuses are asked of the glossary afterwards.
#[derive(Debug)]
pub struct Matcher {
    language: Language,
    names: NameIndex,
    patterns: Patterns,
    pub(super) terms: Terms,
}

/// A form at a span that passed every test of its own surroundings.
#[derive(Clone, Copy, Debug)]
pub(super) struct Found {
    pub span: Span,
    pub entry: Entry,
    pub casing: super::Casing,
    pub deviation: Deviation,
    /// Exactly listed before a pattern before a spelling like it; a name before a common word that has
    /// borrowed its capitals («l’Argentine» is the country, not one of its people).
    pub rank: u8,
    /// Whether a title stands before a surname («le président Aliev»).
    pub titled: bool,
}

impl Matcher {
    /// Compiles the terms of one language.
    ///
    /// # Errors
    /// When a pattern is no regular expression; reading a glossary reports such patterns earlier.
    pub fn new(glossary: &Glossary, language: Language) -> Result<Self, PatternError> {
        let mut names = NameIndexBuilder::default();
        let mut patterns = Patterns::default();
        for (number, concept) in glossary.concepts.values().enumerate() {
            let entry = |place: usize| Entry {
                concept: number as u32,
                term: place as u16,
                inflection: 0,
                twin: 0,
                capitals: concept.is_name(),
                contracted: false,
                mixed: false,
            };
            for (place, term) in concept.terms_in(language) {
                if let Form::Pattern(pattern) = &term.form {
                    patterns.add(pattern, entry(place)).map_err(|message| PatternError {
                        concept: concept.id.clone(),
                        pattern: pattern.clone(),
                        position: term.position.clone(),
                        message,
                    })?;
                } else {
                    add_term(&mut names, term, entry(place), language);
                }
            }
            for (place, mix) in mixes(concept, language) {
                names.add(&mix, Entry { mixed: true, ..entry(place) });
            }
        }
        patterns.finish();
        Ok(Self { language, names: names.build(), patterns, terms: Terms::new(glossary, language) })
    }

    /// The language whose terms it finds.
    pub fn language(&self) -> Language {
        self.language
    }

    /// Bytes of memory the compiled names hold.
    pub fn memory(&self) -> usize {
        self.names.memory() + self.terms.memory()
    }

    /// Every occurrence in the blocks of a document whose language is the matcher’s or unknown, in
    /// reading order, and the short names that stay ambiguous.
    pub fn matches(&self, document: &Document) -> Matches {
        self.matches_in_turn(document, &mut FullNames::default())
    }

    /// Like [`Matcher::matches`], for a document that comes in [passages](crate::document::Passages), one after
    /// the other: `names` has been told those of all passages ([`Matcher::note_full_names`]), and goes on from
    /// one to the next.
    pub fn matches_in_turn(&self, passage: &Document, names: &mut FullNames) -> Matches {
        resolve::resolve(self, self.search(passage), names, |block| passage.text(block))
    }

    /// Notes the full names in a passage, for short names before it.
    pub fn note_full_names(&self, passage: &Document, names: &mut FullNames) {
        names.note(self, &self.search(passage));
    }

    fn search(&self, document: &Document) -> Groups {
        let mut search = Search::new(self);
        for block in 0..document.blocks.len() {
            let told = document.language_of(block);
            let kind = document.blocks[block].kind;
            if told.is_none_or(|language| language == self.language) && kind != BlockKind::Code {
                search.block(block, document.text(block), &document.blocks[block].protected);
            }
        }
        if document.format == Format::Plain {
            search.drop_broken(document);
        }
        search.groups
    }

    /// Every occurrence in a bare text, as block 0; short names are resolved within it, and those that
    /// stay ambiguous are left out.
    pub fn find_in(&self, text: &str) -> Vec<Occurrence> {
        self.matches_in(text).occurrences
    }

    /// Like [`Matcher::find_in`], with the short names that stay ambiguous.
    pub fn matches_in(&self, text: &str) -> Matches {
        let mut search = Search::new(self);
        search.block(0, text, &[]);
        resolve::resolve(self, search.groups, &mut FullNames::default(), |_| text)
    }
}

/// Adds every written form of a term.
fn add_term(names: &mut NameIndexBuilder, term: &Term, entry: Entry, language: Language) {
    let inflected = term.inflected();
    for (inflection, form) in inflected.iter().enumerate() {
        // Masculine plurals in -s look like the singular: one entry, told apart in its place.
        if inflected[..inflection].iter().any(|before| before.form == form.form) {
            continue;
        }
        let twin = inflected.iter().position(|other| {
            (&other.form, other.gender) == (&form.form, form.gender) && other.number != form.number
        });
        let twin = twin.filter(|&twin| twin > inflection).unwrap_or(0) as u8;
        let entry = Entry { inflection: inflection as u8, ..entry };
        names.add(&form.form, Entry { twin, ..entry });
        if let Some(bare) = without_own_article(term).filter(|_| language == Language::French) {
            names.add(bare, Entry { contracted: true, ..entry });
        }
        if language == Language::English && !entry.capitals && !form.form.ends_with('s') {
            let plural = format!("{}s", form.form);
            if !inflected.iter().any(|other| other.form == plural) {
                names.add(&plural, entry);
            }
        }
    }
}

/// The winners so far: places in the text, each with the terms it may be.
#[derive(Debug, Default)]
pub(super) struct Groups {
    pub places: Vec<Place>,
    pub found: Vec<Found>,
    /// Where people the glossary does not know are named in full with the surname of a known one: block, byte,
    /// the concept of the known one; by block.
    pub strangers: Vec<(usize, usize, u32)>,
}

/// One winner: a span of a block, and its terms as a range of [`Groups::found`].
#[derive(Clone, Copy, Debug)]
pub(super) struct Place {
    pub block: usize,
    pub span: Span,
    pub first: usize,
    pub last: usize,
}

/// The search through one document; buffers are kept from block to block.
pub(super) struct Search<'m> {
    matcher: &'m Matcher,
    hits: Vec<Hit>,
    found: Vec<Found>,
    pub(super) groups: Groups,
}

impl<'m> Search<'m> {
    fn new(matcher: &'m Matcher) -> Self {
        Self { matcher, hits: Vec::new(), found: Vec::new(), groups: Groups::default() }
    }

    fn block(&mut self, block: usize, text: &str, protected: &[Span]) {
        self.hits.clear();
        self.found.clear();
        self.collect(text);
        if self.found.is_empty() {
            return;
        }
        self.keep_whole_names(text);
        self.drop_protected(text, protected);
        self.drop_other_people(block, text);
        self.select(block);
    }

    /// The whole names in a text, whoever is meant.
    pub(super) fn whole_names(&mut self, text: &str) -> impl Iterator<Item = Span> {
        self.hits.clear();
        self.found.clear();
        self.collect(text);
        self.keep_whole_names(text);
        self.found.iter().map(|found| found.span)
    }

    /// All literal and pattern hits whose capitals are right.
    fn collect(&mut self, text: &str) {
        let Self { matcher, hits, found, .. } = self;
        matcher.names.scan(text, hits);
        for hit in &*hits {
            let entry = matcher.names.entry(hit.name);
            if entry.contracted && !edges::follows_article(text, hit.span.start) {
                continue;
            }
            let judged =
                judge(hit.span.of(text), matcher.names.listed(hit.name), entry.capitals, matcher.language);
            if let Some((casing, deviation)) = judged {
                let deviation = if entry.mixed { Deviation::Spelling } else { deviation };
                let spelling = if deviation == Deviation::Spelling { 3 } else { deviation as u8 };
                let borrowed = !entry.capitals && casing != Casing::Listed;
                let rank = 2 * spelling + u8::from(borrowed);
                found.push(Found { span: hit.span, entry, casing, deviation, rank, titled: false });
            }
        }
        matcher.patterns.scan(text, |span, entry, casing| {
            let deviation = Deviation::None;
            found.push(Found { span, entry, casing, deviation, rank: 4, titled: false });
        });
    }

    /// Drops what is part of a longer word (N2, N3).
    fn keep_whole_names(&mut self, text: &str) {
        let both = |found: &Found| (edges::left(text, found.span.start), edges::right(text, found.span.end));
        if self.found.iter().all(|found| both(found) == (Edge::Free, Edge::Free)) {
            return;
        }
        self.found.sort_unstable_by_key(|found| found.span.start);
        let edges: Vec<(Edge, Edge)> = self.found.iter().map(both).collect();
        let mut by_end: Vec<usize> = (0..self.found.len()).collect();
        by_end.sort_unstable_by_key(|&at| self.found[at].span.end);
        let whole =
            WholeNames { text, matcher: self.matcher, found: &self.found, edges: &edges, by_end: &by_end };
        let keep: Vec<bool> =
            (0..self.found.len()).map(|at| whole.left(at, 0) && whole.right(at, 0)).collect();
        let mut keep = keep.into_iter();
        self.found.retain(|_| keep.next().unwrap_or(false));
    }

    /// Drops what stands in protected places and in the names of streets (N4, N6).
    fn drop_protected(&mut self, text: &str, protected: &[Span]) {
        let language = self.matcher.language;
        let code = edges::code_spans(text);
        let mut streets: Vec<Span> = self
            .found
            .iter()
            .filter(|found| edges::in_street_name(text, found.span, language))
            .map(|found| found.span)
            .collect();
        streets.sort_unstable();
        let within = |spans: &[Span], span: Span| {
            let next = spans.partition_point(|other| other.start < span.end);
            next > 0 && spans[..next].iter().rev().take(NESTED).any(|other| other.overlaps(span))
        };
        self.found.retain(|found| {
            !within(protected, found.span)
                && !within(&code, found.span)
                && !within(&streets, found.span)
                && !edges::in_protected_place(text, found.span)
        });
    }

    /// Drops surnames that someone else bears (N5).
    fn drop_other_people(&mut self, block: usize, text: &str) {
        let terms = &self.matcher.terms;
        let is_surname = |found: &Found| terms.facts(found.entry).is_surname();
        if !self.found.iter().any(is_surname) {
            return;
        }
        let mut others: Vec<usize> = self
            .found
            .iter()
            .filter(|found| !terms.facts(found.entry).person)
            .map(|found| found.span.end)
            .collect();
        others.sort_unstable();
        let strangers = &mut self.groups.strangers;
        let first = strangers.len();
        self.found.retain_mut(|found| {
            let facts = terms.facts(found.entry);
            if !facts.is_surname() {
                return true;
            }
            let surname = Surname {
                text,
                span: found.span,
                casing: found.casing,
                language: self.matcher.language,
                gender: facts.gender,
            };
            let concept = found.entry.concept;
            let bearer = surname
                .bearer(|word| terms.is_own_word(concept, word), |end| others.binary_search(&end).is_ok());
            found.titled = bearer == Bearer::Titled;
            if bearer == Bearer::Stranger {
                strangers.push((block, found.span.start, concept));
            }
            matches!(bearer, Bearer::Known | Bearer::Titled)
        });
        strangers[first..].sort_unstable();
    }

    /// The earliest, then longest; of equal spans the best spelt.
    fn select(&mut self, block: usize) {
        let Self { found, groups, matcher, .. } = self;
        if found.windows(2).all(|pair| pair[0].span.end <= pair[1].span.start) {
            for found in &*found {
                let first = groups.found.len();
                groups.found.push(*found);
                groups.places.push(Place { block, span: found.span, first, last: first + 1 });
            }
            return;
        }
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

/// The name without the article that is part of it, if it has one: *Le* Caire.
fn without_own_article(term: &Term) -> Option<&str> {
    let text = term.text();
    let own = term.grammar.own_article && own_article_of(text).is_some();
    let bare = own.then(|| text.split_once([' ', '\'', '’']))??.1;
    (!bare.is_empty()).then_some(bare)
}

/// Which hits are whole names, hyphens considered.
struct WholeNames<'a> {
    text: &'a str,
    matcher: &'a Matcher,
    found: &'a [Found],
    edges: &'a [(Edge, Edge)],
    /// The places of the hits, sorted by their ends; `found` itself is sorted by their starts.
    by_end: &'a [usize],
}

/// How many protected spans may lie within one another.
const NESTED: usize = 16;

/// How many known names one hyphened chain may join.
const LONGEST_CHAIN: usize = 6;

impl WholeNames<'_> {
    /// The hits that end at a byte.
    fn ending(&self, end: usize) -> impl Iterator<Item = usize> {
        let first = self.by_end.partition_point(|&at| self.found[at].span.end < end);
        self.by_end[first..].iter().copied().take_while(move |&at| self.found[at].span.end == end)
    }

    /// The hits that start at a byte.
    fn starting(&self, start: usize) -> impl Iterator<Item = usize> {
        let first = self.found.partition_point(|found| found.span.start < start);
        (first..self.found.len()).take_while(move |&at| self.found[at].span.start == start)
    }

    fn left(&self, at: usize, depth: usize) -> bool {
        let demonym = self.matcher.terms.facts(self.found[at].entry).demonym;
        match self.edges[at].0 {
            Edge::Free => true,
            Edge::Blocked => false,
            Edge::Hyphen(end) => {
                edges::is_prefix(self.text, end, demonym, self.matcher.language)
                    || depth < LONGEST_CHAIN && self.ending(end).any(|other| self.left(other, depth + 1))
            }
        }
    }

    fn right(&self, at: usize, depth: usize) -> bool {
        match self.edges[at].1 {
            Edge::Free => true,
            Edge::Blocked => false,
            Edge::Hyphen(start) => {
                edges::is_suffix(self.text, start, self.matcher.language)
                    || depth < LONGEST_CHAIN && self.starting(start).any(|other| self.right(other, depth + 1))
            }
        }
    }
}

//! Who a short name means, decided by the document it stands in.

use rustc_hash::{FxHashMap, FxHashSet};

use super::{
    Ambiguity, Casing, Certainty, Deviation, Matcher, Matches, Occurrence, Reason,
    mention::keep_mentions,
    number,
    search::{Found, Place, Unresolved},
    spelling::{in_line_of_capitals, is_all_caps},
};
use crate::glossary::{ConceptId, Slot};

impl Matcher {
    /// Decides whom each name means, in reading order. `names` are the full names of the document: those before the
    /// passage as read, those after it as [noted](FullNames::note) by a survey; it comes back with those of the
    /// passage as read, too. `text` gives the text of a block of the passage.
    pub fn resolve<'t>(
        &self,
        unresolved: Unresolved,
        names: &mut FullNames,
        text: impl Fn(usize) -> &'t str,
    ) -> Matches {
        names.note(self, &unresolved);
        let CapitalsSeen { plain, accented } = names.capitals;
        let mut matches = Matches { plain_capitals: plain && !accented, ..Matches::default() };
        let mut unlisted_people = unresolved.unlisted_people.iter().peekable();
        for place in &unresolved.places {
            while let Some(&(_, _, concept)) =
                unlisted_people.next_if(|&&(block, at, _)| (block, at) < (place.block, place.span.start))
            {
                names.meet(concept);
            }
            let candidates = &unresolved.found[place.first..place.last];
            match names.decide(self, candidates) {
                Decision::Means(found, mut certainty) => {
                    if names.is_doubtful(self, &found) {
                        certainty = Certainty { sure: false, reason: Reason::OtherBearer };
                    }
                    // In a line of capitals SI may be any *si*.
                    let is_shouted = || {
                        let text = text(place.block);
                        is_all_caps(place.span.of(text)) && in_line_of_capitals(text, place.span)
                    };
                    if found.entry.exact && certainty.sure && is_shouted() {
                        certainty = Certainty { sure: false, reason: Reason::LineOfCapitals };
                    }
                    names.read(self, &found);
                    let mut occurrence = occurrence(self, place, &found, certainty);
                    occurrence.date = unresolved.date.filter(|_| self.terms.has_dates(found.entry.concept));
                    if found.entry.plural_twin > 0 && number::is_plural(text(place.block), place.span.start) {
                        occurrence.inflection = usize::from(found.entry.plural_twin);
                    }
                    matches.occurrences.push(occurrence);
                }
                Decision::Open(candidates) => {
                    matches.ambiguous.push(Ambiguity { block: place.block, span: place.span, candidates });
                }
                Decision::Nobody => {}
            }
        }
        for &(_, _, concept) in unlisted_people {
            names.meet(concept);
        }
        keep_mentions(self, &mut matches.occurrences, text);
        matches
    }
}

enum Decision {
    Means(Found, Certainty),
    Open(Vec<(ConceptId, usize)>),
    Nobody,
}

/// The contested full names of a document: which it has at all, and the last one read. They tell whom its short
/// names mean.
#[derive(Clone, Debug, Default)]
pub struct FullNames {
    anywhere: FxHashSet<u32>,
    /// When each concept was last named in full, as a running number.
    last: FxHashMap<u32, usize>,
    read: usize,
    /// Whether capitals were found that lack their accents, and some that have them.
    capitals: CapitalsSeen,
    /// Concepts with whose surname the document names somebody else in full, and when it last did; 0 for not yet.
    unlisted_people: FxHashMap<u32, usize>,
}

/// How the capitals of a document were found that the glossary lists with an accent.
#[derive(Clone, Copy, Debug, Default)]
struct CapitalsSeen {
    plain: bool,
    accented: bool,
}

impl FullNames {
    /// Notes which names there are in a passage, none of them as read yet.
    pub fn note(&mut self, matcher: &Matcher, unresolved: &Unresolved) {
        let full = unresolved.found.iter().map(|found| found.entry).filter(|&entry| {
            decides(matcher, entry.concept) && matcher.terms.facts(entry).slot == Slot::Full
        });
        self.anywhere.extend(full.map(|entry| entry.concept));
        for found in unresolved.found.iter().filter(|found| found.casing != Casing::AllCaps) {
            match found.deviation {
                Deviation::House { capitals: Some(false), .. } => self.capitals.plain = true,
                Deviation::House { capitals: Some(true), .. } => self.capitals.accented = true,
                Deviation::Spelling => {}
                _ => self.capitals.accented |= matcher.terms.facts(found.entry).accented,
            }
        }
        for &(_, _, concept) in &unresolved.unlisted_people {
            self.unlisted_people.entry(concept).or_insert(0);
        }
    }

    /// Somebody else with the surname of a concept is named in full.
    fn meet(&mut self, concept: u32) {
        self.read += 1;
        self.unlisted_people.insert(concept, self.read);
    }

    /// Whether a bare surname may as well be that of somebody else, who was named in full since the bearer was.
    fn is_doubtful(&self, matcher: &Matcher, found: &Found) -> bool {
        let concept = found.entry.concept;
        let other = self.unlisted_people.get(&concept).copied().unwrap_or_default();
        other > self.last.get(&concept).copied().unwrap_or_default()
            && !found.titled
            && matcher.terms.facts(found.entry).is_surname()
    }

    fn read(&mut self, matcher: &Matcher, found: &Found) {
        let concept = found.entry.concept;
        let counts = decides(matcher, concept) || self.unlisted_people.contains_key(&concept);
        if counts && matcher.terms.facts(found.entry).slot == Slot::Full {
            self.read += 1;
            self.last.insert(concept, self.read);
        }
    }

    /// Whom the candidates, one for each concept that has the form, stand for.
    fn decide(&self, matcher: &Matcher, candidates: &[Found]) -> Decision {
        let terms = &matcher.terms;
        if let [only] = candidates
            && terms.facts(only.entry).alone != Some(false)
            && terms.namesakes(only.entry.concept).is_empty()
        {
            return Decision::Means(*only, Certainty { sure: true, reason: Reason::OnlyBearer });
        }
        let before = |found: &Found| self.last.get(&found.entry.concept).copied();
        // One that renounced the form is meant only after its full name.
        let bearers: Vec<&Found> = candidates
            .iter()
            .filter(|found| terms.facts(found.entry).alone != Some(false) || before(found).is_some())
            .collect();
        let sure = |found: &Found, reason| Decision::Means(*found, Certainty { sure: true, reason });
        let [first, rest @ ..] = bearers.as_slice() else { return Decision::Nobody };
        let namesakes = terms.namesakes(first.entry.concept);
        if terms.facts(first.entry).slot == Slot::Full && rest.is_empty() {
            return sure(first, Reason::OnlyBearer);
        }
        let last =
            bearers.iter().filter_map(|found| Some((before(found)?, *found))).max_by_key(|&(at, _)| at);
        if !namesakes.is_empty() && terms.facts(first.entry).is_surname() {
            let other = namesakes.iter().filter_map(|concept| self.last.get(concept)).max();
            // Their full name came last: they are meant, and the glossary has no short name of theirs.
            if other.is_some_and(|&other| last.is_none_or(|(at, _)| at < other)) {
                return Decision::Nobody;
            }
        }
        if let Some((_, found)) = last {
            let alone = rest.is_empty() && candidates.len() == 1 && namesakes.is_empty();
            return sure(found, if alone { Reason::OnlyBearer } else { Reason::FullNameBefore });
        }
        if rest.is_empty() {
            return sure(first, Reason::OnlyBearer);
        }
        let later: Vec<&&Found> =
            bearers.iter().filter(|found| self.anywhere.contains(&found.entry.concept)).collect();
        if let [found] = later.as_slice() {
            return sure(found, Reason::FullNameLater);
        }
        let claims: Vec<&&Found> =
            bearers.iter().filter(|found| terms.facts(found.entry).alone == Some(true)).collect();
        match claims.as_slice() {
            [found] if later.is_empty() => sure(found, Reason::Claimed),
            _ => open(&bearers),
        }
    }
}

fn open(bearers: &[&Found]) -> Decision {
    let place = |found: &&Found| (ConceptId::at(found.entry.concept as usize), found.entry.term as usize);
    Decision::Open(bearers.iter().map(place).collect())
}

fn decides(matcher: &Matcher, concept: u32) -> bool {
    matcher.terms.is_contested(concept)
}

fn occurrence(matcher: &Matcher, place: &Place, found: &Found, certainty: Certainty) -> Occurrence {
    Occurrence {
        block: place.block,
        span: place.span,
        concept: ConceptId::at(found.entry.concept as usize),
        term: found.entry.term as usize,
        language: matcher.language(),
        inflection: usize::from(found.entry.inflection),
        casing: found.casing,
        deviation: found.deviation,
        certainty,
        kept: None,
        parts: found.parts,
        date: None,
    }
}

//! What is said of an occurrence, whatever the format.

use super::Records;
use crate::{
    glossary::{ConceptId, Term},
    matching::{Ambiguity, Certainty, Matches, Occurrence},
    text::Span,
};

/// What a record says of a term, whatever the place it was found at.
pub(super) struct TermRecord<'g> {
    pub concept: &'g str,
    pub kind: &'static str,
    pub slot: &'static str,
    pub status: &'static str,
    pub relation: &'static str,
    pub preferred: Option<String>,
    pub target: Option<&'g str>,
}

/// One line of output: an occurrence, or a name that may mean several concepts.
pub(super) enum Line<'m> {
    Occurrence(&'m Occurrence),
    Ambiguity(&'m Ambiguity),
}

impl Line<'_> {
    /// Block and span.
    pub(super) fn place(&self) -> (usize, Span) {
        match self {
            Self::Occurrence(found) => (found.block, found.span),
            Self::Ambiguity(open) => (open.block, open.span),
        }
    }
}

impl<'g> Records<'g> {
    /// What is to be written, in reading order.
    pub(super) fn lines<'m>(&self, matches: &'m Matches) -> Vec<Line<'m>> {
        let mut lines: Vec<Line<'m>> = matches.occurrences.iter().map(Line::Occurrence).collect();
        if self.ambiguous && !matches.ambiguous.is_empty() {
            lines.extend(matches.ambiguous.iter().map(Line::Ambiguity));
            lines.sort_by_key(Line::place);
        }
        lines
    }

    /// What is known of the term of an occurrence.
    pub(super) fn term(&self, found: &Occurrence) -> TermRecord<'g> {
        let (concept, term) = (found.concept(self.glossary), found.term(self.glossary));
        // A form that is to be rewritten goes to its own side’s name, if it has one.
        let of_slot =
            || concept.preferred_or_full(found.language, term.slot, self.style).map(|(_, term)| term);
        let preferred = match term.status(self.style).is_allowed() && !found.is_outdated(self.glossary) {
            true => of_slot(),
            false => concept.wanted_at(found.term, self.style, found.date),
        };
        let preferred = preferred.map(|preferred| {
            // In the gender and number of what was found.
            let wanted = term.inflected().into_iter().nth(found.inflection);
            let inflected = preferred.inflected().into_iter().find(|form| {
                wanted
                    .as_ref()
                    .is_some_and(|wanted| (wanted.gender, wanted.number) == (form.gender, form.number))
            });
            match inflected {
                Some(form) if !preferred.grammar.inflections.is_empty() => form.form,
                _ => preferred.text().to_owned(),
            }
        });
        let target = concept.equivalent(found.term, self.target, self.style).map(Term::text);
        TermRecord {
            concept: &concept.id,
            kind: concept.kind.name(),
            slot: term.slot.name(),
            status: found.status(self.glossary, self.style).name(),
            relation: term.relation.name(),
            preferred,
            target,
        }
    }

    /// The id of a concept by its place.
    pub(super) fn id(&self, concept: ConceptId) -> &'g str {
        &self.glossary.concept(concept).id
    }
}

pub(super) fn certainty(certainty: Certainty) -> &'static str {
    if certainty.sure { "sure" } else { "unsure" }
}

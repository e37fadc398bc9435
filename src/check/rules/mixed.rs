//! Two allowed forms of one slot of a concept in one document, once a concept.

use rustc_hash::{FxHashMap, FxHashSet};

use super::{Explanation, Rule};
use crate::{
    check::{
        finding::{Finding, Severity},
        page::Page,
    },
    glossary::{Glossary, Relation, Slot, StyleId},
    matching::{Deviation, Matches},
};

pub(super) const EXPLANATION: Explanation = Explanation {
    severity: Severity::Warning,
    what: "Two forms of one name, both allowed, stand in one document; reported once, where the second one first appears.",
    why: "Either form may be right, but readers take two names for two things. Short names, abbreviations and former \
          names beside the full one do not count, nor does a sentence that sets both sides’ names beside each other.",
    example: "Stepanakert dort. À Khankendi, rien ne bouge.\n    -> one of the two, throughout",
};

/// The forms a document has used so far.
#[derive(Clone, Debug, Default)]
pub(crate) struct FormsSeen {
    /// The term that first stood for a slot of a concept.
    first: FxHashMap<(usize, Slot), usize>,
    reported: FxHashSet<usize>,
}

/// An occurrence that names its concept otherwise than the document did before.
#[derive(Clone, Copy, Debug)]
pub(crate) struct MixedName {
    /// The occurrence, by its place in those of the page.
    occurrence: usize,
    /// The term the document used before, by its place in the concept.
    before: usize,
}

impl FormsSeen {
    /// Goes on with the next passage of a document: where it first names a concept in a second allowed way.
    pub fn next(&mut self, matches: &Matches, glossary: &Glossary, style: StyleId) -> Vec<MixedName> {
        let mut mixed = Vec::new();
        for (at, occurrence) in matches.occurrences.iter().enumerate() {
            let term = occurrence.term(glossary);
            let aside = matches!(term.relation, Relation::Short | Relation::Abbreviation | Relation::Former);
            let allowed = term.status(style).is_allowed() && occurrence.deviation != Deviation::Spelling;
            if aside || !allowed || occurrence.kept.is_some() || !occurrence.certainty.sure {
                continue;
            }
            let before = *self.first.entry((occurrence.concept, term.slot)).or_insert(occurrence.term);
            let form = occurrence.concept(glossary).terms[before].text();
            if form != term.text() && self.reported.insert(occurrence.concept) {
                mixed.push(MixedName { occurrence: at, before });
            }
        }
        mixed
    }
}

/// Reports concepts named in two allowed ways.
pub(in crate::check) fn find(page: &Page<'_>, findings: &mut Vec<Finding>) {
    for &MixedName { occurrence, before } in page.mixed {
        let occurrence = &page.matches.occurrences[occurrence];
        let (concept, term) = (occurrence.concept(page.glossary), occurrence.term(page.glossary));
        let form = concept.terms[before].text();
        let preferred = page.preferred(occurrence.concept, term.slot);
        let written = occurrence.span.of(page.document.text(occurrence.block));
        let message =
            format!("«{written}» and «{form}» name one thing in this document: keep to «{preferred}»");
        let mut notes = Vec::new();
        for (text, party) in concept.terms.iter().filter_map(|term| Some((term.text(), term.party.as_ref()?)))
        {
            if text == form || text == term.text() {
                notes.push(format!("«{text}» is the name that {party} uses"));
            }
        }
        notes.dedup();
        let found = page.finding(Rule::Mixed, occurrence.block, occurrence.span, Some(occurrence.concept));
        findings.extend(found.map(|found| Finding { preferred, message, notes, ..found }));
    }
}

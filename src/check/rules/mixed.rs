//! Two allowed forms of one slot of a concept in one document, once a concept.

use std::collections::{HashMap, HashSet};

use super::{Explanation, Rule};
use crate::{
    check::{
        checker::Page,
        finding::{Finding, Severity},
    },
    glossary::{Relation, Slot},
    matching::Deviation,
};

pub(super) const EXPLANATION: Explanation = Explanation {
    severity: Severity::Warning,
    what: "Two forms of one name, both allowed, stand in one document; reported once, where the second one first appears.",
    why: "Either form may be right, but readers take two names for two things. Short names, abbreviations and former \
          names beside the full one do not count, nor does a sentence that sets both sides’ names beside each other.",
    example: "Stepanakert dort. À Khankendi, rien ne bouge.\n    -> one of the two, throughout",
};

/// The forms a document has used so far.
#[derive(Debug, Default)]
pub(in crate::check) struct Seen {
    /// The term that first stood for a slot of a concept.
    first: HashMap<(usize, Slot), usize>,
    reported: HashSet<usize>,
}

/// Reports concepts named in two allowed ways.
pub(in crate::check) fn find(page: &Page<'_>, seen: &mut Seen, findings: &mut Vec<Finding>) {
    for occurrence in &page.matches.occurrences {
        let term = occurrence.term(page.glossary);
        let aside = matches!(term.relation, Relation::Short | Relation::Abbreviation | Relation::Former);
        let allowed = term.status(page.style).is_allowed() && occurrence.deviation != Deviation::Spelling;
        if aside || !allowed || occurrence.kept.is_some() || !occurrence.certainty.sure {
            continue;
        }
        let concept = occurrence.concept(page.glossary);
        let before = *seen.first.entry((occurrence.concept, term.slot)).or_insert(occurrence.term);
        let form = concept.terms[before].text();
        if form == term.text() || !seen.reported.insert(occurrence.concept) {
            continue;
        }
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

//! The source names a concept, its translation does not.

use super::{Explanation, Rule};
use crate::{
    check::{
        finding::{Finding, Severity},
        pair::Sides,
    },
    glossary::Slot,
};

pub(super) const EXPLANATION: Explanation = Explanation {
    severity: Severity::Warning,
    what: "The source names a concept that the segments aligned with it do not name in the target language.",
    why: "Something may have been left out, replaced by a pronoun or mistranslated. Any form of the concept counts: \
          inflected, elided, in capitals, the short name for the full one.",
    example: "Les Azerbaïdjanais de Tbilissi ont manifesté. / Azerbaijanis living in Georgia have demonstrated.\n    \
              -> Azerbaijanis in Tbilisi have demonstrated.",
};

/// Reports the first occurrence in a row of a concept that its translation lacks.
pub(in crate::check) fn report(sides: &Sides<'_, '_>, occurrence: usize, findings: &mut Vec<Finding>) {
    let page = sides.source;
    let occurrence = &page.matches.occurrences[occurrence];
    let slot: Slot = occurrence.term(page.glossary).slot;
    let preferred = sides.target.preferred(occurrence.concept, slot);
    let form = occurrence.span.of(page.document.text(occurrence.block));
    let message = format!("the translation has no equivalent of «{form}»: write «{preferred}»");
    let found =
        page.finding(Rule::MissingEquivalent, occurrence.block, occurrence.span, Some(occurrence.concept));
    findings.extend(found.map(|found| Finding { preferred, message, ..found }));
}

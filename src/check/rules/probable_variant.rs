//! A form that is not in the glossary but probably stands for one of its names.

use super::{Explanation, Rule};
use crate::{
    check::{
        finding::{Finding, Severity},
        names::Likeness,
        page::Page,
    },
    glossary::Slot,
};

pub(super) const EXPLANATION: Explanation = Explanation {
    severity: Severity::Info,
    what: "A name stands in the text that the glossary does not list, but that is very like one of its names.",
    why: "It may be a slip or a romanisation nobody has listed yet. drogman never rewrites by likeness: two people may \
          have names one letter apart. Add the form to the glossary as a variant, or pass it over with an entry under \
          `ignore` in drogman.yaml.",
    example: "M. Chahramanian n’a reçu personne.\n    -> Shahramanyan? If so, list «Chahramanian» as a variant.",
};

/// Reports the likenesses found in a block.
pub(in crate::check) fn report(
    page: &Page<'_>,
    block: usize,
    likenesses: &[Likeness],
    findings: &mut Vec<Finding>,
) {
    for likeness in likenesses {
        let term = &page.glossary.concepts[likeness.concept].terms[likeness.term];
        let slot: Slot = term.slot;
        let preferred = page.preferred(likeness.concept, slot);
        let form = likeness.span.of(page.document.text(block));
        let message =
            format!("«{form}» is not in the glossary; it looks like «{}»: write «{preferred}»?", term.text());
        let found = page.finding(Rule::ProbableVariant, block, likeness.span, Some(likeness.concept));
        findings.extend(found.map(|found| Finding { preferred, message, ..found }));
    }
}

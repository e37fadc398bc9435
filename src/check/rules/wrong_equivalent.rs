//! The translation keeps a form of the source language.

use super::{Explanation, Rule};
use crate::{
    check::{
        finding::{Finding, Severity},
        pair::Sides,
    },
    glossary::Slot,
    text::Span,
};

pub(super) const EXPLANATION: Explanation = Explanation {
    severity: Severity::Error,
    what: "The translation has a form of the source language where the target language writes another.",
    why: "A name left as it stood in the source: Choucha for Shusha, Poutine for Putin. It is reported where it stands \
          in the translation, and the concept then does not count as missing.",
    example: "À Choucha, la mosquée a été restaurée. / In Choucha, the mosque has been restored.\n    \
              -> In Shusha, the mosque has been restored.",
};

/// Reports the source form at `span` of a block of the translation.
pub(in crate::check) fn report(
    sides: &Sides<'_, '_>,
    concept: usize,
    slot: Slot,
    block: usize,
    span: Span,
    findings: &mut Vec<Finding>,
) {
    let page = sides.target;
    let preferred = page.preferred(concept, slot);
    let form = span.of(page.document.text(block));
    let message = format!("«{form}» is the {} form: write «{preferred}»", sides.source.language.name());
    let found = page.finding(Rule::WrongEquivalent, block, span, Some(concept));
    findings.extend(found.map(|found| Finding { preferred, message, ..found }));
}

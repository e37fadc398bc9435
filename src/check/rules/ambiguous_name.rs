//! A short name that several concepts bear.

use super::{Explanation, Rule};
use crate::check::{
    finding::{Finding, Severity},
    page::Page,
};

pub(super) const EXPLANATION: Explanation = Explanation {
    severity: Severity::Info,
    what: "A short name may mean several concepts of the glossary, and the document names none of them in full.",
    why: "drogman never guesses who is meant: the name is neither counted nor rewritten. Name the person in full once, \
          and every later mention is clear.",
    example: "Aliev n’a pas répondu.\n    -> Ilham Aliev n’a pas répondu. … Aliev ajoute …",
};

/// Reports the names that matching could not give to one concept.
pub(in crate::check) fn find(page: &Page<'_>, findings: &mut Vec<Finding>) {
    for ambiguity in &page.matches.ambiguous {
        let written = ambiguity.span.of(page.document.text(ambiguity.block));
        let names: Vec<String> = ambiguity
            .candidates
            .iter()
            .map(|(concept, _)| {
                let name = page.preferred(*concept, crate::glossary::Slot::Full);
                format!("{name} ({})", page.glossary.concepts[*concept].id)
            })
            .collect();
        let message = format!("«{written}» may be {}: name one of them in full first", names.join(" or "));
        let found = page.finding(Rule::AmbiguousName, ambiguity.block, ambiguity.span, None);
        findings.extend(found.map(|found| Finding { message, ..found }));
    }
}

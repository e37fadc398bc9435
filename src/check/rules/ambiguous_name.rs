//! A short name that several concepts bear.

use crate::{
    check::{findings::Findings, page::Page, rule::Rule, rule_info::RuleInfo, severity::Severity},
    glossary::{ConceptId, Relation, Slot},
};

/// Short names that several concepts bear.
pub(super) struct AmbiguousName;

static INFO: RuleInfo = RuleInfo {
    name: "ambiguous-name",
    severity: Severity::Info,
    what: "A short name may mean several concepts of the glossary, and the document names none of them in full.",
    why: "drogman never guesses who is meant: the name is neither counted nor rewritten. Name the person in full once, \
          and every later mention is clear.",
    example: "Aliev n’a pas répondu.\n    -> Ilham Aliev n’a pas répondu. … Aliev ajoute …",
};

impl Rule for AmbiguousName {
    fn info(&self) -> &'static RuleInfo {
        &INFO
    }

    fn check(&self, page: &Page<'_>, findings: &mut Findings<'_>) {
        for ambiguity in &page.matches.ambiguous {
            if ambiguity.candidates.iter().all(|&(concept, term)| is_full(page, concept, term)) {
                continue;
            }
            let Some(found) = findings.add(page, ambiguity.block, ambiguity.span, None) else { continue };
            let name = |&(concept, _): &(ConceptId, _)| {
                format!("{} ({})", page.preferred(concept, Slot::Full), page.glossary.concept(concept).id)
            };
            let names: Vec<String> = ambiguity.candidates.iter().map(name).collect();
            let (written, names) = (&found.form, names.join(" or "));
            found.message = format!("«{written}» may be {names}: name one of them in full first");
        }
    }
}

/// Whether a term is a name in full. Two concepts share one only in the language translated to, where one word may stand
/// for both: there is nothing to decide.
fn is_full(page: &Page<'_>, concept: ConceptId, term: usize) -> bool {
    let term = page.glossary.concept(concept).terms.get(term);
    term.is_some_and(|term| term.slot == Slot::Full && term.relation != Relation::Abbreviation)
}

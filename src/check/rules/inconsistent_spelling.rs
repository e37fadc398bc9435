//! A name that the glossary does not know, in two spellings in one document.

use crate::check::{
    finding::Finding,
    findings::{Findings, withdraw_over},
    names_met::{MetName, NamesMet},
    other_names::is_in_other_language,
    page::Page,
    rule::Rule,
    rule_info::RuleInfo,
    severity::Severity,
};

/// One unknown name in two spellings.
pub(super) struct InconsistentSpelling;

static INFO: RuleInfo = RuleInfo {
    name: "inconsistent-spelling",
    severity: Severity::Info,
    what: "A name that the glossary does not list is written in two ways in one text.",
    why: "Readers take two spellings for two people or places. It is reported once, where the rarer spelling first \
          stands. Decide for one of them, or list both in the glossary. It is off unless drogman.yaml gives it a severity: \
          of a text too long for memory each passage is compared by itself.",
    example: "Tchassiv Iar est tombée. Les habitants de Tchasiv Iar ont fui.\n    -> Tchassiv Iar, or Tchasiv Iar, both times",
};

impl Rule for InconsistentSpelling {
    fn info(&self) -> &'static RuleInfo {
        &INFO
    }

    fn is_on(&self) -> bool {
        false
    }

    fn check(&self, page: &Page<'_>, findings: &mut Findings<'_>) {
        let met = NamesMet::of(page);
        for (rarer, other) in met.two_spellings() {
            let foreign = |name: &MetName<'_>| {
                is_in_other_language(page.document.text(name.block), name.span, page.language)
            };
            if !foreign(rarer) && !foreign(other) {
                report(page, rarer, other, findings);
            }
        }
    }

    /// What probably is a known name is reported as that.
    fn withdraw(&self, findings: &mut Vec<Finding>) {
        withdraw_over(findings, &INFO, &super::probable_variant::INFO);
    }
}

fn report(page: &Page<'_>, rarer: &MetName<'_>, other: &MetName<'_>, findings: &mut Findings<'_>) {
    let Some(found) = findings.add(page, rarer.block, rarer.span, None) else { return };
    other.written.clone_into(&mut found.preferred);
    let (form, other) = (&found.form, other.written);
    found.message = format!("«{form}» is written «{other}» elsewhere in this text: write one of them");
}

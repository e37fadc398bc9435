//! Two allowed spellings of one name in one document, once a concept.

use crate::check::{
    findings::Findings, page::Page, rule::Rule, rule_info::RuleInfo, severity::Severity, spellings::MixedName,
};

/// Names spelt in two allowed ways.
pub(super) struct Mixed;

static INFO: RuleInfo = RuleInfo {
    name: "mixed",
    severity: Severity::Warning,
    what: "Two spellings of one name, both allowed, stand in one document, or one spelling with and without an accent \
           that the style leaves to the author; reported once, where the second one first appears.",
    why: "Either spelling may be right, but readers take two of them for two things. Other names of the same thing stand \
          beside each other on purpose and do not count: synonyms, short and former names, and the names of two sides.",
    example: "Mashhad prie. À Machhad, rien ne bouge.\n    -> one of the two, throughout",
};

impl Rule for Mixed {
    fn info(&self) -> &'static RuleInfo {
        &INFO
    }

    fn check(&self, page: &Page<'_>, findings: &mut Findings<'_>) {
        for &MixedName { occurrence, before } in page.mixed {
            let occurrence = &page.matches.occurrences[occurrence];
            let (concept, term) = (occurrence.concept(page.glossary), occurrence.term(page.glossary));
            let place = (occurrence.block, occurrence.span);
            let Some(found) = findings.add(page, place.0, place.1, Some(occurrence.concept)) else {
                continue;
            };
            found.preferred = page.preferred(occurrence.concept, term.slot);
            let (written, preferred) = (&found.form, &found.preferred);
            let Some(before) = before else {
                found.message =
                    format!("«{written}» stands in this document with other accents too: write it one way");
                continue;
            };
            let form = concept.terms[before].text();
            found.message =
                format!("«{written}» and «{form}» are one name in this document: keep to «{preferred}»");
        }
    }
}

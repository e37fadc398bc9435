//! The translation keeps a form of the source language.

use crate::check::{
    findings::Findings,
    page::{Lack, Page},
    rule::Rule,
    rule_info::RuleInfo,
    severity::Severity,
};

/// Forms of the source language that the translation keeps, and forms of the target language in the source; reported
/// where they stand.
pub(super) struct WrongEquivalent;

pub(super) static INFO: RuleInfo = RuleInfo {
    name: "wrong-equivalent",
    severity: Severity::Error,
    what: "The translation has a form of the source language where the target language writes another, or the source a \
           form of the target language.",
    why: "A name left as it stood in the source: Choucha for Shusha, Poutine for Putin. It is reported where it stands \
          in the translation, and the concept then does not count as missing.",
    example: "À Choucha, la mosquée a été restaurée. / In Choucha, the mosque has been restored.\n    \
              -> In Shusha, the mosque has been restored.",
};

impl Rule for WrongEquivalent {
    fn info(&self) -> &'static RuleInfo {
        &INFO
    }

    fn check(&self, page: &Page<'_>, findings: &mut Findings<'_>) {
        let Some(translation) = &page.translation else { return };
        for lack in &translation.lacks {
            let (page, other, concept, slot, block, span) = match *lack {
                Lack::Untranslated { concept, slot, block, span } => {
                    (translation.page, page.language, concept, slot, block, span)
                }
                Lack::Foreign { concept, slot, block, span } => {
                    (page, translation.page.language, concept, slot, block, span)
                }
                Lack::Missing(_) => continue,
            };
            let Some(found) = findings.add(page, block, span, Some(concept)) else { continue };
            found.preferred = page.preferred(concept, slot);
            let (form, preferred, other) = (&found.form, &found.preferred, other.name());
            found.message = format!("«{form}» is the {other} form: write «{preferred}»");
        }
    }
}

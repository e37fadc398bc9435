//! The source names a concept, its translation does not.

use crate::check::{
    findings::Findings,
    page::{Lack, Page},
    rule::Rule,
    rule_info::RuleInfo,
    severity::Severity,
};

/// Concepts that the translation does not name; reported at the first occurrence in a row.
pub(super) struct MissingEquivalent;

static INFO: RuleInfo = RuleInfo {
    name: "missing-equivalent",
    severity: Severity::Warning,
    what: "The source names a concept that the segments aligned with it do not name in the target language.",
    why: "Something may have been left out, replaced by a pronoun or mistranslated. Any form of the concept counts: \
          inflected, elided, in capitals, the short name for the full one, a land for its people (Iran, Iranian). What the \
          rows right before or after name is not missing, and a name that recurs is told once.",
    example: "Les Azerbaïdjanais de Tbilissi ont manifesté. / Azerbaijanis living in Georgia have demonstrated.\n    \
              -> Azerbaijanis in Tbilisi have demonstrated.",
};

impl Rule for MissingEquivalent {
    fn info(&self) -> &'static RuleInfo {
        &INFO
    }

    fn check(&self, page: &Page<'_>, findings: &mut Findings<'_>) {
        let Some(translation) = &page.translation else { return };
        for lack in &translation.lacks {
            let Lack::Missing(occurrence) = *lack else { continue };
            let occurrence = &page.matches.occurrences[occurrence];
            let place = (occurrence.block, occurrence.span);
            let Some(found) = findings.add(page, place.0, place.1, Some(occurrence.concept)) else {
                continue;
            };
            found.preferred = translation.page.equivalent(occurrence.concept, occurrence.term);
            let (form, preferred) = (&found.form, &found.preferred);
            found.message = format!("the translation has no equivalent of «{form}»: write «{preferred}»");
        }
    }
}

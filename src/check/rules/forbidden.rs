//! A forbidden form of the style, every occurrence.

use super::non_preferred::report;
use crate::{
    check::{findings::Findings, page::Page, rule::Rule, rule_info::RuleInfo, severity::Severity},
    glossary::Status,
};

/// Forbidden forms.
pub(super) struct Forbidden;

static INFO: RuleInfo = RuleInfo {
    name: "forbidden",
    severity: Severity::Error,
    what: "A form stands in the text that the style forbids.",
    why: "The house has decided that this form must not appear: a superseded name, a name that takes a side, a foreign \
          spelling. `drogman normalize` writes the preferred form of the same slot.",
    example: "Les autocars de Şuşa partent.\n    -> Les autocars de Choucha partent.",
};

impl Rule for Forbidden {
    fn info(&self) -> &'static RuleInfo {
        &INFO
    }

    fn check(&self, page: &Page<'_>, findings: &mut Findings<'_>) {
        let changes = page.changes.iter().filter(|change| change.status == Status::Forbidden);
        report(page, changes, findings, |form, style, preferred, _| {
            format!("«{form}» must not be written in style {style}: write «{preferred}»")
        });
    }
}

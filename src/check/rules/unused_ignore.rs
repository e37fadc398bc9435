//! An ignore comment that covers nothing.

use crate::check::{findings::Findings, page::Page, rule::Rule, rule_info::RuleInfo, severity::Severity};

/// Comments that cover no finding of the rules before.
pub(super) struct UnusedIgnore;

static INFO: RuleInfo = RuleInfo {
    name: "unused-ignore",
    severity: Severity::Warning,
    what: "An ignore comment, or an ignore entry of drogman.yaml, no longer covers any finding.",
    why: "What it was for has gone or moved; left standing, it would hide the next finding of its kind.",
    example: "<!-- drogman: ignore forbidden -->\nStepanakert dort.\n    -> Stepanakert dort.",
};

impl Rule for UnusedIgnore {
    fn info(&self) -> &'static RuleInfo {
        &INFO
    }

    fn check(&self, page: &Page<'_>, findings: &mut Findings<'_>) {
        if !page.is_first {
            return;
        }
        for comment in page.ignores.unused() {
            let found = findings.add_comment(page, comment.part, comment.span);
            found.message = "this comment covers no finding: remove it".to_owned();
        }
    }
}

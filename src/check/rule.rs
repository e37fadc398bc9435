//! What a rule is: a name, and a pass over a page.

use super::{finding::Finding, findings::Findings, page::Page, rule_info::RuleInfo};

/// A rule of `check`.
pub(super) trait Rule: Sync {
    /// What it is called and for.
    fn info(&self) -> &'static RuleInfo;

    /// Whether it runs when the configuration does not name it.
    fn is_on(&self) -> bool {
        true
    }

    /// Reports what it finds on a page.
    fn check(&self, page: &Page<'_>, findings: &mut Findings<'_>);

    /// Takes back findings of its own that those of other rules make needless, when all rules have run.
    fn withdraw(&self, _findings: &mut Vec<Finding>) {}
}

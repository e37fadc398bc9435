//! What a rule is: a name, and a pass over a page.

use super::{finding::Finding, findings::Findings, memory::Memory, page::Page, rule_info::RuleInfo};

/// A rule of `check`.
pub(super) trait Rule: Sync {
    /// What it is called and for.
    fn info(&self) -> &'static RuleInfo;

    /// Reports what it finds on a page. `memory` is what stands in the passages before; what the rule is to
    /// remember for the next passage goes there.
    fn check(&self, page: &Page<'_>, memory: &mut Memory, findings: &mut Findings<'_>);

    /// Takes back findings of its own that those of other rules make needless, when all rules have run.
    fn withdraw(&self, _findings: &mut Vec<Finding>) {}
}

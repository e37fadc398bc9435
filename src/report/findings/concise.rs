use std::io;

use super::FindingReport;
use crate::check::Finding;

/// `path:line:column: severity[rule]: message`, as compilers write it.
pub(super) struct Concise;

impl FindingReport for Concise {
    fn finding(&mut self, finding: &Finding, out: &mut dyn io::Write) -> io::Result<()> {
        writeln!(
            out,
            "{}:{}:{}: {}[{}]: {}",
            finding.path,
            finding.start.line,
            finding.start.column,
            finding.severity,
            finding.rule,
            finding.message
        )
    }
}

use std::io;

use super::FindingReport;
use crate::{check::Finding, text::visible};

/// `path:line:column: severity[rule]: message`, as compilers write it.
pub(super) struct Concise;

impl FindingReport for Concise {
    fn finding(&mut self, finding: &Finding, out: &mut dyn io::Write) -> io::Result<()> {
        writeln!(
            out,
            "{}:{}:{}: {}[{}]: {}",
            visible(&finding.path),
            finding.start.line,
            finding.start.column,
            finding.severity,
            finding.rule,
            visible(&finding.message)
        )
    }
}

use std::io;

use super::FindingReport;
use crate::check::{Finding, Severity};

/// Workflow commands of GitHub Actions: annotations on the lines of a pull request.
pub(super) struct Github;

impl FindingReport for Github {
    fn finding(&mut self, finding: &Finding, out: &mut dyn io::Write) -> io::Result<()> {
        let level = match finding.severity {
            Severity::Error => "error",
            Severity::Warning => "warning",
            Severity::Info => "notice",
        };
        writeln!(
            out,
            "::{level} file={},line={},col={},endLine={},endColumn={},title={}::{}",
            property(&finding.path),
            finding.start.line,
            finding.start.column,
            finding.end.line,
            finding.end.column,
            property(finding.rule.name()),
            data(&finding.message)
        )
    }
}

/// Text as a command’s message takes it.
fn data(text: &str) -> String {
    text.replace('%', "%25").replace('\r', "%0D").replace('\n', "%0A")
}

/// Text as a command’s property takes it.
fn property(text: &str) -> String {
    data(text).replace(':', "%3A").replace(',', "%2C")
}

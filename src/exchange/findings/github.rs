use std::io;

use super::{FindingFormat, FindingReport};
use crate::check::{Finding, Severity};

pub(super) const FORMAT: FindingFormat = FindingFormat {
    name: "github",
    about: "Workflow commands of GitHub Actions",
    is_for_people: false,
    report: |_, _| Box::new(Github),
};

/// Workflow commands of GitHub Actions: annotations on the lines of a pull request.
struct Github;

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
            property(finding.rule.name),
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

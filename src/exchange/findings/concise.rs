use std::io;

use super::{FindingFormat, FindingReport};
use crate::{check::Finding, text::visible};

pub(super) const FORMAT: FindingFormat = FindingFormat {
    name: "concise",
    about: "One line a finding: path, line, column, rule, message",
    is_for_people: false,
    report: |_, _| Box::new(Concise),
};

/// `path:line:column: severity[rule]: message`, as compilers write it.
struct Concise;

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

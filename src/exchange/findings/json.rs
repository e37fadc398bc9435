use std::io;

use serde_json::{Value, json};

use super::{FindingFormat, FindingReport};
use crate::check::Finding;

pub(super) const FORMAT: FindingFormat = FindingFormat {
    name: "json",
    about: "A JSON array, one object a line",
    is_for_people: false,
    report: |_, _| Box::<Json>::default(),
};

/// A JSON array with one object a line.
#[derive(Default)]
struct Json {
    some: bool,
}

impl FindingReport for Json {
    fn finding(&mut self, finding: &Finding, out: &mut dyn io::Write) -> io::Result<()> {
        out.write_all(if self.some { b",\n" } else { b"[\n" })?;
        self.some = true;
        serde_json::to_writer(&mut *out, &object(finding))?;
        Ok(())
    }

    fn end(&mut self, out: &mut dyn io::Write) -> io::Result<()> {
        out.write_all(if self.some { b"\n]\n" } else { b"[]\n" })
    }
}

/// A finding as an object; lines and columns count from 1, `start` and `end` are bytes of the file.
fn object(finding: &Finding) -> Value {
    let fix = finding.fix.as_ref().map(|fix| {
        let edits: Vec<Value> = finding
            .replacements
            .iter()
            .map(|edit| {
                json!({
                    "start": edit.start.byte, "end": edit.end.byte,
                    "line": edit.start.line, "column": edit.start.column,
                    "end_line": edit.end.line, "end_column": edit.end.column,
                    "replacement": edit.replacement,
                })
            })
            .collect();
        json!({ "applicability": fix.applicability, "edits": edits })
    });
    let text = |text: &str| if text.is_empty() { Value::Null } else { Value::from(text) };
    json!({
        "path": finding.path.as_ref(),
        "line": finding.start.line,
        "column": finding.start.column,
        "end_line": finding.end.line,
        "end_column": finding.end.column,
        "start": finding.start.byte,
        "end": finding.end.byte,
        "rule": finding.rule.name,
        "severity": finding.severity.name(),
        "form": text(&finding.form),
        "preferred": text(&finding.preferred),
        "concept": finding.concept,
        "message": finding.message,
        "notes": finding.notes,
        "fix": fix,
    })
}

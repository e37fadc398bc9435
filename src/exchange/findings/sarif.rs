use std::io;

use serde_json::{Value, json};

use super::{FindingFormat, FindingReport};
use crate::check::{Finding, Severity, rules};

pub(super) const FORMAT: FindingFormat = FindingFormat {
    name: "sarif",
    about: "SARIF 2.1.0, for code-scanning services and editors",
    is_for_people: false,
    report: |_, _| Box::<Sarif>::default(),
};

/// SARIF 2.1.0 (OASIS); one run, written at the end.
#[derive(Default)]
struct Sarif {
    results: Vec<Value>,
}

impl FindingReport for Sarif {
    fn finding(&mut self, finding: &Finding, _: &mut dyn io::Write) -> io::Result<()> {
        self.results.push(result(finding));
        Ok(())
    }

    fn end(&mut self, out: &mut dyn io::Write) -> io::Result<()> {
        let rules: Vec<Value> = rules()
            .map(|rule| {
                json!({
                    "id": rule.name,
                    "shortDescription": { "text": rule.what },
                    "fullDescription": { "text": rule.why },
                    "help": { "text": rule.example },
                    "defaultConfiguration": { "level": level(rule.severity) },
                })
            })
            .collect();
        let log = json!({
            "$schema": "https://json.schemastore.org/sarif-2.1.0.json",
            "version": "2.1.0",
            "runs": [{
                "tool": { "driver": {
                    "name": "drogman", "version": env!("CARGO_PKG_VERSION"), "rules": rules,
                } },
                "columnKind": "unicodeCodePoints",
                "results": std::mem::take(&mut self.results),
            }],
        });
        serde_json::to_writer_pretty(&mut *out, &log)?;
        out.write_all(b"\n")
    }
}

fn level(severity: Severity) -> &'static str {
    match severity {
        Severity::Error => "error",
        Severity::Warning => "warning",
        Severity::Info => "note",
    }
}

fn result(finding: &Finding) -> Value {
    let location = json!({ "uri": uri(&finding.path) });
    let mut result = json!({
        "ruleId": finding.rule.name,
        "ruleIndex": rules().position(|rule| rule == finding.rule),
        "level": level(finding.severity),
        "message": { "text": finding.message },
        "locations": [{ "physicalLocation": {
            "artifactLocation": location,
            "region": {
                "startLine": finding.start.line, "startColumn": finding.start.column,
                "endLine": finding.end.line, "endColumn": finding.end.column,
            },
        } }],
    });
    if !finding.replacements.is_empty() {
        let replacements: Vec<Value> = finding
            .replacements
            .iter()
            .map(|edit| {
                json!({
                    "deletedRegion": {
                        "startLine": edit.start.line, "startColumn": edit.start.column,
                        "endLine": edit.end.line, "endColumn": edit.end.column,
                    },
                    "insertedContent": { "text": edit.replacement },
                })
            })
            .collect();
        result["fixes"] = json!([{
            "description": { "text": finding.message },
            "artifactChanges": [{ "artifactLocation": location, "replacements": replacements }],
        }]);
    }
    result
}

/// A path as a URI reference: forward slashes, what is not unreserved percent-encoded (RFC 3986).
fn uri(path: &str) -> String {
    let mut uri = String::with_capacity(path.len());
    for byte in path.bytes() {
        match byte {
            b'A'..=b'Z' | b'a'..=b'z' | b'0'..=b'9' | b'/' | b'.' | b'-' | b'_' | b'~' => {
                uri.push(byte as char)
            }
            b'\\' => uri.push('/'),
            _ => uri.push_str(&format!("%{byte:02X}")),
        }
    }
    uri
}

//! An ignore comment that covers nothing.

use super::{Explanation, Rule};
use crate::{
    check::{
        finding::{Finding, Severity, Side},
        page::Page,
    },
    document::Location,
};

pub(super) const EXPLANATION: Explanation = Explanation {
    severity: Severity::Warning,
    what: "An ignore comment, or an ignore entry of drogman.yaml, no longer covers any finding.",
    why: "What it was for has gone or moved; left standing, it would hide the next finding of its kind.",
    example: "<!-- drogman: ignore forbidden -->\nStepanakert dort.\n    -> Stepanakert dort.",
};

/// Reports comments that covered nothing; to be called when all other rules have run.
pub(in crate::check) fn find(page: &Page<'_>, findings: &mut Vec<Finding>) {
    let Some(severity) = page.severities.of(Rule::UnusedIgnore) else { return };
    for comment in page.ignores.unused() {
        let part = &page.document.parts[comment.part];
        let place = |at| {
            let place = part.lines().place(&part.text, at);
            Location { line: place.line, column: place.column, byte: at }
        };
        let start = place(comment.span.start);
        findings.push(Finding {
            rule: Rule::UnusedIgnore,
            severity,
            path: page.document.path.clone(),
            side: Side::Source,
            block: None,
            span: comment.span,
            start,
            end: place(comment.span.end),
            form: String::new(),
            preferred: String::new(),
            concept: None,
            message: "this comment covers no finding: remove it".to_owned(),
            notes: Vec::new(),
            source_line: page.source_lines.of_part(page.document, comment.part, comment.span, start),
            fix: None,
            replacements: Vec::new(),
        });
    }
}

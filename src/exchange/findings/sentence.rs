//! The sentence of a finding, with what is found, or with what is struck out and what is written instead.

use serde::Serialize;

use super::human::{column_at, marked_line};
use crate::{check::Finding, segment::Segmenter, text::Span};

/// A sentence in parts.
#[derive(Serialize)]
pub(super) struct Sentence(Vec<Part>);

/// What a part is of, as HTML calls it (`mark`, `del`, `ins`; empty: of neither), and its text.
#[derive(Serialize)]
struct Part(&'static str, String);

/// Edits with no more than this between them (bytes) are shown as one: *d’* and *Ievlakh*.
const NEAR: usize = 1;

impl Sentence {
    /// The sentence a finding stands in. A line that is shown in part is shown so here.
    pub(super) fn of(finding: &Finding, segmenter: &Segmenter) -> Self {
        let line = &*finding.source_line.text;
        let (before, marked, _) = marked_line(finding);
        let found = Span::new(before.len(), before.len() + marked.len());
        let edits = edits(finding, line);
        let start = edits.first().map_or(found.start, |(span, _)| span.start.min(found.start));
        let end = edits.last().map_or(found.end, |(span, _)| span.end.max(found.end));
        let shown = around(line, Span::new(start, end), segmenter);
        let mut parts = Vec::new();
        if shown.start == 0 && finding.source_line.before > 0 {
            parts.push(Part("", "…".to_owned()));
        }
        let mut done = shown.start;
        let mut put = |kind, from: usize, to: usize, parts: &mut Vec<Part>| {
            parts.push(Part("", line[done..from].to_owned()));
            parts.push(Part(kind, line[from..to].to_owned()));
            done = to;
        };
        if edits.is_empty() {
            put("mark", found.start, found.end, &mut parts);
        }
        for (span, replacement) in edits {
            put("del", span.start, span.end, &mut parts);
            parts.push(Part("ins", replacement));
        }
        parts.push(Part("", line[done..shown.end].to_owned()));
        if shown.end == line.len() && finding.source_line.goes_on {
            parts.push(Part("", "…".to_owned()));
        }
        parts.retain(|part| !part.1.is_empty());
        Self(parts)
    }
}

/// The sentence of a line that a span stands in, or the sentences from its first to its last.
fn around(line: &str, span: Span, segmenter: &Segmenter) -> Span {
    let mut shown = span;
    for segment in
        segmenter.segments(line).filter(|segment| segment.end >= span.start && segment.start <= span.end)
    {
        shown = Span::new(shown.start.min(segment.start), shown.end.max(segment.end));
    }
    shown
}

/// The edits of a finding in its line, those beside each other as one. None where one stands on another line.
fn edits(finding: &Finding, line: &str) -> Vec<(Span, String)> {
    let mut edits: Vec<(Span, String)> = Vec::new();
    for edit in &finding.replacements {
        if edit.start.line != finding.start.line || edit.end.line != finding.start.line {
            return Vec::new();
        }
        let (start, end) = (column_at(finding, edit.start.column), column_at(finding, edit.end.column));
        if start > end || edits.last().is_some_and(|(last, _)| start < last.end) {
            return Vec::new();
        }
        match edits.last_mut().filter(|(last, _)| start - last.end <= NEAR) {
            Some((last, replacement)) => {
                replacement.push_str(&line[last.end..start]);
                replacement.push_str(&edit.replacement);
                *last = Span::new(last.start, end);
            }
            None => edits.push((Span::new(start, end), edit.replacement.clone())),
        }
    }
    edits
}

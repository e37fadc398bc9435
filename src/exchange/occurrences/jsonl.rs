//! JSON lines: an object for each occurrence.

use std::{fmt::Write as _, io};

use rustc_hash::FxHashMap;

use super::{
    OccurrenceFormat, Records,
    records::{Line, certainty},
};
use crate::{
    document::Document,
    glossary::ConceptId,
    matching::{Ambiguity, Deviation, Kept, Matches, Occurrence},
};

/// How much output is written at once (bytes).
const BUFFER: usize = 1 << 16;

/// JSON lines.
pub(super) struct Jsonl;

impl OccurrenceFormat for Jsonl {
    fn name(&self) -> &'static str {
        "jsonl"
    }

    fn about(&self) -> &'static str {
        "One JSON object a line"
    }

    fn write(
        &self,
        records: &Records<'_>,
        document: &Document,
        matches: &Matches,
        out: &mut dyn io::Write,
    ) -> io::Result<()> {
        let mut text = String::with_capacity(BUFFER + 4096);
        let head = format!("{{\"path\":{},\"line\":", quoted(&document.path));
        let mut tails: FxHashMap<(ConceptId, usize, usize, [u8; 5]), String> = FxHashMap::default();
        for line in records.lines(matches) {
            let (block, span) = line.place();
            let start = document.locate(block, span.start);
            let end = document.source_byte(block, span.end);
            text.push_str(&head);
            push_number(&mut text, start.line);
            text.push_str(",\"column\":");
            push_number(&mut text, start.column);
            text.push_str(",\"start\":");
            push_number(&mut text, start.byte);
            text.push_str(",\"end\":");
            push_number(&mut text, end);
            text.push_str(",\"form\":");
            push_quoted(&mut text, span.of(document.text(block)));
            match line {
                Line::Occurrence(found) => {
                    let key = (found.concept, found.term, found.inflection, traits(found));
                    text.push_str(tails.entry(key).or_insert_with(|| tail(records, found)));
                }
                Line::Ambiguity(open) => {
                    let _ =
                        writeln!(text, ",\"concept\":null,\"candidates\":{}}}", candidates(records, open));
                }
            }
            if text.len() > BUFFER {
                out.write_all(text.as_bytes())?;
                text.clear();
            }
        }
        out.write_all(text.as_bytes())
    }
}

/// The fields of an occurrence that do not depend on its place, to the end of the line.
fn tail(records: &Records<'_>, found: &Occurrence) -> String {
    let term = records.term(found);
    let optional = |value: Option<&str>| value.map_or_else(|| "null".to_owned(), quoted);
    let kept = if found.kept == Some(Kept::Mention) { ",\"kept\":\"mention\"" } else { "" };
    format!(
        ",\"concept\":{},\"type\":\"{}\",\"slot\":\"{}\",\"status\":\"{}\",\"relation\":\"{}\",\"preferred\":{},\"target\":{},\
         \"casing\":\"{}\",\"deviation\":\"{}\",\"certainty\":\"{}\",\"reason\":\"{}\"{kept}}}\n",
        quoted(term.concept),
        term.kind,
        term.slot,
        term.status,
        term.relation,
        optional(term.preferred.as_deref()),
        optional(term.target),
        found.casing.name(),
        found.deviation.name(),
        certainty(found.certainty),
        found.certainty.reason.name(),
    )
}

fn candidates(records: &Records<'_>, open: &Ambiguity) -> String {
    let ids: Vec<String> = open.candidates.iter().map(|&(concept, _)| quoted(records.id(concept))).collect();
    format!("[{}]", ids.join(","))
}

/// What of an occurrence, its term apart, shows in the tail of its record.
fn traits(found: &Occurrence) -> [u8; 5] {
    [
        found.casing as u8,
        match found.deviation {
            Deviation::None => 0,
            Deviation::Typography => 1,
            Deviation::House { .. } => 2,
            Deviation::Spelling => 3,
        },
        u8::from(found.certainty.sure),
        found.certainty.reason as u8,
        u8::from(found.kept == Some(Kept::Mention)),
    ]
}

fn push_number(out: &mut String, number: usize) {
    let mut digits = [0; 20];
    let mut at = digits.len();
    let mut rest = number;
    loop {
        at -= 1;
        digits[at] = b'0' + (rest % 10) as u8;
        rest /= 10;
        if rest == 0 {
            break;
        }
    }
    out.push_str(std::str::from_utf8(&digits[at..]).unwrap_or_default());
}

/// Appends the text as a JSON string.
fn push_quoted(out: &mut String, text: &str) {
    if text.bytes().all(|byte| byte >= 0x20 && byte != b'"' && byte != b'\\') {
        out.push('"');
        out.push_str(text);
        out.push('"');
    } else {
        out.push_str(&quoted(text));
    }
}

/// The text as a JSON string.
fn quoted(text: &str) -> String {
    serde_json::Value::from(text).to_string()
}

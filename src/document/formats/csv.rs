//! CSV, its separator told by its first line.

use std::borrow::Cow;

use super::table::{self, Cell, Row};
use crate::{
    document::format::{DocumentFormat, FileReader, Format, FormatInfo},
    text::Span,
};

/// Tables of texts between commas or semicolons.
pub(super) struct Csv;

impl DocumentFormat for Csv {
    fn info(&self) -> &'static FormatInfo {
        const INFO: FormatInfo = FormatInfo::of(
            "csv",
            "CSV",
            &["csv"],
            FileReader::Text(|part, options| {
                let rows = csv_rows(&part.text);
                Ok(table::document(Format::new(&Csv), vec![part], &[rows], options))
            }),
        );
        &INFO
    }

    fn escape<'t>(&self, text: &'t str) -> Cow<'t, str> {
        Cow::Owned(text.replace('"', "\"\""))
    }

    fn refuses(&self, replacement: &str) -> Option<&'static str> {
        let needs_quotes = replacement.contains([',', ';', '\t', '"', '\n', '\r']);
        needs_quotes.then_some("CSV cells without quotation marks around them")
    }
}

fn csv_rows(text: &str) -> Vec<Row> {
    let first = text.lines().next().unwrap_or("");
    // Every other piece between quotation marks stands outside them.
    let outside = || first.split('"').step_by(2).flat_map(str::bytes);
    let count = |separator: &u8| outside().filter(|b| b == separator).count();
    let separator = [b',', b';', b'\t'].into_iter().max_by_key(|s| (count(s), *s == b',')).unwrap_or(b',');
    let bytes = text.as_bytes();
    let mut rows = Vec::new();
    let mut row = Row::new();
    let mut at = 0;
    while at < bytes.len() {
        let quoted = bytes[at] == b'"';
        let start = at + usize::from(quoted);
        let mut end = start;
        if quoted {
            loop {
                end += memchr::memchr(b'"', &bytes[end..]).unwrap_or(bytes.len() - end);
                if bytes.get(end + 1) != Some(&b'"') || end >= bytes.len() {
                    break;
                }
                end += 2;
            }
        }
        row.push(Cell { span: Span::new(start, end), quoted });
        // What follows a closing quotation mark belongs to no cell; an unquoted cell goes on to its end.
        let rest = &bytes[end.min(bytes.len())..];
        let len = memchr::memchr3(separator, b'\n', b'\r', rest).unwrap_or(rest.len());
        at = end + len;
        if let (false, Some(cell)) = (quoted, row.last_mut()) {
            cell.span.end = at;
        }
        match bytes.get(at) {
            Some(&b) if b == separator => {
                at += 1;
                if at == bytes.len() {
                    row.push(Cell { span: Span::new(at, at), quoted: false });
                }
            }
            _ => {
                at += 1 + usize::from(bytes[at.min(bytes.len())..].starts_with(b"\r\n"));
                rows.push(std::mem::take(&mut row));
            }
        }
    }
    if !row.is_empty() {
        rows.push(row);
    }
    rows
}

//! Markdown: a table of concepts with their forms, and what was not understood.

use std::fmt::Write as _;

use super::{SheetContent, SheetFormat, WriteError};
use crate::{
    sheet::{FormRow, Table},
    text::counted,
};

/// Markdown (GitHub tables).
pub struct Markdown;

impl SheetFormat for Markdown {
    fn name(&self) -> &'static str {
        "md"
    }

    fn file(&self) -> &'static str {
        "terms.md"
    }

    fn write(&self, content: SheetContent<'_>) -> Result<Vec<u8>, WriteError> {
        Ok(page(content.table).into_bytes())
    }
}

fn page(table: &Table) -> String {
    let (source, target) = (table.languages.source.code(), table.languages.target.code());
    let mut out = format!("# Term sheet {source} – {target}\n\n");
    let _ = writeln!(
        out,
        "{}, {}, {}; style «{}».\n",
        counted(table.documents, "document"),
        counted(table.concepts.len(), "concept"),
        counted(table.forms.len(), "form"),
        escaped(&table.style)
    );
    let _ = writeln!(out, "| {source} | form found | status | whose | {target} | n | example |");
    out.push_str("|---|---|---|---|---|--:|---|\n");
    let mut last = "";
    for row in &table.forms {
        line(&mut out, row, row.concept != last);
        last = &row.concept;
    }
    if !table.unknown.is_empty() {
        out.push_str(
            "\n## Names that no concept covers\n\n| name | n | documents | example |\n|---|--:|--:|---|\n",
        );
        for row in &table.unknown {
            let example = escaped_around(&row.example.before, &row.example.form, &row.example.after);
            let _ = writeln!(
                out,
                "| {} | {} | {} | {example} |",
                escaped(&row.name),
                row.occurrences,
                row.documents
            );
        }
    }
    out
}

fn line(out: &mut String, row: &FormRow, first: bool) {
    let preferred = if first { format!("**{}**", escaped(&row.preferred)) } else { String::new() };
    let example = escaped_around(&row.example.before, &row.example.form, &row.example.after);
    let _ = writeln!(
        out,
        "| {preferred} | {} | {} | {} | {} | {} | {example} |",
        escaped(&row.form),
        row.status,
        escaped(row.party.as_deref().unwrap_or_default()),
        escaped(&row.target),
        row.occurrences,
    );
}

fn escaped_around(before: &str, form: &str, after: &str) -> String {
    format!("{}**{}**{}", escaped(before), escaped(form), escaped(after))
}

/// Text that Markdown shows as it is, within a table cell.
fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        if matches!(c, '|' | '*' | '_' | '`' | '[' | ']' | '<' | '>' | '\\' | '#' | '~') {
            out.push('\\');
        }
        out.push(if c == '\n' { ' ' } else { c });
    }
    out
}

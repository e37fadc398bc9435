//! Markdown: a table of concepts with their forms, and what was not understood.

use std::fmt::Write as _;

use super::{
    SheetContent, SheetFormat, WriteError,
    columns::{FORM_COLUMNS, UNKNOWN_COLUMNS},
};
use crate::{
    exchange::{
        Ui,
        columns::{Column, Style, Value},
    },
    sheet::{ExampleRow, Table},
};

/// A column that is shown, by its key, and the key of its heading here, where there is little room; `{source}` and
/// `{target}` are the codes of the languages.
type Shown = (&'static str, &'static str);

/// What is shown of the forms.
const FORMS: [Shown; 7] = [
    ("preferred", "{source}"),
    ("form", "md.form"),
    ("status", "md.status"),
    ("party", "md.party"),
    ("target", "{target}"),
    ("occurrences", "md.n"),
    ("example", "md.example"),
];

/// What is shown of the names that no concept covers.
const UNKNOWN: [Shown; 4] =
    [("name", "md.name"), ("occurrences", "md.n"), ("documents", "md.documents"), ("example", "md.example")];

/// Markdown (GitHub tables).
pub(super) struct Markdown;

impl SheetFormat for Markdown {
    fn name(&self) -> &'static str {
        "md"
    }

    fn file(&self) -> &'static str {
        "terms.md"
    }

    fn write(&self, content: SheetContent<'_>) -> Result<Vec<u8>, WriteError> {
        self.write_in(content, Ui::default())
    }

    fn write_in(&self, content: SheetContent<'_>, ui: Ui) -> Result<Vec<u8>, WriteError> {
        Ok(page(content.table, ui).into_bytes())
    }
}

fn page(table: &Table, ui: Ui) -> String {
    let (source, target) = (table.languages.source.code(), table.languages.target.code());
    let mut out = format!("# {} {source} – {target}\n\n", ui.say("md.title"));
    let _ = writeln!(
        out,
        "{}, {}, {}; {} «{}».\n",
        ui.count(table.documents, "document"),
        ui.count(table.concepts.len(), "concept"),
        ui.count(table.forms.len(), "form"),
        ui.say("md.style"),
        escaped(&table.style)
    );
    head(&mut out, (&FORM_COLUMNS, &FORMS), [source, target], ui);
    let mut last = "";
    for row in &table.forms {
        let mut cells = cells((&FORM_COLUMNS, &FORMS), row, ui);
        cells[0] = if row.concept == last { String::new() } else { format!("**{}**", cells[0]) };
        let _ = writeln!(out, "| {} |", cells.join(" | "));
        last = &row.concept;
    }
    if !table.unknown.is_empty() {
        let _ = writeln!(out, "\n## {}\n", ui.say("md.unknown"));
        head(&mut out, (&UNKNOWN_COLUMNS, &UNKNOWN), [source, target], ui);
        for row in &table.unknown {
            let _ = writeln!(out, "| {} |", cells((&UNKNOWN_COLUMNS, &UNKNOWN), row, ui).join(" | "));
        }
    }
    out
}

/// The heading row, and below it the side each column is set to.
fn head<R>(
    out: &mut String,
    (columns, shown): (&[Column<R>], &[Shown]),
    [source, target]: [&str; 2],
    ui: Ui,
) {
    let heading =
        |(_, heading): &Shown| ui.say(heading).replace("{source}", source).replace("{target}", target);
    let headings: Vec<String> = shown.iter().map(heading).collect();
    let _ = writeln!(out, "| {} |", headings.join(" | "));
    for column in shown.iter().filter_map(|shown| of_key(columns, shown)) {
        out.push_str(if column.style == Style::Number { "|--:" } else { "|---" });
    }
    out.push_str("|\n");
}

/// The cells of a row.
fn cells<R>((columns, shown): (&[Column<R>], &[Shown]), row: &R, ui: Ui) -> Vec<String> {
    let cell = |column: &Column<R>| match (column.value)(row) {
        Value::Example(ExampleRow { before, form, after, .. }) => {
            format!("{}**{}**{}", escaped(before), escaped(form), escaped(after))
        }
        _ => escaped(ui.name(column.list(), &column.text(row))),
    };
    shown.iter().filter_map(|shown| of_key(columns, shown)).map(cell).collect()
}

fn of_key<'c, R>(columns: &'c [Column<R>], (key, _): &Shown) -> Option<&'c Column<R>> {
    columns.iter().find(|column| column.key == *key)
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

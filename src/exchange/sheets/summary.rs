//! The summary of a term sheet on the terminal.

use std::io::{self, Write};

use anstyle::{AnsiColor, Style};
use unicode_width::UnicodeWidthStr as _;

use super::groups;
use crate::{
    sheet::{ConceptRow, FormRow, Table},
    text::{counted, on_one_line, visible},
};

/// How many concepts, and how many names not understood, the summary shows.
const SHOWN: usize = 12;

/// Writes the summary of a sheet: what was counted, the names written in several ways, and what was not
/// understood.
///
/// # Errors
/// When `out` cannot be written to.
///
/// ```
/// use drogman::{exchange::summary, glossary::{Glossary, StyleId}, sheet::Sheet};
/// let table = Sheet { documents: 2, ..Sheet::default() }.table(Glossary::embedded(), StyleId::DEFAULT);
/// let mut out = Vec::new();
/// summary(&table, &mut out).unwrap();
/// let text = anstream::adapter::strip_bytes(&out).into_vec();
/// assert!(String::from_utf8(text).unwrap().starts_with("2 documents, 0 concepts in 0 forms"));
/// ```
pub fn summary(table: &Table, out: &mut dyn Write) -> io::Result<()> {
    let bold = Style::new().bold();
    let occurrences: usize = table.concepts.iter().map(|row| row.occurrences).sum();
    writeln!(
        out,
        "{bold}{}{bold:#}, {bold}{}{bold:#} in {bold}{}{bold:#}, {} ({} – {}, style {})",
        counted(table.documents, "document"),
        counted(table.concepts.len(), "concept"),
        counted(table.forms.len(), "form"),
        counted(occurrences, "occurrence"),
        table.languages.source,
        table.languages.target,
        visible(&table.style),
    )?;
    several_ways(table, out)?;
    not_understood(table, out)
}

/// The concepts with several names in use, most frequent first.
fn several_ways(table: &Table, out: &mut dyn Write) -> io::Result<()> {
    let groups = groups::several_ways(table);
    if groups.is_empty() {
        return Ok(());
    }
    let heading = Style::new().bold().underline();
    writeln!(out, "\n{heading}Written several ways{heading:#}")?;
    let width = groups.iter().take(SHOWN).map(|(concept, _)| label(concept).width()).max().unwrap_or(0);
    for (concept, forms) in groups.iter().take(SHOWN) {
        let label = label(concept);
        let bold = Style::new().bold();
        write!(out, "  {bold}{label}{bold:#}{:1$}", "", width - label.width() + 2)?;
        let mut forms: Vec<&FormRow> = forms.iter().collect();
        forms.sort_by_key(|row| std::cmp::Reverse(row.occurrences));
        for (number, row) in forms.iter().enumerate() {
            if number > 0 {
                write!(out, ", ")?;
            }
            write_form(row, out)?;
        }
        writeln!(out)?;
    }
    if groups.len() > SHOWN {
        writeln!(out, "  … and {} more", groups.len() - SHOWN)?;
    }
    Ok(())
}

fn label(concept: &ConceptRow) -> String {
    if concept.target.is_empty() || concept.target == concept.preferred {
        visible(&concept.preferred).into_owned()
    } else {
        visible(&format!("{} → {}", concept.preferred, concept.target)).into_owned()
    }
}

fn write_form(row: &FormRow, out: &mut dyn Write) -> io::Result<()> {
    let style = status_style(&row.status);
    write!(out, "{style}{}{style:#} {}", on_one_line(&row.form), row.occurrences)?;
    match &row.party {
        Some(party) => write!(out, " ({})", visible(party)),
        None => Ok(()),
    }
}

/// The colour of a status.
fn status_style(status: &str) -> Style {
    let color = match status {
        "preferred" => AnsiColor::Green,
        "admitted" => AnsiColor::Cyan,
        "deprecated" => AnsiColor::Yellow,
        _ => AnsiColor::Red,
    };
    Style::new().fg_color(Some(color.into()))
}

fn not_understood(table: &Table, out: &mut dyn Write) -> io::Result<()> {
    if table.unknown.is_empty() {
        return Ok(());
    }
    let heading = Style::new().bold().underline();
    writeln!(out, "\n{heading}Names that no concept covers{heading:#}")?;
    let shown: Vec<String> = table
        .unknown
        .iter()
        .take(SHOWN)
        .map(|row| format!("{} {}", on_one_line(&row.name), row.occurrences))
        .collect();
    write!(out, "  {}", shown.join(", "))?;
    if table.unknown.len() > SHOWN {
        write!(out, " … and {} more", table.unknown.len() - SHOWN)?;
    }
    writeln!(out)
}

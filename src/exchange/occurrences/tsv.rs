//! Tab-separated values with a header.

use std::{fmt::Write as _, io};

use super::{
    OccurrenceFormat, Records,
    records::{Line, certainty},
};
use crate::{document::Document, exchange::cell, matching::Matches};

/// The columns.
const HEADER: &str = "path\tline\tcolumn\tstart\tend\tform\tconcept\tslot\tstatus\trelation\tpreferred\ttarget\tcertainty\treason\n";

/// Tab-separated values.
pub(super) struct Tsv;

impl OccurrenceFormat for Tsv {
    fn name(&self) -> &'static str {
        "tsv"
    }

    fn about(&self) -> &'static str {
        "Tab-separated values with a header"
    }

    fn header(&self) -> &'static str {
        HEADER
    }

    fn write(
        &self,
        records: &Records<'_>,
        document: &Document,
        matches: &Matches,
        out: &mut dyn io::Write,
    ) -> io::Result<()> {
        let mut text = String::new();
        for line in records.lines(matches) {
            let (block, span) = line.place();
            let start = document.locate(block, span.start);
            let end = document.source_byte(block, span.end);
            let form = cell(span.of(document.text(block)));
            let path = cell(&document.path);
            let _ = write!(text, "{path}\t{}\t{}\t{}\t{end}\t{form}", start.line, start.column, start.byte);
            let _ = match line {
                Line::Occurrence(found) => {
                    let term = records.term(found);
                    writeln!(
                        text,
                        "\t{}\t{}\t{}\t{}\t{}\t{}\t{}\t{}",
                        cell(term.concept),
                        term.slot,
                        term.status,
                        term.relation,
                        cell(term.preferred.as_deref().unwrap_or_default()),
                        cell(term.target.unwrap_or_default()),
                        certainty(found.certainty),
                        found.certainty.reason.name(),
                    )
                }
                Line::Ambiguity(open) => {
                    let ids: Vec<String> =
                        open.candidates.iter().map(|&(concept, _)| cell(records.id(concept))).collect();
                    writeln!(text, "\t{}\t\t\t\t\t\tunsure\tundecided", ids.join(" "))
                }
            };
        }
        out.write_all(text.as_bytes())
    }
}

//! Term lists as CSV and TSV, a form a row; reading also takes a concept a row.

use super::{
    ListFormat, Sink, Source, TermList, Wanted,
    columns::{columns, headings, rows},
    rows::Rows,
};
use crate::exchange::{
    ReadError, Ui, WriteError,
    delimited::{self, delimiter_of, records},
};

/// CSV.
pub(super) struct CsvList;

/// TSV.
pub(super) struct TsvList;

impl ListFormat for CsvList {
    fn name(&self) -> &'static str {
        "csv"
    }

    fn endings(&self) -> &'static [&'static str] {
        &["csv"]
    }

    fn write(&self, list: &TermList) -> Result<Vec<u8>, WriteError> {
        written(list, b',')
    }

    fn read(&self, input: Source<'_>, wanted: &Wanted, sink: &mut Sink<'_>) -> Result<(), ReadError> {
        read_delimited(input, wanted, sink)
    }
}

impl ListFormat for TsvList {
    fn name(&self) -> &'static str {
        "tsv"
    }

    fn endings(&self) -> &'static [&'static str] {
        &["tsv", "tab"]
    }

    fn write(&self, list: &TermList) -> Result<Vec<u8>, WriteError> {
        written(list, b'\t')
    }

    fn read(&self, input: Source<'_>, wanted: &Wanted, sink: &mut Sink<'_>) -> Result<(), ReadError> {
        read_delimited(input, wanted, sink)
    }
}

fn written(list: &TermList, delimiter: u8) -> Result<Vec<u8>, WriteError> {
    delimited::write(&columns(), &headings(list, Ui::default()), rows(list), delimiter)
}

fn read_delimited(mut input: Source<'_>, wanted: &Wanted, sink: &mut Sink<'_>) -> Result<(), ReadError> {
    let delimiter = delimiter_of(&mut input)?;
    let mut rows = Rows::new(wanted);
    records(input, delimiter, &mut |line, cells| rows.row(line, cells, sink))?;
    rows.finish(sink)
}

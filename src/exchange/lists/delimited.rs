//! Term lists as CSV and TSV, a form a row; reading also takes a concept a row.

use super::{
    ListFormat, Sink, Source, TermList, Wanted,
    rows::{Rows, headings, rows},
};
use crate::{
    exchange::{
        ReadError, WriteError,
        delimited::{delimiter_of, records},
    },
    text::neutral,
};

/// CSV.
pub struct CsvList;

/// TSV.
pub struct TsvList;

impl ListFormat for CsvList {
    fn name(&self) -> &'static str {
        "csv"
    }

    fn endings(&self) -> &'static [&'static str] {
        &["csv"]
    }

    fn write(&self, list: &TermList) -> Result<Vec<u8>, WriteError> {
        delimited(list, b',', "\u{feff}")
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
        delimited(list, b'\t', "")
    }

    fn read(&self, input: Source<'_>, wanted: &Wanted, sink: &mut Sink<'_>) -> Result<(), ReadError> {
        read_delimited(input, wanted, sink)
    }
}

fn delimited(list: &TermList, delimiter: u8, start: &str) -> Result<Vec<u8>, WriteError> {
    let failed = |error: &dyn std::fmt::Display| WriteError { format: "csv", message: error.to_string() };
    let mut writer = csv::WriterBuilder::new().delimiter(delimiter).from_writer(start.as_bytes().to_vec());
    writer.write_record(headings(list)).map_err(|error| failed(&error))?;
    for row in rows(list) {
        writer
            .write_record(row.iter().map(|cell| neutral(cell).into_owned()))
            .map_err(|error| failed(&error))?;
    }
    writer.into_inner().map_err(|error| failed(&error))
}

fn read_delimited(mut input: Source<'_>, wanted: &Wanted, sink: &mut Sink<'_>) -> Result<(), ReadError> {
    let delimiter = delimiter_of(&mut input)?;
    let mut rows = Rows::new(wanted);
    records(input, delimiter, &mut |line, cells| rows.row(line, cells, sink))?;
    rows.finish(sink)
}

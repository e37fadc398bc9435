//! Wikidata: the result of a SPARQL query as CSV, or entities as the lines of a JSON dump.

mod entities;
mod headings;
mod table;

use std::io::BufRead as _;

use super::{ListFormat, ReadError, Sink, Source, TermList, Wanted, WriteError};

/// Items of Wikidata; read only.
pub(super) struct Wikidata;

impl ListFormat for Wikidata {
    fn name(&self) -> &'static str {
        "wikidata"
    }

    fn endings(&self) -> &'static [&'static str] {
        &[]
    }

    fn write(&self, _: &TermList) -> Result<Vec<u8>, WriteError> {
        Err(WriteError { format: "wikidata", message: "it is read, not written".into() })
    }

    fn read(&self, mut input: Source<'_>, wanted: &Wanted, sink: &mut Sink<'_>) -> Result<(), ReadError> {
        let start = input.fill_buf().map_err(|error| ReadError::of_io(&error, 1))?;
        let first = start.iter().find(|byte| !byte.is_ascii_whitespace());
        match first {
            Some(b'{' | b'[') => entities::read(input, wanted, sink),
            _ => table::read(input, wanted, sink),
        }
    }
}

/// The number of an item in its address, or by itself: `Q90`.
fn item_of(cell: &str) -> Option<&str> {
    let id = cell.trim().trim_end_matches('>').rsplit(['/', ':']).next()?;
    let number = id.strip_prefix('Q')?;
    (!number.is_empty() && number.bytes().all(|byte| byte.is_ascii_digit())).then_some(id)
}

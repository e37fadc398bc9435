//! A term list as JSON: what the list knows, as it is.

use std::io::Read as _;

use super::{
    WriteError,
    format::{ListFormat, ReadError, Sink, Source, Wanted},
    input::MAX_PIECE,
    list::TermList,
};

/// JSON.
pub struct JsonList;

impl ListFormat for JsonList {
    fn name(&self) -> &'static str {
        "json"
    }

    fn endings(&self) -> &'static [&'static str] {
        &["json"]
    }

    fn write(&self, list: &TermList) -> Result<Vec<u8>, WriteError> {
        let mut bytes = serde_json::to_vec_pretty(list)
            .map_err(|error| WriteError { format: "json", message: error.to_string() })?;
        bytes.push(b'\n');
        Ok(bytes)
    }

    fn read(&self, input: Source<'_>, wanted: &Wanted, sink: &mut Sink<'_>) -> Result<(), ReadError> {
        let mut bytes = Vec::new();
        let limit = 64 * MAX_PIECE as u64;
        let mut input = input.into_raw().take(limit);
        input.read_to_end(&mut bytes).map_err(|error| ReadError::at(0, error.to_string()))?;
        let list: TermList = serde_json::from_slice(&bytes)
            .map_err(|error| ReadError::at(error.line(), format!("this is no term list in JSON: {error}")))?;
        if list.languages != wanted.languages {
            let message =
                format!("the list goes from {} to {}", list.languages.source, list.languages.target);
            return Err(ReadError::at(1, message));
        }
        list.entries.into_iter().for_each(|entry| (sink.entry)(entry));
        Ok(())
    }
}

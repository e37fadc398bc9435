//! A term list as JSON: what the list knows, as it is.

use std::io::BufRead as _;

use super::{ListFormat, ReadError, Sink, Source, TermList, Wanted, WriteError};

/// JSON.
pub(super) struct JsonList;

/// How large a list may be; it is held whole.
const MAX_BYTES: usize = 256 << 20;

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
        let text = whole(input)?;
        let list: TermList = serde_json::from_str(&text).map_err(|error| wrong(&error, &text))?;
        if list.languages != wanted.languages {
            let message =
                format!("the list goes from {} to {}", list.languages.source, list.languages.target);
            return Err(ReadError::at(1, message));
        }
        list.entries.into_iter().for_each(|entry| (sink.entry)(entry));
        Ok(())
    }
}

/// All of the text; a JSON file may be one line, so only its whole length is bounded.
fn whole(mut input: Source<'_>) -> Result<String, ReadError> {
    let mut text = Vec::new();
    loop {
        input.next_piece();
        let line = input.line();
        let more = input.fill_buf().map_err(|error| ReadError::of_io(&error, line))?;
        if more.is_empty() {
            break;
        }
        if text.len() + more.len() > MAX_BYTES {
            return Err(ReadError::at(line, format!("a JSON list of more than {} MB", MAX_BYTES >> 20)));
        }
        text.extend_from_slice(more);
        let read = more.len();
        input.consume(read);
    }
    String::from_utf8(text).map_err(|error| ReadError::at(0, error.to_string()))
}

fn wrong(error: &serde_json::Error, text: &str) -> ReadError {
    let said = error.to_string();
    let message = said.rsplit_once(" at line ").map_or(said.as_str(), |(message, _)| message);
    let line = text.split('\n').nth(error.line().saturating_sub(1)).unwrap_or_default();
    // serde_json counts bytes.
    let column = line.char_indices().take_while(|(at, _)| *at < error.column()).count();
    ReadError::at(error.line(), format!("this is no term list in JSON: {message}")).column(column.max(1))
}

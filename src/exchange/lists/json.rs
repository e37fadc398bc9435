//! A term list as JSON: what the list knows, as it is.

use std::io::BufRead as _;

use serde::Deserialize;
use serde_json::value::RawValue;

use super::{Entry, ListFormat, ReadError, Sink, Source, TermList, Wanted, WriteError};
use crate::{glossary::LanguagePair, text::LineIndex};

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
        let list: Entries<'_> = serde_json::from_str(&text).map_err(|error| wrong(&error, &text))?;
        if list.languages != wanted.languages {
            let message =
                format!("the list goes from {} to {}", list.languages.source, list.languages.target);
            return Err(ReadError::at(1, message));
        }
        let lines = LineIndex::new(&text);
        for entry in list.entries {
            let line = lines.place(&text, entry.get().as_ptr() as usize - text.as_ptr() as usize).line;
            match serde_json::from_str::<Entry>(entry.get()) {
                Ok(entry) => (sink.entry)(Entry { line, ..entry }),
                Err(error) => (sink.reject)(line + error.line() - 1, plain(&error)),
            }
        }
        Ok(())
    }

    fn style_named(&self, bytes: &[u8]) -> Option<String> {
        serde_json::from_slice::<Style>(bytes).ok()?.style
    }
}

/// A list whose entries are read one by one: one with a mistake spoils no other.
#[derive(Deserialize)]
struct Entries<'t> {
    languages: LanguagePair,
    #[serde(borrow)]
    entries: Vec<&'t RawValue>,
}

/// What of a list says the house style.
#[derive(Deserialize)]
struct Style {
    style: Option<String>,
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
    let message = plain(error);
    let line = text.split('\n').nth(error.line().saturating_sub(1)).unwrap_or_default();
    // serde_json counts bytes.
    let column = line.char_indices().take_while(|(at, _)| *at < error.column()).count();
    ReadError::at(error.line(), format!("this is no term list in JSON: {message}")).column(column.max(1))
}

/// What is wrong, without the place.
fn plain(error: &serde_json::Error) -> String {
    let said = error.to_string();
    said.rsplit_once(" at line ").map_or(said.as_str(), |(message, _)| message).to_owned()
}

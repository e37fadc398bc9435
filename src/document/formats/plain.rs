//! Plain text.

use crate::document::{
    format::{DocumentFormat, FileReader},
    model::Document,
};

/// Plain text; what is in no other format is in this one.
pub(super) struct Plain;

impl DocumentFormat for Plain {
    fn id(&self) -> &'static str {
        "plain"
    }

    fn name(&self) -> &'static str {
        "plain text"
    }

    fn endings(&self) -> &'static [&'static str] {
        &[]
    }

    fn reader(&self) -> FileReader {
        FileReader::Text(|part, options| Ok(Document::plain(part, options)))
    }
}

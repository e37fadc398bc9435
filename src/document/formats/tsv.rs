//! TSV: cells between tabs; quotation marks are characters as any.

use super::table;
use crate::document::format::{DocumentFormat, FileReader, Format};

/// Tables of texts between tabs.
pub(super) struct Tsv;

impl DocumentFormat for Tsv {
    fn id(&self) -> &'static str {
        "tsv"
    }

    fn name(&self) -> &'static str {
        "TSV"
    }

    fn note(&self) -> Option<&'static str> {
        Some("Two columns between tabs, a text and its translation")
    }

    fn endings(&self) -> &'static [&'static str] {
        &["tsv", "tab"]
    }

    fn reader(&self) -> FileReader {
        FileReader::Text(|part, options| {
            let rows = table::tsv_rows(&part.text);
            Ok(table::document(Format::new(&Tsv), vec![part], &[rows], options))
        })
    }
}

//! TSV: cells between tabs; quotation marks are characters as any.

use super::table;
use crate::document::format::{DocumentFormat, FileReader, Format, FormatInfo};

/// Tables of texts between tabs.
pub(super) struct Tsv;

impl DocumentFormat for Tsv {
    fn info(&self) -> &'static FormatInfo {
        const INFO: FormatInfo = FormatInfo {
            note: Some("Two columns between tabs, a text and its translation"),
            ..FormatInfo::of(
                "tsv",
                "TSV",
                &["tsv", "tab"],
                FileReader::Text(|part, options| {
                    let rows = table::tsv_rows(&part.text);
                    Ok(table::document(Format::new(&Tsv), vec![part], &[rows], options))
                }),
            )
        };
        &INFO
    }
}

//! XLIFF 1.2 and 2.x: pairs of texts with inline elements.

use super::bilingual;
use crate::document::format::{DocumentFormat, FileReader, Format, FormatInfo};

/// XLIFF.
pub(super) struct Xliff;

impl DocumentFormat for Xliff {
    fn info(&self) -> &'static FormatInfo {
        const INFO: FormatInfo = FormatInfo {
            has_references: true,
            ..FormatInfo::of(
                "xliff",
                "XLIFF",
                &["xlf", "xliff", "sdlxliff", "mqxliff", "mxliff"],
                FileReader::Text(|part, options| {
                    bilingual::document(Format::new(&Xliff), "xliff", part, options)
                }),
            )
        };
        &INFO
    }

    fn is_content(&self, head: &str) -> bool {
        head.starts_with('<') && head.contains("<xliff")
    }
}

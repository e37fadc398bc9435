//! TMX: pairs of texts with inline elements.

use super::bilingual;
use crate::document::format::{DocumentFormat, FileReader, Format, FormatInfo};

/// TMX.
pub(super) struct Tmx;

impl DocumentFormat for Tmx {
    fn info(&self) -> &'static FormatInfo {
        const INFO: FormatInfo = FormatInfo {
            has_references: true,
            ..FormatInfo::of(
                "tmx",
                "TMX",
                &["tmx"],
                FileReader::Text(|part, options| {
                    bilingual::document(Format::new(&Tmx), "tmx", part, options)
                }),
            )
        };
        &INFO
    }

    fn is_content(&self, head: &str) -> bool {
        head.starts_with('<') && head.contains("<tmx")
    }
}

//! XLIFF 1.2 and 2.x: pairs of texts with inline elements.

use std::borrow::Cow;

use super::bilingual;
use crate::{
    document::format::{DocumentFormat, FileReader, Format},
    markup,
};

/// XLIFF.
pub(super) struct Xliff;

impl DocumentFormat for Xliff {
    fn id(&self) -> &'static str {
        "xliff"
    }

    fn name(&self) -> &'static str {
        "XLIFF"
    }

    fn endings(&self) -> &'static [&'static str] {
        &["xlf", "xliff", "sdlxliff", "mqxliff", "mxliff"]
    }

    fn is_content(&self, head: &str) -> bool {
        head.starts_with('<') && head.contains("<xliff")
    }

    fn declared_encoding(&self, head: &str) -> Option<String> {
        markup::declared_encoding(head)
    }

    fn reader(&self) -> FileReader {
        FileReader::Text(|part, options| bilingual::document(Format::new(&Xliff), "xliff", part, options))
    }

    fn has_references(&self) -> bool {
        true
    }

    fn escape<'t>(&self, text: &'t str) -> Cow<'t, str> {
        markup::escape_text(text)
    }
}

//! TMX: pairs of texts with inline elements.

use std::borrow::Cow;

use super::bilingual;
use crate::{
    document::format::{DocumentFormat, FileReader, Format},
    markup,
};

/// TMX.
pub(super) struct Tmx;

impl DocumentFormat for Tmx {
    fn id(&self) -> &'static str {
        "tmx"
    }

    fn name(&self) -> &'static str {
        "TMX"
    }

    fn endings(&self) -> &'static [&'static str] {
        &["tmx"]
    }

    fn is_content(&self, head: &str) -> bool {
        head.starts_with('<') && head.contains("<tmx")
    }

    fn declared_encoding(&self, head: &str) -> Option<String> {
        markup::declared_encoding(head)
    }

    fn reader(&self) -> FileReader {
        FileReader::Text(|part, options| bilingual::document(Format::new(&Tmx), "tmx", part, options))
    }

    fn has_references(&self) -> bool {
        true
    }

    fn escape<'t>(&self, text: &'t str) -> Cow<'t, str> {
        markup::escape_text(text)
    }
}

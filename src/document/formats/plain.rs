//! Plain text.

use crate::document::{
    format::{DocumentFormat, FileReader, Format, FormatInfo},
    model::{Document, Part},
    options::ReadOptions,
    plain_blocks::{self, Wrapping},
};

/// Plain text; what is in no other format is in this one.
pub(super) struct Plain;

impl DocumentFormat for Plain {
    fn info(&self) -> &'static FormatInfo {
        const INFO: FormatInfo = FormatInfo::of(
            "plain",
            "plain text",
            &[],
            FileReader::Text(|part, options| Ok(Document::plain(part, options))),
        );
        &INFO
    }
}

impl Document {
    /// A plain text: what its lines are is guessed when `options` do not say it.
    pub(in crate::document) fn plain(part: Part, options: &ReadOptions) -> Self {
        let wrapping = Wrapping::of(&part.text, options.wrapped);
        let blocks = plain_blocks::blocks(&part.text, wrapping);
        let date = plain_blocks::date(&part.text);
        let mut document = Self::new(Format::new(&Plain), part, blocks);
        (document.language, document.date) = (options.language, date);
        document.guessed = options.wrapped.is_none().then_some(wrapping);
        document
    }
}

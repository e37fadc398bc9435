use serde::Serialize;

use super::DocumentId;
use crate::{document::Document, text::Span};

/// What stands between two blocks of a text.
pub(super) const BETWEEN: &str = "\n\n";

/// A document as one text, its blocks joined, with the way between places in its blocks (bytes) and in the text (UTF-16
/// units).
pub(crate) struct DocumentText {
    id: DocumentId,
    document: Document,
    text: String,
    /// Where each block starts in the text (UTF-16 units).
    starts: Vec<u32>,
}

/// A document as the page shows it.
#[derive(Serialize)]
pub(crate) struct Article {
    id: DocumentId,
    title: String,
    date: Option<String>,
    language: &'static str,
    text: String,
    blocks: Vec<ArticleBlock>,
}

#[derive(Serialize)]
struct ArticleBlock {
    s: u32,
    e: u32,
    kind: &'static str,
}

/// How many UTF-16 units a text has.
pub(crate) fn units(text: &str) -> u32 {
    if text.is_ascii() { text.len() as u32 } else { text.chars().map(|c| c.len_utf16() as u32).sum() }
}

/// The byte of a text at which so many UTF-16 units have passed; its end when it has fewer.
pub(crate) fn byte_at(text: &str, units: u32) -> usize {
    let mut passed = 0;
    for (at, c) in text.char_indices() {
        if passed >= units {
            return at;
        }
        passed += c.len_utf16() as u32;
    }
    text.len()
}

impl DocumentText {
    /// The text of a document that was read.
    pub(crate) fn new(id: DocumentId, document: Document) -> Self {
        let (mut text, mut starts, mut passed) = (String::new(), Vec::new(), 0);
        for block in 0..document.blocks.len() {
            if block > 0 {
                text.push_str(BETWEEN);
                passed += BETWEEN.len() as u32;
            }
            starts.push(passed);
            text.push_str(document.text(block));
            passed += units(document.text(block));
        }
        Self { id, document, text, starts }
    }

    /// Which document it is.
    pub(crate) fn id(&self) -> DocumentId {
        self.id
    }

    /// The document.
    pub(crate) fn document(&self) -> &Document {
        &self.document
    }

    /// The blocks joined by an empty line.
    pub(crate) fn text(&self) -> &str {
        &self.text
    }

    /// Where a span of a block stands in the text (UTF-16 units).
    pub(crate) fn place(&self, block: usize, span: Span) -> (u32, u32) {
        let start = self.starts[block];
        let text = self.document.text(block);
        let before = units(&text[..span.start]);
        (start + before, start + before + units(span.of(text)))
    }

    /// The block, and the byte in it, that stand at a place in the text (UTF-16 units).
    pub(crate) fn block_at(&self, place: u32) -> Option<(usize, usize)> {
        let block = self.starts.partition_point(|start| *start <= place).checked_sub(1)?;
        Some((block, byte_at(self.document.text(block), place - self.starts[block])))
    }

    /// It as the page shows it.
    pub(crate) fn article(&self, title: String, language: &'static str) -> Article {
        let blocks = self.document.blocks.iter().zip(&self.starts).enumerate();
        let blocks = blocks.map(|(number, (block, &s))| ArticleBlock {
            s,
            e: s + units(self.document.text(number)),
            kind: block.kind.name(),
        });
        Article {
            id: self.id,
            title,
            date: self.document.date.clone(),
            language,
            text: self.text.clone(),
            blocks: blocks.collect(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn places_are_utf16_units_of_the_joined_blocks() {
        let document = Document::from_text("a.txt", "Été 𝄞 à Bakou.\nÀ Evlakh, 𝄞 Evlakh.".into());
        assert_eq!(document.blocks.len(), 2);
        let text = DocumentText::new(DocumentId(7), document);
        let wide: Vec<u16> = text.text().encode_utf16().collect();
        for (block, form) in [(0, "Bakou"), (1, "Evlakh")] {
            let own = text.document().text(block);
            let at = own.rfind(form).unwrap();
            let (s, e) = text.place(block, Span::new(at, at + form.len()));
            assert_eq!(String::from_utf16(&wide[s as usize..e as usize]).unwrap(), form);
            assert_eq!(text.block_at(s), Some((block, at)));
        }
        let shown = serde_json::to_value(text.article("a".into(), "fr")).unwrap();
        assert_eq!(shown["id"], "d7");
        assert_eq!(shown["blocks"][1]["e"].as_u64().unwrap() as usize, wide.len());
    }
}

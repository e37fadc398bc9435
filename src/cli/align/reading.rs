//! Documents to align, cut into segments.

use std::path::Path;

use anyhow::Context as _;

use crate::document::{Document, ReadOptions};

/// One side of a pair.
pub(crate) struct Text {
    /// What messages call it.
    pub name: String,
    /// The language its name states, if it does (`.fr`, `_en`).
    pub language: Option<&'static str>,
    segments: Vec<String>,
}

impl Text {
    /// Reads a file; `segmented`: every line is a segment, empty lines too.
    pub fn read(path: &Path, segmented: bool) -> anyhow::Result<Text> {
        let name = path.display().to_string();
        let segments = if segmented {
            let bytes = std::fs::read(path).with_context(|| name.clone())?;
            let text = String::from_utf8(bytes).with_context(|| {
                format!("{name}: not UTF-8; convert the file before aligning with --segmented")
            })?;
            lines(&text)
        } else {
            let document = Document::read(path, &ReadOptions::default())?;
            (0..document.blocks.len()).map(|b| document.text(b).to_owned()).collect()
        };
        Ok(Text { language: super::pairing::language_mark(path), name, segments })
    }

    /// The segments, in order.
    pub fn segments(&self) -> Vec<&str> {
        self.segments.iter().map(String::as_str).collect()
    }
}

/// Lines without their ends; a byte-order mark is no text.
fn lines(text: &str) -> Vec<String> {
    text.trim_start_matches('\u{FEFF}').lines().map(|l| l.trim_end_matches('\r').to_owned()).collect()
}

#[cfg(test)]
mod tests {
    use super::lines;

    #[test]
    fn empty_lines_are_segments() {
        assert_eq!(lines("\u{FEFF}un\r\n\r\ntrois\n"), ["un", "", "trois"]);
    }
}

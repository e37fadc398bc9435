use super::block::{Block, BlockKind};
use crate::text::Span;

/// The blocks of a plain text: every line that holds more than white space.
pub(super) fn blocks(text: &str) -> Vec<Block> {
    let mut blocks = Vec::new();
    let mut start = 0;
    for line in text.split_inclusive(['\n', '\r']) {
        let end = start + line.trim_end_matches(['\n', '\r']).len();
        if !text[start..end].trim().is_empty() {
            blocks.push(Block::slice(BlockKind::Paragraph, 0, Span::new(start, end)));
        }
        start += line.len();
    }
    blocks
}

//! Law 2 (outside an edit nothing changes) and law 8 (no input makes the reader panic), for every format.

use drogman::{
    document::{BlockEdit, Document, ReadOptions, RewriteError},
    text::{Edit, Span, apply},
};
use proptest::prelude::*;

/// What replacements are made of: French, markup characters, what some encodings lack.
pub(crate) const REPLACEMENT: &str = "(le |d'|d’|Haut-Karabakh|É|œ|<b>|&|&eacute;|>|\"|\\\\|ə|😀){0,3}";

/// An edit as proptest makes it: a block, a start, a length (each taken modulo what there is), a text.
pub(crate) type Draft = (usize, usize, usize, String);

pub(crate) fn drafts(replacement: &'static str) -> impl Strategy<Value = Vec<Draft>> {
    prop::collection::vec((any::<usize>(), any::<usize>(), 0..12_usize, replacement), 0..6)
}

pub(crate) fn read(name: &str, bytes: &[u8]) -> Document {
    read_with(name, bytes, &ReadOptions::default())
}

pub(crate) fn read_with(name: &str, bytes: &[u8], options: &ReadOptions) -> Document {
    Document::from_bytes(name, bytes.to_vec(), options).unwrap_or_else(|error| panic!("{error}"))
}

/// The drafts as edits of `document` that do not overlap nor touch, outside what is protected.
pub(crate) fn edits(document: &Document, drafts: &[Draft]) -> Vec<BlockEdit> {
    let mut edits: Vec<BlockEdit> = Vec::new();
    for (block, start, len, replacement) in drafts.iter().filter(|_| !document.blocks.is_empty()) {
        let block = block % document.blocks.len();
        let text = document.text(block);
        let start = text.floor_char_boundary(start % (text.len() + 1));
        let end = text.ceil_char_boundary((start + len).min(text.len()));
        let span = Span::new(start, end);
        // A dash at the start of a line of subtitles makes it another speaker’s; before it, it does not.
        if document.format.id() == "srt" && start == 0 {
            continue;
        }
        let free = |other: Span| other.end < start || end < other.start;
        if edits.iter().all(|edit| edit.block != block || free(edit.span))
            && document.blocks[block].protected.iter().all(|&other| free(other))
        {
            edits.push(BlockEdit { block, span, replacement: replacement.clone() });
        }
    }
    edits
}

/// Each block’s text with its edits made.
pub(crate) fn edited(document: &Document, edits: &[BlockEdit]) -> Vec<String> {
    let of_block = |block: usize| {
        let own: Vec<Edit> = (edits.iter().filter(|edit| edit.block == block))
            .map(|edit| Edit { span: edit.span, replacement: edit.replacement.clone() })
            .collect();
        apply(document.text(block), &own).unwrap()
    };
    (0..document.blocks.len()).map(of_block).collect()
}

pub(crate) fn texts(document: &Document) -> Vec<String> {
    (0..document.blocks.len()).map(|block| document.text(block).to_owned()).collect()
}

/// Holds `edits` to law 2: what is before the first and after the last is there byte for byte.
pub(crate) fn untouched(document: &Document, bytes: &[u8], edits: &[BlockEdit]) -> Option<Vec<u8>> {
    let new = match document.rewrite(edits) {
        Ok(new) => new,
        Err(RewriteError::Unencodable { .. }) => return None,
        Err(error) => panic!("{error}"),
    };
    let byte = |block: usize, at: usize| document.locate(block, at).byte;
    // What is inserted between two runs may stand anywhere in the markup between them.
    let before = |edit: &BlockEdit| match document.text(edit.block)[..edit.span.start].char_indices().last() {
        Some((at, _)) if edit.span.is_empty() => byte(edit.block, at),
        _ => byte(edit.block, edit.span.start),
    };
    let start = edits.iter().map(before).min().unwrap_or(bytes.len());
    let end = edits.iter().map(|edit| byte(edit.block, edit.span.end)).max().unwrap_or(start);
    assert!(new.starts_with(&bytes[..start]), "{:?}", String::from_utf8_lossy(&new));
    assert!(new.ends_with(&bytes[end.max(start)..]), "{:?}", String::from_utf8_lossy(&new));
    Some(new)
}

/// Holds the document to laws 2 and 8 under `drafts`: read again, each block is what it was to become.
pub(crate) fn rewrites(name: &str, bytes: &[u8], drafts: &[Draft]) {
    let document = read(name, bytes);
    assert_eq!(document.rewrite(&[]).unwrap(), bytes, "{name}: no edit changes nothing");
    let edits = edits(&document, drafts);
    let new = if name.ends_with(".docx") {
        Some(document.rewrite(&edits).unwrap())
    } else {
        untouched(&document, bytes, &edits)
    };
    let Some(new) = new else { return };
    let (new, expected) = (words(texts(&read(name, &new))), words(edited(&document, &edits)));
    for (new, expected) in new.iter().zip(&expected) {
        assert_eq!(new, expected, "{name}");
    }
    assert_eq!(new.len(), expected.len(), "{name}: the blocks are the same");
}

/// The texts that are not blank, with white space collapsed, as markup reads it.
fn words(texts: Vec<String>) -> Vec<String> {
    let words = |text: &String| text.split_ascii_whitespace().collect::<Vec<_>>().join(" ");
    texts.iter().map(words).filter(|text| !text.trim().is_empty()).collect()
}

/// Reads `bytes` whatever they are; what can be read gives its bytes back and knows where all stands.
pub(crate) fn survives(name: &str, bytes: &[u8]) {
    let Ok(document) = Document::from_bytes(name, bytes.to_vec(), &ReadOptions::default()) else { return };
    match document.rewrite(&[]) {
        Ok(same) => assert!(same == bytes, "{name}"),
        Err(error) => {
            assert!(matches!(error, RewriteError::Malformed { .. } | RewriteError::Unsupported(_)), "{error}")
        }
    }
    for block in 0..document.blocks.len() {
        let text = document.text(block);
        let mut before = 0;
        for at in (0..=text.len()).filter(|&at| text.is_char_boundary(at)) {
            let here = document.locate(block, at);
            assert!(here.byte >= before, "{name}: places go on");
            before = here.byte;
        }
        for span in &document.blocks[block].protected {
            assert!(text.get(span.start..span.end).is_some(), "{name}: {span:?} of {text:?}");
        }
        document.source_line(block, text.len());
    }
}

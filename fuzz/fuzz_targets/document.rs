//! Any bytes, read as any format: no panic, the segments lose nothing (law 1), and what nobody edits is
//! written back byte for byte (law 2).
#![no_main]

use drogman::{
    document::{Document, Format, ReadOptions},
    language::Language,
    segment::Segmenter,
};
use libfuzzer_sys::fuzz_target;

fuzz_target!(|input: &[u8]| {
    let Some((&choice, bytes)) = input.split_first() else { return };
    // A first byte chooses the format, or lets the reader tell.
    let format = Format::all().nth(usize::from(choice) % (Format::all().len() + 1));
    let options = ReadOptions { format, ..ReadOptions::default() };
    let Ok(document) = Document::from_bytes("fuzz", bytes.to_vec(), &options) else { return };
    for language in [Language::French, Language::English] {
        let segmenter = Segmenter::new(language);
        for block in 0..document.blocks.len() {
            let text = document.text(block);
            let mut at = 0;
            for segment in segmenter.segments(text) {
                assert!(at <= segment.start && segment.start < segment.end, "segments in order, none empty");
                assert!(!has_letters(&text[at..segment.start]), "no word lies between segments");
                at = segment.end;
            }
            assert!(!has_letters(&text[at..]), "no word lies behind the last segment");
        }
    }
    if let Ok(written) = document.rewrite(&[]) {
        assert_eq!(written, bytes, "nothing was edited");
    }
});

fn has_letters(text: &str) -> bool {
    text.chars().any(char::is_alphanumeric)
}

//! Any text, any style: normalising twice is normalising once (law 3), and `check` and `normalize` want
//! the same edits (law 4).
#![no_main]

use std::{path::PathBuf, sync::LazyLock};

use drogman::{
    check::{Checker, Options},
    document::{BlockEdit, Document, ReadOptions},
    glossary::{Glossary, StyleId},
    language::Language,
    matching::Matcher,
    normalize::{Applicability, Ignores, Normalizer, Quotes, edits},
};
use libfuzzer_sys::fuzz_target;

static GLOSSARY: LazyLock<Glossary> = LazyLock::new(|| {
    let path = PathBuf::from(concat!(env!("CARGO_MANIFEST_DIR"), "/../tests/cases/glossary.drogman.yaml"));
    let reading = Glossary::read(&[path]).expect("the glossary is there");
    reading.accept().map_err(|problems| problems.to_string()).expect("well-formed").0
});
static MATCHER: LazyLock<Matcher> =
    LazyLock::new(|| Matcher::new(&GLOSSARY, Language::French).expect("the patterns are well-formed"));

fn wanted(document: &Document, style: StyleId, quotes: Quotes) -> Vec<BlockEdit> {
    let matches = MATCHER.matches(document);
    let changes = Normalizer::new(&GLOSSARY, style, quotes).changes(document, &matches, &Ignores::none());
    let mut edits = edits(&changes, false);
    edits.sort();
    edits
}

fn offered(document: &Document, style: StyleId, quotes: Quotes) -> Vec<BlockEdit> {
    let checker =
        Checker::new(&GLOSSARY, Options { style, quotes, ..Options::default() }).expect("it compiles");
    let findings = checker.check(document, Language::French, &[]).expect("plain text");
    let safe = findings
        .into_iter()
        .filter_map(|finding| finding.fix)
        .filter(|fix| fix.applicability == Applicability::Safe);
    let mut edits: Vec<BlockEdit> = safe.flat_map(|fix| fix.edits).collect();
    edits.sort();
    edits
}

fn read(bytes: Vec<u8>) -> Option<Document> {
    let options = ReadOptions {
        wrapped: Some(false),
        encoding: Some("utf-8".into()),
        format: Some(drogman::document::Format::PLAIN),
        ..ReadOptions::default()
    };
    Document::from_bytes("fuzz.txt", bytes, &options).ok()
}

fuzz_target!(|input: (u8, &str)| {
    let (choice, text) = input;
    let style = StyleId(usize::from(choice) % GLOSSARY.styles.len());
    let quotes = if choice & 0x80 == 0 { Quotes::Keep } else { Quotes::Rewrite };
    let Some(document) = read(text.as_bytes().to_vec()) else { return };
    let once = wanted(&document, style, quotes);
    assert_eq!(offered(&document, style, quotes), once, "check and normalize disagree");
    let written = document.rewrite(&once).expect("the edits do not overlap");
    let again = read(written).expect("what was read can be read again");
    assert_eq!(wanted(&again, style, quotes), [], "a second run changes it again");
});

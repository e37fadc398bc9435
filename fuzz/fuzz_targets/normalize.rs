//! Any text, any style: normalising twice is normalising once (law 3), and `check` and `normalize` want
//! the same edits (law 4).
#![no_main]

use std::{path::PathBuf, sync::LazyLock};

use drogman::{
    document::{BlockEdit, Document, ReadOptions},
    glossary::{Glossary, StyleId},
    language::Language,
    normalize::{Quotes, edits},
    session::{Languages, Options, Session},
};
use libfuzzer_sys::fuzz_target;

static GLOSSARY: LazyLock<Glossary> = LazyLock::new(|| {
    let path = PathBuf::from(concat!(env!("CARGO_MANIFEST_DIR"), "/../tests/cases/glossary.drogman.yaml"));
    let reading = Glossary::read(&[path]).expect("the glossary is there");
    reading.accept().map_err(|problems| problems.to_string()).expect("well-formed").0
});
/// A session of each style, one that keeps quotations and one that rewrites them.
static SESSIONS: LazyLock<Vec<[Session; 2]>> = LazyLock::new(|| {
    let session = |style, quotes| {
        let languages = Languages::Unstated(Language::French);
        let options = Options { style: StyleId(style), quotes, languages, ..Options::default() };
        Session::new(&*GLOSSARY, options)
    };
    let of_style = |style| [Quotes::Keep, Quotes::Rewrite].map(|quotes| session(style, quotes));
    (0..GLOSSARY.styles.len()).map(of_style).collect()
});

fn wanted(document: &Document, session: &Session) -> Vec<BlockEdit> {
    let analysis = session.analyse(document).expect("the patterns are well-formed");
    let mut edits = edits(&analysis.changes(), false);
    edits.sort();
    edits
}

fn offered(document: &Document, session: &Session) -> Vec<BlockEdit> {
    let analysis = session.analyse(document).expect("the patterns are well-formed");
    let findings = analysis.findings().expect("the patterns are well-formed");
    let mut edits = session.fixes(&findings, &document.path);
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
    let session = &SESSIONS[usize::from(choice & 0x7F) % SESSIONS.len()][usize::from(choice >> 7)];
    let Some(document) = read(text.as_bytes().to_vec()) else { return };
    let once = wanted(&document, session);
    assert_eq!(offered(&document, session), once, "check and normalize disagree");
    let written = document.rewrite(&once).expect("the edits do not overlap");
    let again = read(written).expect("what was read can be read again");
    assert_eq!(wanted(&again, session), [], "a second run changes it again");
});

//! Any YAML: problems or a glossary, never a panic; a glossary that is accepted can be matched with.
#![no_main]

use drogman::{
    glossary::{Glossary, SourceFile},
    matching::Matcher,
};
use libfuzzer_sys::fuzz_target;

fuzz_target!(|text: String| {
    let source = SourceFile { name: "fuzz.yaml".into(), text };
    if let Ok((glossary, _)) = Glossary::read_sources(&[source]).accept() {
        // A pattern may still be too large to compile; that is an error, not a panic.
        let _ = Matcher::new(&glossary, glossary.languages.source);
    }
});

//! Which language a document is in.

use crate::{
    document::Document,
    glossary::Glossary,
    language::{Language, detect},
};

/// How much of a document is read to tell its language (bytes).
const SAMPLE: usize = 1 << 12;

/// Options of the verbs that treat a document by its language.
#[derive(clap::Args, Clone, Debug)]
pub(super) struct LanguageArgs {
    /// The language of documents that state none (fr, en) instead of telling it by their words
    #[arg(long = "lang", value_name = "LANG")]
    pub language: Option<Language>,
}

impl LanguageArgs {
    /// The language of the blocks that state none: the one asked for, the document’s own, the one its
    /// words tell, else the glossary’s source language.
    pub(super) fn of(&self, document: &Document, glossary: &Glossary) -> Language {
        self.language.or_else(|| of(document)).unwrap_or(glossary.languages.source)
    }
}

/// The language a document states, else the one its words tell.
pub(super) fn of(document: &Document) -> Option<Language> {
    document.language.or_else(|| detect(&sample(document)))
}

/// The beginning of what a document says.
fn sample(document: &Document) -> String {
    let mut sample = String::new();
    for block in 0..document.blocks.len() {
        if sample.len() >= SAMPLE {
            break;
        }
        let text = document.text(block);
        sample.push_str(&text[..text.floor_char_boundary(SAMPLE)]);
        sample.push('\n');
    }
    sample
}

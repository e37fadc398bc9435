//! Which language a document is in.

use crate::{document::Document, glossary::Glossary, language::Language};

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
        self.language.or_else(|| document.told_language()).unwrap_or(glossary.languages.source)
    }
}

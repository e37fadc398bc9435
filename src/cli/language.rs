//! Which language a document is in.

use crate::{language::Language, session::Languages};

/// Options of the verbs that treat a document by its language.
#[derive(clap::Args, Clone, Debug)]
pub(super) struct LanguageArgs {
    /// The language of documents that state none (fr, en) instead of telling it by their words
    #[arg(long = "lang", value_name = "LANG")]
    pub language: Option<Language>,
}

impl LanguageArgs {
    /// In which languages names are looked for.
    pub(super) fn languages(&self) -> Languages {
        self.language.map_or(Languages::Told, Languages::Unstated)
    }
}

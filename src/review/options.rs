use std::{io, path::PathBuf};

use crate::{
    check::Severities,
    document::{ReadOptions, Source},
    glossary::StyleId,
    normalize::Ignored,
    project::Config,
    session::SharedGlossary,
};

/// What is reviewed, and with what.
#[derive(Debug, Default)]
pub struct ReviewOptions {
    /// What the page calls it: the name of the folder or file.
    pub name: String,
    /// The files and folders as they were named.
    pub paths: Vec<PathBuf>,
    /// The articles found there.
    pub sources: Vec<Source>,
    /// Why what could not be walked could not.
    pub unread: Vec<io::Error>,
    /// How they are read.
    pub read: ReadOptions,
    /// The translation: a file, or a folder of files.
    pub translation: Option<PathBuf>,
    /// The glossary as its files have it.
    pub glossary: SharedGlossary,
    /// The folder from which the glossary was looked for.
    pub here: PathBuf,
    /// The files and folders of the glossary, where they were named.
    pub glossary_paths: Vec<PathBuf>,
    /// The configuration.
    pub config: Config,
    /// The folder in which `.drogman/` is.
    pub folder: PathBuf,
    /// The style to begin with.
    pub style: StyleId,
    /// The severity of each rule.
    pub severities: Severities,
    /// What checking and normalising pass over.
    pub ignored: Vec<Ignored>,
    /// More abbreviations that do not end a segment.
    pub abbreviations: Vec<String>,
}

/// Why a review cannot be opened.
#[derive(Debug, thiserror::Error)]
pub enum ReviewError {
    /// What was decided before cannot be read.
    #[error("{}: {source}", path.display())]
    Decisions {
        /// The file.
        path: PathBuf,
        /// Why.
        source: io::Error,
    },
    /// The project cannot be read.
    #[error(transparent)]
    Project(#[from] crate::project::ProjectError),
}

use std::{
    io,
    path::{Path, PathBuf},
};

use crate::glossary::Problems;

/// Why a project, or its glossary, cannot be used.
#[derive(Debug, thiserror::Error)]
pub enum ProjectError {
    /// A file or folder cannot be read.
    #[error("{}: {source}", path.display())]
    Io {
        /// The file.
        path: PathBuf,
        /// What the file system said.
        source: io::Error,
    },
    /// The configuration has a mistake; the message begins with its place.
    #[error("{0}")]
    Configuration(String),
    /// The configuration is a link to somewhere else.
    #[error("{}: this link leads out of its folder; put the configuration itself there", .0.display())]
    LinkedConfiguration(PathBuf),
    /// A project names a glossary outside its folder.
    #[error(
        "{}: {} lies outside the folder {}; if you trust it, name it with -g",
        named_by.display(), path.display(), project.display()
    )]
    Outside {
        /// What names it: the configuration, or the glossary's folder.
        named_by: PathBuf,
        /// The glossary.
        path: PathBuf,
        /// The folder of the project.
        project: PathBuf,
    },
    /// A file of a project's glossary is a link to somewhere else.
    #[error(
        "{}: this link leads out of the folder {}; if you trust it, name its file with -g",
        path.display(), project.display()
    )]
    LinkedOutside {
        /// The link.
        path: PathBuf,
        /// The folder of the project.
        project: PathBuf,
    },
    /// `none` stands among other glossaries.
    #[error("`-g none` stands alone: it means no glossary")]
    NotAlone,
    /// A term list of another program is named as a glossary.
    #[error("{0}")]
    List(String),
    /// What was decided beside the glossary has mistakes.
    #[error(transparent)]
    Decisions(#[from] Problems),
    /// The glossary cannot be read; the error names the file.
    #[error(transparent)]
    Glossary(#[from] io::Error),
}

impl ProjectError {
    pub(super) fn io(path: &Path, source: io::Error) -> Self {
        Self::Io { path: path.to_owned(), source }
    }
}

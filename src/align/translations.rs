//! Which file translates which article of a run.

use std::path::{Path, PathBuf};

use rustc_hash::{FxHashMap, FxHashSet};

use super::{PairingError, PairingRequest};
use crate::document::Source;

/// Why a translation is not found.
#[derive(Debug, thiserror::Error)]
pub enum TranslationError {
    /// A text without a name is to be paired with the files of a folder.
    #[error("-: the translation of standard input must be a file, not a folder")]
    StandardInput,
    /// An article has no translation in the folder.
    #[error("{}: no translation of it in {}", article.display(), folder.display())]
    Missing {
        /// The article.
        article: PathBuf,
        /// The folder of translations.
        folder: PathBuf,
    },
    /// The files cannot be paired.
    #[error(transparent)]
    Pairing(#[from] PairingError),
}

/// The translations of articles: one file, of whatever is read, or the files of a folder.
#[derive(Debug)]
pub enum Translations {
    /// One file.
    File(PathBuf),
    /// The files of a folder.
    Folder {
        /// The folder.
        folder: PathBuf,
        /// The translation of each article that has one.
        of: FxHashMap<PathBuf, PathBuf>,
        /// Articles without a translation.
        without: FxHashSet<PathBuf>,
    },
}

impl Translations {
    /// Pairs articles with the files of a folder, by name, else by content; with them, why files could not be read.
    ///
    /// # Errors
    /// When one of them holds no file, or standard input is to be paired with a folder.
    pub fn find(
        articles: &[PathBuf],
        translation: &Path,
    ) -> Result<(Self, Vec<PairingError>), TranslationError> {
        if !translation.is_dir() {
            return Ok((Self::File(translation.to_owned()), Vec::new()));
        }
        if articles.is_empty() || articles.iter().any(|path| path.as_os_str() == "-") {
            return Err(TranslationError::StandardInput);
        }
        let pairing = PairingRequest::new(articles, translation).pairing()?;
        let found = Self::Folder {
            folder: translation.to_owned(),
            of: pairing.partners.into_iter().map(|pair| (pair.source, pair.target)).collect(),
            without: pairing.sources.into_iter().collect(),
        };
        Ok((found, pairing.failures))
    }

    /// The translation of an article; none when `source` is no article but of the other side.
    ///
    /// # Errors
    /// When there is none.
    pub fn of(&self, source: &Source) -> Result<Option<PathBuf>, TranslationError> {
        let (folder, of, without) = match self {
            Self::File(path) => return Ok(Some(path.clone())),
            Self::Folder { folder, of, without } => (folder, of, without),
        };
        let Source::File { path, .. } = source else { return Ok(None) };
        if without.contains(path) {
            return Err(TranslationError::Missing { article: path.clone(), folder: folder.clone() });
        }
        Ok(of.get(path).cloned())
    }
}
